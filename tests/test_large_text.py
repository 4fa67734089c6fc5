"""Text files line by line: only the columns that are wanted are kept, rejected rows are whole, encodings on the way."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.errors import InputError
from stakeholder_map.importers.files import memory
from stakeholder_map.importers.files.tables import read_tables
from stakeholder_map.importers.files.text_tables import parse_text, sniff

from .importing import keys, read, said

ACID = {
    "comma in quotes": (b'a,b\n1,"x, y"\n', [("1", "x, y")]),
    "empty cells": (b'a,b,c\n1,"",""\n2,3,4\n', [("1", "", ""), ("2", "3", "4")]),
    "empty cells, two line ends": (b'a,b,c\r\n1,"",""\r\n', [("1", "", "")]),
    "doubled quotes": (b'a,b\n1,"ha ""ha"" ha"\n', [("1", 'ha "ha" ha')]),
    "JSON in a cell": (b'k,v\n1,"{""t"": ""P"", ""c"": [1.5, 2]}"\n', [("1", '{"t": "P", "c": [1.5, 2]}')]),
    "line ends in cells": (b'a,b\n1,"x\ny"\n2,"\n\nz"\n', [("1", "x\ny"), ("2", "\n\nz")]),
    "two line ends in cells": (b'a,b\r\n1,"x\r\ny"\r\n', [("1", "x\r\ny")]),
    "quotes and line ends": (b'a,b\n1,"ha\n""ha""\nha"\n', [("1", 'ha\n"ha"\nha')]),
    "no end of the last line": (b"a,b\n1,2", [("1", "2")]),
    "letters": ("a,b\n1,ʤ Ω 名\n".encode(), [("1", "ʤ Ω 名")]),
    "only carriage returns": (b"a,b\r1,2\r3,4\r", [("1", "2"), ("3", "4")]),
    "lines that only look like ends": ("a,b\n1,x\u2028y\x85z\x0b\n".encode(), [("1", "x\u2028y\x85z\x0b")]),
}
NAUGHTY = ["", " ", "\t", "null", "NULL", "undefined", "=1+1", "'", '"', "''", '"\'"', "\\", "\\n", "%00", "{{x}}",
           "<b>", "Ω≈ç√", "田中さん", "﷽", "\u202etest\u202c", "A\u200bB", "e\u0301", "\U0001f468\u200d\U0001f469",
           "1e309", "-0", "0x0", "../x", "$HOME", "x" * 20_000, "Ṱ̺̺̕o͞", "\ufeff", "\x7f\x80", "\ue000"]  # fmt: skip


@pytest.mark.parametrize("what", ACID)
def test_hard_cases_of_csv(tmp_path: Path, what: str) -> None:
    raw, rows = ACID[what]
    (tmp_path / "people.csv").write_bytes(raw)
    (table,) = read_tables(tmp_path / "people.csv")
    assert [row.cells for row in table.rows] == rows
    assert table.problems == []


def test_awkward_texts_come_through_the_table_unchanged(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["id", "name"], *([n, text] for n, text in enumerate(NAUGHTY))])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        (tmp_path / "people.csv").write_text(out.getvalue(), encoding=encoding, newline="")
        assert [row.cells[1] for row in read_tables(tmp_path / "people.csv")[0].rows] == NAUGHTY


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_what_csv_writes_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "people.csv"
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["key one", "key two", "key three"], *rows])
    path.write_text(out.getvalue(), encoding=encoding, newline="")
    (table,) = read_tables(path)
    assert [list(row.cells) for row in table.rows] == [row for row in rows if any(cell.strip() for cell in row)]
    (part,) = read_tables(path, {"keytwo"})
    assert [row.cells[1] for row in part.rows] == [row.cells[1] for row in table.rows]
    assert part.reread
    whole = part.reread({row.line for row in part.rows})
    assert whole == {row.line: row.cells for row in table.rows}


def test_a_byte_that_is_no_utf8_far_down_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"name,title\n" + b"Ana,x\n" * 50_000 + b"Ren\xe9,x\n")
    (table,) = read_tables(path)
    assert table.rows[-1].cells[0] == "René"
    assert table.rows[-1].line == 50_002
    assert len(table.problems) == 1
    path.write_bytes("name,title\nAna,x\n".encode("utf-16") + b"\x00\xd8x")
    with pytest.raises(InputError, match="does not go on like it"):
        read_tables(path)


MAPPING = 'source = "s"\n[[organisations]]\nrows = [{ name = "Us", ours = "yes" }]\n[[people]]\nfile = "a.csv"\n' \
          'name = "Name"\nsince = "Since"\nwhere = { column = "Kind", not = "x" }\norganisation = { constant = "Us" }\n'


def test_a_mapping_keeps_only_its_columns_and_rejects_whole_rows(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    (tmp_path / "a.csv").write_text(
        'List of us\n\nName,Text,Since,Kind,More\nAna,"long\ntext",2024,y,1\nBo,t,never,y,2\nCy,t,2024,x,3\n')
    batch = read(tmp_path / "a.csv", mapping=tmp_path / "m.toml")
    assert keys(batch, "Person") == {"ana"}
    (row,) = batch.rejects
    assert {name: row[name] for name in ("Name", "Text", "Since", "Kind", "More", "_line")} == {
        "Name": "Bo", "Text": "t", "Since": "never", "Kind": "y", "More": "2", "_line": "6"}  # fmt: skip
    assert said(batch.notes, "does not use it: Text, More")


def test_columns_that_no_mapping_names_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Since,Kind," + ",".join(f"T{n}" for n in range(30)) + "\n" + "".join(
        f"Ana {n},2024,y," + ",".join(f"some text {n} {m}" for m in range(30)) + "\n" for n in range(3_000)))
    sizes = []
    for wanted in (None, {"name", "since", "kind"}):
        tracemalloc.start()
        table = read_tables(path, wanted)
        sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(table[0].rows) == 3_000
    assert sizes[1] < sizes[0] / 6


def test_rows_that_do_not_fit_into_memory_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "memory", lambda: 2_000_000_000)
    memory.check_memory(100_000, 20, "a.csv")
    with pytest.raises(InputError, match=r"more than 400,000 rows of 20 columns.* 3 GB of memory.* has 2"):
        memory.check_memory(400_000, 20, "a.csv")
    monkeypatch.setattr(memory, "memory", lambda: 0)
    memory.check_memory(10**9, 20, "a.csv")
    monkeypatch.setattr(memory, "memory", lambda: 100_000_000)
    with pytest.raises(InputError, match="more than 50,000 rows"):
        parse_text("name,title\n" + "Ana,x\n" * 60_000, "a", "a.csv")


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Contacts, May 2026\n\nName;E-mail;Phone\nAna;a@x.org;1\n", ";"),
        ("Contacts\nName\tE-mail\tPhone\n", "\t"),
        ("name,note\nAna,a;b;c\nBo,x;y;z\n", ","),
        ("name;note\nAna,Bo,Cy;x\n", ";"),
    ],
)
def test_the_separator_below_a_title(text: str, separator: str) -> None:
    assert sniff(text) == separator
