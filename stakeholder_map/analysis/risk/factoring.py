"""The chance that no relationship survives, by factoring: leaves, separate parts, and one person gone or staying.

Source: factoring for network reliability (Satyanarayana and Chang 1983) with people instead of links as what fails;
the sum is over the independent sets of the graph of relationships, which is hard in general (Provan and Ball 1983).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
VISITS = 400_000
"""How many people, counted in every graph it looks at, the factoring visits before it gives up."""
DEPTH = 250
SMALL = 4_096
"""Arrays up to this size cost about the same; larger ones use up the visits faster."""


class TooDear(Exception):  # noqa: N818 - says what is the case
    """The exact answer would take too long."""


def nothing_left(
    ties: Sequence[tuple[int, int]], gone: Sequence[Array], lapse: Mapping[tuple[int, int], float] | None = None
) -> Array:
    """Chance that no tie is left when person i goes with chance `gone[i]`, all independently; exact.

    `gone[i]` are arrays that broadcast with each other (one entry per assumption); the result has their joint shape.
    A tie between two who stay is lost with its chance in `lapse`, never where that names none. Linear in trees,
    exponential in the worst case: raises TooDear after VISITS people. Only positive terms are added: nothing cancels.
    """
    neighbours: dict[int, set[int]] = {}
    for a, b in ties:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    size = int(np.prod(np.broadcast_shapes(*(g.shape for g in gone)))) if gone else 1
    lost = {pair: d for (a, b), d in (lapse or {}).items() if d for pair in ((a, b), (b, a))}
    work = _Work(lost, int(VISITS * min(1.0, SMALL / size)))
    down, up = dict(enumerate(gone)), {i: 1.0 - g for i, g in enumerate(gone)}
    return work.weight(neighbours, down, up, 0)


class _Work:
    """One run of the factoring, with what is left of its budget."""

    def __init__(self, lapse: Mapping[tuple[int, int], float], visits: int) -> None:
        self.lapse = lapse
        self.left = visits

    def weight(
        self, neighbours: dict[int, set[int]], down: dict[int, Array], up: dict[int, Array], depth: int
    ) -> Array:
        """Sum over all states of everybody in `neighbours` (which it uses up) of the product of their weights."""
        self.left -= 1 + len(neighbours)
        if self.left < 0 or depth > DEPTH:
            raise TooDear
        total = self._leaves(neighbours, down, up)
        parts = _parts(neighbours)
        for part in parts:
            own = neighbours if len(parts) == 1 else {v: neighbours[v] for v in part}
            total = total * self._branch(own, down, up, depth + 1)
        return total

    def _leaves(self, neighbours: dict[int, set[int]], down: dict[int, Array], up: dict[int, Array]) -> Array:
        """Takes away, again and again, everybody with at most one tie; returns the weight of who stood alone."""
        total: Array = np.ones(())
        trail = [v for v in sorted(neighbours) if len(neighbours[v]) <= 1]
        while trail:
            leaf = trail.pop()
            if leaf not in neighbours:
                continue
            either = down[leaf] + up[leaf]
            others = neighbours.pop(leaf)
            if not others:
                total = total * either
                continue
            (other,) = others
            lapse = self.lapse.get((leaf, other))
            up[other] = up[other] * (down[leaf] + lapse * up[leaf] if lapse else down[leaf])
            down[other] = down[other] * either
            neighbours[other].discard(leaf)
            if len(neighbours[other]) <= 1:
                trail.append(other)
        return total

    def _branch(
        self, neighbours: dict[int, set[int]], down: dict[int, Array], up: dict[int, Array], depth: int
    ) -> Array:
        """The best connected person gone, plus the same person staying."""
        person = max(neighbours, key=lambda v: (len(neighbours[v]), -v))
        gone = self.weight(_without(neighbours, {person}), down.copy(), up.copy(), depth)
        staying, kept, out = up[person], up.copy(), {person}
        for v in sorted(neighbours[person]):
            if lapse := self.lapse.get((person, v)):
                kept[v] = kept[v] * lapse
            else:
                staying = staying * down[v]
                out.add(v)
        rest = _without(neighbours, out)
        return down[person] * gone + staying * self.weight(rest, down.copy(), kept, depth)


def _without(neighbours: dict[int, set[int]], people: set[int]) -> dict[int, set[int]]:
    return {v: others - people for v, others in neighbours.items() if v not in people}


def _parts(neighbours: dict[int, set[int]]) -> list[list[int]]:
    """The connected parts."""
    seen: set[int] = set()
    parts = []
    for start in neighbours:
        if start not in seen:
            seen.add(start)
            part, trail = [start], [start]
            while trail:
                found = neighbours[trail.pop()] - seen
                seen |= found
                part += found
                trail += found
            parts.append(part)
    return parts
