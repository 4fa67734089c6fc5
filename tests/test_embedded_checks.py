"""Folders that are no store, or no longer one: refused with the path, and left as they are."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from stakeholder_map import embedded
from stakeholder_map.embedded import checks as embedded_checks
from stakeholder_map.embedded import place as embedded_place
from stakeholder_map.errors import StoreError

from .embedded_tools import NEEDED, UNIX, count, filled

pytestmark = NEEDED


def refused(place: Path) -> str:
    """The message and hint with which `place` is refused; nothing may have been started or changed."""
    def files() -> dict[Path, bytes]:
        passing = ("start.lock", "server.lock", "bolt.json", "engine.log", "failure.json")
        return {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and path.name not in passing}

    before = files()
    with pytest.raises(StoreError) as error:
        embedded.ensure(place)
    assert files() == before
    assert embedded.status(place) is None
    assert error.value.hint
    return f"{error.value.message} {error.value.hint}"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("name\nAna\n")
    assert "is, or lies under, a file" in refused(file)
    assert "is, or lies under, a file" in refused(file / "store")


def test_the_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana")
    assert "letter.txt" in refused(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be" in refused(tmp_path / "store")


def test_a_full_disk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_checks, "MIN_FREE_MB", shutil.disk_usage(place.parent).free // 1024**2 + 1024)
    assert "is full" in refused(place)


@pytest.mark.thorough
@UNIX
@pytest.mark.parametrize("clean", [True, False], ids=["stopped", "killed"])
def test_a_damaged_store_is_never_started_over(place: Path, clean: bool) -> None:
    at = filled(place, clean=clean)
    kept = place.parent / "kept"
    shutil.copytree(place, kept)

    def restored() -> None:
        shutil.rmtree(place)
        shutil.copytree(kept, place)

    shutil.rmtree(at.data)
    assert "is missing" in refused(place)
    restored()
    at.marker.unlink()
    assert "store.json is missing" in refused(place)
    restored()
    at.marker.write_text("{")
    assert "store.json cannot be read" in refused(place)
    restored()
    for pattern in ("Person_0.*.bucket", "dictionary.*"):
        next(at.database.glob(pattern)).unlink()
        assert "is missing" in refused(place)
        restored()
    if clean:
        with next(at.database.glob("Person_0.*.bucket")).open("r+b") as file:
            file.truncate(100)
        assert "cut short" in refused(place)
        restored()
    if clean:
        assert count(embedded.ensure(place)) == 1
    else:  # killed between making the file of a new label and noting the label: no damage
        schema = json.loads((at.database / "schema.json").read_text())
        (at.database / "schema.json").write_text(json.dumps(schema | {"types": {}}))
        assert count(embedded.ensure(place)) == 0


@pytest.mark.thorough
def test_a_first_start_that_was_cut_off_is_no_store_yet(place: Path) -> None:
    at = embedded_place.layout(place)
    embedded_checks.make_folder(at)
    embedded_checks.Marker(ready=False, program="", engine="").write(at)
    at.database.mkdir(parents=True)
    (at.database / "schema.json").write_text("{")
    assert count(embedded.ensure(place)) == 0


def test_a_store_of_a_newer_engine_is_refused(place: Path) -> None:
    at = embedded_place.layout(place)
    embedded_checks.make_folder(at)
    embedded_checks.Marker(ready=True, program="", engine="99.1.0").write(at)
    assert "99.1.0" in refused(place)
