"""The store: a graph of facts behind Bolt. Everything that reads or writes it goes through this one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from .. import embedded, queries
from ..custom import PREFIX, CustomField, loads
from ..errors import ConflictError, InputError
from ..queries.console import check
from . import filling, migrations, reading
from .asking import LIMIT, Answer, answer
from .driver import Connection, Transaction, address
from .driver_errors import Account, MemoryShortError
from .editing import entry_of, write_edit
from .edits import SEEN, Edit
from .edits import of as edits_in
from .facts import Facts
from .ledger import Import
from .loading import Load, Progress, write
from .locks import AddressQueue, WriterLock
from .merging import Rearrangement, rearrange
from .reading import SCHEMA, Head, Read, Value, read_all, read_digest, read_facts, read_head, read_mark

__all__ = ["SCHEMA", "Answer", "Facts", "Store"]

T = TypeVar("T")
TRIES = 5


class Store:
    """An open store. Use it as a context manager; `place` is what people call it (a folder or an address)."""

    def __init__(self, place: str, connection: Connection, *, reader: Callable[[], Connection] | None = None,
                 lock: WriterLock | None = None) -> None:
        self.place = place
        self._connection = connection
        self._lock: WriterLock | AddressQueue = lock or AddressQueue(connection)
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
        return cls(str(folder), connection, lock=WriterLock(folder / "write.lock"),
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
        if self.bring_up_to_date() == reading.SCHEMA:
            return
        migrations.make(self._connection)
        self._connection.write(lambda t: t.one(queries.get("ledger/begin"), {"schema": reading.SCHEMA}))

    def bring_up_to_date(self) -> int:
        """Do what is missing to the schema of this program; the version of the schema then, 0 where there is none."""
        if migrations.needed(self._connection.read(read_mark), reading.SCHEMA):
            with self._lock if isinstance(self._lock, WriterLock) else nullcontext():
                migrations.migrate(self._connection, reading.SCHEMA)
        return self._connection.read(read_mark).schema

    def facts(self, source: str | None = None) -> Facts:
        """Everything that is stored, or what one source says; read again when an import comes in between."""
        return self._whole(lambda t, packed: read_facts(t, source, packed))

    def _whole(self, read: Callable[[Transaction, bool], Read[T]], *, locked: bool = False) -> T:
        """What `read` finds in one state of the store. Packed, unless the engine has too little memory for that."""
        packed = True
        for _ in range(TRIES):
            try:
                run = self._connection.write if locked else self._connection.read
                found, before, after = run(partial(_swapped, read, packed))
            except MemoryShortError:
                if not packed:
                    raise
                packed = False
                continue
            if before == after:
                return found
        raise ConflictError("The store changes faster than it can be read.", "Try again when the import is done.")

    def version(self) -> int:
        """Version of the ledger: goes up by one with every import."""
        return self._connection.read(read_head).version

    def counts(self) -> dict[str, int]:
        """How many facts there are of each label and type of tie."""
        names = ("snapshot/count-nodes", "snapshot/count-ties")
        found = self._connection.read(lambda t: [row for name in names for row in t.rows(queries.get(name))])
        return dict(sorted(found))

    def digest(self) -> str:
        """The same facts give the same digest on every engine, whichever imports they came from."""
        return self._whole(read_digest)

    def everything(self, consume: Callable[[Head, Iterator[Value]], T]) -> T:
        """What `consume` makes of everything in the store, ledger included. Nobody can save anything meanwhile."""
        return self._whole(partial(read_all, consume), locked=True)

    def imports(self, source: str | None = None) -> list[Import]:
        """The ledger: every import, the last one first."""
        rows = self._connection.read(lambda t: t.rows(queries.get("ledger/imports"), {"source": source}))
        return [Import.of(entry) for (entry,) in rows]

    def fields(self) -> tuple[CustomField, ...]:
        """What people declared beside the model, by the imports that brought it and were not taken back."""
        found: dict[tuple[str, str], CustomField] = {}
        for (texts,) in self._connection.read(lambda t: t.rows(queries.get("ledger/fields"))):
            for field in loads(texts):
                found.setdefault((field.on, field.stored), field)
        return tuple(found.values())

    def find(self, key: str) -> Import | None:
        """The import with this key."""
        found = self._connection.read(lambda t: t.one(queries.get("ledger/find"), {"key": key}))
        return Import.of(found[0]) if found else None

    def unfinished(self) -> Import | None:
        """The first part of an import that stopped half way: the store holds only some of its facts."""
        key = self._connection.read(read_head).unfinished
        return self.find(key) if key else None

    def edits(self, key: str) -> list[Edit]:
        """What the import `key` changed and closed, with before and after."""
        return [edit for edit in self._recorded(key) if edit.doing != SEEN]

    def said_before(self, key: str) -> dict[tuple[str, str], str]:
        """Statement and key of facts that the import `key` stated again -> the import that had stated them last.

        Only those of which that is another one than the `saw` of its entry.
        """
        return {(edit.statement, fact): edit.key for edit in self._recorded(key) if edit.doing == SEEN
                for fact in edit.ends}

    def _recorded(self, key: str) -> list[Edit]:
        rows = self._connection.read(lambda t: t.rows(queries.get("ledger/edits-of"), {"key": key}))
        return list(edits_in(text for (text,) in rows))

    def exclusively(self) -> AbstractContextManager[object]:
        """Waits until other imports are done; on an embedded store it then keeps them waiting.

        On a Neo4j the lock on the head of the ledger does that, for each transaction.
        """
        return self._lock

    def wait_for_others(self) -> None:
        """Wait until nobody else is in the middle of an import."""
        self._lock.wait()

    def load(self, load: Load, progress: Progress | None = None) -> None:
        """Write an import and its ledger entry in one transaction: all or nothing.

        Raises MovedError when the ledger is no longer where it was when the import was planned.
        """
        self.prepare()
        try:
            with self.exclusively():
                self._connection.write(lambda t: write(t, load, progress))
        except (UnicodeError, OverflowError):
            raise InputError("A text or a number cannot be stored: it holds broken characters, or is too large.",
                             "Save the file anew as UTF-8.") from None

    def fill(self, parts: Iterable[filling.Part], source: filling.Source, *, version: int, clear: bool,
             progress: Callable[[int], None]) -> None:
        """Write everything of another store into this one, part after part; half filled it says so.

        `version` is that of the ledger when it was decided to do so; what the store holds goes first when `clear`.
        """
        entry, write = filling.new_mark(), self._connection.write
        with self.exclusively():
            write(lambda t: filling.mark(t, entry, version))
            while clear and write(lambda t: filling.clear(t, entry)):
                pass
            for part in parts:
                write(partial(filling.write_part, entry=entry, part=part))
                progress(filling.count(part))
            write(lambda t: filling.settle(t, entry, source))

    def edit(self, edit: Edit, *, who: str | None = None, program: str = "") -> Import:
        """Change fields of one fact from what the editor saw (`before`) to what they want (`after`).

        Raises EditedError, with both versions, when somebody else changed one of these fields first; edits of
        different fields of a fact follow one another.
        """
        own = self.fields() if any(name.startswith(PREFIX) for name in edit.after) else ()
        entry = entry_of(edit, own, who, program)
        with self.exclusively():
            self._connection.write(lambda t: write_edit(t, edit, entry))
        return entry

    def rearrange(self, work: Rearrangement) -> None:
        """Make two people one or take them apart, with an entry in the ledger, in one transaction.

        Raises MovedError when the ledger is no longer where it was when this was worked out.
        """
        with self.exclusively():
            self._connection.write(lambda t: rearrange(t, work))

    def run(self, name: str, limit: int | None = None, **params: object) -> Answer:
        """Ask a question of queries/ask/ by name, read-only; at most `limit` rows (default 10,000)."""
        query = queries.get(f"ask/{name}")
        return answer(self._read_only(), check(query.text), query.bind(params), LIMIT if limit is None else limit)

    def ask(self, typed: str, limit: int | None = None, **params: object) -> Answer:
        """Ask a free question, read-only and in the time that a question has; at most `limit` rows (default 10,000).

        Raises QueryError where the statement is no question or not understood.
        """
        return answer(self._read_only(), check(typed), params, LIMIT if limit is None else limit)

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


def _swapped(read: Callable[[Transaction, bool], T], packed: bool, transaction: Transaction) -> T:
    return read(transaction, packed)
