"""Lists of stakeholders as planning tools write them: people with their influence, interest and support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from ....batch import Batch, Problem
from ....errors import InputError
from ....identity import Directory
from ....identity.naming import clean_id, normal
from ....words import count
from ...assembly import SHEETS, sheet_of
from ...common.address_book import AddressBook
from ...common.contacts import Contact, People, employer, taken_for_ours
from ...common.fields import View, surely, views_in
from ...common.kinds import is_group, kind_of
from ...files.sample import Sample
from ...files.tables import Cell, Row
from ...options import Options
from ...sheets.stakeholders import LEVELS
from .shape import NAME, SHAPES

__all__ = ["HELP", "NAME", "detect", "read"]
HELP = "Lists of stakeholders with influence, interest and support, as CSV or workbook"

_NUMBERS = {"very low": 1, "low": 2, "medium": 3, "moderate": 3, "high": 4, "very high": 5,
            "l": 2, "m": 3, "h": 4}
_WORDS = {normal(word): level for level, others in LEVELS.items() for word in (level, *others)}
_MOST = 5


def detect(sample: Sample) -> float:
    """How surely files are lists of stakeholders, from 0 to 1: people with an address and two scores.

    A file that is called after the sheet of stakeholders is one of that sheet only if it has a column “partnership”.
    """
    sure = surely(sample, SHAPES)
    named = sheet_of(sample.path.stem) is SHEETS["stakeholders"] and not sample.has("partnership")
    return max(sure, 0.85) if sure and named else sure


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People with post and manager; their assessment where it is known which partnership it is about."""
    found, notes = views_in(paths, SHAPES)
    rows = [(view, row) for view in found[NAME] for row in view.table.rows]
    if not rows:
        raise InputError("There are no stakeholders in these files",
                         "Columns such as influence and interest are needed.")
    named = [view.text(row, "organisation") for view, row in rows]
    other = "" if any(named) else employer(named, options, known)
    notes += taken_for_ours(named, other)
    book = AddressBook(options, known, NAME, "the list of stakeholders", found[NAME][0].headings(
        name="name", email="email", phone="phone", title="title", unit="unit", reports_to="manager",
        organisation="organisation", power="power", interest="interest", current="current"), personal=False)
    people = [(view, row, _contact(view, row, other)) for view, row in rows if not _is_group(view, row)]
    for _, _, contact in people:
        book.person(contact)
    _groups(book, [(view, row) for view, row in rows if _is_group(view, row)], notes)
    _assess(book, people, known, notes)
    return book.batch(notes, closing=True, rows=len(rows))


def _note(message: str, hint: str = "") -> Problem:
    return Problem(message, hint, rejected=False)


def _is_group(view: View, row: Row) -> bool:
    """Whether a row is about an organisation: it says so, or has its name and nothing that somebody has."""
    kind, name = kind_of(view.text(row, "kind")), view.text(row, "name")
    alone = not any(view.text(row, column) for column in ("email", "title", "organisation", "unit", "manager"))
    return bool(name) and (kind == "Organisation" or (not kind and alone and is_group(name)))


def _groups(book: AddressBook, rows: Sequence[tuple[View, Row]], notes: list[Problem]) -> None:
    """Organisations among the stakeholders."""
    for view, row in rows:
        book.company(view.at(row), view.text(row, "name"), view.text(row, "email"))
    if names := list(dict.fromkeys(view.text(row, "name") for view, row in rows)):
        notes.append(_note(f"Read as organisations, whose influence and interest are not kept: "
                           f"{', '.join(names[:10])}{' …' if len(names) > 10 else ''}.",
                           "Name the people there who can be spoken to."))


def _contact(view: View, row: Row, other: str) -> Contact:
    name = view.text(row, "name") or " ".join(filter(None, (view.text(row, "first"), view.text(row, "last"))))
    return Contact(view.at(row), name, clean_id(view.text(row, "id")), view.text(row, "email"),
                   view.text(row, "phone"), view.text(row, "organisation") or other,
                   tuple(filter(None, [view.text(row, "unit")])), view.text(row, "title"),
                   managers=tuple(filter(None, [view.text(row, "manager")])), fault=view.fault(row))


def _assess(book: AddressBook, rows: Sequence[tuple[View, Row, Contact]], known: Directory,
            notes: list[Problem]) -> None:
    """Rows of the sheet of stakeholders, where a column or the store says which partnership they are about."""
    stored = [entry for entry in known.entries.values() if entry.label == "Partnership"]
    only = stored[0] if len(stored) == 1 else None
    people = People([contact for _, _, contact in rows])
    odd: dict[str, list[str]] = defaultdict(list)
    beyond = {id(view): _beyond(view) for view, _, _ in rows}
    homeless, to_only = 0, 0
    for view, row, contact in rows:
        scores = _scores(view, row, beyond[id(view)], odd)
        partnership = view.text(row, "partnership")
        if not scores or not people.reference(contact):
            continue
        homeless += not (partnership or only)
        to_only += not partnership and only is not None
        if partnership or only:
            said: dict[str, Cell] = {"partnership": partnership or (only.key if only else ""),
                                     "person": people.reference(contact), **scores}
            book.add("stakeholders", contact.at, said, contact.fault)
    notes += _told(homeless, to_only, only.name if only else "", odd)


def _beyond(view: View) -> set[str]:
    """The columns with a number above the highest of our scale: their scale is another one."""
    return {column for column in ("power", "interest")
            if any((_number(view.text(row, column)) or 0) > _MOST for row in view.table.rows)}


def _scores(view: View, row: Row, beyond: set[str], odd: dict[str, list[str]]) -> dict[str, Cell]:
    """What a row says about somebody's stance; values that are on no scale known here are put into `odd`."""
    scores: dict[str, Cell] = {}
    for column, words in (("power", _NUMBERS), ("interest", _NUMBERS), ("current", _WORDS), ("desired", _WORDS)):
        if text := view.text(row, column):
            value = _value(text, words)
            if value is None or column in beyond:
                odd[view.heading(column)].append(text)
            else:
                scores[column] = value
    return scores


def _value(text: str, words: Mapping[str, Cell]) -> Cell:
    """A word as its value, a number from 1 to 5 as it is; None for everything else."""
    if normal(text) in words:
        return words[normal(text)]
    number = _number(text)
    return number if words is _NUMBERS and number and number <= _MOST else None


def _number(text: str) -> int | None:
    """A whole number of at most three digits, None for everything else."""
    bare = text.removesuffix(".0")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 3 else None


def _told(homeless: int, to_only: int, only: str, odd: Mapping[str, Sequence[str]]) -> list[Problem]:
    notes = [_note(f"Values of “{heading}” that are on no known scale were left out ({len(texts):,}): "
                   f"{', '.join(dict.fromkeys(texts[:5]))}{' …' if len(texts) > 5 else ''}.",
                   "Influence and interest go from 1 to 5 or from very low to very high; support is one of: "
                   f"{', '.join(LEVELS)}.") for heading, texts in odd.items()]
    if homeless:
        notes.append(_note(f"Assessments of {count(homeless, 'person', 'people')} were left out: the file does not say "
                           "which partnership they are about.", "Add a column “partnership”."))
    if to_only:
        notes.append(_note(f"The assessments were read as being about {only}, the only partnership that is known."))
    return notes
