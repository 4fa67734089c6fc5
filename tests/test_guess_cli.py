"""`import --guess` and mappings that are used again for the same headers, on the embedded engine."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from stakeholder_map.errors import InputError
from stakeholder_map.importers.remembered import fingerprint, recall, remember

from .commands import Run

CONTACTS = (
    "Forename,Surname,Employer,Account manager\n"
    "Ana,Bell,Acme Foods Ltd,Bea Long\nBo,Lee,Acme Foods Ltd,Bea Long\n"
)
MAPPING = '[[people]]\nfile = "a.csv"\nname = "Full"\n'


@pytest.fixture
def run(home: Path, command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    return command


def test_guess_write_check_import_and_import_again(run: Run, home: Path) -> None:
    june, july, mapping = home / "june.csv", home / "july.csv", home / "contacts.toml"
    june.write_text(CONTACTS)
    shown = run("import", june, "--guess")
    written = run("import", june, "--guess", "--to", mapping)
    assert shown.code == written.code == 0
    assert shown.out == mapping.read_text("utf-8")
    assert f"stakeholder-map import {june} --mapping {mapping}" in written.out
    again = run("import", june, "--guess", "--to", mapping)
    assert (again.code, "is there already" in again.err) == (2, True)

    dry = run("import", june, "--mapping", mapping, "--ours", "Our Trust", "--dry-run")
    assert dry.code == 0
    july.write_text(CONTACTS.replace("Bo,Lee", "Cy,Wu"))
    unknown = run("import", july)
    assert unknown.code == 2, "a dry run remembers nothing"

    assert run("import", june, "--mapping", mapping, "--ours", "Our Trust").code == 0
    (copy,) = (home / "data" / "stakeholder-map" / "mappings").rglob("*.toml")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    second = run("import", july, "--close", "--json")
    assert second.code == 0
    assert "read with the mapping contacts.toml" in second.err.replace("\n", " ")
    assert str(copy) in second.err.replace("\n", "")
    counts = json.loads(second.out)
    assert counts["counts"]["people"]["created"] == 1, "the same source goes on, and Cy is new"
    assert run("import", july, "--format", "plain").code == 2


def test_a_file_of_a_known_format_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    plain, known = tmp_path / "x.csv", tmp_path / "y.csv"
    plain.write_text(CONTACTS)
    known.write_text("Post Unique Reference,Name,Grade,Job Title,Organisation,Reports to Senior Post\n"
                     "1,Ana Bell,X,Head,Us,XX\n")
    assert "known" not in run("import", plain, "--guess").err
    assert "The format organogram knows such files" in run("import", known, "--guess").err


def test_nothing_recognised_is_said_with_the_headers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Widget,Price\nA1,3\nB2,4\n")
    said = run("import", tmp_path / "x.csv", "--guess")
    assert said.code == 2
    assert "Widget, Price" in said.err
    assert run("import", "--guess").code == 2
    assert run("import", tmp_path / "x.csv", "--to", tmp_path / "y.toml").code == 2
    assert not (tmp_path / "y.toml").exists()


def test_headers_decide_not_names_rows_or_capitals(tmp_path: Path) -> None:
    one, two, three, rejects = (tmp_path / f"{name}.csv" for name in ("one", "two", "three", "rejects"))
    one.write_text("Full Name;E-Mail\nAna;a@x.org\n")
    two.write_text("A list of 2026,\nfull_name,e-mail\n")
    three.write_text("E-Mail,Full Name\n")
    rejects.write_text("_source,_sheet,_file,_line,_column,_reason,Full Name,E-mail\n")
    assert fingerprint([one]) == fingerprint([two]) != fingerprint([three])
    assert fingerprint([one, three]) == fingerprint([three, one])
    assert fingerprint([rejects]) == ""


def test_the_last_mapping_used_is_the_one_remembered(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.csv", tmp_path / "kept"
    file.write_text("Full,Tel\nAna,1\n")
    assert recall([file], kept) is None
    for name in ("first", "second"):
        (tmp_path / f"{name}.toml").write_text(MAPPING)
        remember([file], tmp_path / f"{name}.toml", kept)
    found = recall([file], kept)
    assert found
    assert found.name == "second.toml"
    assert found.read_text() == MAPPING
    remember([file], found, kept)
    assert recall([file], kept) == found
    assert [path.name for path in kept.rglob("*.toml")] == ["second.toml"]


def test_mappings_that_come_with_the_program_are_not_copied(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Full,Tel\nAna,1\n")
    remember([tmp_path / "a.csv"], Path("salesforce-npsp"), tmp_path / "kept")
    assert recall([tmp_path / "a.csv"], tmp_path / "kept") is None


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Full,Tel\nAna,1\n")
    (tmp_path / "m.toml").write_text(MAPPING)
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(InputError, match="cannot be kept"):
        remember([tmp_path / "a.csv"], tmp_path / "m.toml", tmp_path / "kept")
