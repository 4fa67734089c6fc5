"""Posts and units of the plain folder: holders, vacancies, lines, levels."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map.identity.nobody import holder_says

from .importing import ends, folder, keys, node, read, said, ties

PEOPLE = "id,name,email,organisation\np1,Ana Bell,ana@x.org,us\np2,Bo Lee,bo@y.org,Northby Council\n"


def test_posts_with_two_holders_and_vacant_ones(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people=PEOPLE,
            posts="id,title,organisation,holder,kind,post_until,reports_to,line\n"
            "h1,Officer,nb,p1,job share,,h2,\nh1,,nb,p2,job share,,,\nh2,Head,nb,Vacant,,,,\n"
            "h3,Clerk,nb,N/D,,,h1,dotted\n"
            "h4,Gone,nb,Eliminated,,,,\nh5,Went,nb,Eliminated,,2024,,\nh1,Chief,nb,,,,,\nh6,Mail,nb,TBC,,,h9,\n",
        )
    )
    assert keys(batch, "Post") >= {"h1", "h2", "h3", "h5", "h6"}
    assert "h4" not in keys(batch, "Post")
    assert node(batch, "h5").props["until"] == date(2024, 12, 31)
    assert ends(batch, "HOLDS") >= {("p1", "h1"), ("p2", "h1")}
    assert {t.props["kind"] for t in ties(batch, "HOLDS") if t.end == "plain:h1"} == {"job_share"}
    assert {(t.start, t.end, t.props["line"]) for t in ties(batch, "REPORTS_TO")} == {
        ("plain:h1", "plain:h2", "solid"),
        ("plain:h3", "plain:h1", "dotted"),
    }
    (problem,) = batch.rejected
    assert (problem.line, problem.column) == (8, "title")
    assert "line 2 of posts.csv" in problem.message
    assert said(batch.notes, "not among the posts")[0].line == 9
    assert said(batch.notes, "abolished without a last day")


def test_leaving_in_people_and_staying_in_posts_is_noted(tmp_path: Path) -> None:
    people = "id,name,organisation,until\np1,Ana Ash,nb,2025-12-31\np2,Bo Birch,nb,\n"
    posts = "id,title,organisation,holder,until\nh1,Officer,nb,p1,\nh2,Head,nb,p2,\n"
    organisations = "id,name,ours\nnb,North,yes\n"
    batch = read(folder(tmp_path, organisations=organisations, people=people, posts=posts))
    (note,) = said(batch.notes, "what posts says counts")
    assert (note.file, note.line, note.column) == ("people.csv", 2, "until")
    (held,) = [t for t in ties(batch, "HOLDS") if t.end == "plain:h1"]
    assert held.props["until"] is None


def test_lines_by_title_and_holder_and_lines_that_lead_nowhere(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            people=PEOPLE + "p3,Cy,,nb\n",
            posts="title,organisation,holder,reports_to\nHead,nb,Bo Lee,\nOfficer,nb,Cy,Head\nClerk,nb,,bo@y.org\n"
            "Self,nb,,Self\nRound,nb,,About\nAbout,nb,,Round\nLead,us,p1,Nobody Known\n",
        )
    )
    assert batch.rejected == ()
    assert ends(batch, "REPORTS_TO") == {("nb/post/officer", "nb/post/head"), ("nb/post/clerk", "nb/post/head")}
    assert len(said(batch.notes, "in a circle")) == 1
    assert "3 rows" in said(batch.notes, "in a circle")[0].message
    assert said(batch.notes, "not among the posts")[0].value == "Nobody Known"


def test_posts_without_id_keep_their_holders_whatever_order_they_have(tmp_path: Path) -> None:
    rows = ["Officer,nb,p1", "Officer,nb,p2", "Officer,nb,", "Officer,nb,"]
    posts = "title,organisation,holder\n"
    first = read(folder(tmp_path / "a", people=PEOPLE, posts=posts + "\n".join(rows) + "\n"))
    again = read(folder(tmp_path / "b", people=PEOPLE, posts=posts + "\n".join(rows[::-1]) + "\n"))
    assert ends(first, "HOLDS") == ends(again, "HOLDS")
    assert len(keys(first, "Post") - {"p1/post/us"}) == 4
    alone = read(folder(tmp_path / "c", people=PEOPLE, posts=posts + rows[0] + "\n"))
    later = read(folder(tmp_path / "d", people=PEOPLE, posts=posts + "\n".join(rows) + "\n"), known=alone)
    assert ("p1", "nb/post/officer") in ends(later, "HOLDS")


def test_units_named_in_passing_are_added_only_where_no_sheet_lists_units(tmp_path: Path) -> None:
    people = "id,name,organisation,unit\np1,Ana,us,Housing\np2,Bo,nb,Housing\np3,Cy,nb,housing\n"
    batch = read(folder(tmp_path / "a", people=people))
    assert keys(batch, "Unit") == {"us/housing", "nb/housing"}
    assert ("p3/post/nb", "nb/housing") in ends(batch, "IN")
    assert said(batch.notes, "stand in no sheet of units")
    strict = read(folder(tmp_path / "b", people=people, units="name,organisation\nHousing,nb\n"))
    assert [p.line for p in strict.rejected] == [2]


def test_units_inside_units_and_their_organisation(tmp_path: Path) -> None:
    batch = read(
        folder(
            tmp_path,
            units="id,name,organisation,part_of\nu1,Division,nb,\nu2,Team,,Division\nu3,Lone,,\nu4,Wrong,us,u1\n",
            people="name,unit\nAna,Team\n",
        )
    )
    assert ends(batch, "PART_OF") == {("u1", "nb"), ("u2", "u1")}
    assert [p.line for p in batch.rejected] == [5]
    assert ("ana", "ana/post/nb") in ends(batch, "HOLDS")
    assert said(batch.notes, "Units without an organisation")


def test_levels_are_proposed_once_and_applied_only_when_confirmed(tmp_path: Path) -> None:
    people = "id,name,organisation,title,level\np1,Ana,us,Chief Executive,\np2,Bo,nb,Fellow,\np3,Cy,nb,Nurse,Tier 9\n"
    batch = read(folder(tmp_path / "a", people=people))
    assert {n.props["level"] for n in batch.nodes if n.label == "Post"} == {None}
    (note,) = said(batch.notes, "No level is known")
    assert "Chief Executive → executive; Fellow → ?" in note.message
    assert "Tier 9" in said(batch.notes, "none of the words")[0].message
    sure = read(
        folder(tmp_path / "b", people=people, levels="title,level\nchief executive,executive\nFellow,Front-line\n")
    )
    assert node(sure, "p1/post/us").props["level"] == "executive"
    assert node(sure, "p2/post/nb").props["level"] == "frontline"
    assert "for 1 title." in said(sure.notes, "No level is known")[0].message
    assert "levels" not in sure.sheets


def test_lines_have_days_of_their_own_and_former_ones_lead_in_no_circle(tmp_path: Path) -> None:
    batch = read(folder(tmp_path, posts="id,title,organisation,reports_to,line_since,line_until\n"
                        "a,Officer,nb,b,2024,,\na,Officer,nb,c,2020,2023\nb,Head,nb,,,\nc,Chief,nb,a,2019,2019-12-31\n"
                        "d,Clerk,nb,b,2024,2020\n"))
    assert {(t.start, t.end): (t.props["since"], t.props["until"]) for t in ties(batch, "REPORTS_TO")} == {
        ("plain:a", "plain:b"): (date(2024, 1, 1), None),
        ("plain:a", "plain:c"): (date(2020, 1, 1), date(2023, 12, 31)),
        ("plain:c", "plain:a"): (date(2019, 1, 1), date(2019, 12, 31))}
    assert [(p.line, p.column) for p in batch.rejected] == [(6, "line_until")]


@pytest.mark.parametrize(("name", "vacant"), [
    ("Vacant", True), ("Vacant Vacant", True), ("TBC TBC", True), ("Na Na", False), ("Vacant Brown", False)])
def test_who_is_nobody_also_in_two_fields(name: str, vacant: bool) -> None:
    assert (holder_says(name) == "vacant") == vacant


@pytest.mark.parametrize("name", [
    "Undisclosed", "Name not disclosed", "Unassigned", "To be hired", "TBH", "Open position", "Open Role", "New hire",
    "Vacant (recruiting)", "Vacant - recruiting", "Vacant: see HR", "Vacant 1", "VACANCY 2", "[Vacant]", "Vacant post",
    "Vacant as of 1 May", "Position vacant", "Role is vacant", "TBD - Hiring", "Under recruitment", "Vakant", "N.N.",
    "unbesetzt", "Poste vacant", "\u00e0 pourvoir", "Vacante"])
def test_a_remark_behind_the_word_names_nobody_either(name: str) -> None:
    assert holder_says(name) == "vacant"


@pytest.mark.parametrize("name", ["Vacant Brown", "Open Smith", "Rolf Vacant", "Ana Post", "Bo Opening", "N. Nkosi",
                                  "Vacant-Brown", "Hire Ann", "Ana Bell (vacant from May)"])
def test_names_that_only_hold_such_a_word_stay_names(name: str) -> None:
    assert holder_says(name) == ""
