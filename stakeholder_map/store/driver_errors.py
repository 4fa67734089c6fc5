"""What went wrong between the program and the store: worth another try, and how to say it without people's data."""

from __future__ import annotations

from dataclasses import dataclass, field

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from ..errors import ConflictError, StoreError, StoreUnavailable

Failure = (Neo4jError, DriverError, OSError)
CLASH_TRIES = 4


class MemoryShortError(StoreError):
    """The engine has too little memory for what was asked of it at once."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the store answers and as whom. The password is in no text of this object."""

    uri: str
    user: str | None
    password: str | None = field(repr=False)
    database: str


def may_repeat(error: BaseException, attempt: int = 1) -> bool:
    """May the same work succeed when it is done again? A clash of keys is a lost race only for a few times."""
    if isinstance(error, ConstraintError):
        return attempt < CLASH_TRIES
    if isinstance(error, Neo4jError) and ("MemoryPool" in (error.code or "") or "OutOfMemory" in (error.code or "")):
        return False
    retryable = isinstance(error, Neo4jError | DriverError) and error.is_retryable()
    return retryable or isinstance(error, ServiceUnavailable | SessionExpired | OSError)


def told(error: BaseException, account: Account) -> StoreError:
    """The error as a sentence with a hint, and without what the engine quotes."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    kind = code.rpartition(".")[2]
    if isinstance(error, AuthError):
        return StoreUnavailable(
            f"The store at {account.uri} does not accept the password of '{account.user or ''}'.",
            "Set STAKEHOLDER_MAP_USER and STAKEHOLDER_MAP_PASSWORD (or STAKEHOLDER_MAP_PASSWORD_FILE).")
    if kind == "DatabaseNotFound":
        return StoreUnavailable(f"The store at {account.uri} has no database called '{account.database}'.",
                                "Set STAKEHOLDER_MAP_DATABASE.")
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable(f"The connection to {account.uri} was lost while saving: it may or may not be saved.",
                                "Do it again: what is saved already is not saved twice.")
    if "MemoryPool" in kind or "OutOfMemory" in kind:
        return MemoryShortError(f"The store at {account.uri} has too little memory for this.",
                                "Give it more (Neo4j: server.memory.heap.max_size=2g), or import in smaller files.")
    if "TimedOut" in kind or "Timeout" in kind:
        return StoreError(f"The store at {account.uri} took too long and stopped.", "Ask for less at once.")
    if isinstance(error, ConstraintError | TransientError):
        return ConflictError("Somebody else kept changing the same things; nothing was written.", "Try again.")
    if isinstance(error, Neo4jError):
        return StoreError(f"The store at {account.uri} refused a statement ({code}).", "See docs/operations.md.")
    if isinstance(error, ConfigurationError):
        return StoreUnavailable(f"The store at {account.uri} cannot be used in this way ({type(error).__name__}).",
                                "Check the address: neo4j+s:// is for servers with a certificate.")
    return StoreUnavailable(f"Nobody answers at {account.uri}.",
                            "Start the store there, or choose another with --store or STAKEHOLDER_MAP_STORE.")
