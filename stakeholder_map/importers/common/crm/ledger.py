"""One import of a customer database: what makes its rows, and the Batch in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ....batch import Batch, Origin, Problem
from ....identity import Directory
from ....identity.naming import address, is_role_address, is_team_name
from ....words import tally
from ...assembly import SHEETS, assemble
from ...files.tables import Cell, Table
from ...options import Options
from ..fields import View
from ..made import MadeRows
from ..owners import Owners
from .activities import Activities, Activity, Owner, Who
from .organisations import Organisations
from .people import Person
from .staff import Staff

_PEOPLE = frozenset({"people", "posts", "ties", "organisations"})
"""Sheets of which only a file of contacts is the whole; of organisations also a file of them."""


class Crm:
    """Collects what the files of one product say. `left` are colleagues whom the files themselves call inactive."""

    def __init__(self, source: str, options: Options, known: Directory, left: Sequence[str] = ()) -> None:
        self.source = options.source or source
        self.options = options
        self.known = known
        self.made = MadeRows()
        self.organisations = Organisations(self.made, known, self.source)
        self.staff = Staff(self.made, known, self.organisations, options.day)
        self.owners = Owners(self.made, replace(options, left=(*options.left, *left)), known, self.source)
        self.notes: list[Problem] = []
        self.activities = Activities()
        self._owned: list[tuple[Person, str, Owner, Mapping[str, Cell], Mapping[str, str]]] = []
        self._counted: Counter[tuple[str, str]] = Counter()
        self._present: dict[str, str] = {}

    def drop(self, at: Origin, why: str) -> None:
        """Count a row that is left out; `why` is a plural such as “rows are marked as deleted”."""
        self.count(at, f"{why}; left out.")

    def drop_all(self, view: View, why: str) -> None:
        """Count all rows of a table."""
        if view.table.rows:
            self._counted[view.table.file, f"{why}; left out."] += len(view.table.rows)

    def count(self, at: Origin, what: str) -> None:
        """Count something that is told once for each file."""
        self._counted[at.file, what] += 1

    def owned(self, person: Person, said_by: str, owner: Owner, cells: Mapping[str, Cell] | None = None,
              origins: Mapping[str, str] | None = None) -> None:
        """The owner of a contact says to know them; a queue or team that owns records knows nobody.

        `cells` are further columns of the tie, such as the day of the last contact.
        """
        name = owner[0]
        if is_role_address(name) if "@" in name else is_team_name(name):
            self.count(person.at, f"contacts are owned by a team or queue ({name}), which knows nobody.")
        elif any(owner):
            self._owned.append((person, said_by, owner, cells or {}, origins or {}))

    def who(self, text: str, organisation: str = "") -> Person | str | None:
        """The contact with this id, address or name: of the files, else the one whom the store knows from this list."""
        if found := self.staff.get(text, organisation):
            return found
        entry = self.known.entries.get(f"{self.source}:{text}")
        alike = [entry] if entry else self.known.by_email("Person", address(text)) if "@" in text else \
            self.known.by_name("Person", text) if " " in text else []
        own = [entry.key for entry in alike if entry.label == "Person" and entry.source == self.source]
        return own[0] if len(own) == 1 else None

    @property
    def knows_people(self) -> bool:
        """Whether the store has people of this list, so that a file of activities may come alone."""
        return any(entry.label == "Person" and entry.source == self.source for entry in self.known.entries.values())

    def covers(self, sheet: str, file: str) -> None:
        """Say that the files speak about a whole sheet, even if no row of it is made."""
        self._present.setdefault(sheet, file)

    def covers_people(self, file: str, *, owners: bool = False) -> None:
        """Say that a file has all contacts: people and posts, and with an owner column who knows them."""
        for sheet in ("people", "posts", *(("ties",) if owners else ())):
            self.covers(sheet, file)

    def _with_owners(self) -> None:
        for person, said_by, owner, tie, origins in self._owned:
            at, reference = person.at, self.staff.reference(person)
            if reference and not self.owners.knows(at, reference, said_by, *owner, tie, origins):
                self.count(at, "contacts have an owner of whom only the id is known; no tie was made. Import the users "
                               "together with them.")
        self.activities.write(self.made, self._refer)

    def _refer(self, activity: Activity, who: Who) -> str:
        if isinstance(who, tuple):
            return self.owners.reference(activity.at, *who)
        return who if isinstance(who, str) else self.staff.reference(who)

    def _forget(self) -> None:
        """Let go of everything that stands in rows now: of a large file the contacts would be held twice."""
        self.staff.forget()
        self._owned.clear()

    def batch(self) -> Batch:
        """Everything that the files say. Without a file of contacts nothing is closed that such a file states."""
        notes = [*self.notes, *self.staff.write()]
        self._with_owners()
        notes += [*self.organisations.notes(), *self.owners.notes(),
                  *(Problem(tally(count, what), file=file, rejected=False)
                    for (file, what), count in self._counted.items())]
        self._forget()
        made = self.made.tables()
        there = {table.name for table in made}
        empty = [Table(sheet, file, tuple(c.name for c in SHEETS[sheet] if c.required) or ("id",))
                 for sheet, file in self._present.items() if sheet not in there]
        batch = assemble([*made, *empty], self.options, self.known, self.source, notes, colleagues=self.owners.new)
        added = frozenset() if "people" in self._present else _PEOPLE - ({"organisations"} & self._present.keys())
        return replace(batch, sheets=batch.sheets - added)
