"""Fills a store with everything of another one, part after part; until that is done the store is marked as half filled.

Whoever fills holds the mark: a second one takes it over, and the first one then stops. Every part is harmless when it
is written twice, so a lost answer to a commit does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import queries
from ..errors import ConflictError
from .driver import Transaction
from .ledger import FILLING, Import
from .loading import MovedError, Row, write_rows

CLEARED = 5_000
"""So many things are deleted in one transaction."""

Part = Mapping[str, Mapping[str, list[Row]]]
"""By folder of statements and name of a statement: its rows."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the other store's ledger stands."""

    schema: int
    version: int
    unfinished: str | None


def new_mark() -> Import:
    """An entry that says that a store is being filled."""
    return Import("a backup", date(1970, 1, 1), (), status=FILLING)


def mark(transaction: Transaction, entry: Import, version: int) -> None:
    """Mark the store as half filled. Raises MovedError when its ledger is no longer at `version`."""
    if transaction.one(queries.get("ledger/find"), {"key": entry.key}):
        return  # an earlier try got through and only its answer was lost
    claimed = {"version": version, "key": entry.key, "unfinished": entry.key}
    if transaction.one(queries.get("ledger/claim"), claimed) is None:
        raise MovedError("Somebody else imported at the same time.", "Try again.")
    transaction.one(queries.get("ledger/enter"), {"key": entry.key, "entry": entry.props()})


def clear(transaction: Transaction, entry: Import) -> int:
    """Delete some of what the store held before; how much."""
    _hold(transaction, entry)
    removed = transaction.one(queries.get("ledger/clear"), {"keep": entry.key, "most": CLEARED})
    return int(removed[0]) if removed else 0


def write_part(transaction: Transaction, entry: Import, part: Part) -> None:
    """Write facts, or a part of the ledger."""
    _hold(transaction, entry)
    for folder, rows in part.items():
        write_rows(transaction, rows, folder=folder)


def settle(transaction: Transaction, entry: Import, source: Source) -> None:
    """Take the mark away: the store is whole."""
    if transaction.one(queries.get("ledger/find"), {"key": entry.key}) is None:
        return  # an earlier try got through and only its answer was lost
    _hold(transaction, entry)
    transaction.one(queries.get("ledger/forget"), {"key": entry.key})
    transaction.one(queries.get("ledger/settle"), {"schema": source.schema, "version": source.version,
                                                   "unfinished": source.unfinished})


def _hold(transaction: Transaction, entry: Import) -> None:
    if transaction.one(queries.get("ledger/hold"), {"mark": entry.key}) is None:
        raise ConflictError("Somebody else began to fill this store.", "Wait until that is done.")


def count(part: Part) -> int:
    """How many facts there are in a part."""
    return sum(len(rows) for rows in part.get("load", {}).values())


