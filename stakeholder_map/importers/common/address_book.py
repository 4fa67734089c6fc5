"""Address books and lists as rows of the plain sheets: who works where and for whom, and who knows whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...batch import Batch, Origin, Problem
from ...identity import Directory
from ...identity.naming import normal, normal_person, slug
from ...identity.nobody import holder_says
from ..assembly import assemble
from ..files.tables import Cell
from ..options import Options
from .contacts import Contact, People, within
from .made import MadeRows
from .owners import Owners

_NOBODY_S = Problem("The file does not say whose address book it is; nobody was said to know the people in it.",
                    "Say --colleague NAME if it is a colleague's.", rejected=False)
_NO_EMPLOYER = frozenset((
    "", "self employed", "selfemployed", "self employment", "self", "freelance", "freelancer", "freelancing",
    "independent", "independent consultant", "independent contractor", "retired", "unemployed", "not employed",
    "between jobs", "looking for work", "open to work", "student", "n a", "na", "none", "not applicable", "unknown",
    "confidential", "various", "selbstandig", "selbststandig", "freiberuflich", "freiberufler", "freelanceuse",
    "independant", "independante", "a la retraite", "autonomo", "por cuenta propia", "jubilado", "jubilada"))
"""What people write instead of an organisation: two of whom each is self-employed do not work at one place."""


class AddressBook:
    """Collects contacts, companies and shared addresses of a list; `batch` gives the facts.

    `called` is how the list is called where it says who knows whom. Where the options name the colleague whose list it
    is, they know everybody in it. `origins` names the columns of the file, for messages; a list that is not
    `personal` is nobody's address book.
    """

    def __init__(self, options: Options, known: Directory, source: str, called: str,
                 origins: Mapping[str, str] | None = None, personal: bool = True) -> None:
        self._options, self._known, self._called = options, known, called
        whose = f"-{slug(options.colleague, person=True)}" if personal and options.colleague else ""
        self._source = options.source or source + whose
        self._origins = dict(origins or {})
        self._made = MadeRows(origins)
        self._personal = personal
        self._owners = Owners(self._made, options, known, self._source)
        self._contacts: list[Contact] = []
        self._mailboxes: list[tuple[Origin, str, str, str, tuple[str, ...]]] = []
        self._names: dict[str, str] = {}
        self._units: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = defaultdict(list)

    def person(self, contact: Contact) -> None:
        """Somebody of the list; "Vacant" and the like is a post that nobody holds."""
        if not contact.name or not holder_says(contact.name):
            self._contacts.append(contact)
        elif contact.title and contact.organisation:
            organisation, unit = self.place(contact)
            self.add("posts", contact.at, {"title": contact.title, "organisation": organisation, "unit": unit})

    def add(self, sheet: str, at: Origin, cells: Mapping[str, Cell], fault: str = "") -> None:
        """A row of any other sheet."""
        self._made.add(sheet, at, cells, fault=fault)

    def company(self, at: Origin, name: str, email: str = "", kind: str = "", website: str = "") -> None:
        """An organisation that has a row of its own, and the address at which it is written to."""
        self._organisation(at, name, kind, website)
        if email:
            self.mailbox(at, email, name, name)

    def mailbox(self, at: Origin, email: str, name: str, organisation: str = "", members: Iterable[str] = ()) -> None:
        """A shared address; where it names no organisation it belongs to the one of all its members."""
        self._mailboxes.append((at, email, name, organisation, tuple(members)))

    def batch(self, notes: Sequence[Problem], closing: bool, rows: int) -> Batch:
        """The facts of everything collected; `rows` is the number of rows or cards that were read."""
        people = People(self._contacts)
        for contact in self._contacts:
            self._person(contact, people)
        for at, email, name, organisation, members in self._mailboxes:
            self._mailbox(at, email, name, organisation, members, people)
        self._relations(people)
        if self._personal and self._options.colleague:
            self._knows_all(people)
        elif self._personal and self._contacts:
            notes = [*notes, _NOBODY_S]
        return assemble(self._made.tables(), self._options, self._known, self._source,
                        [*notes, *self._notes()], closing=closing, rows=rows)

    def _organisation(self, at: Origin, name: str, kind: str = "", website: str = "") -> str:
        """An organisation as it was written first, whatever its capitals; its first mention makes a row."""
        if not name.strip() or normal(name) in _NO_EMPLOYER:
            return ""
        if slug(name) not in self._names:
            self._names[slug(name)] = name
            said = {"name": name, "kind": kind, "website": website}
            self._made.add("organisations", at, {column: text for column, text in said.items() if text},
                           self._named_in("organisation"))
        return self._names[slug(name)]

    def _named_in(self, column: str) -> dict[str, str]:
        """Where the name of an organisation or unit stands in the file, for messages."""
        return {"name": self._origins[column]} if column in self._origins else {}

    def place(self, contact: Contact) -> tuple[str, str]:
        """Organisation and id of the smallest unit of a contact."""
        organisation = self._organisation(contact.at, contact.organisation)
        above, at = "", slug(organisation)
        for unit in contact.units if organisation else ():
            if normal(unit) == normal(organisation):
                continue
            at = f"{at}/{slug(unit)}"
            if at not in self._units:
                self._made.add("units", contact.at, {"id": at, "name": unit, "organisation": organisation,
                                                     "part_of": above}, self._named_in("unit"))
            self._units.add(at)
            above = at
        return organisation, above

    def _person(self, contact: Contact, people: People) -> None:
        organisation, unit = self.place(contact)
        if contact.further:
            self._count("Of people with several organisations or titles the first are read",
                        f"{contact.name} (not: {', '.join(contact.further)})")
        if contact.units and not organisation:
            self._count("Units of people without an organisation were left out", contact.name)
        self._made.add("people", contact.at, {
            "id": contact.id, "name": contact.name, "email": contact.email, "phone": contact.phone,
            "organisation": organisation, "unit": unit, "title": contact.title, "function": contact.function,
            "reports_to": self._manager(contact, people)}, fault=contact.fault)

    def _manager(self, contact: Contact, people: People) -> str:
        """The one manager that a contact names; the sheet of people finds out who it is."""
        named = {normal_person(text): text for text in contact.managers}
        found = {people.reference(c) for text in named.values() for c in people.find(text, contact.organisation)}
        if len(named) > 1 and len(found) != 1:
            self._count("People with several managers were kept without a reporting line", contact.name)
            return ""
        return next(iter(found if len(found) == 1 and "" not in found else named.values()), "")

    def _mailbox(self, at: Origin, email: str, name: str, organisation: str, members: tuple[str, ...],
                 people: People) -> None:
        inside = [c for text in members if (c := self._one(text, "", people, "members of a group"))]
        common = {slug(c.organisation): c.organisation for c in inside}
        organisation = organisation or (next(iter(common.values())) if len(common) == 1 else "")
        references = {people.reference(c) for c in inside} - {""}
        self._made.add("mailboxes", at, {"address": email, "name": "" if "@" in name else name,
                                         "organisation": self._organisation(at, organisation),
                                         "members": "; ".join(sorted(r for r in references if ";" not in r))})

    def _relations(self, people: People) -> None:
        """Ties to assistants, and between people of whom the list says that they know each other through work."""
        made: set[frozenset[str]] = set()
        for contact in self._contacts:
            assistants = ((text, contact.organisation, "assistants") for text in contact.assistants)
            others = ((text, "", "related people") for text in contact.related)
            for text, organisation, what in (*assistants, *others):
                other = self._one(text, organisation, people, what)
                pair = [people.reference(contact), people.reference(other)] if other else []
                if len(set(pair) - {""}) == 2 and frozenset(pair) not in made:
                    made.add(frozenset(pair))
                    self._made.add("ties", contact.at, {"from": pair[0], "to": pair[1], "asserted_by": self._called})

    def _one(self, text: str, organisation: str, people: People, what: str) -> Contact | None:
        """The contact that a text means; counted where it means none or several."""
        found = people.find(text, organisation)
        if organisation:
            found = within(found, organisation)
        if len(found) == 1:
            return found[0]
        self._count(f"Some {what} {'may be several people' if found else 'are not contacts themselves'}; left out",
                    text)
        return None

    def _knows_all(self, people: People) -> None:
        """The colleague whose list it is knows the people in it; the list says so, and it proves no contact."""
        colleague = self._options.colleague
        own = {reference for c in people.find(colleague) if (reference := people.reference(c))}
        known: set[str] = set()
        for contact in self._contacts:
            owner = next(iter(own)) if len(own) == 1 else self._owners.reference(contact.at, colleague)
            reference = people.reference(contact)
            said = {"from": owner, "to": reference, "since": contact.since,
                    "asserted_by": f"{self._called} of {colleague}"}
            if not contact.name and not reference:
                self._made.add("ties", contact.at, said, fault="The row of the other person is rejected")
            elif not reference:
                self._count("People who cannot be told apart were kept without a tie to the colleague", contact.name)
            elif reference != owner and reference not in known:
                self._made.add("ties", contact.at, said)
            known.add(reference)
        if self._owners.new:
            self._count("Not known so far, and read as a colleague of ours", colleague)

    def _count(self, what: str, example: str) -> None:
        self._counts[what] += 1
        self._examples[what].append(example)

    def _notes(self) -> list[Problem]:
        return [Problem(f"{what} ({count:,}): {', '.join(self._examples[what][:5])}{' …' if count > 5 else ''}.",
                        rejected=False) for what, count in self._counts.items()]
