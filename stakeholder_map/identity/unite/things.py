"""Records of one thing: where they stand, whose they are, and which of them go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Node = tuple[str, Mapping[str, Any]]
"""Label and properties, with `key`."""
Tie = tuple[str, str, str, str, str, Mapping[str, Any]]
"""Type, label and key of the start, label and key of the end, properties."""


def source_of(key: str) -> str:
    """The list that states a record; '' for a key that does not say it."""
    source, colon, _ = key.partition(":")
    return source if colon else ""


def days(props: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day of a fact; open ends are the ends of all time."""
    return props.get("since") or date.min, props.get("until") or date.max


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Is there a day on which both hold?"""
    (a, b), (c, d) = days(one), days(other)
    return max(a, c) <= min(b, d)


def merged(ties: Iterable[Tie]) -> dict[str, str]:
    """Organisations that somebody merged: key of a further record -> key of the one into which it was merged."""
    return {start: end for kind, label, start, _, end, _ in ties if kind == "SAME_AS" and label == "Organisation"}


def itself(key: str, said: Mapping[str, str]) -> str:
    """The record that stays, after all mergers (`said`) of this one."""
    seen = {key}
    while (key := said.get(key, key)) not in seen:
        seen.add(key)
    return key


def homes(ties: Iterable[Tie], starts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Thing -> the nearest organisations above it, at any time."""
    above: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, label, start, end_label, end, _ in ties:
        if kind == "IN" or (kind == "PART_OF" and label == "Unit"):
            above[start].append((end_label, end))
    found = {}
    for start in starts:
        todo, seen, at = [start], {start}, set()
        while todo:
            for label, end in above.get(todo.pop(), ()):
                if label == "Organisation":
                    at.add(end)
                elif end not in seen:
                    seen.add(end)
                    todo.append(end)
        found[start] = frozenset(at)
    return found


class Groups:
    """Groups of records that are joined two by two, unless `agree` refuses the group that would come out."""

    def __init__(self, agree: Callable[[Sequence[str]], bool] = lambda _: True) -> None:
        self._groups: dict[str, list[str]] = {}
        self._agree = agree

    def join(self, one: str, other: str) -> None:
        a, b = self._groups.get(one, [one]), self._groups.get(other, [other])
        if a is not b and self._agree([*a, *b]):
            a = [*a, *b]
            self._groups.update((key, a) for key in a)

    def leading_to(self, rank: Callable[[str], Any] = str) -> dict[str, str]:
        """Each member of a group -> the one with the lowest rank and key, without those themselves."""
        first = {key: min(group, key=lambda member: (rank(member), member)) for key, group in self._groups.items()}
        return {key: kept for key, kept in first.items() if key != kept}
