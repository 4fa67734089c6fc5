"""Who reports to whom in a customer database: managers by id, address or name, and lines with dates of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ....batch import Origin
from ....identity.naming import address, normal_person
from ...files.tables import Cell
from .people import Job, Person


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Somebody who reports to somebody, as a list of relationships says; `cells` are line_since and line_until."""

    at: Origin
    below: Person
    above: Person
    cells: Mapping[str, Cell] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


class Managers:
    """Finds the post of a manager among the jobs of an import."""

    def __init__(self, posts: Mapping[Job, str], day: date) -> None:
        self._posts = posts
        self._day = day
        self._by: dict[str, list[Job]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Job]] = defaultdict(list)
        self._of: dict[Person, list[Job]] = defaultdict(list)
        for job in posts:
            self._of[job.person].append(job)
            if job.lasts(day):
                self._named[job.organisation, normal_person(job.person.name)].append(job)
                for mark in {job.person.id, address(job.person.email)} - {""}:
                    self._by[mark].append(job)

    def of(self, job: Job) -> str | None:
        """The post that a job reports to, '' for none, None where nobody of the organisation has the name.

        An id or an address may be of another organisation. What is not one post of this list stays as it is written.
        """
        text = job.manager
        mark = address(text) or text
        if mark in self._by:
            found = [other for other in self._by[mark] if other.organisation == job.organisation] or self._by[mark]
        else:
            found = self._named.get((job.organisation, normal_person(text)), [])
            if not found and " " in mark:
                return None
        return self._posts[found[0]] if len(found) == 1 else text

    def ends(self, line: Line) -> tuple[Job, str] | None:
        """The job of who reports and the post reported to: at one organisation if possible, today's if possible."""
        pairs = [(below, above) for below in self._of[line.below] for above in self._of[line.above]]
        best = max(pairs, key=lambda pair: (pair[0].organisation == pair[1].organisation, pair[0].lasts(self._day),
                                            pair[1].lasts(self._day)), default=None)
        return (best[0], self._posts[best[1]]) if best else None
