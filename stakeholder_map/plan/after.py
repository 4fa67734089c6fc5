"""The facts of a store as they will be after a plan, without writing anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import NodeKind
from ..store.facts import Facts
from .changes import Change


def facts_after(facts: Facts, changes: Iterable[Change]) -> Facts:
    """The facts with what is created, changed and closed; a property that becomes None goes."""
    nodes = {(label, str(props["key"])): props for label, props in facts.nodes}
    ties = {(kind, str(props["key"])): (kind, a, start, b, end, props) for kind, a, start, b, end, props in facts.ties}
    for change in changes:
        if change.doing == "unchanged":
            continue
        if isinstance(change.kind, NodeKind):
            at = (change.kind.label, change.key)
            nodes[at] = _with(nodes.get(at, {}), change)
        elif change.ends:
            kind, at = change.kind, (change.kind.type, change.key)
            known = ties[at][5] if at in ties else {}
            ties[at] = (kind.type, kind.start, change.ends[0], kind.end, change.ends[1], _with(known, change))
    return Facts([(label, props) for (label, _), props in nodes.items()], list(ties.values()),
                 facts.version, facts.unfinished)


def _with(props: dict[str, Any], change: Change) -> dict[str, Any]:
    found = {**props, "key": change.key, **change.after}
    return {name: value for name, value in found.items() if value is not None}
