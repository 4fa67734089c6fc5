"""A free question from the command line: its text, from where it stands, and its parameters with their types."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..queries.console import Statement, check
from ..queries.console.given import parameter
from ..queries.console.tokens import LENGTH


@dataclass(frozen=True, slots=True)
class Asked:
    """A free question as it was typed, its checked statement, and its parameters."""

    text: str
    statement: Statement
    parameters: dict[str, object]


def read(name: str | None, cypher: str | None, parameters: Iterable[str], rest: Sequence[str]) -> Asked:
    """What was asked, checked. Raises InputError or QueryError."""
    if cypher is None:
        raise InputError("--param belongs to a free question.", "Write --cypher TEXT, or --NAME VALUE for a question "
                         "of the library.")
    if name is not None or rest:
        other = next(iter([name] if name else rest))
        hint = "Ask one thing; its parameters are --param NAME=VALUE."
        raise InputError(f"'{other}' has no place beside --cypher.", hint)
    text = _text(cypher)
    statement, given = check(text), dict(map(parameter, parameters))
    statement.bind(given)
    return Asked(text, statement, given)


def _text(cypher: str) -> str:
    """The statement itself: typed, from standard input, or from a file."""
    try:
        if cypher == "-":
            return sys.stdin.read(LENGTH + 1)
        if cypher.endswith(".cypher"):
            with Path(cypher).open(encoding="utf-8") as file:
                return file.read(LENGTH + 1)
    except OSError as error:
        message = f"The file {cypher} cannot be read: {error.strerror}."
        raise InputError(message, "Give the path of a text file.") from None
    except UnicodeDecodeError:
        raise InputError("The statement is not written in UTF-8.", "Save it anew as UTF-8.") from None
    return cypher
