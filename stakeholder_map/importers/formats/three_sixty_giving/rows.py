"""Grants as rows of the plain sheets: organisations, contacts, and for our own grants partnerships and agreements."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ....batch import Origin, Problem
from ....identity.naming import is_team_name, slug
from ....words import tally
from ...cells.dates import parse_date
from ...common.made import MadeRows
from ...common.our_side import OurSide
from ...files.tables import Cell, Table, as_text
from .files import Grant

MOST_MONTHS = 600
ORIGINS = {"signed": "Award Date", "until": "Planned Dates:End Date"}
_IN_MONTHS = re.compile(r"\s*months?\s*$", re.IGNORECASE)


class GrantRows:
    """Collects the rows that grants give. An organisation is its org-id; where there is none, its name.

    A grant between two others says that both exist, no more: what they do together is not ours to follow.
    """

    def __init__(self, ours: OurSide) -> None:
        self._ours = ours
        self._made = MadeRows(ORIGINS)
        self._left: Counter[str] = Counter()
        self._reckoned = 0
        self._seen: set[tuple[Cell, ...]] = set()

    def add(self, grant: Grant) -> None:
        """The organisations of a grant and, if one of them is ours, the partnership and the agreement."""
        if grant.individual:
            self._left["grants to individuals"] += 1
        funder, recipient = (self._organisation(o, grant.at) for o in (grant.funder, grant.recipient))
        if not funder or not recipient or grant.individual:
            self._left["grants that do not name funder and recipient"] += not grant.individual
            return
        if funder == recipient:
            self._left["grants within one organisation"] += 1
        elif self._ours.has(grant.funder["name"], grant.funder.get("id", "")) \
                or self._ours.has(grant.recipient["name"], grant.recipient.get("id", "")):
            self._agreement(grant, funder, recipient)
        else:
            self._left["grants between other organisations"] += 1

    def tables(self) -> list[Table]:
        return self._made.tables()

    def _organisation(self, data: dict[str, str], at: Origin) -> str:
        """The row of an organisation, made once; returns how other rows refer to it."""
        name, code = data.get("name", ""), data.get("id", "")
        if not name:
            return ""
        stored = self._ours.stored(name)
        reference = name if stored or not code else code
        public = [code, *(f"{scheme}-{number}" for scheme, number in (
            ("GB-CHC", data.get("charity", "")), ("GB-COH", data.get("company", ""))) if number)]
        row = {"id": "" if stored else code or slug(name), "name": name,
               "identifiers": ";".join(dict.fromkeys(p for p in public if p)), "website": data.get("website", "")}
        self._made.once("organisations", at, row, by="name" if stored or not code else "id")
        self._contact(data, reference, at)
        return reference

    def _contact(self, data: dict[str, str], organisation: str, at: Origin) -> None:
        """The contact that the grant names; an address without a name belongs to the organisation."""
        name, email = data.get("contact", ""), data.get("email", "")
        if name and not is_team_name(name):
            self._once("people", at, {"name": name, "email": email, "phone": data.get("phone", ""),
                                      "organisation": organisation})
        elif email:
            self._once("mailboxes", at, {"address": email, "organisation": organisation})

    def _once(self, sheet: str, at: Origin, cells: dict[str, Cell]) -> None:
        """A row, unless an equal one of its sheet was made before."""
        mark = (sheet, *cells.values())
        if mark not in self._seen:
            self._seen.add(mark)
            self._made.add(sheet, at, cells)

    def _agreement(self, grant: Grant, funder: str, recipient: str) -> None:
        """One partnership for each pair of funder and recipient; each grant is an agreement of it."""
        one, other = grant.funder["name"], grant.recipient["name"]
        code = f"{slug(funder)}--{slug(recipient)}"
        self._made.once("partnerships", grant.at, {"id": code, "name": f"Funding of {other} by {one}"})
        for organisation in (funder, recipient):
            self._once("members", grant.at, {"partnership": code, "organisation": organisation})
        fields = grant.fields
        self._made.add("agreements", grant.at, {
            "id": as_text(fields.get("id")), "partnership": code, "kind": "grant", "signed": fields.get("awarded"),
            "until": fields.get("ended") or fields.get("end") or self._last_day(fields)})

    def _last_day(self, fields: dict[str, Cell]) -> Cell:
        """The last of the months for which a grant is planned, where it has a first day and no last one."""
        months = _IN_MONTHS.sub("", as_text(fields.get("months"))).removesuffix(".0")
        try:
            first, _ = parse_date(fields.get("started") or fields.get("start"))
            awarded, _ = parse_date(fields.get("awarded"))
        except ValueError:
            return None
        if first is None or not months.isdecimal() or not 0 < int(months) <= MOST_MONTHS:
            return None
        from dateutil.relativedelta import relativedelta

        last: date = first + relativedelta(months=int(months), days=-1)
        late = awarded is not None and awarded > last
        self._reckoned += not late
        return None if late else last

    def notes(self) -> list[Problem]:
        """What was left out, counted."""
        counts = ", ".join(f"{what} ({n:,})" for what, n in self._left.items() if n)
        notes = [Problem(f"Left out: {counts}.", "Of grants between others only the organisations are read. "
                         "Say with --ours which organisation is ours.", rejected=False)] if counts else []
        if self._reckoned:
            notes.append(Problem(tally(self._reckoned, "grants have no planned last day; it was reckoned from the "
                                                       "first and the months that are planned."), rejected=False))
        return notes
