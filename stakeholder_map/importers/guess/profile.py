"""What the values of a column look like: how many are addresses, telephone numbers, names, titles, days …"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from ...identity.naming import normal
from ..cells.dates import MONTHS
from ..cells.levels import parse_level, propose_levels
from ..cells.values import clean, is_blank
from ..common.kinds import is_place
from ..files.tables import Table
from ..formats.mapping.pieces import cut
from .addressed import ADDRESSED, openings

MOST = 2_000
"""So many rows, spread over the table, are looked at."""

_EMAIL = re.compile(r"[^\s@<>;,\"()]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:tel\.?:? ?|\(0\) ?)?\+?\(?\d[\d ()./–-]{5,24}\d(?: ?(?:x|ext\.?|-) ?\d{1,5})?", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(org|com|net|gov|eu|uk|de|fr|es)(\.uk)?(/\S*)?",
                  re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?([T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}( .*)?"
                  rf"|(\d{{1,2}}(st|nd|rd|th)?\.?[ -](de )?)?({'|'.join(MONTHS)})\.?[ -](de )?'?\d{{2,4}}"
                  r"|(19|20)\d\d", re.IGNORECASE)
_HONORIFIC = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
                        "cllr", "councillor", "rev", "herr", "frau", "m", "mme", "mlle", "sr", "sra"})
_TITLE = re.compile(r"\b(leader|deputy|lead|leiter(in)?|referent(in)?|geschaftsfuhr\w*|(ober)?burgermeister(in)?"
                    r"|vorstand|sachbearbeiter(in)?|maire|adjoint\w*|president\w*|directeur|directrice|responsable|directora?"
                    r"|treasurer|secretary|gerente|jef[ea]|coordinador\w*|secretari[oa])\b")
_WORD = r"[^\W\d_][\w'’.-]*"
_PERSON = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")
_TURNED = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}, ?{_WORD}(?: {_WORD}){{0,2}}")
_TAIL = re.compile(r"(, | [-–|] | \(|\n)")
_MARKS = (";", "\n", "/", "|", " & ", " and ", " und ", " et ", " y ", ",")
"""What may stand between several contacts in a cell; a comma only where nearly every cell bears that out."""
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}(?: [^\W\d_a-z]{2,})? [^\W\d_][^\W\d_]*[a-zé]")
_INITIALS = re.compile(r"[^\W\d_a-z]{2,3}(?:[ ,/;&+]+[^\W\d_a-z]{2,3})*")
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false", "x", "ja", "nein", "oui", "non", "si", "✓", "✗", "0", "1"})


@dataclass
class Profile:
    """Values of one column. `shares` of its filled cells, 0 to 1, look like each kind of thing."""

    header: str
    filled: int
    rows: int
    distinct: int
    shares: dict[str, float] = field(default_factory=dict)
    separator: str = ""
    """What stands between a name and a title, where cells hold both."""
    openings: tuple[str, ...] = ()
    """What stands between a name and an address, where cells hold both, and after the address."""
    formed: str = ""
    """The form of days with a year of two digits, as `date` of a mapping has it."""
    marks: tuple[str, ...] = ()
    """What stands between several contacts in one cell; shares are then those of the pieces."""

    def __getitem__(self, kind: str) -> float:
        return self.shares.get(kind, 0.0)

    @property
    def repeats(self) -> bool:
        """Whether few different values stand in many rows."""
        return self.filled >= 6 and self.distinct <= self.filled * 0.5


def profile(table: Table, position: int) -> Profile:
    """The profile of one column of a table."""
    step = max(1, len(table.rows) // MOST)
    rows = table.rows[::step]
    cells = [row.cells[position] if position < len(row.cells) else None for row in rows]
    texts = [text for cell in cells if not is_blank(text := clean(cell))]
    found = Profile(table.header[position] if position < len(table.header) else "", len(texts), len(rows),
                    len({text.casefold() for text in texts}))
    if texts:
        found.marks = _marks(texts)
        texts = [piece for text in texts for piece in cut(text, found.marks)] if found.marks else texts
        found.shares = {kind: sum(map(test, texts)) / len(texts) for kind, test in _TESTS.items()}
        found.shares["counter"] = float(_counts(texts))
        found.shares["day"] = max(found["day"], sum(hasattr(cell, "year") for cell in cells) / len(texts))
        found.separator, found.openings = _separator(texts), openings(texts)
        found.formed = _formed(texts)
    return found


def _marks(texts: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for mark in _MARKS:
        cells = [text for text in texts if mark in text]
        several = sum(len(pieces) > 1 and all(map(is_contact, pieces))
                      for pieces in (cut(text, [*found, mark]) for text in cells))
        if cells and several >= len(cells) * (0.9 if mark == "," else 0.6):
            found.append(mark)
    return tuple(found)


def is_contact(text: str) -> bool:
    """Whether a text names somebody, perhaps with a title or an address."""
    return is_person(text) or _named_and_titled(text) or _addressed(text)


def _addressed(text: str) -> bool:
    """Whether a text is a name with its address: “Ana Bell <ana@x.org>”."""
    found = ADDRESSED.fullmatch(text)
    return bool(found) and is_person(found[1]) if found else False


def _counts(texts: Sequence[str]) -> bool:
    """Whether the values are 1, 2, 3 …: they count the rows and are nobody's code."""
    return len(texts) > 1 and all(text.isascii() and text.isdigit() for text in texts) and (
        [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))) and int(texts[0]) < 2


