"""The list of members of a network that PARTNER CPRM exports: organisations and one contact of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ..common.address_book import AddressBook
from ..common.contacts import Contact
from ..common.fields import Shape, View, surely, views_in
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "partner-cprm"
HELP = "Members of a network in PARTNER CPRM, as CSV"

_SHAPE = Shape(NAME, {
    "organisation": ("Primary Organization", "Primary Organisation"),
    "name": ("First and Last Name", "Name"),
    "first": ("First Name",),
    "last": ("Last Name",),
    "email": ("Email",),
    "title": ("Job Title",),
    "phone": ("Phone Number",),
    "website": ("Website",),
    "kind": ("Sector", "Primary Org Function"),
}, marks=(("Primary Organization", "Node Label"), ("Primary Organisation", "Node Label")), sure=0.97,
    passed_over=("Node Label", "Address", "City", "Province", "State", "Postal Code", "Zip Code", "Country"))


def detect(sample: Sample) -> float:
    """How surely files are lists of PARTNER CPRM, from 0 to 1: by their headings."""
    return surely(sample, (_SHAPE,))


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations with their sector and website, and their contacts."""
    found, notes = views_in(paths, (_SHAPE,))
    if not found[NAME]:
        raise InputError("There are no members of a network in these files",
                         "The columns Primary Organization and Node Label are needed.")
    book = AddressBook(options, known, NAME, "PARTNER CPRM", found[NAME][0].headings(
        name="first", email="email", phone="phone", title="title", organisation="organisation"), personal=False)
    for view in found[NAME]:
        for row in view.table.rows:
            _take(book, view, row)
    notes.append(Problem("The file does not name the partnership whose members these are.",
                         "Add them to the sheet of members of that partnership.", rejected=False))
    return book.batch(notes, closing=True, rows=sum(len(view.table.rows) for view in found[NAME]))


def _take(book: AddressBook, view: View, row: Row) -> None:
    at, organisation = view.at(row), view.text(row, "organisation")
    name = " ".join(filter(None, (view.text(row, "first"), view.text(row, "last")))) or view.text(row, "name")
    email = view.text(row, "email")
    if organisation:
        book.company(at, organisation, "" if name else email, view.text(row, "kind"), view.text(row, "website"))
    if name or not organisation:
        book.person(Contact(at, name, "", email, view.text(row, "phone"), organisation,
                            title=view.text(row, "title"), fault=view.fault(row)))
