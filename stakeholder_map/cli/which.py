"""Finds the organisations that somebody names on the command line, and shows what every list says of them."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from ..identity import Directory, Entry
from ..identity.unite.things import itself
from ..importers.assembly.finder import Finder
from ..store import Facts
from ..words import count


class Which:
    """Every organisation of a store."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = Directory.of(facts)
        self._said = {str(props["key"]): props for label, props in facts.nodes if label == "Organisation"}
        self._finder = Finder("", self._known)

    def find(self, text: str) -> str:
        """The key of the organisation that stays, also by what a merged record calls it. Raises InputError."""
        return itself(self._find(text).key, self._known.merged)

    def joined(self, text: str) -> str:
        """The key of the record that is to be an organisation by itself again; InputError where that is not clear."""
        key = self._find(text).key
        further = [key] if key in self._known.merged else [one for one in self._records(key) if one != key]
        if not further:
            raise InputError(f"{self.name(key)} is not merged with any other organisation.")
        if len(further) > 1:
            raise InputError(f"{self.name(key)} has these further records: "
                             f"{', '.join(f'{one} ({self.name(one)})' for one in further)}.", "Name one by its id.")
        return further[0]

    def name(self, key: str) -> str:
        return self._known.entries[key].name or key

    def lines(self, key: str) -> Sequence[str]:
        """An organisation for reading: the name, then each record, and how many people stand there."""
        keys = self._records(key)
        people = {self._known.same.get(e.key, e.key) for e in self._known.entries.values()
                  if e.label == "Person" and e.organisations & {*keys}}
        return [self.name(key), *map(self._record, keys), f"{count(len(people), 'person', 'people')}."]

    def warning(self, one: str, two: str) -> str:
        """What should be known before these are made one."""
        ours = [key in self._known.ours for key in (one, two)]
        return "One of them is ours: then the people of both are our people." if any(ours) and not all(ours) else ""

    def _record(self, key: str) -> str:
        said = self._said[key]
        numbers = ", ".join(map(str, said.get("identifiers") or ()))
        fields = (str(said.get(name) or "") for name in ("name", "kind", "website"))
        return ", ".join(filter(None, (key, *fields, numbers)))

    def _records(self, key: str) -> list[str]:
        """The record that stays, and those that were merged into it."""
        more = sorted(one for one in self._known.merged if one != key and itself(one, self._known.merged) == key)
        return [key, *more]

    def _find(self, text: str) -> Entry:
        if text in self._said:
            return self._known.entries[text]
        found = self._finder.find(text, ("Organisation",))
        if found.entry is None:
            raise InputError(f"{found.reason}.", found.hint)
        return found.entry
