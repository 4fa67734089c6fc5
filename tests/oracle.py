"""What the words mean, worked out from the rows of a plain folder in the plainest way: a judge for the analysis.

It shares no code with the program and knows no graph. Every figure of redundancy is the size of a smallest set of
people that cuts all routes, found by trying all sets, so folders must be small. Things are called by their names
(mailboxes by their addresses), and rows refer to them by id or by name.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations, product

Row = dict[str, str]
Folder = dict[str, list[Row]]
Pair = tuple[str, str]

OURS = "(ours)"
THRESHOLD, FULL, CAP, CROWD, HALF_LIFE = 0.25, 0.5, 2.0, 15, 210
WEIGHTS = {"": 1.0, "meeting": 1.0, "call": 0.8, "video": 0.8, "event": 0.3, "email": 0.3}
ONE_WAY = 0.05
STATES = ("live", "cooling", "asserted", "lapsed", "ended")
COUNTING = STATES[:3]
VERDICTS = ("severed", "fail", "unknown", "unconfirmed", "pass")


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included; a span whose last day is before its first is empty."""

    first: date = date.min
    last: date = date.max

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __bool__(self) -> bool:
        return self.first <= self.last

    def __and__(self, other: Span) -> Span:
        return Span(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True)
class Contact:
    """One contact of two people: when, how much it adds, and the partnerships it was about."""

    day: date
    weight: float
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Claim:
    """One reason why two people count as known to each other: a row of `ties`, or nothing but contacts."""

    recorded: bool
    named: frozenset[str]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Link:
    """A counting tie as one partnership sees it."""

    state: str
    shared: bool

    @property
    def confirmed(self) -> bool:
        return self.state != "asserted" and not self.shared


@dataclass(frozen=True)
class PartnerAnswer:
    """What `redundancy` must say about one partner organisation; sets of people are named or counted."""

    participation: str
    kappa: int | None
    kappa_confirmed: int | None
    verdict: str
    people_ours: int
    people_theirs: int
    ties: int
    shared: int
    asserted: int
    kappa_any: int | None
    kappa_indirect: int | None
    severing: int
    sole_contacts: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What `redundancy` must say about one partnership."""

    kappa: int | None
    kappa_confirmed: int | None
    kappa_representatives: int | None
    needed: int
    verdict: str
    by_partner: dict[str, PartnerAnswer]


@dataclass(frozen=True)
class TieAnswer:
    """What `ties` must say about two people."""

    state: str
    strength: float | None
    last_contact: date | None


def day(text: str, last: bool = False) -> date | None:
    """A date as written; a partial one is the first or the last day that it can mean."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12 if last else 1
    return date(year, month, monthrange(year, month)[1] if last else 1)


def span(row: Row, first: str = "since", last: str = "until") -> Span:
    return Span(day(row.get(first, "")) or date.min, day(row.get(last, ""), last=True) or date.max)


def parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def fewest(routes: Iterable[frozenset[str]]) -> int:
    """How many people must go at least so that every route loses one of them, by trying all sets of people."""
    routes = set(routes)
    people = sorted(set().union(*routes))
    return next(size for size in range(len(people) + 1) for gone in combinations(people, size)
                if all(route & set(gone) for route in routes))


def most_disjoint(routes: Iterable[frozenset[str]]) -> int:
    """How many routes there are at most of which no two share a person, by trying all."""
    left = sorted(set(routes), key=sorted)
    if not left:
        return 0
    rest = [route for route in left[1:] if not route & left[0]]
    return max(1 + most_disjoint(rest), most_disjoint(left[1:]))


def strengths(contacts: Iterable[Contact], on: date, half_life: float) -> tuple[float, float]:
    """Strength on a day, and the highest it ever had: halved every half-life, a contact adds its weight, up to 2."""
    now = peak = 0.0
    before = date.min
    for contact in sorted(contacts, key=lambda c: c.day):
        now = min(CAP, now * 2 ** (-(contact.day - before).days / half_life) + contact.weight)
        peak, before = max(peak, now), contact.day
    return now * 2 ** (-(on - before).days / half_life), peak


def reaches(strength: float, threshold: float) -> bool:
    """At or above a threshold, up to rounding."""
    return strength >= threshold - 1e-9


