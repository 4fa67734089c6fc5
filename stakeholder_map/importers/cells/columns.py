"""Sheets and their columns, declared once: the declaration drives reading, the template and the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ...batch import Problem
from ...errors import InputError
from ...identity.naming import normal
from ..common.private import is_left_out, left_out
from ..files.tables import Table

Kind = Literal["id", "text", "email", "first", "last", "yes_no", "integer", "number", "list", "level", "choice",
               "reference", "references"]
"""What a cell holds. `first` and `last` are dates: a partial one is the first or the last day it can mean."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells hold, help for people, other names, and what values are allowed."""

    name: str
    kind: Kind
    help: str
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strict: bool = True
    least: int | None = None
    most: int | None = None
    blank_ok: bool = False
    """A required column must be there; with `blank_ok` its cells may be blank."""
    past: bool = False
    """Dates after the day of the import are kept, and noted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (or file) of the plain folder: name, purpose, columns, other names, dates that must be in order."""

    name: str
    help: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    spans: tuple[tuple[str, str], ...] = (("since", "until"),)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def header_key(text: str) -> str:
    """A header without case, accents, spaces, hyphens and underscores; “Employee #” is the number of an employee."""
    if len(text) > 1 and text.endswith("#"):
        text = f"{text[:-1]} number"
    return normal(text.replace("_", " ")).replace(" ", "")


def match_header(table: Table, sheet: Sheet) -> tuple[dict[str, int], list[Problem]]:
    """The position of each column of the sheet that the table has, and a note on columns that are left out."""
    positions: dict[str, int] = {}
    keys = [header_key(text) for text in table.header]
    for column in sheet:
        for wanted in (column.name, *column.synonyms):
            found = [n for n, key in enumerate(keys) if key == header_key(wanted)]
            if len(found) > 1 and len(filled := [n for n in found if table.filled(n)]) <= 1:
                found = filled or found[:1]
            if len(found) > 1:
                raise InputError(f"{table.file}: the column “{table.header[found[0]]}” stands there {len(found)} times",
                                 "Rename or remove one of them.")
            if found and found[0] not in positions.values():
                positions[column.name] = found[0]
                break
    missing = [column.name for column in sheet if column.required and column.name not in positions]
    if missing:
        raise InputError(
            f"{table.file} has no column {quoted(missing)}; it has {quoted([h for h in table.header if h])}",
            f"Expected columns of {sheet.name}: {', '.join(column.name for column in sheet)}.")
    table.taken.update(table.header[n] for n in positions.values())
    return positions, _left_out(table, positions)


def _left_out(table: Table, positions: Mapping[str, int]) -> list[Problem]:
    """Notes on the columns that are not read: private ones and free text counted, others by name."""
    unread = [n for n in range(len(table.header)) if n not in positions.values()
              and not table.header[n].startswith("_") and (table.header[n] or table.filled(n))]
    unknown = [n for n in unread if not is_left_out(table.header[n])]
    counted = left_out([replace(table, header=tuple(name if n in unread else ""
                                                    for n, name in enumerate(table.header)))])
    return [*counted, *_unknown(table, unknown)]


def _unknown(table: Table, unknown: list[int]) -> list[Problem]:
    if not unknown:
        return []
    names = [table.header[n] or f"column {n + 1}, which has no name" for n in unknown]
    return [Problem(f"Left out, because no such column is known: {quoted(names)}.",
                    "Rename a column if it should have been read. To keep one of your own, declare it with name, type "
                    "and on under [[fields]] in stakeholder-map.toml or in a mapping.",
                    file=table.file, rejected=False)]


def quoted(names: list[str]) -> str:
    """Names in quotation marks, the first 30 of them."""
    shown = ", ".join(f"“{name}”" for name in names[:30])
    return shown + (f" and {len(names) - 30} more" if len(names) > 30 else "")
