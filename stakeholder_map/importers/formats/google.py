"""Contacts that Google exports as CSV, in the new and the old dialect, with groups of columns that are numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ..common.address_book import AddressBook
from ..common.contacts import Contact, homes_left_out, relation, work_email, work_phone
from ..common.fields import Shape, View, surely, tables_in, views
from ..common.private import note
from ..files.sample import Sample
from ..files.tables import Row, Table
from ..options import Options

NAME = "google"
HELP = "Contacts of Google, as CSV (Google or old format)"

_NUMBERED = re.compile(r"(E-mail|Phone|Relation|Address|Event|Website|Organization|Custom Field|IM) (\d+) - (.+)")
_READ = ("E-mail", "Phone", "Relation", "Address", "Event")
_SHAPE = Shape(NAME, {
    "name": ("Name",),
    "first": ("First Name", "Given Name"),
    "middle": ("Middle Name", "Additional Name"),
    "last": ("Last Name", "Family Name"),
    "as": ("File As",),
    "organisation": ("Organization Name", "Organization 1 - Name"),
    "title": ("Organization Title", "Organization 1 - Title"),
    "unit": ("Organization Department", "Organization 1 - Department"),
    "function": ("Organization 1 - Job Description",),
}, marks=(("First Name", "Last Name", "Organization Name", "Organization Title", "File As"),
          ("First Name", "Last Name", "Phonetic First Name", "File As"),
          ("E-mail 1 - Value",), ("Phone 1 - Value",), ("Organization 1 - Name",),
          ("Given Name", "Family Name", "Group Membership"),
          ("Given Name", "Family Name", "Yomi Name")),
    passed_over=("Photo", "Initials", "Nickname", "Name Prefix", "Name Suffix", "Maiden Name", "Organization 1 - Type"))
_ORIGINS = {"name": "First Name", "email": "E-mail 1 - Value", "phone": "Phone 1 - Value",
            "organisation": "Organization Name", "unit": "Organization Department", "title": "Organization Title",
            "reports_to": "Relation 1 - Value"}
_Typed = list[tuple[frozenset[str], str]]
_Groups = Mapping[str, list[tuple[str, str]]]


def detect(sample: Sample) -> float:
    """How surely files are contacts of Google, from 0 to 1: by their headings."""
    return surely(sample, (_SHAPE,))


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People with their post, their manager and their assistant; every export is a whole state."""
    tables = tables_in(paths)
    shapes = [replace(_SHAPE, columns={**_SHAPE.columns, **_numbered(table)}) for table in tables]
    found: list[View] = []
    notes: list[Problem] = []
    for table, shape in zip(tables, shapes, strict=True):
        fitting, said = views([table], [shape])
        found += fitting[NAME]
        notes += said
    if not found:
        raise InputError("There are no contacts of Google in these files", "Export them as CSV.")
    headings = found[0].headings(name="first", organisation="organisation", title="title", unit="unit")
    book = AddressBook(options, known, NAME, "Google contacts", {**_ORIGINS, **headings})
    for view in found:
        private: Counter[str] = Counter()
        groups = _groups(view)
        for row in view.table.rows:
            values = _values(view, row, groups)
            _count(values, private)
            _take(book, view, row, values)
        counts = {what: count for what, count in sorted(private.items()) if count}
        notes += [note("Private", counts, view.table.file)] if counts else []
    return book.batch(notes, closing=True, rows=sum(len(view.table.rows) for view in found))


def _numbered(table: Table) -> dict[str, tuple[str, ...]]:
    """The columns of the groups that are read: they are as many as somebody has addresses."""
    return {heading: (heading,) for heading in table.header
            if (found := _NUMBERED.fullmatch(heading)) and found[1] in _READ}


def _groups(view: View) -> _Groups:
    """For each group the columns of labels ('' where there are none) and of values."""
    columns = [(found, heading) for heading in view.shape.columns if (found := _NUMBERED.fullmatch(heading))]
    labels = {(found[1], found[2]): heading for found, heading in columns if found[3] in ("Label", "Type")}
    groups: dict[str, list[tuple[str, str]]] = {group: [] for group in _READ}
    for found, heading in columns:
        if found[3] in ("Value", "Formatted"):
            groups[found[1]].append((labels.get((found[1], found[2]), ""), heading))
    return groups


def _values(view: View, row: Row, groups: _Groups) -> dict[str, _Typed]:
    """The values of the numbered columns of a row with their labels; one cell may hold several of them."""
    values: dict[str, _Typed] = {group: [] for group in _READ}
    for group, columns in groups.items():
        for label, heading in columns:
            if text := view.text(row, heading):
                words = _words(view.text(row, label)) if label else frozenset[str]()
                values[group] += [(words, part) for part in re.split(r"\s*:::\s*", text) if part]
    return values


def _words(label: str) -> frozenset[str]:
    """The words of a label: `* Work Fax` is preferred, of work, and a fax."""
    words = label.lower().replace("mobile", "cell").split()
    return frozenset("pref" if word == "*" else word for word in words)


def _take(book: AddressBook, view: View, row: Row, values: Mapping[str, _Typed]) -> None:
    emails, relations = values["E-mail"], values["Relation"]
    parts = [view.text(row, part) for part in ("first", "middle", "last")]
    name = " ".join(filter(None, parts)) or view.text(row, "name") or view.text(row, "as")
    organisation = view.text(row, "organisation").split(" ::: ")[0]
    if organisation and name in ("", organisation) and not view.text(row, "title"):
        book.company(view.at(row), organisation, work_email(emails))
        return
    book.person(Contact(
        view.at(row), name, "", work_email(emails), work_phone(values["Phone"]), organisation,
        tuple(filter(None, [view.text(row, "unit").split(" ::: ")[0]])), view.text(row, "title").split(" ::: ")[0],
        view.text(row, "function"), tuple(text for words, text in relations if relation(words) == "manager"),
        tuple(text for words, text in relations if relation(words) == "assistant"),
        tuple(text for words, text in relations if relation(words) == "work"), further=_further(view, row),
        fault=view.fault(row)))


def _further(view: View, row: Row) -> tuple[str, ...]:
    """Organisations and titles beside the first of each, all in one cell."""
    return tuple(part for column in ("organisation", "title") for part in view.text(row, column).split(" ::: ")[1:])


def _count(values: Mapping[str, _Typed], private: Counter[str]) -> None:
    """Count what of a row is about private life."""
    private["home e-mail addresses"] += homes_left_out(values["E-mail"])
    private["home telephones"] += sum("home" in words for words, _ in values["Phone"])
    private["home addresses"] += sum("home" in words for words, _ in values["Address"])
    private["anniversaries and other days"] += len(values["Event"])
    private["family, friends and other private relations"] += sum(
        relation(words) in ("private", "") for words, _ in values["Relation"])
