"""Backups and copies: the same on every engine, whole or not at all, and no damage goes unseen."""

from __future__ import annotations

import random
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map.errors import ConflictError, InputError, StoreError
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store, archive, copying
from stakeholder_map.store.copying import backup, copy, restore
from stakeholder_map.store.facts import Content, Facts

from .engines import Engines
from .lists import knows, listed, person
from .test_store import everything

DAY = date(2026, 1, 1)
FLIPS = 500


@pytest.fixture
def other(engines: Engines) -> Iterator[Store]:
    """A second, empty store on the embedded engine."""
    place = engines.folder / "other"
    engines.get("embedded")
    with Store.open(place) as opened:
        empty(opened)
        opened.prepare()
        yield opened


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
    assert archive.verify(tmp_path / "store.backup") == made
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


def test_a_store_that_was_only_half_filled_says_so(store: Store, other: Store,
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
    with pytest.raises(StoreError, match="half an import of 'a backup'"):
        copy(other, store)


def small() -> Content:
    tie = {"key": "t", "since": DAY, "contacts": [DAY]}
    facts = Facts([("Person", {"key": "ä", "name": "Ána\n"})], [("KNOWS", "Person", "ä", "Person", "ä", tie)], 3)
    return Content(facts, [{"key": "i", "as_of": DAY}], [{"key": "e", "facts": "[]"}])


def test_a_backup_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.backup"
    archive.write(small(), path)
    assert archive.read(path)[1] == small()
    assert list(tmp_path.iterdir()) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_single_flipped_byte_is_seen(tmp_path: Path) -> None:
    """500 flips anywhere in the file, and every possible shortening: none goes through."""
    path, broken, chance = tmp_path / "x.backup", tmp_path / "broken.backup", random.Random(1)
    archive.write(small(), path)
    whole = path.read_bytes()
    damaged = [whole[:size] for size in range(len(whole))] + [whole + b"\n", whole + whole]
    for _ in range(FLIPS):
        at = chance.randrange(len(whole))
        damaged.append(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1:])
    unseen = 0
    for data in damaged:
        broken.write_bytes(data)
        try:
            archive.verify(broken)
            unseen += 1
        except InputError:
            continue
    assert unseen == 0


def test_a_damaged_backup_touches_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.backup"
    archive.write(small(), path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        restore(path, store)
    assert store.counts() == {}
    assert store.unfinished() is None


def test_a_newer_backup_or_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SCHEMA", 99)
    archive.write(small(), tmp_path / "x.backup")
    assert archive.verify(tmp_path / "x.backup").schema == 99
    monkeypatch.setattr(archive, "SCHEMA", 1)
    with pytest.raises(InputError, match="newer version"):
        archive.verify(tmp_path / "x.backup")
    with pytest.raises(InputError, match="There is no file"):
        archive.verify(tmp_path / "nothing.backup")
    with pytest.raises(InputError, match="cannot be written"):
        archive.write(small(), tmp_path / "no such folder" / "x.backup")
