"""The entries of the ledger: which file was imported when, by whom, and what it changed."""

from __future__ import annotations

import getpass
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self

FILLING = "filling"
"""Status of the entry that marks a store as half filled from a backup or another store."""

EDIT, MERGE, UNMERGE, APART = "edit", "merge", "unmerge", "apart"
BY_HAND = frozenset({EDIT, MERGE, UNMERGE, APART})
"""Statuses of entries that are no imports: one fact was changed, two people were made one, taken apart, kept apart."""

Counts = Mapping[str, Mapping[str, int]]
"""By kind: how many facts were created, changed, closed, unchanged."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import, or one part of a large one. `when` is UTC; `number` is its place, given when it is written.

    `status` is done, undone (taken back), undo (the entry of taking `undoes` back), filling, or one of BY_HAND. Parts
    of a large import share `first`, the key of the first one; `closing` says what was done with facts that the file
    left out.
    """

    source: str
    as_of: date
    sheets: tuple[str, ...]
    sha256: str = ""
    counts: Counts = field(default_factory=dict)
    who: str = ""
    program: str = ""
    closing: str = "close"
    status: str = "done"
    part: int = 1
    parts: int = 1
    first: str = ""
    undoes: str = ""
    when: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    key: str = field(default_factory=lambda: Import.new_key())
    number: int = 0
    saw: str = ""
    """Key of the import that had last stated what this one states again; exceptions are in its edits."""
    fields: tuple[str, ...] = ()
    """Fields that people declared themselves and that this import brought, as texts: see `custom`."""

    @staticmethod
    def new_key() -> str:
        """A key that no other import has."""
        return uuid.uuid4().hex[:16]

    @property
    def group(self) -> str:
        """Key that all parts of this import share."""
        return self.first or self.key

    def props(self) -> dict[str, Any]:
        """As properties of its entry: lists and texts only."""
        return {**asdict(self), "sheets": list(self.sheets), "fields": list(self.fields),
                "counts": json.dumps(self.counts, sort_keys=True)}

    @classmethod
    def of(cls, props: Mapping[str, Any]) -> Self:
        """The entry with these properties; what a later version of the program added is left out."""
        known = {name: props[name] for name in cls.__dataclass_fields__ if name in props}
        return cls(**{**known, "sheets": tuple(props.get("sheets") or ()),
                      "fields": tuple(props.get("fields") or ()), "counts": json.loads(props["counts"])})


def somebody() -> str:
    """The name of the account that runs the program, empty when the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def half(entry: Import) -> tuple[str, str]:
    """What is said of a store that holds half of this import, and what to do."""
    if entry.status == FILLING:
        return ("The store was only half filled from a backup or another store.",
                "Restore or copy into it again: that begins anew.")
    return (f"The store holds half an import of '{entry.source}' of {entry.as_of}.",
            "If it is not going on just now, finish it with `stakeholder-map import --resume` and the same files, "
            f"or take it back with `stakeholder-map import --undo {entry.group}`.")
