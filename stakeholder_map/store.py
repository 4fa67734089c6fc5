"""The store: a graph of facts behind Bolt. Everything that reads or writes it goes through this one door."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Self

from . import embedded, queries
from .driver import Account, Connection, Transaction, address, native_dates
from .errors import ConflictError, InputError, StoreError
from .ledger import Import
from .query import Query

SCHEMA = 1
"""Version of the graph's schema; a store with a newer one is refused."""

ROWS = 1000
BYTES = 4_000_000
"""At most so many rows and, roughly, bytes go to the engine in one statement."""

LIMIT = 10_000
"""Rows of an answer when nothing else is asked for."""

WAIT = 900
"""Seconds that an import waits for another one on the same embedded store."""

NodeFact = tuple[str, dict[str, Any]]
TieFact = tuple[str, str, str, str, str, dict[str, Any]]
Rows = Mapping[str, list[dict[str, Any]]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store holds: `(label, properties)` and `(type, start label, start, end label, end, properties)`.

    `version` is that of the ledger while they were read.
    """

    nodes: list[NodeFact]
    ties: list[TieFact]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that a question gave; `truncated` when there are more than were asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False


class MovedError(ConflictError):
    """Somebody else imported since the plan was made."""


class Store:
    """An open store. Use it as a context manager; `place` is what people call it (a folder or an address)."""

    def __init__(self, place: str, connection: Connection, *, reader: Callable[[], Connection] | None = None,
                 lock: Callable[[], AbstractContextManager[Any]] = nullcontext) -> None:
        self.place = place
        self._connection = connection
        self._lock = lock
        self._open_reader = reader
        self._reader: Connection | None = None

    @classmethod
    def open(cls, place: str | Path, *, user: str | None = None, password: str | None = None,
             database: str | None = None) -> Self:
        """Open the store in a folder (its engine is started when it does not run) or at an address.

        Raises StoreUnavailable when nobody answers there, InputError when `place` is no place.
        """
        if address(str(place)):
            account = Account(str(place), user, password, database or "neo4j")
            return cls(account.uri, Connection(lambda: account))
        folder = Path(place).expanduser().absolute()
        connection = Connection(lambda: _account(folder), restarts=True)
        return cls(str(folder), connection, lock=lambda: _writer_lock(folder),
                   reader=lambda: Connection(lambda: _account(folder, reader=True), restarts=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()
        if self._reader is not None:
            self._reader.close()

    @property
    def engine(self) -> str:
        """Name and version of the engine."""
        return self._connection.version()

    def prepare(self) -> None:
        """Make the schema where it is missing: unique keys before the first row. Harmless when done already."""
        if self._connection.read(_head)[0] == SCHEMA:
            return
        for query in queries.catalogue("schema"):
            self._connection.write(partial(_run_all, query))
        self._connection.write(lambda t: t.one(queries.get("ledger/begin"), {"schema": SCHEMA}))

    def facts(self, source: str | None = None) -> Facts:
        """Everything that is stored, or what one source says; read again when an import comes in between."""
        for _ in range(5):
            facts, after = self._connection.read(lambda t: _facts(t, source))
            if facts.version == after:
                return facts
        raise ConflictError("The store changes faster than it can be read.", "Try again when the import is done.")

    def version(self) -> int:
        """Version of the ledger: goes up by one with every import."""
        return self._connection.read(_head)[1]

    def counts(self) -> dict[str, int]:
        """How many facts there are of each label and type of tie."""
        names = ("snapshot/count-nodes", "snapshot/count-ties")
        found = self._connection.read(lambda t: [row for name in names for row in t.rows(queries.get(name))])
        return dict(sorted(found))

    def digest(self) -> str:
        """SHA-256 over all facts in a fixed order: the same facts give the same digest on every engine.

        Which import said a fact last (`seen`) is left out.
        """
        sha = hashlib.sha256()
        for line in sorted(_lines(self.facts())):
            sha.update(line.encode() + b"\n")
        return sha.hexdigest()

    def imports(self, source: str | None = None) -> list[Import]:
        """The ledger: every import, the last one first."""
        rows = self._connection.read(lambda t: t.rows(queries.get("ledger/imports"), {"source": source}))
        return [Import.of(entry) for (entry,) in rows]

    def load(self, rows: Rows, entry: Import, version: int, progress: Progress | None = None) -> None:
        """Write rows and their ledger entry in one transaction: all or nothing.

        `rows` maps the name of a load statement to its rows, in the order in which they must be written. Raises
        MovedError when the ledger is no longer at `version`: the rows were made for another state of the store.
        """
        self.prepare()
        try:
            with self._lock():
                self._connection.write(lambda t: _load(t, rows, entry, version, progress))
        except (UnicodeError, OverflowError):
            raise InputError("A text or a number cannot be stored: it holds broken characters, or is too large.",
                             "Save the file anew as UTF-8.") from None

    def run(self, name: str, limit: int | None = None, **params: object) -> Answer:
        """Ask a question of queries/ask/ by name, read-only; at most `limit` rows (default 10,000)."""
        query = queries.get(f"ask/{name}")
        values = query.bind(params)
        most = LIMIT if limit is None else limit
        rows = self._read_only().read(lambda t: t.rows(query, values, most + 1))
        return Answer(tuple(column.name for column in query.columns), rows[:most], len(rows) > most)

    def _read_only(self) -> Connection:
        """A connection that cannot write, where the engine has an account for that."""
        if self._open_reader is None:
            return self._connection
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader


def _account(folder: Path, *, reader: bool = False) -> Account:
    found = embedded.ensure(folder)
    if reader and found.reader_user:
        return Account(found.uri, found.reader_user, found.reader_password, found.database)
    return Account(found.uri, found.user, found.password, found.database)


@contextmanager
def _writer_lock(folder: Path) -> Iterator[None]:
    """Imports into an embedded store queue up here; on Neo4j the lock on the head of the ledger does that."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "write.lock", timeout=WAIT, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise ConflictError("Somebody else has been importing into this store for a long time.",
                            "Try again when that import is done.") from None
    try:
        yield
    finally:
        lock.release()


