"""The embedded engine as a process of its own: start it, find it, stop it, kill it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from neo4j.exceptions import DriverError, Neo4jError

from stakeholder_map import embedded
from stakeholder_map.embedded import checks as embedded_checks
from stakeholder_map.embedded import place as embedded_place
from stakeholder_map.errors import StoreError, StoreUnavailable

from .embedded_tools import NEEDED, UNIX, count, driver, eventually, killed, python, rows

pytestmark = NEEDED


@pytest.mark.thorough
def test_eight_programs_at_once_start_one_engine_and_a_ninth_finds_it(place: Path) -> None:
    programs = [python("print(embedded.ensure(sys.argv[1]).pid)", place) for _ in range(8)]
    pids = [program.communicate(timeout=60)[0].strip() for program in programs]
    assert len(set(pids)) == 1
    assert pids[0].isdigit()
    assert [program.returncode for program in programs] == [0] * 8
    found = embedded.status(place)
    assert found
    assert embedded.ensure(place) == found
    assert str(found.pid) == pids[0]


def test_stop_closes_the_store_and_says_whether_it_ran(place: Path) -> None:
    assert embedded.status(place) is None
    assert not embedded.stop(place)
    assert not place.exists()  # neither question made anything
    found = embedded.ensure(place)
    assert embedded.stop(place)
    assert embedded.status(place) is None
    assert not (place / "bolt.json").exists()
    assert not embedded.stop(place)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", found.port), timeout=1)


@pytest.mark.thorough
def test_it_stops_by_itself_when_nobody_is_connected(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAKEHOLDER_MAP_IDLE", "1")
    found = embedded.ensure(place)
    with driver(found) as opened:
        opened.verify_connectivity()
        time.sleep(2)
        assert embedded.status(place) == found  # somebody was connected all the time
    at = embedded_place.layout(place)
    assert eventually(lambda: not embedded.owned(at))
    assert embedded.status(place) is None


@UNIX
def test_sigterm_is_a_clean_stop(place: Path) -> None:
    at = embedded_place.layout(place)
    embedded_checks.make_folder(at)
    command = [sys.executable, "-m", "stakeholder_map.embedded.engine", str(place)]
    engine = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert eventually(lambda: embedded.status(place))
    assert embedded.ensure(place).pid == engine.pid  # one that nobody of ours started is found as well
    engine.terminate()
    assert engine.wait(timeout=60) == 0
    assert json.loads(at.marker.read_text())["files"]


@pytest.mark.thorough
@UNIX
def test_sigterm_while_it_starts_is_a_clean_stop_too(place: Path) -> None:
    embedded_checks.make_folder(embedded_place.layout(place))
    command = [sys.executable, "-m", "stakeholder_map.embedded.engine", str(place)]
    engine = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert eventually((place / "data").exists)
    engine.terminate()
    assert engine.wait(timeout=60) == 0


@pytest.mark.thorough
@UNIX
def test_what_was_acknowledged_survives_kill_9(place: Path) -> None:
    found = embedded.ensure(place)
    rows(found, "CREATE CONSTRAINT person_key FOR (p:Person) REQUIRE p.key IS UNIQUE")
    acknowledged = 0
    with ThreadPoolExecutor(1) as pool, driver(found) as opened:
        killer = None
        try:
            while True:
                keys = list(range(acknowledged * 10, acknowledged * 10 + 10))
                opened.execute_query("UNWIND $keys AS k CREATE (:Person {key: k})", keys=keys, database_="graph")
                acknowledged += 1
                killer = killer or pool.submit(killed, found, after=0.5)
        except (DriverError, Neo4jError):
            assert killer, "it failed before it was killed"
            killer.result()
    assert eventually(lambda: not embedded.owned(embedded_place.layout(place)))
    again = embedded.ensure(place)
    assert again.pid != found.pid
    kept = count(again)
    assert kept % 10 == 0
    assert acknowledged <= kept // 10 <= acknowledged + 1  # the last one may have been saved but not answered


@pytest.mark.thorough
@UNIX
def test_a_memory_bomb_ends_the_engine_and_the_next_one_starts(place: Path) -> None:
    found = embedded.ensure(place)
    rows(found, "CREATE (:Person {key: 'a'})")
    with pytest.raises((DriverError, Neo4jError)):
        rows(found, "RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s))", reader=True)
    assert eventually(lambda: not embedded.owned(embedded_place.layout(place)))
    assert count(embedded.ensure(place)) == 1


def pretend(place: Path, **fields: str) -> None:
    """Let the running engine be of another version."""
    path = place / "bolt.json"
    embedded_place.write_json(path, json.loads(path.read_text()) | fields)


@pytest.mark.thorough
def test_an_engine_of_another_version_makes_room_when_idle(place: Path) -> None:
    found = embedded.ensure(place)
    pretend(place, engine="26.1.1")
    with driver(found) as opened:
        opened.verify_connectivity()
        with pytest.raises(StoreError, match=r"engine 26\.1\.1"):
            embedded.ensure(place)
        assert opened.execute_query("RETURN 1", database_="graph").records  # and goes on working
    assert eventually(lambda: _ensured(place) not in (None, found.pid))


def _ensured(place: Path) -> int | None:
    try:
        return embedded.ensure(place).pid
    except StoreError:
        return None  # the connection is still being closed


def test_an_owner_that_does_not_answer(place: Path) -> None:
    at = embedded_place.layout(place)
    embedded_checks.make_folder(at)
    code = "import time, filelock\nwith filelock.FileLock(sys.argv[1]): print(flush=True), time.sleep(60)"
    holder = python(code, at.server_lock)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreUnavailable, match="owns the store"):
            embedded.ensure(place, timeout=0.5)
        with pytest.raises(StoreUnavailable, match="did not stop"):
            embedded.stop(place, timeout=0.5)
    finally:
        holder.kill()
        holder.communicate()


def test_where_there_is_no_engine_it_says_what_to_use_instead(tmp_path: Path) -> None:
    code = ("from pathlib import Path\nsys.modules['arcadedb_embedded'] = None\n"
            "try: embedded.ensure(Path(sys.argv[1]))\n"
            "except embedded.StoreUnavailable as error: print(error.message, error.hint)")
    out, _ = python(code, tmp_path / "store").communicate(timeout=30)
    assert "not installed" in out
    assert "bolt://" in out
    assert not (tmp_path / "store").exists()


def test_it_loads_fast() -> None:
    code = "print(sorted({'jpype', 'neo4j', 'arcadedb_embedded', 'filelock', 'platformdirs'} & set(sys.modules)))"
    assert python(code).communicate(timeout=30)[0].strip() == "[]"
