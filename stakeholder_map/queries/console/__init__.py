"""The statements that the free console accepts, and what becomes of them before an engine sees them.

Nothing reaches an engine as it was typed. A statement is cut into tokens and written anew from words that are known:
clauses that read, functions without effects; everything else becomes a name in backticks or, for texts, a parameter.
So nothing can hide in it that an engine reads differently from us. Every pattern gets the condition of
queries/console/visible.cypher: a question sees the store as if there were nothing else in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import QueryError
from .clauses import Writer
from .tokens import place


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the engine gets it, on one line, with the texts that stood in it as parameters.

    `columns` are named as its RETURN says; `used` are the parameters that must be given. `places` leads from
    positions in `text` to positions in `typed`, `variables` from names that were typed to those in `text`.
    """

    text: str
    columns: tuple[str, ...]
    texts: Mapping[str, str]
    used: frozenset[str]
    typed: str
    places: tuple[tuple[int, int], ...]
    variables: Mapping[str, str]

    def typed_at(self, position: int) -> tuple[str, str]:
        """Where the piece at this position of `text` was typed, in words, and how it begins."""
        start = max((typed for at, typed in self.places if at <= position), default=0)
        found = re.match(r"\w+|\S", self.typed[start:])
        return place(self.typed, start), found.group()[:40] if found else ""

    def variable(self, written: str) -> str:
        """What a variable of `text` was called as it was typed."""
        return next((typed for typed, name in self.variables.items() if name == written), written)

    def bind(self, given: Mapping[str, object]) -> dict[str, Any]:
        """All parameters of the statement. Raises QueryError when one is missing or nobody asks for it."""
        if missing := sorted(self.used - given.keys()):
            raise QueryError(f"The statement uses ${missing[0]}, which has no value.",
                             f"Give it one: --param {missing[0]}=VALUE.")
        if idle := sorted(given.keys() - self.used):
            raise QueryError(f"The statement does not use ${idle[0]}.", "Leave that parameter out.")
        return {**given, **self.texts}


def check(typed: str) -> Statement:
    """The statement that was typed, if it only reads. Raises QueryError that names the place of what it may not do."""
    writer = Writer(typed)
    writer.statement()
    texts = {f"__{number}": text for text, number in writer.texts.items()}
    return Statement(writer.text, tuple(writer.columns), texts, frozenset(writer.used), typed, tuple(writer.places),
                     writer.variables)
