"""Whom of ours to ask about an organisation with which no relationship is recorded."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from ...model import CROWD
from ..answers import PersonRef
from ..ground import Ground
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import person
from ..ground.relationships import COUNTING
from ..ground.sides import OURS

CAPACITIES = ("lead", "deputy", "sponsor", "chair", "observer")


class Asked:
    """Who of ours answers for which partnership, worked out once."""

    def __init__(self, base: Ground) -> None:
        self.base = base
        self.ours = base.sides.present(base.snapshot, OURS)

    @cached_property
    def coordinators(self) -> dict[str, list[str]]:
        return self._open("COORDINATES")

    @cached_property
    def representatives(self) -> dict[str, list[str]]:
        """Partnership -> our representatives, leads first."""
        return self._open("REPRESENTS")

    @cached_property
    def present(self) -> dict[str, list[str]]:
        """Partnership -> those of ours who were at an interaction about it, the most frequent first."""
        snapshot = self.base.snapshot
        about: defaultdict[str, set[str]] = defaultdict(set)
        for interaction, partnership, _ in snapshot.ties("ABOUT"):
            on = snapshot.graph.nodes[interaction].get("on")
            if on and on <= snapshot.date:
                about[interaction].add(partnership)
        times: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for who, interaction, data in snapshot.ties("TOOK_PART"):
            if who in self.ours and data.get("status") != "absent":
                for partnership in about.get(interaction, ()):
                    times[partnership][who] += 1
        return {p: sorted(found, key=lambda who: (-found[who], who)) for p, found in times.items()}

    def _open(self, kind: str) -> dict[str, list[str]]:
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for who, partnership, data in self.base.snapshot.ties(kind):
            if who in self.ours and self.base.snapshot.in_force(data):
                capacity = data.get("capacity")
                found[partnership].append((CAPACITIES.index(capacity) if capacity in CAPACITIES else CROWD, who))
        return {key: [who for _, who in sorted(people)] for key, people in found.items()}


def who_may_know(known: Asked, at: Partnership, partner: Partner) -> PersonRef | None:
    """The colleague most likely to know somebody there, or None where nobody of ours is named for it.

    First who knows somebody there for something else, then the co-ordinator, our representatives, and who was at
    its meetings.
    """
    base = known.base
    theirs = base.present(partner.organisation, at)
    elsewhere = sorted(
        other
        for contact in theirs
        for other, relationship in base.relationships.of(contact).items()
        if other in known.ours and relationship.state() in COUNTING
    )
    named = (known.coordinators, known.representatives, known.present)
    asked = next((who for people in (elsewhere, *(found.get(at.key, []) for found in named)) for who in people), None)
    return person(base.snapshot, asked, "ours") if asked else None
