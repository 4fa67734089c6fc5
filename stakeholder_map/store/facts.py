"""The facts of a store as they are read: things and ties with their properties, and the digest over them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .encoding import dumps

STAMPS = frozenset({"seen", "made"})
"""Properties that say which import a fact comes from: no part of what it says."""

NodeFact = tuple[str, dict[str, Any]]
TieFact = tuple[str, str, str, str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store holds: `(label, properties)` and `(type, start label, start, end label, end, properties)`.

    `version` is that of the ledger while they were read, `unfinished` the key of an import that stopped half way.
    """

    nodes: list[NodeFact]
    ties: list[TieFact]
    version: int = 0
    unfinished: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a store: the facts, and the ledger's imports and edits as properties."""

    facts: Facts
    imports: list[dict[str, Any]] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)


def counts(facts: Facts) -> dict[str, int]:
    """How many facts there are of each label and type of tie."""
    return dict(sorted(Counter([node[0] for node in facts.nodes] + [tie[0] for tie in facts.ties]).items()))


def digest(facts: Facts) -> str:
    """SHA-256 over all facts in a fixed order: the same facts give the same digest on every engine.

    Which import made a fact or said it last is left out.
    """
    sha = hashlib.sha256()
    for line in sorted(_lines(facts)):
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()


def _lines(facts: Facts) -> Iterator[str]:
    heads = [(fact[:1], fact[1]) for fact in facts.nodes] + [(tie[:5], tie[5]) for tie in facts.ties]
    for head, props in heads:
        yield dumps([*head, {name: value for name, value in props.items() if name not in STAMPS}])
