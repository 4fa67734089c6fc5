"""Mappings: columns, constants, joins and filters that turn any files into the plain sheets, and errors in words."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.formats.mapping.file import SHIPPED, load_mapping

from .importing import SHARED, ends, keys, node, read, said, ties

US = '[[organisations]]\nrows = [{ id = "us", name = "Us", ours = "yes" }]\n'
NPSP = SHARED / "crm-salesforce-npsp" / "derived" / "1k"
TAS = SHARED / "popolo-australian-councillors" / "TAS.csv"


def _read(tmp_path: Path, mapping: str, **files: str) -> Batch:
    data = tmp_path / "data"
    data.mkdir(exist_ok=True)
    for name, text in files.items():
        (data / f"{name}.csv").write_text(text)
    (tmp_path / "map.toml").write_text(mapping)
    return read(data, mapping=tmp_path / "map.toml")


def test_columns_constants_templates_and_the_first_that_is_filled(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        US
        + """
        [[people]]
        file = "c.csv"
        id = "Nr"
        name = { template = "{First} {Last}" }
        title = { first = ["Job", "Role", { constant = "Contact" }] }
        organisation = { constant = "us" }
        languages = { column = "Tongues", split = "|" }
        since = { column = "Start", date = "%m/%d/%y" }
        do_not_contact = { column = "Mail?", map = { "opted out" = "yes", "fine" = "no" } }
        level = { column = "Tier", map = { A = "executive" }, otherwise = "operational" }
        """,
        c="nr,first,LAST,job,role,tongues,start,mail?,tier\n1,Ana,,Lead,,en|fr,03/31/24,Opted out,A\n"
        "2,,Lee,,Clerk,,12/01/20,fine,Z\n3,Cy,Wu,,,,,,\n",
    )
    assert batch.source == "map"
    assert node(batch, "1").props == {"name": "Ana", "languages": ["en", "fr"], "do_not_contact": True}
    assert [node(batch, f"{n}/post/us").props for n in (1, 2, 3)] == [
        {"title": "Lead", "level": "executive"},
        {"title": "Clerk", "level": "operational"},
        {"title": "Contact", "level": "operational"},
    ]
    assert [t.props["since"] for t in ties(batch, "HOLDS")] == [date(2024, 3, 31), date(2020, 12, 1), None]


def test_a_date_of_another_form_rejects_the_row_with_the_column_of_the_file(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        US + '[[people]]\nfile = "c.csv"\nname = "N"\nsince = { column = "S", date = "%d.%m.%Y" }\n',
        c="N,S\nAna,2024-01-02\nBo,02.01.2024\n",
    )
    (problem,) = batch.rejected
    assert (problem.file, problem.line, problem.column, problem.value) == ("c.csv", 2, "S", "2024-01-02")
    assert "%d.%m.%Y" in problem.message
    assert keys(batch, "Person") == {"bo"}


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ('{ column = "Kind", is = "council" }', {"1"}),
        ('{ column = "Kind", not = "Council" }', {"2", "3", "4"}),
        ('{ column = "Kind", any_of = ["Council", "charity"] }', {"1", "2"}),
        ('{ column = "Kind", none_of = ["Council", "charity"] }', {"3", "4"}),
        ('{ column = "Kind", matches = "^c.*y$" }', {"2"}),
        ('{ column = "Kind", not_blank = true }', {"1", "2", "3"}),
        ('{ column = "Kind", blank = true }', {"4"}),
        ('[{ column = "Kind", not_blank = true }, { column = "Id", not = "1" }]', {"2", "3"}),
    ],
)
def test_conditions(tmp_path: Path, where: str, left: set[str]) -> None:
    batch = _read(
        tmp_path,
        US + f'[[organisations]]\nfile = "a.csv"\nid = "Id"\nname = "Name"\nwhere = {where}\n',
        a="Id,Name,Kind\n1,A,Council\n2,B,charity\n3,C,household\n4,D,\n",
    )
    assert keys(batch, "Organisation") - {"us"} == left
    assert f"{4 - len(left)} of 4 rows" in said(batch.notes, "left out")[0].message


def test_joins_filters_on_the_other_file_and_rows_without_partner(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        US
        + """
        [files]
        accounts = "a.csv"
        [[organisations]]
        file = "accounts"
        where = { column = "Kind", not = "household" }
        id = "Id"
        name = "Name"
        [[people]]
        file = "c.csv"
        join = [
            { file = "accounts", as = "acc", on = { Account = "Id" }, where = { column = "Kind", not = "household" } }
        ]
        name = "Name"
        organisation = "acc.Id"
        phone = "acc.Phone"
        """,
        a="Id,Name,Kind,Phone\n1,A,council,123\n2,B,household,9\n1,Again,council,5\n",
        c="Name,Account\nAna,1\nBo,2\nCy,\n",
    )
    assert ends(batch, "HOLDS") == {("ana", "ana/post/1")}
    assert [node(batch, k).props["phone"] for k in ("ana", "bo", "cy")] == ["123", None, None]
    assert said(batch.notes, "1 row repeats Id")


def test_distinct_rows_and_pairs_taken_once(tmp_path: Path) -> None:
    batch = _read(
        tmp_path,
        US
        + """
        [[organisations]]
        file = "c.csv"
        distinct = "name"
        name = "Council"
        website = "Web"
        [[people]]
        file = "c.csv"
        id = "Id"
        name = "Name"
        organisation = "Council"
        [[ties]]
        file = "r.csv"
        once = ["from", "to"]
        from = "A"
        to = "B"
        asserted_by = "Type"
        """,
        c="Id,Name,Council,Web\n1,Ana,X,x.org\n2,Bo,X,y.org\n3,Cy,Y,\n4,Dee,,\n",
        r="A,B,Type\n1,2,Manager\n2,1,Report\n1,3,Peer\n",
    )
    assert keys(batch, "Organisation") == {"us", "x", "y"}
    assert ends(batch, "KNOWS") == {("1", "2"), ("1", "3")}
    assert batch.rejected == ()
    assert batch.rows == 6


def test_a_mapped_workbook_and_an_optional_file(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("Staff").append(["Who", "When"])
    book["Staff"].append(["Ana", date(2020, 5, 6)])
    book.save(tmp_path / "all.xlsx")
    (tmp_path / "map.toml").write_text(
        US
        + """
        [files]
        staff = { file = "all.xlsx", sheet = "staff" }
        [[people]]
        file = "staff"
        name = "Who"
        organisation = { constant = "us" }
        since = "When"
        [[ties]]
        file = "missing.csv"
        optional = true
        from = "a"
        to = "b"
        """
    )
    batch = read(tmp_path / "all.xlsx", mapping=tmp_path / "map.toml")
    assert ties(batch, "HOLDS")[0].props["since"] == date(2020, 5, 6)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("[[people", "not valid TOML"),
        ("", "maps nothing"),
        ('[[persons_of_interest]]\nfile = "c.csv"\n', "there is no sheet “persons_of_interest”"),
        ('[[people]]\nfile = "c.csv"\nshoe = "Shoe"\n', "the sheet people has no column “shoe”"),
        ('[[people]]\nname = "Name"\n', "needs either a file or constant rows"),
        ('[[people]]\nfile = "c.csv"\nname = 7\n', "name is 7"),
        ('[[people]]\nfile = "c.csv"\nname = { colum = "Name" }\n', "cannot be understood: colum"),
        ('[[people]]\nfile = "c.csv"\nname = { template = 1 }\n', "wrong kind of value"),
        (
            '[[people]]\nfile = "c.csv"\nname = "Name"\nwhere = { column = "Name", like = "A" }\n',
            "a condition names one column",
        ),
        ('[[people]]\nfile = "c.csv"\nname = "Name"\nwhere = { column = "Name", matches = "(" }\n', "is not a pattern"),
        ('[[people]]\nfile = "c.csv"\nname = "Name"\njoin = [{ file = "c.csv" }]\n', "a join has file, as, and on"),
        ('[[people]]\nfile = "c.csv"\nname = "Name"\ndistinct = "id"\n', "names columns that this table does not fill"),
        ('[[people]]\nfile = "c.csv"\nname = "Nome"\n', "c.csv has no column “Nome”"),
        ('[[people]]\nfile = "d.csv"\nname = "Name"\n', "needs the file d.csv; named were: c.csv"),
        ('[[people]]\nfile = "c.csv"\nemail = "Name"\n', "has no column “name”"),
        ('[[people]]\nrows = ["Ana"]\n', "constant rows are a list of tables"),
    ],
)
def test_errors_in_a_mapping_say_where(tmp_path: Path, mapping: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, mapping, c="Name\nAna\n")
    assert words in error.value.message
    assert error.value.hint
    assert "map.toml" in error.value.message or "c.csv" in error.value.message


def test_a_mapping_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist") as error:
        read(tmp_path, mapping=Path("nothing.toml"))
    assert "salesforce-npsp" in error.value.hint


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_mapping_is_valid_and_found_by_its_name(path: Path) -> None:
    assert load_mapping(Path(path.stem)) == load_mapping(path)


@pytest.mark.skipif(not NPSP.is_dir(), reason="the Salesforce export is not here")
def test_salesforce_npsp_counts_are_those_of_the_files() -> None:
    batch = read(NPSP, mapping=Path("salesforce-npsp"), ours=("Abatz",))
    rows = {
        name: list(csv.DictReader((NPSP / f"{name}.csv").open()))
        for name in ("Account", "Contact", "npe4__Relationship__c")
    }
    organisations = {r["id"] for r in rows["Account"] if r["npe01__SYSTEM_AccountType__c"] != "Household Account"}
    assert len(keys(batch, "Organisation")) == len(organisations) == 343
    assert len(keys(batch, "Person")) == len(rows["Contact"]) == 1024
    pairs = {
        frozenset((r["npe4__contact__c"], r["npe4__related_contact__c"]))
        for r in rows["npe4__Relationship__c"]
        if r["npe4__Type__c"] == "Employee"
    }
    assert len(ties(batch, "KNOWS")) == len(pairs) == 512
    placed = [r for r in rows["Contact"] if {r["primary_affiliation__c"], r["account_id"]} & organisations]
    assert len(ties(batch, "HOLDS")) == len(placed) == 1024
    assert batch.rejects == ()
    assert node(batch, "514").props == {"name": "Abatz", "ours": True}


COUNCILLORS = """\
name,start_date,end_date,executive,council,council website,id,email,image,party,source,ward,phone_mobile
Ana Bell,2020-10-24,2024-10-26,deputy mayor,Northby Shire Council,http://nsc.example,nsc/ana_bell,\
ab@nsc.example,,Red,,North,0400 000 001
Bo Lee,,,,Northby Shire Council,http://nsc.example,nsc/bo_lee,bl@nsc.example,,,,South,
Bo Lee,,,,Northby Shire Council,http://nsc.example,nsc/bo_lee,other@nsc.example,,,,South,
"""


def test_a_list_that_a_mapping_of_the_program_is_for_is_read_without_naming_it(tmp_path: Path) -> None:
    file = tmp_path / "any name.csv"
    file.write_text(COUNCILLORS)
    batch = read(file, ours=("Us",))
    assert "australian-councillors" in said(batch.problems, "Read with the mapping")[0].message
    assert [t.props.get("until") for t in ties(batch, "HOLDS")] == [date(2024, 10, 26), None, date(2024, 10, 26)]
    assert Counter(n.props["title"] for n in batch.nodes if n.label == "Post") == {"councillor": 2, "deputy mayor": 1}
    assert node(batch, "nsc/ana_bell").props["phone"] == "0400 000 001"
    assert [problem.line for problem in batch.rejected] == [4]


def test_an_optional_column_may_be_missing_and_another_may_not(tmp_path: Path) -> None:
    people = US + '[[people]]\nfile = "c.csv"\nname = "Name"\nphone = { column = "Phone"%s }\n'
    batch = _read(tmp_path, people % ", optional = true", c="Name\nAna Bell\n")
    assert "phone" not in node(batch, "ana-bell").props
    batch = _read(tmp_path, people % ", optional = true", c="Name,Phone\nAna Bell,020\n")
    assert node(batch, "ana-bell").props["phone"] == "020"
    with pytest.raises(InputError, match="no column “Phone”"):
        _read(tmp_path, people % "", c="Name\nAna Bell\n")


@pytest.mark.skipif(not TAS.is_file(), reason="the councillors are not here")
def test_councillors_have_councils_and_posts_and_no_ties() -> None:
    batch = read(TAS, ours=("Our organisation",))
    rows = list(csv.DictReader(TAS.open(encoding="utf-8-sig")))
    assert len(keys(batch, "Organisation")) == len({r["council"] for r in rows}) + 1 == 30
    assert len(keys(batch, "Person")) == len(rows) == 263
    titles = Counter(n.props["title"] for n in batch.nodes if n.label == "Post")
    assert titles == {"councillor": 263, "Deputy Mayor": 27, "Mayor": 26, "Lord Mayor": 1}
    assert ties(batch, "KNOWS") == []
    assert batch.rejects == ()
