"""The relationships towards each partner organisation of each partnership, as analyses of departures need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..ground import Bond, Ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import CORE, Partner, Partnership
from .channels import Ends


@dataclass(frozen=True)
class Link:
    """One partner organisation in one partnership: the bonds that count, and the people on both sides."""

    partnership: Partnership
    partner: Partner
    bonds: tuple[Bond, ...]
    both: tuple[str, ...]

    @property
    def core(self) -> bool:
        return self.partner.participation == CORE

    @property
    def ends(self) -> tuple[Ends, ...]:
        return tuple((bond.ours, bond.theirs) for bond in self.bonds)


def links(base: Ground, half_life: float = HALF_LIFE, chosen: Iterable[Partnership] | None = None) -> list[Link]:
    """All of them, in the order of the partnerships; `half_life` in days where no longer cadence was agreed."""
    found = []
    for partnership in base.partnerships if chosen is None else chosen:
        for partner in partnership.partners:
            ours, theirs = base.people(partnership, partner)
            bonds = tuple(base.bonds(partnership, partner, half_life))
            found.append(Link(partnership, partner, bonds, tuple(sorted(ours & theirs))))
    return found
