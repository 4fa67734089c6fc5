"""The engines that tests run on: each is started once per run, on demand, and emptied before a test uses it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from neo4j import GraphDatabase

from stakeholder_map import embedded, queries
from stakeholder_map.embedded.flags import Java, StartCache
from stakeholder_map.store import SCHEMA

from .neo4j.java import find_jdk
from .neo4j.server import LONG_TERM, NEWEST, Address, UnavailableError, running

URI = "STAKEHOLDER_MAP_TEST_URI"
REQUIRE = "STAKEHOLDER_MAP_REQUIRE_NEO4J"
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Engine:
    """A running engine: what Store.open needs for it, and where the driver finds it."""

    name: str
    place: str | Path
    account: dict[str, str]
    address: Address

    def empty(self, *, keep_prepared: bool = True) -> None:
        """Delete every fact and the whole ledger; constraints stay, and with them the mark of a prepared store."""
        at = self.address
        with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
            held = driver.execute_query("MATCH (l:Ledger) RETURN l.schema", database_=at.database).records
            driver.execute_query("MATCH (n) DETACH DELETE n", database_=at.database)
            if held and keep_prepared:
                driver.execute_query(queries.get("ledger/begin").text, schema=SCHEMA, database_=at.database)


SECOND = "second"
"""Another embedded engine, for tests that need two stores, or one of which nobody knows anything."""

TITLES = {"embedded": "Embedded engine", SECOND: "Second embedded engine", "neo4j": "Neo4j",
          "neo4j-newest": f"Neo4j {NEWEST.version}"}
"""What the report at the end of a run calls each engine."""

Start = Callable[[Path], AbstractContextManager[Engine]]


@dataclass
class Engines:
    """Starts each engine at most once and remembers why one could not be had."""

    folder: Path
    started: dict[str, Engine] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    def get(self, name: str) -> Engine:
        """The running engine; raises UnavailableError, at once when it failed before."""
        if name in self.left_out:
            raise UnavailableError(self.left_out[name])
        if name not in self.started:
            try:
                start = STARTS.get(name) or partial(_embedded, name=name)
                self.started[name] = self.stack.enter_context(start(self.folder))
            except UnavailableError as error:
                self.left_out[name] = str(error)
                raise
        return self.started[name]

    def several(self) -> bool:
        """Whether more than one of the engines that tests of the store run on can be had here."""
        had = 0
        for name in STARTS:
            with suppress(UnavailableError):
                self.get(name)
                had += 1
        return had > 1


@contextmanager
def _embedded(folder: Path, name: str = "embedded") -> Iterator[Engine]:
    if reason := embedded.available():
        raise UnavailableError(reason)
    place = folder / name
    _record_start(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STAKEHOLDER_MAP_IDLE", "0")  # a run goes to other engines for a while and comes back
        found = embedded.ensure(place)
    try:
        yield Engine("embedded", place, {}, Address(found.uri, found.user, found.password, found.database))
    finally:
        embedded.stop(place)


def _record_start(folder: Path) -> None:
    """Have the cache for fast starts written before the first engine: each start without it takes four times as long.

    One of several processes does it; the others wait for that.
    """
    with FileLock(folder.parent.parent / "start-cache.lock"):
        cache = StartCache.find(Java.installed())
        if cache is None or cache.ready:
            return
        embedded.ensure(folder / "first")
        embedded.stop(folder / "first")  # it is written after that
        until = time.monotonic() + CACHE_SECONDS
        while not cache.path.exists() and time.monotonic() < until:
            time.sleep(0.05)


@contextmanager
def _neo4j(folder: Path) -> Iterator[Engine]:
    if os.environ.get(URI):
        yield _given()
    else:
        with running(LONG_TERM) as address:
            yield _at("neo4j", address)


@contextmanager
def _newest(folder: Path) -> Iterator[Engine]:
    with running(NEWEST) as address:
        yield _at("neo4j-newest", address)


def _given() -> Engine:
    """The Neo4j that the environment names. It is used only when it holds nothing: tests delete everything in it."""
    of = os.environ.get
    address = Address(of(URI, ""), of(f"{URI[:-4]}_USER", "neo4j"), of(f"{URI[:-4]}_PASSWORD", ""),
                      of(f"{URI[:-4]}_DATABASE", "neo4j"))
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        held = driver.execute_query("MATCH (n) RETURN count(n) AS held", database_=address.database).records[0]["held"]
    if held:
        raise UnavailableError(f"the Neo4j at {address.uri} is not empty, and the tests would delete what it holds")
    return _at("neo4j", address)


def _at(name: str, address: Address) -> Engine:
    account = {"user": address.user, "password": address.password, "database": address.database}
    return Engine(name, address.uri, account, address)


STARTS: dict[str, Start] = {"embedded": _embedded, "neo4j": _neo4j}
if find_jdk(NEWEST.java):
    STARTS["neo4j-newest"] = _newest
"""The engines that tests of the store run on."""
