"""Reads the head of the ledger, the facts and everything else inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from .. import queries
from ..errors import StoreError
from ..queries.query import Query
from .driver import Transaction
from .driver_values import native_dates
from .facts import Digest, Facts, NodeFact, TieFact

SCHEMA = 2
"""Version of the graph's schema; a store with a newer one is refused."""

Value = tuple[Any, ...]
"""One thing in a store: `("node", …)`, `("tie", …)`, `("import", properties)` or `("edit", properties)`."""

T = TypeVar("T")
Read = tuple[T, int, int | None]
"""What was read, and the version of the ledger before and after; None when a commit was seen half way."""


def run_all(query: Query, transaction: Transaction) -> None:
    """Every statement of a file, such as those of a schema."""
    for statement in query.statements:
        transaction.run(statement)


class Head(NamedTuple):
    """The head of the ledger; schema 0 where there is none yet."""

    schema: int = 0
    version: int = 0
    unfinished: str | None = None
    migrating: int | None = None


def read_head(transaction: Transaction) -> Head:
    """The head of the ledger; refuses a store of another schema than that of this program."""
    head = read_mark(transaction)
    if head.migrating is not None or 0 < head.schema < SCHEMA:
        raise StoreError("This store was written by an older version of the program.",
                         "Bring it up to date with: stakeholder-map store start")
    return head


def read_mark(transaction: Transaction) -> Head:
    """The head of the ledger, also of an older store; refuses one that a newer version of the program wrote."""
    head = Head(*(transaction.one(queries.get("ledger/head")) or ()))
    if head.schema > SCHEMA:
        raise StoreError(
            f"This store was written by a newer version of the program (schema {head.schema}, here {SCHEMA}).",
            "Install the newer version of stakeholder-map.")
    return head


def read_facts(transaction: Transaction, source: str | None, packed: bool) -> Read[Facts]:
    """The facts, and the version of the ledger before and after they were read."""
    head = read_head(transaction)
    facts = Facts(list(_nodes(transaction, source, packed)), list(_ties(transaction, source, packed)),
                  head.version, head.unfinished)
    after = read_head(transaction).version
    return facts, head.version, after if source is not None or _of_one_piece(facts) else None


def _of_one_piece(facts: Facts) -> bool:
    """Has every tie its ends? Neo4j shows readers the parts of a commit as it stores them, the ledger not first."""
    keys = {props["key"] for _, props in facts.nodes}
    return all(start in keys and end in keys for _, _, start, _, end, _ in facts.ties)


def read_digest(transaction: Transaction, packed: bool) -> Read[str]:
    """The digest over all facts, of which none is kept."""
    version, found = read_head(transaction).version, Digest()
    for fact in _nodes(transaction, None, packed):
        found.add(*fact)
    for tie in _ties(transaction, None, packed):
        found.add(*tie)
    return found.value(), version, read_head(transaction).version


def read_all(consume: Callable[[Head, Iterator[Value]], T], transaction: Transaction, packed: bool) -> Read[T]:
    """What `consume` makes of everything in the store: facts, ledger and record of changes, one after the other."""
    transaction.one(queries.get("ledger/lock"))
    head = read_head(transaction)
    return consume(head, _everything(transaction, packed)), head.version, read_head(transaction).version


def _everything(transaction: Transaction, packed: bool) -> Iterator[Value]:
    for fact in _nodes(transaction, None, packed):
        yield ("node", *fact)
    for tie in _ties(transaction, None, packed):
        yield ("tie", *tie)
    for name in ("imports", "edits"):
        for props in transaction.facts(queries.get(f"ledger/all-{name}"), packed=False):
            yield name[:-1], native_dates(props)


def _nodes(transaction: Transaction, source: str | None, packed: bool) -> Iterator[NodeFact]:
    for label, props in _rows(transaction, "nodes", source, packed):
        yield label, native_dates(props)


def _ties(transaction: Transaction, source: str | None, packed: bool) -> Iterator[TieFact]:
    for kind, a, start, b, end, props in _rows(transaction, "ties", source, packed):
        yield kind, a, start, b, end, native_dates(props)


def _rows(transaction: Transaction, name: str, source: str | None, packed: bool) -> Iterator[list[Any]]:
    query = queries.get(f"snapshot/{name}" if packed else f"snapshot/plain-{name}")
    return transaction.facts(query, {"source": source}, packed=packed)
