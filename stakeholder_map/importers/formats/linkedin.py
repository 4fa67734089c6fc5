"""The list of connections that LinkedIn gives out: people, where they work, and since when somebody has known them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ..common.address_book import AddressBook
from ..common.contacts import Contact
from ..common.fields import Shape, View, surely, views_in
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "linkedin"
HELP = "Connections.csv of LinkedIn (with --colleague, whose they are)"

_SHAPE = Shape(NAME, {
    "first": ("First Name",), "last": ("Last Name",), "url": ("URL",), "email": ("Email Address",),
    "organisation": ("Company",), "title": ("Position",), "since": ("Connected On",),
}, marks=(("First Name", "Last Name", "Position", "Connected On"),), sure=0.97)
_PRONOUNS = re.compile(r"\(\s*(she|he|they|ze|xe|elle|il|ella|él|sie|er)\b[^)]*\)", re.IGNORECASE)
_OLD_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})(,.*)?")
_WORDED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](?:20)?(\d{2})(?:,? \d{1,2}:\d{2}.*)?")
_ORIGINS = {"name": "First Name", "email": "Email Address", "organisation": "Company", "title": "Position",
            "since": "Connected On", "id": "URL"}


def detect(sample: Sample) -> float:
    """How surely files are connections of LinkedIn, from 0 to 1: by the headings, above which notes may stand."""
    return surely(sample, (_SHAPE,))


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People and organisations; ties since the day of the connection only where the colleague is named."""
    found, notes = views_in(paths, (_SHAPE,))
    if not found[NAME]:
        raise InputError("There are no connections of LinkedIn in these files", "Name the file Connections.csv.")
    book = AddressBook(options, known, NAME, "LinkedIn connections", _ORIGINS)
    closed = 0
    for view in found[NAME]:
        for row in view.table.rows:
            closed += not _take(book, view, row)
    if closed:
        notes.append(Problem(f"Connections without a name, such as closed accounts, were left out: {closed:,}.",
                             rejected=False))
    return book.batch(notes, closing=True, rows=sum(len(view.table.rows) for view in found[NAME]))


def _take(book: AddressBook, view: View, row: Row) -> bool:
    last = view.text(row, "last").partition(",")[0].strip()  # degrees and the like are written behind it
    name = " ".join(_PRONOUNS.sub(" ", f"{view.text(row, 'first')} {last}").split())
    if not name:
        return False
    book.person(Contact(view.at(row), name, _profile(view.text(row, "url")), view.text(row, "email"),
                        organisation=view.text(row, "organisation"), title=view.text(row, "title"),
                        since=_day(view.text(row, "since")), fault=view.fault(row)))
    return True


def _day(text: str) -> str:
    """A day without its time, and as exports until 2018 write it (month, day, two digits of a year) or as a
    spreadsheet that saved them (7-Feb-22): nobody was connected before 2003. Others as they stand.
    """
    if found := _WORDED.fullmatch(text):
        return f"{found[1]} {found[2]} 20{found[3]}"
    found = _OLD_DAY.fullmatch(text)
    return f"20{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found and int(found[1]) <= 12 else text


def _profile(url: str) -> str:
    """What is stable in the address of a profile: its last part."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2])
