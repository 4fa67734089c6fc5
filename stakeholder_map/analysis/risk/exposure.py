"""Who links two sides, and with which chance each of them leaves: what the chance of loss is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..ground import Ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import Partner, Partnership
from ..ground.sides import OURS
from .departure import Chance, Departures
from .lapse import of_bond
from .loss import Ends, Lapse


@dataclass(frozen=True)
class Exposure:
    """The bonds (ours, theirs) towards one partner organisation in one partnership; (x, x) is x on both sides.

    `lapse` holds the chance that a bond lapses although both stay, of those that may.
    """

    partnership: Partnership
    partner: Partner
    bonds: tuple[Ends, ...]
    confirmed: tuple[Ends, ...]
    lapse: Lapse = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        return sorted({end for bond in self.bonds for end in bond})

    @property
    def ours(self) -> frozenset[str]:
        """Our people among them, with those on both sides."""
        return frozenset(a for a, _ in self.bonds)


def exposure(
    base: Ground, partnership: Partnership, partner: Partner, half_life: float = HALF_LIFE, horizon: float = 0.0
) -> Exposure:
    """The bonds that count today, and those among them that are confirmed; `half_life` in days.

    With a `horizon` in days also the chance of each to lapse within it.
    """
    ours, theirs = base.people(partnership, partner)
    both = [(p, p) for p in sorted(ours & theirs)]
    bonds = base.bonds(partnership, partner, half_life)
    return Exposure(
        partnership,
        partner,
        (*((b.ours, b.theirs) for b in bonds), *both),
        (*((b.ours, b.theirs) for b in bonds if b.confirmed), *both),
        {(b.ours, b.theirs): d for b in bonds if (d := of_bond(b, partnership, horizon, half_life))},
    )


def chances(stated: Departures, found: Exposure, more: Iterable[Ends] = ()) -> dict[str, Chance]:
    """Everybody's chance of leaving their side, also of the ends of `more` bonds.

    Who stands on both sides is lost as a channel by leaving either, and tends to leave with our people.
    """
    key, organisation = found.partnership.key, found.partner.organisation
    result: dict[str, Chance] = {}
    for a, b in (*found.bonds, *more):
        if a not in result:
            result[a] = stated.of(a, OURS, key)
        if b == a:
            there = stated.of(b, organisation, key)
            if there.value > result[a].value:
                result[a] = replace(there, employer=result[a].employer)
        elif b not in result:
            result[b] = stated.of(b, organisation, key)
    return result


def values(found: Mapping[str, Chance]) -> dict[str, float]:
    """The chances as plain numbers."""
    return {person: chance.value for person, chance in found.items()}


def employers(found: Mapping[str, Chance]) -> dict[str, str]:
    """With whose people each person tends to leave."""
    return {person: chance.employer for person, chance in found.items()}
