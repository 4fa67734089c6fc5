"""What was recorded between two people, and in which state that is on the day of the snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from ...snapshot import Snapshot, in_force
from .contacts import (
    CAP,
    COOLING,
    HALF_LIFE,
    MEETING,
    THRESHOLD,
    Contact,
    Pair,
    counting_days,
    meetings,
    pair,
    reaches,
    stated,
    strength,
    up_to,
)
from .spans import Span, span
from .timeless import timeless

State = Literal["live", "cooling", "asserted", "lapsed", "ended"]
COUNTING: frozenset[str] = frozenset({"live", "cooling", "asserted"})
CONFIRMED: frozenset[str] = frozenset({"live", "cooling"})

Statement = Mapping[str, Any]
"""What is stored of one recorded relationship (KNOWS, WRITES_TO)."""


@dataclass(frozen=True)
class Relationship:
    """Everything recorded between two people (or mailboxes) up to the day `on`.

    `statements` are recorded relationships (KNOWS, WRITES_TO) that began by then, `contacts` the interactions.
    """

    ends: Pair
    on: date
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    _states: dict[float, State | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def open(self) -> tuple[Statement, ...]:
        """The statements in force on the day."""
        return tuple(s for s in self.statements if in_force(s, self.on))

    @cached_property
    def evidence(self) -> tuple[tuple[date, float], ...]:
        """(day, weight) of the contacts that speak for this relationship today, one entry a day, oldest first.

        Once every statement is closed, only contacts after the last closing count. A day that a statement names is
        a meeting; an interaction on the same day is taken to be that meeting.
        """
        after = date.min if self.open or not self.statements else max(s["until"] for s in self.statements)
        days: defaultdict[date, float] = defaultdict(float)
        for contact in self.contacts:
            if contact.on > after:
                days[contact.on] += contact.weight
        for day in set[date]().union(*(stated(s, self.on) for s in self.open)):
            days[day] = max(MEETING, days[day])
        return tuple(sorted(days.items()))

    @cached_property
    def last_contact(self) -> date | None:
        """The last day of any contact, also of a closed relationship."""
        days = {c.on for c in self.contacts}.union(*(stated(s, self.on) for s in self.statements))
        return max(days, default=None)

    def strength(self, half_life: float = HALF_LIFE) -> float | None:
        """Between 0 and CAP; None where there is no evidence of contact."""
        return min(CAP, strength(self.evidence, self.on, half_life)[0]) if self.evidence else None

    def state(self, half_life: float = HALF_LIFE) -> State | None:
        """State between two people who both still hold their places; None when nothing makes it a relationship.

        Contacts that never reached the threshold (a one-way mail) neither make a relationship nor end one.
        """
        if half_life not in self._states:
            self._states[half_life] = self._state(half_life)
        return self._states[half_life]

    def _state(self, half_life: float) -> State | None:
        now, peak = strength(self.evidence, self.on, half_life)
        if reaches(peak, THRESHOLD):
            return "live" if reaches(now, COOLING) else "cooling" if reaches(now, THRESHOLD) else "lapsed"
        if self.open:
            return "asserted"
        return "ended" if self.statements else None

    def recorded(self, half_life: float = HALF_LIFE) -> tuple[tuple[Statement | None, tuple[Span, ...]], ...]:
        """Each statement with the days it speaks of; None for a relationship that only its contacts tell of.

        The days on which interactions alone made it count stand by every statement.
        """
        met = [(contact.on, contact.weight) for contact in self.contacts]
        alive = tuple(Span(*days) for days in counting_days(met, half_life))
        if not self.statements:
            return ((None, alive),)
        return tuple((s, (*filter(None, (span(s),)), *alive)) for s in self.statements)


class Recorded(NamedTuple):
    """What is recorded between two people on all days: statements, and contacts, oldest first."""

    statements: tuple[Statement, ...]
    contacts: Sequence[Contact]

    def up_to(self, ends: Pair, on: date) -> Relationship | None:
        """What was recorded up to a day; None where nothing was."""
        began = tuple(s for s in self.statements if s.get("since") is None or s["since"] <= on)
        met = up_to(self.contacts, on)
        return Relationship(ends, on, began, met) if began or met else None


@dataclass(frozen=True)
class Records:
    """What is recorded on all days between every two, and who ever had to do with whom, in the order of their keys."""

    between: Mapping[Pair, Recorded]
    others: Mapping[str, Sequence[str]]


class Relationships:
    """All relationships up to a day, found by either end; made when they are asked for."""

    def __init__(self, records: Records, on: date) -> None:
        self._records, self._on = records, on
        self._between: dict[Pair, Relationship | None] = {}
        self._of: dict[str, Mapping[str, Relationship]] = {}

    def between(self, a: str, b: str) -> Relationship | None:
        """What was recorded between these two up to the day; None where nothing was."""
        ends = pair(a, b)
        if ends not in self._between:
            recorded = self._records.between.get(ends)
            self._between[ends] = recorded.up_to(ends, self._on) if recorded else None
        return self._between[ends]

    def of(self, key: str) -> Mapping[str, Relationship]:
        """The other end -> the relationship, for everything recorded about `key`, in the order of the keys."""
        if key not in self._of:
            found = ((other, self.between(key, other)) for other in self._records.others.get(key, ()))
            self._of[key] = {other: relationship for other, relationship in found if relationship}
        return self._of[key]


def relationships(snapshot: Snapshot) -> Relationships:
    """Everything recorded between people and mailboxes up to the day of the snapshot."""
    return Relationships(_records(snapshot), snapshot.date)


@timeless
def _records(snapshot: Snapshot) -> Records:
    statements: defaultdict[Pair, list[Statement]] = defaultdict(list)
    for kind in ("KNOWS", "WRITES_TO"):
        for a, b, data in snapshot.ties(kind):
            if a != b and span(data):
                statements[pair(a, b)].append(data)
    contacts = meetings(snapshot)
    pairs = statements.keys() | contacts.keys()
    others: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in sorted(pairs):
        others[a].append(b)
        others[b].append(a)
    for found in others.values():
        found.sort()
    return Records(
        {ends: Recorded(tuple(statements.get(ends, ())), contacts.get(ends, ())) for ends in pairs}, dict(others)
    )
