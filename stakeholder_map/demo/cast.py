"""Everybody in the demo and where they sit: charts and careers joined into one roster with stable ids."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from random import Random

from .careers import OURS_CAREERS, PARTNER_CAREERS, VACANT, WITHOUT_POST
from .charts_business import BUSINESS
from .charts_ours import OURS
from .charts_public import PUBLIC
from .charts_voluntary import VOLUNTARY
from .dice import dice
from .names import Names, email
from .shapes import EXECUTIVE, SENIOR, Contacts, Holding, Organisation, Seat, Story, Unit
from .stories_business import BUSINESS_STORIES
from .stories_public import PUBLIC_STORIES
from .stories_voluntary import VOLUNTARY_STORIES, WITHOUT_PARTNERSHIP

ORGANISATIONS: tuple[Organisation, ...] = tuple(
    sorted((*OURS, *PUBLIC, *BUSINESS, *VOLUNTARY), key=lambda organisation: organisation.id))
STORIES: tuple[Story, ...] = tuple(
    sorted((*BUSINESS_STORIES, *PUBLIC_STORIES, *VOLUNTARY_STORIES), key=lambda story: story.id))
CONTACTS: tuple[tuple[Story | None, Contacts], ...] = (
    *((story, story.contacts) for story in STORIES), *((None, contacts) for contacts in WITHOUT_PARTNERSHIP))
"""All contacts with the partnership that they belong to, if any."""

CAREERS = (*OURS_CAREERS, *PARTNER_CAREERS)
TURNOVER = 0.3
"""Share of the seats outside every story that changed hands in the last three years."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an id and a name; `organisation` is empty for those without a post."""

    id: str
    handle: str
    name: str
    organisation: Organisation | None
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Place:
    """One seat by its own handle, with where it stands and everybody who ever sat there."""

    id: str
    handle: str
    seat: Seat
    unit: Unit | None
    organisation: Organisation
    holdings: tuple[Holding, ...]

    @property
    def vacant(self) -> bool:
        return self.seat.closed is None and all(holding.until is not None for holding in self.holdings)

    @property
    def charted(self) -> bool:
        """Whether the seat is known as a post; otherwise its holder is a line in a list of people."""
        return self.unit is not None or any(holding.until is not None for holding in self.holdings)


@dataclass(frozen=True)
class Cast:
    """All people and all seats, by handle, in the order of their ids."""

    people: dict[str, Person]
    places: dict[str, Place]

    def ref(self, handle: str) -> str:
        """The reference to a person, or a team address as it is."""
        return handle if "@" in handle else self.people[handle].id

    def is_ours(self, handle: str) -> bool:
        if handle in self.people:
            organisation = self.people[handle].organisation
            return organisation is not None and organisation in OURS
        return any(handle.endswith(f"@{organisation.host}") for organisation in OURS)


def cast(seed: int) -> Cast:
    """The roster for a seed: the stories stay the same, names and the turnover around them change."""
    places = {place.handle: place for place in _places(dice(seed, "turnover"))}
    people = _people(places, Names(seed), dice(seed, "people"))
    return Cast(people, places)


def _places(random: Random) -> Iterator[Place]:
    known = _in_stories() | {holding.seat for holding in CAREERS}
    seats = ((organisation, unit, seat, handle) for organisation in ORGANISATIONS
             for unit, seat in _seats(organisation) for handle in seat.handles)
    for number, (organisation, unit, seat, handle) in enumerate(seats, start=1):
        holdings = tuple(holding for holding in CAREERS if holding.seat == handle)
        if not holdings and handle not in VACANT:
            holdings = _usual(handle, seat, random, told=handle in known, charted=unit is not None)
        yield Place(f"post-{number:03d}", handle, seat, unit, organisation, holdings)


def _seats(organisation: Organisation) -> Iterator[tuple[Unit | None, Seat]]:
    yield from ((None, seat) for seat in organisation.seats)
    yield from ((unit, seat) for unit in organisation.units for seat in unit.seats)


def _usual(handle: str, seat: Seat, random: Random, told: bool, charted: bool) -> tuple[Holding, ...]:
    """Who a story tells of has been there for years; others for a while, or since somebody left."""
    years, a_while = random.uniform(60, 170), random.triangular(5, 150, 20)
    changed, moment = random.random() < TURNOVER, random.uniform(2, 34)
    if told:
        return (Holding(handle, handle, round(years, 1)),)
    if "Trainee" in seat.title:
        return (Holding(handle, handle, round(moment / 2, 1)),)
    if charted and changed and seat.level not in (EXECUTIVE, SENIOR):
        return (Holding(f"{handle}-left", handle, round(years, 1), round(moment, 1)),
                Holding(handle, handle, round(moment, 1)))
    return (Holding(handle, handle, round(a_while, 1)),)


def _in_stories() -> set[str]:
    """Handles that a story mentions: their careers are told, never left to chance."""
    found: set[str] = set()
    for story, contacts in CONTACTS:
        found.update(handle for series in contacts.series for handle in (*series.people, *series.never_came))
        found.update(handle for known in contacts.known for handle in (known.ours, known.theirs))
        if story is not None:
            found.update(representative.who for representative in story.representatives)
            found.update(handle for paper in story.agreements for handle in (paper.owner, *paper.signatories))
    return found


def _people(places: dict[str, Place], names: Names, random: Random) -> dict[str, Person]:
    handles = dict.fromkeys(holding.who for place in places.values() for holding in place.holdings)
    told = _in_stories()
    people: dict[str, Person] = {}
    for number, handle in enumerate((*handles, *WITHOUT_POST), start=1):
        organisation = _home(handle, places)
        people[handle] = _person(f"p-{number:04d}", handle, organisation, told, names, random)
    return people


def _home(handle: str, places: dict[str, Place]) -> Organisation | None:
    """Where somebody belongs: to the seat of their name, else to the last one that is really theirs."""
    if handle in places:
        return places[handle].organisation
    own = [(holding.since, place.organisation) for place in places.values() for holding in place.holdings
           if holding.who == handle and holding.kind != "secondment"]
    return min(own, key=lambda item: item[0])[1] if own else None


def _person(key: str, handle: str, organisation: Organisation | None, told: Container[str], names: Names,
            random: Random) -> Person:
    name = names.name()
    listed, reachable, landline = random.random(), random.random(), random.random() < 0.6
    if organisation is None:
        return Person(key, handle, name, None, "", names.phone(landline=False))
    has_email = listed < 0.75 or bool(organisation.units) or handle in told
    has_phone = organisation in OURS or reachable < 0.5
    return Person(key, handle, name, organisation, email(name, organisation.host) if has_email else "",
                  names.phone(landline) if has_phone else "")
