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
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from ..errors import InputError
from ..queries.query import Query
from .driver_errors import Account, Failure, may_repeat, told
from .driver_values import native

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FIRST_CONTACT = 2.0
"""Seconds to wait for an address to answer: a store that is not there is said at once."""

LIFETIME, IDLE = 3000, 60
"""Seconds: hosted servers cut connections after an hour, so none gets that old, and an idle one is tried first."""

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
        self._account = find()
        self._connect()

    @property
    def uri(self) -> str:
        return self._account.uri

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
            raise told(error, self._account) from None

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction; repeated when the engine went away or asks for it."""
        return self._managed(work, READ_ACCESS, READ_TRIES)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a write transaction: all of it or nothing.

        `work` is repeated also when the answer to the commit was lost, so it must be harmless when it was done
        already: set what is set, or look into the ledger first.
        """
        return self._managed(work, WRITE_ACCESS, WRITE_TRIES)

    def _managed(self, work: Callable[[Transaction], T], access: str, tries: int) -> T:
        for attempt in range(1, tries + 1):
            try:
                with self._open().session(database=self._account.database, default_access_mode=access) as session:
                    run = session.execute_write if access == WRITE_ACCESS else session.execute_read
                    return run(lambda managed: work(Transaction(managed)))
            except Failure as error:
                if attempt == tries or not may_repeat(error, attempt):
                    raise told(error, self._account) from None
                self._recover(error, attempt)
            except BufferError:  # the driver stumbles when it tidies up after Ctrl-C that came while it was reading
                raise KeyboardInterrupt from None
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
                if attempt == START_TRIES or not self._restarts or not may_repeat(error):
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
