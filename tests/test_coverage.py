"""Coverage of a partner's chart: cases by hand, what relationships are like, stakeholders, and invariants."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.coverage import Coverage, coverage
from stakeholder_map.jsonout.partnerships import coverage_payload
from stakeholder_map.reports import coverage as words
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, World, two_sides
from .importing import folder, read


def one(world: World | Snapshot) -> Coverage:
    snapshot = world.snapshot(TODAY) if isinstance(world, World) else world
    (row,) = coverage(snapshot)
    return row


def levelled(world: World, **levels: str | None) -> World:
    for who, level in levels.items():
        for key, node in world.nodes.items():
            if node.label == "Post" and key.startswith(f"{who}@"):
                node.props["level"] = level  # type: ignore[index]
    return world


def status(row: Coverage) -> dict[str, str]:
    return {seat.post.id if seat.post else seat.holders[0].id: seat.status for seat in row.seats}


def test_each_seat_stands_in_one_of_four_ways() -> None:
    world = two_sides().node("Post", "ghost").tie("IN", "ghost", "acme")
    world.met("Ana", "Xan").met("Bea", "Yves", TODAY - timedelta(800))
    found = status(one(world))
    assert found == {"Xan@acme": "engaged", "Yves@acme": "lost", "Zoe@acme": "known", "ghost": "unknown"}


def test_a_seat_whose_holder_left_is_lost_and_says_whom_to_ask() -> None:
    gone = TODAY - timedelta(30)
    world = World().organisation("us", ours=True).organisation("acme").person("Ana", "us").person("New", "acme")
    world.partnership("p", "us", "acme")
    world.node("Person", "Old").tie("HOLDS", "Old", "New@acme", until=gone).met("Ana", "Old", gone - timedelta(10))
    (seat,) = one(world).seats
    assert (seat.status, [w.id for w in seat.former], [w.id for w in seat.colleagues]) == ("lost", ["Old"], ["Ana"])
    assert seat.last_contact == gone - timedelta(10)
    text = dict(words.seats(one(world)))["┈ Lost"][0]
    assert "New" in text
    assert "Old sat there before" in text
    assert "ask Ana" in text


def test_a_departure_turns_engaged_into_lost_never_into_unknown() -> None:
    snapshot = two_sides().met("Ana", "Xan").snapshot(TODAY)
    assert status(one(snapshot.without(["Xan"])))["Xan@acme"] == "lost"
    assert status(one(snapshot.without(["Ana"])))["Xan@acme"] == "lost"


def test_levels_are_never_guessed() -> None:
    world = levelled(two_sides(), Xan="executive", Yves="frontline").met("Ana", "Xan")
    world.nodes["Zoe@acme"].props["title"] = "Chief Executive"  # type: ignore[index]
    row = one(world)
    assert [(c.level, c.seats, c.engaged, c.confirmed) for c in row.cells] == [
        ("executive", 1, 1, 1), ("frontline", 1, 0, 0), (None, 1, 0, 0)]
    assert row.levels_unrecorded == ("senior", "operational")


def test_functions_are_columns_and_an_assertion_is_not_confirmed() -> None:
    world = two_sides().knows("Ana", "Xan")
    for who, function in (("Xan", "grants"), ("Yves", "grants"), ("Zoe", "press")):
        world.nodes[f"{who}@acme"].props["function"] = function  # type: ignore[index]
    cells = {c.function: (c.seats, c.engaged, c.confirmed, c.known) for c in one(world).cells}
    assert cells == {"grants": (2, 1, 0, 1), "press": (1, 0, 0, 1)}


def test_a_contact_of_another_partnership_is_known_and_says_through_whom() -> None:
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan", partnerships=["other"])
    rows = {row.partnership.id: row for row in coverage(world.snapshot(TODAY))}
    seat = next(seat for seat in rows["joint"].seats if seat.post and seat.post.id == "Xan@acme")
    assert (seat.status, [who.id for who in seat.colleagues]) == ("known", ["Ana"])
    assert status(rows["other"])["Xan@acme"] == "engaged"


def test_a_representative_without_a_post_is_a_seat() -> None:
    world = two_sides().node("Person", "Olga").tie("REPRESENTS", "Olga", "joint", on_behalf_of="acme")
    assert status(one(world.met("Ana", "Olga")))["Olga"] == "engaged"


def test_an_organisation_without_anybody_is_unanswered() -> None:
    world = World().organisation("us", ours=True).organisation("acme").person("Ana", "us")
    world.partnership("p", "us", "acme")
    found = coverage_payload(TODAY, coverage(world.snapshot(TODAY)))
    assert found["schema"] == "stakeholder-map/coverage/1"
    assert found["rows"][0]["cells"] == []
    assert found["unknown"][0]["organisation"]["id"] == "acme"


def closeness(world: World):
    return one(world).relationships


def test_contact_both_ways_and_by_which_way() -> None:
    world = two_sides().interaction("m1", TODAY - timedelta(20), "Ana", "Xan", channel="Video")
    for day in range(1, 9):
        world.interaction(f"e{day}", TODAY - timedelta(day), "Bea", "Yves", channel="email", direction="out")
    world.knows("Cat", "Zoe")
    found = closeness(world)
    assert (found.ties, found.evidenced, found.two_way) == (3, 2, 1)
    assert [(a.id, b.id) for a, b in found.not_two_way] == [("Bea", "Yves")]
    assert found.channels == ("call", "mail")
    assert [(a.id, b.id) for a, b in found.mail_only] == [("Bea", "Yves")]


def test_concentration_by_hand() -> None:
    found = closeness(two_sides().met("Ana", "Xan").met("Ana", "Yves").met("Ana", "Zoe").met("Bea", "Xan"))
    assert found.ours.who is not None
    assert (found.ours.largest, found.ours.who.id) == (pytest.approx(0.75), "Ana")
    assert found.ours.hhi == pytest.approx(0.75**2 + 0.25**2)
    assert found.theirs.hhi == pytest.approx(0.5**2 + 2 * 0.25**2)
    assert closeness(two_sides().knows("Ana", "Xan")).ours.largest is None


def test_seniority_of_the_highest_contacts() -> None:
    world = levelled(two_sides().met("Ana", "Xan"), Ana="operational", Xan="executive")
    found = closeness(world)
    assert (found.level_gap, found.level_ours, found.level_theirs) == (2, "operational", "executive")
    assert [(a.id, b.id) for a, b in found.wide] == [("Ana", "Xan")]
    world.nodes["Ana@us"].props["level"] = None  # type: ignore[index]
    assert closeness(world).level_gap is None


def test_two_of_our_teams_unaware_of_each_other() -> None:
    def groups(world: World) -> list[list[str]]:
        return [[who.id for who in group] for group in closeness(world).groups]

    def world() -> World:
        return two_sides().met("Ana", "Xan").met("Bea", "Yves")

    assert groups(world()) == [["Ana"], ["Bea"]]
    assert groups(world().knows("Ana", "Bea")) == []
    assert groups(world().tie("REPORTS_TO", "Bea@us", "Ana@us")) == []
    assert groups(world().tie("REPORTS_TO", "Bea@us", "Cat@us").tie("REPORTS_TO", "Cat@us", "Ana@us")) == []
    assert groups(world().node("Unit", "team").tie("IN", "Ana@us", "team").tie("IN", "Bea@us", "team")) == []


def test_stakeholders_show_the_newest_assessment_as_of_the_day(tmp_path: Path) -> None:
    made = folder(tmp_path, organisations="id,name,ours\nus,Us,yes\nacme,Acme,no\n",
                  people="id,name,organisation\nana,Ana A,us\nxan,Xan B,acme\nyve,Yve C,acme\n",
                  partnerships="id,name,organisations\np,Joint,us;acme\n",
                  stakeholders="partnership,person,current,desired,power,interest,as of,assessed by\n"
                  "p,xan,neutral,leading,5,2,2025-01-10,Ana A\np,xan,champion,leading,5,4,2026-02-01,Ana A\n"
                  "p,yve,,supportive,,,2026-02-01,\np,yve,cross,neutral,,,2026-03-01,\n")
    batch = read(made)
    assert [p.column for p in batch.rejected] == ["current"]
    snapshot = Snapshot.of_batch(batch, TODAY)
    first, second = one(snapshot).stakeholders
    assert (first.person.name, first.current, first.below, first.power) == ("Xan B", "leading", False, 5)
    assert (second.current, second.below, second.power, second.in_touch) == (None, None, None, False)
    then = one(snapshot.at(date(2025, 6, 1))).stakeholders
    assert [(s.person.name, s.current, s.below) for s in then] == [("Xan B", "neutral", True)]
    assert "nobody of ours is in touch" in words.stakeholder(then[0], TODAY)[-1]


pairs = st.lists(st.tuples(st.sampled_from(["Ana", "Bea", "Cat"]), st.sampled_from(["Xan", "Yves", "Zoe"]),
                           st.sampled_from([None, 0, 300, 900])), max_size=6)


@given(pairs, st.tuples(st.sampled_from(["Ana", "Bea", "Cat"]), st.sampled_from(["Xan", "Yves", "Zoe"])))
def test_every_seat_counts_once_and_a_meeting_never_takes_one_away(
    ties: list[tuple[str, str, int | None]], more: tuple[str, str]
) -> None:
    world = two_sides()
    for ours, theirs, days in ties:
        world.knows(ours, theirs, **({} if days is None else {"last_contact": TODAY - timedelta(days)}))
    before = one(world)
    for cell in before.cells:
        assert cell.engaged + cell.lost + cell.known + cell.unknown == cell.seats
        assert cell.confirmed <= cell.engaged
    found = before.relationships
    for share, people in ((found.ours, 3), (found.theirs, 3)):
        if share.hhi is not None and share.largest is not None:
            assert 1 / people - 1e-9 <= share.hhi <= share.largest + 1e-9 <= 1 + 1e-9
    after = one(world.met(*more))
    assert sum(c.engaged for c in after.cells) >= sum(c.engaged for c in before.cells)
