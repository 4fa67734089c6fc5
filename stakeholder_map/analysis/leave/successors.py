"""Who could take over each contact of a colleague who leaves, and why: the rules in order, printed with the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from ...snapshot import Snapshot
from ..answers import PersonRef, Ref
from ..ground import ground
from ..ground.contacts import HALF_LIFE
from ..ground.refs import ref
from ..ground.relationships import CONFIRMED
from ..ground.reporting import FAR, reporting
from ..redundancy.links import links
from .handover import HandOver
from .leavers import announced, everybody_of_ours

CAPACITY = 3
"""So many contacts are handed to one colleague, unless there are too few colleagues for that."""
OTHERS = 2
"""So many others are named beside the one who is proposed."""

Score = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Successor:
    """Who could take over one contact from those who leave; None where nobody can.

    `choice` says whether it is the first choice for this contact (1) or a later one, because the others have enough.
    """

    leavers: tuple[PersonRef, ...]
    contact: PersonRef
    organisation: Ref
    successor: Ref | None
    reasons: tuple[str, ...]
    choice: int
    others: tuple[Ref, ...]


def successors(
    snapshot: Snapshot,
    handovers: Iterable[HandOver],
    leavers: frozenset[str],
    half_life: float = HALF_LIFE,
    capacity: int = CAPACITY,
) -> list[Successor]:
    """One proposal for each contact that one of ours hands over, in the order of `handovers`.

    Rules, the first that differs decides: already knows the contact, knows somebody there, is near in the reporting
    lines, does the same function, works at a level near the contact's, has fewer contacts already. With several
    hand-overs nobody gets more than `capacity` while others are free (assignment problem: as few second choices as
    possible). Leavers and people who announced that they go are never proposed, and nobody is proposed for somebody
    who asked not to be contacted.
    """
    wanted = [row for row in handovers if row.contact.side == "theirs"]
    rules = _Rules(snapshot, leavers, half_life)
    ranked = [[] if row.contact.id in rules.never else rules.ranked(row) for row in wanted]
    chosen = assign([[who for _, who in order] for order in ranked], capacity)
    return [
        _successor(snapshot, rules, row, order, who) for row, order, who in zip(wanted, ranked, chosen, strict=True)
    ]


def assign(orders: Sequence[Sequence[str]], capacity: int) -> list[str | None]:
    """One of each order of preference, nobody more than `capacity` times, so that the places sum up to the least.

    With too few people the capacity is raised as far as needed. None where an order is empty.
    """
    people = sorted({who for order in orders for who in order})
    rows = [number for number, order in enumerate(orders) if order]
    chosen: list[str | None] = [None] * len(orders)
    if not rows:
        return chosen
    seats = [who for who in people for _ in range(max(capacity, -(-len(rows) // len(people))))]
    place = [{who: at for at, who in enumerate(orders[row])} for row in rows]
    far = len(people) * len(rows) + 1
    cost = np.asarray([[p.get(who, far) for who in seats] for p in place], dtype=np.float64)
    for row, seat in zip(*linear_sum_assignment(cost), strict=True):
        chosen[rows[row]] = seats[seat]
    return chosen


class _Rules:
    """What the rules ask about our people."""

    def __init__(self, snapshot: Snapshot, leavers: frozenset[str], half_life: float) -> None:
        self.snapshot, self.base, self.chart = snapshot, ground(snapshot), reporting(snapshot)
        self.never = {key for key, data in snapshot.nodes("Person") if data.get("do_not_contact")}
        self.pool = sorted(everybody_of_ours(self.base) - leavers - announced(snapshot).keys())
        self.knows: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.confirmed: set[tuple[str, str]] = set()
        self.load: defaultdict[str, set[str]] = defaultdict(set)
        for link in links(self.base, half_life):
            for bond in link.bonds:
                if bond.theirs not in leavers:
                    self.knows[bond.ours, link.partner.organisation].add(bond.theirs)
                self.load[bond.ours].add(bond.theirs)
                if bond.state in CONFIRMED:
                    self.confirmed.add((bond.ours, bond.theirs))
        self._distances: dict[str, dict[str, int]] = {}

    def nearest(self, row: HandOver, who: str) -> tuple[int, PersonRef]:
        """Steps in the chart to the nearest of those who leave, and who that is."""
        for leaver in row.leavers:
            if leaver.id not in self._distances:
                self._distances[leaver.id] = self.chart.distances(leaver.id)
        steps = [(self._distances[leaver.id].get(who, FAR + 1), leaver) for leaver in row.leavers]
        return min(steps, key=lambda step: step[0])

    def functions(self, row: HandOver, who: str) -> frozenset[str]:
        """What both the leavers and `who` do."""
        return self.chart.functions(who).intersection(*(self.chart.functions(leaver.id) for leaver in row.leavers))

    def ranked(self, row: HandOver) -> list[tuple[Score, str]]:
        """Our people, best first; whoever stands on the contact's side too is left out."""
        theirs = self.base.sides.present(self.snapshot, row.organisation.id)
        return sorted((self.score(row, who), who) for who in self.pool if who not in theirs)

    def score(self, row: HandOver, who: str) -> Score:
        there = self.knows[who, row.organisation.id]
        own = row.contact.id in there
        return (
            0 if own and (who, row.contact.id) in self.confirmed else 1 if own else 2,
            not there,
            self.nearest(row, who)[0],
            not self.functions(row, who),
            not self.near(row.contact.id, who),
            len(self.load[who]),
        )

    def near(self, contact: str, who: str) -> bool:
        here, there = self.chart.band(who), self.chart.band(contact)
        return here is not None and there is not None and abs(here - there) <= 1

    def reasons(self, row: HandOver, who: str) -> tuple[str, ...]:
        """The rules that speak for `who`, in words, the strongest first."""
        name, known = self.snapshot.name, self.knows[who, row.organisation.id]
        found = []
        if row.contact.id in known:
            sure = (who, row.contact.id) in self.confirmed
            found.append(f"knows {row.contact.name} already" + ("" if sure else " (not confirmed)"))
        elif known:
            others = sorted(name(p) for p in known)
            found.append(f"knows {others[0]} there" + (f" and {len(others) - 1} more" if len(others) > 1 else ""))
        found += self._line(row, who)
        if same := self.functions(row, who):
            found.append(f"same function ({', '.join(sorted(same))})")
        if self.near(row.contact.id, who):
            found.append(f"level near that of {row.contact.name}")
        load = len(self.load[who])
        found.append("has no contacts yet" if not load else f"has {load} contact{'s' if load > 1 else ''} already")
        return tuple(found)

    def _line(self, row: HandOver, who: str) -> list[str]:
        steps, leaver = self.nearest(row, who)
        if steps == 0:
            return [f"shares the post with {leaver.name}"]
        if steps == 1:
            manages = any(seat.post in self._bosses(leaver.id) for seat in self.chart.seats[who])
            return [f"manages {leaver.name}" if manages else f"reports to {leaver.name}"]
        if steps == 2:
            return ["same manager" if self._bosses(leaver.id) & self._bosses(who) else "close in the chart"]
        return []

    def _bosses(self, person: str) -> set[str]:
        return {boss for seat in self.chart.seats.get(person, ()) for boss in self.chart.above.get(seat.post, ())}


def _successor(
    snapshot: Snapshot, rules: _Rules, row: HandOver, order: list[tuple[Score, str]], who: str | None
) -> Successor:
    if who is None:
        why = ("asked not to be contacted",) if row.contact.id in rules.never else ()
        return Successor(row.leavers, row.contact, row.organisation, None, why, 0, ())
    names = [candidate for _, candidate in order]
    others = [candidate for candidate in names if candidate != who][:OTHERS]
    return Successor(row.leavers, row.contact, row.organisation, ref(snapshot, who),
                     rules.reasons(row, who), 1 + names.index(who), tuple(ref(snapshot, p) for p in others))
