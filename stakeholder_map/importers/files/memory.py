"""Whether the rows of a large file fit into the memory of this computer, once facts are made of them."""

from __future__ import annotations

import os

from ...errors import InputError

ROW = 6_000
"""Bytes that a row with the facts made of it takes at most while it is imported: bench/large_csv.py measures it."""
CELL = 80
"""Bytes of a cell that is kept."""


def check_memory(rows: int, columns: int, file: str) -> None:
    """Raise InputError where so many rows need more than three quarters of the memory of this computer."""
    there, needed = memory(), rows * (ROW + CELL * columns)
    if there and needed > there * 0.75:
        raise InputError(f"{file} has more than {rows:,} rows of {columns} columns; to import them takes about "
                         f"{needed / 1e9:.0f} GB of memory, and this computer has {there / 1e9:.0f}",
                         "Split the file, leave out rows, or keep fewer columns with a mapping.")


def memory() -> int:
    """Bytes of memory that this computer has, 0 where that cannot be found out."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0
