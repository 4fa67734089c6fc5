"""Coverage: which seats of a partner's own chart we are in touch with, have lost, only know of, or know nothing of.

The grid of levels and functions is that of the partner's posts. A level that is not recorded stays not recorded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model import LEVELS
from ..snapshot import Snapshot
from .answers import PartnershipRef, PersonRef, Ref
from .charts import Chart, chart
from .closeness import Acquaintance, Closeness, closeness
from .contacts import HALF_LIFE
from .engagement import Stakeholder, stakeholders
from .ground import Bond, Ground, ground
from .partnerships import Partner, Partnership
from .refs import partnership_ref, people, ref
from .relationships import COUNTING, Relationship
from .seats import Seat, seats
from .sides import OURS

Status = Literal["engaged", "lost", "known", "unknown"]
STATUSES: tuple[Status, ...] = ("engaged", "lost", "known", "unknown")


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


@dataclass(frozen=True, slots=True)
class Cell:
    """Seats of one level and function. Each seat counts once: engaged + lost + known + unknown = seats."""

    level: str | None
    function: str | None
    seats: int
    engaged: int
    confirmed: int
    lost: int
    known: int
    unknown: int


@dataclass(frozen=True)
class Coverage:
    """One partner organisation in one partnership. `levels_unrecorded` are levels at which no seat is recorded."""

    partnership: PartnershipRef
    organisation: Ref
    participation: str
    cells: tuple[Cell, ...]
    levels_unrecorded: tuple[str, ...]
    seats: tuple[SeatCoverage, ...]
    relationships: Closeness
    stakeholders: tuple[Stakeholder, ...]
    chart: Chart


def coverage(snapshot: Snapshot, half_life: float = HALF_LIFE, partnership: str | None = None) -> list[Coverage]:
    """Coverage of every partner organisation in every partnership (or the one with this id or name), by their ids.

    `half_life` in days is how fast contacts age where no longer cadence was agreed.
    """
    base, places, aware = ground(snapshot), seats(snapshot), Acquaintance(snapshot)
    charts: dict[str, Chart] = {}
    rows = []
    for at in sorted(base.partnerships, key=lambda p: p.key):
        if partnership is not None and not at.is_called(partnership):
            continue
        for partner in at.partners:
            key = partner.organisation
            if key not in charts:
                charts[key] = chart(snapshot, places.get(key, ()))
            rows.append(_row(base, at, partner, places.get(key, ()), charts[key], aware, half_life))
    return rows


def _row(
    base: Ground,
    partnership: Partnership,
    partner: Partner,
    places: Sequence[Seat],
    quality: Chart,
    aware: Acquaintance,
    default: float,
) -> Coverage:
    bonds = base.bonds(partnership, partner, default)
    found = _Seats(base, partnership, partner, bonds, default)
    covered = tuple(found.cover(seat) for seat in places)
    seated = {who for seat in places for who in seat.holders}
    loose = base.present(partner.organisation, partnership) - seated
    covered += tuple(found.cover(Seat("", None, None, frozenset({who}))) for who in sorted(loose))
    levels = {seat.level for seat in covered}
    return Coverage(
        partnership=partnership_ref(partnership),
        organisation=ref(base.snapshot, partner.organisation),
        participation=partner.participation,
        cells=tuple(_cells(covered)),
        levels_unrecorded=tuple(level for level in LEVELS if level not in levels),
        seats=covered,
        relationships=closeness(base, partnership, partner, bonds, aware, default),
        stakeholders=stakeholders(base, partnership, partner, bonds),
        chart=quality,
    )


class _Seats:
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
            for other, relationship in self.base.relationships.of(contact)
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


def _cells(covered: Iterable[SeatCoverage]) -> Iterable[Cell]:
    """The grid, from the top level down, what is not recorded last."""
    grid: defaultdict[tuple[str | None, str | None], list[SeatCoverage]] = defaultdict(list)
    for seat in covered:
        grid[seat.level, seat.function].append(seat)
    for level, function in sorted(grid, key=lambda at: (rank(at[0]), at[1] is None, at[1] or "")):
        members = grid[level, function]
        count = Counter(seat.status for seat in members)
        sure = sum(seat.confirmed for seat in members)
        yield Cell(level, function, len(members), count["engaged"], sure, count["lost"], count["known"],
                   count["unknown"])


def rank(level: str | None) -> int:
    """0 for the top level; not recorded comes last."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