def is_title(text: str) -> bool:
    """Whether a text has the words of a job title."""
    return _titled(text[:200]) is not None or bool(_TITLE.search(normal(text[:200])))


@cache
def _titled(text: str) -> str | None:
    return propose_levels([text])[text]


def is_person(text: str) -> bool:
    """Whether a text may be somebody's name: two to five words with capitals, and no words of other things."""
    if "@" in text or not (_PERSON.fullmatch(text) or _TURNED.fullmatch(text)) or len(text) > 60:
        return False
    words = [w for w in re.split(r"[ ,]+", text) if w]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= max(2, len(words) - 2) and not is_title(text) and not is_place(text)


def _turned(text: str) -> bool:
    return bool(_TURNED.fullmatch(text) or _CAPITALS.match(text)) and is_person(text)


def _named_and_titled(text: str) -> bool:
    found = _TAIL.split(text, maxsplit=1)
    return len(found) == 3 and is_person(found[0]) and "@" not in found[2] and is_title(found[2])


def _separator(texts: Sequence[str]) -> str:
    found = [_TAIL.split(text, maxsplit=1)[1] for text in texts if _named_and_titled(text)]
    best = max(set(found), key=found.count) if found else ""
    return {", ": ",", " (": "("}.get(best, best)


def _formed(texts: Sequence[str]) -> str:
    """The form of days such as 31.03.24, '' when there are none or they are of several forms."""
    short = [found for text in texts if (found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2\d\d", text))]
    marks = {found[2] for found in short}
    if len(short) < len(texts) * 0.8 or len(marks) != 1:
        return ""
    month_first = any(int(f[3]) > 12 for f in short) and not any(int(f[1]) > 12 for f in short)
    return marks.pop().join(("%m", "%d", "%y") if month_first else ("%d", "%m", "%y"))


def _has_emails(text: str) -> bool:
    return len(_EMAIL.findall(text)) > 1


_TESTS: dict[str, Callable[[str], bool]] = {
    "email": lambda text: bool(_EMAIL.search(text)) and len(_EMAIL.sub("", text)) < 40,
    "emails": _has_emails,
    "phone": lambda text: bool(_PHONE.fullmatch(text)) and not _DAY.fullmatch(text),
    "dialled": lambda text: (text[0] in "+0(" and sum(c.isdigit() for c in text) >= 9 and bool(_PHONE.fullmatch(text))
                             and not _DAY.fullmatch(text)),
    "url": lambda text: bool(_URL.fullmatch(text)),
    "day": lambda text: bool(_DAY.fullmatch(text)),
    "yes_no": lambda text: text.casefold() in _YES_NO,
    "mark": lambda text: text.casefold() in ("x", "xx", "✓", "✔", "•", "●"),
    "number": lambda text: bool(re.fullmatch(r"-?[\d,.]+", text)),
    "small": lambda text: text in ("1", "2", "3", "4", "5"),
    "honorific": lambda text: normal(text) in _HONORIFIC,
    "person": is_person,
    "turned": _turned,
    "titled": _named_and_titled,
    "addressed": _addressed,
    "title": lambda text: "@" not in text and is_title(text),
    "details": lambda text: (len(pieces := cut(text, (",", ";", "\n", "|"))) > 2 and is_person(pieces[0])
                             and bool(_EMAIL.search(text)) and not _addressed(text)),
    "place": is_place,
    "long": lambda text: len(text) > 80,
    "level": lambda text: parse_level(text) is not None,
    "initials": lambda text: bool(_INITIALS.fullmatch(text)),
    "one_word": lambda text: len(text.split()) == 1,
}
