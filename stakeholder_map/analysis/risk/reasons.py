"""What a figure of risk takes for the people of a partnership, in words; nobody is listed by how likely they leave."""

from __future__ import annotations

from collections.abc import Mapping

from ...snapshot import Snapshot
from ...words import day
from ..ground.refs import listed, pair_text
from .departure import RENEWED, Chance
from .restructure import Restructure


def assumed(snapshot: Snapshot, found: Mapping[str, Chance], months: float) -> tuple[str, ...]:
    """One sentence for each announced departure, stated chance and ending contract, by name; the rest by organisation.
    """
    names = sorted(found, key=lambda person: (snapshot.name(person), person))
    sentences = [_announced(snapshot.name(p), c) for p in names if (c := found[p]).why == "announced"]
    sentences += [_for_one(snapshot.name(p), c, months) for p in names if (c := found[p]).why == "person"]
    sentences += [_contract(snapshot.name(p), c) for p in names if (c := found[p]).why == "contract"]
    rest: dict[str, None] = {}
    for person in names:
        if found[person].why not in ("announced", "person", "contract"):
            rest[_rate(snapshot, found[person], months)] = None
    return (*sentences, *sorted(rest))


def lapsing(snapshot: Snapshot, found: Mapping[tuple[str, str], float]) -> tuple[str, ...]:
    """One sentence about the relationships that may lapse, the likeliest first; none where there are none."""
    order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    pairs = [f"{pair_text(snapshot.name, *ends)} ({chance * 100:.0f} in 100)" for ends, chance in order]
    return (f"May lapse before then, at the pace of contact so far: {listed(pairs)}.",) if pairs else ()


def restructured(event: Restructure) -> str:
    return (
        f"As you said: {event.place.name} is restructured with a chance of {event.happens * 100:g} in 100, and"
        f" {event.leave * 100:g} in 100 of its people then leave."
    )


def _announced(name: str, chance: Chance) -> str:
    when = f" on {day(chance.on)}" if chance.on else ""
    return f"{name} is recorded as leaving{when}."


def _for_one(name: str, chance: Chance, months: float) -> str:
    return f"For {name} a chance of {chance.value * 100:g} in 100 to leave within {months:g} months, as you said."


def _contract(name: str, chance: Chance) -> str:
    until = f"ends on {day(chance.on)}" if chance.on else "ends"
    return f"The contract of {name} {until}; {RENEWED * 10:.0f} in 10 contracts are assumed to be renewed."


def _rate(snapshot: Snapshot, chance: Chance, months: float) -> str:
    share = f"{chance.value * 100:.0f} in 100 people leave within {months:g} months"
    if chance.why == "stated":
        return f"Assumed as you said: {share}."
    place = snapshot.name(chance.employer) if chance.employer in snapshot.graph else "Our side"
    if chance.turnover is None:
        return f"Planning rate for {place}, of which no departures are recorded: {share}."
    seen = f"{chance.turnover.events} left in {chance.turnover.person_years:.1f} person-years"
    return f"Rate of {place} ({seen}, drawn to the planning rate): {share}."
