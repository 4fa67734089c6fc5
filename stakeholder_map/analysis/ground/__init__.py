"""What every answer stands on: sides, relationships, partnerships and the bonds between two sides, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from ...snapshot import Snapshot
from .contacts import HALF_LIFE, half_life
from .partnerships import Partner, Partnership, partnerships
from .relationships import CONFIRMED, COUNTING, Relationship, Relationships, State, relationships
from .serving import Serving
from .sides import OURS, Sides, sides
from .spans import meet


@dataclass(frozen=True, slots=True)
class Bond:
    """A relationship that counts between one of ours and one of theirs, in one partnership."""

    ours: str
    theirs: str
    state: State
    shared: bool
    relationship: Relationship

    @property
    def confirmed(self) -> bool:
        """Rests on evidence that is not too old, and serves this partnership alone."""
        return self.state in CONFIRMED and not self.shared


@dataclass(frozen=True)
class Ground:
    """Everything that is worked out from a snapshot before a question is asked."""

    snapshot: Snapshot
    sides: Sides
    relationships: Relationships
    partnerships: tuple[Partnership, ...]
    serving: Serving

    @cached_property
    def _by_key(self) -> dict[str, Partnership]:
        return {p.key: p for p in self.partnerships}

    def called(self, text: str | None) -> list[Partnership]:
        """The partnerships with this id or name; all of them when nothing is said."""
        if text is None:
            return list(self.partnerships)
        exact = self._by_key.get(text)
        return [exact] if exact else [p for p in self.partnerships if p.is_called(text)]

    @cached_property
    def _present(self) -> dict[tuple[str, str | None], frozenset[str]]:
        return {}

    def present(self, side: str, partnership: Partnership) -> frozenset[str]:
        """Who stands on a side in a partnership today; worked out once where no representative makes a difference."""
        within = partnership.key if (partnership.key, side) in self.sides.delegates else None
        if (side, within) not in self._present:
            self._present[side, within] = self.sides.present(self.snapshot, side, within)
        return self._present[side, within]

    def people(self, partnership: Partnership, partner: Partner) -> tuple[frozenset[str], frozenset[str]]:
        """Who stands on our side and on theirs today; somebody on both is in both."""
        return self.present(OURS, partnership), self.present(partner.organisation, partnership)

    def too_small(self, partnership: Partnership, partner: Partner) -> bool:
        """Has the partner fewer people, as recorded, than the partnership needs? Then it can never pass."""
        size = self.snapshot.graph.nodes[partner.organisation].get("size")
        return size is not None and size < partnership.needed

    def bonds(self, partnership: Partnership, partner: Partner, default: float = HALF_LIFE) -> list[Bond]:
        """The relationships that count towards `partner` in `partnership` today, in the order of the people's keys.

        `default` is the half-life in days where the partnership agreed no longer cadence. People on both sides are
        channels by themselves: their relationships are not among the bonds. Worked out once: several answers ask.
        """
        asked = partnership.key, partner.organisation, default
        if asked not in self._bonds:
            self._bonds[asked] = self._find_bonds(partnership, partner, half_life(default, partnership.cadence_days))
        return list(self._bonds[asked])

    @cached_property
    def _bonds(self) -> dict[tuple[str, str, float], list[Bond]]:
        return {}

    def _find_bonds(self, partnership: Partnership, partner: Partner, days: float) -> list[Bond]:
        ours, theirs = self.people(partnership, partner)
        found = []
        for contact in theirs - ours:
            for colleague, relationship in self.relationships.of(contact).items():
                if colleague in ours and colleague not in theirs:
                    bond = self.bond(partnership, partner, colleague, contact, relationship, days)
                    if bond:
                        found.append(bond)
        return sorted(found, key=lambda b: (b.ours, b.theirs))

    def bond(
        self,
        partnership: Partnership,
        partner: Partner,
        ours: str,
        theirs: str,
        relationship: Relationship,
        days: float,
    ) -> Bond | None:
        """The relationship as a bond of this partnership; None where it does not count or serves another one."""
        state = relationship.state(days)
        if state is None or state not in COUNTING:
            return None
        served = self.serving.now(relationship, partner.organisation)
        if partnership.key not in served:
            return None
        return Bond(ours, theirs, state, served[partnership.key], relationship)

    def recorded(
        self, partnership: Partnership, partner: Partner, default: float = HALF_LIFE
    ) -> list[tuple[str, str, Relationship]]:
        """Every relationship ever recorded between the two sides up to the day, as (ours, theirs, relationship).

        Also through people who have left since: that is how a lost relationship differs from an unknown one.
        """
        ours = self.sides.members(OURS, partnership.key)
        theirs = self.sides.members(partner.organisation, partnership.key)
        days = half_life(default, partnership.cadence_days)
        return [
            (colleague, contact, relationship)
            for contact in sorted(theirs)
            for colleague, relationship in self.relationships.of(contact).items()
            if colleague in ours
            and any(
                meet(ours[colleague], theirs[contact], spell)
                for statement, spells in relationship.recorded(days)
                if partnership.key in self.serving.ever(relationship, partner.organisation, statement)
                for spell in spells
            )
        ]

    def were_both(self, partnership: Partnership, partner: Partner) -> list[str]:
        """Everybody who ever stood on both sides at once up to the day."""
        ours = self.sides.members(OURS, partnership.key)
        theirs = self.sides.members(partner.organisation, partnership.key)
        return sorted(p for p in ours.keys() & theirs.keys() if meet(ours[p], theirs[p]))

    @cached_property
    def around(self) -> frozenset[str]:
        """People who have not departed and who still hold a post, if they ever held one."""
        ever, now = set(), set()
        for person, post, data in self.snapshot.ties("HOLDS"):
            ever.add(person)
            if self.snapshot.in_force(data) and self.snapshot.in_force(self.snapshot.graph.nodes[post]):
                now.add(person)
        everybody = {key for key, _ in self.snapshot.nodes("Person")}
        return frozenset(everybody - (ever - now) - self.snapshot.departed)

    def counts(self, a: str, b: str, days: float = HALF_LIFE) -> bool:
        """Is there a relationship between these two, of whatever partnership, that counts today?"""
        relationship = self.relationships.between(a, b)
        return relationship is not None and relationship.state(days) in COUNTING


@lru_cache(maxsize=4)
def ground(snapshot: Snapshot) -> Ground:
    """The ground of a snapshot; remembered for the last few, since several answers stand on one."""
    standing = sides(snapshot)
    found = tuple(partnerships(snapshot, standing))
    return Ground(snapshot, standing, relationships(snapshot), found, Serving(snapshot, found))
