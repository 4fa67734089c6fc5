"""Which way round names with a comma stand in a list, “Bell, Ana” or “Ana,Bell”, and two names in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...batch import Problem
from ...identity.naming import normal

FEWEST = 8
"""So many different names with a comma must be there before it is told from them alone."""
_BETWEEN = re.compile(r"\s*(?:[/;&+]|\band\b)\s*")


def given_first(names: Iterable[str]) -> bool:
    """Whether what stands before the comma is the first name, as far as the list tells.

    It does where the same people stand there without a comma too; else first names repeat more than surnames do.
    """
    every = set(names)
    pairs = {(before.strip(), after.strip()) for name in every if name.count(",") == 1
             for before, _, after in (name.partition(","),) if before.strip() and after.strip()}
    plain = {normal(name) for name in every if "," not in name}
    forward = sum(normal(f"{before} {after}") in plain for before, after in pairs)
    backward = sum(normal(f"{after} {before}") in plain for before, after in pairs)
    if forward != backward:
        return forward > backward
    before, after = ({normal(pair[n]) for pair in pairs} for n in (0, 1))
    return len(pairs) >= FEWEST and len(before) < len(after)


def without_comma(name: str) -> str:
    """A name of such a list as it is said."""
    return " ".join(name.replace(",", " ").split()) if name.count(",") == 1 else name


def each_name(text: str) -> list[str]:
    """The names in a cell: several where each piece between &, /, ; or “and” has a first name and a surname."""
    pieces = [piece.strip(" ,") for piece in _BETWEEN.split(text)]
    whole = all(len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
                for words in (piece.replace(",", " ").split() for piece in pieces))
    return pieces if whole and len(pieces) > 1 else [text]


def names_together(cells: Sequence[str]) -> list[Problem]:
    """A note on cells with several names, where there are any."""
    return [Problem(f"Names in one cell were read as people who share the post: {'; '.join(cells[:10])}.",
                    "Check that they are names.", rejected=False)] if cells else []
