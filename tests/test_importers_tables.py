"""Files as tables: encodings, separators, quotes, physical lines, workbooks, and files that are refused."""

from __future__ import annotations

import contextlib
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from stakeholder_map.errors import InputError
from stakeholder_map.importers.files import tables as tables_module
from stakeholder_map.importers.files.tables import Table, read_tables
from stakeholder_map.importers.files.text_tables import decode, parse_text, sniff

from .importing import SHARED

SPECTRUM = SHARED / "hostile-csv-spectrum"
NAUGHTY = SHARED / "hostile-naughty-strings" / "blns.json"


def _one(path: Path) -> Table:
    (table,) = read_tables(path)
    return table


def _text(tmp_path: Path, raw: bytes, name: str = "people.csv") -> Table:
    (tmp_path / name).write_bytes(raw)
    return _one(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "name,title\r\nZoë Ångström,Café manager\r\n" + "Bo Lee,Officer\r\n" * 5
    table = _text(tmp_path, text.encode(encoding))
    assert table.header == ("name", "title")
    assert table.rows[0].cells == ("Zoë Ångström", "Café manager")
    assert table.problems == []


def test_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    table = _text(tmp_path, "name,fee\nZoë,£5 – “x”\n".encode("cp1252"))
    assert table.rows[0].cells == ("Zoë", "£5 – “x”")
    assert "Windows-1252" in table.problems[0].message
    assert not table.problems[0].rejected


def test_a_stray_byte_leaves_the_rest_of_a_utf8_file_alone(tmp_path: Path) -> None:
    table = _text(tmp_path, "name\nZoë Łuk\n".encode() + b"Ren\xe9\n")
    assert [row.cells for row in table.rows] == [("Zoë Łuk",), ("René",)]


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("id,name,title", ","),
        ("id;name;title", ";"),
        ("id\tname\ttitle", "\t"),
        ("id|name|title", "|"),
        ('"a;b;c;d",name,title', ","),
        ('"name, first";title', ";"),
        ("name", ","),
    ],
)
def test_separators(header: str, separator: str) -> None:
    assert sniff(header + "\n1,2;3\t4\n") == separator


def test_a_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    table = _text(tmp_path, b"sep=;\nname;title\nAna;Lead, acting\n")
    assert table.header == ("name", "title")
    assert table.rows[0].line == 3
    assert table.rows[0].cells == ("Ana", "Lead, acting")


def test_lines_are_physical_also_after_cells_with_new_lines(tmp_path: Path) -> None:
    table = _text(tmp_path, b'id,note\r\n1,"one\r\ntwo\r\nthree"\r\n\r\n2,x\r\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1", "one\r\ntwo\r\nthree")), (6, ("2", "x"))]


def test_quotes_that_are_not_doubled_are_read_with_a_note(tmp_path: Path) -> None:
    table = _text(tmp_path, b'id,note\n1,"the "best" one"\n2,x\n')
    assert len(table.rows) == 2
    assert "quotation marks" in table.problems[0].message


def test_a_quote_that_is_never_closed_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3: a quotation mark is opened and never closed"):
        _text(tmp_path, b'id,note\n1,x\n2,"open\n3,y\n4,z\n')


def test_an_endless_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: a cell is longer"):
        _text(tmp_path, b'id,note\n1,"' + b"x" * 300_000 + b'"\n')


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\r\n\r\n  \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError, match=r"people\.csv is empty"):
        _text(tmp_path, raw)


def test_header_only_is_a_table_without_rows(tmp_path: Path) -> None:
    table = _text(tmp_path, b"id,name\n")
    assert table.header == ("id", "name")
    assert table.rows == []


def test_zero_bytes_in_cells_do_no_harm(tmp_path: Path) -> None:
    assert _text(tmp_path, b"id,name\n1,An\0a\n").rows[0].cells == ("1", "An\0a")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a text file"):
        _text(tmp_path, bytes(range(256)) * 20 + b"\0" * 1000)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="100000 columns"):
        _text(tmp_path, b",".join(b"c%d" % n for n in range(100_000)) + b"\n")


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "LARGEST_TEXT", 1_000_000)
    with pytest.raises(InputError, match="has 2 MB; the most that is read is 1 MB"):
        _text(tmp_path, b"x" * 2_000_000)


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the CSV corpus is not here")
@pytest.mark.parametrize("name", [path.stem for path in sorted((SPECTRUM / "csvs").glob("*.csv"))])
def test_the_csv_corpus_is_read_as_expected(name: str) -> None:
    table = _one(SPECTRUM / "csvs" / f"{name}.csv")
    expected = json.loads((SPECTRUM / "json" / f"{name}.json").read_text())
    expected = expected if isinstance(expected, list) else [expected]
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]
    if name == "location_coordinates":  # the corpus gives another telephone number in its answer
        expected = [{**row, "Contact Phone Number": "2095257564"} for row in expected]
    assert _one_newline(rows) == _one_newline(expected)


