"""What stands where a name should be and names nobody: “Vacant”, “N/D”, “Post eliminated”."""

from __future__ import annotations

import re

from .naming import normal

_VACANT = frozenset((
    "vacant", "vacancy", "n d", "nd", "not disclosed", "tbc", "tba", "tbd", "to be confirmed", "to be appointed",
    "to be announced", "to be recruited", "unfilled", "unknown", "none", "n a", "na", "nobody", "not in post",
    "post vacant", "vacant post", "currently vacant", "recruiting", "xx", "xxx", "not applicable", "no name", "nil",
    "withheld", "name withheld", "redacted", "undisclosed", "name not disclosed", "unnamed", "not named", "unassigned",
    "not assigned", "not filled", "to be filled", "to be hired", "tbh", "new hire", "open", "open position",
    "open role", "open post", "open req", "frozen", "under recruitment", "recruitment in progress", "being recruited",
    "no holder", "not known", "interim", "various", "n n", "nn", "unbesetzt", "nicht besetzt", "vakant", "zu besetzen",
    "noch offen", "vacante", "sin cubrir", "poste vacant", "non pourvu", "a pourvoir"))
_ABOLISHED = frozenset((
    "eliminated", "abolished", "deleted", "post deleted", "post eliminated", "post abolished", "slot deleted",
    "closed", "post closed", "removed", "post removed", "disestablished", "post disestablished", "no longer required"))
_REMARK = re.compile(r"[(\[]?(vacan(t|cy)|tb[acdh]|vakant|unbesetzt)[)\]]?(\s*[:;,(\[/*#].*|\s+[-–—].*|[-–—]\s.*|\s*\d+"
                     r"|\s+(as|since|from|until|post|role|position|seat)\b.*)?", re.IGNORECASE)
_POST_IS = re.compile(r"(the )?(post|position|role|seat|job|poste|puesto|stelle)( is| currently)* "
                      r"(vacant|vacante|open|unfilled|not filled|unbesetzt|frei)")
"""The word with a remark behind it: “Vacant (recruiting)”, “Vacant 2”; “Vacant Brown” may be somebody."""
_TWICE = re.compile(r"^(\w{3,}) \1$")
"""A form that wants a first name and a surname gets “Vacant Vacant”; “Na Na” is somebody's name."""
_STROKES = frozenset("-–—_?./* ")


def holder_says(text: str) -> str:
    """What a holder cell means that names nobody: "vacant" or "abolished"; '' when it may be a name."""
    words = _TWICE.sub(r"\1", normal(text))
    if words in _ABOLISHED:
        return "abolished"
    if words in _VACANT or _STROKES.issuperset(text):
        return "vacant"
    return "vacant" if _POST_IS.fullmatch(words) or _REMARK.fullmatch(text.strip()) else ""
