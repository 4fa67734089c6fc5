"""Everything that follows when people leave, in one answer; and the same for the departures that would cut most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...snapshot import Snapshot
from ..ground import ground
from ..ground.contacts import HALF_LIFE
from ..redundancy.links import links
from .consequences import Consequence, consequences
from .cuts import targets
from .handover import HandOver, handovers
from .leavers import Gone, Leaver, Leaving, chosen
from .orphans import Orphan, orphans
from .successors import Successor, successors
from .worst import CURVE_SECONDS, SECONDS, Worst, curve, greedy, worst


@dataclass(frozen=True, slots=True)
class Leave:
    """What follows when `leavers` leave; `rows` hold every partnership, worst change first."""

    leavers: tuple[Leaver, ...]
    gone: tuple[Gone, ...]
    rows: tuple[Consequence, ...]
    orphaned: tuple[Orphan, ...]
    handover: tuple[HandOver, ...]
    successors: tuple[Successor, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """So many people, the weight (sum of importance) of what their leaving would cut, and its share of everything."""

    people: int
    weight: float
    share: float
    exact: bool


@dataclass(frozen=True, slots=True)
class WorstLeave:
    """The worst departures with what follows from them.

    `total` is the weight of everything that can be cut, `by_greed` what choosing one after the other would reach.
    `truck_factor` is the fewest of our people whose leaving cuts more than half; the curve says the rest.
    """

    leave: Leave
    weight: float
    total: float
    exact: bool
    by_greed: float
    curve: tuple[Point, ...]
    truck_factor: int | None


def leave(
    snapshot: Snapshot, leaving: Leaving, half_life: float = HALF_LIFE, partnership: str | None = None
) -> Leave:
    """What follows on the day of the snapshot; `half_life` in days, `partnership` (name or id) limits the rows."""
    rows = consequences(snapshot, leaving.ids, half_life)
    if partnership is not None:
        called = {p.key for p in ground(snapshot).called(partnership)}
        rows = [row for row in rows if row.partnership.id in called]
    handed = handovers(snapshot, leaving.leavers, half_life)
    return Leave(
        leaving.leavers, leaving.gone, tuple(rows), tuple(orphans(snapshot, leaving.leavers)), tuple(handed),
        tuple(successors(snapshot, handed, leaving.ids, half_life)),
    )


def worst_leave(
    snapshot: Snapshot, k: int, half_life: float = HALF_LIFE, either_side: bool = False,
    partnership: str | None = None, seconds: float = SECONDS,
) -> WorstLeave:
    """The `k` departures of our own people (or of anybody) that would cut most, weighted by importance.

    The curve and the truck factor are always about our own people.
    """
    found = targets(links(ground(snapshot), half_life))
    most = worst(found, k, either_side, seconds)
    course = curve(found, k, min(seconds, CURVE_SECONDS))
    return WorstLeave(
        leave(snapshot, chosen(snapshot, most.people), half_life, partnership), most.weight, course.total, most.exact,
        greedy(found, k, either_side).weight, _points(course.points, course.total), course.truck_factor,
    )


def _points(found: Sequence[Worst], total: float) -> tuple[Point, ...]:
    return tuple(
        Point(number, point.weight, round(point.weight / total, 6) if total else 0.0, point.exact)
        for number, point in enumerate(found, start=1)
    )
