"""People of a customer database and their employments, as the list says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ....batch import Origin
from ....identity.naming import address, is_role_address, is_team_name
from ....identity.nobody import holder_says
from ...files.tables import Cell


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A contact of the list. `cells` are further columns of the sheet of people; `title` counts without any job."""

    at: Origin
    id: str
    name: str
    email: str = ""
    title: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def is_mailbox(self) -> bool:
        """Whether it is a shared address or a team, as the sheet of people tells."""
        return is_team_name(self.name) if self.name else is_role_address(address(self.email))

    @property
    def is_nobody(self) -> bool:
        """Whether the name says that there is nobody: “Vacant”, “TBC”."""
        return bool(self.name and holder_says(self.name))

    @property
    def has_no_name(self) -> bool:
        """Whether nothing tells who it is; an address of a team needs no name."""
        return not self.name and not self.is_mailbox

    def says_the_same(self, other: Person) -> bool:
        """Whether two rows say the same about a person, whatever they say about employments."""
        return (self.name, self.email, self.cells, self.fault) == (other.name, other.email, other.cells, other.fault)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An employment. `cells` are further columns of the sheet of posts (unit, since, until …).

    `direct` is what the contact itself says; a job of the list of employments at the same organisation is the same one.
    `over` is an employment that has ended on a day that nobody knows. `manager` is an id, an address or a name.
    """

    at: Origin
    person: Person
    organisation: str
    title: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    manager: str = ""
    starts: date | None = None
    ends: date | None = None
    over: bool = False
    direct: bool = False
    id: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)

    def lasts(self, day: date) -> bool:
        """Whether it is an employment on that day, by its dates."""
        return not self.over and (self.starts or day) <= day <= (self.ends or day)

    @property
    def order(self) -> tuple[date, str]:
        """Where it comes among the jobs of a person at one organisation."""
        return self.starts or date.min, self.id


def merged(jobs: list[Job]) -> list[Job]:
    """The jobs, where what the contact says goes into the last job at the same organisation, if there is one."""
    listed: dict[tuple[Person, str], Job] = {}
    for job in jobs:
        at = (job.person, job.organisation)
        if not job.direct and (at not in listed or job.order > listed[at].order):
            listed[at] = job
    joined: dict[Job, Job] = {}
    alone: dict[tuple[Person, str, str], Job] = {}
    for job in jobs:
        at = (job.person, job.organisation)
        if job.direct and at in listed:
            joined[listed[at]] = _joined(job, joined.get(listed[at], listed[at]))
        elif job.direct and (job.title or (*at, "") not in alone):
            alone.setdefault((*at, job.title), job)
    titled = {(person, organisation) for person, organisation, title in alone if title}
    kept = [job for at, job in alone.items() if at[2] or at[:2] not in titled]
    return [*kept, *(joined.get(job, job) for job in jobs if not job.direct)]


def _joined(contact: Job, listed: Job) -> Job:
    return replace(listed, title=contact.title or listed.title, manager=contact.manager or listed.manager, direct=True,
                   cells={**contact.cells, **listed.cells}, origins={**contact.origins, **listed.origins})
