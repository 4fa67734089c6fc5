"""Imports in parts that are killed half way: everybody is told, and --resume or --undo ends it, on every engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from stakeholder_map import embedded
from stakeholder_map import plan as planning
from stakeholder_map.errors import ConflictError
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store, copying
from stakeholder_map.store.archive_reading import Backup, opened

from .engines import Engine
from .lists import crowd, listed, person
from .neo4j.server import Address
from .program import SMALL_PARTS, Commands
from .proxies import losing
from .test_cli import folder

DAY = date(2026, 1, 1)
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
AS_OF = ("--as-of", "2026-06-30")
MANY = 300
PAUSE = 0.02
"""Seconds between two looks at an import: looking all the time would take the engine from it."""


@pytest.fixture
def run(engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(engine, monkeypatch, capsys)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two hundred facts in this process too."""
    monkeypatch.setattr(planning, "MOST", 400)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """What is in the store before: two organisations, two people who know each other, and their partnership."""
    return folder(tmp_path / "few", organisations="id,name,ours\nus,Our Trust,yes\nacme,Acme Foods,no\n",
                  people="id,name,organisation\nana,Ana Silva,us\nxan,Xan Abel,acme\n",
                  ties="from,to,last_contact\nana,xan,2026-05-01\n",
                  partnerships="id,name,organisations\np1,Surplus Food,us;acme\n")


@pytest.fixture
def many(tmp_path: Path, few: Path) -> Path:
    """The same, of another day, with three hundred people more."""
    people = "".join(f"p{n},Person {n},{'us' if n % 2 else 'acme'}\n" for n in range(MANY))
    ties = "".join(f"p{n},p{n + 1},2026-06-01\n" for n in range(1, MANY - 1, 2))
    return folder(tmp_path / "many", organisations=(few / "organisations.csv").read_text(),
                  people=(few / "people.csv").read_text().replace("Xan Abel", "Xan Abelson") + people,
                  ties=(few / "ties.csv").read_text() + ties, partnerships=(few / "partnerships.csv").read_text())


def killed_half_way(run: Commands, store: Store, engine: Engine, many: Path, *, also_engine: bool = False) -> None:
    """Import, and kill that, or its engine first, as soon as the first part is in the store."""
    with run.start("import", many, *AS_OF, program=SMALL_PARTS) as process:
        until = time.monotonic() + 100
        while not store.unfinished():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(PAUSE)
        if also_engine:
            running = embedded.status(Path(engine.place))
            assert running is not None
            process.send_signal(signal.SIGSTOP)
            os.kill(running.pid, signal.SIGKILL)
        process.kill()
    while True:  # a commit that was under way may still get through
        version = store.version()
        time.sleep(0.3)
        if store.version() == version:
            break
    assert store.unfinished(), "it was killed too late"


@UNIX
@pytest.mark.thorough
def test_everybody_is_told_until_it_is_finished(run: Commands, store: Store, engine: Engine, few: Path, many: Path,
                                                tmp_path: Path, small_parts: None) -> None:
    assert run("import", few, *AS_OF).code == 0
    before = store.digest()
    assert run("import", many, *AS_OF).code == 0
    whole = store.digest()
    assert run("import", "--undo", "last").code == 0
    assert store.digest() == before
    killed_half_way(run, store, engine, many)
    said = "The store holds half an import of 'plain' of 2026-06-30."
    report = tmp_path / "report.html"
    for command in (["redundancy"], ["ties"], ["ask", "find", "--text", "ana"], ["report", "--to", report]):
        assert run(*command).out.startswith(said), command
        told = run(*command, "--json")
        assert said in told.err
        assert json.loads(told.out)["schema"]
    assert said in run("ask", "find", "--text", "ana", "--csv").err
    assert "may be incomplete" in report.read_text(encoding="utf-8")
    assert "--undo" in run("import", few, *AS_OF).err
    assert run("store", "status").code == 3
    assert run("store", "backup", tmp_path / "x.backup").code == 3
    states = [row["state"] for row in json.loads(run("store", "imports", "--json").out)["rows"]]
    assert states == ["half", "undo", "undone", "done"]
    assert "not the files" in run("import", few, "--resume").err
    assert run("import", many, "--resume", "--dry-run").code == 0
    finished = run("import", many, "--resume")
    assert (finished.code, store.digest()) == (0, whole)
    assert said not in run("redundancy").out


@UNIX
def test_half_an_import_is_taken_back(run: Commands, store: Store, engine: Engine, few: Path, many: Path,
                                      small_parts: None) -> None:
    run("import", few, *AS_OF)
    before = store.digest()
    killed_half_way(run, store, engine, many)
    half = store.unfinished()
    assert half is not None
    said = run("import", "--undo", half.group, "--json")
    told = json.loads(said.out)
    assert (said.code, told["schema"], told["undone"]) == (0, "stakeholder-map/import-undo/1", half.group)
    assert told["rows"] == []
    assert store.digest() == before
    assert store.unfinished() is None


