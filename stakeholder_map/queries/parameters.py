"""Types of the parameters of a statement, and how a value typed by a person becomes one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its type, the default as written (None for none) and whether it may be left out without one."""

    name: str
    type: str
    default: str | None
    help: str
    optional: bool = False

    @property
    def required(self) -> bool:
        return self.default is None and not self.optional

    def value(self, given: object, today: date) -> object:
        """`given`, or the default when it is None, in the type of this parameter. Raises ValueError or TypeError."""
        chosen = self.default if given is None else given
        if chosen is None:
            return None
        return TYPES[self.type].convert(today if self.type == "date" and chosen == "today" else chosen)

    def __str__(self) -> str:
        rule = ", required" if self.required else f" = {self.default}" if self.default is not None else ", optional"
        return f"{self.name} ({self.type}{rule})"


@dataclass(frozen=True, slots=True)
class Type:
    """A type of parameter: how to say it in a message, and its conversion."""

    words: str
    convert: Callable[[object], object]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(value)
    return int(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    return float(value)


def _date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(_text(value))


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"yes": True, "true": True, "no": False, "false": False}
    text = _text(value).lower()
    if text not in words:
        raise ValueError(value)
    return words[text]


def _list(value: object) -> list[object]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return list(value)


def _rows(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return list(value)


def _map(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return dict(value)


TYPES: Mapping[str, Type] = {
    "text": Type("a text", _text),
    "integer": Type("a whole number", _integer),
    "number": Type("a number", _number),
    "date": Type("a date such as 2026-01-31", _date),
    "yes/no": Type("yes or no", _yes_no),
    "list": Type("a list with ; between its parts", _list),
    "map": Type("a map", _map),
    "rows": Type("a list of rows", _rows),
}
"""`map` and `rows` (a list of maps) come from the program only, the others also from people."""
