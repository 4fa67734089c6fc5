"""Which person or team is meant by a name, an id or an e-mail address that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...errors import InputError
from ...identity import Directory
from ...identity.naming import normal
from ...importers.assembly.finder import Finder
from ...snapshot import Snapshot

MOST = 5
"""So many candidates are shown."""


@dataclass(frozen=True)
class _Facts:
    nodes: Sequence[tuple[str, Mapping[str, Any]]]
    ties: Sequence[tuple[str, str, str, str, str, Mapping[str, Any]]]


class Finding:
    """Finds people and teams of a snapshot. People whose record is restricted are not found."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def _finder(self) -> Finder:
        snapshot, data = self.snapshot, self.snapshot.graph.nodes
        labels = ("Person", "Unit", "Organisation")
        nodes = [(label, props) for label in labels for _, props in snapshot.nodes(label)]
        ties = [
            (kind, data[start]["label"], start, data[end]["label"], end, props)
            for kind in ("IN", "PART_OF", "HOLDS")
            for start, end, props in snapshot.ties(kind)
        ]
        return Finder("", Directory.of(_Facts(nodes, ties)))

    def person(self, text: str) -> str:
        """The key of the person. Raises InputError with candidates when nobody or more than one is called so."""
        return self._find(text, ("Person",), "person")

    def unit(self, text: str) -> str:
        """The key of the team or unit. Raises InputError with candidates."""
        return self._find(text, ("Unit",), "team")

    def place(self, text: str) -> str:
        """The key of the team, unit or organisation. Raises InputError with candidates."""
        return self._find(text, ("Unit", "Organisation"), "team or organisation")

    def _find(self, text: str, labels: tuple[str, ...], what: str) -> str:
        found = self._finder.find(text, labels)
        if found.entry:
            return found.entry.key
        if not found.unknown:
            raise InputError(f"{found.reason}.", found.hint)
        close = list(self._containing(text, labels))
        meant = " or ".join(close[:MOST]) + (" or others" if len(close) > MOST else "")
        meant = meant or self._finder.suggest(text, labels)
        hint = f"Did you mean {meant}?" if meant else "Look names up with: stakeholder-map ask find --text NAME"
        raise InputError(f"No {what} is called “{text}”.", hint)

    def _containing(self, text: str, labels: tuple[str, ...]) -> Iterator[str]:
        """Names of which all words of `text` are part."""
        words = set(normal(text).split())
        entries = sorted(self._finder.known.entries.values(), key=lambda e: (e.name, e.key))
        for entry in entries:
            if words and entry.label in labels and words <= set(normal(entry.name).split()):
                yield self._finder.show(entry)
