"""What a mapping consists of: tables of files that become rows of sheets, with their conditions and joins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ....custom import CustomField
from ...cells.columns import header_key
from .pieces import Each
from .values import Field


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a column, or on several put together with spaces; `test` is one of is, not, any_of, none_of,
    matches, not_blank, blank.
    """

    columns: tuple[str, ...]
    test: str
    value: Any


@dataclass(frozen=True, slots=True)
class Join:
    """Another file whose row is found by equal columns; its columns are called `name.Column`."""

    name: str
    file: str
    sheet: str
    on: Mapping[str, str]
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One table of the mapping: rows of a file (or constant rows) that become rows of a sheet."""

    at: str
    sheet: str
    file: str = ""
    page: str = ""
    header: int = 0
    fields: Mapping[str, Field] = field(default_factory=dict)
    where: tuple[Condition, ...] = ()
    joins: tuple[Join, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    distinct: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    optional: bool = False
    each: Each | None = None
    fill_down: tuple[str, ...] = ()
    """Columns whose blank cells take what stands above them."""


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping as read from its file."""

    name: str
    source: str
    targets: tuple[Target, ...]
    fields: tuple[CustomField, ...] = ()

    def columns(self) -> frozenset[str] | None:
        """Every column that it names, of whatever file, as `header_key` writes it; None where all may be needed."""
        if any(target.header for target in self.targets):
            return None
        conditions = [c for t in self.targets for c in (*t.where, *(c for join in t.joins for c in join.where))]
        named = [*(name for t in self.targets for field in t.fields.values() for name in field.columns()),
                 *(name for condition in conditions for name in condition.columns),
                 *(name for t in self.targets if t.each for name in t.each.columns),
                 *(name for t in self.targets for name in t.fill_down),
                 *(name for t in self.targets for join in t.joins for pair in join.on.items() for name in pair)]
        return frozenset(header_key(part) for name in named for part in (name, name.partition(".")[2]))

    @property
    def needed(self) -> frozenset[str]:
        """The columns of its own tables without which it cannot be read, as `header_key` writes them."""
        return frozenset(header_key(name) for target in self.targets for field in target.fields.values()
                         if not field.optional for name in field.columns())

    @property
    def files(self) -> frozenset[str]:
        """Names and patterns of all files that it reads."""
        return frozenset(file for target in self.targets for file in (target.file, *(j.file for j in target.joins))
                         if file)
