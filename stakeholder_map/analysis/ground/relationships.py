"""What was recorded between two people, and in which state that is on the day of the snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

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
)
from .spans import Span, span

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


@dataclass(frozen=True)
class Relationships:
    """All relationships up to a day, found by either end."""

    by_pair: Mapping[Pair, Relationship]

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, ...]]:
        """Person or mailbox -> the others, in the order of their keys."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in self.by_pair:
            found[a].add(b)
            found[b].add(a)
        return {key: tuple(sorted(others)) for key, others in found.items()}

    def of(self, key: str) -> Iterator[tuple[str, Relationship]]:
        """The other end and the relationship, for everything recorded about `key`."""
        return ((other, self.by_pair[pair(key, other)]) for other in self.neighbours.get(key, ()))


def relationships(snapshot: Snapshot) -> Relationships:
    """Everything recorded between people and mailboxes up to the day of the snapshot."""
    statements: defaultdict[Pair, list[Statement]] = defaultdict(list)
    for kind in ("KNOWS", "WRITES_TO"):
        for a, b, data in snapshot.ties(kind):
            if a != b and (data.get("since") is None or data["since"] <= snapshot.date) and span(data):
                statements[pair(a, b)].append(data)
    contacts = meetings(snapshot)
    return Relationships(
        {
            ends: Relationship(ends, snapshot.date, tuple(statements.get(ends, ())), contacts.get(ends, ()))
            for ends in statements.keys() | contacts.keys()
        }
    )
