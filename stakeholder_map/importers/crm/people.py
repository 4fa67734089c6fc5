"""People of a customer database with their employments, as rows of people and posts: one post for each employment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ...identity import Directory
from ...identity.naming import address, is_role_address, is_team_name, normal_person
from ...model import Origin, Problem
from ..made import MadeRows
from ..sheets.seats import holder_says
from ..tables import Cell
from .organisations import Organisations

_Origins = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A contact of the list. `cells` are further columns of the sheet of people; `title` counts without any job."""

    at: Origin
    id: str
    name: str
    email: str = ""
    title: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    origins: _Origins = field(default_factory=dict)
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
    origins: _Origins = field(default_factory=dict)

    def lasts(self, day: date) -> bool:
        """Whether it is an employment on that day, by its dates."""
        return not self.over and (self.starts or day) <= day <= (self.ends or day)


class Staff:
    """Collects people and jobs; `write` makes the rows, when all of them are known."""

    def __init__(self, made: MadeRows, known: Directory, organisations: Organisations, day: date) -> None:
        self._made = made
        self._known = known
        self._organisations = organisations
        self._day = day
        self._people: list[Person] = []
        self._by_id: dict[str, Person] = {}
        self._jobs: list[Job] = []
        self._over = 0
        self._nameless = 0
        self._references: dict[Person, str] = {}

    def person(self, person: Person) -> Person:
        """Take a contact; one whom a list repeats, as with a second organisation, is the one taken before."""
        before = self._by_id.setdefault(person.id, person) if person.id else person
        if before is not person and before.says_the_same(person):
            return before
        if not person.has_no_name:
            self._people.append(person)
        elif person.email or person.title or person.id:
            self._nameless += 1
        return person

    def get(self, code: str) -> Person | None:
        """The contact with this id, if it has a name."""
        found = self._by_id.get(code)
        return None if found is None or found.has_no_name else found

    def job(self, job: Job) -> None:
        """Take an employment; one without organisation is none."""
        if job.organisation and not job.person.has_no_name:
            self._jobs.append(job)

    def reference(self, person: Person) -> str:
        """How rows refer to a person, once `write` was called; '' for a name that is nobody's."""
        return "" if person.is_nobody else self._references.get(person, "")

    def write(self) -> list[Problem]:
        """Make the rows of people and posts; gives notes."""
        shared = Counter(address(p.email) for p in self._people if p.email)
        self._references = references = {p: _reference(p, shared) for p in self._people}
        posts = self._codes(_merged(self._jobs))
        places = self._places(posts)
        managers = Managers(posts, self._day)
        employed = {job.person for job in posts}
        for person in self._people:
            if not person.is_nobody:
                self._person(person, places.get(person, ""), "" if person in employed else person.title)
        for job, code in posts.items():
            if not job.person.is_mailbox:
                self._post(job, code, references[job.person], managers.of(job))
        return self._notes()

    def _codes(self, jobs: Sequence[Job]) -> dict[Job, str]:
        """An id for the post of each job: of the person and the organisation, and of the job unless it is the first."""
        codes: dict[Job, str] = {}
        alike: dict[tuple[Person, str], list[Job]] = defaultdict(list)
        for job in jobs:
            alike[job.person, job.organisation].append(job)
        for (person, organisation), group in alike.items():
            base = f"{self._references[person]}/post/{self._organisations.code(organisation)}"
            for n, job in enumerate(sorted(group, key=_order)):
                codes[job] = f"{base}/{job.id or n + 1}" if n else base
        return codes

    def _places(self, posts: Mapping[Job, str]) -> dict[Person, str]:
        """Where people work today; what the contact itself says comes first."""
        places: dict[Person, str] = {}
        for job in sorted((j for j in posts if j.lasts(self._day)), key=lambda j: not j.direct):
            places.setdefault(job.person, job.organisation)
        return places

    def _person(self, person: Person, organisation: str, title: str) -> None:
        cells = {"id": person.id, "name": person.name, "email": person.email, "organisation": organisation,
                 "title": title, **person.cells}
        self._made.add("people", person.at, cells, person.origins, person.fault)

    def _post(self, job: Job, code: str, holder: str, manager: str) -> None:
        """The row of a job. One that is over since nobody knows when is closed where it was known, once and for all."""
        cells = dict(job.cells)
        if job.over:
            stored = f"{self._organisations.source}:{code}" in self._known.entries
            self._over += not stored
            holder, manager = ("", "") if stored else (holder, manager)
            cells["until"] = "" if stored else (self._day - timedelta(days=1)).isoformat()
        if manager and "until" in cells:
            cells["line_until"] = cells["until"]
        if job.person.is_nobody:
            holder = ""
        self._made.add("posts", job.at, {"id": code, "title": job.title, "organisation": job.organisation,
                                         "holder": holder, "reports_to": manager, **cells}, job.origins)

    def _notes(self) -> list[Problem]:
        last = self._day - timedelta(days=1)
        told = ((self._over, f"employments have ended, but no day is given; the last day was set to {last}.",
                 "Write the day into the list if it is known."),
                (self._nameless, "contacts have no name; left out.", "Write their names into the list."))
        return [Problem(f"{count:,} {what}", hint, rejected=False) for count, what, hint in told if count]


class Managers:
    """Finds the post of a manager who is named by id, address or name."""

    def __init__(self, posts: Mapping[Job, str], day: date) -> None:
        self._posts = posts
        self._by: dict[str, list[Job]] = defaultdict(list)
        for job in posts:
            if job.lasts(day):
                marks = (job.person.id, address(job.person.email), normal_person(job.person.name))
                for mark in {mark for mark in marks if mark}:
                    self._by[mark].append(job)

    def of(self, job: Job) -> str:
        """The post that a job reports to; as it is written where that is not one post of this list."""
        text = job.manager
        jobs = next((self._by[mark] for mark in (text, address(text), normal_person(text)) if mark in self._by), [])
        here = [j for j in jobs if j.organisation == job.organisation] or jobs
        return self._posts[here[0]] if len(here) == 1 else text


def _reference(person: Person, shared: Mapping[str, int]) -> str:
    """What refers to a person: the id, else an address of their own, else the name."""
    email = address(person.email)
    own = email and shared[email] == 1 and not is_role_address(email)
    return person.id or (email if own else person.name)


def _merged(jobs: list[Job]) -> list[Job]:
    """The jobs, where what the contact says goes into the last job at the same organisation, if there is one."""
    listed: dict[tuple[Person, str], Job] = {}
    for job in jobs:
        at = (job.person, job.organisation)
        if not job.direct and (at not in listed or _order(job) > _order(listed[at])):
            listed[at] = job
    joined = dict(zip(listed.values(), listed.values(), strict=True))
    for job in jobs:
        if job.direct and (other := listed.get((job.person, job.organisation))):
            joined[other] = replace(other, title=job.title or other.title, cells={**job.cells, **other.cells},
                                    manager=job.manager or other.manager, direct=True,
                                    origins={**job.origins, **other.origins})
    direct = {(job.person, job.organisation, job.title): job for job in reversed(jobs)
              if job.direct and (job.person, job.organisation) not in listed}
    return [*direct.values(), *(joined.get(job, job) for job in jobs if not job.direct)]


def _order(job: Job) -> tuple[date, str]:
    return job.starts or date.min, job.id
