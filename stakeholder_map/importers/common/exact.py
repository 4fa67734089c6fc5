"""The files of an exported folder: which columns each has, and cells that come back exactly as they were written.

Every fact is one row with its whole key, its source and its sheet, so that a folder read into an empty store gives
the same facts. Would-be formulas have an apostrophe before them. Declared here once, for writing and for reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ...custom import CustomField, number
from ...model import NODES, TEXT, TIES, Fields, NodeKind, TieKind

KEY, TIE, START, END = "id", "tie", "from", "to"
SOURCE, SHEET = "_source", "_sheet"
EXACT = "_exact"
"""Column that tells rejected rows of an exported folder from those of plain sheets; `_file` says whose row each is."""
MARKS: Fields = {"absent": bool, "resumed": date}
"""How a fact came to its dates: closed by the silence of its source, begun again when it spoke; columns `_absent` …"""
DAYS = frozenset({"contacts"})
"""Lists of dates; all other lists are of texts."""

_APART = {"HOLDS": "holdings", "KNOWS": "ties", "WRITES_TO": "ties", "REPRESENTS": "representatives",
          "ENGAGED_IN": "stakeholders"}
_ITEM = re.compile(r"(?:[^;\\]|\\.)+", re.DOTALL)
_TIES_BY_NAME = {kind.name: kind for kind in TIES.values()}


@dataclass(frozen=True)
class Sheet:
    """One file: its name, the kinds of facts in it, and the properties that they may have."""

    name: str
    kinds: tuple[NodeKind | TieKind, ...]
    own: Fields = field(default_factory=dict)
    """Properties that people declared themselves."""

    @property
    def things(self) -> bool:
        return isinstance(self.kinds[0], NodeKind)

    @cached_property
    def types(self) -> Fields:
        """Property -> type of its values, the marks included."""
        fields: dict[str, type] = {}
        for kind in self.kinds:
            for name, type_ in kind.fields.items():
                fields[name] = type_
                if type_ is date:
                    fields[name + TEXT] = str
        return {**fields, **self.own, **MARKS}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Columns in the order in which they are written."""
        first = (KEY,) if self.things else (TIE, START, END)
        return (*first, *map(column, self.types), *(() if self.things else (KEY,)), SOURCE, SHEET)


def _sheets() -> dict[str, Sheet]:
    groups: dict[str, list[NodeKind | TieKind]] = {kind.plural: [kind] for kind in NODES.values()}
    for kind in TIES.values():
        name = "members" if kind.name == "member-of-organisation-partnership" else _APART.get(kind.type, "links")
        groups.setdefault(name, []).append(kind)
    return {name: Sheet(name, tuple(kinds)) for name, kinds in groups.items()}


SHEETS: Mapping[str, Sheet] = _sheets()
"""The files by name, things before ties. `links` has the ties that need no file of their own."""

SHEET_OF = {id(kind): sheet.name for sheet in SHEETS.values() for kind in sheet.kinds}


DECLARED = "fields"
DECLARATION = ("name", "type", "on")
"""The file with the fields that people declared themselves, and its columns."""


def sheets(fields: Sequence[CustomField]) -> Mapping[str, Sheet]:
    """The files by name, with the columns that people declared."""
    found = {}
    for name, sheet in SHEETS.items():
        carriers = {kind.label if isinstance(kind, NodeKind) else kind.type for kind in sheet.kinds}
        own = {prop: type_ for declared in fields if not carriers.isdisjoint(declared.carriers)
               for prop, type_ in declared.properties.items()}
        found[name] = replace(sheet, own=own) if own else sheet
    return found


def column(name: str) -> str:
    """What the column of a property is called."""
    return f"_{name}" if name in MARKS else name


def written(value: Any) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ";".join(re.sub(r"[;\\]", r"\\\g<0>", written(item)) for item in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def read_cell(text: str, name: str, type_: type) -> Any:
    """The value of a cell, None for an empty one. Raises ValueError with a sentence for people."""
    if text == "":
        return None
    try:
        if type_ is bool:
            return {"yes": True, "no": False}[text]
        if type_ is list:
            items = [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in _ITEM.findall(text)]
            return [date.fromisoformat(item) for item in items] if name in DAYS else items
        if type_ is date:
            return date.fromisoformat(text)
        return number(text) if type_ is float else type_(text)
    except (KeyError, ValueError):
        what = {bool: "neither yes nor no", date: "no date", list: "no list of dates", int: "no whole number"}
        raise ValueError(f"is {what.get(type_, 'no number')}") from None


def kind_of(sheet: Sheet, cells: Mapping[str, str]) -> NodeKind | TieKind | None:
    """The kind of the fact in a row; None where the row does not say it."""
    if sheet.things:
        return sheet.kinds[0]
    kind = _TIES_BY_NAME.get(cells.get(TIE, ""))
    return kind if kind in sheet.kinds else None


def is_exact(headers: Iterable[Sequence[str]]) -> bool:
    """Whether a header is one of an exported folder, or of rows of one that were rejected."""
    return any({KEY, SOURCE, SHEET} <= set(header) and ("_reason" not in header or EXACT in header)
               for header in headers)
