"""HSDS files as one register: the objects of each kind by id, nested ones with the ids of what they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....batch import Origin, Problem
from ....errors import InputError
from ....identity.naming import normal
from ...files.endings import ending_of
from ...files.json_files import Found, each, origin, read_json
from ...files.tables import TEXT_ENDINGS, as_text, files_in, read_tables

KINDS = {"organization": "organization", "organizations": "organization", "contact": "contact", "contacts": "contact",
         "phone": "phone", "phones": "phone", "service": "service", "services": "service", "location": "location",
         "locations": "location", "service_at_location": "service_at_location",
         "service_at_locations": "service_at_location", "organization_identifiers": "identifier",
         "organization_identifier": "identifier"}


_ABOVE = ("organization", "service", "location")
"""Fields that hold what an object belongs to; the others hold what belongs to it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object: its fields as text, and where it stands."""

    fields: dict[str, str]
    at: Origin

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


@dataclass
class Register:
    """The objects of each kind by id; those without id by their place.

    `other` counts what is not read; `whole` is False when a file is only one object, or one page of several.
    """

    items: dict[str, dict[str, Item]] = field(default_factory=lambda: defaultdict(dict))
    other: Counter[str] = field(default_factory=Counter)
    whole: bool = True

    def add(self, kind: str, item: Item) -> str:
        """Add an object; what several places say of one object is taken together. Returns its id."""
        code = item["id"] or f"{item.at.file}:{item.at.line}:{len(self.items[kind])}"
        before = self.items[kind].get(code)
        filled = {name: value for name, value in item.fields.items() if value}
        self.items[kind][code] = Item({**filled, **before.fields}, before.at) if before else Item(filled, item.at)
        return code


def read_files(path: Path, register: Register) -> Iterator[Problem]:
    """Take what a file, or the files of a folder, say. Raises InputError when there is nothing of HSDS."""
    for file in _files(path):
        if ending_of(file) == ".json":
            value, notes = read_json(file)
            yield from notes
            _take(value, file, register)
        elif file.suffix.lower() in TEXT_ENDINGS or not path.is_dir():
            yield from _tables(file, register)
    if not register.items["organization"] and not register.items["contact"]:
        raise InputError(f"{path.name}: there are no organisations or contacts of Open Referral in it",
                         "Name the folder with organizations.csv, or a JSON file of organisations or services.")


def _files(path: Path) -> list[Path]:
    """The tables of a folder; its JSON files only where no table is called after something of HSDS."""
    if not path.is_dir():
        return [path]
    tables = files_in(path)
    return tables if any(_kind(file.stem) for file in tables) else sorted(path.glob("*.json"))


def _kind(name: str) -> str:
    return KINDS.get(normal(name).replace(" ", "_"), "")


def _tables(file: Path, register: Register) -> Iterator[Problem]:
    for table in read_tables(file):
        kind = _kind(table.name)
        if not kind:
            register.other[table.name] += len(table.rows)
            continue
        yield from table.problems
        names = [name.strip().lower() for name in table.header]
        for row in table.rows:
            cells = {name: as_text(cell).strip() for name, cell in zip(names, row.cells, strict=False)}
            register.add(kind, Item(cells, Origin(table.file, row.line)))


def _take(value: Any, file: Path, register: Register) -> None:
    """Take a list of objects, a page of one, the tables of a tabular file, or a single object."""
    for data in each(value):
        if isinstance(data.get("contents"), list):
            register.whole = register.whole and data.get("total_pages") in (0, 1)
            _take(data["contents"], file, register)
        elif sheets := [name for name in data if name.endswith(".csv")]:
            for name in sheets:
                _take_sheet(data[name], file, register, _kind(name.removesuffix(".csv")), name)
        elif kinds := [] if data.text("id", "name") else [name for name in data if name in KINDS]:
            for name in kinds:
                for one in each(data[name]):
                    _one(one, file, register, {}, KINDS[name])
        elif data.text("id", "name"):
            register.whole = register.whole and isinstance(value, list)
            _one(data, file, register, {}, _top(data))


def _take_sheet(value: Any, file: Path, register: Register, kind: str, name: str) -> None:
    for data in each(value):
        if kind:
            register.add(kind, _item(data, file, {}))
        else:
            register.other[name.removesuffix(".csv")] += 1


def _one(data: Found, file: Path, register: Register, inside: dict[str, str], kind: str) -> str:
    """Take an object with the things that it belongs to, and then what belongs to it; returns its id."""
    outer = dict(inside)
    for name in _ABOVE:
        for above in data.objects(name) if name != kind else []:
            outer[f"{name}_id"] = _one(above, file, register, {}, name)
    code = register.add(kind, _item(data, file, outer))
    for name, inner in data.items():
        if name in KINDS and name not in _ABOVE:
            for one in each(inner):
                _one(one, file, register, {**outer, f"{kind}_id": code}, KINDS[name])
    return code


def _item(data: Found, file: Path, inside: dict[str, str]) -> Item:
    own = {name: text for name in data if (text := data.text(name))}
    return Item({**inside, **own}, origin(file, data))


def _top(data: Found) -> str:
    """What a single object is: a service and a location stand in an organisation or name it."""
    if "service" in data:
        return "service_at_location"
    if "service_at_locations" in data or "organization" in data or "program_id" in data:
        return "service"
    return "location" if "location_type" in data else "organization"
