"""Posts on a day: who holds which, at which level, in which team, and how far apart two people are in the chart."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache

from ...model import LEVELS
from ...snapshot import Snapshot

FAR = 3
"""Reporting lines are followed so many steps; further apart is nobody's line."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds on the day."""

    post: str
    title: str
    level: str
    function: str


@dataclass(frozen=True)
class Reporting:
    """Posts in force on the day, without those of people who have departed in a simulation.

    `seats` are by person, `holders` by post, `lines` lead from a post to those it reports to and back, `above` only up,
    `teams` are the units of a person's posts, `parts` the units inside a unit.
    """

    seats: dict[str, tuple[HeldPost, ...]]
    holders: dict[str, tuple[str, ...]]
    lines: dict[str, tuple[str, ...]]
    above: dict[str, tuple[str, ...]]
    teams: dict[str, frozenset[str]]
    parts: dict[str, tuple[str, ...]]

    def title(self, person: str) -> str:
        return " / ".join(sorted({seat.title for seat in self.seats.get(person, ()) if seat.title}))

    def levels(self, person: str) -> frozenset[str]:
        return frozenset(seat.level for seat in self.seats.get(person, ()) if seat.level)

    def band(self, person: str) -> int | None:
        """Number of the highest level somebody works at (0 is the top); None where none is recorded."""
        return min((LEVELS.index(level) for level in self.levels(person) if level in LEVELS), default=None)

    def functions(self, person: str) -> frozenset[str]:
        return frozenset(seat.function.casefold() for seat in self.seats.get(person, ()) if seat.function)

    def within(self, unit: str) -> frozenset[str]:
        """Everybody who holds a post in the unit or in a unit inside it."""
        seen, trail = {unit}, [unit]
        while trail:
            inside = set(self.parts.get(trail.pop(), ())) - seen
            seen |= inside
            trail += inside
        return frozenset(person for person, units in self.teams.items() if units & seen)

    def distances(self, person: str) -> dict[str, int]:
        """Person -> steps along reporting lines from any of the posts of `person`, up to FAR; cycles do no harm."""
        steps = {seat.post: 0 for seat in self.seats.get(person, ())}
        trail, found = deque(steps), dict[str, int]()
        while trail:
            post = trail.popleft()
            for holder in self.holders.get(post, ()):
                found.setdefault(holder, steps[post])
            for other in self.lines.get(post, ()) if steps[post] < FAR else ():
                if other not in steps:
                    steps[other] = steps[post] + 1
                    trail.append(other)
        return found


@lru_cache(maxsize=4)
def reporting(snapshot: Snapshot) -> Reporting:
    """The chart of a snapshot; remembered for the last few."""
    nodes = snapshot.graph.nodes
    seats: defaultdict[str, list[HeldPost]] = defaultdict(list)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for person, post, held in snapshot.ties("HOLDS"):
        data = nodes[post]
        if person not in snapshot.departed and snapshot.in_force(held) and snapshot.in_force(data):
            texts = (str(data.get(name) or "") for name in ("title", "level", "function"))
            seats[person].append(HeldPost(post, *texts))
            holders[post].add(person)
    above, parts = _ends(snapshot, "REPORTS_TO"), defaultdict[str, set[str]](set)
    for inside, unit in ((a, b) for a, ends in _ends(snapshot, "PART_OF").items() for b in ends):
        if nodes[inside]["label"] == "Unit":
            parts[unit].add(inside)
    lines = {post: set(ends) for post, ends in above.items()}
    for post, bosses in above.items():
        for boss in bosses:
            lines.setdefault(boss, set()).add(post)
    units = {post: {u for u in ends if nodes[u]["label"] == "Unit"} for post, ends in _ends(snapshot, "IN").items()}
    teams = {p: frozenset().union(*(units.get(seat.post, ()) for seat in own)) for p, own in seats.items()}
    return Reporting({p: tuple(sorted(own, key=lambda seat: seat.post)) for p, own in seats.items()},
                 _sorted(holders), _sorted(lines), _sorted(above), teams, _sorted(parts))


def _ends(snapshot: Snapshot, kind: str) -> dict[str, set[str]]:
    """Start -> ends of the ties of this type in force."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for start, end, data in snapshot.ties(kind):
        if snapshot.in_force(data):
            found[start].add(end)
    return dict(found)


def _sorted(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(items)) for key, items in found.items()}
