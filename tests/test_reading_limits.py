"""Files made to do harm are refused in words, fast and in little memory; nothing is written beside them."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.tables import read_tables

Told = dict[str, tuple[float, float, str]]
SECONDS, MEGABYTES = 2.0, 200
MEASURE = """
import json, sys, time
from pathlib import Path
from stakeholder_map import importers
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

importers.formats()
for path in map(Path, sys.argv[1:]):
    start = time.process_time()
    try:
        importers.read([path], importers.Options(ours=("Us",)), Directory())
        said = "it was read"
    except InputError as error:
        said = error.message
    print(json.dumps([time.process_time() - start, peak(), said]), flush=True)
"""


def _book(parts: dict[str, bytes] | None = None, replaced: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """A workbook with more parts, or with some of its own replaced."""
    made, out = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["name", "title"])
    book.active.append(["Ana", "Head"])
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, replaced(name, part) if replaced else part)
        for name, part in (parts or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def _sheet(change: Callable[[bytes], bytes]) -> bytes:
    return _book(replaced=lambda name, part: change(part) if name.endswith("sheet1.xml") else part)


def _lying_bomb() -> bytes:
    """A part of 155 MB that says it has 1,000 bytes."""
    raw = _book({"xl/media/a.bin": b"\0" * 112_000_000})
    return raw.replace((112_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


def _laughs(before: bytes = b"") -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = before + b'<!DOCTYPE x [<!ENTITY l0 "ha">' + entities + b"]>"
    return _sheet(lambda part: part.replace(b"<worksheet", doctype + b"<worksheet", 1).replace(b"</c>", b"&l9;</c>", 1))


def _nested() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.zip", _book())
    return out.getvalue()


DEEP = b"[" * 200_000 + b"]" * 200_000
HARMFUL: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("x.xlsx", lambda: _book({"xl/media/a.bin": b"\0" * 160_000_000}), "unpacks to"),
    "zip with many parts": ("x.xlsx", lambda: _book({f"x/{n}": b"" for n in range(5_100)}), "parts"),
    "sheet with a row of 300,000 cells": (
        "x.xlsx", lambda: _sheet(lambda p: p.replace(b"</row>", b'<c t="n"><v>1</v></c>' * 300_000 + b"</row>", 1)),
        "columns"),
    "archive in an archive": ("x.xlsx", _nested, "not an Excel workbook"),
    "entities that multiply": ("x.xlsx", _laughs, "document type"),
    "entities behind a long comment": ("x.xlsx", lambda: _laughs(b"<!--" + b" " * 9_000 + b"-->"), "document type"),
    "no archive": ("x.xlsx", lambda: b"PK\x03\x04" + b"x" * 1_000, "cannot be read as a workbook"),
    "text called a workbook": ("x.xlsx", lambda: b"name,title\nAna,Head\n", "not a workbook"),
    "password": ("x.xlsx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5_000, "password"),
    "picture called CSV": ("people.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400, ""),
    "hundred thousand columns": ("people.csv", lambda: b",".join(b"c%d" % n for n in range(100_000)), "columns"),
    "row of a million cells": ("people.csv", lambda: b"name,title\nAna,x\n" + b"," * 1_000_000 + b"x\n", "columns"),
    "endless line": ("people.csv", lambda: b"name,title\n" + b"x" * 12_000_000, "longer than"),
    "endless line of commas": ("people.csv", lambda: b"name,title\n" + b"," * 12_000_000, "longer than"),
    "endless cell": ("people.csv", lambda: b'name\n"' + b"x\n" * 2_000_000, "a cell is longer"),
    "quote that is never closed": ("people.csv", lambda: b'name,title\nAna,"x\n' + b"b,c\n" * 2_000, "never closed"),
    "deep JSON": ("x.json", lambda: b'{"persons": ' + DEEP + b"}", ""),
    "JSON without end": ("x.json", lambda: b"[" * 1_000_000, ""),
    "XML with entities": ("x.graphml", lambda: b'<!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml>&a;</graphml>',
                          ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What one process needed for each harmful file, one after the other, and what it said; it wrote nothing."""
    home = tmp_path_factory.mktemp("harm")
    paths = []
    for n, (name, content, _) in enumerate(HARMFUL.values()):
        paths.append(home / str(n) / name)
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(content())
    run = subprocess.run([sys.executable, "-c", MEASURE, *paths], cwd=home, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert sorted(p for p in home.rglob("*") if p.is_file()) == sorted(paths)
    return dict(zip(HARMFUL, (tuple(json.loads(line)) for line in run.stdout.splitlines()), strict=True))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux")
@pytest.mark.parametrize("what", HARMFUL)
def test_harmful_files_are_refused_fast_and_in_little_memory(told: Told, what: str) -> None:
    seconds, peak, said = told[what]
    assert said != "it was read"
    assert HARMFUL[what][2] in said
    assert len(said) < 500
    assert seconds < SECONDS
    assert peak < MEGABYTES


@pytest.mark.parametrize("member", ["../evil.txt", "/tmp/evil-of-a-test.txt", "..\\evil.txt", "xl/../../evil.txt"])
def test_parts_that_point_elsewhere_are_never_unpacked(tmp_path: Path, member: str) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "people.xlsx"
    path.write_bytes(_book({member: b"harm"}))
    assert read_tables(path)[0].header == ("name", "title")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["people.xlsx"]
    assert not Path("/tmp/evil-of-a-test.txt").exists()


def test_a_part_that_is_larger_than_it_says_is_not_unpacked_whole(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(_lying_bomb())
    with contextlib.suppress(InputError):
        assert read_tables(path)[0].header == ("name", "title")


def test_formulas_are_texts_and_never_calculated(tmp_path: Path) -> None:
    made = io.BytesIO()
    book = Workbook()
    for row in (["name", "title"], ["=1+1", "=WEBSERVICE(\"http://canary.example\")"], ["'=2+2", "@SUM(A1)"]):
        book.active.append(row)
    book.save(made)
    (tmp_path / "people.xlsx").write_bytes(made.getvalue())
    (tmp_path / "people.csv").write_text('name,title\n=1+1,"=WEBSERVICE(""http://canary.example"")"\n')
    workbook, text = (read_tables(tmp_path / f"people.{ending}")[0] for ending in ("xlsx", "csv"))
    assert [row.cells for row in workbook.rows] == [("'=2+2", "@SUM(A1)")]
    assert "formulas have no computed value" in workbook.problems[0].message
    assert text.rows[0].cells == ("=1+1", '=WEBSERVICE("http://canary.example")')
