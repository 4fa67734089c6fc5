"""Contacts that Outlook exports as CSV: in the order of any version, with short rows, also with Action and ID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ...errors import InputError
from ...identity import Directory
from ...model import Batch, Problem
from ..common.address_book import AddressBook
from ..common.contacts import Contact, work_phone
from ..common.fields import Shape, View, surely, views_in
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "outlook"
HELP = "Contacts of Outlook, as CSV"

_PHONES = ("Business Phone", "Company Main Phone", "Primary Phone", "Business Phone 2", "Other Phone", "Mobile Phone")
_SHAPE = Shape(NAME, {
    "id": ("ID",),
    "action": ("Action",),
    "name": ("Name", "Display Name"),
    "first": ("First Name",),
    "middle": ("Middle Name",),
    "last": ("Last Name",),
    "email": ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address"),
    "organisation": ("Company",),
    "unit": ("Department",),
    "title": ("Job Title",),
    "manager": ("Manager's Name", "Manager Name", "Manager"),
    "assistant": ("Assistant's Name", "Assistant Name", "Assistant"),
    "private": ("Private",),
    "sensitivity": ("Sensitivity",),
    **{phone: (phone,) for phone in _PHONES},
}, marks=(("E-mail Address", "E-mail 2 Address", "Job Title"), ("E-mail Address", "E-mail Type", "Job Title"),
          ("First Name", "Last Name", "Manager's Name", "Assistant's Name")),
    passed_over=("Title", "Suffix", "Initials", "Nickname", "E-mail Type", "E-mail 2 Type", "E-mail 3 Type",
                 "E-mail Display Name", "E-mail 2 Display Name", "E-mail 3 Display Name", "Priority", "Mileage",
                 "Internet Free Busy", "Account", "Given Yomi", "Surname Yomi", "Company Yomi"))
_ORIGINS = {"name": "First Name", "email": "E-mail Address", "phone": "Business Phone", "organisation": "Company",
            "unit": "Department", "title": "Job Title", "reports_to": "Manager's Name", "id": "ID"}


def detect(sample: Sample) -> float:
    """How surely files are contacts of Outlook, from 0 to 1: by their headings."""
    return surely(sample, (_SHAPE,))


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People with their post and manager; of a file of changes (with the column Action) nothing is closed."""
    found, notes = views_in(paths, (_SHAPE,))
    if not found[NAME]:
        raise InputError("There are no contacts of Outlook in these files", "Export them as CSV.")
    book = AddressBook(options, known, NAME, "Outlook contacts", _ORIGINS)
    aside: Counter[str] = Counter()
    for view in found[NAME]:
        for row in view.table.rows:
            if why := _left_out(view, row):
                aside[why] += 1
            else:
                _take(book, view, row)
    notes += [Problem(f"Contacts that are {why} were left out: {count:,}.", rejected=False)
              for why, count in aside.items()]
    return book.batch(notes, closing=not any(view.has("action") for view in found[NAME]),
                      rows=sum(len(view.table.rows) for view in found[NAME]))


def _left_out(view: View, row: Row) -> str:
    if view.text(row, "action").lower() in ("delete", "remove"):
        return "to be deleted"
    private = view.text(row, "private").lower() in ("true", "yes", "1") or \
        view.text(row, "sensitivity").lower() in ("private", "personal", "confidential")
    return "marked as private" if private else ""


def _take(book: AddressBook, view: View, row: Row) -> None:
    parts = [view.text(row, part) for part in ("first", "middle", "last")]
    name, organisation = " ".join(filter(None, parts)) or view.text(row, "name"), view.text(row, "organisation")
    if not name and organisation and not view.text(row, "title"):
        book.company(view.at(row), organisation, view.text(row, "email"))
        return
    book.person(Contact(
        view.at(row), name, view.text(row, "id"), view.text(row, "email"), work_phone(_phones(view, row)), organisation,
        tuple(filter(None, [view.text(row, "unit")])), view.text(row, "title"),
        managers=tuple(filter(None, [view.text(row, "manager")])),
        assistants=tuple(filter(None, [view.text(row, "assistant")])), fault=view.fault(row)))


def _phones(view: View, row: Row) -> list[tuple[frozenset[str], str]]:
    words = {"Business Phone": frozenset(("work",)), "Mobile Phone": frozenset(("cell",))}
    return [(words.get(phone, frozenset()), view.text(row, phone)) for phone in _PHONES]