@pytest.mark.thorough
@UNIX
def test_an_engine_killed_between_parts_loses_nothing(place: Path, few: Path, many: Path, small_parts: None,
                                                      monkeypatch: pytest.MonkeyPatch,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    """An engine of its own: the others serve all tests. bench/kills_import.py kills a Neo4j."""
    engine = Engine("embedded", place, {}, Address("", "", ""))
    run = Commands(engine, monkeypatch, capsys)
    run("import", few, *AS_OF)
    run("import", many, *AS_OF)
    with Store.open(place) as store:
        whole = store.digest()
        run("import", "--undo", "last")
        killed_half_way(run, store, engine, many, also_engine=True)
        assert run("import", many, "--resume").code == 0
        assert store.digest() == whole


def test_what_stays_is_named(run: Commands, store: Store, few: Path, tmp_path: Path) -> None:
    """Taken back is what nobody stated again: the later import and the tie of another list keep theirs."""
    run("import", few, *AS_OF)
    first = json.loads(run("store", "imports", "--json").out)["rows"][0]["id"]
    apply(store, plan(store, listed(person("ana", "hr"), source="hr"), as_of=DAY))
    again = folder(tmp_path / "again", organisations=(few / "organisations.csv").read_text(),
                   people="id,name,organisation\nana,Ana Silva-Roe,us\n")
    run("import", again, "--as-of", "2026-07-01", "--keep")
    said = run("import", "--undo", first)
    assert said.code == 0
    assert "Ana Silva-Roe (plain:ana)" in said.out
    assert "Xan Abel" not in said.out
    assert "Surplus Food" not in said.out
    assert {props["name"] for _, props in store.facts().nodes if "name" in props} == {
        "Ana", "Ana Silva-Roe", "Our Trust", "Acme Foods"}


@pytest.mark.parametrize(("words", "told"), [
    (["--undo", "nothing"], "no import with the ID 'nothing'"), ([], "nothing to import"),
    (["--undo", "last", "folder"], "with --undo none"), (["--resume"], "nothing to import")])
def test_wrong_words_are_explained(run: Commands, words: list[str], told: str) -> None:
    said = run("import", *words)
    assert said.code == 2
    assert told in said.err


def test_nothing_is_resumed_where_nothing_stopped(run: Commands, store: Store, few: Path) -> None:
    said = run("import", few, "--resume")
    assert said.code == 2
    assert "no half import" in said.err
    assert store.counts() == {}


def test_a_dry_run_leaves_everything_as_it_is(run: Commands, store: Store, few: Path, many: Path) -> None:
    run("import", few, *AS_OF)
    before, imports = store.digest(), store.imports()
    assert run("import", many, *AS_OF, "--dry-run").code == 0
    assert (store.digest(), store.imports()) == (before, imports)


@pytest.mark.thorough
def test_every_answer_to_a_commit_is_lost(store: Store, engine: Engine, small_parts: None, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """An import in parts, taking it back, and filling from a backup: the ledger decides each time."""
    batch, address = crowd(300, 500), engine.address
    at = urlsplit(address.uri)
    monkeypatch.setattr(copying, "MOST", 200)
    with losing((at.hostname or "", at.port or 0)) as proxy, Store.open(
            f"bolt://127.0.0.1:{proxy.port}", user=address.user, password=address.password,
            database=address.database) as far:

        def arm(done: int, total: int) -> None:
            proxy.armed = True

        apply(far, plan(far, batch, as_of=DAY), progress=arm)
        whole, lost = store.digest(), proxy.lost
        assert (lost, store.counts(), store.unfinished()) == (4, {"KNOWS": 500, "Person": 300}, None)
        assert [entry.part for entry in store.imports()] == [4, 3, 2, 1]
        copying.backup(store, tmp_path / "x.backup")
        undo(far, progress=arm)
        assert (store.counts(), store.unfinished()) == ({}, None)
        engine.empty()
        proxy.armed = True
        with opened(tmp_path / "x.backup") as file:
            copying.restore(Backup(file, "x"), far, progress=arm)
        assert proxy.lost >= lost + 6
    assert (store.digest(), store.unfinished()) == (whole, None)


def test_a_second_import_waits_for_all_parts_of_the_first(store: Store, engine: Engine, small_parts: None) -> None:
    failed: list[Exception] = []

    def work(source: str) -> None:
        try:
            with Store.open(engine.place, **engine.account) as own:
                apply(own, plan(own, crowd(300, 500, source), as_of=DAY))
        except ConflictError as error:
            failed.append(error)

    threads = [Thread(target=work, args=(source,)) for source in ("crm", "hr", "erp")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.counts() == {"KNOWS": 1500, "Person": 900}
    assert store.unfinished() is None
    assert len({entry.group for entry in store.imports()}) == 3


def test_an_interrupted_import_in_parts_says_how_to_go_on(run: Commands, store: Store, many: Path) -> None:
    with run.start("import", many, *AS_OF, program=SMALL_PARTS) as process:
        while not store.unfinished():
            assert process.poll() is None, process.communicate()
            time.sleep(PAUSE)
        process.send_signal(signal.SIGINT)
        try:
            _, told = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert process.returncode == 130, told
    assert "import --resume" in told
    assert "Traceback" not in told
