"""Coverage: which seats of a partner's own chart we are in touch with, have lost, only know of, or know nothing of.

The grid of levels and functions is that of the partner's posts. A level that is not recorded stays not recorded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...model import LEVELS
from ...snapshot import Snapshot
from ..answers import PartnershipRef, Ref
from ..ground import Ground, ground
from ..ground.acquaintance import Acquaintance
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import partnership_ref, ref
from ..ground.seats import Seat, seats
from .charts import Chart, chart
from .closeness import Closeness, closeness
from .engagement import Stakeholder, assessments, stakeholders
from .seat_coverage import SeatCoverage, SeatCoverages


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
    base = ground(snapshot)
    made = _Maker(base, half_life)
    chosen = sorted(base.called(partnership), key=lambda p: p.key)
    return [made.row(at, partner) for at in chosen for partner in at.partners]


class _Maker:
    """Makes the rows; what does not depend on the partnership is worked out once."""

    def __init__(self, base: Ground, default: float) -> None:
        self.base, self.default = base, default
        self.places, self.aware = seats(base.snapshot), Acquaintance(base.snapshot)
        self.assessed = assessments(base.snapshot)
        self._charts: dict[str, Chart] = {}

    def chart(self, organisation: str) -> Chart:
        if organisation not in self._charts:
            self._charts[organisation] = chart(self.base.snapshot, self.places.get(organisation, ()))
        return self._charts[organisation]

    def row(self, at: Partnership, partner: Partner) -> Coverage:
        """The coverage of one partner organisation in one partnership."""
        base, there = self.base, partner.organisation
        bonds = base.bonds(at, partner, self.default)
        found = SeatCoverages(base, at, partner, bonds, self.default)
        covered = tuple(found.cover(seat) for seat in self.places.get(there, ()))
        loose = base.present(there, at) - {who for seat in self.places.get(there, ()) for who in seat.holders}
        covered += tuple(found.cover(Seat("", None, None, frozenset({who}))) for who in sorted(loose))
        levels = {seat.level for seat in covered}
        return Coverage(
            partnership=partnership_ref(at),
            organisation=ref(base.snapshot, there),
            participation=partner.participation,
            cells=tuple(_cells(covered)),
            levels_unrecorded=tuple(level for level in LEVELS if level not in levels),
            seats=covered,
            relationships=closeness(base, at, partner, bonds, self.aware, self.default),
            stakeholders=stakeholders(base, at, partner, bonds, self.assessed),
            chart=self.chart(there),
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
