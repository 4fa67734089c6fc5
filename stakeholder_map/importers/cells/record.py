"""A record: one row of a sheet with its values, and the log of what is wrong with the rows of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...batch import Origin, Problem
from ...model import TEXT
from ..common.private import is_left_out
from ..files.tables import Row, Table, as_text


class Reading:
    """A table as it is read by the columns of a sheet: the values of each column, by the number of the record.

    `written` holds, for each column of dates, the texts of those that were partial. Values stand by column because a
    dictionary for each row takes many times the memory.
    """

    __slots__ = ("positions", "sheet", "table", "values", "written")

    def __init__(self, sheet: str, table: Table, positions: dict[str, int]) -> None:
        self.sheet = sheet
        self.table = table
        self.positions = positions
        self.values: dict[str, list[Any]] = {}
        self.written: dict[str, dict[int, str]] = {}


class Record:
    """One row of a sheet: its values by column name, where it stands, and the problem that rejects it, if any."""

    __slots__ = ("key", "number", "origin", "problem", "reading", "row")

    def __init__(self, reading: Reading, number: int, row: Row) -> None:
        self.reading = reading
        self.number = number
        self.row = row
        self.problem: Problem | None = None
        self.key = ""
        table, row = row.made_from or (reading.table, row)
        self.origin = Origin(table.file, row.line)

    @property
    def sheet(self) -> str:
        return self.reading.sheet

    @property
    def table(self) -> Table:
        return self.reading.table

    @property
    def values(self) -> dict[str, Any]:
        """Value by column name, of all columns that the sheet has."""
        return {name: values[self.number] for name, values in self.reading.values.items()}

    @property
    def ok(self) -> bool:
        return self.problem is None

    def __getitem__(self, column: str) -> Any:
        values = self.reading.values.get(column)
        return values[self.number] if values else None

    def text(self, column: str) -> str:
        """The text of a column, '' when blank or absent."""
        return self[column] or ""

    def has(self, column: str) -> bool:
        """Whether the sheet has the column at all: what is absent is not said, what is blank is said to be nothing."""
        return column in self.reading.positions

    def fields(self, *columns: str, **renamed: str) -> dict[str, Any]:
        """Values of the columns that the sheet has, dates with their text as written; `field=column` renames."""
        out: dict[str, Any] = {}
        for column in columns:
            self._field(column, column, out)
        for name, column in renamed.items():
            self._field(name, column, out)
        return out

    def _field(self, name: str, column: str, out: dict[str, Any]) -> None:
        if column in self.reading.positions:
            value = self[column]
            out[name] = None if value == "" or value == [] else value
            if column in self.reading.written:
                out[name + TEXT] = self.reading.written[column].get(self.number)

    def at(self, column: str) -> Origin:
        """Where the row, or its cell in a column, stands in the file it came from."""
        if self.row.made_from:
            table, row = self.row.made_from
            return Origin(table.file, row.line, self.table.columns.get(column, column))
        header = self.table.header[self.reading.positions[column]] if self.has(column) else column
        header = self.table.columns.get(header, header)
        return Origin(self.table.file, self.row.line, header)

    def original(self) -> dict[str, str]:
        """The row as written, without the private columns and free text that nothing is read from."""
        table, row = self.row.made_from or (self.table, self.row)
        return {name: text for name, text in table.original(row).items()
                if name in table.taken or not is_left_out(name)}

    def heading(self, column: str) -> str:
        """What the table calls a column that it has."""
        return self.table.header[self.reading.positions[column]]

    def cell(self, column: str) -> str:
        """A cell as written, '' when there is none."""
        position = self.reading.positions.get(column, -1)
        return as_text(self.row.cells[position]) if 0 <= position < len(self.row.cells) else ""


@dataclass(slots=True)
class Remark:
    """A note on many cells of one column, told once."""

    message: str
    hint: str
    cells: list[tuple[int, str]]


class Log:
    """Problems of one import: rejected rows, and notes, of which similar ones are told once with their lines."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._remarks: dict[tuple[str, str, str], Remark] = {}

    def reject(self, record: Record, column: str, message: str, hint: str = "", value: str | None = None) -> None:
        """Reject a row for its first problem; a row is rejected once."""
        if record.problem is None:
            at = record.at(column) if column else record.origin
            shown = record.cell(column)[:200] if value is None else value[:200]
            record.problem = Problem(message, hint, at.file, at.line, at.column, shown)
            self.problems.append(record.problem)

    def note(self, message: str, hint: str = "", at: Origin | None = None) -> None:
        at = at or Origin()
        self.problems.append(Problem(message, hint, at.file, at.line, at.column, rejected=False))

    def remark(self, record: Record, column: str, message: str, hint: str = "", value: str | None = None) -> None:
        """Note something about a cell; `message` is said once per file and column with lines and examples."""
        at = record.at(column)
        entry = self._remarks.setdefault((at.file, at.column, message), Remark(message, hint, []))
        entry.cells.append((at.line, record.cell(column) if value is None else value))

    def finish(self) -> tuple[Problem, ...]:
        """All problems, rejected rows and single notes as they came, then the collected notes."""
        collected = []
        for (file, column, _), remark in self._remarks.items():
            line, value = remark.cells[0]
            more = f" ({len(remark.cells)} rows, first: line {_lines(remark.cells)})" if len(remark.cells) > 1 else ""
            collected.append(Problem(remark.message + more, remark.hint, file, line, column, value[:200], False))
        return (*self.problems, *collected)


def _lines(cells: list[tuple[int, str]]) -> str:
    return ", ".join(str(line) for line, _ in cells[:8]) + (", …" if len(cells) > 8 else "")
