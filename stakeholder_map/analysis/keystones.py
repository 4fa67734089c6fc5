"""People on whom several partnerships hang: sole contacts in more than one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .answers import PersonRef, Redundancy, Ref, Side
from .ground.partnerships import CORE


@dataclass(frozen=True, slots=True)
class Keystone:
    """Somebody who is the sole contact in several partnerships at once; `organisation` is that of their side."""

    person: Ref
    side: Side
    title: str
    organisation: str
    partnerships: tuple[Ref, ...]


def keystones(rows: Sequence[Redundancy], titles: Mapping[str, str] | None = None) -> list[Keystone]:
    """Sole contacts towards core members of more than one partnership, those with most partnerships first."""
    found: defaultdict[PersonRef, dict[str, tuple[Ref, str]]] = defaultdict(dict)
    for row in rows:
        for partner in row.by_partner:
            for person in partner.sole_contacts if partner.participation == CORE else ():
                place = partner.organisation.name if person.side == "theirs" else ""
                found[person][row.partnership.id] = (Ref(row.partnership.id, row.partnership.name), place)
    people = [
        Keystone(
            Ref(person.id, person.name), person.side, (titles or {}).get(person.id, ""),
            ", ".join(sorted({place for _, place in places.values() if place})),
            tuple(sorted((partnership for partnership, _ in places.values()), key=lambda p: (p.name, p.id))),
        )
        for person, places in found.items() if len(places) > 1
    ]  # fmt: skip
    return sorted(people, key=lambda k: (-len(k.partnerships), k.person.name, k.person.id))
