"""The error tree: every error has a message that says what is wrong and a hint that says what to do.

    StakeholderMapError
    ├── InputError            a file, a row or an option is wrong                  (exit 2)
    │   ├── RejectedError     rows were rejected; carries the problems             (exit 2)
    │   └── ExtractError      a file would close too much: is it an extract?       (exit 2)
    ├── QueryError            a query file and its header disagree                 (exit 2)
    └── StoreError            the store cannot be used as it is                    (exit 3)
        ├── StoreUnavailable  nobody answers at the place of the store             (exit 3)
        └── ConflictError     somebody else changed the same thing first           (exit 3)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .batch import Problem


class StakeholderMapError(Exception):
    """Base of all errors shown to people: `message` says what is wrong, `hint` what to do."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(StakeholderMapError):
    """A file, a row or an option is wrong."""


class RejectedError(InputError):
    """Nothing was loaded because rows were rejected; `problems` says which and why."""

    def __init__(self, message: str, hint: str, problems: Sequence[Problem]) -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


class ExtractError(InputError):
    """A file would close more than a tenth of a kind: an extract, or the truth?"""


class QueryError(StakeholderMapError):
    """A query file and its header disagree, or a parameter does not fit."""


class StoreError(StakeholderMapError):
    """The store cannot be used as it is."""

    exit_code = 3


class StoreUnavailable(StoreError):  # noqa: N818 - says what is the case, as its message does
    """Nobody answers at the place of the store."""


class ConflictError(StoreError):
    """Somebody else changed the same thing first; nothing was written."""
