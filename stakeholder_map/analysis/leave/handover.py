"""The hand-over list: everybody whom a leaver knows on the other side, and who else knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...snapshot import Snapshot
from ..answers import PersonRef, Ref, Side
from ..ground import Bond, ground
from ..ground.contacts import HALF_LIFE
from ..ground.refs import person, ref
from ..ground.relationships import CONFIRMED, State
from ..redundancy.links import Link, links
from .leavers import Leaver


@dataclass(frozen=True, slots=True)
class HandOver:
    """Somebody who stays and loses those whom they know on the other side.

    `also` are those of the leavers' side who know the contact and stay; without them the contact is lost.
    """

    leavers: tuple[PersonRef, ...]
    contact: PersonRef
    organisation: Ref
    partnerships: tuple[Ref, ...]
    importance: int
    state: State
    last_contact: date | None
    also: tuple[Ref, ...]


def handovers(snapshot: Snapshot, leavers: Iterable[Leaver], half_life: float = HALF_LIFE) -> list[HandOver]:
    """Contacts that nobody else knows first, then by importance of the partnership, then the latest contact first.

    Method: the relationships that count on the day, of leavers of either side, with people who stay.
    """
    who = {leaver.id: PersonRef(leaver.id, leaver.name, leaver.side) for leaver in leavers}
    found: defaultdict[tuple[str, str], list[tuple[Link, Bond]]] = defaultdict(list)
    knows: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links(ground(snapshot), half_life):
        for bond in link.bonds:
            for leaver, contact in ((bond.ours, bond.theirs), (bond.theirs, bond.ours)):
                knows[contact, link.partner.organisation].add(leaver)
                if leaver in who and contact not in who:
                    found[contact, link.partner.organisation].append((link, bond))
    rows = []
    for (contact, organisation), at in found.items():
        known = sorted(knows[contact, organisation], key=lambda p: (snapshot.name(p), p))
        leave, stay = [who[p] for p in known if p in who], [p for p in known if p not in who]
        rows.append(_row(snapshot, tuple(leave), contact, organisation, at, stay))
    return sorted(rows, key=_order)


def _row(snapshot: Snapshot, leavers: tuple[PersonRef, ...], contact: str, organisation: str,
         at: list[tuple[Link, Bond]], also: Iterable[str]) -> HandOver:
    side: Side = "theirs" if at[0][1].theirs == contact else "ours"
    served = {link.partnership.key: link.partnership for link, _ in at}
    bond = min((bond for _, bond in at), key=lambda b: b.state not in CONFIRMED)
    days = [bond.relationship.last_contact for _, bond in at]
    return HandOver(
        leavers, person(snapshot, contact, side), ref(snapshot, organisation),
        tuple(Ref(key, served[key].name) for key in sorted(served)),
        max(p.importance for p in served.values()), bond.state, max((day for day in days if day), default=None),
        tuple(ref(snapshot, p) for p in also),
    )


def _order(row: HandOver) -> tuple[object, ...]:
    last = row.last_contact.toordinal() if row.last_contact else 0
    return (bool(row.also), -row.importance, -last, row.organisation.id, row.contact.id)
