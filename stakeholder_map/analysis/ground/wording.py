"""Small pieces of sentences: days, lists of names, pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

SHOWN = 4
"""How many names a sentence holds before it says how many more there are."""


def day_text(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def names(items: Sequence[str]) -> str:
    """`a, b and c`, and at most SHOWN of them."""
    unique = list(dict.fromkeys(items))
    if len(unique) > SHOWN:
        return f"{', '.join(unique[:SHOWN])} and {len(unique) - SHOWN} more"
    return " and ".join(filter(None, (", ".join(unique[:-1]), *unique[-1:])))


def pair_text(name: Callable[[str], str], ends: tuple[str, str]) -> str:
    return f"{name(ends[0])} – {name(ends[1])}"
