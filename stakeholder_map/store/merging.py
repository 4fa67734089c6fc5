"""Makes two people one and takes them apart again: ties are cut off and written anew, all in one transaction.

An end of a tie cannot be changed, so each tie is deleted and created with the same key and properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .. import queries
from ..errors import ConflictError
from .driver import Transaction
from .edits import Edit
from .edits import rows as edit_rows
from .ledger import Import
from .loading import MovedError, Rows, batches, keep_stricter, write_rows

Cut = Mapping[tuple[str, str], Sequence[str]]
"""(key of a person, type) -> keys of the ties of that type to take away."""


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """All that one transaction takes away and writes, made for the store at `version` of its ledger.

    `label` and `key` name what goes: a "person" or "alias" with all its ties, or the "merger" of an organisation;
    nothing does when they are empty.
    """

    entry: Import
    version: int
    edits: Sequence[Edit]
    rows: Rows = field(default_factory=dict)
    cut: Cut = field(default_factory=dict)
    label: str = ""
    key: str = ""


def rearrange(transaction: Transaction, work: Rearrangement) -> None:
    """Do it, with its entry in the ledger; harmless when it is done already.

    Raises MovedError when the store is no longer at the version that this was worked out for.
    """
    entry = work.entry
    if transaction.one(queries.get("ledger/find"), {"key": entry.key}):
        return  # an earlier try got through and only its answer was lost
    claim = {"version": work.version, "key": entry.key, "unfinished": None}
    number = transaction.one(queries.get("ledger/claim"), claim)
    if number is None:
        raise MovedError("Somebody else wrote at the same time.", "Try again.")
    transaction.one(queries.get("ledger/enter"), {"key": entry.key, "entry": {**entry.props(), "number": number[0]}})
    for part in batches(edit_rows(work.edits, entry.key)):
        transaction.one(queries.get("ledger/edits"), {"rows": part})
    _take_away(transaction, work)
    write_rows(transaction, work.rows)
    keep_stricter(transaction)
    if entry.undoes:
        transaction.one(queries.get("ledger/mark-undone"), {"key": entry.undoes})


def _take_away(transaction: Transaction, work: Rearrangement) -> None:
    for (person, kind), keys in work.cut.items():
        found = transaction.one(queries.get("merge/cut"), {"person": person, "type": kind, "keys": [*keys]})
        _check(found, len(keys))
    if work.key:
        _check(transaction.one(queries.get(f"merge/remove-{work.label}"), {"key": work.key}), 1)


def _check(found: Sequence[object] | None, expected: int) -> None:
    if found is None or found[0] != expected:
        raise ConflictError("This is no longer in the store; nothing was written.", "Look for it again.")
