"""Contacts that Google exports as CSV, in the new and the old dialect, with groups of columns that are numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...errors import InputError
from ...identity import Directory
from ...model import Batch, Problem
from ..address_book import AddressBook
from ..contacts import Contact, homes_left_out, relation, work_email, work_phone
from ..fields import Shape, View, surely, tables_in, views
from ..options import Options
from ..private import note
from ..sample import Sample
from ..tables import Row, Table

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
          ("First Name", "Last Name", "Labels", "E-mail 1 - Value"),
          ("Given Name", "Family Name", "Group Membership"), ("Given Name", "Family Name", "E-mail 1 - Value"),
          ("Given Name", "Family Name", "Yomi Name")),
    passed_over=("Photo", "Initials", "Nickname", "Name Prefix", "Name Suffix", "Maiden Name", "Organization 1 - Type"))
_ORIGINS = {"name": "First Name", "email": "E-mail 1 - Value", "phone": "Phone 1 - Value",
            "organisation": "Organization Name", "unit": "Organization Department", "title": "Organization Title",
            "reports_to": "Relation 1 - Value"}
_Typed = list[tuple[frozenset[str], str]]


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
        for row in view.table.rows:
            _take(book, view, row, private)
        counts = {what: count for what, count in sorted(private.items()) if count}
        notes += [note("Private", counts, view.table.file)] if counts else []
    return book.batch(notes, closing=True, rows=sum(len(view.table.rows) for view in found))


def _numbered(table: Table) -> dict[str, tuple[str, ...]]:
    """The columns of the groups that are read: they are as many as somebody has addresses."""
    return {heading: (heading,) for heading in table.header
            if (found := _NUMBERED.fullmatch(heading)) and found[1] in _READ}


def _values(view: View, row: Row, group: str) -> _Typed:
    """The values of a group of numbered columns with their labels; one cell may hold several of them."""
    values: _Typed = []
    for heading in view.shape.columns:
        found = _NUMBERED.fullmatch(heading)
        if found and found[1] == group and found[3] in ("Value", "Formatted") and (text := view.text(row, heading)):
            prefix = f"{group} {found[2]} - "
            label = next((view.text(row, prefix + part) for part in ("Label", "Type")
                          if prefix + part in view.shape.columns), "")
            values += [(_words(label), part) for part in re.split(r"\s*:::\s*", text) if part]
    return values


def _words(label: str) -> frozenset[str]:
    """The words of a label: `* Work Fax` is preferred, of work, and a fax."""
    words = label.lower().replace("mobile", "cell").split()
    return frozenset("pref" if word == "*" else word for word in words)


def _take(book: AddressBook, view: View, row: Row, private: Counter[str]) -> None:
    emails, relations = _values(view, row, "E-mail"), _values(view, row, "Relation")
    _count(view, row, emails, relations, private)
    parts = [view.text(row, part) for part in ("first", "middle", "last")]
    name = " ".join(filter(None, parts)) or view.text(row, "name") or view.text(row, "as")
    organisation = view.text(row, "organisation").split(" ::: ")[0]
    if organisation and name in ("", organisation):
        book.company(view.at(row), organisation, work_email(emails))
        return
    book.person(Contact(
        view.at(row), name, "", work_email(emails), work_phone(_values(view, row, "Phone")), organisation,
        tuple(filter(None, [view.text(row, "unit").split(" ::: ")[0]])), view.text(row, "title").split(" ::: ")[0],
        view.text(row, "function"), tuple(text for words, text in relations if relation(words) == "manager"),
        tuple(text for words, text in relations if relation(words) == "assistant"),
        tuple(text for words, text in relations if relation(words) == "work"), fault=view.fault(row)))


def _count(view: View, row: Row, emails: _Typed, relations: _Typed, private: Counter[str]) -> None:
    """Count what of a row is about private life."""
    private["home e-mail addresses"] += homes_left_out(emails)
    private["home telephones"] += sum("home" in words for words, _ in _values(view, row, "Phone"))
    private["home addresses"] += sum("home" in words for words, _ in _values(view, row, "Address"))
    private["anniversaries and other days"] += len(_values(view, row, "Event"))
    private["family, friends and other private relations"] += sum(
        relation(words) in ("private", "") for words, _ in relations)
