"""Who of a list without ids is known from its earlier files, also under a new address; and who only has the address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from ...identity import Entry
from ...identity.naming import address, names_agree, normal_person, slug
from ..assembly.aliases import stands_at
from ..assembly.draft import Draft, Placed
from ..cells.record import Record

_IDS = "If they are others, give them ids."
_MERGE = "If they are one, say so with `stakeholder-map people merge`."


def own_address(record: Record, shared: set[str]) -> str:
    """The address of a row, '' where it is one that tells nobody apart."""
    email = address(record.text("email"))
    return "" if email in shared else email


def stored_name(draft: Draft, row: Placed, taken: Set[str]) -> str:
    """The key under which this source has stored somebody of this name before, where that is certain.

    `taken` are the keys of others in the file.
    """
    had = _own(draft, draft.known.by_name("Person", row.record.text("name")))
    return _only([entry for entry in had if entry.key not in taken], row)


def by_address(draft: Draft, addressed: Mapping[str, Sequence[Placed]], rows: Sequence[Placed],
               taken: set[str]) -> list[tuple[Placed, str]]:
    """Keys of people without an id, by their addresses; `taken` are the keys of those who have one.

    An address that this list had before is the person who had it, unless the name is quite another one. A new address
    is somebody whom it had under another one, or none, where that is certain.
    """
    found = {email: _stored(draft, group[0], email) for email, group in addressed.items()}
    taken |= {*found.values()}
    here = _Here(draft, rows, taken)
    for email, group in addressed.items():
        if not found[email]:
            found[email] = here.renewed(group) or _new(draft, group[0], email, taken)
            taken.add(found[email])
    return [(row, found[email]) for email, group in addressed.items() for row in group]


def _stored(draft: Draft, row: Placed, email: str) -> str:
    """The key of the person of this source who had the address."""
    name = row.record.text("name")
    had = _own(draft, draft.known.by_email("Person", email))
    found = [entry for entry in had if not entry.name or names_agree(entry.name, name)]
    if had and not found:
        draft.log.remark(row.record, "email", "Addresses that somebody of quite another name had before; read as other "
                         "people.", _MERGE)
    alike = [entry for entry in found if normal_person(entry.name) == normal_person(name)]
    return _only(alike or found, row)


def _new(draft: Draft, row: Placed, email: str, taken: Set[str]) -> str:
    """A key made of an address, with the name behind it where somebody else is known under that one."""
    key, name = draft.key("Person", email), row.record.text("name")
    other = draft.known.entries.get(key)
    another = key in taken or (other and not names_agree(other.name, name))
    return draft.key("Person", f"{email}--{slug(name, person=True)}") if another else key


class _Here:
    """The people of a file, to see who is gone from it."""

    def __init__(self, draft: Draft, rows: Sequence[Placed], taken: set[str]) -> None:
        self._draft = draft
        self._taken = taken
        self._named: dict[str, list[Placed]] = defaultdict(list)
        self._at: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            self._named[normal_person(row.record.text("name"))].append(row)
        for record in draft.records["people"]:
            self._at[address(record.text("email"))].append(record.text("name"))

    def renewed(self, group: Sequence[Placed]) -> str:
        """The key of the one person of this name whom the list had there, and of whom the file says nothing else.

        In a file that is only a part of the list, somebody with another address may be another person.
        """
        row = group[0]
        gone = [entry for entry in _own(self._draft, self._draft.known.by_name("Person", row.record.text("name")))
                if self._gone(entry)]
        near = [entry for entry in gone if any(self._near(entry, placed) for placed in group)]
        if len(near) == 1 and self._alone(group) and (self._draft.whole or not near[0].email):
            self._draft.log.remark(row.record, "email", "People with a new address; taken for those of the same name "
                                   "whom this list had there.", _IDS)
            return near[0].key
        if gone:
            self._draft.log.remark(row.record, "email", "People whose name this list had before with another address; "
                                   "read as other people.", _MERGE)
        return ""

    def _gone(self, entry: Entry) -> bool:
        """Does no row of the file mean this person?"""
        return entry.key not in self._taken and not (entry.email and any(
            names_agree(entry.name, name) for name in self._at.get(entry.email, ())))

    def _near(self, entry: Entry, row: Placed) -> bool:
        return row.organisation is None or stands_at(self._draft, entry, row.organisation)

    def _alone(self, group: Sequence[Placed]) -> bool:
        """Has nobody else in the file this name, at the same place or at none, or without an address?"""
        places = {row.organisation.key for row in group if row.organisation}
        return all(other in group or (other.record.text("email") and other.organisation is not None and places
                                      and other.organisation.key not in places)
                   for other in self._named[normal_person(group[0].record.text("name"))])


def _own(draft: Draft, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.source == draft.source]


def _only(found: Sequence[Entry], row: Placed) -> str:
    """The key of the one person, at the organisation of the row where there are several; '' where that is unclear."""
    if len(found) > 1 and row.organisation:
        found = [entry for entry in found if row.organisation.key in entry.organisations]
    return found[0].key if len(found) == 1 else ""
