"""Channels beyond people who know each other: through team mailboxes, and through one go-between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ..ground import Ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.relationships import COUNTING
from ..ground.sides import OURS
from .cases import Case
from .channels import Arc, on_every_path, vertex_paths


def kappa_any(ground: Ground, cases: Sequence[Case], default: float = HALF_LIFE) -> list[int | None]:
    """Redundancy of each case with team mailboxes, None where no mailbox leads from one side to the other.

    A mailbox never leaves and serves any number of people; it leads somewhere while somebody is behind it.
    """
    networks = [_mailboxes(ground, case, default) for case in cases]
    boxes = frozenset(box for found in ground.sides.mailboxes.values() for box in found)
    flows = vertex_paths(networks, [boxes] * len(networks))
    return [
        len(case.both) + flow if arcs else None for case, arcs, flow in zip(cases, networks, flows, strict=True)
    ]


def indirect(
    ground: Ground, cases: Sequence[Case], default: float = HALF_LIFE
) -> list[tuple[int, list[str]] | None]:
    """Redundancy of each case with at most one go-between who is on neither side, and who stands on every way.

    None where no go-between leads from one side to the other.
    """
    networks = [_go_betweens(ground, case, default) for case in cases]
    return [
        (len(case.both) + flow, on_every_path(arcs) if flow == 1 and not case.both else []) if arcs else None
        for case, arcs, flow in zip(cases, networks, vertex_paths(networks), strict=True)
    ]


def _mailboxes(ground: Ground, case: Case, default: float) -> Collection[Arc]:
    """Every step from our side to theirs; none where no mailbox is written to."""
    mailboxes, partner = ground.sides.mailboxes, case.partner
    our_boxes = mailboxes.get(OURS, frozenset())
    their_boxes = mailboxes.get(partner.organisation, frozenset())
    if not our_boxes and not their_boxes:
        return ()
    ours, theirs = ground.people(case.partnership, partner)
    days = half_life(default, case.partnership.cadence_days)
    arcs: list[Arc] = [
        (a, b)
        for b in ((theirs - ours) | their_boxes if our_boxes else their_boxes)
        for a, relationship in ground.relationships.of(b).items()
        if (a in our_boxes or (b in their_boxes and a in ours and a not in theirs))
        and ground.bond(case.partnership, partner, a, b, relationship, days)
    ]
    if not arcs:
        return ()
    readers = ground.sides.readers
    arcs += [(bond.ours, bond.theirs) for bond in case.bonds]
    arcs += [(a, box) for box in our_boxes for a in readers.get(box, ()) if a in ours - theirs]
    arcs += [(box, b) for box in their_boxes for b in readers.get(box, ()) if b in theirs - ours]
    return _between(arcs, ours, theirs)


def _go_betweens(ground: Ground, case: Case, default: float) -> Collection[Arc]:
    """Every step from our side to theirs; none where no third person knows somebody on both."""
    ours, theirs = ground.people(case.partnership, case.partner)
    days = half_life(default, case.partnership.cadence_days)
    detours = [arc for arcs in _detours(ground, ours, theirs, days) for arc in arcs]
    return _between([*detours, *((bond.ours, bond.theirs) for bond in case.bonds)], ours, theirs) if detours else ()


def _between(arcs: Iterable[Arc], ours: frozenset[str], theirs: frozenset[str]) -> list[Arc]:
    """The arcs with a source before those of ours and a sink behind those of theirs that occur in them."""
    found = list(dict.fromkeys(arcs))
    people = dict.fromkeys(end for arc in found for end in arc)
    found += [("source", p) for p in people if p in ours and p not in theirs]
    found += [(p, "sink") for p in people if p in theirs and p not in ours]
    return found


def _detours(ground: Ground, ours: frozenset[str], theirs: frozenset[str], days: float) -> Iterator[list[Arc]]:
    """For each third person who knows somebody on either side: the arcs from ours over them to theirs."""
    between: dict[str, list[str]] = {}
    for contact in sorted(theirs - ours):
        for third, relationship in ground.relationships.of(contact).items():
            outside = third not in ours and third not in theirs and third in ground.around
            if outside and relationship.state(days) in COUNTING:
                between.setdefault(third, []).append(contact)
    for third, contacts in between.items():
        known = ground.relationships.of(third).items()
        colleagues = [a for a, r in known if a in ours and a not in theirs and r.state(days) in COUNTING]
        if colleagues:
            yield [(a, third) for a in colleagues] + [(third, b) for b in contacts]
