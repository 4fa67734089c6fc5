"""Who is employed where and when, from the posts that people hold; and how often people leave each organisation."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...snapshot import Attributes, Snapshot
from .spans import ALWAYS, Span, span

YEAR = 365.25
YEARLY = 0.18
"""Planning rate: so many of a hundred people leave within a year (UK non-profit turnover, Cendex 2022: 18.1 %)."""
PRIOR_YEARS = 5.0
"""How many person-years of own records weigh as much as the planning rate."""


@dataclass(frozen=True)
class Holding:
    """A post held: the days on which it counts as employment, and what is known about its end."""

    days: Span
    leaving_on: date | None
    contract_end: date | None


Employments = Mapping[str, Mapping[str, tuple[Holding, ...]]]
"""Person -> organisation (the nearest above the post) -> what they hold, held or are to hold there."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """People who left an organisation, within so many person-years of records about it."""

    events: int = 0
    person_years: float = 0.0

    @property
    def rate(self) -> float:
        """Departures per person-year: the own count, drawn to the planning rate where there is little of it."""
        expected = -math.log(1 - YEARLY)
        return (self.events + PRIOR_YEARS * expected) / (self.person_years + PRIOR_YEARS)

    def chance(self, months: float) -> float:
        """Chance that somebody there leaves within so many months."""
        return 1 - math.exp(-self.rate * months / 12)


def employments(snapshot: Snapshot) -> Employments:
    """Everybody's holdings of all times by person and employer; holdings in no organisation are left out."""
    parents: defaultdict[str, list[tuple[str, Attributes]]] = defaultdict(list)
    for kind in ("IN", "PART_OF"):
        for start, end, data in snapshot.ties(kind):
            parents[start].append((end, data))
    found: defaultdict[str, defaultdict[str, list[Holding]]] = defaultdict(lambda: defaultdict(list))
    for person, post, held in snapshot.ties("HOLDS"):
        life, holding = span(snapshot.graph.nodes[post]), span(held)
        days = life & holding if life and holding else None
        for employer, spell in _employers(snapshot, parents, post) if days else ():
            if common := days & spell if days else None:
                found[person][employer].append(Holding(common, held.get("leaving_on"), held.get("contract_end")))
    return {person: {o: tuple(held) for o, held in places.items()} for person, places in found.items()}


def turnover(found: Employments, on: date) -> dict[str, Turnover]:
    """How often people left each organisation up to a day.

    Lists of those who are here say nothing about those who left before: the clock of an organisation starts on the
    day of its first recorded departure, which is not counted itself.
    """
    stays: defaultdict[str, list[Span]] = defaultdict(list)
    for places in found.values():
        for employer, holdings in places.items():
            stays[employer] += merged(h.days for h in holdings if h.days.since <= on)
    result = {}
    for employer, spans in stays.items():
        left = sorted(s.until for s in spans if s.until < on)
        if left:
            first = left[0]
            days = sum(max(0, (min(s.until, on) - max(s.since, first)).days) for s in spans)
            result[employer] = Turnover(len(left) - 1, days / YEAR)
    return result


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap or follow each other day by day become one: a change of post is no departure."""
    result: list[Span] = []
    for found in sorted(spans):
        if result and (result[-1].until == date.max or found.since <= result[-1].until + timedelta(days=1)):
            result[-1] = Span(result[-1].since, max(result[-1].until, found.until))
        else:
            result.append(found)
    return result


def _employers(
    snapshot: Snapshot, parents: Mapping[str, list[tuple[str, Attributes]]], post: str
) -> Iterator[tuple[str, Span]]:
    """The nearest organisations above a post, through units, with the days on which they are."""
    trail, seen = [(post, ALWAYS)], {post}
    while trail:
        key, days = trail.pop()
        for parent, data in parents.get(key, ()):
            spell = span(data)
            common = days & spell if spell else None
            if common is None or parent in seen:
                continue
            if snapshot.graph.nodes[parent]["label"] == "Organisation":
                yield parent, common
            else:
                seen.add(parent)
                trail.append((parent, common))