def state_of(claim: Claim, on: date, half_life: float) -> str | None:
    """The state of a tie between two people who are on their sides; None where contacts were too weak to make one."""
    now, peak = strengths(claim.contacts, on, half_life)
    if not reaches(peak, THRESHOLD):
        return "asserted" if claim.recorded else None
    return "live" if reaches(now, FULL) else "cooling" if reaches(now, THRESHOLD) else "lapsed"


class Oracle:
    """Answers about a folder on one day."""

    def __init__(self, folder: Folder, on: date, half_life: float = HALF_LIFE) -> None:
        self.folder, self.on, self.half_life = folder, on, half_life
        self.names = {(sheet, row["id"]): row["name"] for sheet in folder for row in self.rows(sheet) if row.get("id")
                      and row.get("name")}

    def rows(self, sheet: str) -> list[Row]:
        return self.folder.get(sheet, [])

    def called(self, sheet: str, text: str | None) -> str:
        return self.names.get((sheet, text or ""), text or "")

    def called_all(self, sheet: str, text: str | None) -> list[str]:
        return [self.called(sheet, part) for part in parts(text)]

    # Organisations: what is part of what, and which are ours.

    @cached_property
    def marked(self) -> set[str]:
        return {row["name"] for row in self.rows("organisations") if row.get("ours") == "yes"}

    @cached_property
    def above(self) -> dict[str, str]:
        return {row["name"]: self.called("organisations", row["part_of"]) for row in self.rows("organisations")
                if row.get("part_of")}

    def climb(self, organisation: str) -> list[str]:
        """An organisation and what it is part of, up to the first that is marked as ours."""
        chain = [organisation]
        while chain[-1] not in self.marked and chain[-1] in self.above:
            chain.append(self.above[chain[-1]])
        return chain

    def is_ours(self, organisation: str) -> bool:
        return bool(set(self.climb(organisation)) & self.marked)

    def places(self, organisation: str) -> set[str]:
        """The sides on which somebody of this organisation stands."""
        return {OURS} if self.is_ours(organisation) else set(self.climb(organisation))

    # People: since when and until when they are on which side.

    def _unit(self, name: str) -> tuple[str, Span]:
        """The organisation of a unit and the days on which it exists."""
        row = next(r for r in self.rows("units") if name in (r.get("id"), r["name"]))
        above, days = self._unit(row["part_of"]) if row.get("part_of") else ("", Span())
        return self.called("organisations", row.get("organisation")) or above, span(row) & days

    def _holding(self, row: Row) -> tuple[str, Span]:
        """The organisation of a row that names a unit or an organisation, and the days on which it holds."""
        organisation, days = self._unit(row["unit"]) if row.get("unit") else ("", Span())
        return self.called("organisations", row.get("organisation")) or organisation, \
            days & span(row) & span(row, "post_since", "post_until")

    @cached_property
    def holdings(self) -> list[tuple[str, str, Span]]:
        """Person, organisation and days of everything that anybody held: posts, and people without a row in posts."""
        found = [(self.called("people", row["holder"]), *self._holding(row)) for row in self.rows("posts")
                 if row.get("holder")]
        seats = {(person, organisation) for person, organisation, _ in found}
        for row in self.rows("people"):
            organisation, days = self._holding(row)
            if organisation and (row["name"], organisation) not in seats:
                found.append((row["name"], organisation, days))
        return [holding for holding in found if holding[1]]

    def stays(self, person: str, side: str, partnership: str) -> Iterator[Span]:
        """The spans of days, up to today, on which a person stands on a side of a partnership."""
        found = [days for who, where, days in self.holdings if who == person and side in self.places(where)]
        found += [span(row) for row in self.representatives(partnership) if row["person"] == person
                  and row["on_behalf_of"] and side in self.places(row["on_behalf_of"])]
        return (days for days in found if days and days.first <= self.on)

    def stands(self, person: str, side: str, partnership: str) -> bool:
        return any(self.on in days for days in self.stays(person, side, partnership))

    @cached_property
    def people(self) -> list[str]:
        return [row["name"] for row in self.rows("people")]

    def on_side(self, side: str, partnership: str) -> list[str]:
        return [person for person in self.people if self.stands(person, side, partnership)]

    def ever_on_side(self, side: str, partnership: str) -> list[str]:
        return [person for person in self.people if any(self.stays(person, side, partnership))]

    def representatives(self, partnership: str) -> list[Row]:
        return [{**row, "person": self.called("people", row["person"]),
                 "on_behalf_of": self.called("organisations", row.get("on_behalf_of"))}
                for row in self.rows("representatives")
                if self.called("partnerships", row["partnership"]) == partnership]

    def represents(self, person: str, partnership: str, ever: bool = False) -> bool:
        return any(row["person"] == person and (self.on in span(row) or (ever and span(row).first <= self.on))
                   for row in self.representatives(partnership))

    # Partnerships and their members.

    @cached_property
    def memberships(self) -> list[tuple[str, str, str, Span]]:
        """Partnership, organisation, participation and days; the short form for pairs that `members` leaves out."""
        found = [(self.called("partnerships", row["partnership"]), self.called("organisations", row["organisation"]),
                  row.get("participation") or "core", span(row)) for row in self.rows("members")]
        spoken = {(partnership, organisation) for partnership, organisation, _, _ in found}
        for row in self.rows("partnerships"):
            found += [(row["name"], organisation, "core", Span())
                      for organisation in self.called_all("organisations", row.get("organisations"))
                      if (row["name"], organisation) not in spoken]
        return found

    @cached_property
    def begun(self) -> set[str]:
        return {row["name"] for row in self.rows("partnerships") if (day(row.get("started", "")) or self.on) <= self.on}

    @cached_property
    def partners(self) -> dict[str, dict[str, str]]:
        """Partnership -> partner organisation -> participation, today; with implied ones."""
        joined = {partnership for partnership, *_ in self.memberships}
        found: dict[str, dict[str, str]] = {name: {} for name in self.begun - joined}
        for partnership, organisation, participation, days in self.memberships:
            if partnership in self.begun and self.on in days:
                found.setdefault(partnership, {})
                if not self.is_ours(organisation):
                    found[partnership][organisation] = participation
        standing = {organisation for partnership, organisation, _, days in self.memberships
                    if partnership in self.begun and days.first <= self.on}
        for organisation in sorted({where for _, where, days in self.holdings if days and days.first <= self.on}):
            if not self.is_ours(organisation) and not standing & set(self.climb(organisation)):
                found[self.implied(organisation)] = {organisation: "core"}
        return found

    @staticmethod
    def implied(organisation: str) -> str:
        return f"implied {organisation}"

    def partnership(self, name: str) -> Row:
        return next((row for row in self.rows("partnerships") if row["name"] == name), {})

    def needed(self, partnership: str) -> int:
        row = self.partnership(partnership)
        return int(row.get("needed") or (1 if row.get("degree") in ("contact", "networking", "cooperation") else 2))

    def size(self, organisation: str) -> float:
        """How many people an organisation has, as recorded; endless where nothing is."""
        sizes = (row.get("size") for row in self.rows("organisations") if organisation in (row.get("id"), row["name"]))
        return float(next(sizes) or "inf")

    def half_life_of(self, partnership: str) -> float:
        return max(self.half_life, 0.625 * int(self.partnership(partnership).get("cadence_days") or 0))

    # Ties: who says that two know each other, and which partnerships it serves.

    def known(self, one: str, other: str) -> list[tuple[Span, Row]]:
        """Rows about two people or mailboxes that had begun by today, in either direction."""
        return [(span(row), row) for row in self.rows("ties")
                if {self.called("people", row["from"]), self.called("people", row["to"])} == {one, other}
                and span(row).first <= self.on]

    def _named(self, row: Row) -> frozenset[str]:
        return frozenset(self.called_all("partnerships", row.get("partnership")))

    def stated(self, rows: Iterable[Row]) -> set[date]:
        """Days of contact up to today that rows of `ties` name."""
        days = {day(row.get(column, "")) for row in rows for column in ("last_contact", "confirmed_on")}
        return {on for on in days if on and on <= self.on}

    def meetings(self, one: str, other: str) -> list[Contact]:
        """Interactions up to today at which both were present among at most 15 people."""
        found: list[tuple[Contact, str]] = []
        for row in self.rows("interactions"):
            present, on = self.called_all("people", row.get("people")), day(row["on"])
            crowd = sum(name in self.people for name in present)
            if on and on <= self.on and crowd <= CROWD and {one, other} <= set(present):
                about = frozenset(self.called_all("partnerships", row.get("partnership")))
                found.append((Contact(on, WEIGHTS[row.get("channel", "")], about), self._direction(row)))
        mails = [(contact.day, way) for contact, way in found]
        return [replace(c, weight=ONE_WAY) if way and not self._answered(c.day, way, mails) else c for c, way in found]

    @staticmethod
    def _direction(row: Row) -> str:
        """The way a mail went, if it went one way only (or nobody wrote down which way)."""
        return "" if row.get("channel") != "email" or row.get("direction") == "both" else row.get("direction") or "?"

    @staticmethod
    def _answered(on: date, way: str, mails: Iterable[tuple[date, str]]) -> bool:
        return any({way, other} == {"in", "out"} and abs((then - on).days) <= HALF_LIFE for then, other in mails)

    def claims(self, one: str, other: str) -> list[Claim]:
        """Open rows with all evidence; where none is open, what contacts since the last one was closed keep alive."""
        rows, meetings = self.known(one, other), self.meetings(one, other)
        opened = [row for days, row in rows if self.on in days]
        if opened:
            evidence = self._by_day(meetings, self.stated(opened))
            return [Claim(True, self._named(row), evidence) for row in opened]
        closed = max((days.last for days, _ in rows), default=date.min)
        later = [contact for contact in meetings if contact.day > closed]
        names = {self._named(row) for _, row in rows} or {self._about(later)}
        return [Claim(False, named, self._by_day(later, set())) for named in names] if later else []

    @staticmethod
    def _by_day(meetings: Iterable[Contact], stated: set[date]) -> tuple[Contact, ...]:
        """Contacts, where a day that a row names is one meeting, the same as one that is logged on that day."""
        days: dict[date, float] = {}
        for contact in meetings:
            days[contact.day] = days.get(contact.day, 0) + contact.weight
        days |= {on: max(1.0, days.get(on, 0)) for on in stated}
        return tuple(Contact(on, weight) for on, weight in days.items())

    @staticmethod
    def _about(contacts: Iterable[Contact]) -> frozenset[str]:
        """The partnerships that contacts name, where each of them says what it was about."""
        abouts = [contact.about for contact in contacts]
        return frozenset[str]().union(*abouts) if all(abouts) else frozenset()

    def served(self, named: frozenset[str], pair: Pair, organisation: str, ever: bool = False) -> tuple[set[str], bool]:
        """The partnerships with an organisation in which a tie counts, and whether it is shared between them."""
        having = {name for name, members in self.partners.items() if organisation in members}
        if named:
            return having & named, False
        represented = {name for name in having if any(self.represents(person, name, ever) for person in pair)}
        return (represented, False) if represented else (having, len(having) > 1)

    def link(self, pair: Pair, organisation: str, partnership: str) -> Link | None:
        """The best counting tie between two ends towards an organisation in a partnership."""
        found = []
        for claim in self.claims(*pair):
            served, shared = self.served(claim.named, pair, organisation)
            state = state_of(claim, self.on, self.half_life_of(partnership))
            if partnership in served and state in COUNTING:
                found.append(Link(state, shared))
        return min(found, key=lambda link: (not link.confirmed, STATES.index(link.state), link.shared), default=None)

    def links(self, organisation: str, partnership: str) -> dict[Pair, Link]:
        """Ties that count, between people who stand on one side only."""
        ours, theirs = set(self.on_side(OURS, partnership)), set(self.on_side(organisation, partnership))
        found = {(a, b): self.link((a, b), organisation, partnership) for a, b in product(ours - theirs, theirs - ours)}
        return {pair: link for pair, link in found.items() if link}

    def ever_recorded(self, pair: Pair, organisation: str, partnership: str) -> bool:
        """Whether a tie that served a partnership stood on days on which both people stood on their sides."""
        both = [x & y for x, y in product(self.stays(pair[0], OURS, partnership),
                                          self.stays(pair[1], organisation, partnership))]
        meetings = self.meetings(*pair)
        stood = [(days, self._named(row)) for days, row in self.known(*pair)]
        names = {named for _, named in stood} or {self._about(meetings)}
        days = {contact.day for contact in meetings} | {stay.first for stay in both}
        stood += [(Span(on, on), named) for on in days if self._alive(meetings, on, partnership) for named in names]
        return any(x & y & Span(last=self.on) and self._served_ever(named, pair, organisation, partnership)
                   for x, (y, named) in product(both, stood))

    def _alive(self, meetings: list[Contact], on: date, partnership: str) -> bool:
        """Whether interactions alone made two people count as known on a day."""
        before = [contact for contact in meetings if contact.day <= on]
        return reaches(strengths(before, on, self.half_life_of(partnership))[0], THRESHOLD)

    def _served_ever(self, named: frozenset[str], pair: Pair, organisation: str, partnership: str) -> bool:
        return any(partnership in self.served(named, pair, organisation, ever)[0] for ever in (False, True))

    def was_known(self, organisation: str, partnership: str) -> bool:
        """Whether people were known on both sides and a tie was recorded, or somebody stood on both sides at once."""
        ours, theirs = self.ever_on_side(OURS, partnership), self.ever_on_side(organisation, partnership)
        twice = any(x & y & Span(last=self.on) for p in ours
                    for x, y in product(self.stays(p, OURS, partnership), self.stays(p, organisation, partnership)))
        return twice or any(self.ever_recorded((a, b), organisation, partnership)
                            for a, b in product(ours, theirs) if a != b)

    # Routes: the sets of people each of which cuts a way from our side to theirs.

    def both_sides(self, organisation: str, partnership: str) -> set[frozenset[str]]:
        return {frozenset({person}) for person in self.on_side(OURS, partnership)
                if self.stands(person, organisation, partnership)}

    def mailbox_routes(self, organisation: str, partnership: str) -> set[frozenset[str]] | None:
        """Ways through mailboxes: people who write to one or read one; None where nobody writes to any."""
        ours = self._ends(OURS, OURS, partnership)
        theirs = self._ends(organisation, organisation, partnership)
        boxes = {row["address"] for row in self.rows("mailboxes")}
        linked = [(one, other) for one, other in product(ours, theirs) if {one, other} & boxes and one != other
                  and not {one, other} & set().union(*self.both_sides(organisation, partnership))
                  and self.link((one, other), organisation, partnership)]
        ways = {frozenset({a, b}) for one, other in linked for a, b in product(ours[one], theirs[other])}
        return ways if linked else None

    def _ends(self, place: str, side: str, partnership: str) -> dict[str, list[str]]:
        """People of a side as their own readers, and mailboxes of that side with those of its people who read them."""
        people = self.on_side(side, partnership)
        ends = {person: [person] for person in people}
        for row in self.rows("mailboxes"):
            if place in self.places(self._holding(row)[0]):
                ends[row["address"]] = [p for p in self.called_all("people", row.get("members")) if p in people]
        return ends

    def indirect_routes(self, organisation: str, partnership: str) -> set[frozenset[str]] | None:
        """Ways through one go-between who stands on neither side and has not left; None where there is none."""
        ours, theirs = self.on_side(OURS, partnership), self.on_side(organisation, partnership)
        third = [person for person in self.people if person not in (*ours, *theirs) and not self.has_left(person)]
        return {frozenset({a, c, b}) for a, c, b in product(ours, third, theirs)
                if self._knows(a, c, partnership) and self._knows(c, b, partnership)} or None

    def has_left(self, person: str) -> bool:
        """Whether somebody once held a post and holds none today."""
        held = [days for who, _, days in self.holdings if who == person]
        return bool(held) and not any(self.on in days for days in held)

    def _knows(self, one: str, other: str, partnership: str) -> bool:
        half_life = self.half_life_of(partnership)
        return any(state_of(claim, self.on, half_life) in COUNTING for claim in self.claims(one, other))

    # Answers.

    def partner(self, organisation: str, partnership: str) -> PartnerAnswer:
        links = self.links(organisation, partnership)
        both = self.both_sides(organisation, partnership)
        routes = {frozenset(pair) for pair in links} | both
        confirmed = {frozenset(pair) for pair, link in links.items() if link.confirmed} | both
        unknown = not routes and not self.was_known(organisation, partnership)
        kappa = fewest(routes)
        assert kappa == most_disjoint(routes)
        twice = {person for route in both for person in route}
        return PartnerAnswer(
            self.partners[partnership][organisation],
            None if unknown else kappa,
            None if unknown else fewest(confirmed),
            self._verdict(kappa, fewest(confirmed), unknown, self.needed(partnership), self.size(organisation)),
            len({a for a, _ in links} | twice), len({b for _, b in links} | twice), len(links),
            sum(link.shared for link in links.values()), sum(link.state == "asserted" for link in links.values()),
            self._beyond(routes, unknown, self.mailbox_routes(organisation, partnership)),
            self._beyond(routes, unknown, self.indirect_routes(organisation, partnership)),
            kappa, frozenset.intersection(*routes) if routes else frozenset())

    @staticmethod
    def _beyond(routes: set[frozenset[str]], unknown: bool, more: set[frozenset[str]] | None) -> int | None:
        return None if unknown and more is None else fewest(routes | (more or set()))

    @staticmethod
    def _verdict(kappa: int, confirmed: int, unknown: bool, needed: int, size: float) -> str:
        if unknown:
            return "unknown"
        if kappa == 0:
            return "severed"
        return "fail" if min(kappa, size) < needed else "unconfirmed" if confirmed < needed else "pass"

    def by_representatives(self, organisation: str, partnership: str) -> int | None:
        """Redundancy over people named as representatives; None where either side named none."""
        named = [p for p in self.people if self.represents(p, partnership)]
        if not all(any(self.stands(p, side, partnership) for p in named) for side in (OURS, organisation)):
            return None
        routes = {frozenset(pair) for pair in self.links(organisation, partnership)} | self.both_sides(
            organisation, partnership)
        return fewest(route for route in routes if route <= set(named))

    def answer(self, partnership: str) -> Answer:
        partners = {name: self.partner(name, partnership) for name in self.partners[partnership]}
        core = {name: found for name, found in partners.items() if found.participation == "core"}
        return Answer(
            min((p.kappa for p in core.values() if p.kappa is not None), default=None),
            min((p.kappa_confirmed for p in core.values() if p.kappa_confirmed is not None), default=None),
            min((k for name in core if (k := self.by_representatives(name, partnership)) is not None), default=None),
            self.needed(partnership),
            min((p.verdict for p in core.values()), key=VERDICTS.index, default="unknown"), partners)

    def redundancy(self) -> dict[str, Answer]:
        """Partnership -> answer."""
        return {name: self.answer(name) for name in self.partners}

    def ties(self) -> dict[tuple[str, str, str], TieAnswer]:
        """(ours, theirs, organisation) -> answer, for everybody who ever stood on those sides."""
        found: dict[tuple[str, str, str], TieAnswer] = {}
        for organisation in sorted({name for members in self.partners.values() for name in members}):
            having = [name for name, members in self.partners.items() if organisation in members]
            ours = {p for name in having for p in self.ever_on_side(OURS, name)}
            theirs = {p for name in having for p in self.ever_on_side(organisation, name)}
            for pair in product(sorted(ours), sorted(theirs)):
                tie = self._tie(pair, organisation, having) if pair[0] != pair[1] else None
                if tie:
                    found[*pair, organisation] = tie
        return found

    def _tie(self, pair: Pair, organisation: str, having: list[str]) -> TieAnswer | None:
        rows, claims = [row for _, row in self.known(*pair)], self.claims(*pair)
        here = [name for name in having if self.ever_recorded(pair, organisation, name)]
        if not here:
            return None
        standing = any(self.stands(pair[0], OURS, name) and self.stands(pair[1], organisation, name) for name in here)
        half_life = self._slowest(claims, pair, organisation)
        states = [state for claim in claims if (state := state_of(claim, self.on, half_life))]
        state = min(states, key=STATES.index, default="ended") if standing else "ended"
        evidence = claims[0].contacts if claims else ()
        strength = strengths(evidence, self.on, half_life)[0] if evidence else None
        last = {*self.stated(rows), *(contact.day for contact in self.meetings(*pair))}
        return TieAnswer(state, strength, max(last, default=None))

    def _slowest(self, claims: list[Claim], pair: Pair, organisation: str) -> float:
        """The half-life of a tie that serves several partnerships: the longest of theirs."""
        names = {name for claim in claims for name in self.served(claim.named, pair, organisation)[0]}
        return max((self.half_life_of(name) for name in names), default=self.half_life)
