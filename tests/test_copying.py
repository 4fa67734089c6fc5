"""Backups and copies: the same on every engine, whole or not at all, and no damage goes unseen."""

from __future__ import annotations

import gzip
import hashlib
import random
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from stakeholder_map.errors import ConflictError, InputError, StoreError
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store, archive, copying, reading
from stakeholder_map.store.archive_reading import Backup, opened, verify
from stakeholder_map.store.copying import backup, copy
from stakeholder_map.store.encoding import dumps
from stakeholder_map.store.reading import Head, Value

from .engines import Engine
from .lists import crowd, knows, listed, person
from .test_store import everything

DAY = date(2026, 1, 1)
FLIPS = 500


@pytest.fixture
def other(second: Engine) -> Iterator[Store]:
    """A second, empty store on an embedded engine."""
    with Store.open(second.place) as opened:
        opened.prepare()
        yield opened


def restore(path: Path, store: Store, aside: Path | None = None) -> archive.Manifest:
    with opened(path) as file:
        return copying.restore(Backup(file, str(path)), store, aside=aside)


def empty(store: Store) -> None:
    store._connection.write(lambda t: t.run("MATCH (n) DETACH DELETE n"))


def filled(store: Store) -> Store:
    """A store with every kind of fact, and a history of changes."""
    for batch in (everything(), listed(person("ana"), person("bo"), knows("ana", "bo", strength=2)),
                  listed(person("ana", phone="1"), person("bo"))):
        apply(store, plan(store, batch, as_of=DAY, closing="close"))
    return store


def test_a_backup_restores_everything(store: Store, other: Store, tmp_path: Path) -> None:
    """Facts, ledger and record of changes: afterwards an import of the first store can be taken back in the second."""
    filled(store)
    made = backup(store, tmp_path / "store.backup")
    assert made.counts == store.counts()
    assert verify(tmp_path / "store.backup") == made
    assert restore(tmp_path / "store.backup", other) == made
    assert other.digest() == store.digest()
    assert other.imports() == store.imports()
    assert [plain.key for plain in other.edits(other.imports()[0].key)] == [
        plain.key for plain in store.edits(store.imports()[0].key)]
    assert undo(other).restored == undo(store).restored == 2
    assert other.digest() == store.digest()


def test_a_store_is_copied_to_another_engine_and_back(store: Store, other: Store,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST", 20)
    filled(store)
    before, imports = store.digest(), store.imports()
    told: list[tuple[int, int]] = []
    assert copy(store, other, progress=lambda *at: told.append(at)) == before == other.digest()
    assert told[-1][0] == told[-1][1] == sum(store.counts().values())
    empty(store)
    assert copy(other, store) == before == store.digest()
    assert store.imports() == imports
    again = plan(store, listed(person("ana", phone="1"), person("bo")), as_of=DAY)
    assert again.counts["people"] == {"created": 0, "changed": 0, "closed": 0, "unchanged": 2}
    apply(store, again)
    assert store.imports()[0].number == imports[0].number + 1


def test_only_an_empty_store_is_filled(store: Store, other: Store, tmp_path: Path) -> None:
    filled(store)
    backup(store, tmp_path / "store.backup")
    apply(other, plan(other, listed(person("dee")), as_of=DAY))
    before = other.digest()
    with pytest.raises(InputError, match="is not empty"):
        copy(store, other)
    with pytest.raises(InputError, match="is not empty"):
        restore(tmp_path / "store.backup", other)
    assert other.digest() == before


def test_a_store_that_was_only_half_filled_says_so(store: Store, other: Store, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    monkeypatch.setattr(copying, "MOST", 10)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(store, other, progress=stop)
    half = other.unfinished()
    assert half is not None
    assert half.source == "a backup"
    with pytest.raises(ConflictError, match="only half filled"):
        plan(other, listed(person("ana")), as_of=DAY)
    with pytest.raises(StoreError, match="only half filled"):
        backup(other, tmp_path / "x.backup")


def small() -> list[Value]:
    """Everything in a small store."""
    tie = {"key": "t", "since": DAY, "contacts": [DAY]}
    return [("node", "Person", {"key": "ä", "name": "Ána\n"}), ("tie", "KNOWS", "Person", "ä", "Person", "ä", tie),
            ("import", {"key": "i", "as_of": DAY}), ("edit", {"key": "e", "facts": "[]"})]


def write(path: Path, values: list[Value], schema: int = 1) -> archive.Manifest:
    with path.open("w+b") as file:
        return archive.write(file, Head(schema, 3), values, str(path))


def test_a_backup_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.backup"
    made = write(path, small())
    with opened(path) as file:
        assert list(Backup(file, "x").values()) == small()
    assert (made.counts, made.imports, made.edits) == ({"KNOWS": 1, "Person": 1}, 1, 1)


def test_a_backup_is_its_owners_and_appears_when_it_is_whole(store: Store, tmp_path: Path) -> None:
    """The earlier backup of the same name stays until then; any other file of that name stays for ever."""
    path = tmp_path / "x.backup"
    apply(store, plan(store, listed(person("ana")), as_of=DAY))
    backup(store, path)
    assert list(tmp_path.iterdir()) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(store, path, stop)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])
    path.write_text("something else")
    with pytest.raises(InputError, match="is no backup"):
        backup(store, path)
    assert path.read_text() == "something else"


