"""The people of a customer database as rows of people and posts: one post for each employment, dated, with its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ....batch import Problem
from ....identity import Directory
from ....identity.naming import address, is_role_address, normal_person
from ....words import tally
from ..made import MadeRows
from .managers import Line, Managers
from .organisations import Organisations
from .people import Job, Person, merged


class Staff:
    """Collects people, jobs and lines; `write` makes the rows, when all of them are known."""

    def __init__(self, made: MadeRows, known: Directory, organisations: Organisations, day: date) -> None:
        self._made = made
        self._known = known
        self._organisations = organisations
        self._day = day
        self._people: list[Person] = []
        self._by_id: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._by_email: dict[str, list[Person]] = defaultdict(list)
        self._jobs: list[Job] = []
        self._lines: list[Line] = []
        self._placed: tuple[int, set[tuple[Person, str]]] = (0, set())
        self._references: dict[Person, str] = {}
        self._told: Counter[str] = Counter()
        self._nameless: list[Person] = []

    def person(self, person: Person) -> Person:
        """Take a contact; one whom a list repeats, as with a second organisation, is the one taken before."""
        before = self._by_id.setdefault(person.id, person) if person.id else person
        if before is not person and before.says_the_same(person):
            return before
        if not person.has_no_name:
            self._people.append(person)
            self._by_name[normal_person(person.name)].append(person)
            if person.email:
                self._by_email[address(person.email)].append(person)
        elif person.email or person.title or person.id:
            self._nameless.append(person)
        return person

    def alias(self, person: Person, name: str) -> None:
        """A further name under which lists may speak of a person."""
        if normal_person(name) != normal_person(person.name):
            self._by_name[normal_person(name)].append(person)

    def get(self, text: str, organisation: str = "") -> Person | None:
        """The contact with this id, else the only one with this address or name; None where that is nobody with a name.

        Of several with one name the only one with a job at the `organisation`.
        """
        found = self._by_id.get(text)
        if found is None and ("@" in text or " " in text):
            alike = self._by_email.get(address(text), []) if "@" in text else \
                self._by_name.get(normal_person(text), [])
            if len(alike) > 1 and organisation:
                alike = [person for person in alike if (person, organisation) in self._places()]
            found = alike[0] if len(alike) == 1 else None
        return None if found is None or found.has_no_name else found

    def _places(self) -> set[tuple[Person, str]]:
        """Who has a job at which organisation, as far as jobs were taken."""
        if self._placed[0] != len(self._jobs):
            self._placed = len(self._jobs), {(job.person, job.organisation) for job in self._jobs}
        return self._placed[1]

    def job(self, job: Job) -> None:
        """Take an employment; one without organisation is none."""
        if job.organisation and not job.person.has_no_name:
            self._jobs.append(job)

    def line(self, line: Line) -> None:
        """Take a reporting line that a list states by itself."""
        self._lines.append(line)

    def reference(self, person: Person) -> str:
        """How rows refer to a person, once `write` was called; '' for a name that is nobody's."""
        return self._references.get(person, "")

    def write(self) -> list[Problem]:
        """Make the rows of people and posts; gives notes."""
        shared = Counter(address(p.email) for p in self._people if p.email)
        self._references = {person: "" if person.is_nobody else _reference(person, shared) for person in self._people}
        posts = self._codes(merged(self._jobs))
        self._write_people(posts)
        managers = Managers(posts, self._day)
        for job, code in posts.items():
            if not job.person.is_mailbox and (code or job.title):
                self._post(job, code, self._manager(job, managers))
        for line in self._lines:
            self._line(line, managers.ends(line), posts)
        told = [Problem(tally(count, what), rejected=False) for what, count in self._told.items() if count]
        return [*told, *self._unnamed()]

    def _unnamed(self) -> list[Problem]:
        """A note on contacts without a name, and how to find those of whom there is more than an id."""
        count, known = len(self._nameless), [p for p in self._nameless if p.email or p.title]
        shown = ", ".join(f"{p.email or p.title} ({p.at.file}, line {p.at.line})" for p in known[:5])
        more = f": {shown}{' …' if len(known) > 5 else ''}." if known else "."
        return [Problem(tally(count, f"contacts have no name; left out{more}"),
                        "Fill in the names of those who matter, and import again." if known else "",
                        rejected=False)] if count else []

    def forget(self) -> None:
        """Let go of the people and their jobs, once nothing refers to them any more."""
        for held in (self._people, self._by_id, self._by_name, self._by_email, self._jobs, self._lines,
                     self._references, self._nameless):
            held.clear()
        self._placed = (0, set())

    def _codes(self, jobs: Sequence[Job]) -> dict[Job, str]:
        """An id for the post of each job: of the person and the organisation, and of the job unless it is the first.

        A vacancy without id has '', and is known by its title.
        """
        codes: dict[Job, str] = {}
        alike: dict[tuple[Person, str], list[Job]] = defaultdict(list)
        for job in jobs:
            alike[job.person, job.organisation].append(job)
        for (person, organisation), group in alike.items():
            who = self._references[person] or person.id
            base = f"{who}/post/{self._organisations.code(organisation)}"
            for n, job in enumerate(sorted(group, key=lambda job: job.order)):
                codes[job] = "" if not who else f"{base}/{job.id or n + 1}" if n else base
        return codes

    def _write_people(self, posts: Mapping[Job, str]) -> None:
        """Rows of people, each with where they work today; what the contact itself says comes first."""
        employed = {job.person for job in posts}
        places: dict[Person, str] = {}
        for job in sorted((j for j in posts if j.lasts(self._day)), key=lambda j: not j.direct):
            places.setdefault(job.person, job.organisation)
        for person in self._people:
            if self._references[person]:
                cells = {"id": person.id, "name": person.name, "email": person.email,
                         "organisation": places.get(person, ""), "title": "" if person in employed else person.title}
                self._made.add("people", person.at, {**cells, **person.cells}, person.origins, person.fault)

    def _manager(self, job: Job, managers: Managers) -> str:
        found = managers.of(job) if job.manager else ""
        if found is None:
            self._told["managers are not among the people of the same organisation; no line was made."] += 1
        return found or ""

    def _post(self, job: Job, code: str, manager: str) -> None:
        """The row of a job. One that is over since nobody knows when is closed where it was known, once and for all."""
        cells = dict(job.cells)
        holder = self.reference(job.person)
        if job.over:
            stored = f"{self._organisations.source}:{code}" in self._known.entries
            last = self._day - timedelta(days=1)
            self._told[f"employments have ended, but no day is given; the last day was set to {last}."] += not stored
            holder, manager = ("", "") if stored else (holder, manager)
            cells["until"] = "" if stored else last.isoformat()
        if manager and "until" in cells:
            cells["line_until"] = cells["until"]
        self._made.add("posts", job.at, {"id": code, "title": job.title, "organisation": job.organisation,
                                         "holder": holder, "reports_to": manager, **cells}, job.origins)

    def _line(self, line: Line, ends: tuple[Job, str] | None, posts: Mapping[Job, str]) -> None:
        """A further row of a post that says only whom it reports to, and when."""
        if ends is None:
            self._told["lines are between people of whom one has no organisation; left out."] += 1
            return
        job, above = ends
        self._made.add("posts", line.at, {"id": posts[job], "organisation": job.organisation, "reports_to": above,
                                          **line.cells}, line.origins)


def _reference(person: Person, shared: Mapping[str, int]) -> str:
    """What refers to a person: the id, else an address of their own, else the name."""
    email = address(person.email)
    own = email and shared[email] == 1 and not is_role_address(email)
    return person.id or (email if own else person.name)
