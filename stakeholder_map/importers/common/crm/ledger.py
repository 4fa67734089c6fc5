"""One import of a customer database: what makes its rows, and the Batch in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ....identity import Directory
from ....identity.naming import is_role_address, is_team_name
from ....model import Batch, Origin, Problem
from ....words import tally
from ...assembly import SHEETS, assemble
from ...files.tables import Cell, Table
from ...options import Options
from ..made import MadeRows
from ..owners import Owners
from .organisations import Organisations
from .people import Person
from .staff import Staff

_Owner = tuple[str, str, str]
"""Name, address and id of a colleague who owns a record; any may be ''."""


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
        self._owned: list[tuple[Person, str, _Owner, Mapping[str, Cell], Mapping[str, str]]] = []
        self._met: list[tuple[Person, Origin, _Owner, dict[str, Cell], Mapping[str, str]]] = []
        self._counted: Counter[tuple[str, str]] = Counter()
        self._present: dict[str, str] = {}

    def drop(self, at: Origin, why: str) -> None:
        """Count a row that is left out; `why` is a plural such as “rows are marked as deleted”."""
        self.count(at, f"{why}; left out.")

    def count(self, at: Origin, what: str) -> None:
        """Count something that is told once for each file."""
        self._counted[at.file, what] += 1

    def owned(self, person: Person, said_by: str, owner: _Owner, cells: Mapping[str, Cell] | None = None,
              origins: Mapping[str, str] | None = None) -> None:
        """The owner of a contact says to know them; a queue or team that owns records knows nobody.

        `cells` are further columns of the tie, such as the day of the last contact.
        """
        name = owner[0]
        if is_role_address(name) if "@" in name else is_team_name(name):
            self.count(person.at, f"contacts are owned by a team or queue ({name}), which knows nobody.")
        elif any(owner):
            self._owned.append((person, said_by, owner, cells or {}, origins or {}))

    def met(self, person: Person, at: Origin, owner: _Owner, cells: Mapping[str, Cell],
            origins: Mapping[str, str]) -> None:
        """An interaction of a contact with the colleague who owns it; `cells` are those of the sheet but the people."""
        self._met.append((person, at, owner, dict(cells), origins))

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
        for person, at, owner, cells, origins in self._met:
            people = [text for text in (self.staff.reference(person), self.owners.reference(at, *owner)) if text]
            self.made.add("interactions", at, {**cells, "people": ";".join(people)}, origins)

    def batch(self) -> Batch:
        """Everything that the files say."""
        notes = [*self.notes, *self.staff.write()]
        self._with_owners()
        notes += [*self.organisations.notes(), *self.owners.notes(),
                  *(Problem(tally(count, what), file=file, rejected=False)
                    for (file, what), count in self._counted.items())]
        made = self.made.tables()
        there = {table.name for table in made}
        empty = [Table(sheet, file, tuple(c.name for c in SHEETS[sheet] if c.required) or ("id",))
                 for sheet, file in self._present.items() if sheet not in there]
        return assemble([*made, *empty], self.options, self.known, self.source, notes,
                        colleagues=self.owners.new)
