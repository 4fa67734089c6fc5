"""Levels of people, and who of ours is known to know of whom: the same team, one line, or a relationship."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from ..model import LEVELS
from ..snapshot import Snapshot
from .ground import Ground


class Acquaintance:
    """Levels of people, and who is known to know of whom inside one organisation: team, line, or a relationship."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.posts: defaultdict[str, set[str]] = defaultdict(set)
        for who, post, held in snapshot.ties("HOLDS"):
            if snapshot.in_force(held) and snapshot.in_force(snapshot.graph.nodes[post]):
                self.posts[who].add(post)
        self.snapshot = snapshot

    @cached_property
    def levels(self) -> dict[str, int]:
        """Person -> rank of the highest level of a post held today (0 is the top); people without one are left out."""
        nodes = self.snapshot.graph.nodes
        ranks = {w: [LEVELS.index(nodes[p]["level"]) for p in posts if nodes[p].get("level") in LEVELS]
                 for w, posts in self.posts.items()}
        return {who: min(found) for who, found in ranks.items() if found}

    def top(self, who: Iterable[str]) -> int | None:
        """Rank of the highest level among some people; None when the level of one of them is not recorded."""
        found = [self.levels.get(one) for one in who]
        known = [rank for rank in found if rank is not None]
        return min(known) if known and (len(known) == len(found) or 0 in known) else None

    def apart(self, a: str, b: str) -> int:
        """How many levels lie between two people; 0 where one of them is not recorded."""
        return abs(self.levels[a] - self.levels[b]) if a in self.levels and b in self.levels else 0

    @cached_property
    def _lines(self) -> dict[str, set[str]]:
        """Post -> the posts that it reports to."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for post, above, data in self.snapshot.ties("REPORTS_TO"):
            if self.snapshot.in_force(data):
                found[post].add(above)
        return found

    @cached_property
    def _units(self) -> dict[str, set[str]]:
        """Post -> the units that it is in."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for post, place, data in self.snapshot.ties("IN"):
            if self.snapshot.in_force(data) and self.snapshot.graph.nodes[place]["label"] == "Unit":
                found[post].add(place)
        return found

    def _team(self, who: str) -> set[str]:
        """The units somebody sits in and the posts that they report to."""
        return set[str]().union(*(self._units.get(p, set()) | self._lines.get(p, set()) for p in self.posts[who]))

    def _above(self, who: str) -> set[str]:
        """Every post above somebody, however far."""
        seen, trail = set[str](), list(self.posts[who])
        while trail:
            new = self._lines.get(trail.pop(), set()) - seen
            seen |= new
            trail += new
        return seen

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

    def _aware(self, base: Ground, a: str, b: str) -> bool:
        """Same team or superior, one above the other, or a relationship."""
        line = self.posts[a] & self._above(b) or self.posts[b] & self._above(a)
        return bool(line or self._team(a) & self._team(b)) or base.counts(a, b)
