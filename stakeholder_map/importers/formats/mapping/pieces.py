"""Rows whose cells name several things: one row for each piece, so that “Ana Bell; Bo Lee” is two contacts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ....batch import Problem
from ....errors import InputError
from ...files.tables import Row, Table, as_text

if TYPE_CHECKING:
    from .files import Scope


@dataclass(frozen=True, slots=True)
class Each:
    """Columns whose pieces belong together, the first of each to the first, and the marks between pieces."""

    columns: tuple[str, ...]
    marks: tuple[str, ...]


def parse_each(value: Any, at: str) -> Each | None:
    """What `each` of a table of a mapping says; None where it is not there."""
    if value is None:
        return None
    named = value.get("column") if isinstance(value, dict) else None
    columns, marks = texts_of(named), texts_of(value.get("split") if isinstance(value, dict) else None)
    if not columns or not marks or set(value) - {"column", "split"}:
        raise InputError(f"{at}, each: it says which columns hold several pieces, and what stands between them",
                         'Such as each = { column = ["Contacts", "E-mails"], split = ";" }.')
    return Each(columns, marks)


def texts_of(value: Any) -> tuple[str, ...]:
    """A text or a list of texts, as a mapping says what separates pieces; () for anything else."""
    found = tuple(value) if isinstance(value, list) else (value,)
    return found if all(isinstance(text, str) and text for text in found) else ()


def cut(text: str, marks: Sequence[str]) -> list[str]:
    """The pieces of a text between any of the marks, without blank ones."""
    return [piece for part in re.split(between(marks), text) if (piece := part.strip())]


def between(marks: Sequence[str]) -> str:
    """A regular expression for any of the marks, the longest first."""
    return "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))


def filled_down(rows: Sequence[Row], table: Table, columns: Sequence[str], scope: Scope) -> list[Row]:
    """The rows with what stands above in blank cells of some columns, so that a rejected row keeps it."""
    at = [scope.position(table, column) for column in columns]
    above: list[str | None] = [None] * len(at)
    out: list[Row] = []
    for row in rows:
        own = [as_text(row.cells[n]).strip() if n < len(row.cells) else "" for n in at]
        above = [text or last for text, last in zip(own, above, strict=True)]
        out.append(row if all(own) else replace(_with(row, table, at, above), made_from=row.made_from))
    return out


def in_pieces(rows: Sequence[Row], table: Table, each: Each, scope: Scope) -> tuple[list[Row], list[Problem]]:
    """A row for each piece of the first column; cells of the others that have other numbers of pieces stay blank.

    Each row made leads back to the whole row.
    """
    at = [scope.position(table, column) for column in each.columns]
    out: list[Row] = []
    uneven: list[int] = []
    for row in rows:
        cells = [as_text(row.cells[n]) if n < len(row.cells) else "" for n in at]
        pieces = [cut(text, each.marks) for text in cells]
        count = len(pieces[0])
        if count < 2:
            out.append(row)
            continue
        uneven += [row.line] if any(some and len(some) != count for some in pieces) else []
        out += [_with(row, table, at, [some[n] if len(some) == count else None for some in pieces])
                for n in range(count)]
    return out, [_told(table, each, uneven)] if uneven else []


def _with(row: Row, table: Table, at: Sequence[int], cells: Sequence[str | None]) -> Row:
    changed = [*row.cells, *[None] * (max(at) + 1 - len(row.cells))]
    for n, cell in zip(at, cells, strict=True):
        changed[n] = cell
    return replace(row, cells=tuple(changed), made_from=(table, row))


def _told(table: Table, each: Each, lines: Sequence[int]) -> Problem:
    shown = ", ".join(map(str, lines[:8])) + (", …" if len(lines) > 8 else "")
    return Problem(f"“{'”, “'.join(each.columns[1:])}” has another number of pieces than “{each.columns[0]}”, so that "
                   f"nobody can tell whose they are; left blank in line {shown}.",
                   "Write as many, or give each contact a row.", file=table.file, rejected=False)
