"""Rejected rows in a file that can be corrected and imported again by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ..batch import Batch
from ..spreadsheet import BOM, csv_text
from ..whole import write_file
from .cells.columns import header_key
from .cells.record import Record
from .common.exact import EXACT
from .files.tables import BEYOND, TOO_WIDE, Row, Table, as_text

MARKS = ("_source", "_sheet", "_file", "_line", "_column", "_reason")
"""Columns that say where a row comes from and why it was rejected; they are passed over when it is read again."""

COLUMNS = "_columns"
"""Which columns the table of a row has: of the others the row says nothing, and of those nothing where it is blank."""

SEPARATOR = "; "


ORGANISATIONS = ("organisation", "organisations", "on_behalf_of")
"""Columns that name organisations."""


def rejected_rows(records: Sequence[Record], source: str,
                  adopted: Mapping[str, str] = MappingProxyType({})) -> tuple[Mapping[str, str], ...]:
    """The rejected rows, each once, with where it stands and why: as written, or as a format made them of it.

    Organisations that another list has already (`adopted`: id here -> key there) are named by their key there: nothing
    is stored under the id that they have here, and the rows are imported alone.
    """
    rows: dict[tuple[object, ...], Mapping[str, str]] = {}
    _complete(record for record in records if record.problem)
    for record in records:
        if record.problem:
            at = record.origin
            mark = () if record.row.made_from else (record.sheet, record.row.cells)
            rows.setdefault((at.file, at.line, *mark), {
                **record.original(), **_adopted(record, adopted), **_dated(record), **_wide(record), "_source": source,
                "_sheet": record.sheet, "_file": at.file, "_line": str(at.line),
                "_column": record.problem.column, "_reason": record.problem.message})
    return tuple(rows.values())


def _adopted(record: Record, adopted: Mapping[str, str]) -> dict[str, str]:
    """Cells that name organisations which another list has, by their keys there."""
    found = {}
    for name in ORGANISATIONS if adopted and not record.row.made_from else ():
        parts = [part.strip() for part in record.cell(name).split(";")]
        if any(part in adopted for part in parts):
            found[record.heading(name)] = "; ".join(adopted.get(part, part) for part in parts)
    return found


def _wide(record: Record) -> dict[str, str]:
    """Of a row made of one with too many cells a cell beyond its columns that says so, to be cleared once corrected."""
    faults = [fault for _, _, fault in record.row.faults if fault.startswith(TOO_WIDE.partition("{")[0])]
    return {f"{BEYOND}{len(record.table.header) + 1}": fault for fault in faults[:1] if not record.row.made_from}


def _dated(record: Record) -> dict[str, str]:
    """Dates that other rows prove to be written month first: alone, these rows would be read day first."""
    found = {}
    for name in record.reading.written if not record.row.made_from else ():
        day, numbers = record[name], re.findall(r"\d+", record.cell(name))
        if day and len(numbers) == 3 and [int(text) for text in numbers[:2]] == [day.month, day.day] != [day.day] * 2:
            found[record.heading(name)] = day.isoformat()
    return found


def _complete(records: Iterable[Record]) -> None:
    """Read the rejected rows of tables of which not all columns were kept once more."""
    lines: dict[int, tuple[Table, set[int]]] = {}
    for record in records:
        table, row = record.row.made_from or (record.table, record.row)
        if table.reread:
            lines.setdefault(id(table), (table, set()))[1].add(row.line)
    for table, wished in lines.values():
        table.whole = table.reread(wished) if table.reread else {}


def write_rejects(batch: Batch, path: Path) -> int:
    """Write the rejected rows as one CSV; returns how many. `_sheet` says which sheet each row belongs to.

    The cells are as written, with an apostrophe before would-be formulas, which goes when they are read again, and
    without private columns and free text. Corrected, the file is imported by itself like any other; it adds and
    corrects, and never closes what it leaves out.
    """
    write_rows(batch.rejects, path)
    return len(batch.rejects)


def write_rows(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """Write rows of plain sheets, each with its MARKS, in the form in which rejected rows are read back."""
    write_file(path, content(rows))


def content(rows: Sequence[Mapping[str, str]]) -> bytes:
    """What the file of these rows holds."""
    rows = [row if EXACT in row else {**row, COLUMNS: SEPARATOR.join(_told(row))} for row in rows]
    columns = [*MARKS, *dict.fromkeys(name for row in rows for name in row if name not in MARKS)]
    text = csv_text(columns, ([row.get(name, "") for name in columns] for row in rows))
    return (BOM + text).encode("utf-8")


def _told(row: Mapping[str, str]) -> list[str]:
    """The columns that the table of a row has: a blank cell there says that there is nothing."""
    return [name for name in row if name not in (*MARKS, COLUMNS)]


def is_rejects(table: Table) -> bool:
    """Whether a table is a file of rejected rows."""
    return {"_sheet", "_reason"} <= set(table.header)


def source_of(table: Table) -> str:
    """The source of the rows of a file of rejected rows, '' when it does not say."""
    at = table.header.index("_source") if "_source" in table.header else -1
    return next((text for row in table.rows if 0 <= at < len(row.cells) and (text := as_text(row.cells[at]))), "")


def split_rejects(table: Table, needed: Callable[[str], Collection[str]]) -> list[Table]:
    """A file of rejected rows as tables called after their sheets, with the columns that their rows came from or fill.

    Columns that are `needed` for a sheet (as `columns.header_key` writes them) are there in any case. Cells that stood
    beyond the header of their table do so again.
    """
    at = {name: table.header.index(name) for name in ("_sheet", COLUMNS) if name in table.header}
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in table.rows:
        name, columns = (as_text(row.cells[at[mark]]).strip() if mark in at and at[mark] < len(row.cells) else ""
                         for mark in ("_sheet", COLUMNS))
        groups[name, *columns.split(SEPARATOR)].append(row)
    return [_part(table, name, rows, columns, needed(name)) for (name, *columns), rows in groups.items() if name]


def _part(table: Table, name: str, rows: Sequence[Row], told: Collection[str], needed: Collection[str]) -> Table:
    used = [n for n, header in enumerate(table.header) if header not in (*MARKS, COLUMNS) and (
        header in told or header_key(header) in needed
        or any(n < len(row.cells) and row.cells[n] not in (None, "") for row in rows))]
    beyond = [n for n in used if table.header[n].startswith(BEYOND)]
    used = [*(n for n in used if n not in beyond), *beyond]
    cut = [Row(row.line, tuple(row.cells[n] if n < len(row.cells) else None for n in used)) for row in rows]
    return Table(name, table.file, tuple(table.header[n] for n in used if n not in beyond), cut)
