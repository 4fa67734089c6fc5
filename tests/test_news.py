"""What an import tells about people: who left, who came, which posts changed hands, which relationships that breaks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.news import News, news
from stakeholder_map.batch import Batch
from stakeholder_map.cli.news import lines
from stakeholder_map.plan.after import facts_after
from stakeholder_map.plan.comparison import compare
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Facts

from .commands import Run
from .importing import folder, read, stored
from .lists import knows, listed, person
from .test_importers_organogram import NEW, _row

BEFORE, DAY = date(2026, 3, 31), date(2026, 6, 30)
PEOPLE = "id,name,organisation,title,restricted\n"
ANA, BO, CY, DEE = (f"{row},\n" for row in (
    "a,Ana Bell,us,Lead", "b,Bo Lee,nb,Head of Parks", "c,Cy Dow,nb,Clerk", "d,Dee Fox,nb,Mayor"))
TIES = "from,to,last_contact\na,b,2026-03-01\na,c,2026-03-01\n"


def told(first: Batch, second: Batch, *others: Batch) -> News:
    """What the second file tells on DAY, in a store that holds the first one and some of other sources."""
    facts = stored(first, *others)
    own = Facts([n for n in facts.nodes if n[1]["source"] == second.source],
                [t for t in facts.ties if t[5]["source"] == second.source])
    after = facts_after(facts, compare(own, second, DAY).changes)
    return news(*(Snapshot.of_facts(f.nodes, f.ties, DAY) for f in (facts, after)))


def text(found: News) -> str:
    return "\n".join(lines(found))


def test_who_left_and_came_and_what_that_breaks(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=PEOPLE + ANA + BO + CY, ties=TIES), as_of=BEFORE)
    second = read(folder(tmp_path / "b", people=PEOPLE + ANA + CY + DEE, ties=TIES.replace("a,b,2026-03-01\n", "")),
                  known=first, as_of=DAY)
    found = told(first, second)
    assert text(found) == (
        "1 person left: Bo Lee (Northby Council).\n1 person came: Dee Fox (Northby Council).\n"
        "That breaks 1 relationship that counted: Ana Bell – Bo Lee (Northby Council).")
    assert not told(first, first)


def test_who_moves_is_said_to_have_moved(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=PEOPLE + ANA + BO, ties="from,to\na,b\n"), as_of=BEFORE)
    second = read(folder(tmp_path / "b", people=PEOPLE + ANA + BO.replace("nb", "us"), ties="from,to\na,b\n"),
                  known=first, as_of=DAY)
    assert text(told(first, second)) == (
        "1 person left: Bo Lee (Northby Council, now Harbour Trust).\n"
        "1 person came: Bo Lee (Harbour Trust, from Northby Council).\n"
        "That breaks 1 relationship that counted: Ana Bell – Bo Lee (Northby Council).")


def test_who_stands_there_by_another_list_has_not_left(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "a", people=PEOPLE + ANA + BO, ties="from,to\na,b\n"), as_of=BEFORE)
    other = read(folder(tmp_path / "c", organisations="",
                        people="name,organisation,title\nBo Lee,Northby Council,Chair\n"),
                 known=first, source="c")
    second = read(folder(tmp_path / "b", people=PEOPLE + ANA, ties="from,to\na,b\n"), known=first, as_of=DAY)
    assert not [n for n in other.nodes if n.label == "Person"]
    assert told(first, second).left
    assert not told(first, second, other)


def test_restricted_people_are_in_no_news(tmp_path: Path) -> None:
    hidden = BO.replace("\n", "yes\n")
    first = read(folder(tmp_path / "a", people=PEOPLE + ANA + hidden, ties="from,to\na,b\n"), as_of=BEFORE)
    second = read(folder(tmp_path / "b", people=PEOPLE + ANA), known=first, as_of=DAY)
    assert not told(first, second)


def test_posts_that_change_hands_and_posts_left_vacant(tmp_path: Path) -> None:
    """Two organograms of one body, a quarter apart."""
    first, second = (tmp_path / f"agency-2026-0{month}-30-senior.csv" for month in (3, 6))
    top = _row("1", "Ines Castell", "Chief Executive", "XX", email="ines@a.uk")
    first.write_text(NEW + top + _row("2", "Tom Adeyemi", "Director", "1") + _row("3", "Cy Wu", "Deputy", "2")
                     + _row("4", "Flo Ash", "Counsel", "1") + _row("5", "Gus Orr", "Abolished later", "1"))
    second.write_text(NEW + top + _row("2", "Bo Lee", "Director", "1") + _row("3", "Vacant", "Deputy", "2")
                      + _row("4", "Cy Wu", "Counsel", "1"))
    before = read(first, ours=("Us",), as_of=BEFORE)
    found = told(before, read(second, ours=("Us",), as_of=DAY, known=before))
    assert text(found) == (
        "3 people left: Flo Ash (Agency); Gus Orr (Agency); Tom Adeyemi (Agency).\n1 person came: Bo Lee (Agency).\n"
        "2 posts changed hands: Director, Tom Adeyemi → Bo Lee; Counsel, Flo Ash → Cy Wu.\n"
        "1 post left vacant: Deputy.")


def test_of_many_only_a_few_are_named(tmp_path: Path) -> None:
    people = PEOPLE + "".join(f"{n},Person {n},nb,,\n" for n in range(9))
    first = read(folder(tmp_path / "a", people=PEOPLE + "0,Person 0,nb,,\n"), as_of=BEFORE)
    second = read(folder(tmp_path / "b", people=people), known=first, as_of=DAY)
    assert text(told(first, second)).startswith("8 people came: Person 1 (Northby Council);")
    assert text(told(first, second)).endswith("; and 3 more.")


@given(st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcd"), unique=True))
def test_the_facts_after_a_plan_are_those_that_are_stored(old: list[str], new: list[str]) -> None:
    """Loading a file into nothing and planning the next one gives what that one says, and what was closed."""
    def batch(names: list[str], strength: int) -> Batch:
        pairs = [(a, b) for a in names for b in names if a < b]
        return listed(*(person(n) for n in names), *(knows(a, b, strength=strength) for a, b in pairs))

    facts = facts_after(Facts([], []), compare(Facts([], []), batch(old, 1), BEFORE).changes)
    after = facts_after(facts, compare(facts, batch(new, 2), DAY).changes)
    assert {props["key"] for _, props in after.nodes} == {f"crm:{n}" for n in {*old, *new}}
    still = {t[5]["key"]: t[5]["strength"] for t in after.ties if "until" not in t[5]}
    assert still == {tie.key: 2 for tie in batch(new, 2).ties}
    assert {t[5]["until"] for t in after.ties if "until" in t[5]} <= {date(2026, 6, 29)}


def test_a_dry_run_tells_the_same_as_the_import(run: Run, tmp_path: Path) -> None:
    first = folder(tmp_path / "a", people=PEOPLE + ANA + BO + CY, ties=TIES)
    assert json.loads(run("import", first, "--as-of", BEFORE, "--json").out)["news"] is None
    second = folder(tmp_path / "b", people=PEOPLE + ANA + CY + DEE, ties=TIES.replace("a,b,2026-03-01\n", ""))
    words = ("import", second, "--close", "--as-of", DAY)
    dry = run(*words, "--dry-run", "--json")
    assert "That breaks 1 relationship that counted: Ana Bell – Bo Lee (Northby Council)." in dry.err
    said = run(*words, "--json")
    expected = json.loads(said.out)["news"]
    assert json.loads(dry.out)["news"] == expected
    assert [row["person"] for row in expected["left"]] == [{"id": "plain:b", "name": "Bo Lee"}]
    assert expected["broken"] == [{
        "ours": {"id": "plain:a", "name": "Ana Bell"}, "theirs": {"id": "plain:b", "name": "Bo Lee"},
        "organisation": {"id": "plain:nb", "name": "Northby Council"}}]
    assert not any(json.loads(run(*words, "--json").out)["news"].values())
