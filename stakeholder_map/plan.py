"""What an import would do, worked out before anything is written; then doing exactly that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal

from .changes import closes
from .comparison import Change, Comparison, Doing, compare
from .errors import ConflictError, ExtractError, InputError
from .ledger import Import, somebody
from .model import NODES, TIES, Batch
from .store import Facts, MovedError, Progress, Rows, Store

Closing = Literal["ask", "close", "keep"]
DOINGS: tuple[Doing, ...] = ("created", "changed", "closed", "unchanged")
EXTRACT = 10
"""A file that would close more than one in so many facts of a kind may be an extract."""

MOST = 100_000
"""So many facts go in one transaction."""

TRIES = 8
_STATEMENTS: Mapping[int, str] = {id(kind): kind.label.lower() for kind in NODES.values()} | {
    id(kind): kind.name for kind in TIES.values()}


@dataclass(frozen=True)
class Plan:
    """What importing `batch` does to the store as it was at `version` of its ledger."""

    batch: Batch
    as_of: date
    closing: Closing
    version: int
    changes: tuple[Change, ...]
    names: Mapping[str, str]
    withheld: frozenset[str] = frozenset()

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By kind (plural of a label, type of a tie): how many facts are created, changed, closed, unchanged."""
        counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(DOINGS, 0))
        for (kind, doing), count in Counter((change.kind_name, change.doing) for change in self.changes).items():
            counts[kind][doing] = count
        return dict(sorted(counts.items()))

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


def plan(store: Store, batch: Batch, *, as_of: date, closing: Closing = "ask") -> Plan:
    """Work out what importing `batch` would do on the day `as_of`. Writes nothing.

    Raises ExtractError when it would close more than a tenth of a kind and `closing` is "ask", InputError when a
    later file of the same source would be contradicted or a tie leads to something that is not in the store.
    """
    facts = store.facts(batch.source)
    found = compare(facts, batch, as_of, close=closing != "keep")
    made = Plan(batch, as_of, closing, facts.version, tuple(found.changes), _names(facts, batch), found.withheld)
    if found.foreign:
        _check_ends(store, found)
    if any(change.doing == "closed" for change in made.changes):
        _check_order(store, made)
        if closing == "ask":
            _check_extract(made, facts)
    return made


def apply(store: Store, made: Plan, *, sha256: str = "", program: str = "", who: str | None = None,
          progress: Progress | None = None) -> Summary:
    """Do what the plan says, in one transaction with an entry in the ledger.

    When somebody else imported in the meantime the plan is made anew, with the same questions.
    """
    for _ in range(TRIES):
        entry = Import(made.batch.source, made.as_of, tuple(sorted(made.batch.sheets)), sha256, made.counts,
                       somebody() if who is None else who, program)
        if len(made.changes) > MOST:
            raise InputError(f"This import writes {len(made.changes):,} facts; one import may write {MOST:,}.",
                             "Import the file in parts, with --keep.")
        try:
            store.load(load_rows(made, entry.key), entry, made.version, progress)
        except MovedError:
            made = plan(store, made.batch, as_of=made.as_of, closing=made.closing)
        else:
            return Summary(entry, made.withheld)
    raise ConflictError("Others keep importing at the same time; nothing was written.", "Try again when they are done.")


def load_rows(made: Plan, seen: str) -> Rows:
    """The rows of every load statement, things before ties; what is unchanged is marked as seen again."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _STATEMENTS.values()}
    for change in made.changes:
        row: dict[str, Any] = {"key": change.key, "props": change.after}
        if change.doing != "closed":
            row["props"] = {**change.after, "seen": seen}
        if change.ends:
            row["start"], row["end"] = change.ends
        rows[_STATEMENTS[id(change.kind)]].append(row)
    return {name: part for name, part in rows.items() if part}


def _names(facts: Facts, batch: Batch) -> dict[str, str]:
    pairs = [(props["key"], props) for _, props in facts.nodes] + [(node.key, node.props) for node in batch.nodes]
    return {key: str(props.get("name") or props.get("title") or props.get("address") or "") for key, props in pairs}


def _check_ends(store: Store, found: Comparison) -> None:
    """Ends that this source does not state must be stated by another one."""
    stored = {(label, props["key"]) for label, props in store.facts().nodes}
    for end, tie in found.foreign.items():
        if end not in stored:
            where = tie.origin
            raise InputError(f"A tie {tie.type} leads to '{end[1]}', which is not in the store.",
                             f"See {where.file}, line {where.line}." if where.file else "Import that first.")


def _check_order(store: Store, made: Plan) -> None:
    """An old file must not close what a newer one of the same source states."""
    newer = [entry.as_of for entry in store.imports(made.batch.source) if made.batch.sheets & set(entry.sheets)]
    if newer and max(newer) > made.as_of:
        count = sum(change.doing == "closed" for change in made.changes)
        raise InputError(f"This file is of {made.as_of}, but one of {max(newer)} from '{made.batch.source}' is in the "
                         f"store already, and this one would close {count} of the facts that it stated.",
                         "Give the day of the file with --as-of, or --keep to close nothing.")


def _check_extract(made: Plan, facts: Facts) -> None:
    """Stop when more than a tenth of the open facts of a kind would close."""
    closing: dict[int, list[Change]] = defaultdict(list)
    for change in made.changes:
        if change.doing == "closed":
            closing[id(change.kind)].append(change)
    open_before = _open(facts, made)
    for kind, closed in closing.items():
        if len(closed) * EXTRACT > open_before[kind]:
            some = ", ".join(made.name(change) for change in closed[:3])
            raise ExtractError(
                f"This file no longer mentions {len(closed)} of the {open_before[kind]} {closed[0].kind_name} that "
                f"'{made.batch.source}' stated before, for example {some}. Is it only a part of the list?",
                "Use --close if they have ended, --keep if the file is a part, --source NAME if it is another list.")


def _open(facts: Facts, made: Plan) -> Counter[int]:
    """By kind: how many facts that can end were open on the day of the file."""
    stored = [(NODES[label], props) for label, props in facts.nodes]
    stored += [(TIES[kind, a, b], props) for kind, a, _, b, _, props in facts.ties]  # type: ignore[misc]
    return Counter(id(kind) for kind, props in stored
                   if closes(kind) and (props.get("until") is None or props["until"] >= made.as_of)
                   and props.get("sheet") in made.batch.sheets)
