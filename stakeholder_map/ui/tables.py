"""Tables to download, as CSV that a spreadsheet opens as data and reads as UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import spreadsheet


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under a header line; no cell is ever read as a formula."""
    return spreadsheet.BOM + spreadsheet.csv_text(columns, rows)
