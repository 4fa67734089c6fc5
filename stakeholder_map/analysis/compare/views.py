"""A day seen with certain records: verdicts, and for each partner the bonds and people that make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...snapshot import Snapshot
from ..answers import Redundancy, Verdict
from ..ground import Bond, Ground, ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.partnerships import Partner, Partnership
from ..ground.relationships import Relationship
from ..redundancy import redundancy
from ..redundancy.channels import Ends

Holding = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partnership stood on a day."""

    verdict: Verdict
    kappa: int | None
    kappa_confirmed: int | None
    needed: int
    reason: str


@dataclass(frozen=True)
class Part:
    """One partner organisation in one partnership: the bonds that count, who is there, everything recorded."""

    bonds: Mapping[Ends, Bond]
    both: frozenset[str]
    ours: frozenset[str]
    theirs: frozenset[str]
    recorded: Mapping[Ends, Relationship]
    half_life: float


NOTHING = Part({}, frozenset(), frozenset(), frozenset(), {}, HALF_LIFE)


class View:
    """What one snapshot says about all partnerships; parts are worked out when they are asked for."""

    def __init__(self, snapshot: Snapshot, default: float) -> None:
        self.snapshot = snapshot
        self.default = default
        self.base: Ground = ground(snapshot)
        self.partnerships: dict[str, Partnership] = {p.key: p for p in self.base.partnerships}
        self._parts: dict[tuple[str, str], Part] = {}

    @cached_property
    def rows(self) -> dict[str, Redundancy]:
        return {row.partnership.id: row for row in redundancy(self.snapshot, self.default)}

    def standing(self, partnership: str) -> Standing | None:
        """How it stands; None while it is not under way."""
        row = self.rows.get(partnership)
        if row is None:
            return None
        return Standing(row.verdict, row.kappa, row.kappa_confirmed, row.needed, row.reason)

    def partners(self, partnership: str) -> dict[str, Partner]:
        at = self.partnerships.get(partnership)
        return {p.organisation: p for p in at.partners} if at else {}

    def part(self, partnership: str, organisation: str) -> Part:
        """The part of one partner; NOTHING where it is no partner."""
        partner = self.partners(partnership).get(organisation)
        if partner is None:
            return NOTHING
        key = (partnership, organisation)
        if key not in self._parts:
            self._parts[key] = self._part(self.partnerships[partnership], partner)
        return self._parts[key]

    def _part(self, at: Partnership, partner: Partner) -> Part:
        ours, theirs = self.base.people(at, partner)
        bonds = {(b.ours, b.theirs): b for b in self.base.bonds(at, partner, self.default)}
        recorded = {(a, b): r for a, b, r in self.base.recorded(at, partner, self.default)}
        return Part(bonds, ours & theirs, ours, theirs, recorded, half_life(self.default, at.cadence_days))

    @cached_property
    def holdings(self) -> dict[str, list[Holding]]:
        """Person -> posts ever held."""
        found: defaultdict[str, list[Holding]] = defaultdict(list)
        for who, post, data in self.snapshot.ties("HOLDS"):
            found[who].append((post, data))
        return found

    @cached_property
    def holders(self) -> dict[str, list[Holding]]:
        """Post -> everybody who ever held it."""
        found: defaultdict[str, list[Holding]] = defaultdict(list)
        for who, post, data in self.snapshot.ties("HOLDS"):
            found[post].append((who, data))
        return found
