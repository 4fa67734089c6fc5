"""Moves everything: a store into a file and back, or into another store on another engine, with equal digests.

Everything goes as a stream; memory is needed for a part of 20,000 facts, however large the store is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError, StoreError
from ..model import TIES
from . import Store, archive, reading
from .archive import Manifest
from .archive_reading import Backup, is_backup
from .filling import Part, Source
from .ledger import FILLING, half
from .loading import Progress, Row
from .reading import Head, Value

MOST = 20_000
"""So many facts, or characters times a thousand of the record of changes, go in one transaction."""

STEP = 5_000
"""After so many facts progress is told."""


def backup(store: Store, path: Path, progress: Progress | None = None, *, unfinished: bool = False) -> Manifest:
    """Write everything that the store holds into a file, while others go on reading it. Imports wait.

    The file appears only when it is whole, readable by its owner; an earlier backup of that name stays until then.
    Raises InputError when the store is empty or the file cannot be written, StoreError when the store holds half an
    import, unless `unfinished` is fine.
    """
    if path.exists() and not is_backup(path):
        raise InputError(f"{path} exists already and is no backup.", "Choose another file.")
    with _appearing(path) as file:
        return _saved(store, file, str(path), progress, unfinished=unfinished)


def restore(file: Backup, store: Store, progress: Progress | None = None, *, aside: Path | None = None) -> Manifest:
    """Fill a store from a backup that was checked. The store must be empty, or `aside` a file for what it holds.

    Raises InputError when the store is not empty, StoreError when it was only half filled.
    """
    version, holds, filling = _state(store)
    if holds and not filling:
        if aside is None:
            raise InputError(f"The store {store.place} is not empty.",
                             "Choose an empty folder or database, or say --replace: what it holds is backed up first.")
        backup(store, aside, unfinished=True)
    _fill(store, file, version, progress, clear=holds)
    return file.manifest


def copy(store: Store, target: Store, progress: Progress | None = None) -> str:
    """Fill an empty store with everything of another one; the digest that both have then.

    It goes through a file without a name, so that what arrives is of one piece.
    """
    version, holds, filling = _state(target)
    if holds and not filling:
        raise InputError(f"The store {target.place} is not empty.", "Choose an empty folder or database.")
    with tempfile.TemporaryFile() as file:
        _saved(store, file, "The temporary file", None)
        _fill(target, Backup(file, "The temporary file"), version, progress, clear=holds)
    return target.digest()


def _saved(store: Store, file: BinaryIO, name: str, progress: Progress | None, *,
           unfinished: bool = False) -> Manifest:
    with store.exclusively():
        entry = store.unfinished()
        if entry and not unfinished:
            raise StoreError(*half(entry))
        total = sum(store.counts().values())
        if not total and not store.imports():
            raise InputError(f"The store {store.place} holds nothing.", "Check --store: is it the right place?")

        def consume(head: Head, values: Iterator[Value]) -> Manifest:
            return archive.write(file, head, _told(values, progress, total), name)

        return store.everything(consume)


def _state(store: Store) -> tuple[int, bool, bool]:
    """The version of the ledger, whether the store holds anything, and whether that is a fill that stopped half way."""
    store.prepare()
    with store.exclusively():
        version, entry = store.version(), store.unfinished()
        holds = bool(store.counts() or store.imports())
    return version, holds, entry is not None and entry.status == FILLING


def _fill(store: Store, file: Backup, version: int, progress: Progress | None, *, clear: bool) -> None:
    manifest, done = file.manifest, 0
    total = sum(manifest.counts.values())

    def told(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(done, total)

    source = Source(manifest.schema, manifest.version, manifest.unfinished)
    store.fill(_parts(file.values()), source, version=version, clear=clear, progress=told)
    if manifest.schema == reading.SCHEMA and store.digest() != manifest.digest:
        raise StoreError(f"The store {store.place} does not hold what was written to it.",
                         "Delete it and try again; nothing was changed anywhere else.")
    store.bring_up_to_date()


def _parts(values: Iterator[Value]) -> Iterator[Part]:
    """Everything as rows of statements, in order, in parts of bounded size."""
    part, size = dict[str, dict[str, list[Row]]](), 0
    for value in values:
        folder, name, row = _row(value)
        part.setdefault(folder, {}).setdefault(name, []).append(row)
        size += 1 + len(row.get("facts") or "") // 1000
        if size >= MOST:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _row(value: Value) -> tuple[str, str, Row]:
    """Folder and name of the statement that writes this, and its row."""
    kind, *fact = value
    props = fact[-1]
    if kind in ("import", "edit"):
        return "ledger", {"import": "restore-imports", "edit": "edits"}[kind], props
    row: Row = {"key": props["key"], "props": props}
    if kind == "node":
        return "load", fact[0].lower(), row
    tie, start_label, start, end_label, end, _ = fact
    return "load", TIES[tie, start_label, end_label].name, {**row, "start": start, "end": end}


def _told(values: Iterator[Value], progress: Progress | None, total: int) -> Iterator[Value]:
    for number, value in enumerate(values, start=1):
        yield value
        if progress and (number % STEP == 0 or number == total):
            progress(min(number, total), total)


@contextmanager
def _appearing(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when it is whole, and that only its owner may read."""
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with archive.writing(str(path)):
            handle = os.open(hidden, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600)
        with _closed(os.fdopen(handle, "w+b")) as file:
            yield file
        with archive.writing(str(path)):
            hidden.replace(path)
    finally:
        with suppress(OSError):
            hidden.unlink()


@contextmanager
def _closed(file: BinaryIO) -> Iterator[BinaryIO]:
    """Closed at the end; what a full disk did not take is no error any more."""
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()


