"""Owners of records are colleagues: who they are, and that they say they know the people whose records they own."""

from __future__ import annotations

from datetime import timedelta

from ..identity import Directory, Entry
from ..identity.naming import address, is_role_address, normal, normal_person, slug
from ..model import Origin, Problem
from .made import MadeRows
from .options import Options


class Owners:
    """The colleagues that an owner column names. A tie of theirs is asserted by the list, and proves no contact."""

    def __init__(self, made: MadeRows, options: Options, known: Directory) -> None:
        self._made = made
        self._known = known
        self._day = options.day
        self._left = {normal_person(name) for name in options.left}
        self._ours = options.ours[0] if options.ours else next(iter(sorted(known.ours)), "")
        self._references: dict[str, str] = {}
        self.new: list[str] = []
        """Names of owners whom the store does not know as colleagues yet."""

    def knows(self, at: Origin, person: str, said_by: str, name: str, email: str = "", code: str = "") -> None:
        """State that the owner (by `name`, `email` or the `code` of the list) knows a person of the list."""
        owner = self.reference(at, name, email, code)
        if owner and owner != person:
            self._made.add("ties", at, {"from": owner, "to": person, "asserted_by": said_by})

    def reference(self, at: Origin, name: str, email: str = "", code: str = "") -> str:
        """How rows refer to an owner, '' for nobody; the first mention makes a row of people."""
        email = address(email or name)
        called = name.strip() if "@" not in name else ""
        mark = normal(code) or email or normal_person(called)
        if not mark:
            return ""
        if mark not in self._references:
            entry = self._stored(called, email)
            self._references[mark] = entry.key if entry else self._colleague(at, called or email, email, code)
        return self._references[mark]

    def _stored(self, name: str, email: str) -> Entry | None:
        """The colleague whom the store knows by this address, else by this name."""
        for found in (self._known.by_email("Person", email) if email else [],
                      self._known.by_name("Person", name) if name else []):
            ours = [entry for entry in self._known.distinct(found) if entry.organisations & self._known.ours]
            if len(ours) == 1:
                return ours[0]
        return None

    def _colleague(self, at: Origin, name: str, email: str, code: str) -> str:
        own = email and not is_role_address(email)
        reference = f"owner-{code or (email if own else slug(name, person=True))}"
        gone = normal_person(name) in self._left
        until = (self._day - timedelta(days=1)).isoformat() if gone else ""
        self._made.add("people", at, {"id": reference, "name": name, "email": email, "organisation": self._ours,
                                      "until": until})
        self.new.append(name)
        return reference

    def notes(self) -> list[Problem]:
        """What people should check about the owners who are new."""
        if not self.new:
            return []
        shown = ", ".join(self.new[:20]) + (f" and {len(self.new) - 20} more" if len(self.new) > 20 else "")
        return [Problem(f"Owners of records were read as colleagues of ours: {shown}.",
                        "Say --left NAME for each who no longer works here.", rejected=False)]
