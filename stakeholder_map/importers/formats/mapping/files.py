"""The files that a mapping reads, and the columns that its tables can name in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from ....batch import Problem
from ....errors import InputError
from ...cells.columns import header_key
from ...files.tables import Cell, Row, Table, as_text, files_in, read_tables
from ...files.titles import under
from ...rejects import MARKS, is_rejects
from .targets import Condition, Target

_NUMBERED = re.compile(r"column ([1-9]\d{0,3})")
"""Names a column without a name, or one of several of the same name, by its place."""


class Files:
    """The files that were named, by name; rows rejected before stand for their whole file.

    `wanted` are the names that the mapping has: where it has only one and one file was named, it is that file, however
    it is called. Of text files only `columns` are kept.
    """

    def __init__(self, paths: Sequence[Path], wanted: Collection[str] = (),
                 columns: Collection[str] | None = None) -> None:
        self._columns = columns
        self._alone = paths[0] if len(paths) == 1 == len(wanted) and not paths[0].is_dir() else None
        self._paths = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
        self._read: dict[Path, list[Table]] = {}
        self.again: dict[str, Table] = {}
        self.notes: list[Problem] = []
        self.used: dict[str, tuple[Table, set[str]]] = {}
        for path in self._paths if len(self._paths) < 500 else ():
            if path.suffix.lower() == ".csv" and b"_reason" in path.open("rb").readline(100_000):
                self._take_back(read_tables(path)[0])

    def _take_back(self, table: Table) -> None:
        if not is_rejects(table):
            return
        at = table.header.index("_file")
        kept = [n for n, name in enumerate(table.header) if name not in MARKS]
        for row in table.rows:
            file = as_text(row.cells[at])
            part = self.again.setdefault(file, Table(file, table.file, tuple(table.header[n] for n in kept)))
            part.rows.append(Row(row.line, tuple(row.cells[n] if n < len(row.cells) else None for n in kept)))

    def main(self, target: Target) -> list[Table]:
        """Tables whose rows a target takes."""
        if self.again:
            return [table for file, table in self.again.items() if fnmatch(file.partition(",")[0].casefold(),
                                                                           target.file.casefold())]
        found = self.find(target.file, target.page, target.at, target.optional)
        return [under(table, target.header) for table in found] if target.header else found

    def find(self, file: str, page: str, at: str, optional: bool = False) -> list[Table]:
        """Tables of the files that match a name or pattern; of a workbook the sheet called `page`, else the first."""
        found = [path for path in self._paths if fnmatch(path.name.casefold(), file.casefold())
                 or path == self._alone]
        if not found and not optional:
            names = ", ".join(path.name for path in self._paths[:20])
            raise InputError(f"{at} needs the file {file}; named were: {names or 'none'}",
                             "Name the folder that holds it, or correct the name in the mapping.")
        return [self._page(path, page, at) for path in found]

    def _page(self, path: Path, page: str, at: str) -> Table:
        if path not in self._read:
            self._read[path] = read_tables(path, self._columns)
            self.notes += [problem for table in self._read[path] for problem in table.problems]
        tables = self._read[path]
        for table in tables:
            if not page or table.name.casefold() == page.casefold():
                return table
        raise InputError(f"{at}: {path.name} has no sheet “{page}”",
                         f"It has: {', '.join(t.name for t in tables) or 'none'}.")


@dataclass
class Scope:
    """The columns that a target can name: those of its own table, and `name.Column` of the joined ones."""

    table: Table
    at: str
    joined: Mapping[str, tuple[Table, Callable[[Row], Row | None]]]
    files: Files

    def position(self, table: Table, column: str) -> int:
        n = _position(table, column)
        if n is not None:
            table.taken.update(table.header[n:n + 1])
            self.files.used.setdefault(table.file, (table, set()))[1].update(table.header[n:n + 1])
            return n
        raise InputError(f"{self.at}: {table.file} has no column “{column}”", f"It has: {', '.join(table.header)}.")

    def has(self, column: str) -> bool:
        """Whether the table, or a joined one, has a column of this name."""
        prefix, _, name = column.partition(".")
        joined = self.joined.get(prefix)
        return _position(self.table, column) is not None or (joined is not None and
                                                             _position(joined[0], name) is not None)

    def looker(self, column: str) -> Callable[[Row], Cell]:
        """A function that gives the cell of a column for a row of the main table."""
        prefix, dot, name = column.partition(".")
        if dot and prefix in self.joined and column not in self.table.header:
            other, partner = self.joined[prefix]
            n = self.position(other, name)
            return lambda row: _cell(found, n) if (found := partner(row)) else None
        n = self.position(self.table, column)
        return lambda row: _cell(row, n)

    def test(self, condition: Condition) -> Callable[[Row], bool]:
        """A condition as a function of a row."""
        lookers, check = [self.looker(column) for column in condition.columns], _check(condition, self.at)
        if len(lookers) == 1:
            look = lookers[0]
            return lambda row: check(as_text(look(row)).strip())
        return lambda row: check(" ".join(as_text(look(row)) for look in lookers).strip())


def _position(table: Table, column: str) -> int | None:
    """Where a column stands, by its name as written, by its name in any spelling, or by its place."""
    if column in table.header:
        return table.header.index(column)
    for n, name in enumerate(table.header):
        if header_key(name) == header_key(column):
            return n
    numbered = _NUMBERED.fullmatch(column)
    return n if numbered and (n := int(numbered[1]) - 1) < _width(table) else None


def _width(table: Table) -> int:
    return max(len(table.header), max((len(row.cells) for row in table.rows), default=0))


def _cell(row: Row, position: int) -> Cell:
    return row.cells[position] if position < len(row.cells) else None


def _check(condition: Condition, at: str) -> Callable[[str], bool]:
    test, value = condition.test, condition.value
    if test in ("blank", "not_blank"):
        return (lambda text: not text) if (test == "blank") == bool(value) else bool
    if test == "matches":
        try:
            pattern = re.compile(str(value))
        except re.error as error:
            raise InputError(f"{at}, where: “{value}” is not a pattern: {error}", "See docs/import.md.") from None
        return lambda text: pattern.search(text) is not None
    values = {str(v).strip().casefold() for v in (value if isinstance(value, list) else [value])}
    wanted = test in ("is", "any_of")
    return lambda text: (text.casefold() in values) == wanted
