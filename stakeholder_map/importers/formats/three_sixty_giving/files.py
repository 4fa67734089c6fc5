"""Grants out of 360Giving files: tables with their long headers and JSON packages come to one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ....batch import Origin, Problem
from ....errors import InputError
from ....identity.naming import normal
from ...files.endings import ending_of
from ...files.json_files import Found, each, origin, read_json
from ...files.tables import BOOK_ENDINGS, TEXT_ENDINGS, Cell, Row, Table, as_text, read_tables

_PARTS = {"recipient org": "recipient", "recipient organisation": "recipient", "funding org": "funder",
          "funding organisation": "funder"}
_ORGANISATION = {"identifier": "id", "name": "name", "charity number": "charity", "company number": "company",
                 "web address": "website", "contact name": "contact", "email": "email", "phone number": "phone",
                 "department": "department", "organisation type": "kind"}
_JSON = {"id": "id", "name": "name", "charityNumber": "charity", "companyNumber": "company", "url": "website",
         "contactName": "contact", "email": "email", "telephone": "phone", "department": "department",
         "organisationType": "kind"}
_GRANT = {"identifier": "id", "title": "title", "award date": "awarded", "planned dates start date": "start",
          "planned dates end date": "end", "planned dates duration months": "months",
          "planned dates duration": "months", "actual dates end date": "ended", "actual dates start date": "started",
          "grant programme title": "programme"}


@dataclass
class Grant:
    """One grant: its own fields, and those of its funder and its recipient; '' for what is not said."""

    at: Origin
    fields: dict[str, Cell] = field(default_factory=dict)
    funder: dict[str, str] = field(default_factory=dict)
    recipient: dict[str, str] = field(default_factory=dict)
    individual: bool = False


def grants(paths: Sequence[Path]) -> tuple[list[Grant], list[Problem]]:
    """All grants of some files or folders, and notes."""
    found: list[Grant] = []
    notes: list[Problem] = []
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if ending_of(file) == ".json":
                value, problems = read_json(file)
                notes += problems
                found += _package(value, file)
            elif not path.is_dir() or file.suffix.lower() in (*TEXT_ENDINGS, *BOOK_ENDINGS):
                for table in read_tables(file):
                    notes += table.problems
                    found += _table(table, notes)
    if not found:
        raise InputError("There are no grants in these files",
                         "Expected columns such as “Recipient Org:Name” and “Funding Org:Name”, or a list “grants”.")
    return found, notes


def _table(table: Table, notes: list[Problem]) -> Iterator[Grant]:
    """The grants of a table; a column such as `Funding Org:0:Name` counts as `Funding Org:Name`."""
    at: dict[tuple[str, str], int] = {}
    individual: list[int] = []
    for position, header in enumerate(table.header):
        words = normal(re.sub(r"[:/]\d+[:/]", ":", header))
        part = next((name for start, name in _PARTS.items() if words.startswith(start + " ")), "")
        name = _ORGANISATION.get(words.split(" ", 2)[-1]) if part else _GRANT.get(words)
        if words.startswith("recipient ind"):
            individual.append(position)
        elif name:
            at.setdefault((part, name), position)
    if not {("recipient", "name"), ("funder", "name"), ("recipient", "id")} & set(at):
        return
    used = {*at.values(), *individual}
    if left := [header for n, header in enumerate(table.header) if header and n not in used]:
        notes.append(Problem(f"Left out: {', '.join(left[:30])}{' and others' if len(left) > 30 else ''}.",
                             file=table.file, rejected=False))
    for row in table.rows:
        grant = Grant(Origin(table.file, row.line))
        for (part, name), position in at.items():
            cell = row.cells[position] if position < len(row.cells) else None
            if part:
                getattr(grant, part)[name] = as_text(cell).strip()
            else:
                grant.fields[name] = cell
        grant.individual = any(_filled(row, n) for n in individual) and not grant.recipient.get("name")
        yield grant


def _filled(row: Row, position: int) -> bool:
    return position < len(row.cells) and row.cells[position] not in (None, "")


def _package(value: object, path: Path) -> Iterator[Grant]:
    """The grants of a package, of a list, or the one that stands by itself."""
    top = value.get("grants") if isinstance(value, Found) and "grants" in value else value
    for data in each(top):
        grant = Grant(origin(path, data))
        planned, actual = data.objects("plannedDates"), data.objects("actualDates")
        programme = data.objects("grantProgramme")
        grant.fields = {"id": data.text("id"), "title": data.text("title"), "awarded": data.text("awardDate"),
                        "start": planned[0].text("startDate") if planned else "",
                        "end": planned[-1].text("endDate") if planned else "",
                        "months": planned[-1].text("duration") if planned else "",
                        "started": actual[0].text("startDate") if actual else "",
                        "ended": actual[-1].text("endDate") if actual else "",
                        "programme": programme[0].text("title") if programme else ""}
        grant.individual = bool(data.objects("recipientIndividual"))
        for part, name in (("funder", "fundingOrganization"), ("recipient", "recipientOrganization")):
            for organisation in data.objects(name)[:1]:
                getattr(grant, part).update({mine: organisation.text(theirs) for theirs, mine in _JSON.items()})
        yield grant
