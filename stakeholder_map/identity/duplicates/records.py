"""What is known of people for finding two records of one person: names, addresses, numbers, places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from .. import Directory, FactsLike
from ..naming import address, is_role_address, normal
from ..restricted import restricted

SHARED_NUMBER = 3
"""A telephone number that more people have is one of a house, not of a person."""


@dataclass(frozen=True, slots=True)
class Record:
    """One person of the store. `here` are the names of organisations where they stand now, `before` where they stood,
    both as they are compared; `places` are the former as they are written.

    Addresses and numbers that several people share are left out. `ties` says how much hangs on the record.
    """

    key: str
    name: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    ties: int = 0
    places: tuple[str, ...] = ()


def records(facts: FactsLike) -> list[Record]:
    """Everybody in a store, each with what all lists say of them. People whose record is restricted are left out."""
    directory = Directory.of(facts)
    said: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, props in facts.nodes:
        if label in ("Person", "Alias"):
            key = str(props["key"])
            said[directory.same.get(key, key)].append(dict(props))
    ties = Counter(key for tie in facts.ties for key in (tie[2], tie[4]) if tie[0] != "SAME_AS")
    hidden = restricted(facts)
    people = [_record(directory, key, found, ties[key]) for key, found in sorted(said.items()) if key not in hidden]
    return _own(people)


def digits(text: str) -> str:
    """The last nine digits of a telephone number, which stay whatever is written before them; '' for fewer."""
    found = re.sub(r"\D", "", text)
    return found[-9:] if len(found) >= 6 else ""


def _record(directory: Directory, key: str, said: list[dict[str, Any]], ties: int) -> Record:
    said = sorted(said, key=lambda props: props["key"] != key)
    entry = directory.entries[key]
    held = (directory.entries[post] for post in directory.held.get(key, ()) if post in directory.entries)
    here = {place for post in held for place in post.organisations}
    emails = (address(str(props.get("email") or "")) for props in said)
    return Record(
        key, entry.name, tuple(dict.fromkeys(str(props["name"]) for props in said if props.get("name"))),
        frozenset(e for e in emails if e and not is_role_address(e)),
        frozenset(filter(None, (digits(str(props.get("phone") or "")) for props in said))),
        _names(directory, here), _names(directory, entry.organisations - here),
        frozenset(str(props.get("source") or "") for props in said), ties,
        tuple(sorted({directory.entries[place].name for place in here if place in directory.entries})))


def _names(directory: Directory, places: Iterable[str]) -> frozenset[str]:
    found = (directory.entries[place].name for place in places if place in directory.entries)
    return frozenset(normal(name) for name in found if name)


def _own(people: list[Record]) -> list[Record]:
    """Without what too many people share to tell anything."""
    def shared(values: Callable[[Record], frozenset[str]], most: int) -> set[str]:
        counts = Counter(value for person in people for value in values(person))
        return {value for value, count in counts.items() if count > most}

    emails, phones = shared(lambda p: p.emails, 2), shared(lambda p: p.phones, SHARED_NUMBER)
    return [replace(person, emails=person.emails - emails, phones=person.phones - phones) for person in people]
