"""A plan: what an import would do to each fact, in words, in numbers, and as rows for the store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from ..batch import Batch
from ..model import NODES, TIES
from ..store.edits import FACTS, SEEN, Edit
from ..store.ledger import Import
from ..store.loading import Row, Rows
from .changes import Change, Doing

Closing = Literal["ask", "close", "keep"]
DOINGS: tuple[Doing, ...] = ("created", "changed", "closed", "unchanged")
STATEMENTS: Mapping[int, str] = {id(kind): kind.label.lower() for kind in NODES.values()} | {
    id(kind): kind.name for kind in TIES.values()}
"""Name of the statement that writes facts of a kind."""


@dataclass(frozen=True)
class Plan:
    """What importing `batch` does to the store as it was at `version` of its ledger.

    Of `withheld` sheets nothing is closed, because rows of them were rejected. `resumes` is the key of an import that
    stopped half way and that this one ends.
    """

    batch: Batch
    as_of: date
    closing: Closing
    version: int
    changes: tuple[Change, ...]
    names: Mapping[str, str]
    withheld: frozenset[str] = frozenset()
    resumes: str | None = None

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By kind (plural of a label, type of a tie): how many facts are created, changed, closed, unchanged."""
        return counted(self.changes)

    def examples(self, kind: str, doing: Doing, most: int = 3) -> list[Change]:
        """The first few facts of a kind with which this is done."""
        return list(islice((c for c in self.changes if c.doing == doing and c.kind_name == kind), most))

    def name(self, change: Change) -> str:
        """What people call the fact: the name of a thing, the names of both ends of a tie."""
        return " – ".join(self.names.get(key) or key for key in change.ends or (change.key,))


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did. `entry` is its line in the ledger; of `withheld` sheets nothing was closed."""

    entry: Import
    withheld: frozenset[str] = frozenset()

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        return self.entry.counts


def load_rows(changes: Sequence[Change], seen: str) -> Rows:
    """The rows of every load statement, things before ties; what is unchanged is marked as seen again."""
    rows: dict[str, list[Row]] = {name: [] for name in STATEMENTS.values()}
    for change in changes:
        props = change.after
        if change.doing == "created":
            props = {**props, "seen": seen, "made": seen}
        elif change.doing != "closed":
            props = {**props, "seen": seen}
        row: Row = {"key": change.key, "props": props}
        if change.ends:
            row["start"], row["end"] = change.ends
        rows[STATEMENTS[id(change.kind)]].append(row)
    return {name: part for name, part in rows.items() if part}


def edits(changes: Sequence[Change]) -> list[Edit]:
    """What is changed and closed, for the ledger."""
    return [Edit(change.doing, STATEMENTS[id(change.kind)], change.key, change.before, change.after, change.ends or ())
            for change in changes if change.doing in ("changed", "closed")]


def said_before(changes: Sequence[Change]) -> tuple[str, list[Edit]]:
    """The import that had last stated most of what is stated again, and for the ledger what others had."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for change in changes:
        if change.said and change.doing in ("changed", "unchanged"):
            groups[change.said, STATEMENTS[id(change.kind)]].append(change.key)
    totals = Counter({said: 0 for said, _ in groups})
    for (said, _), keys in groups.items():
        totals[said] += len(keys)
    usual = max(sorted(totals), key=totals.__getitem__, default="")
    return usual, [Edit(SEEN, statement, said, {}, {}, tuple(keys[at : at + FACTS]))
                   for (said, statement), keys in groups.items() if said != usual for at in range(0, len(keys), FACTS)]


def counted(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """By kind (plural of a label, type of a tie): how many facts are created, changed, closed, unchanged."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(DOINGS, 0))
    for (kind, doing), count in Counter((change.kind_name, change.doing) for change in changes).items():
        counts[kind][doing] = count
    return dict(sorted(counts.items()))


def joined(plans: Sequence[Plan]) -> Plan:
    """Several plans of one reading as one, to be shown."""
    names = {key: name for made in plans for key, name in made.names.items()}
    return replace(plans[0], changes=tuple(change for made in plans for change in made.changes), names=names,
                   withheld=frozenset(sheet for made in plans for sheet in made.withheld))
