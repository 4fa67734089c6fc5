"""Who stands on which side: our people, and the people of each other organisation, on every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...snapshot import Snapshot
from .spans import ALWAYS, Span, span
from .timeless import timeless

OURS = "ours"
"""Stands for our own side where otherwise the key of an organisation stands."""

Membership = dict[str, tuple[Span, ...]]
"""Person -> the spans in which that person stands on a side."""


@dataclass(frozen=True)
class Sides:
    """Who stood on which side and when, up to the day of the snapshot.

    `posts` holds the people of each side by their posts: key of an organisation, or OURS. `delegates` holds who
    stands on a side in one partnership only, by representing it on behalf of that side (interfaces: Sides).
    `direct` are the organisations that have people of their own, not only through their parts. `above` holds for each
    organisation the sides on which its people stand today. `mailboxes` are the team addresses of each side today,
    `readers` the people behind each of them.
    """

    posts: dict[str, Membership]
    delegates: dict[tuple[str, str], Membership]
    direct: frozenset[str]
    ours: frozenset[str]
    above: Mapping[str, frozenset[str]]
    mailboxes: dict[str, frozenset[str]]
    readers: dict[str, frozenset[str]]

    def members(self, side: str, partnership: str | None = None) -> Membership:
        """Everybody ever on `side` (in `partnership`), with their spans."""
        people = self.posts.get(side, {})
        extra = self.delegates.get((partnership, side)) if partnership else None
        if not extra:
            return people
        return {p: (*people.get(p, ()), *extra.get(p, ())) for p in (*people, *(p for p in extra if p not in people))}

    def present(self, snapshot: Snapshot, side: str, partnership: str | None = None) -> frozenset[str]:
        """Who stands on `side` on the day of the snapshot and has not departed."""
        return frozenset(
            person
            for person, spans in self.members(side, partnership).items()
            if person not in snapshot.departed and any(s.has(snapshot.date) for s in spans)
        )


def sides(snapshot: Snapshot) -> Sides:
    """Works out the sides from posts, units, parts of organisations and representatives (interfaces: Sides).

    An organisation that is part of one of ours is ours. Climbing stops there: our people are not also the people of
    a federation that we are part of.
    """
    ways, on = climb(snapshot), snapshot.date
    stood, own = _stood(snapshot)
    above = ways.above(on)
    return Sides(
        {side: _begun(members, on) for side, members in stood.items()},
        {at: _begun(members, on) for at, members in _delegates(snapshot).items()},
        frozenset(side for side, first in own.items() if first <= on),
        frozenset(key for key, sides in above.items() if OURS in sides),
        above,
        _mailboxes(snapshot),
        _readers(snapshot),
    )


def _begun(members: Mapping[str, tuple[Span, ...]], on: date) -> Membership:
    """What of it had begun by a day."""
    found = ((p, spans if all(s.since <= on for s in spans) else tuple(s for s in spans if s.since <= on))
             for p, spans in members.items())
    return {person: spans for person, spans in found if spans}


@timeless
def _stood(snapshot: Snapshot) -> tuple[dict[str, Membership], dict[str, date]]:
    """Who stood on which side, on all days; and since when each side has had people of its own."""
    ways = climb(snapshot)
    found: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    own: dict[str, date] = {}
    for person, post, held in snapshot.ties("HOLDS"):
        life = span(snapshot.graph.nodes[post])
        holding = span(held)
        days = life & holding if life and holding else None
        for side, spell, first in ways.places(post) if days else ():
            if common := days & spell if days else None:
                found[side][person].append(common)
                if first:
                    own[side] = min(common.since, own.get(side, date.max))
    return {side: {p: tuple(spans) for p, spans in members.items()} for side, members in found.items()}, own


class Climb:
    """Finds the sides that a post belongs to by walking up through units and parts of organisations."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.labels = {key: data["label"] for key, data in snapshot.graph.nodes.items()}
        self.marked = {key for key, data in snapshot.nodes("Organisation") if data.get("ours")}
        self.parents: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
        for kind in ("IN", "PART_OF", "SERVES"):
            for start, end, data in snapshot.ties(kind):
                if days := span(data):
                    self.parents[start].append((end, days))
        self._above = {
            key: [(side, days) for side, days, _ in self.places(key, include_self=True)]
            for key, label in self.labels.items()
            if label == "Organisation"
        }

    def above(self, on: date) -> Mapping[str, frozenset[str]]:
        """Organisation -> the sides on which its people stand on a day."""
        return {key: frozenset(s for s, days in found if days.has(on)) for key, found in self._above.items()}

    def places(self, start: str, *, include_self: bool = False) -> Iterator[tuple[str, Span, bool]]:
        """Yields (side, days, is it the first organisation on the way up) for everything above `start`."""
        trail = [(start, ALWAYS, frozenset({start}), True)]
        while trail:
            key, days, seen, first = trail.pop()
            if self.labels.get(key) == "Organisation" and (key != start or include_self):
                if key in self.marked:
                    yield OURS, days, first
                    continue
                yield key, days, first
                first = False
            for parent, spell in self.parents.get(key, ()):
                if parent not in seen and (common := days & spell):
                    trail.append((parent, common, seen | {parent}, first))


@timeless
def climb(snapshot: Snapshot) -> Climb:
    """The ways up of a graph."""
    return Climb(snapshot)


@timeless
def _delegates(snapshot: Snapshot) -> dict[tuple[str, str], Membership]:
    """People who stand on a side because they represent a partnership on behalf of an organisation or a part of it.

    Of all days.
    """
    ways = climb(snapshot)
    found: defaultdict[tuple[str, str], defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for person, partnership, data in snapshot.ties("REPRESENTS"):
        organisation, days = data.get("on_behalf_of"), span(data)
        if organisation not in ways.labels or not days:
            continue
        for side, spell, _ in ways.places(organisation, include_self=True):
            if common := days & spell:
                found[partnership, side][person].append(common)
    return {at: {p: tuple(spans) for p, spans in people.items()} for at, people in found.items()}


def _mailboxes(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Team addresses of each side on the day of the snapshot."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mailbox, _ in snapshot.nodes("Mailbox"):
        for side, days, _ in climb(snapshot).places(mailbox):
            if days.has(snapshot.date):
                found[side].add(mailbox)
    return {side: frozenset(addresses) for side, addresses in found.items()}


def _readers(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """People who belong to each team address on the day of the snapshot and have not departed."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, mailbox, data in snapshot.ties("MEMBER_OF"):
        if snapshot.in_force(data) and snapshot.graph.nodes[mailbox]["label"] == "Mailbox":
            found[mailbox].add(person)
    return {mailbox: frozenset(people) - snapshot.departed for mailbox, people in found.items()}
