"""Writes an import: facts, what it changed, what it takes back, and its ledger entry, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import queries
from ..errors import ConflictError
from .driver import Transaction
from .edits import Edit
from .edits import rows as edit_rows
from .ledger import Import

ROWS = 1000
BYTES = 4_000_000
"""At most so many rows and, roughly, bytes go to the engine in one statement."""

ALIASES = {"alias", "same-as-alias-person"}
"""Statements that change what further lists say of people."""

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]
"""By name of a load statement: its rows, in the order in which they must be written."""

Progress = Callable[[int, int], None]
"""Told how many rows are written, and of how many."""


class MovedError(ConflictError):
    """Somebody else imported since the plan was made."""


@dataclass(frozen=True, slots=True)
class Load:
    """All that one transaction writes, made for the store at `version` of its ledger.

    `removes` is the key of an import that is taken back, `undone` are all that are: what only they state goes. After
    a load that is not the `last` of its group the store is marked as holding half an import.
    """

    entry: Import
    version: int
    rows: Rows
    edits: Sequence[Edit] = ()
    removes: str = ""
    undone: Sequence[str] = ()
    last: bool = True


def write(transaction: Transaction, load: Load, progress: Progress | None = None) -> None:
    """Write everything; harmless when it is written already. Raises MovedError when the store has moved on."""
    key = load.entry.key
    if transaction.one(queries.get("ledger/find"), {"key": key}):
        return  # an earlier try got through and only its answer was lost
    unfinished = None if load.last else load.entry.group
    claimed = transaction.one(queries.get("ledger/claim"),
                              {"version": load.version, "key": key, "unfinished": unfinished})
    if claimed is None:
        if transaction.one(queries.get("ledger/find"), {"key": key}):
            return  # that try was still being saved when this one looked first
        raise MovedError("Somebody else imported at the same time.", "Try again.")
    transaction.one(queries.get("ledger/enter"), {"key": key, "entry": {**load.entry.props(), "number": claimed[0]}})
    for part in batches(edit_rows(load.edits, key)):
        transaction.one(queries.get("ledger/edits"), {"rows": part})
    write_rows(transaction, load.rows, progress)
    if load.removes:
        for name in ("remove-ties", "remove-nodes"):
            transaction.one(queries.get(f"ledger/{name}"), {"undone": [*load.undone]})
        transaction.one(queries.get("ledger/mark-undone"), {"key": load.removes})
    if load.removes or ALIASES & load.rows.keys():
        keep_stricter(transaction)


def keep_stricter(transaction: Transaction) -> None:
    """Let people carry what the strictest of their records says, in the transaction that changed one of these."""
    for name in ("forget-stricter", "stricter"):
        transaction.one(queries.get(f"ledger/{name}"))


def write_rows(transaction: Transaction, rows: Rows, progress: Progress | None = None, folder: str = "load") -> None:
    """The rows of the statements in a folder, in their order; progress is told after each batch."""
    total, done = sum(len(part) for part in rows.values()), 0
    for name, all_of_one_kind in rows.items():
        for part in batches(all_of_one_kind):
            written = transaction.one(queries.get(f"{folder}/{name}"), {"rows": part})
            if written is None or written[0] != len(part):
                raise ConflictError("Something that this refers to is no longer in the store; nothing was written.",
                                    "Try again.")
            done += len(part)
            if progress:
                progress(done, total)


def batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """`rows` in parts of at most 1,000 rows and about 4 MB."""
    part: list[Row] = []
    size = 0
    for row in rows:
        more = _size(row)
        if part and (len(part) == ROWS or size + more > BYTES):
            yield part
            part, size = [], 0
        part.append(row)
        size += more
    if part:
        yield part


def _size(row: Row) -> int:
    """Bytes of a row at most, roughly: texts count, the rest is small."""
    texts = row["props"].values() if "props" in row else row.values()
    return 200 + 4 * sum(len(value) for value in texts if type(value) is str)
