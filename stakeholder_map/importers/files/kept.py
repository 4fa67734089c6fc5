"""Which columns of a text are kept, and rows of nothing but these: exports write far more than anybody reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from ..cells.columns import header_key
from .tables import Cell

MOST_SHARED = 20_000
_NUMBERED = re.compile(r"column(\d{1,4})")


def positions(header: tuple[str, ...], wanted: Collection[str] | None) -> tuple[int, ...] | None:
    """Positions of the columns that are wanted; None when all are, and where one is meant that has no header."""
    if wanted is None or any(int(found[1]) > len(header) for text in wanted if (found := _NUMBERED.fullmatch(text))):
        return None
    keep = tuple(n for n, text in enumerate(header) if header_key(text) in wanted or f"column{n + 1}" in wanted)
    return None if len(keep) == len(header) else keep


def shaper(keep: tuple[int, ...] | None, width: int, counts: dict[int, int]) -> Callable[[list[str]], tuple[Cell, ...]]:
    """A function that gives the cells to keep: equal texts once, None for others of the `width` that the header has.

    What is filled among those others is counted, by position; cells beyond the header are kept.
    """
    shared: dict[str, str] = {}

    def one(cell: str) -> str:
        if len(shared) < MOST_SHARED:
            return shared.setdefault(cell, cell)
        return shared.get(cell, cell)

    if keep is None:
        return lambda cells: tuple(map(one, cells))
    last = max(keep, default=-1) + 1
    left = [n for n in range(width) if n not in keep]

    def some(cells: list[str]) -> tuple[Cell, ...]:
        here = len(cells)
        for n in left:
            if n < here and cells[n]:
                counts[n] += 1
        kept: list[Cell] = [None] * (here if here > width else last)
        for n in (*keep, *range(width, here)):
            if n < here:
                kept[n] = one(cells[n])
        return tuple(kept)

    return some
