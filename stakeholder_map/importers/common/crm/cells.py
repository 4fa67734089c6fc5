"""Cells of the plain sheets from the columns that customer databases have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ....identity.naming import address
from ...files.tables import Cell, Row
from ..fields import View


def optional(view: View, row: Row, **columns: str) -> dict[str, Cell]:
    """`column of the sheet=column of the table`, for those that the table has: what is not there is not said."""
    return {name: view.cell(row, column) for name, column in columns.items() if view.has(column)}


def one_name(view: View, row: Row, parts: Sequence[str] = ("first", "last"), whole: str = "name") -> str:
    """A name from its parts, else from the column that has it whole; an address that stands there is no name."""
    name = " ".join(part for column in parts if (part := view.text(row, column))) or view.text(row, whole)
    return "" if address(name) == name.casefold() else name


def no_contact(view: View, row: Row, channels: Sequence[str], outright: str = "",
               words: Collection[str] = ()) -> dict[str, Cell]:
    """The cell `do_not_contact`: yes for somebody who may not be contacted at all.

    That is where a column says so `outright`, or where every one of the `channels` is refused: who only wants no mail
    may still be called. A table that has too few of the columns says nothing. `words` are further words for yes.
    """
    if outright and view.has(outright) and view.yes(row, outright):
        return {"do_not_contact": "yes"}
    there = [column for column in channels if view.has(column)]
    if len(there) > 1:
        return {"do_not_contact": "yes" if all(_refused(view, row, column, words) for column in there) else "no"}
    return {"do_not_contact": "no"} if outright and view.has(outright) else {}


def _refused(view: View, row: Row, column: str, words: Collection[str]) -> bool:
    return bool(view.yes(row, column)) or view.text(row, column).casefold() in words
