"""The meeting in which people are introduced: who hosts it, whether one is planned already, who then knows whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..ground import Bond
from ..ground.relationships import CONFIRMED
from ..leave.rota import Planned
from ..redundancy.channels import Ends
from ..redundancy.links import Link


@dataclass(frozen=True, slots=True)
class Gathering:
    """Everybody who meets: `hosts` know each other, `newcomers` are brought. `planned` where one is planned already.

    All are keys; `pairs` are all pairs across the sides.
    """

    hosts: tuple[str, ...]
    ours: frozenset[str]
    theirs: frozenset[str]
    planned: Planned | None

    @property
    def pairs(self) -> frozenset[Ends]:
        return frozenset((a, b) for a in self.ours for b in self.theirs)


def gathering(
    link: Link,
    bonds: Iterable[Bond],
    sides: tuple[frozenset[str], frozenset[str]],
    newcomers: Sequence[Ends],
    planned: Iterable[Planned],
) -> Gathering:
    """A meeting for all new pairs of a link: hosted by two who know each other, or put into the next planned one.

    `bonds` are those whose two people can host, `sides` our people and theirs; a planned meeting counts when it is
    about this partnership, or about none, and people of both sides are to come. Without bonds somebody who is on both
    sides hosts it. Source: a tie between two newcomers
    helps little once those who introduced them are gone, so everybody meets everybody.
    """
    ours, theirs = (side - (sides[0] & sides[1]) for side in sides)
    new = {a for a, _ in newcomers}, {b for _, b in newcomers}
    for meeting in planned:
        here, there = meeting.people & ours, meeting.people & theirs
        if here and there and meeting.partnership in (link.partnership.key, ""):
            hosts = tuple(sorted((here - new[0]) | (there - new[1])))
            return Gathering(hosts, here | new[0], there | new[1], meeting)
    hosts = _hosts(bonds, new) or link.both[:1]
    return Gathering(hosts, frozenset(new[0] | (ours & set(hosts))), frozenset(new[1] | (theirs & set(hosts))), None)


def _hosts(bonds: Iterable[Bond], new: tuple[set[str], set[str]]) -> tuple[str, ...]:
    """The two who know each other best: confirmed, neither of them new, the latest contact."""
    best = min(bonds, key=lambda bond: _order(bond, new), default=None)
    return () if best is None else tuple(p for p in (best.ours, best.theirs) if p not in new[0] | new[1])


def _order(bond: Bond, new: tuple[set[str], set[str]]) -> tuple[object, ...]:
    last = bond.relationship.last_contact or date.min
    return (bond.state not in CONFIRMED, bond.ours in new[0], bond.theirs in new[1], -last.toordinal(), bond.ours,
            bond.theirs)
