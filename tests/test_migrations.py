"""Bringing a store up to a newer schema: steps that are killed in the middle, older programs, older backups."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import queries
from stakeholder_map.errors import StoreError
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store, migrations, reading
from stakeholder_map.store.archive_reading import Backup, opened
from stakeholder_map.store.copying import backup, restore
from stakeholder_map.store.driver import Connection

from .engines import Engine
from .lists import crowd

DAY = date(2026, 1, 1)
NOW = reading.SCHEMA
NEWEST = NOW + 3

INDEX = "CREATE INDEX person_phone IF NOT EXISTS FOR (p:Person) ON (p.phone)"
FIRST = "MATCH (p:Person) WHERE p.key STARTS WITH 'crm:person 1' SET p.phone = '1'"
REST = "MATCH (p:Person) WHERE p.phone IS NULL SET p.phone = '2'"


class KilledError(Exception):
    """Stands for the end of the program."""


def steps(interrupt: Callable[[str], None] = lambda _: None) -> dict[int, migrations.Step]:
    """A step of each sort, as a later version may have them; `interrupt` is told where one is."""

    def run(connection: Connection, *statements: str) -> None:
        for number, statement in enumerate(statements):
            interrupt(f"before {number}")
            connection.write(lambda t, statement=statement: t.run(statement))  # type: ignore[misc]
            interrupt(f"after {number}")

    return {NOW + 1: lambda c: run(c, FIRST, REST), NOW + 2: lambda c: run(c, INDEX),
            NEWEST: lambda c: run(c, "MATCH (p:Person) SET p.level = 3")}


@pytest.fixture
def old(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of this schema, and a program that is three steps ahead."""
    apply(store, plan(store, crowd(20, 30), as_of=DAY))
    monkeypatch.setattr(reading, "SCHEMA", NEWEST)
    monkeypatch.setattr(migrations, "STEPS", steps())
    return store


def head(store: Store) -> reading.Head:
    return store._connection.read(reading.read_mark)


def people(store: Store) -> set[tuple[str, int]]:
    return {(props["phone"], props["level"]) for _, props in store.facts().nodes}


def test_an_older_store_is_brought_up_to_date_before_it_is_used(old: Store) -> None:
    with pytest.raises(StoreError, match="older version of the program") as caught:
        old.facts()
    assert "store start" in caught.value.hint
    version = head(old).version
    assert old.bring_up_to_date() == NEWEST
    assert (head(old).schema, head(old).migrating) == (NEWEST, None)
    assert head(old).version > version
    assert people(old) == {("1", 3), ("2", 3)}
    assert len(old.facts().ties) == 30
    assert old.bring_up_to_date() == NEWEST


def test_steps_survive_being_stopped_anywhere(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at every place in turn; each time an older program refuses the store, and the next one goes on."""
    stopped: set[tuple[int | None, str]] = set()

    def interrupt(where: str) -> None:
        at = (head(old).migrating, where)
        if at not in stopped:
            stopped.add(at)
            raise KilledError

    monkeypatch.setattr(migrations, "STEPS", steps(interrupt))
    while True:
        try:
            old.bring_up_to_date()
            break
        except KilledError:
            with monkeypatch.context() as before:
                before.setattr(reading, "SCHEMA", NOW)
                with pytest.raises(StoreError, match="newer version of the program"):
                    old.facts()
            with pytest.raises(StoreError, match="older version of the program"):
                old.facts()
    assert len(stopped) == 8
    assert people(old) == {("1", 3), ("2", 3)}
    assert (head(old).schema, head(old).migrating) == (NEWEST, None)


KILLED = """
import os, signal, sys
from stakeholder_map.store import Store, migrations, reading
from tests.test_migrations import NEWEST, steps
place, user, password, database, where = sys.argv[1:]
reading.SCHEMA = NEWEST
left = [int(where)]
def interrupt(_):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
migrations.STEPS = steps(interrupt)
with Store.open(place, user=user or None, password=password or None, database=database or None) as store:
    store.prepare()
"""


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_steps_survive_a_killed_program(old: Store, engine: Engine) -> None:
    words = [str(engine.place), *(engine.account.get(name, "") for name in ("user", "password", "database"))]
    for where, schema in ((1, NOW + 1), (3, NOW + 1), (5, NOW + 2), (3, NEWEST)):
        ended = subprocess.run([sys.executable, "-c", KILLED, *words, str(where)], check=False,
                               cwd=Path(__file__).parent.parent)
        assert ended.returncode == -signal.SIGKILL
        assert (head(old).schema, head(old).migrating) == (schema, schema)
    old.prepare()
    assert people(old) == {("1", 3), ("2", 3)}


def test_two_programs_at_once_do_each_step_once_or_twice_and_never_go_back(old: Store, engine: Engine,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program does everything while this one is in the middle of the first step."""
    done: list[int] = []

    def interrupt(_: str) -> None:
        if not done:
            done.append(1)
            with Store.open(engine.place, **engine.account) as other:
                migrations.migrate(other._connection, NEWEST, steps())

    migrations.migrate(old._connection, NEWEST, steps(interrupt))
    assert (head(old).schema, head(old).migrating) == (NEWEST, None)
    assert people(old) == {("1", 3), ("2", 3)}


def test_an_older_backup_is_brought_up_to_date(old: Store, engine: Engine, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(reading, "SCHEMA", NOW)
        assert backup(old, tmp_path / "x.backup").schema == NOW
    engine.empty()
    with opened(tmp_path / "x.backup") as file:
        restore(Backup(file, "x"), old)
    assert head(old).schema == NEWEST
    assert people(old) == {("1", 3), ("2", 3)}


def test_a_new_store_has_the_last_schema_at_once(engine: Engine, store: Store,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    engine.empty(keep_prepared=False)
    monkeypatch.setattr(reading, "SCHEMA", NEWEST)
    assert store.bring_up_to_date() == 0
    store.prepare()
    assert head(store) == reading.Head(NEWEST, 0, None, None)


def test_there_is_a_step_to_every_schema() -> None:
    assert set(migrations.STEPS) == set(range(2, reading.SCHEMA + 1))
    assert {query.name for query in queries.catalogue("ledger")} >= {"begin-step", "end-step"}
