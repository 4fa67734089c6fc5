"""What stands between the rows of a list and is none: “Total”, “VOLUNTARY SECTOR”, “NB: please keep up to date”."""

from __future__ import annotations

import re

from ...identity.naming import normal
from ..files.tables import Table
from ..formats.mapping.pieces import cut
from .columns import Column
from .profile import is_contact

_TOTALS = re.compile(r"(grand |sub ?)?totals?|sum|summe|gesamt(summe)?|zwischensumme|insgesamt|sous total|total general"
                     r"|suma|subtotal")
_NOTE = re.compile(r"(nb|note|notes|source|key|hinweis|stand|remarque|nota)\b", re.IGNORECASE)


def between_rows(table: Table, column: Column) -> list[str]:
    """The texts of a column that head, add up or explain rows, in order of the alphabet."""
    cells = [(text, sum(not _blank(cell) for cell in row.cells)) for row in table.rows
             if (text := column.text(row))]
    usual = sorted(filled for _, filled in cells)[len(cells) // 2] if cells else 0
    shouted = sum(text.isupper() for text, _ in cells) > len(cells) / 2
    return sorted({text for text, filled in cells if _TOTALS.fullmatch(normal(text)) or (
        filled == 1 and usual > 2 and _heads(text, column, shouted))})


def _heads(text: str, column: Column, shouted: bool) -> bool:
    """Whether the only text of a row is a heading or a note."""
    if text.endswith(":") or len(text) > 80 or (_NOTE.match(text) and ":" in text):
        return True
    return (text.isupper() and not shouted and " " in text) or (
        column.role == "name" and " " in text and not any(map(is_contact, cut(text, column.profile.marks or (";",)))))


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
