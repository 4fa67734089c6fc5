"""Salesforce records as JSON: files of `sf data export tree` and of queries, as one table for each kind of object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ....errors import InputError
from ...tables import Row, Table, check
from ...text_tables import decode
from .shapes import BY_OBJECT

_RECORDS = re.compile(r'"records"\s*:\s*\[')
_OBJECT = re.compile(r'"type"\s*:\s*"(' + "|".join(BY_OBJECT) + r')"')
_NEXT = re.compile(r"[\s,]*")
DEEPEST = 20

_Found = tuple[int, dict[str, Any]]


def is_tree(text: str) -> bool:
    """Whether a text begins like records of Salesforce."""
    return bool(text.lstrip().startswith("{") and _RECORDS.search(text) and '"attributes"' in text
                and _OBJECT.search(text))


def read_tree(path: Path) -> list[Table]:
    """The records of a file by object. Raises InputError when it is no JSON."""
    check(path)
    text, problems = decode(path.read_bytes(), path.name)
    tables: dict[str, list[_Found]] = {}
    for line, record in _records(text, path.name):
        for kind, flat in _flat(record, {}, 0):
            tables.setdefault(kind, []).append((line, flat))
    made = [_table(kind, path.name, found) for kind, found in tables.items()]
    for table in made[:1]:
        table.problems += problems
    return made


def _records(text: str, file: str) -> Iterator[_Found]:
    """Each record with the line on which it begins."""
    start = _RECORDS.search(text)
    if start is None:
        raise InputError(f"{file} has no list “records”", "Export the records again with the Salesforce tools.")
    decoder, at, line, counted = json.JSONDecoder(), start.end(), 1, 0
    while (found := _NEXT.match(text, at)) and text[found.end():found.end() + 1] not in ("]", ""):
        at = found.end()
        line, counted = line + text.count("\n", counted, at), at
        try:
            record, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise InputError(f"{file}, line {line}: this is not valid JSON", "Export the records again.") from None
        if isinstance(record, dict):
            yield line, record


def _flat(record: dict[str, Any], above: dict[str, Any], depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """A record and the records inside it, each as object and cells; a child names its parent."""
    about = record.get("attributes")
    about = about if isinstance(about, dict) else {}
    kind, code = str(about.get("type", "")), record.get("Id") or about.get("referenceId") or ""
    cells = {"Id": code, **above}
    for name, value in record.items():
        if isinstance(value, dict) and isinstance(value.get("records"), list):
            for child in value["records"] if depth < DEEPEST else ():
                if isinstance(child, dict):
                    yield from _flat(child, {f"{kind}Id": code}, depth + 1)
        elif isinstance(value, dict) and name != "attributes":
            cells |= {f"{name}.{part}": v for part, v in value.items() if not isinstance(v, dict | list)}
        elif not isinstance(value, dict | list) and name != "Id":
            cells[name] = value
    yield kind, cells


def _table(kind: str, file: str, found: list[_Found]) -> Table:
    """Records as a table; headings by which its kind is recognised are there even if no record has them."""
    marks = BY_OBJECT[kind].marks[0] if kind in BY_OBJECT else ()
    names = {name.casefold(): name for _, cells in reversed(found) for name in reversed(cells)}
    header = [*reversed(names.values()), *(mark for mark in marks if mark.casefold() not in names)]
    lower = [name.casefold() for name in header]
    rows = []
    for line, cells in found:
        by_name = {name.casefold(): value for name, value in cells.items()}
        rows.append(Row(line, tuple(by_name.get(name) for name in lower)))
    return Table(kind or "records", file, tuple(header), rows)
