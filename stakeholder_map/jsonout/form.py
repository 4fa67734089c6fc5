"""The form of all JSON: one object, absent is null, dates ISO, the same every time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

SCHEMA = 1
"""Goes up when something in the JSON is renamed or removed."""


def payload(
    command: str, as_of: date, rows: Sequence[object], unknown: Sequence[object], **beside: object
) -> dict[str, Any]:
    """The object that a command prints: schema, as_of, rows, unknown, and what stands beside them."""
    return {
        "schema": f"stakeholder-map/{command}/{SCHEMA}",
        "as_of": as_of.isoformat(),
        "rows": plain(list(rows)),
        "unknown": plain(list(unknown)),
        **{name: plain(value) for name, value in beside.items()},
    }


def plain(value: object) -> Any:
    """The value as JSON has it: dataclasses as objects, dates as ISO text, sequences as lists, sets sorted."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def fields_of(value: object) -> dict[str, Any]:
    """The fields of a dataclass, as they are."""
    assert is_dataclass(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


def dumps(content: Mapping[str, Any]) -> str:
    """The text that is printed: UTF-8, two spaces deep, one line break at its end."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
