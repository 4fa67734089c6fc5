"""Salesforce records as JSON: files of `sf data export tree` and of queries, as one table for each kind of object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ....errors import InputError
from ...files.json_files import Found, read_json
from ...files.tables import Row, Table
from .shapes import BY_OBJECT

_RECORDS = re.compile(r'"records"\s*:\s*\[')
_ABOUT = r'"attributes"\s*:\s*\{\s*"(?:type"\s*:\s*"\w+"\s*,\s*"(?:referenceId|url)"|(?:referenceId|url)"\s*:)'
_OBJECT = re.compile(r'"type"\s*:\s*"(' + "|".join(BY_OBJECT) + rf')"|{_ABOUT}')
_BARE = re.compile(rf'\s*\[?\s*\{{(?:[^{{}}\[\]]*,)?\s*{_ABOUT}')
"""Records of any object; the second without a list “records” around them."""

_Record = tuple[int, dict[str, Any]]


def is_tree(text: str) -> bool:
    """Whether a text begins like records of Salesforce."""
    return bool(_BARE.match(text) or (text.lstrip().startswith("{") and _RECORDS.search(text)
                                      and '"attributes"' in text and _OBJECT.search(text)))


def read_tree(path: Path) -> list[Table]:
    """The records of a file by object. Raises InputError when it is no JSON, or has no list of records."""
    whole, notes = read_json(path)
    found: dict[str, list[_Record]] = {}
    for record in _records(whole, path.name):
        for kind, line, cells in _flat(record, {}):
            found.setdefault(kind, []).append((line, cells))
    tables = [_table(kind, path.name, records) for kind, records in found.items()]
    for table in tables[:1]:
        table.problems += notes
    return tables


def _records(whole: Any, file: str) -> list[Found]:
    """The records of a file, which may stand in a list “records”, in a list of their own, or alone."""
    holder = whole.get("result", whole) if isinstance(whole, Found) else whole
    if isinstance(holder, Found) and isinstance(holder.get("records"), list):
        return holder.objects("records")
    bare = [one for one in (holder if isinstance(holder, list) else [holder])
            if isinstance(one, Found) and one.objects("attributes")]
    if not bare:
        raise InputError(f"{file} has no list “records”", "Export the records again with the Salesforce tools.")
    return bare


def _flat(record: Found, above: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """A record and the records inside it, each as object, line and cells; a child names its parent."""
    about = next(iter(record.objects("attributes")), Found())
    kind, code = about.text("type"), record.text("Id") or about.text("referenceId")
    cells: dict[str, Any] = {"Id": code, **above}
    for name, value in record.items():
        if isinstance(value, Found) and isinstance(value.get("records"), list):
            for child in value.objects("records"):
                yield from _flat(child, {f"{kind}Id": code})
        elif isinstance(value, Found) and name != "attributes":
            cells |= {f"{name}.{part}": v for part, v in value.items() if not isinstance(v, dict | list)}
        elif not isinstance(value, dict | list) and name != "Id":
            cells[name] = value
    yield kind, record.line, cells


def _table(kind: str, file: str, found: list[_Record]) -> Table:
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
