"""Changes one fact by hand: takes its lock first, then compares it with what the editor saw, and only then writes.

Comparing without the lock loses edits on both engines: two editors compare with the same state, and both write. With
the lock the second one waits, and compares with what the first one wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import queries
from ..custom import CustomField, carried_by
from ..errors import ConflictError, InputError
from ..model import NODES, TIES
from .driver import Transaction
from .edits import Edit
from .edits import rows as edit_rows
from .ledger import EDIT, Import, somebody
from .loading import ALIASES, keep_stricter

FIELDS = {kind.label.lower(): (kind.label, kind.fields) for kind in NODES.values()} | {
    kind.name: (kind.type, kind.fields) for kind in TIES.values()}
"""By name of the load statement: the label or type of a fact, and what the model lets it state."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed: what the editor had seen, what is there now, what the editor wanted."""

    field: str
    seen: Any
    now: Any
    wanted: Any


class EditedError(ConflictError):
    """Somebody else changed the same fields first. `who` and `when` say whose change is there now, where known."""

    def __init__(self, differences: tuple[Difference, ...], who: str, when: str) -> None:
        by = f" by {who}" if who else ""
        at = f" at {when}" if when else ""
        changes = "; ".join(f"{d.field} was {_shown(d.seen)} when you looked, is {_shown(d.now)} now, and you wanted "
                            f"{_shown(d.wanted)}" for d in differences)
        super().__init__(f"This was changed{by}{at} in the meantime: {changes}. Nothing was written.",
                         "Look at it again and decide which one holds.")
        self.differences, self.who, self.when = differences, who, when


def entry_of(edit: Edit, own: Sequence[CustomField], who: str | None, program: str) -> Import:
    """The line in the ledger for an edit; `own` are the fields that people declared."""
    check(edit, own)
    return Import(edit.key.partition(":")[0], date.today(), (), who=somebody() if who is None else who,
                  program=program, status=EDIT)


def check(edit: Edit, own: Sequence[CustomField] = ()) -> None:
    """Refuse what no fact of this kind can state, and fields of which it is not said what the editor saw."""
    if edit.statement not in FIELDS:
        raise InputError(f"'{edit.statement}' is nothing that can be changed.", "Name a kind of fact.")
    carrier, fields = FIELDS[edit.statement]
    fields = {**fields, **carried_by(own, carrier)}
    for field, value in edit.after.items():
        if field not in fields or field not in edit.before:
            raise InputError(f"The field '{field}' of '{edit.statement}' cannot be changed in this way.",
                             f"Its fields are {', '.join(fields)}; say of each what was there before.")
        if value is not None and type(value) is not fields[field] and (fields[field], type(value)) != (float, int):
            raise InputError(f"The field '{field}' of '{edit.statement}' takes no {type(value).__name__}.",
                             f"It is a {fields[field].__name__}.")


def write_edit(transaction: Transaction, edit: Edit, entry: Import) -> None:
    """Write the edit and its line in the ledger; harmless when that is done already.

    Raises EditedError when a field is no longer what the editor saw; other fields may have changed.
    """
    if transaction.one(queries.get("ledger/find"), {"key": entry.key}):
        return  # an earlier try got through and only its answer was lost
    number = transaction.one(queries.get("ledger/step"), {"key": entry.key})
    now = _locked(transaction, edit, entry.key)
    if number is None or now is None:
        raise ConflictError("This is no longer in the store; nothing was written.", "Look for it again.")
    _compare(transaction, edit, now)
    row = {"key": edit.key, "props": {**edit.after, "seen": entry.key, "lock": None}, **_ends(edit)}
    transaction.one(queries.get(f"load/{edit.statement}"), {"rows": [row]})
    if edit.statement in ALIASES:
        keep_stricter(transaction)
    transaction.one(queries.get("ledger/enter"), {"key": entry.key, "entry": {**entry.props(), "number": number[0]}})
    transaction.one(queries.get("ledger/edits"), {"rows": edit_rows([edit], entry.key)})


def _locked(transaction: Transaction, edit: Edit, lock: str) -> Mapping[str, Any] | None:
    """What is stored of the fact, read after its lock was taken; None when it is gone."""
    found = transaction.one(queries.get(f"edit/{edit.statement}"), {"key": edit.key, "lock": lock, **_ends(edit)})
    return found[0] if found else None


def _ends(edit: Edit) -> dict[str, str]:
    return dict(zip(("start", "end"), edit.ends, strict=False))


def _compare(transaction: Transaction, edit: Edit, now: Mapping[str, Any]) -> None:
    lost = tuple(Difference(field, edit.before[field], now.get(field), wanted) for field, wanted in edit.after.items()
                 if now.get(field) != edit.before[field])
    if lost:
        found = transaction.one(queries.get("ledger/find"), {"key": now.get("seen", "")})
        last = Import.of(found[0]) if found else None
        raise EditedError(lost, last.who if last else "", last.when if last else "")


def _shown(value: object) -> str:
    return "empty" if value is None else f"'{value}'"
