"""Departures that go together: one hidden factor for each employing organisation (one-factor Gaussian copula).

Source: Vasicek 1987 (probability of loss on a loan portfolio), Li 2000 (copulas); the integral by Gauss-Hermite
quadrature, for strong correlation by equal steps, which there converge faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Array = NDArray[np.float64]
NODES = ((0.3, 16), (0.8, 32), (0.9, 64))
"""Up to this correlation so many points are enough for six digits (at 0.9: five)."""
REACH = 6.5
POINTS = 2**17
"""More points than this are not summed but sampled."""


@dataclass(frozen=True)
class Scenario:
    """One set of assumptions: everybody's chance of leaving, and how strongly those of one employer go together."""

    chance: Mapping[str, float]
    correlation: float = 0.0


@dataclass(frozen=True)
class Grid:
    """Chances on a grid of hidden factors: `gone[person]` broadcasts to (scenarios, points, points, …).

    `groups` are the employers with an axis of their own; `weights` are the weights of the points on every axis.
    """

    gone: Mapping[str, Array]
    groups: tuple[str, ...]
    weights: Array
    scenarios: int

    @property
    def shape(self) -> tuple[int, ...]:
        return (self.scenarios, *[len(self.weights)] * len(self.groups))

    def mean(self, values: Array) -> Array:
        """The expectation over all hidden factors, one for each scenario."""
        values = np.broadcast_to(values, self.shape)
        for _ in self.groups:
            values = values @ self.weights
        return values


def groups(people: Sequence[str], group: Mapping[str, str], scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """The employers whose hidden factor matters: those of two or more people who may leave and may stay.

    For one person alone the factor integrates out exactly.
    """
    if not any(s.correlation for s in scenarios):
        return ()
    open_ = [p for p in people if any(0 < s.chance[p] < 1 for s in scenarios)]
    return tuple(sorted(g for g, number in Counter(group.get(p, p) for p in open_).items() if number > 1))


def grid(
    people: Sequence[str], group: Mapping[str, str], scenarios: Sequence[Scenario], chosen: tuple[str, ...]
) -> Grid | None:
    """Everybody's chance of leaving on the grid of the factors `chosen`; None where that has too many points."""
    correlations = tuple(s.correlation for s in scenarios)
    points, weights = quadrature(max(correlations)) if chosen else (np.zeros(1), np.ones(1))
    if len(points) ** len(chosen) * len(scenarios) > POINTS * 4:
        return None
    gone = {}
    for person in people:
        chances = tuple(float(s.chance[person]) for s in scenarios)
        own = group.get(person, person)
        shape = [len(scenarios)] + [len(points) if g == own else 1 for g in chosen]
        table = conditional(chances, correlations) if own in chosen else np.asarray(chances)
        gone[person] = table.reshape(shape)
    return Grid(gone, chosen, weights, len(scenarios))


@lru_cache(maxsize=64)
def quadrature(correlation: float) -> tuple[Array, Array]:
    """Points of a standard normal factor and their weights (sum 1), enough of them for this correlation."""
    for limit, number in NODES:
        if correlation <= limit:
            points, weights = hermegauss(number)
            return points, weights / weights.sum()
    step = 0.4 * np.sqrt((1 - correlation) / correlation)
    points = np.linspace(-REACH, REACH, 2 * int(np.ceil(REACH / step)) + 1)
    weights = np.exp(-(points**2) / 2)
    return points, weights / weights.sum()


@lru_cache(maxsize=4096)
def conditional(chances: tuple[float, ...], correlations: tuple[float, ...]) -> Array:
    """Chance of leaving at every point of the factor, (scenarios, points); its mean is the chance itself."""
    points, _ = quadrature(max(correlations))
    return np.stack([at(np.asarray(q), rho, points) for q, rho in zip(chances, correlations, strict=True)])


def at(chance: Array, correlation: float, factor: Array) -> Array:
    """Chance of leaving given the hidden factor; 0 and 1 stay what they are."""
    if not correlation:
        return np.broadcast_to(chance, np.broadcast_shapes(np.shape(chance), np.shape(factor)))
    threshold = (ndtri(chance) - np.sqrt(correlation) * factor) / np.sqrt(1 - correlation)
    return np.asarray(ndtr(threshold), dtype=np.float64)
