"""Members of PARTNER CPRM, lists of stakeholders, and that no format of address books takes another's file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import partner_cprm, stakeholder_list

from . import test_formats_google, test_formats_linkedin, test_formats_org_chart, test_formats_outlook
from .importing import ends, folder, keys, node, read, said, ties
from .thorough import examples

CPRM = (
    "Primary Organization,Node Label,Address,City,Province,Postal Code,Country,First Name,Last Name,Email,Job Title,"
    "Website,Phone Number,Sector,Primary Org Function,Our Code\n"
)
DISEMBARK = (
    "name,email,phone,position,organization_unit,manager_name,manager_email,notes,influence_level,interest_level,"
    "support_level,risk_level\n"
)
LEAP = "name,email,role,department,influence,support,interest,external_id\n"
PARTNERSHIP = "id,name,organisations\nh,Harbour Skills,us;nb\n"


def load(path: Path, text: str, **options: object) -> Batch:
    path.write_text(text, "utf-8")
    return read(path, **{"ours": ("Harbour Trust",), **options})


def test_members_of_a_network_are_organisations_with_a_contact(tmp_path: Path) -> None:
    rows = (
        "Northby Council,NC,1 High Street,Northby,,N1,UK,Ana,Bell,ana@n.example,Head,https://n.example,1,Government,,x\n"
        "Northby Council,NC,,,,,,Bo,Lee,bo@n.example,Lead,,,,,\n"
        "Eastby Museum,EM,,,,,,,,front@e.example,,,,,Culture,\n"
    )
    batch = load(tmp_path / "members.csv", CPRM + rows)
    assert partner_cprm.detect(Sample(tmp_path / "members.csv")) > 0.95
    assert batch.source == "partner-cprm"
    assert node(batch, "northby-council").props == {
        "name": "Northby Council", "kind": "Government", "website": "https://n.example"}  # fmt: skip
    assert node(batch, "eastby-museum").props["kind"] == "Culture"
    assert keys(batch, "Person") == {"ana@n.example", "bo@n.example"}
    assert ends(batch, "SERVES") == {("front@e.example", "eastby-museum")}
    assert said(batch.notes, "does not name the partnership")
    assert said(batch.notes, "nothing is read from them: Our Code.")


def test_one_column_may_hold_the_whole_name(tmp_path: Path) -> None:
    text = "Primary Organization,Node Label,First and Last Name,Email\nNorthby,NC,Ana Bell,ana@n.example\n"
    assert node(load(tmp_path / "m.csv", text), "ana@n.example").props["name"] == "Ana Bell"


def test_a_list_without_partnership_gives_people_and_lines_and_says_what_is_missing(tmp_path: Path) -> None:
    rows = (
        "Ana Bell,ana@x.example,1,Chief,,,,,5,5,supportive,1\n"
        "Bo Lee,bo@x.example,2,Head,Housing,Ana Bell,ana@x.example,Secret,3,4,neutral,2\n"
        "Cy,cy@x.example,,Clerk,Housing,Nobody,,,,,,\n"
    )
    batch = load(tmp_path / "list.csv", DISEMBARK + rows)
    assert batch.source == "stakeholder-list"
    assert ends(batch, "REPORTS_TO") == {
        ("bo@x.example/post/harbour-trust", "ana@x.example/post/harbour-trust")}  # fmt: skip
    assert ends(batch, "ENGAGED_IN") == set()
    assert "of 2 people were left out" in said(batch.notes, "which partnership")[0].message
    assert said(batch.notes, "taken for people of “Harbour Trust”")
    assert said(batch.notes, "The manager is not among")[0].value == "Nobody"
    assert said(batch.notes, "nothing is read from them: risk_level")
    assert "Secret" not in repr(batch.facts)


def _known(tmp_path: Path) -> Batch:
    people = "id,name,organisation\nx,Xi,us\n"
    return read(folder(tmp_path / "plain", people=people, partnerships=PARTNERSHIP))


def test_the_only_partnership_of_the_store_is_what_it_is_about(tmp_path: Path) -> None:
    rows = "Ana,ana@x.example,Chief,Board,high,champion,5,e1\nBo,bo@x.example,Head,Board,Very low,,2,e2\n"
    batch = load(tmp_path / "list.csv", LEAP + rows, known=_known(tmp_path), ours=())
    assert said(batch.notes, "about Harbour Skills, the only partnership")
    found = {t.start.partition(":")[2]: t.props for t in ties(batch, "ENGAGED_IN")}
    assert {key: (props["power"], props["interest"]) for key, props in found.items()} == {"e1": (4, 5), "e2": (1, 2)}
    assert found["e1"]["current"] == "leading"
    assert batch.rejected == ()


def test_a_column_says_which_partnership(tmp_path: Path) -> None:
    text = "name,email,influence,interest,partnership\nAna,a@x.example,5,1,Harbour Skills\nBo,b@x.example,5,1,Other\n"
    batch = load(tmp_path / "list.csv", text, known=_known(tmp_path), ours=())
    assert ends(batch, "ENGAGED_IN") == {("a@x.example", "plain:h")}
    assert [p.line for p in batch.rejected] == [3]
    assert keys(batch, "Person") == {"a@x.example", "b@x.example"}


def test_values_on_another_scale_are_told_and_not_guessed(tmp_path: Path) -> None:
    rows = "Ana,a@x.example,,,10,5,3,\nBo,b@x.example,,,2,strongly,huge,\n"
    batch = load(tmp_path / "list.csv", LEAP + rows, known=_known(tmp_path), ours=())
    assert said(batch.notes, "“influence” that are on no known scale were left out (2): 10, 2.")
    assert said(batch.notes, "“support” that are on no known scale were left out (2): 5, strongly.")
    (tie,) = ties(batch, "ENGAGED_IN")
    assert (tie.props.get("power"), tie.props.get("interest")) == (None, 3)


SAMPLES = {
    "outlook": test_formats_outlook.WEB + test_formats_outlook.web(first="Ana"),
    "google": test_formats_google.NEW + "\nAna\n",
    "linkedin": test_formats_linkedin.ABOVE + test_formats_linkedin.HEADER + test_formats_linkedin.ROWS,
    "org-chart": test_formats_org_chart.BY_ID + "1,Ana,Chief,,\n",
    "partner-cprm": CPRM,
    "stakeholder-list": DISEMBARK,
    "vcard": "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n",
    "organogram": "Post Unique Reference,Name,Job Title,Organisation,Reports to Senior Post\n1,Ana,Chief,Us,XX\n",
    "plain": "id,name,title,organisation,manager\n1,Ana,Chief,Us,\n",
}
OTHERS = {
    "outlook": test_formats_outlook.DESKTOP,
    "google": test_formats_google.OLD + "\n",
    "stakeholder-list": LEAP,
    "plain": "partnership,name,power,interest,e mail of assessor\n",
}


@pytest.mark.parametrize(("name", "text"), [*SAMPLES.items(), *OTHERS.items()])
def test_every_file_is_taken_for_what_it_is(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / ("people.csv" if name == "plain" else "export.csv")
    path.write_text(text, "utf-8")
    assert name == recognised(path).NAME


def test_lists_of_stakeholders_are_known_by_an_address_and_two_scores(tmp_path: Path) -> None:
    for text, sure in ((LEAP, True), ("name,influence,interest\n", False), ("name,email,interest\n", False)):
        (tmp_path / "a.csv").write_text(text)
        found = stakeholder_list.detect(Sample(tmp_path / "a.csv")) > 0.9
        assert found is sure, text


HEADERS = {
    "outlook": test_formats_outlook.WEB,
    "google": test_formats_google.NEW,
    "linkedin": test_formats_linkedin.HEADER,
    "org-chart": "Position ID,Employee ID,Name,Email,Title,Company,Department,Manager,Dotted Line Manager",
    "partner-cprm": CPRM,
    "stakeholder-list": DISEMBARK.strip() + ",organisation,partnership",
}
CELLS = st.sampled_from(
    ["", "Ana Bell", "Bell, Ana", "ana@x.example", "Vacant", "Northby", "northby", "Home", "Manager", "a ::: b", "1"]
) | st.text(max_size=6)


@pytest.mark.parametrize("name", HEADERS)
@given(data=st.data())
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_row_is_an_error_and_rejected_rows_are_told(tmp_path: Path, name: str, data: st.DataObject) -> None:
    header = HEADERS[name].strip().split(",")
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(header) + 1), min_size=1, max_size=6))
    with (tmp_path / "any.csv").open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([header, *rows])
    try:
        batch = read(tmp_path / "any.csv", ours=("Harbour Trust",), format=name, colleague="Ana Bell")
    except InputError:
        return
    assert {n.label for n in batch.nodes} >= {"Organisation"}
    there = {n.key for n in batch.nodes}
    assert all(tie.start in there and tie.end in there for tie in batch.ties)
    assert all(p.line > 1 and p.file == "any.csv" for p in batch.rejected)


def test_a_list_called_after_the_sheet_of_stakeholders(tmp_path: Path) -> None:
    header = "Stakeholder,Organisation,Role,Influence,Interest,Current position,Desired position"
    text = header + "\nAna Bell,Northby Council,Head,H,Medium,Neutral,Supportive\n"
    (tmp_path / "stakeholders.csv").write_text(text)
    assert recognised(tmp_path / "stakeholders.csv").NAME == "stakeholder-list"
    known = read(folder(tmp_path / "known", partnerships=PARTNERSHIP), ours=("Harbour Trust",))
    batch = read(tmp_path / "stakeholders.csv", known=known, ours=("Harbour Trust",))
    (stance,) = ties(batch, "ENGAGED_IN")
    assert (stance.props["power"], stance.props["interest"]) == (4, 3)
    assert (stance.props["current"], stance.props["desired"]) == ("neutral", "supportive")
    (tmp_path / "stakeholders.csv").write_text("partnership,stakeholder,power,interest\nh,Ana Bell,4,3\n")
    assert recognised(tmp_path / "stakeholders.csv").NAME == "plain"


REGISTERS = (
    "Stakeholder ID,Name,Role / Title,Organisation,Contact,Influence (H/M/L),Interest (H/M/L),Primary concern",
    "No,Stakeholder Name,Title,Organization,Phase,Potential Influence,Level of Interest,Strategy",
    "Code,Name,Role/Title,Organization,Team lead,Power,Interest,Strategy",
    "#,Name,Job title,Company,Engagement,Power Level (1-5),Interest Level (1-5),Quadrant",
    "#,Stakeholder,Position,Organisation,Engagement,Power/Influence,Interest (low/medium/high),Quadrant",
)


@pytest.mark.parametrize("header", REGISTERS)
def test_registers_are_known_by_the_headings_of_planning_templates(tmp_path: Path, header: str) -> None:
    batch = load(tmp_path / "register.csv", f"{header}\n1,Ana Bell,Director,Northby Council,,4,High,\n",
                 known=_known(tmp_path), ours=())
    assert recognised(tmp_path / "register.csv").NAME == "stakeholder-list"
    (stance,) = ties(batch, "ENGAGED_IN")
    assert (stance.props["power"], stance.props["interest"]) == (4, 4)
    assert {n.props["title"] for n in batch.nodes if n.label == "Post"} == {"Director"}
    assert {t.end for t in ties(batch, "IN")} == {"plain:nb"}


def test_a_stakeholder_without_organisation_is_not_put_into_that_of_others(tmp_path: Path) -> None:
    text = ("Stakeholder,Organisation,Role,Influence,Interest\nAna Bell,Northby Council,Head,4,5\nBo Lee,,,2,2\n"
            "Kate Church,,,2,2\n")
    batch = load(tmp_path / "register.csv", text)
    assert ends(batch, "HOLDS") == {("ana-bell", "ana-bell/post/northby-council")}
    assert keys(batch, "Person") == {"ana-bell", "bo-lee", "kate-church"}


def test_organisations_among_stakeholders_are_no_people(tmp_path: Path) -> None:
    text = ("Stakeholder,Type,Organisation,Role,Influence,Interest\nAna Bell,Individual,Northby Council,Head,4,5\n"
            "Northby Residents Association,,,,3,2\nDepartment of Works,,,,3,2\nMoorfield,Organisation,,,3,2\n")
    batch = load(tmp_path / "register.csv", text, known=_known(tmp_path), ours=())
    assert keys(batch, "Person") == {"ana-bell"}
    assert {"northby-residents-association", "department-of-works", "moorfield"} <= keys(batch, "Organisation")
    assert len(ties(batch, "ENGAGED_IN")) == 1
    assert said(batch.notes, "Read as organisations, whose influence and interest are not kept: "
                             "Northby Residents Association, Department of Works, Moorfield.")
