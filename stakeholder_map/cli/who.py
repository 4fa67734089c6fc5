"""Finds the people that somebody names on the command line, and shows what every list says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import InputError
from ..identity import Directory, Entry
from ..identity.restricted import restricted
from ..importers.assembly.finder import Finder
from ..store import Facts
from ..words import count


class Who:
    """Everybody in a store. People whose record is restricted are found by id only, and nothing of them is shown."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = Directory.of(facts)
        self._said = {str(props["key"]): props for label, props in facts.nodes if label in ("Person", "Alias")}
        self._hidden = restricted(facts)
        shown = [node for node in facts.nodes if node[1]["key"] not in self._hidden] if self._hidden else facts.nodes
        self._finder = Finder("", Directory.of(Facts(shown, facts.ties)) if self._hidden else self._known)

    def find(self, text: str) -> str:
        """The key of the person, also by what a further list calls them. Raises InputError with candidates."""
        return self._itself(self._find(text).key)

    def joined(self, text: str) -> str:
        """The key of the record that is to be a person again. Raises InputError where that is none, or not only one."""
        entry = self._find(text)
        if entry.key in self._known.same:
            return entry.key
        aliases = self._aliases(entry.key)
        if not aliases:
            raise InputError(f"{self.name(entry.key)} is not joined with anybody.")
        if len(aliases) > 1:
            named = ", ".join(f"{alias} ({self.name(alias)})" for alias in aliases)
            raise InputError(f"{self.name(entry.key)} has these further records: {named}.",
                             "Name one of them by its id.")
        return aliases[0]

    def name(self, key: str) -> str:
        return key if key in self._hidden else self._known.entries[key].name or key

    def warning(self, one: str, two: str) -> str:
        """What should be known before these are made one: that they belong to different organisations."""
        a, b = (self._known.entries[key].organisations for key in (one, two))
        return "" if not (a and b) or a & b else (
            "They stand at different organisations: what one of them knows will count for both.")

    def lines(self, person: str) -> Sequence[str]:
        """A person for reading: the name, then each record, where they stand, and how much hangs on them."""
        keys = [person, *self._aliases(person)]
        if person in self._hidden:
            return [person, *keys[1:], "The record is restricted."]
        ties = sum(person in (tie[2], tie[4]) for tie in self._facts.ties if tie[0] != "SAME_AS")
        asked = ["Asked not to be contacted."] if any(self._said[key].get("do_not_contact") for key in keys) else []
        return [self.name(person), *map(self._record, keys), *self._posts(person), f"{count(ties, 'tie')}.", *asked]

    def _record(self, key: str) -> str:
        return ", ".join(str(value) for name in ("key", "name", "email", "phone")
                         if (value := self._said[key].get(name)))

    def _posts(self, person: str) -> Iterator[str]:
        for key in sorted(self._known.held.get(person, ())):
            post = self._known.entries[key]
            places = sorted(self._known.entries[place].name for place in post.organisations)
            yield ", ".join(filter(None, (post.name, *places)))

    def _find(self, text: str) -> Entry:
        if text in self._said:
            return self._known.entries[text]
        found = self._finder.find(text, ("Person",))
        if found.entry is None:
            raise InputError(f"{found.reason}.", found.hint)
        return found.entry

    def _itself(self, key: str) -> str:
        return self._known.same.get(key, key)

    def _aliases(self, person: str) -> list[str]:
        return sorted(alias for alias, meant in self._known.same.items() if meant == person)
