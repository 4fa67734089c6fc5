"""What several lists state of one thing is one thing in every analysis: organisations, units and seats.

The store keeps what each list says as that list says it, so that each can be closed, taken back and told apart by
itself. Which records mean one thing follows from the facts: nothing about it is stored, save for organisations that a
person merged (SAME_AS).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .contracting import contracted
from .seats import same_seats
from .things import Node, Tie, itself, merged, source_of
from .units import same_units

__all__ = ["Node", "Tie", "united"]


def united(nodes: Sequence[Node], ties: Sequence[Tie]) -> tuple[Sequence[Node], Sequence[Tie]]:
    """The facts with one record for each organisation, unit and seat, and all ties led to it.

    Nodes are (label, props), ties (type, label, key, label, key, props); props carry the `key`. Organisations come
    first, then the units in them, then the seats in those.
    """
    said = merged(ties)
    nodes, ties = _one(nodes, ties, {key: kept for key in said if (kept := itself(key, said)) != key})
    if len({source_of(props["key"]) for label, props in nodes if label in ("Unit", "Post")}) < 2:
        return nodes, ties
    nodes, ties = _one(nodes, ties, same_units(nodes, ties))
    return _one(nodes, ties, same_seats(nodes, ties))


def _one(nodes: Sequence[Node], ties: Sequence[Tie],
         same: Mapping[str, str]) -> tuple[Sequence[Node], Sequence[Tie]]:
    return contracted(nodes, ties, same) if same else (nodes, ties)
