"""Puts a question to the engine that was checked to only read, within limits, and says what became of it in words."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from ..embedded.limits import QUESTION_SECONDS
from ..errors import QueryError, StakeholderMapError, StoreError
from ..queries.console import Statement
from .driver import Connection, Transaction
from .driver_errors import told

LIMIT = 10_000
"""Rows of an answer when nothing else is asked for."""

SIZE = 20_000_000
"""Characters of an answer, roughly: more would fill the memory of who asked."""

_POSITION = re.compile(r"\bline 1(?:, column (\d+)|:(\d+))")
_UNKNOWN = re.compile(r"Variable [`'](v\d+)[`'] not defined")
_CALCULATION = ("ArithmeticError", "TypeError", "ArgumentError", "EntityNotFound", "UnknownError", "ExecutionFailed")


Cut = Literal["", "rows", "time", "size"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that a question gave. `cut` says why there may be more: too many rows, too much time, too much text."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    cut: Cut = ""

    @property
    def truncated(self) -> bool:
        """Whether there may be more than was answered."""
        return bool(self.cut)


def answer(connection: Connection, statement: Statement, given: Mapping[str, object], most: int = LIMIT,
           seconds: float = QUESTION_SECONDS) -> Answer:
    """The first `most` rows that a statement gives within so many seconds, and whether that is all.

    Raises QueryError when the engine does not understand the statement, StoreError when it does not get that far.
    """
    values = statement.bind(given)
    found = _Rows(most)

    def work(transaction: Transaction) -> Cut:
        found.end = time.monotonic() + seconds
        return found.take(transaction.stream(statement.text, values))

    try:
        cut = connection.once(work, seconds)
    except (UnicodeError, OverflowError):
        raise QueryError("A value of the question cannot be sent: it holds broken characters, or is too large.",
                         "Numbers have at most 18 digits.") from None
    except (Neo4jError, DriverError, OSError) as error:
        late = _late(error) or time.monotonic() > found.end
        if late and not found.rows:
            raise StoreError(f"The question took longer than {seconds:.0f} seconds and was stopped.",
                             "Ask for less at once, with labels, names or LIMIT in early clauses.") from None
        if not late:
            raise _said(error, statement, connection) from None
        cut = "time"
    return Answer(statement.columns, found.rows, cut)


class _Rows:
    """The rows of an answer as they come, until there are enough."""

    def __init__(self, most: int) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.most = most
        self.size = 0
        self.end = math.inf

    def take(self, stream: Iterator[tuple[Any, ...]]) -> Cut:
        """Take them; why it stopped before the last one."""
        for row in stream:
            if len(self.rows) == self.most:
                return "rows"
            if self.size > SIZE:
                return "size"
            if time.monotonic() > self.end:
                return "time"
            self.rows.append(row)
            self.size += len(repr(row))
        return ""


def _late(error: BaseException) -> bool:
    """Did the engine end the question because its time was over?"""
    kind = (error.code or "").rpartition(".")[2] if isinstance(error, Neo4jError) else ""
    return kind in ("Terminated", "TransactionTimedOut", "TransactionTimedOutClientConfiguration",
                    "TransactionTerminated")


def _said(error: BaseException, statement: Statement, connection: Connection) -> StakeholderMapError:
    """The error in words. What engines quote may come from any record, so that none of it is passed on."""
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreError("The engine ended while it worked on this question: most likely it needed too much memory.",
                          "Nothing is lost, and it starts anew with the next question. Ask for less at once.")
    text = str(error)
    if isinstance(error, Neo4jError) and "Statement" in (error.code or ""):
        if unknown := _UNKNOWN.search(text):
            return QueryError(f"'{statement.variable(unknown[1])}' is used but means nothing there.",
                              "Only what an earlier part of the statement named can be used.")
        found = _POSITION.search(text)
        if not found or (error.code or "").endswith(_CALCULATION):
            return QueryError("The statement cannot be worked out: it divides by zero, makes a number or a list that "
                              "is too large, or takes values of the wrong kind.",
                              "coalesce() helps where something may be missing, toString() where kinds are mixed.")
        where, near = statement.typed_at(int(found[2]) if found[2] else int(found[1]) - 1)
        return QueryError(f"The engine does not understand the statement at {where}, near '{near}'.",
                          "Compare it with a question of the library: `stakeholder-map ask NAME --show`.")
    return told(error, connection.account)
