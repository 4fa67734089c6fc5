"""Files as tables: rows of cells with the physical line of each, from CSV-like text and from workbooks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from ...batch import Problem
from ...errors import InputError
from ...spreadsheet import bare

Cell = str | int | float | bool | date | datetime | None

LARGEST_FILE = 100_000_000
LARGEST_CELL = 20_000
LARGEST_TEXT = 500_000_000
MOST_COLUMNS = 1_000
TOO_WIDE = "The row has {} cells, the header only {}"
BEYOND = "_cell "
"""Begins what a cell is called that stands beyond the header of its table."""
OWN = frozenset({"_source", "_sheet"})
"""Headers of what this program writes to read it again: rejected rows, proposals, exported folders."""
TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
BOOK_ENDINGS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its physical line (the first line of a file is 1), its cells, and the row it was made from, if any.

    `faults` are columns (of the table) that could not be made, each with the value and what is wrong with it.
    """

    line: int
    cells: tuple[Cell, ...]
    made_from: tuple[Table, Row] | None = None
    faults: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Table:
    """Rows under a header. `file` is how the table is called in messages, `name` decides which sheet it is."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hidden: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column of the file for a column of the table, where a mapping made the table."""
    header_line: int = 1
    """Physical line of the header."""
    above: list[Row] = field(default_factory=list)
    """Rows above the header, which were passed over."""
    reread: Callable[[Collection[int]], Mapping[int, tuple[Cell, ...]]] | None = None
    """Reads whole rows, by their lines, once more, where not all columns were kept."""
    taken: set[str] = field(default_factory=set)
    """Headers of the columns that something is read from."""
    whole: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    """Whole rows by line, as far as they were read once more."""
    counts: Mapping[int, int] = field(default_factory=dict)
    """How many cells are filled in columns that were not kept, by their positions."""

    def filled(self, position: int) -> int:
        """How many cells of a column have something in them, kept or not."""
        return self.counts.get(position, 0) or sum(
            len(row.cells) > position and row.cells[position] not in (None, "") for row in self.rows)

    def original(self, row: Row) -> dict[str, str]:
        """The row as written, by header; what is beyond the header stands under `_cell` and its position."""
        cells = self.whole.get(row.line, row.cells)
        names = [*self.header, *(f"{BEYOND}{n + 1}" for n in range(len(self.header), len(cells)))]
        return {name or f"column {n + 1}": as_text(cell)
                for n, (name, cell) in enumerate(zip(names, cells, strict=False))}


def as_text(cell: Cell) -> str:
    """A cell as text: dates ISO, whole numbers without a point, yes and no in words."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == datetime.min.time() else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def files_in(folder: Path) -> list[Path]:
    """Files of a folder that may be tables, in order of name; hidden ones and locks of spreadsheets are passed over."""
    return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith((".", "~$"))
                  and file.suffix.lower() in (*TEXT_ENDINGS, *BOOK_ENDINGS))


def read_tables(path: Path, wanted: Collection[str] | None = None) -> list[Table]:
    """All tables of a file: one of a text file, one per sheet of a workbook.

    Of a text only columns that are `wanted` are kept (their names as `columns.header_key` writes them; None: all), and
    the cells of the others are counted: what exports write beside is often most of them.
    """
    return [_as_written(table) for table in _tables(path, wanted)]


def _as_written(table: Table) -> Table:
    """A table that this program wrote without the apostrophes before would-be formulas; any other as it is."""
    if set(table.header) >= OWN:
        table.rows[:] = [replace(row, cells=tuple(bare(cell) if type(cell) is str else cell for cell in row.cells))
                         for row in table.rows]
    return table


def _tables(path: Path, wanted: Collection[str] | None) -> list[Table]:
    text = path.suffix.lower() in TEXT_ENDINGS
    head = check(path, LARGEST_TEXT if text else 0)
    if text and head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        check(path)
    if head.startswith(b"PK\x03\x04"):
        from .workbooks import read_workbook

        return read_workbook(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path.name} is protected by a password, or an Excel file of before 2007",
                         "Save it as .xlsx without a password.")
    if path.suffix.lower() in BOOK_ENDINGS:
        raise InputError(f"{path.name} is not a workbook, although its name says so", "Save it again as .xlsx or .csv.")
    from .text_tables import read_text

    return [read_text(path, wanted)]


def check(path: Path, largest: int = 0) -> bytes:
    """The first bytes of a file, once it is certain that it can be read; it has at most `largest` bytes (100 MB)."""
    largest = largest or LARGEST_FILE
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise InputError(f"{path} is not a file", "Name a file or a folder of files.")
        if size > largest:
            raise InputError(f"{path.name} has {size // 1_000_000} MB; the most that is read is "
                             f"{largest // 1_000_000} MB", "Split it, or leave out columns that are not needed.")
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError:
        raise InputError(f"{path} does not exist", "Check the path.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "Check who may read it.") from None
