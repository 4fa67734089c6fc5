"""Shared by the tests of the embedded engine: drivers, other programs, kills, and damaged stores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from stakeholder_map import embedded
from stakeholder_map.embedded import Rendezvous
from stakeholder_map.embedded import place as embedded_place

REASON = embedded.available()
NEEDED = pytest.mark.skipif(REASON is not None, reason=str(REASON))
UNIX = pytest.mark.skipif(os.name == "nt", reason="signals and file modes of Unix")


def driver(found: Rendezvous, *, reader: bool = False) -> Driver:
    """A driver that does not repeat what failed."""
    user, password = (found.reader_user, found.reader_password) if reader else (found.user, found.password)
    return GraphDatabase.driver(found.uri, auth=(user or "", password or ""), max_transaction_retry_time=0)


def rows(found: Rendezvous, statement: str, *, reader: bool = False) -> list[list[object]]:
    """The rows of one statement."""
    with driver(found, reader=reader) as opened:
        return [record.values() for record in opened.execute_query(statement, database_=found.database).records]


def count(found: Rendezvous) -> int:
    """How many nodes there are."""
    return int(str(rows(found, "MATCH (n) RETURN count(n)")[0][0]))


def python(code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Another program that uses the engine."""
    command = [sys.executable, "-c", f"import sys; from stakeholder_map import embedded\n{code}", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment)


def killed(found: Rendezvous, *, after: float = 0) -> None:
    """Kill the engine, after some seconds, as hard as the system can."""
    time.sleep(after)
    os.kill(found.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def eventually(condition: Callable[[], object], seconds: float = 30) -> bool:
    """Whether `condition()` comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def filled(place: Path, *, clean: bool) -> embedded_place.Layout:
    """A store with a person in it whose engine was stopped, or killed."""
    found = embedded.ensure(place)
    rows(found, "CREATE (:Person {key: 'a'})")
    if clean:
        embedded.stop(place)
    else:
        killed(found)
    at = embedded_place.layout(place)
    assert eventually(lambda: not embedded.owned(at))
    return at
