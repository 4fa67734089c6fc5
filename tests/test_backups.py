"""`store backup`, `verify`, `restore` and `copy` as people use them, on every engine."""

from __future__ import annotations

import json
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import embedded
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store, reading

from .engines import Engine
from .lists import crowd, listed, person
from .program import COMPLETE, Commands

DAY = date(2026, 1, 1)


@pytest.fixture
def run(engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The command line for the store, in which there are some facts."""
    apply(store, plan(store, crowd(30, 60), as_of=DAY))
    apply(store, plan(store, crowd(30, 60, strength=2), as_of=date(2026, 2, 1)))
    return Commands(engine, monkeypatch, capsys)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """A folder for another store, whose engine is stopped afterwards."""
    yield tmp_path / "target"
    embedded.stop(tmp_path / "target")


def digest(place: Path) -> str:
    with Store.open(place) as opened:
        return opened.digest()


def test_a_store_goes_into_a_file_and_back(run: Commands, store: Store, tmp_path: Path, target: Path) -> None:
    file = tmp_path / "x.backup"
    said = run("store", "backup", file)
    assert (said.code, said.err) == (0, "")
    assert "90 facts of 2 imports" in said.out
    assert "is whole" in run("store", "verify", file).out
    assert run("--store", target, "store", "restore", file).code == 0
    assert digest(target) == store.digest()
    assert run("store", "backup", file).code == 0, "an older backup of the same name is replaced"


def test_a_store_is_copied_to_another_place(run: Commands, store: Store, second: Engine) -> None:
    target = Path(second.place)
    said = run("store", "copy", target)
    assert said.code == 0
    assert store.digest()[:16] in said.out
    assert digest(target) == store.digest()
    again = run("store", "copy", target)
    assert again.code == 2
    assert "is not empty" in again.err


def test_a_store_that_holds_something_is_replaced_only_when_asked(run: Commands, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "x.backup"
    run("store", "backup", file)
    old = store.digest()
    apply(store, plan(store, listed(person("zoe", "hr"), source="hr"), as_of=DAY))
    new = store.digest()
    refused = run("store", "restore", file)
    assert (refused.code, store.digest()) == (2, new)
    assert "--replace" in refused.err
    assert run("store", "restore", file, "--replace").code == 0
    assert store.digest() == old
    (aside,) = tmp_path.glob("x-before-*.backup")
    assert run("store", "restore", aside, "--replace").code == 0
    assert store.digest() == new


def test_no_flipped_byte_reaches_a_store(run: Commands, store: Store, tmp_path: Path) -> None:
    file, chance = tmp_path / "x.backup", random.Random(2)
    run("store", "backup", file)
    whole, before = file.read_bytes(), store.digest()
    places = [0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(8))]
    damaged = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:] for at in places]
    for data in (*damaged, whole[:-1], whole[:100], b"", whole + b"x"):
        file.write_bytes(data)
        for command in (["verify", file], ["restore", file], ["restore", file, "--replace"]):
            said = run("store", *command)
            assert said.code == 2
            assert "is damaged, or no backup" in said.err
    assert store.digest() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("command", [["verify"], ["restore"]])
def test_a_missing_file_is_said_before_anything_else(run: Commands, target: Path, command: list[str]) -> None:
    said = run("--store", target, "store", *command, "nothing.backup")
    assert said.code == 2
    assert "There is no file" in said.err
    assert not target.exists()


def test_a_mistyped_store_does_not_become_an_empty_backup(run: Commands, tmp_path: Path) -> None:
    for command in (["backup", tmp_path / "x.backup"], ["copy", tmp_path / "other"]):
        said = run("--store", tmp_path / "nowhere", "store", *command)
        assert said.code == 2
        assert "There is no store in" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said(run: Commands, tmp_path: Path) -> None:
    said = run("store", "backup", tmp_path / "no folder" / "x.backup")
    assert said.code == 2
    assert "cannot be written: No such file or directory" in said.err
    assert run("store", "backup", tmp_path).code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_full_disk_is_said_and_leaves_nothing(run: Commands, tmp_path: Path) -> None:
    import resource

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    ended = subprocess.run([sys.executable, "-c", COMPLETE, "store", "backup", tmp_path / "x.backup"], text=True,
                           preexec_fn=little, capture_output=True, check=False, cwd=Path(__file__).parent.parent)
    assert ended.returncode == 2
    assert "x.backup cannot be written: File too large" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_newer_backup_is_refused(run: Commands, store: Store, tmp_path: Path, target: Path,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    run("store", "backup", tmp_path / "x.backup")
    monkeypatch.setattr(reading, "SCHEMA", 0)
    said = run("--store", target, "store", "restore", tmp_path / "x.backup")
    assert said.code == 2
    assert "newer version of the program" in said.err
    assert not target.exists()


def test_an_address_that_does_not_answer_is_said(run: Commands, tmp_path: Path) -> None:
    run("store", "backup", tmp_path / "x.backup")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
    for command in (["--store", nowhere, "store", "backup", tmp_path / "y.backup"],
                    ["--store", nowhere, "store", "restore", tmp_path / "x.backup"], ["store", "copy", nowhere]):
        said = run(*command)
        assert said.code == 3
        assert f"Nobody answers at {nowhere}." in said.err
    assert list(tmp_path.iterdir()) == [tmp_path / "x.backup"]


def test_the_imports_are_listed(run: Commands, store: Store) -> None:
    found = json.loads(run("store", "imports", "--json").out)
    assert found["schema"] == "stakeholder-map/store-imports/1"
    assert [(row["source"], row["as_of"], row["state"], row["counts"]) for row in found["rows"]] == [
        ("crm", "2026-02-01", "done", {"created": 0, "changed": 60, "closed": 0}),
        ("crm", "2026-01-01", "done", {"created": 90, "changed": 0, "closed": 0})]
    shown = run("store", "imports").out
    assert all(row["id"] in shown for row in found["rows"])