def _run_all(query: Query, transaction: Transaction) -> None:
    for statement in query.statements:
        transaction.run(statement)


def _head(transaction: Transaction) -> tuple[int, int]:
    """Version of the schema (0 when there is none yet) and of the ledger."""
    found = transaction.one(queries.get("ledger/head"))
    if found is None:
        return 0, 0
    schema, version = found
    if schema > SCHEMA:
        raise StoreError(f"This store was written by a newer version of the program (schema {schema}, here {SCHEMA}).",
                         "Install the newer version of stakeholder-map.")
    return schema, version


def _facts(transaction: Transaction, source: str | None) -> tuple[Facts, int]:
    before, parameters = _head(transaction)[1], {"source": source}
    nodes = transaction.parts(queries.get("snapshot/nodes"), parameters)
    ties = transaction.parts(queries.get("snapshot/ties"), parameters)
    facts = Facts([(label, native_dates(props)) for label, props in nodes],
                  [(kind, a, start, b, end, native_dates(props)) for kind, a, start, b, end, props in ties], before)
    return facts, _head(transaction)[1]


def _load(transaction: Transaction, rows: Rows, entry: Import, version: int,
          progress: Progress | None) -> None:
    if transaction.one(queries.get("ledger/find"), {"key": entry.key}):
        return  # an earlier try got through and only its answer was lost
    claimed = transaction.one(queries.get("ledger/claim"), {"key": entry.key, "version": version})
    if claimed is None:
        raise MovedError("Somebody else imported at the same time.", "Try again.")
    transaction.one(queries.get("ledger/enter"), {"key": entry.key, "entry": {**entry.props(), "number": claimed[0]}})
    total, done = sum(len(part) for part in rows.values()), 0
    for name, part in rows.items():
        for batch in batches(part):
            written = transaction.one(queries.get(f"load/{name}"), {"rows": batch})
            if written is None or written[0] != len(batch):
                raise ConflictError("Something that this refers to is no longer in the store; nothing was written.",
                                    "Try again.")
            done += len(batch)
            if progress:
                progress(done, total)


def batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """`rows` in parts of at most 1,000 rows and about 4 MB."""
    part: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        more = 200 + 4 * sum(len(value) for value in row["props"].values() if type(value) is str)
        if part and (len(part) == ROWS or size + more > BYTES):
            yield part
            part, size = [], 0
        part.append(row)
        size += more
    if part:
        yield part


def _lines(facts: Facts) -> Iterator[str]:
    heads = [(fact[:1], fact[1]) for fact in facts.nodes] + [(tie[:5], tie[5]) for tie in facts.ties]
    for head, props in heads:
        lasting = {name: value for name, value in props.items() if name != "seen"}
        yield json.dumps([*head, lasting], sort_keys=True, ensure_ascii=False, default=date.isoformat)
