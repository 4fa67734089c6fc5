"""A column of dates, read to find out what has ended; the cells themselves are checked where the rows are read."""

from __future__ import annotations

from datetime import date

from ...cells.dates import order_of, parse_date
from ...files.tables import Row
from ..fields import View


class Days:
    """The dates of one column of a table, in the order of day and month that fits all of its cells."""

    def __init__(self, view: View, column: str, last: bool = False) -> None:
        self._view = view
        self._column = column
        self._last = last
        self._order = order_of(view.cell(row, column) for row in view.table.rows)

    def of(self, row: Row) -> date | None:
        """The day of a row, None when there is none or nobody can read it."""
        try:
            return parse_date(self._view.cell(row, self._column), self._last, self._order)[0]
        except ValueError:
            return None
