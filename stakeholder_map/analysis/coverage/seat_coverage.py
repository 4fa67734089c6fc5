"""How we stand with each seat of a partner: in touch, lost, known by name only, or nobody recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..answers import PersonRef, Ref
from ..ground import Bond, Ground
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import people, ref
from ..ground.relationships import COUNTING, Relationship
from ..ground.seats import Seat
from ..ground.sides import OURS

Status = Literal["engaged", "lost", "known", "unknown"]


@dataclass(frozen=True, slots=True)
class SeatCoverage:
    """One seat of the partner, and how we stand with it; `post` is None for a representative without a post.

    engaged: somebody there has a counting tie with `colleagues`, `confirmed` if one rests on recent evidence. lost:
    none counts, but `colleagues` knew the holder, or one of `former`. known: we know who sits there; `colleagues`
    then know them in another context. unknown: no holder is recorded.
    """

    post: Ref | None
    level: str | None
    function: str | None
    status: Status
    confirmed: bool
    holders: tuple[PersonRef, ...]
    colleagues: tuple[PersonRef, ...]
    former: tuple[PersonRef, ...]
    last_contact: date | None


class SeatCoverages:
    """Finds how we stand with the seats of one partner organisation in one partnership."""

    def __init__(
        self, base: Ground, partnership: Partnership, partner: Partner, bonds: Sequence[Bond], default: float
    ) -> None:
        self.base = base
        self.ours, theirs = base.people(partnership, partner)
        self.both = self.ours & theirs
        self.bonds: defaultdict[str, list[Bond]] = defaultdict(list)
        for bond in bonds:
            self.bonds[bond.theirs].append(bond)
        self.recorded: defaultdict[str, list[tuple[str, Relationship]]] = defaultdict(list)
        for colleague, contact, relationship in base.recorded(partnership, partner, default):
            self.recorded[contact].append((colleague, relationship))

    def cover(self, seat: Seat) -> SeatCoverage:
        engaged = [who for who in seat.holders if self.bonds[who] or who in self.both]
        if engaged:
            bonds = [bond for who in engaged for bond in self.bonds[who]]
            sure = bool(self.both & set(engaged)) or any(bond.confirmed for bond in bonds)
            known = [(bond.ours, bond.relationship) for bond in bonds] + [(w, None) for w in self.both & set(engaged)]
            return self._seat(seat, "engaged", known, confirmed=sure)
        lost = [pair for who in seat.holders for pair in self.recorded[who]]
        if lost:
            return self._seat(seat, "lost", lost)
        gone = [who for who in seat.former if self.recorded[who]]
        if gone:
            return self._seat(seat, "lost", [pair for who in gone for pair in self.recorded[who]], former=gone)
        if seat.holders:
            return self._seat(seat, "known", [pair for who in seat.holders for pair in self._elsewhere(who)])
        return self._seat(seat, "unknown", [])

    def _elsewhere(self, contact: str) -> Iterable[tuple[str, Relationship]]:
        """Our people who know somebody at the partner, but not in this partnership."""
        ours = self.base.sides.posts.get(OURS, {}).keys() & self.ours
        return (
            (other, relationship)
            for other, relationship in self.base.relationships.of(contact).items()
            if other in ours and relationship.state() in COUNTING
        )

    def _seat(
        self,
        seat: Seat,
        status: Status,
        known: Sequence[tuple[str, Relationship | None]],
        former: Iterable[str] = (),
        *,
        confirmed: bool = False,
    ) -> SeatCoverage:
        snapshot = self.base.snapshot
        days = [relationship.last_contact for _, relationship in known if relationship and relationship.last_contact]
        return SeatCoverage(
            post=ref(snapshot, seat.post) if seat.post else None,
            level=seat.level,
            function=seat.function,
            status=status,
            confirmed=confirmed,
            holders=people(snapshot, seat.holders, "theirs"),
            colleagues=people(snapshot, (who for who, _ in known), "ours"),
            former=people(snapshot, former, "theirs"),
            last_contact=max(days, default=None),
        )
