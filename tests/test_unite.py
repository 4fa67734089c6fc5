"""One thing of several lists is one in every analysis: seats, units; and each list can be taken back by itself."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map import importers
from stakeholder_map.analysis.coverage import coverage
from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.ground.sides import sides
from stakeholder_map.analysis.leave.leavers import announced
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.risk.departure import departures
from stakeholder_map.batch import Batch
from stakeholder_map.identity.unite import united
from stakeholder_map.plan.joining import part
from stakeholder_map.snapshot import Snapshot, in_force

from . import test_formats_hubspot as hubspot
from . import test_formats_salesforce as salesforce
from .importing import TODAY, directory, folder, read, stored

PEOPLE = "id,name,email,organisation,title,until\n"
CRM = {"people": PEOPLE + "b,Bo Lee,bo@us.example,us,Officer,\na,Ana Bell,ana@nb.example,nb,Head of Youth,\n"
       "c,Cy Dow,cy@nb.example,nb,Clerk,\n", "ties": "from,to,last_contact\nb,a,2026-06-01\n"}


def crm(path: Path, **sheets: str) -> Batch:
    return read(folder(path / "crm", **{**CRM, **sheets}), source="crm")


def other(path: Path, *known: Batch, source: str = "hub", **sheets: str) -> Batch:
    made = folder(path / source, **{"organisations": "name,ours\nHarbour Trust,yes\nNorthby Council,no\n", **sheets})
    return importers.read([made], importers.Options(as_of=TODAY, source=source), directory(*known))


def seen(*batches: Batch) -> Snapshot:
    facts = stored(*batches)
    return Snapshot.of_facts(facts.nodes, facts.ties, TODAY)


def seats(snapshot: Snapshot) -> list[tuple[str, ...]]:
    """Who holds the seats of the one partner, by name."""
    row, = coverage(snapshot)
    assert sum(cell.seats for cell in row.cells) == len(row.seats)
    return sorted(tuple(sorted(holder.name for holder in seat.holders)) for seat in row.seats)


ALONE = [("Ana Bell",), ("Cy Dow",)]


@pytest.mark.parametrize(("row", "expected"), [
    ("7,Ana Bell,ana@nb.example,Northby Council,head of  youth,", ALONE),
    ("7,Ana Bell,ana@nb.example,Northby Council,,", ALONE),
    ("7,Ana Bell,ana@nb.example,Northby Council,Trustee,", [("Ana Bell",), *ALONE]),
    ("7,Ana Bell,ana@nb.example,Harbour Trust,Head of Youth,", ALONE),
    ("7,Ana Bell,ana@nb.example,Northby Council,Head of Youth,2020-01-31", ALONE),
    ("7,Zoe Fox,zoe@nb.example,Northby Council,Head of Youth,", [*ALONE, ("Zoe Fox",)]),
])
def test_a_title_that_two_lists_say_is_one_seat(tmp_path: Path, row: str, expected: list[tuple[str, ...]]) -> None:
    first = crm(tmp_path)
    second = other(tmp_path, first, people=f"{PEOPLE}{row}\n")
    assert seats(seen(first, second)) == expected
    assert seats(seen(second, first)) == expected, "whichever was first"
    if "Harbour" not in row:
        assert redundancy(seen(first, second))[0].kappa == redundancy(seen(first))[0].kappa


POSTS = "id,title,organisation,holder,reports_to\n"


def test_a_chart_and_a_customer_database_make_one_chart(tmp_path: Path) -> None:
    first = crm(tmp_path)
    second = other(tmp_path, first, people="id,name,email\n1,Ana Bell,ana@nb.example\n2,Cy Dow,cy@nb.example\n",
                   posts=f"{POSTS}p1,Head of Youth,Northby Council,1,\np2,Clerk,Northby Council,2,p1\n"
                   "p3,Porter,Northby Council,,p2\n")
    row, = coverage(seen(first, second))
    assert [len(seat.holders) for seat in row.seats] == [1, 1, 0]
    assert (row.chart.posts, row.chart.lines, row.chart.remarks) == (3, 2, ())
    assert {seat.post.id for seat in row.seats if seat.post} == {"hub:p1", "hub:p2", "hub:p3"}, "the chart's posts stay"


def test_a_job_share_is_one_seat_and_two_posts_of_one_list_stay_two(tmp_path: Path) -> None:
    share = {"people": PEOPLE + "a,Ana Bell,ana@nb.example,nb,Officer,\nc,Cy Dow,cy@nb.example,nb,Officer,\n"}
    first = crm(tmp_path, **share, ties="")
    both = "id,name,email\n1,Ana Bell,ana@nb.example\n2,Cy Dow,cy@nb.example\n"
    one = other(tmp_path, first, people=both, posts="id,title,organisation,holder\np,Officer,Northby Council,1\n"
                "p,Officer,Northby Council,2\n")
    assert seats(seen(first, one)) == [("Ana Bell", "Cy Dow")]
    two = other(tmp_path, first, source="chart", people=both, posts="id,title,organisation,holder,until\n"
                "p,Officer,Northby Council,1,2020-12-31\np,Officer,Northby Council,2,\nq,Officer,Northby Council,1,\n")
    assert seats(seen(first, two)) == [("Ana Bell",), ("Cy Dow",)]


def test_a_seat_is_held_as_long_as_one_list_says_so(tmp_path: Path) -> None:
    first = crm(tmp_path)
    row = "7,Ana Bell,ana@nb.example,Northby Council,Head of Youth"
    second = other(tmp_path, first, people=f"{PEOPLE}{row},\n")
    left = crm(tmp_path / "later", people=CRM["people"].replace("Head of Youth,\n", "Head of Youth,2026-05-31\n"))
    assert seats(seen(left)) == [(), ("Cy Dow",)]
    assert seats(seen(left, second)) == ALONE
    gone = other(tmp_path, first, people=f"{PEOPLE}{row},2026-05-31\n")
    assert seats(seen(left, gone)) == [(), ("Cy Dow",)]


def test_what_one_list_announces_counts(tmp_path: Path) -> None:
    first = crm(tmp_path, people=CRM["people"].replace("Head of Youth,\n", "Head of Youth,2026-09-30\n"))
    second = other(tmp_path, first, people=f"{PEOPLE}7,Ana Bell,ana@nb.example,Northby Council,Head of Youth,\n")
    for snapshot in (seen(first, second), seen(second, first)):
        assert announced(snapshot) == {"crm:a": date(2026, 9, 30)}
        assert departures(ground(snapshot)).of("crm:a", "crm:nb").why == "announced"


def test_taken_apart_or_taken_back_each_list_has_its_own(tmp_path: Path) -> None:
    first = crm(tmp_path)
    second = other(tmp_path, first, people=f"{PEOPLE}7,Ana Bell,ana@nb.example,Northby Council,Head of Youth,\n")
    facts = stored(first, second)
    work = part(facts, "hub:7", [])
    back = {(row["start"], row["end"]) for row in work.rows["holds-person-post"]}
    assert back == {("hub:7", "hub:7/post/nb")}
    own = [node for node in facts.nodes if node[1]["source"] == "hub" and node[0] != "Alias"]
    assert {label for label, _ in own} == {"Post"}, "its own post, whatever the first list says"


def test_two_customer_databases_with_ids_of_their_own_make_one_seat_each(tmp_path: Path) -> None:
    """Ana and Bo are in both with one title; Cy is a clerk of the council in one, of its harbours in the other."""
    first = salesforce._read(salesforce._export(tmp_path / "one"))
    second = importers.read([hubspot._both(tmp_path / "two")], importers.Options(as_of=TODAY, ours=("Us",)),
                            directory(first))
    for batches in ((first, second), (second, first)):
        row = next(row for row in coverage(seen(*batches)) if row.organisation.name == "Bay Council")
        held = Counter((holder.name, seat.post.name) for seat in row.seats if seat.post for holder in seat.holders)
        assert (held["Ana Lee", "Officer"], held["Bo Ray", "Director"], held["Cy Wu", "Clerk"]) == (1, 1, 2)


UNITS = "id,name,organisation,part_of\n"


def units(snapshot: Snapshot) -> list[str]:
    return [snapshot.name(key) for key, _ in snapshot.nodes("Unit")]


@pytest.mark.parametrize(("rows", "count"), [
    ("u1,YOUTH,Northby Council,\n", 2),
    ("u0,Services,Northby Council,\nu1,Youth,Northby Council,u0\n", 2),
    ("u0,Estates,Northby Council,\nu1,Youth,Northby Council,u0\n", 4),
    ("u1,Youth,Harbour Trust,\n", 3),
    ("u1,Youth work,Northby Council,\n", 3),
    ("u0,Estates,Northby Council,\nu1,Youth,Northby Council,u0\nu2,Youth,Northby Council,\n", 5),
])
def test_units_of_one_name_in_one_organisation_are_one(tmp_path: Path, rows: str, count: int) -> None:
    first = crm(tmp_path, units=UNITS + "s,Services,nb,\ny,Youth,nb,s\n")
    second = other(tmp_path, first, units=UNITS + rows)
    assert len(units(seen(first, second))) == count


def test_people_of_a_unit_stay_when_the_list_that_stated_it_falls_silent(tmp_path: Path) -> None:
    """Where a further list names the unit in passing, its people are with the organisation without it."""
    first = crm(tmp_path, units=UNITS + "y,Youth,nb,\n")
    second = other(tmp_path, first, people="id,name,organisation,unit,title\n9,Di Eze,Northby Council,Youth,Lead\n")
    assert ("Di Eze",) in seats(seen(first, second))
    facts = stored(first, second)
    closed = [(*tie[:5], {**tie[5], "until": date(2026, 5, 31)}) if tie[1] == "Unit" else tie for tie in facts.ties]
    snapshot = Snapshot.of_facts(facts.nodes, closed, TODAY)
    assert ("Di Eze",) in seats(snapshot)
    assert not [key for key, _ in snapshot.nodes("Unit") if key.startswith("hub:")]


def test_facts_of_one_list_are_left_as_they_are(tmp_path: Path) -> None:
    facts = stored(crm(tmp_path, people=CRM["people"] + "d,Ana Bell,ana@home.example,nb,Head of Youth,\n"))
    assert united(facts.nodes, facts.ties) == (facts.nodes, facts.ties)


DAYS = [date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1), TODAY]
_SPAN = st.tuples(st.sampled_from([None, *DAYS[:3]]), st.sampled_from([None, *DAYS[1:]]))
_POST = st.tuples(st.sampled_from("abc"), st.sampled_from(["", "Head", "Clerk"]), st.sampled_from("xy"), _SPAN,
                  st.dictionaries(st.sampled_from("pqr"), _SPAN, max_size=2))


def _dated(key: str, span: tuple[date | None, date | None], **props: str) -> dict[str, Any]:
    return {"key": key, **props, **{name: day for name, day in zip(("since", "until"), span, strict=True) if day}}


def _facts(posts: list[Any]) -> tuple[list[Any], list[Any]]:
    nodes: list[Any] = [("Organisation", {"key": f"a:{o}", "name": o}) for o in "xy"]
    nodes += [("Person", {"key": f"a:{p}", "name": p}) for p in "pqr"]
    ties: list[Any] = []
    for number, (source, title, place, life, holders) in enumerate(posts):
        post = f"{source}:{number}"
        nodes.append(("Post", _dated(post, life, title=title)))
        ties.append(("IN", "Post", post, "Organisation", f"a:{place}", {"key": f"{source}:IN:{number}"}))
        ties += [("HOLDS", "Person", f"a:{who}", "Post", post, _dated(f"{source}:HOLDS:{who}{number}", span))
                 for who, span in holders.items()]
    return nodes, ties


@settings(max_examples=60, deadline=None)
@given(st.lists(_POST, max_size=5), st.randoms(use_true_random=False))
def test_nobody_comes_or_goes_by_making_posts_one(posts: list[Any], shuffled: Any) -> None:
    nodes, ties = _facts(posts)
    snapshot = Snapshot.of_facts(nodes, ties, TODAY)
    lives = {props["key"]: props for label, props in nodes if label == "Post"}
    where = {tie[2]: tie[4] for tie in ties if tie[0] == "IN"}
    for day in DAYS:
        at = snapshot.at(day)
        there = {(tie[2], where[tie[4]]) for tie in ties if tie[0] == "HOLDS" and in_force(tie[5], day)
                 and in_force(lives[tie[4]], day)}
        assert {(who, side) for side in ("a:x", "a:y") for who in sides(at).present(at, side)} == there
    turned = sorted(nodes, key=lambda _: shuffled.random()), sorted(ties, key=lambda _: shuffled.random())
    assert Snapshot.of_facts(*turned, TODAY).graph.nodes == snapshot.graph.nodes, "whatever order facts have"
