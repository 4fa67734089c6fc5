"""Tables of other products: recognised by their headings, read by any heading a column has, with what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...batch import Origin, Problem
from ..cells.columns import header_key
from ..cells.values import parse_yes_no
from ..files.sample import Sample
from ..files.tables import TOO_WIDE, Cell, Row, Table, as_text, files_in, read_tables
from ..rejects import MARKS
from .private import is_free_text, is_private, left_out

MOST_SHOWN = 30

Headings = Mapping[str, tuple[str, ...]]
"""For each column, as the format calls it, the headings under which products write it, best first."""


@dataclass(frozen=True)
class Shape:
    """A kind of table that a product writes: its columns, and headings of which one group stands in no other kind.

    `sure` is how certain the product is where one of the groups of `marks` is there, from 0 to 1. `passed_over` are
    headings that are known and say nothing for us: they are not told as left out.
    """

    name: str
    columns: Headings
    marks: tuple[tuple[str, ...], ...]
    sure: float = 0.95
    passed_over: tuple[str, ...] = ()

    def fits(self, header: Iterable[str]) -> bool:
        """Whether a table is of this kind, without regard to capitals, spaces and marks."""
        keys = {header_key(text) for text in header}
        return any(keys.issuperset(map(header_key, group)) for group in self.marks)


class View:
    """A table read by the columns of its shape."""

    def __init__(self, table: Table, shape: Shape) -> None:
        self.table = table
        self.shape = shape
        self._headings: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
        keys = [header_key(text) for text in table.header]
        self._at = {name: tuple(n for wanted in map(header_key, headings) for n, key in enumerate(keys)
                                if key and key == wanted) for name, headings in shape.columns.items()}

    def has(self, *columns: str) -> bool:
        """Whether the table has all of these columns."""
        return all(self._at[column] for column in columns)

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of a column; where several headings of it are there, the first that is filled."""
        for n in self._at[column]:
            if n < len(row.cells) and row.cells[n] not in (None, ""):
                return row.cells[n]
        return None

    def text(self, row: Row, column: str) -> str:
        """The same as text without outer space, '' when there is none."""
        return as_text(self.cell(row, column)).strip()

    def texts(self, row: Row, column: str) -> list[str]:
        """The texts of all columns that have a heading of this column, in the order of the headings."""
        return [as_text(row.cells[n] if n < len(row.cells) else None).strip() for n in self._at[column]]

    def yes(self, row: Row, column: str) -> bool | None:
        """Whether a cell says yes; None when it is blank, not there, or neither yes nor no."""
        try:
            return parse_yes_no(self.cell(row, column))
        except ValueError:
            return None

    def at(self, row: Row, column: str = "") -> Origin:
        """Where a row, or its cell in a column, stands in the file."""
        return Origin(self.table.file, row.line, self.heading(column) if column else "")

    def heading(self, column: str) -> str:
        """What the file calls a column, '' when it has none."""
        return self.table.header[self._at[column][0]] if self._at[column] else ""

    def headings(self, **columns: str) -> dict[str, str]:
        """For `column of a sheet=column` the heading in the file: the `origins` of `MadeRows.add`."""
        mark = tuple(columns.items())
        if mark not in self._headings:
            self._headings[mark] = {name: heading for name, column in mark if (heading := self.heading(column))}
        return self._headings[mark]

    def fault(self, row: Row) -> str:
        """What is wrong with a row as a whole, '' when nothing is: more cells than the header has."""
        extra = any(cell not in (None, "") for cell in row.cells[len(self.table.header):])
        return TOO_WIDE.format(len(row.cells), len(self.table.header)) if extra else ""

    def unread(self) -> list[Problem]:
        """Notes on the columns with something in them that are not read: unknown, private, free text.

        A shape without columns is of tables that are left out as a whole.
        """
        if not self.shape.columns:
            return []
        table, read = self.table, {n for positions in self._at.values() for n in positions}
        keys = {header_key(text) for text in self.shape.passed_over}
        names = [name if n not in read and header_key(name) not in keys else "" for n, name in enumerate(table.header)]
        unknown = [name for n, name in enumerate(names) if name and not name.startswith("_")
                   and not is_private(name) and not is_free_text(name) and table.filled(n)]
        more = f" and {len(unknown) - MOST_SHOWN} more" if len(unknown) > MOST_SHOWN else ""
        notes = [Problem(f"Left out, because nothing is read from them: {', '.join(unknown[:MOST_SHOWN])}{more}.",
                         file=table.file, rejected=False)] if unknown else []
        return [*notes, *left_out([replace(table, header=tuple(names))])]


def surely(sample: Sample, shapes: Sequence[Shape]) -> float:
    """How surely a sample has a table of one of the shapes, from 0 to 1; rejected rows never do."""
    return max((shape.sure for header in sample.headers if not is_marked(header)
                for shape in shapes if shape.fits(header)), default=0.0)


def is_marked(header: Sequence[str]) -> bool:
    """Whether a header is one of rejected rows, which are rows of plain sheets."""
    return set(MARKS) <= set(header)


def tables_in(paths: Sequence[Path], shapes: Sequence[Shape] = ()) -> list[Table]:
    """All tables of files and folders; hidden sheets of workbooks are passed over.

    Of texts only the columns of the `shapes` are kept, where some are given, and the first, in which footers stand.
    """
    files = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    wanted = {header_key(text) for shape in shapes for headings in shape.columns.values() for text in headings}
    kept = wanted | {"column1"} if shapes else None
    return [table for file in files for table in read_tables(file, kept) if not table.hidden]


def views(tables: Sequence[Table], shapes: Sequence[Shape]) -> tuple[dict[str, list[View]], list[Problem]]:
    """The tables by the name of the first shape that fits, with notes on them and on tables that fit none."""
    found: dict[str, list[View]] = {shape.name: [] for shape in shapes}
    notes: list[Problem] = []
    for table in tables:
        shape = next((shape for shape in shapes if shape.fits(table.header)), None)
        if shape is None:
            notes.append(Problem("No column of a table that is read here; left out.",
                                 file=table.file, rejected=False))
            continue
        view = View(table, shape)
        found[shape.name].append(view)
        notes += [*table.problems, *(view.unread() if shape.columns else ())]
    return found, notes


def views_in(paths: Sequence[Path], shapes: Sequence[Shape]) -> tuple[dict[str, list[View]], list[Problem]]:
    """The same for files and folders of which only the columns of the shapes are read."""
    return views(tables_in(paths, shapes), shapes)
