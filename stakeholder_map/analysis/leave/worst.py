"""The k departures that would cut most partnerships: exact by integer programming, greedy beside it, and the curve.

Source: a partnership is cut when each of its relationships loses one of its two people, which makes the worst k a
maximum coverage of vertex covers: NP-hard and neither submodular nor supermodular, so greedy alone can be wrong. The
fewest of our people whose leaving cuts more than half is the truck factor (Avelino and others 2016) carried over.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .cuts import Target, is_cut, movers
from .worst_program import Program

SECONDS, CURVE_SECONDS = 30.0, 15.0
"""The exact search may take so long; after that the best found is given as not exact. The curve then ends."""
LONGEST = 20
"""The curve stops after so many people."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Worst:
    """The people (keys) whose leaving together cuts most, the weight and the partnerships cut.

    `exact`: nobody else could do more with as few people; not exact where time ran out (or by the greedy rule).
    """

    people: tuple[str, ...]
    weight: float
    cut: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The worst for 1, 2, 3 … people, the weight of everything that can be cut, and the truck factor.

    `truck_factor` is the fewest people whose leaving cuts more than half of it; None where the curve ends before.
    """

    points: tuple[Worst, ...]
    total: float
    truck_factor: int | None


def worst(targets: Sequence[Target], k: int, either_side: bool = False, seconds: float = SECONDS) -> Worst:
    """The worst `k` people of our own, or of either side. Fewer are named where fewer do the same.

    Ties are broken the same way every time: fewest people, then those first in the order of their keys.
    """
    problem = Program(targets, k, either_side)
    by_greed = greedy(targets, k, either_side)
    if not problem.members or not k:
        return Worst((), 0.0, (), True)
    until = time.monotonic() + seconds
    found, exact = problem.solve(until)
    best = _result(targets, found, exact)
    return best if best.weight >= by_greed.weight else Worst(by_greed.people, by_greed.weight, by_greed.cut, False)


def greedy(targets: Sequence[Target], k: int, either_side: bool = False) -> Worst:
    """One after the other, each time whoever cuts most at once; among equals whoever touches most relationships.

    An upper bound on how few it takes, never proof: it can be trapped.
    """
    tally, gone = _Tally(targets, movers(targets, either_side)), list[str]()
    for _ in range(k):
        gains = {p: tally.gain(p) for p in tally.touches if p not in gone}
        best = min(gains, key=lambda p: (-gains[p][0], -gains[p][1], p), default=None)
        if best is None or gains[best] == (0, 0):
            break
        tally.take(best)
        gone.append(best)
    return _result(targets, gone, exact=False)


def curve(targets: Sequence[Target], k: int = 1, seconds: float = CURVE_SECONDS) -> Curve:
    """The worst for 1, 2, 3 … of our people, until more than half is cut and at least `k` are gone, or time is out."""
    total, points, factor = sum(t.weight for t in targets), list[Worst](), None
    until = time.monotonic() + seconds
    for people in range(1, LONGEST + 1):
        point = worst(targets, people, seconds=until - time.monotonic())
        points.append(point)
        if factor is None and total and point.weight > HALF * total:
            factor = people
        if (factor is not None and people >= k) or point.weight >= total or not point.exact:
            break
    return Curve(tuple(points), total, factor)


class _Tally:
    """What is still untouched of each member while people go one after the other."""

    def __init__(self, targets: Sequence[Target], leave: set[str]) -> None:
        self.targets = targets
        self.left = [[set(pairs) for pairs in target.members] for target in targets]
        found: dict[str, set[int]] = {p: set() for p in sorted(leave)}
        for number, target in enumerate(targets):
            for person in {p for pairs in target.members for pair in pairs for p in pair} & leave:
                found[person].add(number)
        self.touches = {person: sorted(numbers) for person, numbers in found.items()}

    def gain(self, person: str) -> tuple[float, float]:
        """The weight that is cut if `person` goes, and the share of relationships that is touched, weighted."""
        cut = touched = 0.0
        for number in self.touches[person]:
            target, left = self.targets[number], self.left[number]
            if all(left):
                after = [sum(person not in pair for pair in pairs) for pairs in left]
                cut += target.weight * (0 in after)
                touched += target.weight * (self._share(target, after) - self._share(target, map(len, left)))
        return cut, round(touched, 9)

    def take(self, person: str) -> None:
        for number in self.touches[person]:
            for pairs in self.left[number]:
                pairs -= {pair for pair in pairs if person in pair}

    @staticmethod
    def _share(target: Target, left: Iterable[int]) -> float:
        """The largest share of relationships that is touched in one of the members."""
        return max(1 - number / len(pairs) for number, pairs in zip(left, target.members, strict=True))


def _result(targets: Sequence[Target], people: Iterable[str], exact: bool) -> Worst:
    gone = set(people)
    cut = [t for t in targets if is_cut(t, gone)]
    return Worst(tuple(sorted(gone)), float(sum(t.weight for t in cut)), tuple(t.key for t in cut), exact)
