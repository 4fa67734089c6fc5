"""Reads the head of the ledger, the facts and everything else inside a transaction."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from .. import queries
from ..errors import StoreError
from ..queries.query import Query
from .driver import Transaction
from .driver_values import native_dates
from .facts import Content, Facts

SCHEMA = 1
"""Version of the graph's schema; a store with a newer one is refused."""

T = TypeVar("T")
Read = tuple[T, int, int]
"""What was read, and the version of the ledger before and after."""


def run_all(query: Query, transaction: Transaction) -> None:
    """Every statement of a file, such as those of a schema."""
    for statement in query.statements:
        transaction.run(statement)


class Head(NamedTuple):
    """The head of the ledger; schema 0 where there is none yet."""

    schema: int = 0
    version: int = 0
    unfinished: str | None = None


def read_head(transaction: Transaction) -> Head:
    """The head of the ledger; refuses a store that a newer version of the program wrote."""
    head = Head(*(transaction.one(queries.get("ledger/head")) or ()))
    if head.schema > SCHEMA:
        raise StoreError(
            f"This store was written by a newer version of the program (schema {head.schema}, here {SCHEMA}).",
            "Install the newer version of stakeholder-map.")
    return head


def read_facts(transaction: Transaction, source: str | None, packed: bool) -> Read[Facts]:
    """The facts, and the version of the ledger before and after they were read."""
    head, form = read_head(transaction), "" if packed else "plain-"
    nodes, ties = (transaction.facts(queries.get(f"snapshot/{form}{name}"), {"source": source}, packed=packed)
                   for name in ("nodes", "ties"))
    facts = Facts([(label, native_dates(props)) for label, props in nodes],
                  [(kind, a, start, b, end, native_dates(props)) for kind, a, start, b, end, props in ties],
                  head.version, head.unfinished)
    return facts, head.version, read_head(transaction).version


def read_content(transaction: Transaction, packed: bool) -> Read[Content]:
    """Everything, ledger included, and the version of the ledger before and after it was read."""
    facts, before, _ = read_facts(transaction, None, packed)
    imports = [dict(props) for (props,) in transaction.rows(queries.get("ledger/imports"), {"source": None})]
    edits = [dict(props) for (props,) in transaction.rows(queries.get("ledger/all-edits"))]
    return Content(facts, imports[::-1], edits), before, read_head(transaction).version
