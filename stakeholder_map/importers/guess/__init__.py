"""A mapping proposed for spreadsheets that nobody foresaw, from their headers and values, for a person to check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files.sample import Sample
from ..files.tables import Table, files_in, read_tables
from .columns import LEFT_OUT, Column
from .elsewhere import named_once
from .entries import Target, quoted
from .proposing import names_of, targets
from .settling import settled_columns
from .writing import written

__all__ = ["Column", "Guess", "Sample", "TableGuess", "Target", "guess", "read_for_guess"]


@dataclass(frozen=True)
class TableGuess:
    """What one table was taken for: the tables of the mapping that read it, and each column with its reason."""

    file: str
    page: str
    targets: tuple[Target, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[Column, ...]:
        """Columns that the proposed mapping reads."""
        used = {entry.column for target in self.targets for entry in target.entries if entry.column}
        text = " ".join(entry.toml for target in self.targets for entry in target.entries)
        return tuple(c for c in self.columns if c.header in used or quoted(c.called) in text
                     or f"{{{c.called}}}" in text)

    @property
    def left_out(self) -> tuple[Column, ...]:
        """Columns that are left out for a reason that is known."""
        return tuple(c for c in self.columns if c not in self.read and c.role in LEFT_OUT)

    @property
    def open(self) -> tuple[Column, ...]:
        """Columns that a person has to decide about."""
        return tuple(c for c in self.columns if c not in self.read and c.role not in LEFT_OUT)


@dataclass(frozen=True)
class Guess:
    """A proposed mapping. `toml()` is the mapping as a file with the reasons as comments."""

    source: str
    tables: tuple[TableGuess, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing could be proposed."""
        return not any(table.targets for table in self.tables)

    def toml(self) -> str:
        """The mapping file, ready to be checked and run."""
        return written(self.source, self.tables)


def guess(tables: Sequence[Table], files: Sequence[str] = ()) -> Guess:
    """A mapping for some tables, each as `tables.read_tables` gives it. `files` are the names of their files.

    A pure function: it looks at the tables and at nothing else.
    """
    names = list(files) or [table.file.partition(", sheet ")[0] for table in tables]
    shown = [(table, name) for table, name in zip(tables, names, strict=True) if table.rows and not table.hidden]
    columns = [settled_columns(found) for found in named_once([table for table, _ in shown])]
    listed = [names_of(table, found) for (table, _), found in zip(shown, columns, strict=True)]
    guessed = []
    for n, ((table, file), found) in enumerate(zip(shown, columns, strict=True)):
        others = set().union(*(names for m, names in enumerate(listed) if m != n))
        several = sum(name == file for _, name in shown) > 1 or any(
            other.hidden and name == file for other, name in zip(tables, names, strict=True))
        guessed.append(TableGuess(file, table.name if several else "", tuple(targets(table, found, others)),
                                  tuple(found), tuple(note.message for note in table.problems)))
    return Guess(_source(names), tuple(guessed))


def read_for_guess(paths: Sequence[Path]) -> tuple[list[Table], list[str]]:
    """The tables of some files and folders, and the name of the file of each."""
    files = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    found = [(table, file.name) for file in files for table in read_tables(file)]
    return [table for table, _ in found], [name for _, name in found]


def _source(files: Sequence[str]) -> str:
    """How the list is called in keys: the name of its file without days and numbers, as the next one has others."""
    stem = Path(files[0]).stem if len(set(files)) == 1 else "list"
    words = [word for word in re.split(r"[\s_.()-]+", stem) if word and not re.search(r"\d", word)]
    return "-".join(words).lower() or "list"
