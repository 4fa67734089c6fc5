"""Who is who: the Directory of everything that files can refer to by id, e-mail address or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from .index import Index
from .naming import address, clean_id, is_role_address, normal, normal_person
from .places import Places
from .unite.things import itself, merged


class FactsLike(Protocol):
    """The facts of a store: nodes as (label, props), ties as (type, label, key, label, key, props)."""

    @property
    def nodes(self) -> Sequence[tuple[str, Mapping[str, Any]]]: ...
    @property
    def ties(self) -> Sequence[tuple[str, str, str, str, str, Mapping[str, Any]]]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the directory: how it may be called, and where a person, unit or post belongs."""

    label: str
    key: str
    name: str = ""
    email: str = ""
    organisations: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        return self.key.partition(":")[0]

    @property
    def id(self) -> str:
        """What the source calls it; a kind in front of it (`source:person/7`) is not part of it."""
        return self.key.partition(":")[2].removeprefix(f"{self.label.lower()}/")


@dataclass
class Directory:
    """Everything that can be referred to: `Directory.of(store.facts())` for what is stored, `add` for what is read.

    `ours` are the keys of organisations marked as ours, `held` the posts that people hold today, `seats` (person,
    organisation, source) of those that a posts sheet of the source states, `ends` the source and ends of each stored
    tie between people, `over` those of them that have all ended, `websites` and `numbers` those of organisations (on
    the web, and in public registers). People whom a further list knows too stand there once more, under the key that it
    has for them; `same` leads from there to them. `merged` leads from an organisation to the one into which somebody
    merged it.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    held: dict[str, set[str]] = field(default_factory=dict)
    seats: set[tuple[str, str, str]] = field(default_factory=set)
    ends: set[tuple[str, str, str]] = field(default_factory=set)
    over: set[tuple[str, str, str]] = field(default_factory=set)
    websites: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, frozenset[str]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    _ids: Index = field(default_factory=Index)
    _emails: Index = field(default_factory=Index)
    _names: Index = field(default_factory=Index)

    @classmethod
    def of(cls, facts: FactsLike) -> Directory:
        """The directory of a store, from its facts."""
        directory = cls()
        same = {start: end for kind, label, start, _, end, _ in facts.ties if kind == "SAME_AS" and label == "Alias"}
        directory.merged = merged(facts.ties)
        places = Places(facts.ties)
        places.share(same)
        for label, props in facts.nodes:
            key = str(props["key"])
            label = "Person" if label == "Alias" else label
            email = address(str(props.get("email") or props.get("address") or ""))
            directory.add(Entry(label, key, _name(props), email, places.organisations(label, key)))
            if props.get("ours"):
                directory.ours.add(key)
            if props.get("website"):
                directory.websites[key] = str(props["website"])
            if props.get("identifiers"):
                directory.numbers[key] = public_numbers(props["identifiers"])
        directory.held, directory.seats, directory.same = places.held, places.seats, same
        for pair in directory.merged.items():
            directory.ours |= {*pair} if directory.ours & {*pair} else set()
        stated = [((str(props.get("source")), start, end), props.get("until")) for kind, _, start, _, end, props
                  in facts.ties if kind in ("KNOWS", "WRITES_TO")]
        directory.ends = {ends for ends, _ in stated}
        directory.over = {ends for ends, until in stated if until} - {ends for ends, until in stated if not until}
        return directory

    def add(self, entry: Entry) -> None:
        """Put an entry into the directory under its id, address and name."""
        if entry.key in self.entries:
            self._forget(self.entries[entry.key])
        self.entries[entry.key] = entry
        self._ids.add(entry.label, entry.id, entry.key)
        if entry.email and not (entry.label == "Person" and is_role_address(entry.email)):
            self._emails.add(entry.label, entry.email, entry.key)
        if name := called(entry.label, entry.name):
            self._names.add(entry.label, name, entry.key)

    def call(self, entry: Entry, code: str) -> None:
        """Let a further id lead to an entry."""
        self._ids.add(entry.label, code, entry.key)

    def remove(self, key: str) -> None:
        """Take an entry out again."""
        self._forget(self.entries.pop(key))

    def by_id(self, label: str, code: str) -> list[Entry]:
        return self._get(self._ids.get(label, code))

    def by_email(self, label: str, email: str) -> list[Entry]:
        return self._get(self._emails.get(label, email))

    def by_name(self, label: str, name: str) -> list[Entry]:
        wanted = called(label, name)
        return self._get(self._names.get(label, wanted)) if wanted else []

    def distinct(self, entries: Iterable[Entry], source: str = "") -> list[Entry]:
        """Each thing once, however many lists know it: by the record that `source` has of it, if there is one."""
        found: dict[str, Entry] = {}
        for entry in entries:
            meant = self.same.get(entry.key) or itself(entry.key, self.merged)
            before = found.get(meant)
            if before is None or (before.source != source and (entry.source == source or entry.key == meant)):
                found[meant] = entry
        return list(found.values())

    def names(self, label: str) -> list[str]:
        """Names of all entries with a label, for suggestions."""
        return [e.name for e in self.entries.values() if e.label == label and e.name]

    def _get(self, keys: Iterable[str]) -> list[Entry]:
        return [self.entries[key] for key in keys]

    def _forget(self, entry: Entry) -> None:
        for index, at in ((self._ids, entry.id), (self._emails, entry.email),
                          (self._names, called(entry.label, entry.name))):
            index.remove(entry.label, at, entry.key)


def public_numbers(identifiers: Iterable[object]) -> frozenset[str]:
    """Numbers in public registers in the form in which they are compared."""
    return frozenset(clean_id(str(text)).casefold() for text in identifiers)


def called(label: str, text: str) -> str:
    """A name in the form in which names of this kind are compared."""
    return normal_person(text) if label == "Person" else normal(text)


def _name(props: Mapping[str, Any]) -> str:
    return str(props.get("name") or props.get("title") or props.get("address") or "")
