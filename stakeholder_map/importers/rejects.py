"""Rejected rows in a file that can be corrected and imported again by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..model import Batch
from ..spreadsheet import BOM, csv_text
from ..whole import write_file
from .cells.record import Record
from .files.tables import BEYOND, Row, Table, as_text

MARKS = ("_source", "_sheet", "_file", "_line", "_column", "_reason")
"""Columns that say where a row comes from and why it was rejected; they are passed over when it is read again."""


def rejected_rows(records: Sequence[Record], source: str) -> tuple[Mapping[str, str], ...]:
    """The rejected rows, each once, with where it stands and why: as written, or as a format made them of it."""
    rows: dict[tuple[object, ...], Mapping[str, str]] = {}
    _complete(record for record in records if record.problem)
    for record in records:
        if record.problem:
            at = record.origin
            mark = () if record.row.made_from else (record.sheet, record.row.cells)
            rows.setdefault((at.file, at.line, *mark), {
                **record.original(), "_source": source, "_sheet": record.sheet, "_file": at.file, "_line": str(at.line),
                "_column": record.problem.column, "_reason": record.problem.message})
    return tuple(rows.values())


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
    columns = [*MARKS, *dict.fromkeys(name for row in rows for name in row if name not in MARKS)]
    text = csv_text(columns, ([row.get(name, "") for name in columns] for row in rows))
    return (BOM + text).encode("utf-8")


def is_rejects(table: Table) -> bool:
    """Whether a table is a file of rejected rows."""
    return {"_sheet", "_reason"} <= set(table.header)


def source_of(table: Table) -> str:
    """The source of the rows of a file of rejected rows, '' when it does not say."""
    at = table.header.index("_source") if "_source" in table.header else -1
    return next((text for row in table.rows if 0 <= at < len(row.cells) and (text := as_text(row.cells[at]))), "")


def split_rejects(table: Table) -> list[Table]:
    """A file of rejected rows as one table per sheet, each with the columns that its rows fill.

    Cells that stood beyond the header of their table do so again.
    """
    at = table.header.index("_sheet")
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        groups[as_text(row.cells[at] if at < len(row.cells) else "").strip()].append(row)
    return [_part(table, name, rows) for name, rows in groups.items() if name]


def _part(table: Table, name: str, rows: Sequence[Row]) -> Table:
    used = [n for n, header in enumerate(table.header) if header not in MARKS
            and any(n < len(row.cells) and row.cells[n] not in (None, "") for row in rows)]
    beyond = [n for n in used if table.header[n].startswith(BEYOND)]
    used = [*(n for n in used if n not in beyond), *beyond]
    cut = [Row(row.line, tuple(row.cells[n] if n < len(row.cells) else None for n in used)) for row in rows]
    return Table(name, table.file, tuple(table.header[n] for n in used if n not in beyond), cut)

