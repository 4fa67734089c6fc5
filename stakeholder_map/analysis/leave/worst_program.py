"""The integer program behind the worst departures: who has to leave so that most weight is cut."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from ..redundancy.channels import matchings
from .cuts import Target, movers

Array = NDArray[np.float64]
HALF = 0.5


class Program:
    """The integer program: x (who leaves), y (which member is cut), z (which partnership is cut).

    y <= x_a + x_b for every relationship, z <= sum of its y, sum of x <= k; maximise the weight of z. With x whole
    numbers y and z come out whole by themselves. Members that need more than k departures are left out beforehand.
    """

    def __init__(self, targets: Sequence[Target], k: int, either_side: bool) -> None:
        self.k = k
        leave = movers(targets, either_side)
        needs = _fewest(targets, leave)
        self.members = [
            (target, sorted({tuple(p for p in dict.fromkeys(pair) if p in leave) for pair in pairs}))
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


def _fewest(targets: Sequence[Target], leave: set[str]) -> list[list[int]]:
    """So many departures at least each member needs: a smallest severing set, or all of ours where only ours leave."""
    flat = [pairs for target in targets for pairs in target.members]
    found = matchings([[e for e in pairs if e[0] != e[1]] for pairs in flat])
    sizes = []
    for pairs, matching in zip(flat, found, strict=True):
        one_sided = all(a == b or b not in leave for a, b in pairs)
        sizes.append(len({a for a, _ in pairs}) if one_sided else len(matching) + sum(a == b for a, b in pairs))
    each = iter(sizes)
    return [[next(each) for _ in target.members] for target in targets]
