"""Small lists of invented people as a source states them, for tests of the plan and the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from stakeholder_map.batch import Batch, Fact, Node, Tie

SHEETS = frozenset({"organisations", "people", "ties"})


def person(name: str, source: str = "crm", **props: Any) -> Node:
    return Node("Person", f"{source}:{name}", {"name": name.title(), **props}, "people")


def knows(start: str, end: str, source: str = "crm", key: str = "", **props: Any) -> Tie:
    return Tie("KNOWS", f"{source}:KNOWS:{start}>{end}{key}", "Person", f"{source}:{start}", "Person",
               f"{source}:{end}", props, "ties")


def listed(*facts: Fact, source: str = "crm", sheets: Iterable[str] = SHEETS) -> Batch:
    """A file of `source` that states these facts, things before ties."""
    return Batch(source, tuple(sorted(facts, key=lambda fact: isinstance(fact, Tie))), frozenset(sheets))


def crowd(people: int, ties: int, source: str = "crm", **props: Any) -> Batch:
    """So many people, each of whom knows the next ones, until there are so many ties."""
    names = [f"person {number}" for number in range(people)]
    pairs = [(names[number % people], names[(number + 1 + number // people) % people]) for number in range(ties)]
    props = {"last_contact": date(2026, 1, 1), **props}
    return listed(*(person(name, source) for name in names), *(knows(a, b, source, **props) for a, b in pairs),
                  source=source)
