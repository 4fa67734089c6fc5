"""Imports wait for each other: at a file on an embedded store, at the head of the ledger on a Neo4j."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from types import TracebackType

from .. import queries
from ..errors import ConflictError
from .driver import Connection, Transaction
from .reading import Head, read_head

WAIT = 900
"""Seconds that an import waits for others."""

SILENCE = 5.0
"""Seconds in which an import in parts begins its next part; one that does not has stopped half way."""

POLL = 0.2


class WriterLock:
    """Imports into an embedded store queue up here. May be taken again by the one who holds it."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path, timeout=WAIT, mode=0o600)

    def __enter__(self) -> None:
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            raise ConflictError("Somebody else has been importing into this store for a long time.",
                                "Try again when that import is done.") from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def wait(self) -> None:
        """Wait until nobody else is in the middle of an import."""
        with self:
            pass


class AddressQueue:
    """Waits at a Neo4j until nobody is in the middle of an import in parts.

    There is no lock that would outlast a transaction. But each part locks the head of the ledger, so whoever takes
    that lock waits for the part; when no other part follows, that import has stopped. May be entered again.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._depth = 0

    def __enter__(self) -> None:
        if self._depth == 0:
            self.wait()
        self._depth += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._depth -= 1

    def wait(self) -> None:
        """Wait until nobody else is in the middle of an import in parts."""
        end = time.monotonic() + WAIT
        while self._under_way():
            if time.monotonic() > end:
                raise ConflictError("Somebody else has been importing into this store for a long time.",
                                    "Try again when that import is done.")

    def _under_way(self) -> bool:
        """Is somebody else in the middle? Finds out by waiting for the part that is being written, if one is."""
        head = self._connection.read(read_head)
        end = time.monotonic() + SILENCE
        while head.unfinished:
            now = self._connection.write(partial(_after_others, head.unfinished))
            if now != head:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(POLL)
        return False


def _after_others(mark: str, transaction: Transaction) -> Head:
    """The head of the ledger, read when nobody is writing."""
    transaction.one(queries.get("ledger/hold"), {"mark": mark})
    return read_head(transaction)
