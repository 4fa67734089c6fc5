"""Tables as CSV that a spreadsheet opens as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..reports.csv import BOM, safe


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under a header line; no cell is ever read as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()