def _one_newline(rows: object) -> object:
    """The corpus was stored with one kind of line end, its answers with two."""
    return json.loads(json.dumps(rows).replace(r"\r\n", r"\n"))


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the naughty strings are not here")
def test_naughty_strings_survive_the_table(tmp_path: Path) -> None:
    strings = json.loads(NAUGHTY.read_text("utf-8"))
    quoted = "".join(f'{n},"{quote}"\n' for n, quote in enumerate(text.replace('"', '""') for text in strings))
    table = _text(tmp_path, ("id,name\n" + quoted).encode())
    assert [row.cells[1] for row in table.rows] == strings


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        table = parse_text(decode(raw, "x.csv")[0], "x", "x.csv")
        lines = [row.line for row in table.rows]
        assert lines == sorted(set(lines))


def _book(path: Path, rows: list[list[object]], title: str = "people") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def test_a_workbook_keeps_types_and_lines(tmp_path: Path) -> None:
    _book(
        tmp_path / "b.xlsx",
        [["id", "name", "since"], [7, "Ana", datetime(2024, 3, 31)], [], [8.0, "Bo", date(2020, 1, 2)]],
    )
    table = _one(tmp_path / "b.xlsx")
    assert (table.name, table.file) == ("people", "b.xlsx, sheet people")
    assert [(row.line, row.cells[1]) for row in table.rows] == [(2, "Ana"), (4, "Bo")]
    assert table.original(table.rows[0]) == {"id": "7", "name": "Ana", "since": "2024-03-31"}
    assert table.original(table.rows[1])["id"] == "8"


def test_merged_cells_count_for_each_of_their_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["name", "organisation"], ["Ana", "Acme"], ["Bo", None], ["Cy", "Other"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "b.xlsx")
    table = _one(tmp_path / "b.xlsx")
    assert [row.cells[1] for row in table.rows] == ["Acme", "Acme", "Other"]
    assert "Merged cells" in table.problems[0].message


def test_formulas_without_a_value_are_noted(tmp_path: Path) -> None:
    _book(tmp_path / "b.xlsx", [["name", "size"], ["Ana", "=1+1"], ["Bo", "=2+2"]])
    table = _one(tmp_path / "b.xlsx")
    assert table.rows[0].cells == ("Ana", None)
    assert "2 formulas have no computed value" in table.problems[0].message


def test_errors_in_cells_are_blank_and_noted(tmp_path: Path) -> None:
    _book(tmp_path / "b.xlsx", [["name", "unit"], ["Ana", "#N/A"]])
    table = _one(tmp_path / "b.xlsx")
    assert table.rows[0].cells == ("Ana", None)
    assert "#N/A" in table.problems[0].message


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    book = _book(tmp_path / "b.xlsx", [["name"], ["Ana"]])
    book.create_sheet("ties").append(["from", "to"])
    book["ties"].sheet_state = "hidden"
    book.save(tmp_path / "b.xlsx")
    assert [(t.name, t.hidden) for t in read_tables(tmp_path / "b.xlsx")] == [("people", False), ("ties", True)]


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = _zip(tmp_path / "b.xlsx", {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"\0" * 160_000_000})
    with pytest.raises(InputError, match="unpacks to 160 MB"):
        read_tables(path)


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(InputError, match="document type declaration"):
        read_tables(_zip(tmp_path / "b.xlsx", {"xl/workbook.xml": bomb}))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
        (b"PK\x03\x04 broken", "cannot be read as a workbook"),
        (b"name,title\nAna,Lead\n", "is not a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "b.xlsx").write_bytes(raw)
    with pytest.raises(InputError, match=words):
        read_tables(tmp_path / "b.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_tables(_zip(tmp_path / "b.xlsx", {"../../evil.txt": b"x"}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.xlsx"]


def test_a_workbook_that_claims_a_million_rows_is_read_as_it_is(tmp_path: Path) -> None:
    _book(tmp_path / "b.xlsx", [["name"], ["Ana"]])
    members = {}
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        for name in archive.namelist():
            members[name] = archive.read(name).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    table = _one(_zip(tmp_path / "big.xlsx", members))
    assert [row.cells for row in table.rows] == [("Ana",)]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_tables(tmp_path / "nothing.csv")
