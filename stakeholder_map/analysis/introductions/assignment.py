"""The fewest and cheapest new ties that give two sides so many independent relationships; and several at once.

Source: a set of ties holds k independent ones when it contains a matching of k; the cheapest such set is a
k-cardinality assignment, solved by padding it to a square one (Dell'Amico and Martello 1997). A limit on how often
one colleague is used couples the problems, which makes it an integer program.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from ..redundancy.channels import Ends, matchings

FORBIDDEN = 1e9
MISSING = 1e4
"""A tie that cannot be made within the limit weighs as much as so many units of cost."""
SECONDS = 30.0

EVERYWHERE = -1
"""In place of a problem: what counts over all of them."""


@dataclass(frozen=True)
class Problem:
    """Ties that exist, the cost of each new one that may be made, how many independent ones are wanted, the weight."""

    existing: frozenset[Ends]
    cost: Mapping[Ends, float]
    wanted: int
    weight: float = 1.0


@dataclass(frozen=True)
class Plan:
    """New ties for each problem, and whether no cheaper plan exists; where the limit binds there may be too few."""

    ties: tuple[tuple[Ends, ...], ...]
    exact: bool


def reach(existing: Iterable[Ends], possible: Iterable[Ends]) -> int:
    """The most independent ties that there can be when all possible ones are made."""
    return len(matchings([[*existing, *possible]])[0])


def cheapest(problem: Problem) -> tuple[Ends, ...] | None:
    """New ties of the least total cost that make `wanted` independent ones; None where that is impossible.

    With a base cost above every difference between ties it is also the fewest: `wanted` less those there are.
    """
    pairs = {**problem.cost, **dict.fromkeys(problem.existing, 0.0)}
    ours, theirs = sorted({a for a, _ in pairs}), sorted({b for _, b in pairs})
    m, n, k = len(ours), len(theirs), problem.wanted
    if k <= 0:
        return ()
    if k > min(m, n):
        return None
    row, column = {a: i for i, a in enumerate(ours)}, {b: j for j, b in enumerate(theirs)}
    cost = np.zeros((m + n - k, m + n - k))
    cost[:m, :n] = FORBIDDEN
    cost[m:, n:] = FORBIDDEN  # stand-ins are never paired with each other: k real pairs remain
    for (a, b), value in pairs.items():
        cost[row[a], column[b]] = value
    chosen = [(i, j) for i, j in zip(*linear_sum_assignment(cost), strict=True) if cost[i, j] < FORBIDDEN]
    if len(chosen) < len(cost):
        return None
    found = ((ours[i], theirs[j]) for i, j in chosen if i < m and j < n)
    return tuple(sorted(pair for pair in found if pair not in problem.existing))


def together(problems: Sequence[Problem], limit: int, seconds: float = SECONDS) -> Plan:
    """The cheapest ties for all problems where none of ours gets more than `limit` new ones over all of them.

    Where the limit does not allow all, as many as possible, the weightiest first.
    """
    alone = [cheapest(problem) for problem in problems]
    if all(ties is not None for ties in alone) and _load(alone) <= limit:
        return Plan(tuple(ties or () for ties in alone), True)
    return _program(problems, limit, seconds) or Plan(_in_turn(problems, limit), False)


def _load(plan: Iterable[Iterable[Ends] | None]) -> int:
    return max(Counter(a for ties in plan for a, _ in ties or ()).values(), default=0)


def _in_turn(problems: Sequence[Problem], limit: int) -> tuple[tuple[Ends, ...], ...]:
    """One problem after the other, the weightiest first, without those who have enough already."""
    load, found = Counter[str](), dict[int, tuple[Ends, ...]]()
    for number in sorted(range(len(problems)), key=lambda i: (-problems[i].weight, i)):
        problem = problems[number]
        free = {pair: cost for pair, cost in problem.cost.items() if load[pair[0]] < limit}
        wanted = min(problem.wanted, reach(problem.existing, free))
        found[number] = cheapest(Problem(problem.existing, free, wanted)) or ()
        load.update(a for a, _ in found[number])
    return tuple(found[number] for number in range(len(problems)))


def _program(problems: Sequence[Problem], limit: int, seconds: float) -> Plan | None:
    """All at once: a variable for each tie of each problem, and one for those that are missing."""
    ties = [(p, pair) for p, problem in enumerate(problems) for pair in sorted({*problem.existing, *problem.cost})]
    cost = [0.0 if pair in problems[p].existing else problems[p].cost[pair] for p, pair in ties]
    most = [1.0] * len(ties) + [float(max(0, problem.wanted)) for problem in problems]
    cost += [MISSING * problem.weight for problem in problems]
    found = milp(np.asarray(cost), integrality=np.ones(len(cost), dtype=np.int64), bounds=Bounds(0, np.asarray(most)),
                 constraints=_rows(problems, ties, limit), options={"time_limit": seconds, "mip_rel_gap": 0.0})
    if found.x is None or found.status != 0:
        return None
    chosen: list[list[Ends]] = [[] for _ in problems]
    for value, (p, pair) in zip(found.x, ties, strict=False):
        if value > 0.5 and pair not in problems[p].existing:
            chosen[p].append(pair)
    return Plan(tuple(map(tuple, chosen)), True)


def _rows(problems: Sequence[Problem], ties: Sequence[tuple[int, Ends]], limit: int) -> LinearConstraint:
    at: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
    for column, (p, (a, b)) in enumerate(ties):
        at["ours", p, a].append(column)
        at["theirs", p, b].append(column)
        at["wanted", p, ""].append(column)
        if (a, b) not in problems[p].existing:
            at["load", EVERYWHERE, a].append(column)
    for p, _ in enumerate(problems):
        at["wanted", p, ""].append(len(ties) + p)
    low = [float(max(0, problems[p].wanted)) if kind == "wanted" else -np.inf for kind, p, _ in at]
    high = [float(limit) if kind == "load" else np.inf if kind == "wanted" else 1.0 for kind, _, _ in at]
    entries = [(row, column) for row, columns in enumerate(at.values()) for column in columns]
    i, j = zip(*entries, strict=True)
    return LinearConstraint(csr_array((np.ones(len(i)), (i, j)), shape=(len(at), len(ties) + len(problems))), low, high)
