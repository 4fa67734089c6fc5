"""Which row of a sheet has the headers: mostly the first, but lists often begin with a title, a date, or a blank line.

A title of one cell, or of few cells none of which is a common header, is passed over when a row below it has common
headers. Headers of two rows ("Contact" over "Name" and "Phone") become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...batch import Problem
from ...errors import InputError
from ..cells.vocabulary import role_of
from .tables import Cell, Row, Table, as_text

FARTHEST = 25
"""So many rows that are not blank are looked at."""

_VALUE = re.compile(r"[^@\s]+@[^@\s]+|[\d\s.,:/+()-]+|\d{4}-\d\d-\d\d.*")


def header_at(rows: Sequence[Sequence[Cell]]) -> int:
    """The position of the row with the headers among the first rows of a sheet; 0 unless another is clearly it."""
    first = _texts(rows[0]) if rows else []
    words = set(first)
    if not first or (_known(first) and len(words) > 1):
        return 0
    for n, cells in enumerate(rows[1:FARTHEST], start=1):
        texts = _texts(cells)
        named = is_header(texts) or (len(words) == 1 and _is_matrix(texts))
        if named and len(words) <= max(1, len(texts) // 2) and _known(texts) > 2 * _known([*words]):
            return n
    return 0


def _texts(cells: Sequence[Cell]) -> list[str]:
    """The texts of a row, a merged cell once."""
    texts = [as_text(cell).strip() for cell in cells]
    return [text for n, text in enumerate(texts) if text and (not n or text != texts[n - 1])]


def _known(texts: Sequence[str]) -> int:
    return sum(bool(role_of(text)) for text in texts)


def is_header(texts: Sequence[str], least: int = 2) -> bool:
    """Whether these are short different texts, of which at least `least`, and two fifths, are common headers."""
    values = sum(len(text) > 60 or bool(_VALUE.fullmatch(text)) for text in texts)
    return (len(texts) >= 2 and len(set(texts)) == len(texts) and _known(texts) >= max(least, len(texts) * 0.4)
            and values <= len(texts) * 0.4)


def _is_matrix(texts: Sequence[str]) -> bool:
    """Whether two common headers stand before names that no list of words has, such as those of projects."""
    return (len(texts) > 3 and len(set(texts)) == len(texts) and _known(texts) >= 2 and bool(role_of(texts[0]))
            and not any(len(text) > 60 or _VALUE.fullmatch(text) for text in texts))


def settled(table: Table) -> Table:
    """The table with the headers of the row that has them; a note says when that is not the first.

    `table` has its first row as header, and all others as rows.
    """
    at = header_at([table.header, *(row.cells for row in table.rows[:FARTHEST])])
    found = _moved(table, at) if at else table
    upper = found.header
    if found.rows and _is_second(upper, found.rows[0].cells):
        row = found.rows[0]
        found = replace(found, header=_joined(upper, row.cells), rows=found.rows[1:], header_line=row.line)
    if at:
        found.problems.append(_told(table, found))
    return found


def _told(table: Table, found: Table) -> Problem:
    lines = sorted({table.header_line, found.above[-1].line})
    passed = f"line {lines[0]} above them was" if len(lines) == 1 else f"lines {lines[0]} to {lines[1]} above them were"
    return Problem(f"The headers were found in line {found.header_line}; {passed} passed over.",
                   "If that is wrong, delete what stands above the headers.", file=table.file, rejected=False)


def under(table: Table, line: int) -> Table:
    """The table with the headers of a given physical line. Raises InputError when no row begins there."""
    if line == table.header_line:
        return table
    rows = [*table.above, Row(table.header_line, tuple(table.header)), *table.rows]
    at = next((n for n, row in enumerate(rows) if row.line == line), -1)
    if at < 0:
        raise InputError(f"{table.file} has no row in line {line}, where its headers should be",
                         "Correct header in the mapping, or leave it out.")
    return replace(table, header=_header(rows[at].cells), header_line=line, above=rows[:at], rows=rows[at + 1:])


def _moved(table: Table, at: int) -> Table:
    row = table.rows[at - 1]
    above = [Row(table.header_line, tuple(table.header)), *table.rows[:at - 1]]
    return replace(table, header=_header(row.cells), header_line=row.line, above=above, rows=table.rows[at:])


def _header(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(as_text(cell).strip() for cell in cells)


def _is_second(upper: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row goes on with the headers: it names columns where the first has gaps or repeats itself."""
    lower = _header(cells)
    filled = [n for n, text in enumerate(lower) if text]
    gaps = [n for n in filled if n < len(upper) and (not upper[n] or (n and upper[n] == upper[n - 1]))]
    texts = [lower[n] for n in filled if n >= len(upper) or lower[n] != upper[n]]
    return (bool(gaps) and len(texts) >= 2 and _known(texts) >= max(2, len(texts) * 0.6)
            and not any(_VALUE.fullmatch(text) for text in texts))


def _joined(upper: Sequence[str], cells: Sequence[Cell]) -> tuple[str, ...]:
    """One header of two: the lower name where it is the only one of its kind, else both."""
    lower = [*_header(cells), *[""] * (len(upper) - len(cells))]
    over = ""
    out = []
    for n, text in enumerate(lower):
        above = upper[n] if n < len(upper) else ""
        over = above or (over if text else "")
        if not text or text == above:
            out.append(above)
        else:
            out.append(f"{over} {text}".strip() if lower.count(text) > 1 else text)
    return tuple(out)
