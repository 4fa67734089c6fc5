"""Files about people: people and posts.

Organisations with a chart have posts with reporting lines; of the others there is a list of people, some of them
without a title. A post that lost its holder keeps a row without one.
"""

from __future__ import annotations

from random import Random

from .cast import Cast, Person, Place
from .days import Calendar, to_month, to_year
from .dice import dice
from .organisations import unit_ids
from .shapes import Holding
from .sheets import Sheets

LANGUAGES = {"rw-interpreter-1": "en;ar;ku", "rw-interpreter-2": "en;uk;ru", "rw-casework": "en;fa", "family": "en;pl",
             "if-coordinator": "en;ur;pa", "cc-warden-2": "en;pl", "bh-inclusion": "en;ro"}
DO_NOT_CONTACT = ("ra-resident-3", "pn-volunteer-2")
CONFIRMED = {"head": 4, "cc-safety": 4, "hc-vice": 5, "bh-volunteers": 3, "es-volunteers": 4, "cc-neighbourhoods": 4,
             "rw-coordinator": 6, "lh-communities": 13, "cp-people": 8, "dc-rural": 3, "un-volunteers": 10}
"""Months since somebody confirmed that a person still sits there."""


def add_people(sheets: Sheets, everybody: Cast, calendar: Calendar, seed: int) -> None:
    """One row per person; the post stands here only where there is no chart."""
    listed = {holding.who: (place, holding) for place in everybody.places.values() if not place.charted
              for holding in place.holdings}
    random = dice(seed, "list")
    for person in everybody.people.values():
        confirmed = CONFIRMED.get(person.handle)
        cells: dict[str, str] = {}
        if person.handle in listed:
            place, holding = listed[person.handle]
            cells = {"title": place.seat.title, "level": place.seat.level, "since": _since(holding, calendar, random)}
        sheets.add("people", id=person.id, name=person.name, email=person.email, phone=person.phone,
                   organisation=_home(person), languages=LANGUAGES.get(person.handle),
                   do_not_contact=True if person.handle in DO_NOT_CONTACT else None,
                   confirmed_on=calendar.optional(confirmed), **cells)


def add_posts(sheets: Sheets, everybody: Cast, calendar: Calendar, seed: int) -> None:
    """One row per holding, and one without holder for a vacancy."""
    random = dice(seed, "holdings")
    for place in everybody.places.values():
        if not place.charted:
            continue
        for holding in place.holdings:
            _add_post(sheets, everybody, calendar, place, holding, _since(holding, calendar, random))
        if place.vacant:
            _add_post(sheets, everybody, calendar, place, None, "")


def _add_post(sheets: Sheets, everybody: Cast, calendar: Calendar, place: Place, holding: Holding | None,
              since: str) -> None:
    unit, seat = place.unit, place.seat
    cells: dict[str, str | None] = {}
    if holding is not None:
        until = None if holding.until is None else str(calendar.before(holding.until))
        cells = {"holder": everybody.ref(holding.who), "kind": holding.kind, "since": since, "until": until,
                 "leaving_on": _day(calendar, holding.leaving_in), "contract_end": _day(calendar, holding.contract_in)}
    sheets.add("posts", id=place.id, title=seat.title, organisation=place.organisation.id,
               unit=unit_ids()[place.organisation.id, unit.name] if unit else None, level=seat.level,
               function=unit.function if unit else None,
               reports_to=everybody.places[seat.boss].id if seat.boss else None,
               line=seat.line if seat.boss else None, post_since=calendar.optional(seat.opened),
               post_until=None if seat.closed is None else calendar.before(seat.closed), **cells)


def _since(holding: Holding, calendar: Calendar, random: Random) -> str:
    """Recent dates are known to the day; what lies years back is often remembered as a month or a year only."""
    day = calendar.ago(holding.since)
    chance = random.random()
    if holding.since < 58:
        return str(day)
    if chance < 0.3:
        return str(day)
    return to_month(day) if chance < 0.6 else to_year(day)


def _day(calendar: Calendar, months: float | None) -> str | None:
    return None if months is None else str(calendar.ahead(months))


def _home(person: Person) -> str | None:
    return person.organisation.id if person.organisation else None
