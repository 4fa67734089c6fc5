"""Fixtures of all tests: `store` on every engine, `place` for tests that want a store folder of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from stakeholder_map import embedded

from .commands import Run, caller
from .engines import REQUIRE, SECOND, STARTS, TITLES, Engine, Engines
from .neo4j.server import UnavailableError
from .thorough import THOROUGH, VARIABLE, examples

if TYPE_CHECKING:
    from stakeholder_map.store import Store

settings.register_profile(
    "tests", deadline=None, max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("tests")

_ENGINES = pytest.StashKey[Engines]()
_LEFT_OUT = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def engines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """The engines of this run, started on demand and stopped at its end."""
    found = Engines(tmp_path_factory.mktemp("engines"))
    request.config.stash[_ENGINES] = found
    with found.stack:
        yield found


@pytest.fixture(scope="session", params=list(STARTS))
def engine(request: pytest.FixtureRequest, engines: Engines) -> Engine:
    """One engine after the other; one that cannot be had is left out, and the end of the run says so."""
    try:
        return engines.get(request.param)
    except UnavailableError as reason:
        if request.param == "neo4j" and os.environ.get(REQUIRE):
            pytest.fail(f"{REQUIRE} is set, but there is no Neo4j: {reason}", pytrace=False)
        pytest.skip(str(reason))


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    """An open, prepared, empty store on each engine."""
    from stakeholder_map.store import Store

    engine.empty()
    with Store.open(engine.place, **engine.account) as opened:
        opened.prepare()
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder for an embedded store of the test's own; its engine is stopped afterwards."""
    folder = tmp_path / "store"
    yield folder
    if folder.is_dir():
        embedded.stop(folder)


LONGEST = ("cli", "explorer", "ask", "embedded", "copying", "pages", "half", "exports_folder", "backups", "console",
           "aliases", "embedded_selftest", "words", "plan", "exports", "merge", "store", "project", "reports")
"""The files whose tests take long, the longest first: begun last, one of them would keep a process busy alone."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a quarter of the time for a few tests is for those who change the engine, and for CI."""
    order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))
    if not THOROUGH:
        for item in items:
            if item.get_closest_marker("thorough"):
                item.add_marker(pytest.mark.skip(reason=f"{VARIABLE} is not set"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which engines the tests were not run on."""
    if not THOROUGH:
        terminalreporter.write_line(
            "Tests that kill engines, keep them waiting or try every width were left out, and two of three random "
            f"examples: set {VARIABLE}=1 for them.")
    for name, reason in _left_out(config).items():
        terminalreporter.write_line(f"{TITLES[name]} tests were left out: {reason}.", yellow=True)


def _left_out(config: pytest.Config) -> dict[str, str]:
    """Engine -> why it could not be had, here or in the processes that a run was spread over."""
    found = config.stash.get(_ENGINES, None)
    return config.stash.get(_LEFT_OUT, {}) | (found.left_out if found else {})


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes hands over what the summary has to say."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["left_out"] = _left_out(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes what one of several processes hands over; nothing from one that was killed."""
    told = getattr(node, "workeroutput", {}).get("left_out", {})
    node.config.stash.setdefault(_LEFT_OUT, {}).update(told)


@pytest.fixture(scope="session")
def own(engines: Engines) -> Engine:
    """The embedded engine of this process, for what is tested on it alone; it may hold what another test left."""
    try:
        return engines.get("embedded")
    except UnavailableError as reason:
        pytest.skip(str(reason))


@pytest.fixture
def second(engines: Engines) -> Engine:
    """Another embedded engine with an empty store, for what goes from one store to another."""
    try:
        found = engines.get(SECOND)
    except UnavailableError as reason:
        pytest.skip(str(reason))
    found.empty(keep_prepared=False)
    return found


@pytest.fixture
def run(own: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command line on an embedded store in which nothing is, as before anybody's first command."""
    own.empty(keep_prepared=False)
    return caller(Path(own.place), capsys, monkeypatch)


@pytest.fixture(scope="module")
def home(own: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the tests of a file that build on one another; the store is empty before the first of them."""
    own.empty(keep_prepared=False)
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def command(home: Path, own: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command line on the store of the tests of a file that build on one another."""
    return caller(Path(own.place), capsys, monkeypatch)
