"""How closed the embedded engine is: its files, its port, its log, its two accounts, and the proof at every start."""

from __future__ import annotations

import json
import os
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest
from neo4j.exceptions import ClientError, Neo4jError

from stakeholder_map import embedded
from stakeholder_map.embedded import Rendezvous
from stakeholder_map.embedded import checks as embedded_checks
from stakeholder_map.embedded import flags as embedded_flags
from stakeholder_map.embedded import place as embedded_place

from .embedded_tools import NEEDED, UNIX, driver, filled, python, rows

pytestmark = NEEDED
FORBIDDEN = "Neo.ClientError.Security.Forbidden"

CHANGES = (
    "CREATE (:Person {key: 'x'})",
    "CREATE (:Unheard {key: 'x'})",
    "MERGE (:Person {key: 'x'})",
    "MATCH (a:Person), (b:Person) CREATE (a)-[:KNOWS]->(b)",
    "MATCH (p:Person) SET p.name = 'x'",
    "MATCH (p:Person) SET p = {key: 'x'}",
    "MATCH (p:Person) SET p:Unheard",
    "MATCH (p:Person) REMOVE p.name",
    "MATCH (p:Person) DETACH DELETE p",
    "MATCH ()-[r]->() DELETE r",
    "MATCH ()-[r]->() SET r.key = 'x'",
    "CALL { CREATE (:Person {key: 'x'}) }",
    "UNWIND [1] AS i CALL (i) { CREATE (:Person {key: 'x'}) } IN TRANSACTIONS",
    "FOREACH (i IN [1] | CREATE (:Person {key: 'x'}))",
    "PROFILE CREATE (:Person {key: 'x'})",
    "CREATE INDEX i FOR (p:Person) ON (p.name)",
    "CREATE CONSTRAINT c FOR (p:Unheard) REQUIRE p.key IS UNIQUE",
    "DROP CONSTRAINT person_key",
    "CREATE USER intruder SET PASSWORD 'intruder1'",
    "ALTER USER root SET PASSWORD 'intruder1'",
    "DROP USER root",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM '/etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:9/x' AS line CREATE (:Person {key: line[0]})",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an engine that runs, with two people in it; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("Übersicht der Partner") / "store"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STAKEHOLDER_MAP_QUESTION_SECONDS", "2")
        found = embedded.ensure(folder)
    with driver(found) as admin:
        admin.execute_query("CREATE CONSTRAINT person_key FOR (p:Person) REQUIRE p.key IS UNIQUE", database_="graph")
        admin.execute_query(
            "CREATE (:Person {key: 'a', name: 'Ana'})-[:KNOWS {key: 'k'}]->(:Person {key: 'b', name: 'Bo'})",
            database_="graph",
        )
    yield folder
    embedded.stop(folder)


