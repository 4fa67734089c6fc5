"""JSON that keeps dates as dates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

_DAY = "$date"


def dumps(value: object) -> str:
    """`value` as JSON on one line; always the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def loads(text: str | bytes) -> Any:
    """The value that `dumps` wrote."""
    return json.loads(text, object_hook=_value)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(type(value))


def _value(found: dict[str, Any]) -> object:
    return date.fromisoformat(found[_DAY]) if found.keys() == {_DAY} else found
