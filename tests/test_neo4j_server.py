"""The Neo4j of the tests: which Java runs it, and what it may not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError

from .engines import Engine
from .neo4j import java
from .neo4j.server import Release, UnavailableError, running


def kit(folder: Path, version: str, *, compiler: bool = True) -> None:
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
    (folder / "bin" / "java").touch()
    if compiler:
        (folder / "bin" / "javac").touch()


def test_the_oldest_kit_that_fits_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, version in (("a", "25.0.1"), ("b", "21.0.4"), ("c", "17.0.15"), ("d", "11.0.2")):
        kit(tmp_path / name, version)
    kit(tmp_path / "no-compiler", "18", compiler=False)
    monkeypatch.setattr(java, "FOLDERS", (f"{tmp_path}/*",))
    monkeypatch.setenv("PATH", "")
    for name in [name for name in java.os.environ if name.startswith("JAVA_HOME")]:
        monkeypatch.delenv(name)
    found = [java.find_jdk(oldest) for oldest in (17, 18, 22, 26)]
    assert [kit and kit.version for kit in found] == [17, 21, 25, None]


def test_without_java_the_reason_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="no development kit of Java 99 or newer found"), \
            running(Release("5.26.30", java=99)):
        pass


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x", "http://[::1]:9/x"])
def test_statements_read_no_files_and_no_addresses(engine: Engine, address: str) -> None:
    at = engine.address
    with (GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver,
          pytest.raises(ClientError, match=r"allow_csv_import|blocklist|disabled|not allowed|denied")):
        driver.execute_query("LOAD CSV FROM $address AS row RETURN row", address=address, database_=at.database)
