"""Elements and connections out of Kumu's CSV files, sheets and JSON, each with its attributes and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....batch import Origin, Problem
from ....errors import InputError
from ....spreadsheet import bare
from ...cells.columns import header_key
from ...files.endings import ending_of
from ...files.json_files import Found, origin, read_json
from ...files.tables import Cell, Table, files_in, read_tables

Placed = tuple[Mapping[str, Cell], Origin]
"""Attributes by name in lower case, and where they stand."""


@dataclass
class Map:
    """What the files of one map hold."""

    elements: list[Placed] = field(default_factory=list)
    connections: list[Placed] = field(default_factory=list)
    file: str = ""


def read_map(paths: Sequence[Path]) -> tuple[Map, list[Problem]]:
    """All elements and connections of some files or folders, and notes. Raises InputError when there are none."""
    found, notes = Map(file=paths[0].name), []
    for path in paths:
        for file in [*files_in(path), *sorted(path.glob("*.json"))] if path.is_dir() else [path]:
            if ending_of(file) == ".json":
                value, problems = read_json(file)
                notes += problems
                _take_json(value, file, found)
            else:
                for table in read_tables(file):
                    notes += _take_table(table, found)
    if not found.elements and not found.connections:
        raise InputError(f"{paths[0].name}: there are no elements and no connections of a Kumu map in it",
                         "Expected columns Label and Type, or From and To, or JSON with “elements”.")
    return found, notes


def _take_table(table: Table, found: Map) -> Iterator[Problem]:
    """The rows of a table; sheets called (ignore), hidden ones and those of another shape are left out."""
    keys = [header_key(name) for name in table.header]
    if table.name.strip().casefold().startswith("(ignore") or table.hidden:
        yield Problem(f"{table.file} is to be ignored, and was left out.", file=table.file, rejected=False)
        return
    drawn = {"from", "to"} <= set(keys)
    if not drawn and "label" not in keys:
        yield Problem(f"{table.file} holds neither elements nor connections, and was left out.",
                      "Expected columns Label and Type, or From and To.", file=table.file, rejected=False)
        return
    yield from table.problems
    into = found.connections if drawn else found.elements
    names = [name.strip().casefold() for name in table.header]
    into += [(dict(zip(names, map(_cell, row.cells), strict=False)), Origin(table.file, row.line))
             for row in table.rows]


def _cell(cell: Cell) -> Cell:
    """A cell without the apostrophe that an export for Kumu puts before would-be formulas."""
    return bare(cell) if isinstance(cell, str) else cell


def _take_json(value: Any, path: Path, found: Map) -> None:
    """The elements and connections of a blueprint or of a saved project, whose attributes stand one level deeper."""
    if not isinstance(value, Found):
        return
    for name, into in (("elements", found.elements), ("connections", found.connections)):
        into += [(_attributes(data), origin(path, data)) for data in value.objects(name)]


def _attributes(data: Found) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for name, value in [*data.items(), *(pair for inner in data.objects("attributes") for pair in inner.items())]:
        if isinstance(value, list):
            flat[name.casefold()] = "|".join(str(one) for one in value if isinstance(one, str | int | float))
        elif isinstance(value, str | int | float | bool):
            flat[name.casefold()] = value
    return flat
