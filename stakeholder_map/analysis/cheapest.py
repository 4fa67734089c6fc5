"""The cheapest set of a given number of ties no two of which share a person (k-cardinality assignment)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

from .channels import Ends


def cheapest(costs: Mapping[Ends, float], k: int) -> list[Ends] | None:
    """`k` of these ties with the least cost in total, sorted; None where no `k` of them are without a shared person.

    Costs are not negative. Solved as one square assignment: of m and n people, n - k and m - k dummies take those who
    are left over (Dell'Amico and Martello 1997). O((m + n)^3).
    """
    rows = {a: i for i, a in enumerate(sorted({a for a, _ in costs}))}
    columns = {b: j for j, b in enumerate(sorted({b for _, b in costs}))}
    m, n = len(rows), len(columns)
    if k <= 0:
        return []
    if k > min(m, n):
        return None
    never = 1.0 + sum(costs.values())
    matrix = np.full((m + n - k, m + n - k), never)
    matrix[:m, n:] = 0.0
    matrix[m:, :n] = 0.0
    for (a, b), cost in costs.items():
        matrix[rows[a], columns[b]] = cost
    chosen = zip(*linear_sum_assignment(matrix), strict=True)
    ours, theirs = list(rows), list(columns)
    found = [(ours[i], theirs[j]) for i, j in chosen if i < m and j < n]
    return sorted(found) if len(found) == k and all(tie in costs for tie in found) else None
