"""Where people, posts, units and mailboxes belong, from the ties of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


class Places:
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
