"""What the answer about risk is made of: figures per partner organisation and partnership, and what they assume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..answers import PartnershipRef, PersonRef, Ref, Verdict
from .departure import MONTHS, check_months
from .loss import CORRELATION, Method, check_chance, check_correlation
from .restructure import Restructure


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a question about risk takes for granted.

    `departure` is the chance of leaving within the horizon for people about whom nothing more is known; None takes
    their organisation's own rate. `correlation` ties departures of one employer together. `chances` are those of single
    people (keys), stated for this question alone. With `lapse` relationships may also grow too old;
    `restructures` may happen or not. Raises InputError for values that make no sense.
    """

    departure: float | None = None
    correlation: float = CORRELATION
    months: float = MONTHS
    chances: Mapping[str, float] = field(default_factory=dict)
    lapse: bool = False
    restructures: tuple[Restructure, ...] = ()

    def __post_init__(self) -> None:
        check_correlation(self.correlation)
        check_months(self.months)
        for chance in (*(() if self.departure is None else (self.departure,)), *self.chances.values()):
            check_chance(chance)


@dataclass(frozen=True, slots=True)
class Figures:
    """Chances of loss from 0 to 1; all None where it is not known who knows whom.

    `loss_independent` and `loss_correlated` rest on all ties that count, `loss_confirmed` (correlated) on the
    confirmed ones alone. `low` and `high` are the correlated loss under two other, stated sets of assumptions; what is
    assumed for this question may lie outside of both.
    `expected_loss` is importance x correlated loss. `error` is the largest distance to the true values in 95 of 100
    cases, 0 unless simulated.
    """

    importance: int
    expected_loss: float | None = None
    loss_independent: float | None = None
    loss_correlated: float | None = None
    loss_confirmed: float | None = None
    low: float | None = None
    high: float | None = None
    method: Method | None = None
    error: float | None = None

    @property
    def outside(self) -> bool:
        """Does the figure lie outside its range?"""
        if self.loss_correlated is None or self.low is None or self.high is None:
            return False
        near = (self.error or 0.0) + 1e-9
        return not self.low - near <= self.loss_correlated <= self.high + near


@dataclass(frozen=True, slots=True)
class Carrier:
    """How much hangs on a person: chance of loss if they go and if they stay, everybody else as assumed."""

    person: PersonRef
    if_gone: float
    if_staying: float


@dataclass(frozen=True, slots=True)
class PartnerRisk:
    """Risk towards one partner organisation; `reason` is that of the verdict.

    `assumed` says in words what was taken for the people there; it and `carriers` (most hangs on the first) are only
    there when one partnership was asked about.
    """

    organisation: Ref
    participation: str
    kappa: int | None
    verdict: Verdict
    reason: str
    figures: Figures
    assumed: tuple[str, ...] = ()
    carriers: tuple[Carrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """Risk of a partnership: each figure is the largest among its core members."""

    partnership: PartnershipRef
    kappa: int | None
    verdict: Verdict
    reason: str
    figures: Figures
    by_partner: tuple[PartnerRisk, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """Importance x loss over all partnerships with a figure, and how many have none and are left out."""

    partnerships: int
    left_out: int
    expected_loss: float
    expected_loss_independent: float
    low: float
    high: float
