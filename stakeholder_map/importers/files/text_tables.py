"""CSV, TSV and other separated text as a Table: separator, quotes, physical lines, only the columns that are wanted."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from pathlib import Path

from ...batch import Problem
from ...errors import InputError
from .kept import positions, shaper
from .memory import check_memory
from .tables import MOST_COLUMNS, Cell, Row, Table
from .text_streams import TextFile, decode
from .titles import FARTHEST, is_header, settled

__all__ = ["decode", "parse_text", "read_text", "sniff"]

SEPARATORS = (",", ";", "\t", "|")
BEGINNING = 20_000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEP = re.compile(r'"?sep=(.|\\t)"?', re.IGNORECASE)

Lines = Callable[[], Iterator[str]]
"""Gives the lines of a text from its beginning, as often as it is called."""


def read_text(path: Path, wanted: Collection[str] | None = None) -> Table:
    """A separated text file as a table, with notes on anything that was not plain UTF-8.

    Of columns that are not `wanted` (as `header_key` writes them; None: all) the cells are not kept.
    """
    file = TextFile(path)
    try:
        table = _table(file.lines, path.stem, path.name, wanted)
    except UnicodeDecodeError:
        file.as_windows()
        table = _table(file.lines, path.stem, path.name, wanted)
    table.problems[:0] = file.problems
    return table


def parse_text(text: str, name: str, file: str) -> Table:
    """Separated text as a table; a first line such as `sep=;` names the separator."""
    return _table(lambda: iter(io.StringIO(text, newline="")), name, file, None)


def _table(lines: Lines, name: str, file: str, wanted: Collection[str] | None) -> Table:
    beginning = _beginning(lines)
    if not beginning.strip("\ufeff\0 \r\n\t"):
        raise _empty(file)
    skip, separator = 0, ""
    if found := _SEP.fullmatch(beginning.partition("\n")[0].strip()):
        separator, skip = found[1].replace("\\t", "\t"), 1
        beginning = beginning.partition("\n")[2]
    separator = separator or sniff(beginning)
    try:
        return _collected(_records(lines, separator, file, skip, strict=True), name, file, wanted, lines)[0]
    except csv.Error:
        pass
    table, last = _collected(_records(lines, separator, file, skip, strict=False), name, file, wanted, lines)
    if table.rows and len(last) < len(table.header) and "\n" in last[-1]:
        raise _unclosed(file, table.rows[-1].line)
    table.problems.append(Problem("Some quotation marks inside cells are not doubled; the cells were read as they "
                                  "stand.", "Check cells with quotation marks.", file=file, rejected=False))
    return table


def _beginning(lines: Lines) -> str:
    """The first lines, at least so many that one of them is not blank."""
    some: list[str] = []
    size = 0
    for line in lines():
        some.append(line)
        size += len(line) if line.strip("\ufeff\0 \r\n\t") else 0
        if size >= BEGINNING:
            break
    return "".join(some)


def _empty(file: str) -> InputError:
    return InputError(f"{file} is empty", "Leave the file out, or give it a header line.")


def sniff(text: str) -> str:
    """The separator of the header line: the one that stands there most often outside quotes."""
    lines = [line for line in islice(io.StringIO(text, newline=None), FARTHEST) if line.strip()]
    head = lines[0] if lines else ""
    bare = _QUOTED.sub('""', head if head.count('"') % 2 == 0 else text[:BEGINNING])
    if head.count('"') % 2:
        bare = bare.strip().partition("\n")[0]
    best = max(SEPARATORS, key=bare.count)
    if bare.count(best) < 2:
        for line in lines[1:]:
            for separator in SEPARATORS:
                if is_header([cell.strip(' "\n') for cell in line.split(separator) if cell.strip()], least=3):
                    return separator
    return best if bare.count(best) else ","


def _records(lines: Lines, separator: str, file: str, skip: int, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Records with the physical line on which each begins; blank lines are left out.

    Raises csv.Error for quotation marks that are not doubled, in the middle of everything.
    """
    reader = csv.reader(islice(lines(), skip, None), delimiter=separator, strict=strict)
    before = 0
    try:
        for cells in reader:
            if any(cells) and any(cell.strip() for cell in cells):
                if len(cells) > MOST_COLUMNS:
                    raise _too_wide(file, before + 1 + skip, len(cells))
                yield before + 1 + skip, cells
            before = reader.line_num
    except csv.Error as error:
        if "field larger" in str(error):
            raise InputError(f"{file}, line {before + 1 + skip}: a cell is longer than {csv.field_size_limit():,} "
                             "characters", "Is a quotation mark missing? Otherwise shorten the cell.") from None
        if "unexpected end" in str(error):
            raise _unclosed(file, before + 1 + skip) from None
        raise


def _too_wide(file: str, line: int, columns: int) -> InputError:
    return InputError(f"{file}, line {line} has {columns} columns; at most {MOST_COLUMNS} are read",
                      "Leave out the columns that are not needed.")


def _unclosed(file: str, line: int) -> InputError:
    return InputError(f"{file}, line {line}: a quotation mark is opened and never closed",
                      "Close it, or double it if it belongs to the text.")


def _collected(records: Iterator[tuple[int, list[str]]], name: str, file: str, wanted: Collection[str] | None,
               lines: Lines) -> tuple[Table, list[str]]:
    """The table of all records, and the last of them as it stands.

    The first of them say which is the header, and so which columns are kept.
    """
    top = list(islice(records, FARTHEST + 1))
    if not top:
        raise _empty(file)
    header = tuple(cell.strip().strip("\ufeff") for cell in top[0][1])
    table = settled(Table(name, file, header, [Row(line, tuple(cells)) for line, cells in top[1:]],
                          header_line=top[0][0]))
    keep = positions(table.header, wanted)
    counts: dict[int, int] = defaultdict(int)
    shape = shaper(keep, len(table.header), counts)
    if keep is not None:
        table.rows[:] = [Row(row.line, shape([str(cell) for cell in row.cells])) for row in table.rows]
        table.reread = lambda wished: _again(lines, file, wished)
        table.counts = counts
    columns = len(table.header) if keep is None else len(keep)
    cells = top[-1][1]
    for number, (line, cells) in enumerate(records, start=len(table.rows)):
        table.rows.append(Row(line, shape(cells)))
        if number % 50_000 == 0:
            check_memory(number, columns, file)
    return table, cells


def _again(lines: Lines, file: str, wished: Collection[int]) -> dict[int, tuple[Cell, ...]]:
    """The whole rows that begin on some lines."""
    beginning = _beginning(lines)
    found = _SEP.fullmatch(beginning.partition("\n")[0].strip())
    separator = found[1].replace("\\t", "\t") if found else sniff(beginning)
    records = _records(lines, separator, file, 1 if found else 0, strict=False)
    return {line: tuple(cells) for line, cells in records if line in wished}
