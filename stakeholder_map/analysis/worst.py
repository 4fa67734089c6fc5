"""The k departures that would cut most partnerships: exact by integer programming, greedy beside it, and the curve.

Source: a partnership is cut when each of its relationships loses one of its two people, which makes the worst k a
maximum coverage of vertex covers: NP-hard and neither submodular nor supermodular, so greedy alone can be wrong. The
fewest of our people whose leaving cuts more than half is the truck factor (Avelino and others 2016) carried over.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .channels import Ends, matchings
from .links import Link

Array = NDArray[np.float64]
SECONDS = 60.0
"""The exact search may take so long; after that the best found is given as not exact."""
LONGEST = 20
"""The curve stops after so many people."""
HALF = 0.5


@dataclass(frozen=True)
class Target:
    """What can be cut: a partnership with its weight, and for each core member its relationships.

    Each member is a set of pairs; a person on both sides is the pair of themselves. Cutting one member cuts it all.
    """

    key: str
    weight: float
    members: tuple[frozenset[Ends], ...]


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


def targets(links: Iterable[Link]) -> list[Target]:
    """What can be cut today: every core member with a relationship, weighted by the importance of its partnership."""
    found: dict[str, list[frozenset[Ends]]] = {}
    weight: dict[str, int] = {}
    for link in links:
        pairs = frozenset(link.ends) | {(person, person) for person in link.both}
        if link.core and pairs:
            found.setdefault(link.partnership.key, []).append(pairs)
            weight[link.partnership.key] = link.partnership.importance
    return [Target(key, weight[key], tuple(members)) for key, members in sorted(found.items())]


def worst(targets: Sequence[Target], k: int, either_side: bool = False, seconds: float = SECONDS) -> Worst:
    """The worst `k` people of our own, or of either side. Fewer are named where fewer do the same.

    Ties are broken the same way every time: fewest people, then those first in the order of their keys.
    """
    problem = _Problem(targets, k, either_side)
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
    candidates = sorted(_movers(targets, either_side))
    gone: list[str] = []
    for _ in range(min(k, len(candidates))):
        left = [p for p in candidates if p not in gone]
        gains = {p: _gain(targets, {*gone, p}) for p in left}
        best = min(left, key=lambda p: (*(-value for value in gains[p]), p))
        if gains[best] == _gain(targets, set(gone)):
            break
        gone.append(best)
    return _result(targets, gone, exact=False)


def curve(targets: Sequence[Target], k: int = 1, seconds: float = SECONDS) -> Curve:
    """The worst for 1, 2, 3 … of our people, until more than half is cut and at least `k` are gone."""
    total, points, factor = sum(t.weight for t in targets), list[Worst](), None
    until = time.monotonic() + seconds
    for people in range(1, LONGEST + 1):
        point = worst(targets, people, seconds=max(1.0, until - time.monotonic()))
        points.append(point)
        if factor is None and total and point.weight > HALF * total:
            factor = people
        if (factor is not None and people >= k) or point.weight >= total or time.monotonic() > until:
            break
    return Curve(tuple(points), total, factor)


def _movers(targets: Sequence[Target], either_side: bool) -> set[str]:
    """Who may be taken away: our people, or anybody; somebody on both sides is one of ours too."""
    pairs = {pair for target in targets for member in target.members for pair in member}
    return {p for pair in pairs for p in (pair if either_side else pair[:1])}


def _is_cut(target: Target, gone: set[str]) -> bool:
    return any(all(a in gone or b in gone for a, b in pairs) for pairs in target.members)


def _gain(targets: Sequence[Target], gone: set[str]) -> tuple[float, float]:
    """The weight that is cut, and the share of relationships that are touched, weighted."""
    cut = sum(t.weight for t in targets if _is_cut(t, gone))
    touched = sum(
        t.weight * max(sum(a in gone or b in gone for a, b in pairs) / len(pairs) for pairs in t.members)
        for t in targets
    )
    return cut, round(touched, 9)


def _result(targets: Sequence[Target], people: Iterable[str], exact: bool) -> Worst:
    gone = set(people)
    cut = [t for t in targets if _is_cut(t, gone)]
    return Worst(tuple(sorted(gone)), float(sum(t.weight for t in cut)), tuple(t.key for t in cut), exact)


class _Problem:
    """The integer program: x (who leaves), y (which member is cut), z (which partnership is cut).

    y <= x_a + x_b for every relationship, z <= sum of its y, sum of x <= k; maximise the weight of z. With x whole
    numbers y and z come out whole by themselves. Members that need more than k departures are left out beforehand.
    """

    def __init__(self, targets: Sequence[Target], k: int, either_side: bool) -> None:
        self.k = k
        movers = _movers(targets, either_side)
        needs = _fewest(targets, movers)
        self.members = [
            (target, sorted({tuple(p for p in dict.fromkeys(pair) if p in movers) for pair in pairs}))
            for target, sizes in zip(targets, needs, strict=True)
            for pairs, size in zip(target.members, sizes, strict=True)
            if size <= k
        ]
        self.people = sorted({p for _, pairs in self.members for pair in pairs for p in pair})
        self.targets = list({target.key: target for target, _ in self.members}.values())

    def solve(self, until: float) -> tuple[list[str], bool]:
        """The people, and whether nothing is better: first the most weight, then the fewest and first people."""
        n, m, t = len(self.people), len(self.members), len(self.targets)
        rows = self._rows(n, m)
        weights = np.asarray([target.weight for target in self.targets])
        most = self._run(np.concatenate([np.zeros(n + m), -weights]), rows, until)
        if most is None:
            return [], False
        x, proved = most
        cut = float(weights @ np.round(x[n + m:]))
        order = np.concatenate([self.k * n + np.arange(n), np.zeros(m + t)])
        enough = LinearConstraint(np.concatenate([np.zeros(n + m), weights])[None, :], cut - 0.5, np.inf)
        first = self._run(order, [*rows, enough], until) if proved else None
        x = first[0] if first else x
        return [p for p, gone in zip(self.people, x[:n], strict=True) if gone > HALF], proved

    def _rows(self, n: int, m: int) -> list[LinearConstraint]:
        number = {p: at for at, p in enumerate(self.people)}
        place = {target.key: n + m + at for at, target in enumerate(self.targets)}
        entries: list[tuple[int, int, float]] = []
        row = 0
        for member, (_, pairs) in enumerate(self.members):
            for pair in pairs:
                entries += [(row, n + member, 1.0), *((row, number[p], -1.0) for p in pair)]
                row += 1
        for target, at in place.items():
            entries.append((row, at, 1.0))
            entries += [(row, n + i, -1.0) for i, (own, _) in enumerate(self.members) if own.key == target]
            row += 1
        entries += [(row, at, 1.0) for at in range(n)]
        upper = np.zeros(row + 1)
        upper[row] = self.k
        i, j, values = zip(*entries, strict=True)
        matrix = csr_array((values, (i, j)), shape=(row + 1, n + m + len(place)))
        return [LinearConstraint(matrix, -np.inf, upper)]

    def _run(self, cost: Array, rows: list[LinearConstraint], until: float) -> tuple[Array, bool] | None:
        """The best found in time, and whether it is proved to be the best."""
        whole = np.zeros(len(cost), dtype=np.int64)
        whole[:] = 1
        left = max(0.1, until - time.monotonic())
        found = milp(cost, integrality=whole, bounds=Bounds(0, 1), constraints=rows,
                     options={"time_limit": left, "mip_rel_gap": 0.0})
        return None if found.x is None else (np.asarray(found.x), found.status == 0)


def _fewest(targets: Sequence[Target], movers: set[str]) -> list[list[int]]:
    """So many departures at least each member needs: a smallest severing set, or all of ours where only ours leave."""
    flat = [pairs for target in targets for pairs in target.members]
    found = matchings([[e for e in pairs if e[0] != e[1]] for pairs in flat])
    sizes = []
    for pairs, matching in zip(flat, found, strict=True):
        one_sided = all(a == b or b not in movers for a, b in pairs)
        sizes.append(len({a for a, _ in pairs}) if one_sided else len(matching) + sum(a == b for a, b in pairs))
    each = iter(sizes)
    return [[next(each) for _ in target.members] for target in targets]
