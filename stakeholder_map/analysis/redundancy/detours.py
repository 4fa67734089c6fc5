"""Channels beyond people who know each other: through team mailboxes, and through one go-between."""

from __future__ import annotations

from collections.abc import Iterator

from ..ground import Bond, Ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.partnerships import Partner, Partnership
from ..ground.sides import OURS
from .channels import on_every_path, vertex_paths

Arc = tuple[str, str]


def kappa_any(
    ground: Ground, partnership: Partnership, partner: Partner, bonds: list[Bond], both: int, default: float = HALF_LIFE
) -> int | None:
    """Redundancy with team mailboxes, or None where no mailbox leads from one side to the other.

    A mailbox never leaves and serves any number of people; it leads somewhere while somebody is behind it.
    """
    ours, theirs = ground.people(partnership, partner)
    our_boxes = ground.sides.mailboxes.get(OURS, frozenset())
    their_boxes = ground.sides.mailboxes.get(partner.organisation, frozenset())
    days = half_life(default, partnership.cadence_days)
    right = (theirs - ours) | their_boxes
    arcs: list[Arc] = [
        (a, b)
        for b in right
        for a, relationship in ground.relationships.of(b)
        if (a in our_boxes or (b in their_boxes and a in ours and a not in theirs))
        and ground.bond(partnership, partner, a, b, relationship, days)
    ]
    if not arcs:
        return None
    readers = ground.sides.readers
    arcs += [(bond.ours, bond.theirs) for bond in bonds]
    arcs += [(a, box) for box in our_boxes for a in readers.get(box, ()) if a in ours - theirs]
    arcs += [(box, b) for box in their_boxes for b in readers.get(box, ()) if b in theirs - ours]
    return both + vertex_paths(_between(arcs, ours, theirs), frozenset(our_boxes | their_boxes))


def indirect(
    ground: Ground,
    partnership: Partnership,
    partner: Partner,
    bonds: list[Bond],
    both: int,
    default: float = HALF_LIFE,
) -> tuple[int, list[str]] | None:
    """Redundancy with at most one go-between who is on neither side, and who stands on every way; None without any."""
    ours, theirs = ground.people(partnership, partner)
    days = half_life(default, partnership.cadence_days)
    detours = [arc for arcs in _detours(ground, ours, theirs, days) for arc in arcs]
    if not detours:
        return None
    arcs = _between([*detours, *((bond.ours, bond.theirs) for bond in bonds)], ours, theirs)
    return both + vertex_paths(arcs), [] if both else on_every_path(arcs)


def _between(arcs: list[Arc], ours: frozenset[str], theirs: frozenset[str]) -> list[Arc]:
    """The arcs with a source before those of ours and a sink behind those of theirs that occur in them."""
    people = {end for arc in arcs for end in arc}
    both = ours & theirs
    return [*arcs, *(("source", a) for a in people & ours - both), *((b, "sink") for b in people & theirs - both)]


def _detours(ground: Ground, ours: frozenset[str], theirs: frozenset[str], days: float) -> Iterator[list[Arc]]:
    """For each third person who knows somebody on either side: the arcs from ours over them to theirs."""
    between: dict[str, list[str]] = {}
    for contact in sorted(theirs - ours):
        for third, _ in ground.relationships.of(contact):
            outside = third not in ours and third not in theirs and third in ground.around
            if outside and ground.counts(third, contact, days):
                between.setdefault(third, []).append(contact)
    for third, contacts in between.items():
        known = (a for a, _ in ground.relationships.of(third) if a in ours and a not in theirs)
        colleagues = [a for a in known if ground.counts(a, third, days)]
        if colleagues:
            yield [(a, third) for a in colleagues] + [(third, b) for b in contacts]
