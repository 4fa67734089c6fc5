"""Organisations of a customer database, and what a contact's account or company means among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ....batch import Origin, Problem
from ....identity import Directory
from ....identity.naming import normal, slug
from ....words import tally
from ...files.tables import Cell
from ..made import MadeRows


class Organisations:
    """Makes the rows of organisations, and finds what refers to one: its id, else its name."""

    def __init__(self, made: MadeRows, known: Directory, source: str) -> None:
        self._made = made
        self._known = known
        self.source = source
        self._ids: set[str] = set()
        self._names: dict[str, set[str]] = defaultdict(set)
        self._hidden: set[str] = set()
        self._heard: dict[str, str] = {}
        self._missing: list[Origin] = []

    def add(self, at: Origin, code: str, name: str, cells: Mapping[str, Cell] | None = None,
            origins: Mapping[str, str] | None = None, fault: str = "") -> None:
        """An organisation of the list."""
        self._ids |= {code} - {""}
        self._names[normal(name)].add(code or name)
        self._made.add("organisations", at, {"id": code, "name": name, **(cells or {})}, origins, fault)

    def hide(self, code: str, name: str = "") -> None:
        """Note an account that is no organisation, such as a household: nobody works there."""
        self._hidden |= {code, normal(name)} - {""}

    def hear(self, code: str, name: str) -> None:
        """Note what a contact calls an organisation, for other contacts who only have its id."""
        if code and name:
            self._heard.setdefault(code, name)

    def reference(self, at: Origin, code: str, name: str = "", origins: Mapping[str, str] | None = None) -> str:
        """How rows refer to an organisation, '' for none; one that only a contact names is added."""
        if code in self._hidden or (not code and normal(name) in self._hidden and normal(name) not in self._names):
            return ""
        if code in self._ids and code:
            return code
        name = name or self._heard.get(code, "")
        stored = code and self._stored(code)
        if not name:
            if code and not stored:
                self._missing.append(at)
            return code if stored else ""
        if not code and (called := self._names.get(normal(name))):
            return next(iter(called)) if len(called) == 1 else name
        self.add(at, code, name, {}, origins)
        return code or name

    def find(self, text: str) -> str:
        """How rows refer to an organisation that is there already, by its id or name; '' for none."""
        if text in self._ids or self._stored(text):
            return text
        called = self._names.get(normal(text), set())
        return next(iter(called)) if len(called) == 1 else ""

    def code(self, reference: str) -> str:
        """What stands for an organisation in an id: its own id as it is, as case may matter, else its name."""
        return reference if reference in self._ids or self._stored(reference) else slug(reference)

    def stored(self, text: str) -> str:
        """The id of the one organisation that this list has stored under an id, else under a name; '' for none."""
        for alike in (self._known.by_id("Organisation", text), self._known.by_name("Organisation", text)):
            own = [entry.id for entry in alike if entry.source == self.source]
            if len(own) == 1 and text:
                return own[0]
        return ""

    def _stored(self, code: str) -> bool:
        return any(entry.source == self.source for entry in self._known.by_id("Organisation", code))

    def notes(self) -> list[Problem]:
        """A note on references to organisations that are not in the files."""
        if not self._missing:
            return []
        at = self._missing[0]
        return [Problem(tally(len(self._missing), "rows refer to an organisation by an id that is in none of the "
                                                           "files; read without it."),
                        "Import the file of organisations together with this one.",
                        at.file, at.line, at.column, rejected=False)]
