"""What each column of a table is: by its header where the values bear that out, else by its values; with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...identity.naming import normal
from ..cells.vocabulary import role_of
from ..common.private import is_free_text, is_private
from ..files.tables import Row, Table, as_text
from .evidence import BY_VALUES, NEEDS, UNFIT
from .profile import Profile, is_title, profile

LEFT_OUT = {
    "private": "private life or pay, which is never read",
    "free": "free text, in which people write what belongs in no list of contacts",
    "address": "a postal address, for which there is no column",
    "honorific": "a form of address, for which there is no column",
    "middle": "a further name, for which there is no column",
    "counter": "counts the rows, so it would not stay the same",
    "signature": "a signature",
    "fax": "a fax or pager, for which there is no column",
    "stamp": "says when a record was made or changed",
    "empty": "has no values",
    "attended": "who was there on a day: a meeting is one row of interactions with all who took part",
}
"""Roles of columns that a mapping leaves out, and why."""

OPEN = {
    "agreement": "a day of an agreement or a membership, not of a post",
    "status": "says how things stand, for which there is no column; if some are no longer contacts, leave them out "
              "with where",
}
"""Roles of columns that nothing is read from, but which a person may want to read."""
_PAY = frozenset({"salary", "salaries", "pay", "payscale", "wage", "wages", "bonus", "remuneration", "gehalt", "lohn",
                  "salaire", "remuneracion"})
_OF_OURS = re.compile(r"\b(owner|our|ours|internal|account manager|relationship manager|betreuer|assigned to"
                      r"|managed by|bei uns|chez nous|notre|unsere?|nuestr[oa])\b")
_OF_AGREEMENT = re.compile(r"\b(contract|agreement|mou|partnership|membership|subscription|grant|funding|licen[cs]e|dbs"
                           r"|insurance|vertrag|kooperation|mitgliedschaft|convention|adhesion|convenio|contrato)\b")
_AT_HOME = re.compile(r"\b(home|personal|private|privat|privee?|domicile|particular)\b")
_OF_PLACE = re.compile(r"\b(organi[sz]ation|company|org|account|employer|firma|council|charity|office|main"
                       r"|switchboard)\b")
@dataclass(frozen=True, slots=True)
class Column:
    """A column, how a mapping calls it, its role, and why; `sure` is higher for headers than for values.

    `group` is the number in headers such as “Contact 2 name”.
    """

    position: int
    header: str
    called: str
    role: str
    why: str
    sure: float
    profile: Profile
    group: str = ""

    def text(self, row: Row) -> str:
        """What stands in this column of a row, '' where that is nothing or the row ends before it."""
        return as_text(row.cells[self.position]).strip() if self.position < len(row.cells) else ""


def columns_of(table: Table) -> list[Column]:
    """All columns of a table with their roles, in order."""
    width = max([len(table.header), *(len(row.cells) for row in table.rows[:200])])
    found = [_column(table, n) for n in range(width)]
    return [column for column in found if column.header or column.profile.filled]


def _column(table: Table, n: int) -> Column:
    header = table.header[n] if n < len(table.header) else ""
    again = not header or table.header.index(header) < n
    values = profile(table, n)
    bare, group = _numbered(header)
    group = group or (str(table.header[:n + 1].count(header)) if header and again else "")
    role, why, sure = _role(bare, values)
    return Column(n, header, f"column {n + 1}" if again else header, role, why, sure, values, group)


def _numbered(header: str) -> tuple[str, str]:
    """A header without the number in it, and the number."""
    found = re.search(r"(?<![\d/.-])([1-9])(?![\d/.-])(?:st|nd|rd|th)?", header)
    if not found or not re.sub(r"[^\w]", "", header.replace(found[0], "", 1)):
        return header, ""
    return (header[:found.start()] + " " + header[found.end():]).strip(" -_:"), found[1]


def _role(header: str, values: Profile) -> tuple[str, str, float]:
    for role, test in (("private", is_private), ("free", is_free_text)):
        if test(header):
            return role, LEFT_OUT[role], 1.0
    words = set(normal(header).split())
    if words & _PAY:
        return "private", LEFT_OUT["private"], 1.0
    if words & {"fax", "telefax", "pager", "telex"}:
        return "fax", LEFT_OUT["fax"], 1.0
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}([./]\d{2,4})?|\d{1,2} [A-Za-z]{3,9}( \d{2,4})?", header):
        return "attended", LEFT_OUT["attended"], 1.0
    role, sure = _by_header(header)
    role = _corrected(role, values)
    vague = sure < 0.8 or (sure < 1 and is_title(header))
    if role == "organisation" and vague and values["person"] > 0.8 and not values["place"]:
        role = ""
    if role and (not values.filled or _fits(role, values)):
        why = LEFT_OUT.get(role) or OPEN.get(role) or f"the header says so{_borne_out(role, values)}"
        return role, why, sure
    if not values.filled:
        return "empty", LEFT_OUT["empty"], 1.0
    found, why, sure = _by_values(header, values)
    return found, UNFIT.get(role, why) if found == "unsure" else why, sure


def _fits(role: str, values: Profile) -> bool:
    return role not in NEEDS or NEEDS[role](values)


def _by_header(header: str) -> tuple[str, float]:
    """The role that a header means as a whole (1.0), by its last words (0.8) or its first (0.7); '' for none."""
    if role := role_of(header):
        return role, 1.0
    if role := role_of(re.sub(r"\([^)]*\)", " ", header)):
        return role, 0.9
    words = normal(re.sub(r"([a-z])([A-Z])", r"\1 \2", header.replace("_", " "))).split()
    if is_free_text(words[-1] if words else ""):
        return "free", 0.9
    ends = ((" ".join(words[n:]), 0.8) for n in range(len(words)))
    starts = ((" ".join(words[:n]), 0.7) for n in range(len(words) - 1, 0, -1))
    for part, sure in (*ends, *starts):
        if role := role_of(part):
            return _qualified(role, " ".join(words), part), sure
    return "", 0.0


def _qualified(role: str, header: str, part: str) -> str:
    """The role with what stands beside it: the e-mail address of an owner is not that of the contact."""
    beside = header.replace(part, " ")
    if _AT_HOME.search(beside) and role in ("phone", "email", "address"):
        return "private"
    if _OF_OURS.search(beside) and role in ("email", "name", "phone", "id", "first", "last"):
        return {"email": "owner_email", "name": "owner"}.get(role, "owner_other")
    if role in ("since", "until") and _OF_AGREEMENT.search(beside):
        return "agreement"
    if role == "status":
        return ""
    if role == "id" and _OF_PLACE.search(beside):
        return "" if "parent" in beside else "organisation_id"
    if role in ("phone", "email") and _OF_PLACE.search(beside):
        return f"organisation_{role}"
    return "" if role == "counter" else role


def _corrected(role: str, p: Profile) -> str:
    """The role after a look at the values: “No” may be an id, “Name” may be that of organisations."""
    if role == "counter":
        return "counter" if p["counter"] or not p.filled else "id"
    if role in ("name", "last", "first") and p["place"] >= 0.4 and p["place"] > p["person"]:
        return "organisation"
    if role == "title" and p["honorific"] >= 0.5:
        return "honorific"
    if role == "honorific" and p["title"] >= 0.5:
        return "title"
    return role


def _borne_out(role: str, p: Profile) -> str:
    kind = {"email": "email", "phone": "phone", "name": "person", "organisation": "place", "title": "title",
            "website": "url", "since": "day", "until": "day", "last_contact": "day", "owner": "person"}.get(role, "")
    if role == "id" and (again := p.filled - p.distinct):
        return f"; {again} of {p.filled} rows repeat one: they are rejected unless they say the same"
    few = f"; {p.distinct} different in {p.filled} rows" if role in ("organisation", "owner", "unit", "kind") else ""
    borne = "all values" if p[kind] == 1 else f"{p[kind]:.0%} of the values"
    return (f", and so do {borne}" if kind and p[kind] >= 0.3 else "") + few


def _by_values(header: str, p: Profile) -> tuple[str, str, float]:
    if p["person"] >= 0.5 and _OF_OURS.search(normal(header)):
        return "owner", "names of people under a header that says they are ours", 0.6
    if p["person"] >= 0.5 and is_title(header):
        return "holder", "names of people under a header that is a job title", 0.6
    for role, share, least, what in BY_VALUES if p.filled > 1 or p["email"] else ():
        if (found := share(p)) >= least:
            return role, f"its values are {what}", found * 0.6
    return "unsure", "neither its header nor its values say what it is", 0.0


def with_role(column: Column, role: str, why: str) -> Column:
    """The same column in another role."""
    return replace(column, role=role, why=why)
