"""The connection to the store: the official driver, wrapped so that nothing is written by half and nothing leaks.

Managed transactions only, always with the name of the database; own retries, because the driver does not repeat
what loses a race for a unique key; errors become sentences without the values that the engine quotes.
"""

from __future__ import annotations

import logging
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction
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
from neo4j.time import Date, DateTime

from .errors import ConflictError, InputError, StoreError, StoreUnavailable
from .query import Query

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FIRST_CONTACT = 2.0
"""Seconds to wait for an address to answer: a store that is not there is said at once."""

READ_TRIES, WRITE_TRIES, CLASH_TRIES, START_TRIES = 3, 10, 4, 3
Failure = (Neo4jError, DriverError, OSError)
Parameters = Mapping[str, Any] | None
T = TypeVar("T")

logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)  # it would print statements with people's data in them


@dataclass(frozen=True, slots=True)
class Account:
    """Where the store answers and as whom. The password is in no text of this object."""

    uri: str
    user: str | None
    password: str | None = field(repr=False)
    database: str


class Transaction:
    """Runs checked statements inside one managed transaction."""

    def __init__(self, managed: ManagedTransaction) -> None:
        self._managed = managed

    def rows(self, query: Query, parameters: Parameters = None, limit: int | None = None) -> list[tuple[Any, ...]]:
        """The answer, dates as Python dates; at most `limit` rows are fetched."""
        result = self._managed.run(query.text, dict(parameters or {}))
        found: list[tuple[Any, ...]] = []
        for record in result:
            if limit is not None and len(found) >= limit:
                break
            found.append(tuple(native(value) for value in record.values()))
        return found

    def run(self, statement: str) -> None:
        """A single statement without parameters or answer, such as one of a schema."""
        self._managed.run(statement).consume()

    def one(self, query: Query, parameters: Parameters = None) -> tuple[Any, ...] | None:
        """The first row, or None when there is none."""
        return next(iter(self.rows(query, parameters)), None)

    def parts(self, query: Query, parameters: Parameters = None) -> list[list[Any]]:
        """The rows of a packed answer as they came: dates are left to the caller, who knows where they are."""
        result = self._managed.run(query.text, dict(parameters or {}))
        return [row for record in result for row in record[0]]


class Connection:
    """A store that answers. `find` says where it is; it is asked again when an engine of our own went away."""

    def __init__(self, find: Callable[[], Account], *, restarts: bool = False) -> None:
        self._find = find
        self._restarts = restarts
        self._driver: Driver | None = None
        self._account = find()
        self._connect()

    @property
    def uri(self) -> str:
        return self._account.uri

    def close(self) -> None:
        if self._driver is not None:
            with suppress(*Failure):
                self._driver.close()
            self._driver = None

    def version(self) -> str:
        """Name and version of the engine, as it says itself."""
        try:
            return self._open().get_server_info().agent
        except Failure as error:
            raise told(error, self._account) from None

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction; repeated when the engine went away or asks for it."""
        return self._managed(work, READ_ACCESS, READ_TRIES)

    def write(self, work: Callable[[Transaction], T], *, safe_to_repeat: bool = True) -> T:
        """Run `work` in a write transaction: all of it or nothing.

        `work` is repeated also when the answer to the commit was lost, so it must first look whether it is done
        already; with `safe_to_repeat=False` such a loss is raised.
        """
        return self._managed(work, WRITE_ACCESS, WRITE_TRIES, repeat_commit=safe_to_repeat)

    def _managed(self, work: Callable[[Transaction], T], access: str, tries: int, *, repeat_commit: bool = True) -> T:
        for attempt in range(1, tries + 1):
            try:
                with self._open().session(database=self._account.database, default_access_mode=access) as session:
                    run = session.execute_write if access == WRITE_ACCESS else session.execute_read
                    return run(lambda managed: work(Transaction(managed)))
            except Failure as error:
                lost = isinstance(error, IncompleteCommit) and not repeat_commit
                if attempt == tries or lost or not _again(error, attempt):
                    raise told(error, self._account) from None
                self._recover(error, attempt)
        raise AssertionError("unreachable")

    def _recover(self, error: BaseException, attempt: int) -> None:
        """Wait a little before the next try; connect anew when the other end went away."""
        if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
            self.close()
            self._account = self._find()
            self._connect()
        else:
            time.sleep(min(0.02 * 2**attempt, 2.0) * (0.5 + random.random()))  # noqa: S311

    def _open(self) -> Driver:
        if self._driver is None:
            self._connect()
        assert self._driver is not None
        return self._driver

    def _connect(self) -> None:
        for attempt in range(1, (START_TRIES if self._restarts else 1) + 1):
            try:
                self._driver = _driver(self._account)
                return
            except (*Failure, ValueError) as error:
                if attempt == START_TRIES or not self._restarts or not _again(error):
                    raise told(error, self._account) from None
                time.sleep(0.05 * attempt)
                self._account = self._find()


def address(place: str) -> bool:
    """Is `place` an address, not a folder? Refuses addresses that no driver understands."""
    if "://" not in place:
        return False
    parts = urlsplit(place)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise InputError(f"'{parts.scheme}://…' is no address of a store.", "Use bolt://HOST:7687, neo4j:// or neo4j+s://.")
    if parts.username or parts.password:
        raise InputError("An address must not hold an account.",
                         "Set STAKEHOLDER_MAP_USER and STAKEHOLDER_MAP_PASSWORD.")
    return True


def _driver(account: Account) -> Driver:
    """A driver whose server answered; closed again when it did not."""
    _resolve(account.uri)
    auth = (account.user, account.password or "") if account.user else None
    driver = GraphDatabase.driver(
        account.uri, auth=auth, max_transaction_retry_time=0, connection_timeout=FIRST_CONTACT,
        user_agent="stakeholder-map", keep_alive=True,
    )
    try:
        with driver.session(database=account.database, connection_acquisition_timeout=FIRST_CONTACT) as session:
            session.execute_read(lambda managed: managed.run("RETURN 1").consume())
    except BaseException:
        driver.close()
        raise
    return driver


def _resolve(uri: str) -> None:
    """Look the host up, but not for longer than we would wait for it to answer."""
    host, found = urlsplit(uri).hostname or "", []
    look_up = threading.Thread(target=lambda: found.append(_known(host)), daemon=True)
    look_up.start()
    look_up.join(FIRST_CONTACT)
    if not any(found):
        raise ServiceUnavailable("unknown host")


def _known(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def _again(error: BaseException, attempt: int = 1) -> bool:
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
        return StoreError(f"The store at {account.uri} has too little memory for this.",
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


def native(value: Any) -> Any:
    """Dates as Python dates, also inside lists and maps; everything else as it is."""
    if type(value) is Date:
        return value.to_native()
    if type(value) is DateTime:
        moment: datetime = value.to_native()
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if type(value) is list:
        return [native(part) for part in value]
    if type(value) is dict:
        return {name: native(part) for name, part in value.items()}
    return value


def native_dates(props: dict[str, Any]) -> dict[str, Any]:
    """`native` for the properties of one fact, in place: made for reading hundreds of thousands of them."""
    for name, value in props.items():
        kind = type(value)
        if kind is Date:
            props[name] = date(value.year, value.month, value.day)
        elif kind is list and value and type(value[0]) is Date:
            props[name] = [part.to_native() for part in value]
    return props
