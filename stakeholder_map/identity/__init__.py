"""Who is who: the Directory of everything that files can refer to by id, e-mail address or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from .index import Index
from .naming import address, clean_id, is_role_address, normal, normal_person


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
    has for them; `same` leads from there to them.
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
    _ids: Index = field(default_factory=Index)
    _emails: Index = field(default_factory=Index)
    _names: Index = field(default_factory=Index)

    @classmethod
    def of(cls, facts: FactsLike) -> Directory:
        """The directory of a store, from its facts."""
        directory = cls()
        same = {start: end for kind, _, start, _, end, _ in facts.ties if kind == "SAME_AS"}
        places = _Places(facts.ties)
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
            itself = self.same.get(entry.key, entry.key)
            before = found.get(itself)
            if before is None or (before.source != source and (entry.source == source or entry.key == itself)):
                found[itself] = entry
        return list(found.values())

    def names(self, label: str) -> list[str]:
        """Names of all entries with a label, for suggestions."""
        return [e.name for e in self.entries.values() if e.label == label and e.name]

    def _get(self, keys: Sequence[str]) -> list[Entry]:
        return [self.entries[key] for key in keys]

    def _forget(self, entry: Entry) -> None:
        for index, at in ((self._ids, entry.id), (self._emails, entry.email),
                          (self._names, called(entry.label, entry.name))):
            index.remove(entry.label, at, entry.key)


class _Places:
    """Where people, posts, units and mailboxes of a store belong, from its ties."""

    def __init__(self, ties: Sequence[tuple[str, str, str, str, str, Mapping[str, Any]]]) -> None:
        self._in: dict[str, set[str]] = defaultdict(set)
        self._part: dict[str, set[str]] = defaultdict(set)
        self._holds: dict[str, set[str]] = defaultdict(set)
        self._organisations: set[str] = set()
        self.held: dict[str, set[str]] = defaultdict(set)
        seats: list[tuple[str, str, str]] = []
        for kind, start_label, start, end_label, end, props in ties:
            if kind in ("IN", "SERVES"):
                self._in[start].add(end)
            elif kind == "PART_OF" and start_label == "Unit":
                self._part[start].add(end)
            elif kind == "HOLDS":
                self._holds[start].add(end)
                if (props.get("until") or date.max) >= date.today():
                    self.held[start].add(end)
                    seats += [(start, end, str(props.get("source")))] if props.get("sheet") == "posts" else []
            if end_label == "Organisation":
                self._organisations.add(end)
        self.seats = {(person, place, source) for person, post, source in seats for place in self._above(post)}

    def share(self, same: Mapping[str, str]) -> None:
        """What people hold they hold under every key that lists have for them."""
        there: dict[str, list[str]] = defaultdict(list)
        for alias, person in same.items():
            self._holds[alias], self.held[alias] = self._holds[person], self.held[person]
            there[person].append(alias)
        self.seats |= {(alias, place, source) for person, place, source in self.seats
                       for alias in there.get(person, ())}

    def organisations(self, label: str, key: str) -> frozenset[str]:
        if label == "Organisation":
            return frozenset()
        if label == "Person":
            return frozenset(place for post in self._holds.get(key, ()) for place in self._above(post))
        return self._above(key)

    def _above(self, key: str) -> frozenset[str]:
        seen: set[str] = set()
        todo = [*self._in.get(key, ()), *self._part.get(key, ())]
        while todo:
            place = todo.pop()
            if place not in seen:
                seen.add(place)
                todo.extend(self._part.get(place, ()))
        return frozenset(seen & self._organisations)


def public_numbers(identifiers: Iterable[object]) -> frozenset[str]:
    """Numbers in public registers in the form in which they are compared."""
    return frozenset(clean_id(str(text)).casefold() for text in identifiers)


def called(label: str, text: str) -> str:
    """A name in the form in which names of this kind are compared."""
    return normal_person(text) if label == "Person" else normal(text)


def _name(props: Mapping[str, Any]) -> str:
    return str(props.get("name") or props.get("title") or props.get("address") or "")
