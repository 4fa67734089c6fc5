"""Compares what a file says with what its source said before: the changes that make the store agree with it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from ..batch import Batch, Fact, Node, Tie
from ..custom import carried_by
from ..errors import InputError
from ..model import NODES, TIES
from ..store.facts import Facts, TieFact
from .changes import Change, Kind, allowed, changed, created, sheet
from .closing import closings, silent, unclear
from .spells import Match, match, next_key, resumed

F = TypeVar("F", Node, Tie)
T = TypeVar("T")
Ends = tuple[str, str, str, str, str]

LONGEST_KEY = 1000
"""Neo4j refuses keys above 8 kB; nobody needs one of this length."""

ALLOWED: Mapping[int, frozenset[str]] = {
    **{id(kind): allowed(kind) for kind in NODES.values()}, **{id(tie): allowed(tie) for tie in TIES.values()}}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes, in the order in which they must be written, and what was noticed on the way.

    `foreign` are ends of ties that neither the file nor its source states, with a tie that has it; `withheld` are
    sheets of which something would be closed, if rows of them were not rejected.
    """

    changes: list[Change]
    foreign: Mapping[tuple[str, str], Tie]
    withheld: frozenset[str]


def compare(facts: Facts, batch: Batch, as_of: date, *, close: bool = True) -> Comparison:
    """Compare `batch` with the facts of its source."""
    own = {carrier: carried_by(batch.fields, carrier).keys() for field in batch.fields for carrier in field.carriers}
    said_nodes, said_ties = _unique(batch.nodes, _node_id, own), _unique(batch.ties, _tie_id, own)
    known_nodes = {(label, props["key"]): props for label, props in facts.nodes}
    changes, unsaid = _nodes(said_nodes, known_nodes, batch, as_of)
    tie_changes, unsaid_ties = _ties(said_ties, facts.ties, batch, as_of)
    foreign = {end: tie for tie in said_ties.values()
               for end in ((tie.start_label, tie.start), (tie.end_label, tie.end))
               if end not in said_nodes and end not in known_nodes}
    torn, left = unclear(batch), [*unsaid, *unsaid_ties]
    closed = closings(left, batch.sheets - torn if close else frozenset(), as_of)
    withheld = frozenset(fact.before["sheet"] for fact in silent(left, torn, as_of)) if close else frozenset()
    return Comparison([*changes, *tie_changes, *closed], foreign, withheld)


def _node_id(node: Node) -> tuple[str, str]:
    return node.label, node.key


def _tie_id(tie: Tie) -> tuple[str, str]:
    return tie.type, tie.key


def _unique(facts: Iterable[F], name: Callable[[F], tuple[str, str]],
            own: Mapping[str, Set[str]]) -> dict[tuple[str, str], F]:
    """Facts by label or type and key; what is stated twice is joined, what is stated differently refused."""
    found: dict[tuple[str, str], F] = {}
    for fact in facts:
        at = name(fact)
        _check(fact, own.get(at[0], frozenset()))
        found[at] = _joined(found[at], fact) if at in found else fact
    return found


def _check(fact: Fact, own: Set[str]) -> None:
    """Does the fact state only what its kind has, and what people declared for it (`own`)?"""
    try:
        kind: Kind = fact.kind
    except KeyError:
        raise InputError(f"'{fact.key}' is of a kind that the store does not hold.") from None
    if extra := fact.props.keys() - ALLOWED[id(kind)] - own:
        raise InputError(f"'{fact.key}' has a field that its kind does not have: {min(extra)!r}.")
    if len(fact.key) > LONGEST_KEY:
        raise InputError(f"An id is too long ({len(fact.key)} characters): {fact.key[:40]}…", "Use a shorter id.")


def _joined(first: F, second: F) -> F:
    props = dict(first.props)
    for name, value in second.props.items():
        if props.get(name) is None:
            props[name] = value
        elif value is not None and value != props[name]:
            raise InputError(f"'{first.key}' is stated twice, with different values of '{name}'.", "Keep one of them.")
    return replace(first, props=props)


def _nodes(said: Mapping[tuple[str, str], Node], known: Mapping[tuple[str, str], dict[str, Any]], batch: Batch,
           as_of: date) -> tuple[list[Change], list[Change]]:
    """Changes of things, and those that the file does not mention (as unchanged)."""
    changes = []
    for at, node in said.items():
        stored = known.get(at)
        if stored is None:
            changes.append(_created(node, node.key, node.props, batch))
        else:
            changes.append(_changed(node, stored, batch, as_of))
    unsaid = [Change("unchanged", NODES[at[0]], at[1], props, {}) for at, props in known.items() if at not in said]
    return changes, unsaid


def _ties(said: Mapping[tuple[str, str], Tie], stored: list[TieFact], batch: Batch,
          as_of: date) -> tuple[list[Change], list[Change]]:
    """Changes of ties, and those that the file does not mention (as unchanged)."""
    known = _grouped(((kind, a, start, b, end), props) for kind, a, start, b, end, props in stored)
    groups = _grouped(((t.type, t.start_label, t.start, t.end_label, t.end), t) for t in said.values())
    taken = {(ends[0], props["key"]) for ends, spells in known.items() for props in spells}
    reserved = taken | said.keys()
    changes: list[Change] = []
    for at, ties in groups.items():
        spells = known.get(at)
        for found in match(ties, spells, as_of) if spells else [Match(tie, None) for tie in ties]:
            if found.spell is not None and spells:
                spells.remove(found.spell)
                changes.append(_changed(found.tie, found.spell, batch, as_of))
                continue
            key = found.tie.key
            if (at[0], key) in taken:
                key = next_key(found.tie, reserved)
                reserved.add((at[0], key))
            props = resumed(found.tie.props, as_of, found.resumed) if found.resumed else found.tie.props
            changes.append(_created(found.tie, key, props, batch))
    unsaid = [Change("unchanged", TIES[at[0], at[1], at[3]], props["key"], props, {}, (at[2], at[4]))
              for at, spells in known.items() for props in spells]
    return changes, unsaid


def _grouped(pairs: Iterable[tuple[Ends, T]]) -> dict[Ends, list[T]]:
    groups: dict[Ends, list[T]] = defaultdict(list)
    for ends, value in pairs:
        groups[ends].append(value)
    return groups


def _created(fact: Fact, key: str, props: Mapping[str, Any], batch: Batch) -> Change:
    kind = fact.kind
    after = created(props, kind)
    after["source"], after["sheet"] = batch.source, fact.sheet
    return Change("created", kind, key, {}, after, _ends(fact))


def _changed(fact: Fact, known: Mapping[str, Any], batch: Batch, as_of: date) -> Change:
    kind = fact.kind
    after = changed(fact.props, known, kind, as_of)
    now = sheet(fact.sheet, known, kind, batch.sheets)
    if now != known.get("sheet"):
        after["sheet"] = now
    before = {name: known.get(name) for name in after}
    return Change("changed" if after else "unchanged", kind, known["key"], before, after, _ends(fact),
                  known.get("seen", ""))


def _ends(fact: Fact) -> tuple[str, str] | None:
    return (fact.start, fact.end) if isinstance(fact, Tie) else None
