"""The survey as workbooks: one sheet for each colleague, with everybody at partner organisations whom they may know."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..analysis.answers import PersonRef, Ref
from ..analysis.ground import Ground, ground
from ..analysis.ground.refs import person, ref
from ..analysis.ground.sides import OURS
from ..errors import InputError
from ..identity.naming import slug
from ..importers.formats.survey import COLUMNS, FILLED
from ..snapshot import Snapshot
from ..whole import write_file
from .facts import titles

if TYPE_CHECKING:
    from openpyxl import Workbook

FREE = 12
"""Empty lines for people whom we lack."""
_WIDTHS = {"organisation": 30, "to": 28, "title": 28, "strength": 16, "last_contact": 14, "there": 12, "email": 28}
_HELP = {
    "strength": "From 1 (slight) to 5 (strong). Leave it blank when you do not know them, write 0 when no longer.",
    "last_contact": "When you were last in contact: 2026-03-31, or only 2026-03 or 2026.",
    "there": "Write no when they have left. Otherwise leave it blank.",
    "to": "Below the list there are empty lines: whom do you know there who is not in it?",
    "email": "Their address at work; for people whom you add.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody at a partner organisation; `source` and `since` identify what is recorded already, '' for nothing."""

    organisation: Ref
    person: PersonRef
    title: str
    source: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What one colleague is asked about."""

    colleague: PersonRef
    lines: tuple[Line, ...]


def rosters(snapshot: Snapshot, colleagues: Sequence[str] = ()) -> list[Roster]:
    """A roster for each colleague (keys; everybody of ours unless named), by name; people by organisation and name.

    People whose record is restricted stand in none, and nobody is asked about themselves.
    """
    base = ground(snapshot)
    theirs = _theirs(base)
    posts = titles(snapshot)
    ours = colleagues or sorted(base.sides.present(snapshot, OURS))
    made = []
    for key in ours:
        known = base.relationships.of(key)
        lines = []
        for organisation, there in theirs:
            if there != key:
                statement = known[there].open[:1] if there in known else ()
                source, since = _identified(statement[0]) if statement else ("", "")
                lines.append(Line(ref(snapshot, organisation), person(snapshot, there, "theirs"),
                                  posts.get(there, ""), source, since))
        made.append(Roster(person(snapshot, key, "ours"), tuple(lines)))
    return sorted(made, key=lambda roster: (roster.colleague.name, roster.colleague.id))


def _theirs(base: Ground) -> list[tuple[str, str]]:
    """Organisation and person, for everybody who is at a partner organisation today and not also of ours."""
    snapshot = base.snapshot
    ours = base.sides.present(snapshot, OURS)
    found = {(partner.organisation, one) for p in base.partnerships for partner in p.partners
             for one in base.present(partner.organisation, p) - ours}
    shown = [(at, one) for at, one in found if not snapshot.graph.nodes[one].get("restricted")]
    return sorted(shown, key=lambda pair: (snapshot.name(pair[0]), pair[0], snapshot.name(pair[1]), pair[1]))


def _identified(statement: Any) -> tuple[str, str]:
    """The list that states a relationship, and its first day where it has one."""
    source = statement.get("source") or str(statement["key"]).partition(":")[0]
    return str(source), str(statement.get("since_text") or statement.get("since") or "")


def write(made: Sequence[Roster], to: Path) -> list[Path]:
    """Write all rosters into one workbook, or into a folder with one workbook each; returns the files."""
    if to.suffix.lower() == ".xlsx":
        _save(made, to)
        return [to]
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{to} cannot be written: {error.strerror}.", "Choose another place.") from error
    files = []
    for roster in made:
        name = slug(roster.colleague.name, person=True)
        file = to / f"{name}.xlsx"
        if file in files:
            file = to / f"{name}-{slug(roster.colleague.id)}.xlsx"
        files.append(file)
        _save([roster], file)
    return files


def _save(made: Sequence[Roster], file: Path) -> None:
    from openpyxl import Workbook

    if file.exists():
        raise InputError(f"{file} is there already, and may hold answers.", "Choose another name.")
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for roster in made:
        _sheet(book, roster)
    content = io.BytesIO()
    book.save(content)
    try:
        write_file(file, content.getvalue())
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.", "Choose another place.") from error


def _sheet(book: Workbook, roster: Roster) -> None:
    """Headings with help, a line for each person, and empty lines below; keys stand in hidden columns."""
    from ..importers.template import choose, emphasise, explain

    title = re.sub(r"[\[\]:*?/\\']", " ", roster.colleague.name).strip()[:24] or "Survey"
    page = book.create_sheet(title)
    for n, (name, heading) in enumerate(COLUMNS.items(), start=1):
        head = page.cell(1, n, heading)
        emphasise(head, name in FILLED)
        if name in _HELP:
            explain(head, _HELP[name])
        column = page.column_dimensions[head.column_letter]
        column.width, column.hidden = _WIDTHS.get(name, 14), name not in _WIDTHS
        if name == "there":
            choose(page, head.column_letter, ("yes", "no"), _HELP[name])
    for row, cells in enumerate(_cells(roster), start=2):
        for n, name in enumerate(COLUMNS, start=1):
            cell = page.cell(row, n)
            cell.number_format = "@"
            if cells.get(name):
                cell.value, cell.data_type = cells[name], "s"
    page.freeze_panes = "A2"


def _cells(roster: Roster) -> list[dict[str, str]]:
    own = {"from": roster.colleague.id}
    lines = [{**own, "organisation": line.organisation.name, "at": line.organisation.id, "to": line.person.name,
              "key": line.person.id, "title": line.title, "source": line.source, "since": line.since}
             for line in roster.lines]
    return [*lines, *([own] * FREE)]
