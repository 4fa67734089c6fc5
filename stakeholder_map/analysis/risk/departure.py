"""How likely each person is to leave within the horizon, as a planning rate, and why it is taken to be that.

It says nothing about a person that the records do not: an announced date, the end of a contract, else how often
people leave that organisation. It exists to weigh partnerships; nothing ranks people by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from ...errors import InputError
from ..ground import Ground
from ..ground.employment import YEAR, Employments, Holding, Turnover, employments, turnover
from .loss import check_chance

MONTHS = 12.0
LONGEST = 240.0
RENEWED = 0.7
"""Share of contracts that are renewed; a guess that every answer names as such."""

Why = Literal["announced", "person", "contract", "own rate", "planning rate", "stated"]


@dataclass(frozen=True, slots=True)
class Chance:
    """Chance of leaving within the horizon, and why: `on` is the announced day or the end of the contract.

    `person` is a chance that was stated for this person, `stated` one for everybody of whom nothing more is known.
    `employer` is the organisation whose people tend to leave together, the side itself where none is recorded.
    `turnover` is what the employer's own rate rests on.
    """

    value: float
    why: Why
    employer: str
    on: date | None = None
    turnover: Turnover | None = None


@dataclass(frozen=True)
class Departures:
    """Chances of leaving for everybody in a snapshot, worked out when they are asked for.

    `stated` replaces the rate of turnover for everybody, exactly, over the whole horizon; `each` holds chances that
    were stated for single people (keys), which nothing but an announced day comes before.
    """

    ground: Ground
    employments: Employments
    turnover: Mapping[str, Turnover]
    months: float = MONTHS
    stated: float | None = None
    each: Mapping[str, float] = field(default_factory=dict)

    def assuming(self, stated: float) -> Departures:
        """The same records with another stated chance."""
        return replace(self, stated=stated)

    @cached_property
    def end(self) -> date:
        """The last day of the horizon."""
        return self.ground.snapshot.date + timedelta(days=round(self.months * YEAR / 12))

    def of(self, person: str, side: str, partnership: str | None = None) -> Chance:
        """The chance that `person` leaves `side` (OURS or an organisation) within the horizon.

        Somebody with several employers on that side has left it when the last of them is left, for which the
        smallest of the chances is taken. Somebody who only represents that side leaves it when that ends.
        """
        found = self._by_records(person, side, partnership)
        if person not in self.each or found.why == "announced":
            return found
        return Chance(self.each[person], "person", found.employer)

    def _by_records(self, person: str, side: str, partnership: str | None) -> Chance:
        places = self.employments.get(person, {})
        there = [p for p in sorted(places) if side in self.ground.sides.above.get(p, ())]
        chances = [c for p in there if (c := self._at(p, places[p]))]
        if chances:
            return min(chances, key=lambda c: c.value)
        if until := self._last_day(person, side, partnership):
            return Chance(1.0, "announced", side, until)
        elsewhere = [c for p in sorted(places) if (c := self._at(p, places[p]))]
        return min(elsewhere, key=lambda c: c.value, default=self._by_rate(side))

    def _at(self, employer: str, holdings: Iterable[Holding]) -> Chance | None:
        """The chance of leaving one employer; None for somebody who is not there on the day."""
        on, end = self.ground.snapshot.date, self.end
        held = [h for h in holdings if h.days.until >= on and h.days.since <= end]
        if not any(h.days.has(on) for h in held):
            return None
        staying = [h for h in held if h.days.has(end) and not (h.leaving_on and h.leaving_on <= end)]
        if not staying:
            return Chance(1.0, "announced", employer, max(min(h.days.until, h.leaving_on or date.max) for h in held))
        base = self._by_rate(employer)
        ends = [h.contract_end for h in staying if h.contract_end and on <= h.contract_end <= end]
        if len(ends) == len(staying):
            return replace(base, value=1 - (1 - base.value) * RENEWED, why="contract", on=max(ends))
        return base

    def _by_rate(self, employer: str) -> Chance:
        if self.stated is not None:
            return Chance(self.stated, "stated", employer)
        own = self.turnover.get(employer)
        rate = own or Turnover()
        return Chance(rate.chance(self.months), "own rate" if own else "planning rate", employer, turnover=own)

    def _last_day(self, person: str, side: str, partnership: str | None) -> date | None:
        """The last day of somebody who stands on a side by representing it, if that is within the horizon."""
        spans = self.ground.sides.delegates.get((partnership or "", side), {}).get(person, ())
        last = max((s.until for s in spans), default=date.max)
        return last if last < self.end else None


def departures(
    ground: Ground, months: float = MONTHS, stated: float | None = None, each: Mapping[str, float] | None = None
) -> Departures:
    """The chances within `months`; `stated` is the chance for people about whom nothing more is known, `each` are
    chances of single people (keys).

    Raises InputError for a chance outside 0 to 1 and for a horizon that is not above 0 and up to LONGEST months.
    """
    for chance in (*(() if stated is None else (stated,)), *(each or {}).values()):
        check_chance(chance)
    check_months(months)
    found = employments(ground.snapshot)
    return Departures(ground, found, turnover(found, ground.snapshot.date), months, stated, each or {})


def check_months(months: float) -> None:
    """Raises InputError where it is no horizon."""
    if not 0 < months <= LONGEST:
        raise InputError(
            f"A horizon of {months:g} months cannot be used.",
            f"It is more than 0 and at most {LONGEST:g} months; {MONTHS:g} by default.",
        )


def over(yearly: float, months: float) -> float:
    """A chance per year as the chance within so many months."""
    return 1.0 - math.pow(1.0 - yearly, months / 12)
