"""What a batch says, by names and dates instead of keys, so that two formats of one thing can be compared."""

from __future__ import annotations

from typing import Any

from stakeholder_map.batch import Batch

Named = set[tuple[Any, ...]]


def called(batch: Batch) -> dict[str, str]:
    """The name (title, address) of each thing by its key."""
    return {n.key: str(n.props.get("name") or n.props.get("title") or n.props.get("address")) for n in batch.nodes}


def things(batch: Batch, label: str, *fields: str) -> Named:
    """The things of a kind, each with its name and some fields."""
    names = called(batch)
    return {(names[n.key], *(_plain(n.props.get(f)) for f in fields)) for n in batch.nodes if n.label == label}


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def lines(batch: Batch, kind: str, *fields: str) -> Named:
    """The ties of a type, each with the names of both ends and some fields."""
    names = called(batch)
    return {(names.get(t.start, t.start), names.get(t.end, t.end), *(t.props.get(f) for f in fields))
            for t in batch.ties if t.type == kind}


def seats(batch: Batch, *fields: str) -> Named:
    """Who holds which post where: (person, title, organisation or unit, fields of the holding)."""
    names = called(batch)
    places: dict[str, list[str]] = {}
    for tie in batch.ties:
        if tie.type == "IN":
            places.setdefault(tie.start, []).append(names[tie.end])
    return {(names[t.start], names[t.end], place, *(t.props.get(f) for f in fields))
            for t in batch.ties if t.type == "HOLDS" for place in places.get(t.end, [""])}
