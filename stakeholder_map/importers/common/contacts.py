"""A contact of an address book or list, and the contacts of an import by what others call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...batch import Origin, Problem
from ...identity import Directory
from ...identity.naming import address, clean_id, is_role_address, normal, normal_person, slug
from ..options import Options


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a list, as far as it is about work. `units` are from the largest to the smallest.

    `managers`, `assistants` and `related` are ids, e-mail addresses or names as written; `since` is the day since which
    the colleague whose list it is has known them. `further` are organisations and titles beside those that are read.
    A `fault` rejects the row as a whole.
    """

    at: Origin
    name: str
    id: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    function: str = ""
    managers: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    since: str = ""
    further: tuple[str, ...] = ()
    fault: str = ""


RELATIONS = {
    "manager": frozenset(("manager", "x-manager", "supervisor", "boss")),
    "assistant": frozenset(("assistant", "agent")),
    "work": frozenset(("colleague", "co-worker", "coworker", "contact", "met")),
}
"""What the words of address books for a relation mean; all others are about private life."""
_NOT_THEIRS = re.compile(r"fax|pager|modem|telex|assistant")
_SILENT = frozenset(("video", "textphone"))

Typed = Iterable[tuple[frozenset[str], str]]
"""Addresses or telephones, each with the words that say which it is: work, home, cell, fax, pref …"""


def relation(words: Iterable[str]) -> str:
    """manager, assistant or work; private for everything else, '' where nothing is said."""
    said = {word.lower() for word in words if word}
    return next((kind for kind, known in RELATIONS.items() if said & known), "private" if said else "")


def work_email(found: Typed) -> str:
    """One address: of work, else the preferred, else any; one of home only where there is no other."""
    usable = [(_rank(words), email) for words, text in found if (email := address(text))]
    return min(usable, key=lambda pair: pair[0])[1] if usable else ""


def work_phone(found: Typed) -> str:
    """One telephone: of work, else the preferred, else any; never one of home, of the assistant, a fax or a pager."""
    usable = [((*_rank(words), not words.isdisjoint(("cell", "mobile"))), text) for words, text in found
              if text and "home" not in words and not any(map(_NOT_THEIRS.search, words))
              and (words.isdisjoint(_SILENT) or "voice" in words)]
    return min(usable, key=lambda pair: pair[0])[1] if usable else ""


def homes_left_out(found: Typed) -> int:
    """How many addresses of home are not read."""
    listed = list(found)
    chosen = work_email(listed)
    return sum("home" in words and address(text) not in ("", chosen) for words, text in listed)


def employer(named: Iterable[str], options: Options, known: Directory) -> str:
    """The organisation of rows that name none: the only one that others name, else our own where there is one of it."""
    listed = {slug(name): name for name in named if name}
    if listed:
        return next(iter(listed.values())) if len(listed) == 1 else ""
    ours = options.ours or tuple(known.entries[key].name for key in known.ours)
    return ours[0] if len(ours) == 1 else ""


def taken_for_ours(named: Iterable[str], other: str) -> list[Problem]:
    """A note that rows were taken for people of ours, where no row names an organisation and `other` was taken."""
    if not other or any(named):
        return []
    return [Problem(f"No column names the organisation: all were taken for people of “{other}”, which is ours.",
                    "If they work elsewhere, add a column “organisation” with its name in every row.", rejected=False)]


def _rank(words: frozenset[str]) -> tuple[bool, bool, bool]:
    return "home" in words, "work" not in words, "pref" not in words


class People:
    """The contacts of one import by id, address and name, to find those whom other contacts name."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self._by: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        for contact in contacts:
            for mark in _marks(contact.id, address(contact.email), contact.name):
                self._by[mark].append(contact)

    def find(self, text: str, organisation: str = "") -> list[Contact]:
        """Whom a text may mean; people of the same organisation come before others of the same name."""
        found = next((self._by[mark] for mark in _marks(text, address(text), text) if mark in self._by), [])
        return within(found, organisation) or list(found)

    def reference(self, contact: Contact) -> str:
        """What refers to this contact and to nobody else, '' where nothing does. Who stands there twice is one."""
        if contact.id:
            return contact.id
        email = address(contact.email)
        named = {normal_person(other.name) for other in self._by["email", email]}
        if email and not is_role_address(email) and len(named) == 1:
            return email
        alike = {(address(c.email), normal(c.organisation)) for c in self._by["name", normal_person(contact.name)]}
        return contact.name if len(alike) == 1 else ""


def within(contacts: Sequence[Contact], organisation: str) -> list[Contact]:
    """Those who work at an organisation, none where it is not named."""
    return [c for c in contacts if organisation and normal(c.organisation) == normal(organisation)]


def _marks(code: str, email: str, name: str) -> list[tuple[str, str]]:
    marks = (("id", clean_id(code)), ("email", email), ("name", normal_person(name)))
    return [mark for mark in marks if mark[1]]