def test_an_empty_store_is_not_backed_up(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds nothing"):
        backup(store, tmp_path / "x.backup")
    assert list(tmp_path.iterdir()) == []


def test_what_a_store_held_is_kept_aside_when_it_is_replaced(store: Store, other: Store, tmp_path: Path) -> None:
    filled(store)
    backup(store, tmp_path / "x.backup")
    apply(other, plan(other, listed(person("dee"), person("eve"), knows("dee", "eve")), as_of=DAY))
    before, version = other.digest(), other.version()
    restore(tmp_path / "x.backup", other, tmp_path / "aside.backup")
    assert (other.digest(), other.imports()) == (store.digest(), store.imports())
    assert other.version() > version
    restore(tmp_path / "aside.backup", other, tmp_path / "aside.2.backup")
    assert other.digest() == before
    assert len(other.imports()) == 1


def test_every_single_flipped_byte_is_seen(tmp_path: Path) -> None:
    """500 flips anywhere in the file, and every possible shortening: none goes through."""
    path, broken, chance = tmp_path / "x.backup", tmp_path / "broken.backup", random.Random(1)
    write(path, small())
    whole = path.read_bytes()
    damaged = [whole[:size] for size in range(len(whole))] + [whole + b"\n", whole + whole]
    for _ in range(FLIPS):
        at = chance.randrange(len(whole))
        damaged.append(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1:])
    unseen = 0
    for data in damaged:
        broken.write_bytes(data)
        try:
            verify(broken)
            unseen += 1
        except InputError:
            continue
    assert unseen == 0


def test_a_damaged_backup_touches_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.backup"
    write(path, small())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        restore(path, store)
    assert store.counts() == {}
    assert store.unfinished() is None


def test_a_newer_backup_or_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "x.backup", small(), schema=reading.SCHEMA + 1)
    with pytest.raises(InputError, match="newer version"):
        verify(tmp_path / "x.backup")
    with pytest.raises(InputError, match="There is no file"):
        verify(tmp_path / "nothing.backup")
    with pytest.raises(InputError, match="cannot be read"):
        verify(tmp_path)


def test_a_file_whose_manifest_says_something_else_is_refused(tmp_path: Path) -> None:
    """Also when its checksum was made to agree: what is in it must be a store, and the one that it says."""
    path = tmp_path / "x.backup"
    manifest = asdict(write(path, small()))
    facts: list[Any] = [["schema", 1], *small(), ["manifest", manifest]]
    forged(path, facts)
    assert verify(path).counts == manifest["counts"]
    for wrong in (facts[1:], facts[:-1], facts[:2] + facts[3:], [*facts, facts[2]], facts[:1] + facts[2:], [], [[]],
                  [*facts[:1], ["node", "Nothing", {"key": "ä", "name": "Ána\n"}], *facts[2:]],
                  [*facts[:1], ["node", "Person"], *facts[2:]], [*facts[:1], ["node", "Person", 3], *facts[2:]],
                  [*facts[:-2], ["edit", None], ["other", {}], facts[-1]], [*facts[:-1], ["manifest", {}]],
                  [*facts[:-1], ["manifest", {**manifest, "digest": "0"}]], [3], ["schema"], [*facts[:-1], 3]):
        forged(path, wrong)
        with pytest.raises(InputError, match="damaged"):
            verify(path)


def forged(path: Path, lines: list[Any]) -> None:
    """A file with these lines and the right checksum."""
    data = archive.FIRST + gzip.compress("".join(dumps(line) + "\n" for line in lines).encode())
    path.write_bytes(data + archive.last_line(hashlib.sha256(data)))


def test_a_fill_that_stopped_begins_anew(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    monkeypatch.setattr(copying, "MOST", 10)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(store, other, progress=stop)
    assert copy(store, other) == store.digest() == other.digest()
    assert other.unfinished() is None
    assert other.imports() == store.imports()


def test_of_two_that_fill_a_store_one_gives_up(store: Store, other: Store,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one holds no lock across its parts; when another one takes over it stops, and nothing is mixed."""
    filled(other)
    monkeypatch.setattr(copying, "MOST", 10)
    taken: list[int] = []

    def take_over(done: int, total: int) -> None:
        if not taken:
            taken.append(done)
            copy(other, store)

    with pytest.raises(ConflictError, match="Somebody else began to fill"):
        copy(other, store, progress=take_over)
    assert store.digest() == other.digest()
    assert store.unfinished() is None


@pytest.mark.thorough
def test_a_backup_is_of_one_piece_while_others_import(store: Store, engine: Engine, tmp_path: Path) -> None:
    """Every backup that is taken meanwhile holds whole imports, and can be restored."""
    def work() -> None:
        with Store.open(engine.place, **engine.account) as own:
            for size in range(20, 200, 20):
                apply(own, plan(own, crowd(size, size - 1), as_of=DAY))

    apply(store, plan(store, crowd(10, 9), as_of=DAY))
    importer = Thread(target=work)
    importer.start()
    seen = set[tuple[int, int]]()
    while importer.is_alive():
        counts = backup(store, tmp_path / "x.backup").counts
        seen.add((counts["Person"], counts["KNOWS"]))
    importer.join()
    assert seen <= {(size, size - 1) for size in (10, *range(20, 200, 20))}
    assert store.counts() == {"KNOWS": 179, "Person": 180}
