"""The mapping language for what spreadsheets hold: pieces of cells, names turned round, owners, headers lower down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.formats.mapping.values import turned

from .importing import directory, keys, node, read, said, ties

US = '[[organisations]]\nrows = [{ id = "us", name = "Us", ours = "yes" }]\n'


def _read(tmp_path: Path, mapping: str, content: str, file: str = "c.csv", **options: object) -> Batch:
    (tmp_path / file).write_text(content, encoding="utf-8")
    (tmp_path / "map.toml").write_text(US + mapping, encoding="utf-8")
    return read(tmp_path / file, mapping=tmp_path / "map.toml", **options)


def test_pieces_of_one_column_fill_several(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        """
        [[people]]
        file = "c.csv"
        name = { column = "Who", split = ",", part = 1 }
        title = { column = "Who", split = ",", part = "2-", otherwise = "Contact" }
        phone = { column = "Tel", split = "/", part = 2 }
        organisation = { constant = "us" }
        """,
        'Who,Tel\n"Jo Bell, Director, Housing",1/ 2 /3\nSam Ode,4\n',
    )
    assert batch.rejected == ()
    assert node(batch, "jo-bell").props == {"name": "Jo Bell", "phone": "2"}
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Director, Housing", "Contact"}
    assert node(batch, "sam-ode").props["phone"] is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Warmington, Beverley", "Beverley Warmington"),
        ("LE GOFF Anne-Marie", "Anne-Marie LE GOFF"),
        ("DUPONT Zoé", "Zoé DUPONT"),
        ("Ana Bell", "Ana Bell"),
        ("Bell, Ana, MBE", "Bell, Ana, MBE"),
        ("Bell,", "Bell,"),
        ("BELL", "BELL"),
        ("", ""),
    ],
)
def test_surnames_first_are_turned_round_where_that_is_certain(name: str, wanted: str) -> None:
    assert turned(name) == wanted


def test_several_forms_of_dates(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        '[[people]]\nfile = "c.csv"\nname = "N"\norganisation = { constant = "us" }\n'
        'since = { column = "S", date = ["%d.%m.%y", "%B %Y"] }\n',
        "N,S\nAna,03.04.24\nBo,May 2025\nCy,1/2/24\n",
    )
    assert [t.props["since"] for t in ties(batch, "HOLDS")] == [date(2024, 4, 3), date(2025, 5, 1)]
    assert "%d.%m.%y or %B %Y" in batch.rejected[0].message


OWNERS = """
[[people]]
file = "c.csv"
name = "Name"
email = "Mail"
[[ties]]
file = "c.csv"
from = { owner = "Manager", email = "Manager mail" }
to = { template = "{Name} <{Mail}>" }
asserted_by = { constant = "list" }
"""
OWNED = (
    "Name,Mail,Manager,Manager mail\nAna,ana@x.org,Bea Long,bea@us.org\nBo,info@x.org,BEA LONG,bea@us.org\n"
    "Cy,,Dan Low,\nDee,dee@x.org,,\n"
)


def test_an_owner_column_makes_colleagues_and_ties_from_them(tmp_path: Path) -> None:
    batch = _read(tmp_path, OWNERS, OWNED, ours=("Us",))
    assert batch.rejected == ()
    called = {n.key: n.props.get("name") for n in batch.nodes}
    assert {(called[t.start], called[t.end]) for t in ties(batch, "KNOWS")} == {
        ("Bea Long", "Ana"), ("Bea Long", "Bo"), ("Dan Low", "Cy")}  # fmt: skip
    assert {t.props["asserted_by"] for t in ties(batch, "KNOWS")} == {"list"}
    assert batch.colleagues == ("Bea Long", "Dan Low")
    assert said(batch.notes, "Bea Long, Dan Low")
    assert keys(batch, "Person") == {"ana@x.org", "bo", "cy", "dee@x.org", "owner-bea@us.org", "owner-dan-low"}


def test_an_owner_whom_the_store_knows_is_that_colleague(tmp_path: Path) -> None:
    staff = '[[people]]\nfile = "c.csv"\nname = "Name"\nemail = "Mail"\norganisation = { constant = "us" }\n'
    first = _read(tmp_path, staff, "Name,Mail\nBea Long,bea@us.org\n", source="staff")
    batch = _read(tmp_path, OWNERS, OWNED, known=first, source="crm")
    assert {t.start for t in ties(batch, "KNOWS")} == {"staff:bea@us.org", "crm:owner-dan-low"}
    assert batch.colleagues == ("Dan Low",)


def test_a_name_with_an_address_means_the_one_with_both(tmp_path: Path) -> None:
    people = 'Name,Mail\nAna Bell,desk@x.org\nBo Lee,desk@x.org\n"Wu, Cy",\n'
    both = _read(tmp_path, '[[people]]\nfile = "c.csv"\nname = "Name"\nemail = "Mail"\n', people)
    from stakeholder_map.importers.assembly.finder import Finder

    finder = Finder("other", directory(both))
    for text, key in (("Bo Lee <desk@x.org>", "map:bo-lee"), ("Cy Wu <n/a>", "map:cy-wu"), ("Wu, Cy <>", "map:cy-wu")):
        found = finder.find(text, ("Person",)).entry
        assert found, text
        assert found.key == key


def test_a_condition_on_several_columns_holds_where_any_is_filled(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        '[[people]]\nfile = "c.csv"\nname = { template = "{F} {L}" }\n'
        'where = [{ column = ["F", "L"], not_blank = true }, { column = ["F", "L"], not = "Bo Lee" }]\n',
        "F,L\nAna,\n,Bell\n,\nBo,Lee\n,Q\n",
    )
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana", "Bell", "Q"}


def test_columns_without_a_name_and_of_one_name_are_called_by_their_place(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        '[[people]]\nfile = "c.csv"\nname = "column 1"\nphone = "Tel"\nemail = "column 3"\ntitle = "column 4"\n'
        'organisation = { constant = "us" }\n',
        ",Tel,Tel\nAna,12,ana@x.org,Lead\n",
    )
    assert node(batch, "ana@x.org").props == {"name": "Ana", "phone": "12", "email": "ana@x.org"}
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Lead"}


def test_distinct_names_are_told_apart_as_names_are(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        '[[organisations]]\nfile = "c.csv"\ndistinct = "name"\nname = "O"\n',
        "O\nNorthby Council\nNORTHBY  council\nNórthby Council\nEastham\n\n",
    )
    assert batch.rejected == ()
    assert keys(batch, "Organisation") == {"us", "northby-council", "eastham"}


@pytest.mark.parametrize("line", [1, 3])
def test_a_mapping_may_say_which_line_has_the_headers(tmp_path: Path, line: int) -> None:
    content = {1: "A,B\nName,Mail\nAna,a@x.org\n", 3: "Name,Mail,Tel\nof the club,,\nA,B\nAna,a@x.org\n"}[line]
    batch = _read(tmp_path, f'[[people]]\nfile = "c.csv"\nheader = {line}\nname = "A"\nemail = "B"\n', content)
    assert len(keys(batch, "Person")) == (2 if line == 1 else 1)
    assert not said(batch.notes, "headers were found")


def test_headers_below_titles_are_found_in_text_and_workbooks(tmp_path: Path) -> None:
    rows = [["Contacts of the forum"], ["as of May", 2026], [], ["Name", "E-mail", "Phone"], ["Ana", "a@x.org", 12]]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    (tmp_path / "people.csv").write_text("\n".join(",".join(map(str, row)) for row in rows))
    for file in ("people.xlsx", "people.csv"):
        batch = read(tmp_path / file, ours=("Us",))
        assert keys(batch, "Person") == {"a@x.org"}
        (note,) = said(batch.notes, "headers were found in line 4; lines 1 to 2")
        assert not note.rejected


def test_a_list_without_titles_is_read_from_its_first_line(tmp_path: Path) -> None:
    for content in ("name\nAna,Bell,Name\n", "who,what\nName,E-mail\nAna,x\n", "Name,Phone\nName,Phone\n"):
        (tmp_path / "people.csv").write_text(content)
        from stakeholder_map.importers.files.tables import read_tables

        assert read_tables(tmp_path / "people.csv")[0].header_line == 1


def test_a_mapping_of_one_file_takes_the_one_that_is_named(tmp_path: Path) -> None:
    batch = _read(tmp_path, '[[people]]\nfile = "January.csv"\nname = "N"\n', "N\nAna\n", file="February.csv")
    assert keys(batch, "Person") == {"ana"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('name = { column = "N", part = 1 }', "part is the number"),
        ('name = { column = "N", split = ",", part = 0 }', "part is the number"),
        ('name = { column = "N", split = ",", part = "x" }', "part is the number"),
        ('name = { column = "N", split = 3 }', "part is the number"),
        ('name = { column = "N", email = "M" }', "columns of an owner"),
        ('name = { owner = "N", email = 3 }', "columns of an owner"),
        ('name = { owner = 3 }', "wrong kind"),
        ('name = "N"\nsince = { column = "N", date = [1] }', "form of a date"),
        ('name = "N"\nheader = "x"', "number of the line"),
        ('name = "N"\nheader = 9', "no row in line 9"),
        ('name = "column 0"', "no column"),
        ('name = "column 7"', "no column"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_in_words(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        _read(tmp_path, f'[[people]]\nfile = "c.csv"\n{line}\n', "N\nAna\n")


def test_a_cell_of_several_contacts_becomes_a_row_for_each(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        """
        [[people]]
        file = "c.csv"
        each = { column = ["Who", "Mails"], split = [";", "\\n"] }
        where = { column = "Who", none_of = ["Vacant"] }
        name = { column = "Who", split = ["(", ")"], part = 1 }
        title = { column = "Who", split = ["(", ")"], part = 2 }
        email = "Mails"
        phone = "Tel"
        organisation = { constant = "us" }
        """,
        'Who,Mails,Tel\n"Ana Bell (Director); Bo Lee",ana@x.example; bo@x.example,1\n'
        '"Cy Wu\nDi Fox;Vacant",cy@x.example,2\n'
        "Ed Orr,ed@x.example;office@x.example,3\n,,4\n",
    )
    people = {n.props["name"]: (n.props["email"], n.props["phone"]) for n in batch.nodes if n.label == "Person"}
    assert people == {"Ana Bell": ("ana@x.example", "1"), "Bo Lee": ("bo@x.example", "1"), "Cy Wu": (None, "2"),
                      "Di Fox": (None, "2"), "Ed Orr": ("ed@x.example", "3")}
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Director", None}
    assert [p.message.rpartition("; ")[2] for p in said(batch.problems, "“Mails” has another number of pieces")] == [
        "left blank in line 3."]
    assert [(r["_line"], r["Tel"]) for r in batch.rejects] == [("6", "4")]


def test_a_rejected_piece_is_kept_with_its_whole_row(tmp_path: Path) -> None:
    mapping = """
        [[people]]
        file = "c.csv"
        each = { column = ["Who", "From"], split = ";" }
        name = "Who"
        since = "From"
        organisation = { constant = "us" }
        """
    batch = _read(tmp_path, mapping, "Who,From\nAna Bell;Bo Lee;Cy Wu,2020;soon;never\nDi Fox,2021\n")
    assert [(p.line, p.value) for p in batch.rejected] == [(2, "soon"), (2, "never")]
    assert [{k: v for k, v in row.items() if k[0] != "_"} for row in batch.rejects] == [
        {"Who": "Ana Bell;Bo Lee;Cy Wu", "From": "2020;soon;never"}]
    assert keys(batch, "Person") == {"ana-bell", "di-fox"}


@pytest.mark.parametrize("each", ['"Who"', '{ column = "Who" }', '{ split = ";" }', '{ column = [], split = ";" }',
                                  '{ column = "Who", split = "" }', '{ column = "Who", split = ";", part = 1 }'])
def test_an_each_that_says_too_little_is_refused(tmp_path: Path, each: str) -> None:
    with pytest.raises(InputError, match="each: it says which columns"):
        _read(tmp_path, f'[[people]]\nfile = "c.csv"\neach = {each}\nname = "Who"\n', "Who\nAna Bell\n")


def test_an_address_may_show_a_name(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        """
        [[people]]
        file = "c.csv"
        each = { column = "Mails", split = "," }
        name = { column = "Mails", name_of_address = true }
        email = "Mails"
        organisation = { constant = "us" }
        """,
        'Mails\n"ana.bell@x.example, bo_lee-orr@x.example,info@x.example"\njtull@x.example\n',
    )
    assert {(n.props["name"], n.props["email"]) for n in batch.nodes if n.label == "Person"} == {
        ("Ana Bell", "ana.bell@x.example"), ("Bo Lee-Orr", "bo_lee-orr@x.example")}
    assert [n.props["address"] for n in batch.nodes if n.label == "Mailbox"] == ["info@x.example"]
    assert [(p.line, p.message) for p in batch.rejected] == [(3, "The row has no name")]


def test_blank_cells_take_what_stands_above_them_also_in_rejected_rows(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        """
        [[organisations]]
        file = "c.csv"
        distinct = "name"
        name = "Org"
        [[people]]
        file = "c.csv"
        fill_down = ["Org"]
        name = "Who"
        since = "Since"
        organisation = "Org"
        """,
        "Org,Who,Since\nNorthby Trust,Ana Bell,2024\n,Bo Lee,2025\n,Cy Wu,soon\nHill College,Dee Fox,2023\n",
    )
    called = {n.key: n.props.get("name") for n in batch.nodes}
    place = {t.start: called[t.end] for t in ties(batch, "IN")}
    assert {called[t.start]: place[t.end] for t in ties(batch, "HOLDS")} == {
        "Ana Bell": "Northby Trust", "Bo Lee": "Northby Trust", "Dee Fox": "Hill College"}
    assert [(row["Org"], row["Who"]) for row in batch.rejects] == [("Northby Trust", "Cy Wu")]


@pytest.mark.parametrize("value", ["true", "[]", "[3]"])
def test_a_fill_down_that_names_no_columns_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(InputError, match="fill_down names columns"):
        _read(tmp_path, f'[[people]]\nfile = "c.csv"\nfill_down = {value}\nname = "Who"\n', "Who\nAna Bell\n")
