"""Kumu: a sheet of elements and one of connections, as a workbook or as two CSV files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...custom import CustomField
from ...snapshot import Snapshot
from ...spreadsheet import BOM, csv_text, safe
from ..cut import Cut
from ..jobs import jobs, places
from . import EXPORTED, README, Made

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAME = "kumu"
HELP = "a workbook (or folder) of elements and connections for Kumu"
ENDINGS = (".xlsx",)
FOLDER = True
FILES = frozenset({README, "elements.csv", "connections.csv"})
ABOUT = f"{EXPORTED}\n\nElements and connections for Kumu; would-be formulas have an apostrophe before them.\n"

ELEMENTS = ("Label", "ID", "Type", "Description", "Tags", "Title", "Organisation", "Side", "Degree", "Importance")
CONNECTIONS = ("From", "To", "ID", "Direction", "Type", "Label", "Strength", "Since", "Last contact")
_TYPES = frozenset({"Person", "Organisation", "Partnership"})
Row = Sequence[object]


def render(cut: Cut, folder: bool) -> Made:
    """People, organisations and partnerships with what ties them on the day. No addresses of people are in it."""
    own = [field for field in cut.fields if not _TYPES.isdisjoint(field.carriers)]
    columns = (*ELEMENTS, *(field.name for field in own))
    elements: list[Row] = [(*row, *_own(cut.snapshot, str(row[1]), own)) for row in _elements(cut.snapshot)]
    connections = list(_connections(cut.snapshot))
    if folder:
        files = {README: ABOUT.encode(), "elements.csv": (BOM + csv_text(columns, elements)).encode(),
                 "connections.csv": (BOM + csv_text(CONNECTIONS, connections)).encode()}
    else:
        files = {"": _book(columns, elements, connections)}
    return Made(files, {"elements": len(elements), "connections": len(connections)})


def _elements(snapshot: Snapshot) -> Iterator[Row]:
    from ...analysis.ground.sides import sides

    held, ours = jobs(snapshot), sides(snapshot).ours
    for key, data in snapshot.nodes("Organisation"):
        yield (snapshot.name(key), key, "Organisation", data.get("website"), data.get("kind"), None, None,
               "ours" if key in ours else "theirs", None, None)
    for key, data in snapshot.nodes("Partnership"):
        yield (snapshot.name(key), key, "Partnership", data.get("goal"), data.get("stage"), None, None, None,
               data.get("degree"), data.get("importance"))
    for key, _ in snapshot.nodes("Person"):
        mine = held.get(key, [])
        employers = list(dict.fromkeys(job.organisation for job in mine if job.organisation))
        side = "ours" if ours & set(employers) else "theirs" if employers else None
        yield (snapshot.name(key), key, "Person", None, None, _joined(job.title for job in mine if job.title),
               _joined(map(snapshot.name, employers)), side, None, None)


def _own(snapshot: Snapshot, key: str, own: Sequence[CustomField]) -> list[object]:
    """What a thing has in the fields that people declared; lists with | as Kumu wants them."""
    data = snapshot.graph.nodes[key]
    found = [data.get(field.stored) if data["label"] in field.carriers else None for field in own]
    return [_joined(map(str, value)) if isinstance(value, list) else value for value in found]


def _joined(values: Iterable[str]) -> str:
    """Several values as Kumu wants them in one cell: with |, which therefore stands in none of them."""
    return "|".join(value.replace("|", "/") for value in values)


def _connections(snapshot: Snapshot) -> Iterator[Row]:
    for person, held in jobs(snapshot).items():
        for job in held:
            if job.organisation:
                yield (person, job.organisation, job.held["key"], "directed", "works at", job.title or None, None,
                       job.held.get("since"), None)
    above = places(snapshot)
    for key, _ in snapshot.nodes("Organisation"):
        for larger in above.get(key, ()):
            yield key, larger, None, "directed", "part of", None, None, None, None
    for kind, called, direction in (("KNOWS", "knows", "undirected"), ("MEMBER_OF", "member of", "directed"),
                                    ("REPRESENTS", "represents", "directed"),
                                    ("COORDINATES", "co-ordinates", "directed")):
        for start, end, data in sorted(snapshot.ties(kind), key=lambda tie: str(tie[2]["key"])):
            labels = [snapshot.graph.nodes[key]["label"] for key in (start, end)]
            if snapshot.in_force(data) and set(labels) <= _TYPES:
                label = data.get("capacity") or data.get("participation")
                yield (start, end, data["key"], direction, called, label, data.get("strength"), data.get("since"),
                       data.get("last_contact"))


def _book(columns: Row, elements: list[Row], connections: list[Row]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Elements"
    _fill(first, columns, elements)
    _fill(book.create_sheet("Connections"), CONNECTIONS, connections)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, columns: Row, rows: list[Row]) -> None:
    """Texts stay texts: nothing in a cell is calculated."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for line, row in enumerate([columns, *rows], start=1):
        for n, value in enumerate(row, start=1):
            shown = safe(value)
            text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", shown) if isinstance(shown, str) else shown
            if text != "":
                page.cell(line, n).value = text  # type: ignore[assignment]  # the stubs know no plain object
