"""Charts as lists: managers by id, address and name, dotted lines, vacancies, job shares, loops, whose chart it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import org_chart

from .importing import ends, keys, node, read, said, ties

BY_ID = "Employee ID,Name,Title,Department,Reports_To\n"


def load(tmp_path: Path, text: str, name: str = "export.csv", sure: float = 0.95, **options: object) -> Batch:
    tmp_path.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    assert org_chart.detect(Sample(tmp_path / name)) == sure
    return read(tmp_path / name, **{"ours": ("Harbour Trust",), **options})


def test_managers_by_id(tmp_path: Path) -> None:
    batch = load(tmp_path, BY_ID + "7,Ana Bell,Chief,,\n8,Bo Lee,Head,Housing,7\n9,Cy Wu,Clerk,Housing,8\n")
    assert batch.source == "org-chart-harbour-trust"
    assert batch.rejected == ()
    assert batch.rows == 3
    assert keys(batch, "Person") == {"7", "8", "9"}
    assert ends(batch, "REPORTS_TO") == {("post/8", "post/7"), ("post/9", "post/8")}
    assert ends(batch, "HOLDS") == {("7", "post/7"), ("8", "post/8"), ("9", "post/9")}
    assert ("post/9", "harbour-trust/housing") in ends(batch, "IN")
    assert node(batch, "post/8").props["title"] == "Head"


def test_managers_under_the_columns_of_drawing_programmes(tmp_path: Path) -> None:
    batch = load(tmp_path, "id,parentId,name,positionName,department\n1,,Ana Bell,Chief,\n2,1,Bo Lee,Head,Housing\n",
                 sure=0.6)
    assert ends(batch, "REPORTS_TO") == {("post/2", "post/1")}
    assert node(batch, "post/2").props["title"] == "Head"


@pytest.mark.parametrize(
    ("header", "sure"),
    [
        ("Name,Position,Email,Manager", 0.6),
        ("Employee Name,Job Title,Work Email,Supervisor Email", 0.6),
        ("Full Name,Title,E-mail,Reports To", 0.6),
        ("Employee,Role,Email Address,Line Manager", 0.6),
    ],
)
def test_managers_by_address_and_name(tmp_path: Path, header: str, sure: float) -> None:
    rows = '\nAna Bell,Chief,ana@x.example,\nBo,Head,bo@x.example,ANA@x.example\nCy,Clerk,,"Bell, Ana"\n'
    batch = load(tmp_path, header + rows, sure=sure)
    assert batch.rejected == ()
    posts = {("post/bo@x.example", "post/ana@x.example"), ("post/cy", "post/ana@x.example")}
    assert ends(batch, "REPORTS_TO") == posts


def test_vacant_seats_stay_in_the_chart(tmp_path: Path) -> None:
    rows = "P1,E1,Ana,Chief,\nP2,,Vacant,Head,P1\nP3,E3,Cy,Clerk,P2\nP4,,,Clerk,P2\nP5,,Eliminated,Clerk,P2\n"
    batch = load(tmp_path, "Position ID,Employee ID,Name,Title,Manager ID\n" + rows)
    assert keys(batch, "Person") == {"E1", "E3"}
    assert keys(batch, "Post") == {"P1", "P2", "P3", "P4"}
    assert ends(batch, "REPORTS_TO") == {("P2", "P1"), ("P3", "P2"), ("P4", "P2")}
    assert ends(batch, "HOLDS") == {("E1", "P1"), ("E3", "P3")}


def test_a_manager_may_be_named_by_employee_or_by_position(tmp_path: Path) -> None:
    rows = "P1,E1,Ana,Chief,\nP2,E2,Bo,Head,E1\nP3,E3,Cy,Clerk,P2\n"
    batch = load(tmp_path, "Position ID,Employee ID,Name,Title,Manager\n" + rows)
    assert ends(batch, "REPORTS_TO") == {("P2", "P1"), ("P3", "P2")}


def test_several_holders_of_one_position_share_it(tmp_path: Path) -> None:
    rows = "P1,Ana,Chief,\nP2,Bo,Head,P1\nP2,Cy,Head,P1\nP3,Dee,Clerk,Cy\n"
    batch = load(tmp_path, "UPN,Name,Title,Reports To\n" + rows)
    assert ends(batch, "HOLDS") == {("ana", "P1"), ("bo", "P2"), ("cy", "P2"), ("dee", "P3")}
    assert {t.start.partition(":")[2] for t in ties(batch, "HOLDS") if t.props["kind"] == "job_share"} == {"bo", "cy"}
    assert ends(batch, "REPORTS_TO") == {("P2", "P1"), ("P3", "P2")}


def test_a_matrix_has_dotted_lines(tmp_path: Path) -> None:
    header = "Employee ID,Name,Title,Manager ID,Dotted Line Manager\n"
    batch = load(tmp_path, header + "1,Ana,Chief,,\n2,Bo,Head,1,\n3,Cy,Clerk,2,Ana\n")
    lines = {(t.start[-1], t.end[-1]): t.props["line"] for t in ties(batch, "REPORTS_TO")}
    assert lines == {("2", "1"): "solid", ("3", "2"): "solid", ("3", "1"): "dotted"}
    twice = load(tmp_path / "2", BY_ID + "1,Ana,Chief,,\n2,Bo,Head,,1\n3,Cy,Clerk,,2\n3,Cy,Clerk,,1\n")
    assert {(t.start[-1], t.end[-1]): t.props["line"] for t in ties(twice, "REPORTS_TO")} == lines
    assert twice.rejected == ()


def test_loops_dangling_and_unclear_managers_are_told_and_cost_no_row(tmp_path: Path) -> None:
    rows = "1,Ana,Chief,,1\n2,Bo,Head,,3\n3,Cy,Head,,2\n4,Dee,Clerk,,99\n5,Jo Wu,,,\n6,Jo Wu,Lead,,\n7,Ed,,,Jo Wu\n"
    batch = load(tmp_path, BY_ID + rows)
    assert batch.rejected == ()
    assert len(keys(batch, "Post")) == 7
    assert ends(batch, "REPORTS_TO") == set()
    assert "3 rows" in said(batch.notes, "in a circle")[0].message
    assert said(batch.notes, "is not among the posts")[0].value == "99"
    assert "Jo Wu (line 8)" in said(batch.notes, "may be several people")[0].message


@pytest.mark.parametrize("top", ["", "XX", "None", "n/a", "-", "0"])
def test_the_top_reports_to_nobody(tmp_path: Path, top: str) -> None:
    batch = load(tmp_path, BY_ID + f"1,Ana,Chief,,{top}\n")
    assert not said(batch.notes, "reported to")


def test_the_organisation_is_a_column_or_ours(tmp_path: Path) -> None:
    header = "Employee ID,Name,Title,Company,Manager ID\n"
    batch = load(tmp_path, header + "1,Ana,Chief,Northby,\n2,Bo,Head,,1\n3,Cy,Head,northby,1\n")
    assert batch.source == "org-chart-northby"
    assert ends(batch, "IN") == {(f"post/{n}", "northby") for n in (1, 2, 3)}
    with pytest.raises(InputError, match="not known whose chart"):
        load(tmp_path, BY_ID + "1,Ana,Chief,,\n", ours=())
    with pytest.raises(InputError, match="not known whose chart"):
        load(tmp_path, BY_ID + "1,Ana,Chief,,\n", ours=("One", "Two"))


def test_a_file_called_chart_is_a_sheet_of_posts_unless_it_names_people(tmp_path: Path) -> None:
    batch = load(tmp_path, "Name,Title,Manager\nAna,Chief,\nBo,Head,Ana\n", name="org chart.csv", sure=0.85)
    assert ends(batch, "REPORTS_TO") == {("post/bo", "post/ana")}
    (tmp_path / "posts.csv").write_text("title,incumbent,manager\nChief,,\n")
    assert org_chart.detect(Sample(tmp_path / "posts.csv")) < 0.8


def test_a_workbook_with_plain_sheets_is_no_chart_and_one_without_is(tmp_path: Path) -> None:
    for name, wanted in (("people", "plain"), ("Sheet1", "org-chart")):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = name
        for row in (("Name", "Title", "Reports to"), ("Ana", "Chief", ""), ("Bo", "Head", "Ana")):
            sheet.append(row)
        book.save(tmp_path / f"{wanted}.xlsx")
        assert wanted == recognised(tmp_path / f"{wanted}.xlsx").NAME


def test_comments_above_the_header_are_passed_over(tmp_path: Path) -> None:
    above = "# label: %name%<br>%position%\n# connect: {from: 'manager', to: 'id'}\n## a comment, with commas\n"
    header = "name,position,id,location,manager,email,fill\n"
    batch = load(tmp_path, above + header + "Ana,Chief,a,X,,,#ff\nBo,Head,b,X,a,,#ff\n", sure=0.6)
    assert ends(batch, "REPORTS_TO") == {("post/b", "post/a")}
    assert "location, fill" in said(batch.notes, "nothing is read")[0].message


def test_a_second_chart_of_the_same_source_keeps_the_keys(tmp_path: Path) -> None:
    header = "Name,Title,Email,Manager\n"
    first = load(tmp_path / "1", header + "Ana,Chief,,\nBo,Head,bo@x.example,Ana\n", sure=0.6)
    later = tmp_path / "later.csv"
    later.write_text(header + "Ana,Chief,,\nBo,Director,bo@x.example,Ana\n")
    assert {n.key for n in read(later, known=first).nodes} == {n.key for n in first.nodes}


def test_a_vacant_post_with_the_number_of_an_employee_is_vacant(tmp_path: Path) -> None:
    batch = load(tmp_path, BY_ID + "7,Ana Bell,Chief,,\n8,Vacant,Head,Housing,7\n9,Cy Wu,Clerk,Housing,8\n")
    assert batch.rejected == ()
    assert keys(batch, "Person") == {"7", "9"}
    assert ends(batch, "REPORTS_TO") == {("8", "post/7"), ("post/9", "8")}
    assert ends(batch, "HOLDS") == {("7", "post/7"), ("9", "post/9")}


def test_a_chart_without_organisation_says_that_it_was_taken_for_ours(tmp_path: Path) -> None:
    batch = load(tmp_path, BY_ID + "1,Ana,Chief,,\n2,Bo,Head,,1\n")
    (note,) = said(batch.notes, "No column names the organisation")
    assert "taken for people of “Harbour Trust”, which is ours" in note.message
    assert "column “organisation”" in note.hint
    named = load(tmp_path, "Employee ID,Name,Title,Company,Manager ID\n1,Ana,Chief,Northby,\n2,Bo,Head,,1\n")
    assert not said(named.notes, "No column names")


def test_columns_of_templates_for_drawing(tmp_path: Path) -> None:
    batch = load(tmp_path, "Employee ID,Employee Name,Title,Supervisor ID,Employee Email,Employee Phone\n"
                           "1,Ana Bell,Chief,,ana@x.example,020\n2,Bo Lee,Head,1,bo@x.example,\n")
    assert node(batch, "1").props["email"] == "ana@x.example"
    assert node(batch, "1").props["phone"] == "020"
    batch = load(tmp_path / "js", "id,name,title,pid,tags\n1,Ana Bell,Chief,,\n2,Bo Lee,Head,1,x\n", sure=0.6)
    assert ends(batch, "REPORTS_TO") == {("post/2", "post/1")}
    batch = load(tmp_path / "drawn", "Name,Manager,Tooltip\nAna Bell,,Chief\nBo Lee,Ana Bell,Head\n", sure=0.6)
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Chief", "Head"}
    assert len(ties(batch, "REPORTS_TO")) == 1


def test_two_names_in_one_cell_share_the_post(tmp_path: Path) -> None:
    batch = load(tmp_path, "Employee ID,Name,Title,Email,Reports_To\n7,Ana Bell & Bo Lee,Chief,chief@x.example,\n"
                           "8,Cy Wu,Head,,Ana Bell\n9,Rock and Roll,Clerk,,8\n")
    assert ends(batch, "HOLDS") == {("ana-bell", "7"), ("bo-lee", "7"), ("8", "post/8"), ("9", "post/9")}
    assert {t.props["kind"] for t in ties(batch, "HOLDS") if t.end.endswith("7")} == {"job_share"}
    assert len(ties(batch, "REPORTS_TO")) == 2
    assert batch.rows == 3
    assert said(batch.problems, "Names in one cell were read as people who share the post: Ana Bell & Bo Lee.")


def test_a_number_sign_is_a_number_and_no_name(tmp_path: Path) -> None:
    batch = load(tmp_path, "Employee #,First Name,Last Name,Job Title,Reporting to,Work Email,Work Phone #\n"
                           '1,Ana,Bell,Chief,,ana@x.example,020\n2,Bo,Lee,Head,"Bell, Ana",bo@x.example,\n', sure=0.95)
    assert {n.props["name"] for n in batch.nodes if n.label == "Person"} == {"Ana Bell", "Bo Lee"}
    assert node(batch, "1").props["phone"] == "020"
    assert ends(batch, "REPORTS_TO") == {("post/2", "post/1")}


def test_the_company_of_a_directory_is_the_organisation(tmp_path: Path) -> None:
    batch = load(tmp_path, "displayName,jobTitle,department,manager,companyName,mail\n"
                           "Ana Bell,Chief,Board,,Northby Ltd,ana@x.example\n"
                           "Bo Lee,Head,Finance,ana@x.example,Northby Ltd,bo@x.example\n", sure=0.6)
    assert keys(batch, "Organisation") == {"northby-ltd", "harbour-trust"}
    assert not said(batch.notes, "taken for people of")
    assert batch.source == "org-chart-northby-ltd"


def test_roles_with_numbers_of_their_own(tmp_path: Path) -> None:
    batch = load(tmp_path, "Role ID,Role Name,Person Name,Reports To (Role ID),Email\n"
                           "R1,Chief,Ana Bell,,ana@x.example\nR2,Head,Bo Lee,R1,\nR3,Clerk,,R2,\n")
    assert ends(batch, "REPORTS_TO") == {("R2", "R1"), ("R3", "R2")}
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Chief", "Head", "Clerk"}
    assert len(keys(batch, "Person")) == 2
