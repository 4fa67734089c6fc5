"""The connection to the store: the official driver, wrapped so that nothing is written by half and nothing leaks.

Managed transactions only, always with the name of the database; own retries, because the driver does not repeat
what loses a race for a unique key; errors become sentences without the values that the engine quotes.
"""

from __future__ import annotations

import itertools
import logging
import math
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from ..errors import InputError
from ..queries.query import Query
from .driver_errors import Account, Failure, may_repeat, told
from .driver_values import native
from .waiting import within

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FIRST_CONTACT = 2.0
"""Seconds to wait for an address to answer: a store that is not there is said at once."""

LIFETIME, IDLE = 3000, 60
"""Seconds: hosted servers cut connections after an hour, so none gets that old, and an idle one is tried first."""

FETCH = 200
"""Rows of a free question that come at a time: they may be large."""

PATIENCE = 3.0
"""Seconds that an engine gets to notice that the time of a question is over."""

READ_TRIES, WRITE_TRIES, START_TRIES = 3, 10, 3
Parameters = Mapping[str, Any] | None
T = TypeVar("T")

logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)  # it would print statements with people's data in them


class Transaction:
    """Runs checked statements inside one managed transaction."""

    def __init__(self, managed: ManagedTransaction) -> None:
        self._managed = managed

    def rows(self, query: Query, parameters: Parameters = None, limit: int | None = None) -> list[tuple[Any, ...]]:
        """The answer, dates as Python dates; at most `limit` rows are fetched."""
        return list(itertools.islice(self.stream(query.text, parameters), limit))

    def stream(self, text: str, parameters: Parameters = None) -> Iterator[tuple[Any, ...]]:
        """The rows of a checked statement as they come, their values as plain Python values."""
        for record in self._managed.run(text, dict(parameters or {})):
            yield tuple(native(value) for value in record.values())

    def run(self, statement: str) -> None:
        """A single statement without parameters or answer, such as one of a schema."""
        self._managed.run(statement).consume()

    def one(self, query: Query, parameters: Parameters = None) -> tuple[Any, ...] | None:
        """The first row, or None when there is none."""
        return next(iter(self.rows(query, parameters)), None)

    def facts(self, query: Query, parameters: Parameters = None, *, packed: bool) -> Iterator[Any]:
        """Facts as they came, packed into lists of many or one by one. Dates are left to the caller."""
        result = self._managed.run(query.text, dict(parameters or {}))
        for record in result:
            yield from record[0] if packed else (record[0],)


class Connection:
    """A store that answers. `find` says where it is; it is asked again when an engine of our own went away."""

    def __init__(self, find: Callable[[], Account], *, restarts: bool = False) -> None:
        self._find = find
        self._restarts = restarts
        self._driver: Driver | None = None
        self.account = find()
        self._connect()

    def close(self) -> None:
        if self._driver is not None:
            with suppress(*Failure, BufferError):
                self._driver.close()
            self._driver = None

    def version(self) -> str:
        """Name and version of the engine, as it says itself."""
        try:
            return self._open().get_server_info().agent
        except Failure as error:
            raise told(error, self.account) from None

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction; repeated when the engine went away or asks for it."""
        return self._managed(work, READ_ACCESS, READ_TRIES)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a write transaction: all of it or nothing.

        `work` is repeated also when the answer to the commit was lost, so it must be harmless when it was done
        already: set what is set, or look into the ledger first.
        """
        return self._managed(work, WRITE_ACCESS, WRITE_TRIES)

    def once(self, work: Callable[[Transaction], T], seconds: float) -> T:
        """Run `work` in one read transaction of at most so many seconds. Never repeated: what ended an engine would
        end the next one too. Raises what the driver raises, or TimeoutError when the engine goes on beyond its time.
        """
        self.read(lambda _: None)  # if the engine went away before, it is found again now
        driver, limit = self._open(), seconds if math.isfinite(seconds) else None
        run = unit_of_work(timeout=limit)(lambda managed: work(Transaction(managed)))

        def ask() -> T:
            with driver.session(database=self.account.database, default_access_mode=READ_ACCESS,
                                fetch_size=FETCH) as session:
                return session.execute_read(run)

        try:
            return within(None if limit is None else limit + PATIENCE, ask)
        except TimeoutError:
            self._driver = None  # it waits for an answer, and closing it would wait too
            raise

    def _managed(self, work: Callable[[Transaction], T], access: str, tries: int) -> T:
        for attempt in range(1, tries + 1):
            try:
                return self._undisturbed(partial(self._attempt, work, access))
            except Failure as error:
                if attempt == tries or not may_repeat(error, attempt):
                    raise told(error, self.account) from None
                self._recover(error, attempt)
        raise AssertionError("unreachable")

    def _attempt(self, work: Callable[[Transaction], T], access: str) -> T:
        with self._open().session(database=self.account.database, default_access_mode=access) as session:
            run = session.execute_write if access == WRITE_ACCESS else session.execute_read
            return run(lambda managed: work(Transaction(managed)))

    def _undisturbed(self, attempt: Callable[[], T]) -> T:
        """Ctrl-C never comes between a message to the engine and its answer: the driver would wait for that for ever.

        It ends the waiting for the attempt, and with the program the connection; the engine then drops what it has.
        """
        if threading.current_thread() is not threading.main_thread():
            return attempt()
        try:
            return within(None, attempt)
        except KeyboardInterrupt:
            self._driver = None  # closing it would wait for an answer
            raise

    def _recover(self, error: BaseException, attempt: int) -> None:
        """Wait a little before the next try; connect anew when the other end went away."""
        if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
            self.close()
            self.account = self._find()
            self._connect()
        else:
            time.sleep(min(0.02 * 2**attempt, 2.0) * (0.5 + random.random()))  # noqa: S311 - nothing here is a secret

    def _open(self) -> Driver:
        if self._driver is None:
            self._connect()
        assert self._driver is not None
        return self._driver

    def _connect(self) -> None:
        for attempt in range(1, (START_TRIES if self._restarts else 1) + 1):
            try:
                self._driver = _driver(self.account)
                return
            except (*Failure, ValueError) as error:
                if attempt == START_TRIES or not self._restarts or not may_repeat(error):
                    raise told(error, self.account) from None
                time.sleep(0.05 * attempt)
                self.account = self._find()


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
        max_connection_lifetime=LIFETIME, liveness_check_timeout=IDLE, user_agent="stakeholder-map",
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
    try:
        known = within(FIRST_CONTACT, lambda: bool(socket.getaddrinfo(urlsplit(uri).hostname or "", None)))
    except OSError:  # TimeoutError is one
        known = False
    if not known:
        raise ServiceUnavailable("unknown host")
