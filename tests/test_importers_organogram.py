"""Organograms: header dialects, vacancies, job shares, odd references, several days, and the real files."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.identity.nobody import holder_says
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import organogram

from .importing import SHARED, TODAY, ends, keys, node, read, said, ties

NEW = (
    "Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,Parent Department,Organisation,Unit,"
    "Contact Phone,Contact E-mail,Reports to Senior Post,Salary Cost of Reports (£),FTE,Actual Pay Floor (£),"
    "Actual Pay Ceiling (£),,Professional/Occupational Group,Notes,Valid?\n"
)
OLD = NEW.replace("Grade (or equivalent)", "Grade").replace("Professional/Occupational Group", "Profession")
JUNIOR = (
    "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Payscale Minimum (£),Payscale Maximum (£),"
    "Generic Job Title,Number of Posts in FTE,Professional/Occupational Group\n"
    "Dept,Agency,Unit A,1,G7,1,2,Clerk,3,Law\n"
)
REAL = sorted(SHARED.glob("organogram-*/**/*senior*.csv"))
STACKED = sorted(SHARED.glob("organogram-uk-multidate/*.csv"))


def _row(ref: str, name: str, title: str, above: str, unit: str = "Unit A", email: str = "hq@a.uk") -> str:
    return (
        f"{ref},{name},SCS1,{title},What it does,Dept,Agency,{unit},020,{email},{above},99000,1,80000,84999,,Law,,1\n"
    )


ROWS = (
    _row("1", "Ines Castell", "Chief Executive", "XX", unit="Agency", email="ines@a.uk")
    + _row("2", "Tom Adeyemi", "Director", "1")
    + _row("2", "Bo Lee", "Director", "1")
    + _row("3", "Vacant", "Deputy", "2")
    + _row("4", "'N/D'", "Deputy", "4")
    + _row("5", "Eliminated", "Deputy", "2")
    + _row("6", "Cy Wu", "Deputy", "77")
    + _row("0", "Dee Paid", "Adviser", "1")
    + _row("7", "Tom Adeyemi", "Second", "xx")
)


def _file(
    tmp_path: Path, text: str = NEW + ROWS, name: str = "agency-2012-03-31-senior.csv", encoding: str = "utf-8"
) -> Path:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return tmp_path / name


def _read(path: Path, as_of: date = TODAY) -> Batch:
    return read(path, ours=("Us",), as_of=as_of)


@pytest.mark.parametrize(("header", "encoding"), [(NEW, "utf-8"), (OLD, "latin-1"), (NEW.replace("£", "Â£"), "utf-8")])
def test_posts_holders_and_lines(tmp_path: Path, header: str, encoding: str) -> None:
    batch = _read(_file(tmp_path, header + ROWS, encoding=encoding))
    assert batch.source == "organogram-agency"
    assert keys(batch, "Organisation") == {"agency", "dept", "us"}
    assert node(batch, "agency").props == {"name": "Agency", "kind": "public body"}
    assert keys(batch, "Unit") == {"agency/unit-a"}
    assert keys(batch, "Post") == {"1", "2", "3", "4", "6", "7"}
    assert keys(batch, "Person") == {"ines-castell", "tom-adeyemi", "bo-lee", "cy-wu"}
    assert ends(batch, "HOLDS") == {
        ("ines-castell", "1"),
        ("tom-adeyemi", "2"),
        ("bo-lee", "2"),
        ("cy-wu", "6"),
        ("tom-adeyemi", "7"),
    }
    assert ends(batch, "REPORTS_TO") == {("2", "1"), ("3", "2")}
    assert {t.props["kind"] for t in ties(batch, "HOLDS") if t.end.endswith(":2")} == {"job_share"}
    assert node(batch, "2").props["function"] == "Law"
    assert node(batch, "ines-castell").props["email"] == "ines@a.uk"
    assert node(batch, "bo-lee").props["email"] is None
    assert batch.rejects == ()
    assert batch.rows == 9


def test_what_is_left_out_is_said_and_pay_never_read(tmp_path: Path) -> None:
    batch = _read(_file(tmp_path))
    assert said(batch.notes, "4 columns about pay and hours")
    assert said(batch.notes, "1 person is paid but holds no post")
    assert "Tom Adeyemi" in said(batch.notes, "at several posts")[0].message
    assert said(batch.notes, "in a circle")
    assert said(batch.notes, "not among the posts")
    assert said(batch.notes, "abolished")
    assert said(batch.notes, "those of 2012-03-31")
    facts = str(batch.facts)
    assert "80000" not in facts
    assert "99000" not in facts
    assert "SCS1" not in facts


def test_a_reference_used_for_two_posts_is_rejected(tmp_path: Path) -> None:
    batch = _read(_file(tmp_path, NEW + ROWS + _row("3", "Ef Gi", "Another thing", "1")))
    (problem,) = batch.rejected
    assert (problem.file, problem.line, problem.column) == ("agency-2012-03-31-senior.csv", 11, "Job Title")
    assert "line 5" in problem.message
    assert batch.rejects[0]["Name"] == "Ef Gi"


def test_equal_names_in_two_organisations_are_two_people(tmp_path: Path) -> None:
    other = _row("9", "Bo Lee", "Head", "1").replace("Agency", "Trust")
    batch = _read(_file(tmp_path, NEW + ROWS + other))
    assert batch.source == "organogram-dept"
    assert {"bo-lee--agency", "bo-lee--trust"} < keys(batch, "Person")
    assert ends(batch, "PART_OF") >= {("agency", "dept"), ("trust", "dept")}


def test_junior_files_are_left_out_and_alone_are_refused(tmp_path: Path) -> None:
    _file(tmp_path)
    junior = _file(tmp_path, JUNIOR, "agency-2012-03-31-junior.csv")
    assert said(_read(tmp_path).notes, "Junior posts were left out")
    with pytest.raises(InputError, match="no senior posts"):
        _read(junior)


def test_of_several_days_the_latest_that_is_not_later_than_asked(tmp_path: Path) -> None:
    stacked = (
        "Back to Index,Senior/Junior,"
        + NEW
        + "".join(
            f"{day},Senior," + _row("1", name, "Chief", "XX")
            for day, name in (("Mar-12", "Ana"), ("Sep-12", "Bo"), ("Oct-14", "Cy"))
        )
        + "Oct-14,Junior,"
        + _row("1", "Dee", "Clerk", "XX")
    )
    path = _file(tmp_path, stacked, "stacked.csv")
    assert keys(_read(path), "Person") == {"cy"}
    batch = _read(path, as_of=date(2013, 1, 1))
    assert keys(batch, "Person") == {"bo"}
    assert said(batch.notes, "Also there: 2012-03-31, 2014-10-31")
    assert said(batch.notes, "1 junior post")
    assert keys(_read(path, as_of=date(2001, 1, 1)), "Person") == {"ana"}


def test_files_of_several_organisations_are_refused(tmp_path: Path) -> None:
    _file(tmp_path)
    _file(tmp_path, (NEW + ROWS).replace("Agency", "Trust"), "trust.csv")
    with pytest.raises(InputError, match="organogram-agency, organogram-trust"):
        _read(tmp_path)


def test_references_lead_to_posts_of_the_same_source_only(tmp_path: Path) -> None:
    first = _read(_file(tmp_path))
    (tmp_path / "b").mkdir()
    other = NEW + _row("11", "Gi Ho", "Head", "6").replace("Agency", "Trust")
    batch = read(_file(tmp_path / "b", other), known=first)
    assert ties(batch, "REPORTS_TO") == []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_real_file_is_read_and_counts_agree(path: Path) -> None:
    with path.open(encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file))
    batch = importers.read([path], importers.Options(ours=("Us",)), Directory())
    assert organogram.detect(Sample(path)) == 1.0
    assert batch.rejects == ()
    assert batch.rows == len(rows)
    gone = {r["Post Unique Reference"] for r in rows if holder_says(r["Name"]) == "abolished"}
    assert len(keys(batch, "Post")) == len({r["Post Unique Reference"] for r in rows} - gone)
    held = {(r["Post Unique Reference"], r["Name"]) for r in rows if not holder_says(r["Name"]) and r["Name"]}
    assert len(ties(batch, "HOLDS")) == len(held)


@pytest.mark.parametrize("path", STACKED, ids=lambda path: path.stem)
def test_every_day_of_the_stacked_files_is_read(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["Senior/Junior"] == "Senior"]
    months = {"Mar": (3, 31), "Sep": (9, 30), "Oct": (10, 31)}
    for text, count in Counter(r["Back to Index"] for r in rows).items():
        day = date(2000 + int(text[4:]), *months[text[:3]])
        batch = importers.read([path], importers.Options(ours=("Us",), as_of=day), Directory())
        assert batch.rows == count
        assert not any("Import them with" in p.hint for p in batch.notes)
        gone = {
            r["Post Unique Reference"]
            for r in rows
            if r["Back to Index"] == text and holder_says(r["Name"]) == "abolished"
        }
        refs = {r["Post Unique Reference"] for r in rows if r["Back to Index"] == text} - {"0"}
        assert len(keys(batch, "Post")) == len(refs - gone)


CHARTED = """\
id,parentId,date,level,name,grade,jobTitle,unit,salaryCostOfReports,payFloor,payCeil,professionalOccupationalGroup
root,,,,,,,,,,,
10,root,Sep-13,Senior,Ines Castell,SCS4,Permanent Secretary,Board,0,"180,000","184,999",
11,10,Sep-13,Senior,Tom Adeyemi,SCS3,Director,N/A,0,"135,000","139,999",
12,11,Sep-13,Senior,Post Deleted,SCS2,Deputy,Policy,0,0,0,
13,11,Sep-13,Senior,Vacant,SCS2,Deputy,Policy,0,0,0,
0,11,Sep-13,Senior,N/D,SCS1,Not in Post,N/A,0,N/A,N/A,Law
uid-1,11,Sep-13,Junior,,D6,Adviser,Policy,0,"43,514","56,339",Policy
"""


def test_the_columns_of_programmes_that_draw_the_charts(tmp_path: Path) -> None:
    file = tmp_path / "Harbour Ministry.csv"
    file.write_text(CHARTED)
    assert organogram.detect(Sample(file)) == 1.0
    batch = read(file, ours=("Us",))
    assert batch.source == "organogram-harbour-ministry"
    assert "Harbour Ministry" in said(batch.problems, "does not say of which organisation")[0].message
    assert keys(batch, "Person") == {"ines-castell", "tom-adeyemi"}
    assert keys(batch, "Post") == {"10", "11", "13"}
    assert ends(batch, "REPORTS_TO") == {("11", "10"), ("13", "11")}
    assert {n.props["name"] for n in batch.nodes if n.label == "Unit"} == {"Board", "Policy"}
    assert batch.rejected == ()


@pytest.mark.parametrize(("names", "called"), [
    (["Ines,Castell", "Ines Castell"], {"Ines Castell"}),
    (["Castell, Ines", "Ines Castell"], {"Castell, Ines"}),
    (["Tom,Bell", "Tom,Lee", "Ana,Wu", "Ana,Diaz", "Bo,Nkosi", "Cy,Okoro", "Di,Patel", "Ed,Quinn"],
     {"Tom Bell", "Tom Lee", "Ana Wu", "Ana Diaz", "Bo Nkosi", "Cy Okoro", "Di Patel", "Ed Quinn"}),
    (["Bell, Tom", "Lee, Tom", "Wu, Ana"], {"Bell, Tom", "Lee, Tom", "Wu, Ana"}),
])
def test_a_comma_after_the_first_name_is_no_surname_first(tmp_path: Path, names: list[str], called: set[str]) -> None:
    file = tmp_path / "senior.csv"
    file.write_text(NEW + "".join(_row(str(n), f'"{name}"', "Director", "XX") for n, name in enumerate(names, 1)))
    batch = read(file, ours=("Us",))
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == called


@pytest.mark.parametrize("heading", ["Seniority", "Junior/Senior", "Senion/Junior", "Column1"])
def test_junior_posts_are_known_by_their_values_whatever_the_column_is_called(tmp_path: Path, heading: str) -> None:
    """Departments call the column that says which posts are senior as they like."""
    stacked = f"Back to Index,{heading}," + NEW + f"Sep-15,Senior,{ROWS.splitlines()[0]}\n" + (
        "Sep-15,Junior,,,G7,Clerk,,Dept,Agency,Unit B,,,1,,3,1,2,,Law,,\n" * 2)
    batch = _read(_file(tmp_path, stacked, "agency.csv"))
    assert keys(batch, "Post") == {"1"}
    assert keys(batch, "Unit") == set()
    assert said(batch.problems, "2 junior posts were left out")


@pytest.mark.parametrize("name", ["Ines Castell & Bo Lee", "Ines Castell and Bo Lee", "Ines Castell / Bo Lee",
                                  '"Castell, Ines & Lee, Bo"', "Ines Castell/Bo Lee", "Ines Castell; Bo Lee"])
def test_two_names_in_one_cell_are_a_job_share(tmp_path: Path, name: str) -> None:
    batch = _read(_file(tmp_path, NEW + _row("1", name, "Director", "XX") + _row("2", "Cy Wu", "Deputy", "1")))
    assert ends(batch, "HOLDS") == {("ines-castell", "1"), ("bo-lee", "1"), ("cy-wu", "2")}
    assert {t.props["kind"] for t in ties(batch, "HOLDS") if t.end.endswith(":1")} == {"job_share"}
    assert batch.rows == 2
    assert not [p for p in batch.problems if p.rejected]
    assert said(batch.problems, "Names in one cell were read as people who share the post")


@pytest.mark.parametrize("name", ["Alexander", "Anna Sandler", "Ana de la Cruz and Vega", "Policy & Strategy"])
def test_a_name_that_only_looks_like_two_stays_one(tmp_path: Path, name: str) -> None:
    batch = _read(_file(tmp_path, NEW + _row("1", name, "Director", "XX")))
    assert [n.props["name"] for n in batch.nodes if n.label == "Person"] == [name]


@pytest.mark.parametrize(("name", "day"), [
    ("300913-Agency-senior.csv", date(2013, 9, 30)), ("310312-Agency-Organogram-senior.csv", date(2012, 3, 31)),
    ("130930-Agency-Data-senior.csv", date(2013, 9, 30)), ("Agency-Sept-2013a-senior.csv", date(2013, 9, 30)),
    ("staff_and_salary_-_September_2013-senior.csv", date(2013, 9, 30)), ("Acme-Mar-15-senior.csv", date(2015, 3, 31)),
    ("Agency 31 March 2014.csv", date(2014, 3, 31)), ("Agency-Nov-2013-senior.csv", None), ("Mars-12.csv", None),
    ("report-1309305.csv", None)])
def test_the_day_may_stand_in_the_name_of_the_file(tmp_path: Path, name: str, day: date | None) -> None:
    found = said(_read(_file(tmp_path, name=name)).problems, "The posts are those of")
    assert [p.message for p in found] == ([f"The posts are those of {day}."] if day else [])


def test_the_workbook_of_the_template(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "(reference) grades"
    book.active.append(["Grade", "Pay floor"])
    book.active.append(["SCS1", 60000])
    senior = book.create_sheet("(final data) senior-staff")
    for line in (NEW + ROWS).splitlines():
        senior.append(next(csv.reader([line])))
    junior = book.create_sheet("(final data) junior-staff")
    for line in JUNIOR.splitlines():
        junior.append(next(csv.reader([line])))
    book.save(tmp_path / "Agency.xlsx")
    batch = _read(tmp_path / "Agency.xlsx")
    assert importers.recognised(tmp_path / "Agency.xlsx").NAME == "organogram"
    assert keys(batch, "Post") == {"1", "2", "3", "4", "6", "7"}
    assert not [fact for fact in batch.facts if "60000" in repr(fact) or "99000" in repr(fact)]
