"""Lines of a proposed mapping: TOML values for columns, and the tables they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .columns import Column


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of a mapping: a column of the sheet, the TOML of its value, and why."""

    name: str
    toml: str
    why: str = ""
    column: str = ""
    """The header of the column it reads, where it is one."""


@dataclass
class Target:
    """A table of the mapping that is proposed: the sheet, and its lines."""

    sheet: str
    entries: list[Entry] = field(default_factory=list)

    def add(self, name: str, columns: Sequence[Column], toml: str = "") -> None:
        """A line that reads a column, or the first of several that is filled; nothing when there is none."""
        if columns:
            value = toml or (plain(columns[0]) if len(columns) == 1 else first(map(plain, columns)))
            self.entries.append(Entry(name, value, f"{label(columns[0])}: {columns[0].why}",
                                      columns[0].header))


def quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in out) + '"'


def shown(text: str) -> str:
    """A text as it may stand in a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:80]


def label(column: Column) -> str:
    """How a column is called in a comment."""
    return shown(column.called) or f"column {column.position + 1}"


def plain(column: Column) -> str:
    """A column as a value; days whose year has two digits with their form."""
    if column.profile.formed and column.role in ("since", "until", "confirmed_on", "last_contact"):
        return f"{{ column = {quoted(column.called)}, date = {quoted(column.profile.formed)} }}"
    return quoted(column.called)


def first(values: Iterable[str]) -> str:
    """The first of several values that is filled."""
    return f"{{ first = [{', '.join(values)}] }}"


def template(*columns: Column) -> str:
    """Columns side by side. Headers with braces cannot stand in a template, so the last of them stands alone."""
    if any(re.search(r"[{}]", column.called) for column in columns):
        return quoted(columns[-1].called)
    return "{ template = " + quoted(" ".join(f"{{{column.called}}}" for column in columns)) + " }"


def none_of(column: Column, texts: Iterable[str]) -> str:
    """A condition: a column has none of these texts."""
    return f"{{ column = {quoted(column.called)}, none_of = [{', '.join(map(quoted, texts))}] }}"


IN_ADDRESSES = (";", ",", "\n", "|", "/")
"""What may stand between several addresses in a cell."""


def each(columns: Sequence[Column], marks: Sequence[str], why: str) -> Entry:
    """A row for each piece of the first column; the pieces of the others go with them."""
    named = ", ".join(quoted(column.called) for column in columns)
    return Entry("each", f"{{ column = [{named}], split = [{', '.join(map(quoted, marks))}] }}", why)


def filled(columns: Sequence[Column]) -> str:
    """A condition: one of these columns is filled."""
    names = [quoted(column.called) for column in columns]
    named = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    return f"{{ column = {named}, not_blank = true }}"
