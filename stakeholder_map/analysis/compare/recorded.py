"""When did we know it: the facts as they were recorded up to a day, and what was only learned afterwards.

The ledger knows which import made a fact and what each import changed. An import counts from the day that its files
describe (`--as-of`): that is when somebody knew it, whenever it was loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ...snapshot import Snapshot, TieFact, in_force
from ..ground.contacts import stated
from ..ground.spans import span

KNOWING = ("KNOWS", "WRITES_TO")


@dataclass(frozen=True, slots=True)
class Edit:
    """A fact that an import changed or closed: `before` and `after` hold only what differs. `ends` for a tie."""

    key: str
    ends: tuple[str, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Import:
    """An import that was not taken back: its key in the ledger, the day that its files describe, what it changed."""

    key: str
    day: date
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """Every import, the first one first."""

    imports: Sequence[Import] = ()

    @cached_property
    def days(self) -> Mapping[str, date]:
        """Key of an import -> its day."""
        return {entry.key: entry.day for entry in self.imports}

    @property
    def first(self) -> date | None:
        """The day of the oldest import: nothing tells what was known before it."""
        return min((entry.day for entry in self.imports), default=None)

    def day(self, fact: Mapping[str, Any]) -> date | None:
        """When a fact was first recorded, as far as the ledger tells."""
        return self.days.get(str(fact.get("made")))

    def known_on(self, snapshot: Snapshot, day: date) -> Snapshot | None:
        """What the records said on a day, seen on that day; None where no import is as old as that."""
        if self.first is None or self.first > day:
            return None
        later = [entry for entry in self.imports if entry.day > day]
        if not later:
            return snapshot.at(day)
        dropped = {entry.key for entry in later}
        edits = _by_fact(later)
        nodes = [(label, dict(_earlier(data, edits.get((False, key), ())))) for label, key, data in _nodes(snapshot)
                 if not {data.get("made"), *data.get("also_made", ())} <= dropped]
        ties = [(*ends, dict(_earlier(data, edits.get((True, data["key"]), ()))))
                for ends, data in _ties(snapshot) if data.get("made") not in dropped]
        return Snapshot.of_facts(nodes, ties, day, joined=True)


def hindsight(snapshot: Snapshot, before: date, after: date) -> Snapshot:
    """The day `before` with what was only made sure in between: confirmations, and records that were withdrawn.

    A relationship in force on `before` and confirmed by `after` counts as confirmed on `before`: whoever asks does
    not make a relationship. One that was closed in between without any contact on record, while both are still
    there, is taken back on `before`: it was a wrong record and not a loss.
    """
    around = _in_post(snapshot.at(after))
    ties: list[TieFact] = []
    changed = False
    for ends, data in _ties(snapshot):
        new = data
        if ends[0] in KNOWING and in_force(data, before):
            confirmed = data.get("confirmed_on")
            if confirmed and before < confirmed <= after:
                new = {**data, "contacts": [*(data.get("contacts") or ()), before]}
            elif _withdrawn(data, after) and {ends[2], ends[4]} <= around and not _met(snapshot, ends[2], ends[4]):
                new = {**data, "until": before - timedelta(days=1)}
        changed = changed or new is not data
        ties.append((*ends, new))
    if not changed:
        return snapshot.at(before)
    return Snapshot.of_facts([(label, data) for label, _, data in _nodes(snapshot)], ties, before, joined=True)


def _withdrawn(data: Mapping[str, Any], after: date) -> bool:
    until = data.get("until")
    return until is not None and until < after and not stated(data, after)


def _met(snapshot: Snapshot, a: str, b: str) -> bool:
    """Were these two ever at one interaction?"""
    def at(who: str) -> set[str]:
        return {end for _, end, data in snapshot.graph.out_edges(who, data=True) if data["type"] == "TOOK_PART"}

    return bool(at(a) & at(b))


def _in_post(snapshot: Snapshot) -> set[str]:
    holding = (who for who, post, data in snapshot.ties("HOLDS")
               if snapshot.in_force(data) and snapshot.in_force(snapshot.graph.nodes[post]))
    return {*holding, *(key for key, _ in snapshot.nodes("Mailbox"))}


def _by_fact(later: Sequence[Import]) -> dict[tuple[bool, str], list[Edit]]:
    """The edits of each fact, the newest first, by whether it is a tie and its key: its ends may be others by now."""
    found: dict[tuple[bool, str], list[Edit]] = {}
    for entry in reversed(later):
        for edit in entry.edits:
            found.setdefault((bool(edit.ends), edit.key), []).append(edit)
    return found


def _earlier(data: Mapping[str, Any], edits: Iterable[Edit]) -> Mapping[str, Any]:
    """The fact before these edits; a value that somebody else set since stays."""
    earlier = dict(data)
    for edit in edits:
        for name, value in edit.after.items():
            if earlier.get(name) == value:
                if edit.before.get(name) is None:
                    earlier.pop(name, None)
                else:
                    earlier[name] = edit.before[name]
    return earlier


def _nodes(snapshot: Snapshot) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    return ((data["label"], key, data) for key, data in snapshot.graph.nodes.items())


def _ties(snapshot: Snapshot) -> Iterator[tuple[tuple[str, str, str, str, str], Mapping[str, Any]]]:
    labels = snapshot.graph.nodes
    for start, end, data in snapshot.graph.edges(data=True):
        if span(data):
            yield (data["type"], labels[start]["label"], start, labels[end]["label"], end), data
