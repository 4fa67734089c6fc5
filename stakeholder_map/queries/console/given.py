"""Parameters of a free question as people type them."""

from __future__ import annotations

import json
from datetime import date

from ...errors import InputError


def parameter(word: str) -> tuple[str, object]:
    """The name and the value in NAME=VALUE. Raises InputError."""
    name, equals, value = word.partition("=")
    if not equals or not name.isidentifier():
        raise InputError(f"'{word}' is no parameter.", "Write NAME=VALUE, such as days=180.")
    return name, _value(value)


def _value(text: str) -> object:
    """What a value is meant to be: a number, a date, true, false, null, a list in JSON; else a text.

    Double quotes make a text of anything: "180".
    """
    try:
        found = json.loads(text)
    except ValueError:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text if isinstance(found, dict) else found
