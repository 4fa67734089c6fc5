"""The shapes in which the demo is told: organisations with their charts, careers, partnerships and contacts.

Everything is told from today backwards: numbers called `since`, `until`, `opened` and the like are months ago,
those ending in `_in` are months ahead, so the demo never ages. People and seats go by short handles; a seat
that has no career of its own is held by one person with the handle of the seat.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import LEVELS

EXECUTIVE, SENIOR, OPERATIONAL, FRONTLINE = LEVELS


@dataclass(frozen=True, slots=True)
class Seat:
    """A post, or `count` posts alike with the handles `handle-1`, `handle-2` and so on."""

    handle: str
    title: str = ""
    level: str = ""
    boss: str = ""
    count: int = 1
    opened: float | None = None
    closed: float | None = None
    line: str = "solid"

    @property
    def handles(self) -> tuple[str, ...]:
        if self.count == 1:
            return (self.handle,)
        return tuple(f"{self.handle}-{number}" for number in range(1, self.count + 1))


@dataclass(frozen=True, slots=True)
class Unit:
    """A team or division with its seats; `function` is what all of them do."""

    name: str
    function: str
    seats: tuple[Seat, ...]
    part_of: str = ""
    opened: float | None = None
    closed: float | None = None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A team address: the part before the @, the unit it belongs to, the people who read it."""

    local: str
    members: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: with a chart (`units`), or only with a list of people (`seats`)."""

    id: str
    name: str
    kind: str
    domain: str
    identifier: str = ""
    ours: bool = False
    part_of: str = ""
    size: int | None = None
    units: tuple[Unit, ...] = ()
    seats: tuple[Seat, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()

    @property
    def host(self) -> str:
        return f"{self.domain}.example.org"


@dataclass(frozen=True, slots=True)
class Holding:
    """`who` sat on `seat` from `since` until the day before `until`; ahead of us, `leaving_in`, `contract_in`."""

    who: str
    seat: str
    since: float
    until: float | None = None
    kind: str = "substantive"
    leaving_in: float | None = None
    contract_in: float | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation in a partnership, what it wants from it, and where it is at home there."""

    organisation: str
    participation: str = "core"
    objective: str = ""
    confirmed: float | None = None
    host: str = ""
    sponsor: str = ""


@dataclass(frozen=True, slots=True)
class Representative:
    """Who speaks for which organisation in a partnership."""

    who: str
    capacity: str
    organisation: str
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody stood towards a partnership `asked` months ago, and how they should; by whose opinion."""

    who: str
    current: str
    desired: str
    power: int
    interest: int
    asked: float
    by: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something in writing: `ends_in` and `review_in` may be negative, that is, over or overdue."""

    kind: str
    owner: str
    signatories: tuple[str, ...]
    signed: float
    ends_in: float | None = None
    review_in: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings that come again: every so many days from `since` to `until`, the same people invited each time.

    One that lies ahead has negative months and is planned.
    """

    purposes: tuple[str, ...]
    channel: str
    every: int
    since: float
    until: float
    people: tuple[str, ...]
    never_came: tuple[str, ...] = ()
    direction: str = "both"

    @property
    def planned(self) -> bool:
        return self.until < 0


@dataclass(frozen=True, slots=True)
class Known:
    """A line of a contact list: `ours` knows `theirs`. Without `met`, `confirmed` or a meeting it is only said."""

    ours: str
    theirs: str
    strength: int | None = None
    since: float | None = None
    until: float | None = None
    met: float | None = None
    confirmed: float | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of one partnership. `named`: its ties name it, because the organisations share several."""

    series: tuple[Series, ...] = ()
    known: tuple[Known, ...] = ()
    named: bool = False
    about: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """A partnership with everything that is recorded about it."""

    id: str
    name: str
    degree: str
    stage: str
    goal: str
    beneficiaries: str
    started: float
    review_in: float
    importance: int
    coordinator: str
    members: tuple[Member, ...]
    contacts: Contacts = Contacts()
    representatives: tuple[Representative, ...] = ()
    stakeholders: tuple[Stance, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    ends_in: float | None = None
    cadence: int | None = None
    needed: int | None = None
