"""CSV that a spreadsheet opens as data: no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"
"""Makes spreadsheet programs read a file as UTF-8."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under a header line; dates as ISO, nothing as an empty cell, an apostrophe before would-be formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(column) for column in columns])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: object) -> object:
    """The cell with an apostrophe before what a spreadsheet would calculate; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        text = words(cell)
        return "'" + text if _calculated(text) else text
    return cell


def bare(text: str) -> str:
    """A cell without the apostrophe of `safe`: exactly what was there before."""
    return text[1:] if text.startswith("'") and _calculated(text) else text


def _calculated(text: str) -> bool:
    """Does a spreadsheet calculate it, or would it without the apostrophes in front?"""
    return unicodedata.normalize("NFKC", text.lstrip("'")[:1]).startswith(FORMULA)


def words(cell: object) -> str:
    """What people read in a cell: a list with ; between its parts, a thing by its name."""
    if cell is None:
        return ""
    if isinstance(cell, list | tuple):
        return "; ".join(map(words, cell))
    if isinstance(cell, dict):
        called = next((cell[name] for name in ("name", "title", "address", "type", "key") if cell.get(name)), None)
        return words(called) if called else "; ".join(f"{name}: {words(value)}" for name, value in cell.items())
    return str(cell)