@UNIX
def test_nobody_else_may_read_anything(running: Path) -> None:
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [running, *running.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_passwords_are_random_and_on_no_command_line(running: Path) -> None:
    found = embedded.ensure(running)
    assert len({found.password, found.reader_password}) == 2
    assert min(len(found.password), len(found.reader_password or "")) >= 32
    command = Path(f"/proc/{found.pid}/cmdline")
    if command.exists():
        assert found.password.encode() not in command.read_bytes()


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs the /proc of Linux")
def test_it_listens_on_one_loopback_port_only(running: Path) -> None:
    found = embedded.ensure(running)
    own = {os.readlink(link) for link in Path(f"/proc/{found.pid}/fd").iterdir() if link.is_symlink()}
    lines = [line.split() for name in ("tcp", "tcp6") for line in _lines(f"/proc/{found.pid}/net/{name}")]
    listening = [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in own]
    assert [int(address.rpartition(":")[2], 16) for address in listening] == [found.port]
    assert listening[0].rpartition(":")[0].endswith("0100007F")


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()


def test_the_log_holds_no_data(running: Path) -> None:
    found = embedded.ensure(running)
    for statement in ("CREATE (:Person {key: 'a', name: 'Canary'})", "WITH 'Canary' AS name RETURN 1/0",
                      "CREATE (p:Person {key: 'Canary'}) RETURN 1/0", "RETURN Canary"):
        with pytest.raises(ClientError), driver(found) as opened:
            opened.execute_query(statement, database_="graph")
    logs = [*(running / "log").iterdir(), *(running / "data" / "log").iterdir()]
    assert logs
    assert not [path for path in logs if b"Canary" in path.read_bytes()]


def test_the_reader_reads(running: Path) -> None:
    found = embedded.ensure(running)
    assert rows(found, "MATCH (a:Person)-[:KNOWS]->(b) RETURN a.name, b.name", reader=True) == [["Ana", "Bo"]]


@pytest.mark.parametrize("access", ["auto-commit", "transaction"])
@pytest.mark.parametrize("statement", CHANGES)
def test_the_reader_changes_nothing(running: Path, statement: str, access: str) -> None:
    found = embedded.ensure(running)
    before = whole(found)
    with _refusal(statement), driver(found, reader=True) as opened, opened.session(database="graph") as session:
        if access == "auto-commit":
            session.run(statement).consume()
        else:
            session.execute_write(lambda managed: managed.run(statement).consume())
    assert whole(found) == before


def _refusal(statement: str) -> AbstractContextManager[object]:
    """An error, but for PROFILE: that tells the refusal in its plan."""
    return suppress(Neo4jError) if statement.startswith("PROFILE") else pytest.raises(Neo4jError)


def whole(found: Rendezvous) -> list[object]:
    """Everything that the statements above could change."""
    questions = ("MATCH (n) RETURN labels(n), properties(n) ORDER BY n.key", "MATCH ()-[r]->() RETURN properties(r)",
                 "SHOW CONSTRAINTS", "SHOW INDEXES", "SHOW USERS", "CALL db.labels()")
    return [rows(found, question) for question in questions]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "http://127.0.0.1:{port}/x"])
def test_not_even_the_administrator_reads_files_or_addresses(running: Path, address: str) -> None:
    found = embedded.ensure(running)
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        with pytest.raises(ClientError) as refused:
            rows(found, f"LOAD CSV FROM '{address.format(port=canary.getsockname()[1])}' AS line RETURN line")
        assert refused.value.code == FORBIDDEN
        with pytest.raises(TimeoutError):
            canary.accept()


def test_a_long_question_of_the_reader_is_ended(running: Path) -> None:
    found = embedded.ensure(running)
    begun = time.monotonic()
    with pytest.raises(ClientError) as ended:
        rows(found, "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b RETURN sum(a % (b + 1))", reader=True)
    assert ended.value.code == "Neo.ClientError.Transaction.Terminated"
    assert time.monotonic() - begun < 5
    assert rows(found, "RETURN 1", reader=True) == [[1]]


@pytest.mark.thorough
def test_lost_passwords_are_replaced(place: Path) -> None:
    at = filled(place, clean=True)
    old = json.loads(at.accounts.read_text())
    at.accounts.unlink()
    found = embedded.ensure(place)
    assert not {found.password, found.reader_password} & set(old.values())
    assert rows(found, "MATCH (n) RETURN count(n)", reader=True) == [[1]]


def test_a_setting_that_does_not_hold_ends_the_start(place: Path) -> None:
    key, value = "arcadedb.opencypher.loadCsv.allowFileUrls", "true"
    embedded_checks.make_folder(embedded_place.layout(place))
    code = ("from stakeholder_map.embedded import engine, flags\n"
            "options = flags.Java.options\n"
            f"flags.Java.options = lambda java, cache: [*options(java, cache), '-D{key}={value}']\n"
            "code = engine.main(sys.argv[1])\n"
            "print(code, flush=True)\n"
            "engine.os._exit(code)")
    out, _ = python(code, place).communicate(timeout=60)
    assert out.split()[-1] == "4"
    assert key in json.loads(embedded_place.layout(place).failure.read_text())["message"]
    assert not (place / "bolt.json").exists()


def test_leftovers_of_killed_engines_are_removed_from_the_cache(tmp_path: Path) -> None:
    names = {"new.1.tmp": 0, "old.2.tmp": 2 * embedded_flags.HOUR, "used.aot": 2 * embedded_flags.HOUR,
             "forgotten.aot": 2 * embedded_flags.MONTH}
    for name, age in names.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    embedded_flags.remove_stale(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"new.1.tmp", "used.aot"}
