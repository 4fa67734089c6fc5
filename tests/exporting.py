"""Facts as a store would hold them, without one; and what an export of them gives when it is read again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from stakeholder_map import exports, importers
from stakeholder_map.batch import Batch
from stakeholder_map.identity import Directory
from stakeholder_map.model import NodeKind
from stakeholder_map.plan.changes import Change
from stakeholder_map.plan.comparison import compare
from stakeholder_map.store import Facts

from .importing import TODAY


def loaded(*batches: Batch, on: date = TODAY, into: Facts | None = None) -> Facts:
    """The facts of a store after these batches, one after the other, as an import makes them."""
    nodes = {(label, props["key"]): (label, props) for label, props in (into.nodes if into else ())}
    ties = {(tie[0], tie[5]["key"]): tie for tie in (into.ties if into else ())}
    for batch in batches:
        known = Facts([n for n in nodes.values() if n[1]["source"] == batch.source],
                      [t for t in ties.values() if t[5]["source"] == batch.source])
        for change in compare(known, batch, on).changes:
            if isinstance(change.kind, NodeKind):
                at = (change.kind.label, change.key)
                nodes[at] = (at[0], _after(nodes[at][1] if at in nodes else {}, change))
            else:
                tie = (change.kind.type, change.key)
                kind, (start, end) = change.kind, change.ends or ("", "")
                before = ties[tie][5] if tie in ties else {}
                ties[tie] = (kind.type, kind.start, start, kind.end, end, _after(before, change))
    return Facts(list(nodes.values()), list(ties.values()))


def _after(before: dict[str, Any], change: Change) -> dict[str, Any]:
    if change.doing == "unchanged":
        return before
    merged = {**before, **change.after, "key": change.key}
    return {name: value for name, value in merged.items() if value is not None}


def written(facts: Facts, to: Path, format_: str = "", on: date = TODAY, *, dated: bool = False) -> exports.Written:
    """Export facts to a place."""
    return exports.export(exports.cut(facts, on, dated=dated), to, format_)


def read_back(path: Path, into: Facts | None = None) -> Facts:
    """The facts of a store into which an exported folder was imported."""
    batch = importers.read([path], importers.Options(as_of=TODAY), Directory.of(into) if into else Directory())
    assert batch.problems == ()
    return loaded(batch, *batch.then, into=into)


def people(names: Iterable[str], **columns: str) -> str:
    """A sheet of people with these names, one row each."""
    more = "".join(f",{name}" for name in columns)
    rows = "".join(f"p{n},{name}{''.join(f',{value}' for value in columns.values())}\n" for n, name in enumerate(names))
    return f"id,name{more}\n{rows}"
