"""The chance that nobody is left on one side who knows somebody on the other: plain numbers, no Snapshot.

Exact by factoring where that is affordable (nearly always), else over all states of the smaller side, else by
simulation, and the answer says which. Departures of people with the same employer go together (copula).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...errors import InputError
from .copula import Scenario, grid, groups
from .factoring import TooDear, nothing_left
from .sampling import enumerated, simulated

Ends = tuple[str, str]
"""One of ours and one of theirs who know each other."""
Lapse = Mapping[Ends, float]
"""Chance that a relationship is lost although both stay."""
NEVER: Lapse = {}
Method = Literal["exact", "enumerated", "simulated"]
METHODS: tuple[Method, ...] = ("exact", "enumerated", "simulated")

CORRELATION = 0.6
"""How strongly departures of people with the same employer go together, by default."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Loss:
    """Chance of loss when departures go together (`value` is that one too) and when they do not.

    `error` is the largest distance to the true value in 95 of 100 cases; 0 unless simulated.
    """

    independent: float
    correlated: float
    method: Method
    error: float

    @property
    def value(self) -> float:
        return self.correlated


@dataclass(frozen=True, slots=True)
class Estimate:
    """Chance of loss in each scenario, how it was found, and the largest distance to the true values."""

    values: tuple[float, ...]
    method: Method
    error: float


def loss(
    bonds: Iterable[Ends],
    chance: Mapping[str, float],
    group: Mapping[str, str] | None = None,
    correlation: float = CORRELATION,
    lapse: Lapse = NEVER,
) -> Loss:
    """Chance that no bond (ours, theirs) is left when everybody goes with the chance given.

    Who stands on both sides, as (x, x) or at either end of bonds, is a channel alone: the bonds of x are not looked
    at, and x must go too. `group` names the employer of each person (nobody else where absent); `correlation` is
    that between the hidden causes of two departures from one employer, at least 0 and below 1. `lapse` is the chance
    that a bond between two who stay is lost, for each bond that can be. Without any bond the loss is certain.
    InputError for chances outside 0 to 1.
    """
    found = losses(bonds, [Scenario(chance), Scenario(chance, correlation)], group or {}, lapse)
    return Loss(found.values[0], found.values[1], found.method, found.error)


def losses(
    bonds: Iterable[Ends], scenarios: Sequence[Scenario], group: Mapping[str, str], lapse: Lapse = NEVER
) -> Estimate:
    """The same for several sets of assumptions at once, in one run over the bonds."""
    ties, both = _separate(bonds)
    people = [*sorted({end for tie in ties for end in tie}), *both]
    lapse = {tie: lapse[tie] for tie in ties if lapse.get(tie)}
    _check(people, scenarios, lapse)
    values, method, error = _factored(ties, both, people, scenarios, group, lapse), METHODS[0], 0.0
    if values is None and not lapse:
        values, method = enumerated(ties, both, scenarios, group), METHODS[1]
    if values is None:
        (values, error), method = simulated(ties, both, scenarios, group, lapse), METHODS[2]
    for scenario, value in zip(scenarios, values, strict=True):
        if not scenario.correlation and not lapse:
            low, high = bounds(ties, both, scenario.chance)
            assert low - error - _ROUNDING <= value <= high + error + _ROUNDING
    return Estimate(tuple(min(1.0, max(0.0, v)) for v in values), method, error)


def either_way(
    bonds: Sequence[Ends], scenario: Scenario, group: Mapping[str, str] | None = None, lapse: Lapse = NEVER
) -> dict[str, tuple[float, float]]:
    """For each person the loss if they go and the loss if they stay, everybody else as in the scenario.

    The difference is how much hangs on them (Birnbaum 1969).
    """
    result = {}
    for person in sorted({end for bond in bonds for end in bond}):
        both = [Scenario({**scenario.chance, person: q}, scenario.correlation) for q in (1.0, 0.0)]
        gone, stays = losses(bonds, both, group or {}, lapse).values
        result[person] = (gone, stays)
    return result


def bounds(ties: Sequence[Ends], both: Sequence[str], chance: Mapping[str, float]) -> tuple[float, float]:
    """Below and above the loss when departures are independent.

    Below: a whole side gone, or every tie cut as if ties were independent. Above: ties that share nobody all cut.
    """
    cut = {(a, b): 1 - (1 - chance[a]) * (1 - chance[b]) for a, b in ties}
    ours = math.prod(chance[a] for a in {a for a, _ in ties})
    theirs = math.prod(chance[b] for b in {b for _, b in ties})
    used: set[str] = set()
    above = 1.0
    for a, b in sorted(cut, key=lambda tie: (cut[tie], tie)):
        if not {a, b} & used:
            used |= {a, b}
            above *= cut[a, b]
    gone = math.prod(chance[p] for p in both)
    return gone * max(ours, theirs, math.prod(cut.values())), gone * above


def _separate(bonds: Iterable[Ends]) -> tuple[list[Ends], list[str]]:
    """The bonds between people of one side each, and the people who stand on both."""
    found = set(bonds)
    both = {a for a, _ in found} & {b for _, b in found}
    return sorted(bond for bond in found if not both.intersection(bond)), sorted(both)


def _check(people: Sequence[str], scenarios: Sequence[Scenario], lapse: Lapse) -> None:
    for scenario in scenarios:
        check_correlation(scenario.correlation)
        for person in people:
            check_chance(scenario.chance[person])
    for chance in lapse.values():
        check_chance(chance)


def check_chance(chance: float) -> None:
    """Raises InputError where it is no chance."""
    if not 0 <= chance <= 1:
        raise InputError(f"{chance:g} is no chance.", "A chance is a number from 0 to 1: 18 in 100 is 0.18.")


def check_correlation(correlation: float) -> None:
    """Raises InputError where it is no correlation that can be used."""
    if not 0 <= correlation < 1:
        raise InputError(
            f"A correlation of {correlation:g} cannot be used.",
            "It is at least 0 (departures do not go together) and below 1 (all of an employer would go at once).",
        )


def _factored(
    ties: Sequence[Ends],
    both: Sequence[str],
    people: Sequence[str],
    scenarios: Sequence[Scenario],
    group: Mapping[str, str],
    lapse: Lapse,
) -> tuple[float, ...] | None:
    chances = grid(people, group, scenarios, groups(people, group, scenarios))
    if chances is None:
        return None
    number = {person: i for i, person in enumerate(people)}
    pairs = [(number[a], number[b]) for a, b in ties]
    try:
        lost = {(number[a], number[b]): chance for (a, b), chance in lapse.items()}
        result = nothing_left(pairs, [chances.gone[p] for p in people], lost)
    except TooDear:
        return None
    for person in both:
        result = result * chances.gone[person]
    return tuple(map(float, np.atleast_1d(chances.mean(result))))
