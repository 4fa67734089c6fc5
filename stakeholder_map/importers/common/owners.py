"""Owners of records are colleagues: who they are, and that they say they know the people whose records they own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from ...batch import Origin, Problem
from ...identity import Directory, Entry
from ...identity.naming import address, is_role_address, normal, normal_person, slug
from ..files.tables import Cell
from ..options import Options
from .made import MadeRows

_PREFIX = "owner-"
_ADDRESS = re.compile(r"[\s<(\[]*\S*@.*", re.DOTALL)


class Owners:
    """The colleagues that an owner column names. A tie of theirs is asserted by the list, and proves no contact."""

    def __init__(self, made: MadeRows, options: Options, known: Directory, source: str = "") -> None:
        self._made = made
        self._source = options.source or source
        self._known = known
        self._yesterday = (options.day - timedelta(days=1)).isoformat()
        self._left = {normal_person(name) for name in options.left}
        self._ours = options.ours[0] if options.ours else next(iter(sorted(known.ours)), "")
        self._references: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self.new: list[str] = []
        """Names of owners whom the store does not know as colleagues yet."""

    def knows(self, at: Origin, person: str, said_by: str, name: str, email: str = "", code: str = "",
              cells: Mapping[str, Cell] | None = None, origins: Mapping[str, str] | None = None) -> bool:
        """State that the owner (by `name`, `email` or the `code` of the list) knows a person of the list.

        `cells` are further columns of the tie, `origins` as for MadeRows. False when nobody knows who the owner is.
        """
        owner = self.reference(at, name, email, code)
        if owner and owner != person:
            self._made.add("ties", at, {"from": owner, "to": person, "asserted_by": said_by, **(cells or {})}, origins)
        return bool(owner)

    def reference(self, at: Origin, name: str, email: str = "", code: str = "") -> str:
        """How rows refer to an owner, '' for nobody; the first mention makes a row of people."""
        email = address(email or name)
        called = _called(name)
        mark = code.strip() or self._mark(email, normal_person(called))
        if not mark:
            return ""
        if mark not in self._references:
            entry = self._stored(called or _whole_name(email), email, code.strip())
            if entry is None and not called and not email:
                return ""
            self._references[mark] = self._again(at, entry, called, email) if entry else \
                self._colleague(at, called or _spelt(email), email, code.strip())
        return self._references[mark]

    def _mark(self, email: str, name: str) -> str:
        """By what an owner is told from others: the address, else the name; a name alone is who first had it.

        An address alone that spells a whole name (first.last@) is of who has that name.
        """
        name = name or _whole_name(email)
        if not name:
            return email
        first = self._first.setdefault(name, email or name)
        if email and first == name and name in self._references:
            self._first[name] = email
            self._references.setdefault(email, self._references[name])
        return email or first

    def _stored(self, name: str, email: str, code: str) -> Entry | None:
        """The colleague whom the store knows by the code of this list, else by this address, else by this name."""
        coded = self._known.entries.get(f"{self._source}:{_PREFIX}{code}") if code else None
        if coded:
            return coded
        for found in (self._known.by_email("Person", email) if email else [],
                      self._known.by_name("Person", name) if name else []):
            ours = [entry for entry in self._known.distinct(found, self._source)
                    if entry.organisations & self._known.ours]
            if len(ours) == 1:
                return ours[0]
        return None

    def _again(self, at: Origin, entry: Entry, name: str, email: str) -> str:
        """How rows refer to somebody stored. What this list says of its own owners it says again, or it would end."""
        if entry.source != self._source or not entry.id.startswith(_PREFIX):
            return entry.key
        gone = entry.key in self._known.held and self._gone(name or entry.name)
        self._row(at, entry.id, name or entry.name, email or entry.email, {"until": self._yesterday} if gone else {})
        return entry.id

    def _colleague(self, at: Origin, name: str, email: str, code: str) -> str:
        own = email and not is_role_address(email)
        reference = f"{_PREFIX}{code or (email if own else slug(name, person=True))}"
        self._row(at, reference, name, email, {"until": self._yesterday if self._gone(name) else ""})
        self.new.append(name)
        return reference

    def _gone(self, name: str) -> bool:
        return normal_person(name) in self._left

    def _row(self, at: Origin, reference: str, name: str, email: str, until: Mapping[str, str]) -> None:
        """A row of people; a last day that is not said stays as the store has it."""
        self._made.add("people", at, {"id": reference, "name": name, "email": email, "organisation": self._ours,
                                      **until})

    def notes(self) -> list[Problem]:
        """What people should check about the owners who are new."""
        if not self.new:
            return []
        shown = ", ".join(self.new[:20]) + (f" and {len(self.new) - 20} more" if len(self.new) > 20 else "")
        return [Problem(f"Owners of records were read as colleagues of ours: {shown}.",
                        "Say --left NAME for each who no longer works here.", rejected=False)]


def _called(name: str) -> str:
    """The name in an owner column, without an address that stands behind it ("Ana Bell (ana@x.org)")."""
    return _ADDRESS.sub("", name).strip() if "@" in name else name.strip()


def _whole_name(email: str) -> str:
    """The name that an address spells in full, '' where it is of a role, or has one word only."""
    name = "" if not email or is_role_address(email) else normal_person(_spelt(email))
    return name if " " in name else ""


def _spelt(email: str) -> str:
    """What to call somebody of whom only the address is known: its words, or the address itself if it is a role's."""
    words = normal(re.sub(r"\d+", " ", email.partition("@")[0]))
    return email if is_role_address(email) or not words else words.title()
