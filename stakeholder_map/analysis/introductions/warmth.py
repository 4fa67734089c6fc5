"""Who could introduce two people to each other: the warmest way between them, and how to ask for it.

A way is somebody who knows both, or a colleague of one who knows the other; warmth is the product of its two steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..answers import Ref
from ..ground import Ground
from ..ground.contacts import pair
from ..ground.refs import ref
from ..ground.relationships import COUNTING, Relationship, State
from ..ground.reporting import Reporting, reporting

STEP: dict[State, float] = {"live": 1.0, "cooling": 0.8, "asserted": 0.6, "lapsed": 0.4, "ended": 0.3}
"""How well somebody who stands in such a relationship can introduce others."""
RENEWED = 0.9
"""Two who knew each other need no introduction, only a call."""
SAME_TEAM, SAME_SIDE = 0.9, 0.7
OPINION = 3
"""Strength of a relationship (1 to 5) where nobody said it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one of ours to one of theirs: how warm (0 to 1), over whom, and what to do in words."""

    warmth: float
    via: tuple[Ref, ...]
    words: str


@dataclass(frozen=True)
class Warmth:
    """Ways between our people and theirs; `both` are on both sides and on neither of these; `never` are never asked.

    `days` is the half-life of relationships in this partnership.
    """

    base: Ground
    ours: frozenset[str]
    theirs: frozenset[str]
    both: frozenset[str]
    days: float
    never: frozenset[str]
    _steps: dict[tuple[str, str], float] = field(default_factory=dict)
    _askable: dict[str, list[tuple[str, float]]] = field(default_factory=dict)

    @property
    def chart(self) -> Reporting:
        return reporting(self.base.snapshot)

    def warmth(self, ours: str, theirs: str) -> float:
        """Of the warmest way, 0 where nobody can be asked."""
        if self._knew(ours, theirs):
            return RENEWED
        return max((warmth for warmth, _ in self._ways(ours, theirs)), default=0.0)

    def between(self, ours: str, theirs: str) -> Way:
        """The warmest way; among equals the first by name."""
        name = self.base.snapshot.name
        if self._knew(ours, theirs):
            until = _until(self._relationship(ours, theirs))
            return Way(RENEWED, (), f"in touch{until}, so a call may be enough")
        ways = sorted(self._ways(ours, theirs), key=lambda way: (-way[0], name(way[1]), way[1]))
        if not ways:
            return Way(0.0, (), f"nobody is known who knows {name(theirs)}: write first")
        warmth, over = ways[0]
        return Way(warmth, (ref(self.base.snapshot, over),), self._words(ours, theirs, over))

    def _ways(self, ours: str, theirs: str) -> Iterator[tuple[float, str]]:
        """Over colleagues of ours and others who know their person, and over people of theirs whom ours knows."""
        for friend, step in self._known(theirs):
            if friend in self.ours and friend != ours:
                yield self._colleagues(ours, friend) * step, friend
            elif friend not in self.theirs | self.both and (near := self._step(ours, friend)):
                yield near * step, friend
        for contact, step in self._known(ours):
            if contact in self.theirs and contact != theirs and self._counts(ours, contact):
                yield step * self._colleagues(contact, theirs), contact
        for person in self.both - self.never:
            yield self._colleagues(ours, person) * self._colleagues(person, theirs), person

    def _known(self, person: str) -> Sequence[tuple[str, float]]:
        """Whom somebody knows or knew and who can be asked."""
        if person not in self._askable:
            others = (o for o in self.base.relationships.of(person) if o in self.base.around and o not in self.never)
            self._askable[person] = [(other, step) for other in others if (step := self._step(person, other))]
        return self._askable[person]

    def _step(self, one: str, other: str) -> float:
        ends = pair(one, other)
        if ends not in self._steps:
            own = self.base.relationships.between(one, other)
            state = own.state(self.days) if own else None
            opinions = [s.get("strength") or OPINION for s in own.statements] if own else []
            self._steps[ends] = STEP[state] * (0.9 + 0.02 * max(opinions, default=OPINION)) if state else 0.0
        return self._steps[ends]

    def _colleagues(self, one: str, other: str) -> float:
        if self._counts(one, other):
            return 1.0
        teams = self.chart.teams
        return SAME_TEAM if teams.get(one, frozenset()) & teams.get(other, frozenset()) else SAME_SIDE

    def _relationship(self, one: str, other: str) -> Relationship | None:
        return self.base.relationships.between(one, other)

    def _counts(self, one: str, other: str) -> bool:
        own = self._relationship(one, other) if self._step(one, other) else None
        return own is not None and own.state(self.days) in COUNTING

    def _knew(self, one: str, other: str) -> bool:
        return bool(self._step(one, other)) and not self._counts(one, other)

    def _words(self, ours: str, theirs: str, over: str) -> str:
        name = self.base.snapshot.name
        if over in self.theirs:
            return f"{name(ours)} knows {name(over)}, who can introduce {name(theirs)}"
        if over in self.both:
            return f"ask {name(over)}, who is on both sides"
        if over not in self.ours:
            return f"ask {name(over)}, who knows both"
        if self._counts(over, theirs):
            return f"ask {name(over)}, who knows {name(theirs)}"
        return f"ask {name(over)}, who was in touch with {name(theirs)}{_until(self._relationship(over, theirs))}"


def _until(relationship: Relationship | None) -> str:
    """` until March 2024`, where a last day is known."""
    if relationship is None:
        return ""
    ends = [s["until"] for s in relationship.statements if s.get("until")]
    last: date | None = relationship.last_contact or max(ends, default=None)
    return f" until {last:%B %Y}" if last else ""
