"""The facts of a store as they are read: things and ties with their properties, and the digest over them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .encoding import dumps

STAMPS = frozenset({"seen", "made"})
"""Properties that say which import a fact comes from: no part of what it says."""

SUM = 256
"""Bytes of the sum of hashes in a digest: large enough that no two sets of facts can be made to agree."""

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


def name_of(label: str, props: Mapping[str, Any]) -> str:
    """What people call a thing, as far as it says so."""
    untitled = "a post without a title" if label == "Post" else ""
    return str(props.get("name") or props.get("title") or props.get("address") or untitled)


def names_of(facts: Facts) -> dict[str, str]:
    """What people call each thing, and each tie by its ends."""
    names = {props["key"]: name_of(label, props) for label, props in facts.nodes}
    ties = {props["key"]: f"{names.get(a) or a} – {names.get(b) or b}" for _, _, a, _, b, props in facts.ties}
    return names | ties


class Digest:
    """A digest over facts that come one after the other, in any order; none of them is kept.

    The same facts give the same digest on every engine. Which import made a fact or said it last is left out.
    Each fact is hashed by itself and the hashes are summed (Bellare and Micciancio 1997, with sums of 2,048 bits).
    """

    def __init__(self) -> None:
        self._sum = 0

    def add(self, *fact: Any) -> None:
        """One more fact: what stands in a `NodeFact` or `TieFact`, its properties last."""
        *head, props = fact
        line = dumps([*head, {name: value for name, value in props.items() if name not in STAMPS}])
        self._sum += int.from_bytes(hashlib.shake_256(line.encode()).digest(SUM))

    def value(self) -> str:
        """64 digits that stand for the facts so far."""
        return hashlib.sha256((self._sum % (1 << 8 * SUM)).to_bytes(SUM)).hexdigest()


def digest(facts: Facts) -> str:
    """The digest over all facts that were read."""
    found = Digest()
    for fact in facts.nodes:
        found.add(*fact)
    for tie in facts.ties:
        found.add(*tie)
    return found.value()
