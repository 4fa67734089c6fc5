"""What if a team or an organisation is restructured: an event with a chance of its own, mixed in exactly.

Nothing infers such an event; whoever asks states how likely it is, and how likely its people then leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ...errors import InputError
from ..answers import Ref
from ..ground import Ground
from ..ground.employment import employments
from ..ground.reporting import reporting
from .loss import check_chance

MOST = 4
"""So many events double the work so often."""


@dataclass(frozen=True, slots=True)
class Restructure:
    """A team or an organisation that is restructured with a chance; each of its people then leaves with another."""

    place: Ref
    happens: float
    leave: float

    def __post_init__(self) -> None:
        check_chance(self.happens)
        check_chance(self.leave)


@dataclass(frozen=True, slots=True)
class Future:
    """One way in which things may go: its chance, and the chance of leaving of everybody whom it strikes (keys)."""

    weight: float
    struck: Mapping[str, float]

    def on(self, chances: Mapping[str, float]) -> dict[str, float]:
        """The chances in this future: nobody stays more likely than without it."""
        return {person: max(value, self.struck.get(person, 0.0)) for person, value in chances.items()}


def futures(base: Ground, events: Sequence[Restructure]) -> tuple[Future, ...]:
    """Every combination of events that happen or not, independent of each other; one plain future without events.

    Raises InputError for more than MOST events and for one that strikes nobody.
    """
    if len(events) > MOST:
        raise InputError(f"{len(events)} restructurings are too many at once.", f"State at most {MOST}.")
    people = [_people(base, event.place) for event in events]
    found = []
    for happen in product((False, True), repeat=len(events)):
        weight, struck = 1.0, dict[str, float]()
        for event, there, does in zip(events, people, happen, strict=True):
            weight *= event.happens if does else 1 - event.happens
            for person in there if does else ():
                struck[person] = max(event.leave, struck.get(person, 0.0))
        found.append(Future(weight, struck))
    return tuple(future for future in found if future.weight)


def mixed(values: Sequence[float], every: Sequence[Future]) -> list[float]:
    """The values of each future, one after the other, as their weighted mean."""
    number = len(values) // len(every)
    return [
        sum(future.weight * values[number * place + i] for place, future in enumerate(every)) for i in range(number)
    ]


def _people(base: Ground, place: Ref) -> frozenset[str]:
    """Who works there today."""
    snapshot = base.snapshot
    inside = reporting(snapshot).within(place.id)
    if snapshot.graph.nodes[place.id]["label"] == "Organisation":
        inside = frozenset(
            person
            for person, places in employments(snapshot).items()
            for employer, held in places.items()
            if _part(base, employer, place.id) and any(h.days.has(snapshot.date) for h in held)
        )
    if not inside:
        raise InputError(f"Nobody holds a post in {place.name} on {snapshot.date}.", "Name another team or day.")
    return inside


def _part(base: Ground, employer: str, organisation: str) -> bool:
    return employer == organisation or organisation in base.sides.above.get(employer, ())
