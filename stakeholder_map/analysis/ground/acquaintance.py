"""Levels of people, and who of ours is known to know of whom: the same team, one line, or a relationship."""

from __future__ import annotations

from collections.abc import Iterable

from ...snapshot import Snapshot
from . import Ground
from .reporting import reporting


class Acquaintance:
    """Levels of people, and who is known to know of whom inside one organisation: team, line, or a relationship."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._lines = reporting(snapshot)

    def top(self, who: Iterable[str]) -> int | None:
        """Rank of the highest level among some people (0 is the top); None when that of one of them is not recorded."""
        found = [self._lines.band(one) for one in who]
        known = [rank for rank in found if rank is not None]
        return min(known) if known and (len(known) == len(found) or 0 in known) else None

    def apart(self, a: str, b: str) -> int:
        """How many levels lie between two people; 0 where one of them is not recorded."""
        one, other = self._lines.band(a), self._lines.band(b)
        return 0 if one is None or other is None else abs(one - other)

    def groups(self, base: Ground, who: Iterable[str]) -> list[list[str]]:
        """Some of our people in groups of which nothing records that one knows of the other, largest first."""
        left, found = sorted(set(who)), []
        while left:
            group, trail = [], [left.pop(0)]
            while trail:
                one = trail.pop()
                group.append(one)
                near = [other for other in left if self._aware(base, one, other)]
                trail += near
                left = [other for other in left if other not in near]
            found.append(sorted(group))
        return sorted(found, key=lambda group: (-len(group), group))

    def _posts(self, who: str) -> set[str]:
        return {seat.post for seat in self._lines.seats.get(who, ())}

    def _team(self, who: str) -> frozenset[str]:
        """The units somebody sits in and the posts that they report to."""
        units = self._lines.teams.get(who, frozenset())
        return units | {above for post in self._posts(who) for above in self._lines.above.get(post, ())}

    def _above(self, who: str) -> set[str]:
        """Every post above somebody, however far."""
        seen, trail = set[str](), list(self._posts(who))
        while trail:
            new = set(self._lines.above.get(trail.pop(), ())) - seen
            seen |= new
            trail += new
        return seen

    def _aware(self, base: Ground, a: str, b: str) -> bool:
        """Same team or superior, one above the other, or a relationship."""
        line = self._posts(a) & self._above(b) or self._posts(b) & self._above(a)
        return bool(line or self._team(a) & self._team(b)) or base.counts(a, b)
