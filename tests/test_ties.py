"""States of a relationship: published decay, every state, and that one more contact never takes anything away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.ground.contacts import half_life, strength
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties

from .facts import TODAY, two_sides

DAY = timedelta(1)


def state(world) -> str:
    (found,) = ties(world.snapshot())
    return found.state


def test_published_decay() -> None:
    meeting = [(date(2025, 1, 1), 1.0)]
    assert strength(meeting, date(2025, 1, 1) + 360 * DAY, 180)[0] == pytest.approx(0.25)
    often = [(date(2020, 1, 1) + 30 * n * DAY, 1.0) for n in range(60)]
    last = often[-1][0]
    assert strength(often, last, 180)[0] == 2.0
    assert strength(often, last + 540 * DAY, 180)[0] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "live"), (210, "live"), (211, "cooling"), (420, "cooling"), (421, "lapsed"), (5000, "lapsed")],
)
def test_one_meeting_lasts_fourteen_months(days: int, expected: str) -> None:
    assert state(two_sides().met("Ana", "Xan", TODAY - days * DAY)) == expected
    assert state(two_sides().knows("Ana", "Xan", confirmed_on=TODAY - days * DAY)) == expected
    assert state(two_sides().interaction("m", TODAY - days * DAY, "Ana", "Xan", channel="meeting")) == expected


def test_since_and_strength_are_no_evidence() -> None:
    assert state(two_sides().knows("Ana", "Xan", since=date(2010, 1, 1), strength=5)) == "asserted"


def test_a_closed_relationship_has_ended_and_a_later_meeting_revives_it() -> None:
    closed = two_sides().knows("Ana", "Xan", until=TODAY - 100 * DAY, last_contact=TODAY - 200 * DAY)
    assert state(closed) == "ended"
    assert state(closed.interaction("m", TODAY - 10 * DAY, "Ana", "Xan")) == "live"


def test_somebody_who_left_ends_it() -> None:
    world = two_sides()
    world.ties = [t for t in world.ties if t.start != "Xan"]
    world.tie("HOLDS", "Xan", "Xan@acme", until=TODAY - DAY)
    assert state(world.met("Ana", "Xan")) == "ended"


def test_a_crowd_is_a_contact_of_nobody() -> None:
    world = two_sides()
    guests = [f"g{n}" for n in range(14)]
    for guest in guests:
        world.person(guest, "us")
    world.interaction("m", TODAY, "Ana", "Xan", *guests[:13])
    assert ("Ana", "Xan") in {(t.ours.name, t.theirs.name) for t in ties(world.snapshot())}
    crowd = two_sides()
    for guest in guests:
        crowd.person(guest, "us")
    crowd.interaction("m", TODAY, "Ana", "Xan", *guests)
    assert ties(crowd.snapshot()) == []


def test_the_absent_did_not_meet() -> None:
    assert ties(two_sides().interaction("m", TODAY, "Ana", absent=("Xan",)).snapshot()) == []


def test_a_one_way_mail_neither_makes_nor_ends_a_relationship() -> None:
    mail = {"channel": "email", "direction": "out"}
    assert ties(two_sides().interaction("m", TODAY, "Ana", "Xan", **mail).snapshot()) == []
    assert state(two_sides().knows("Ana", "Xan").interaction("m", TODAY, "Ana", "Xan", **mail)) == "asserted"


def test_an_agreed_cadence_slows_the_decay() -> None:
    assert half_life(210, 730) == pytest.approx(456.25)
    assert half_life(210, 90) == 210
    world = two_sides().met("Ana", "Xan", TODAY - 421 * DAY)
    joint = world.nodes["joint"]
    world.node("Partnership", "joint", **{**joint.props, "cadence_days": 730})
    assert state(world) == "live"
    assert redundancy(world.snapshot())[0].kappa == 1


contacts = st.lists(st.tuples(st.integers(0, 900), st.sampled_from([1.0, 0.8, 0.3, 0.05])), min_size=1, max_size=8)


@given(contacts, st.tuples(st.integers(0, 900), st.sampled_from([1.0, 0.8, 0.3, 0.05])))
def test_one_more_contact_never_lowers_the_strength(some: list[tuple[int, float]], extra: tuple[int, float]) -> None:
    def dated(days: list[tuple[int, float]]) -> list[tuple[date, float]]:
        return [(TODAY - ago * DAY, weight) for ago, weight in days]

    assert strength(dated([*some, extra]), TODAY, 210)[0] >= strength(dated(some), TODAY, 210)[0] - 1e-9


@given(st.lists(st.integers(0, 900), min_size=1, max_size=5), st.integers(0, 900))
def test_one_more_meeting_never_lowers_a_verdict(days: list[int], extra: int) -> None:
    world = two_sides()
    for number, ago in enumerate(days):
        world.interaction(f"m{number}", TODAY - ago * DAY, "Ana", "Xan")
    before = redundancy(world.snapshot())[0].kappa
    after = redundancy(world.interaction("extra", TODAY - extra * DAY, "Ana", "Xan").snapshot())[0].kappa
    assert after >= before


def test_a_contact_who_moved_takes_the_relationship_along() -> None:
    moved = TODAY - 100 * DAY
    world = two_sides().organisation("beta").partnership("second", "us", "beta", needed=1)
    world.person("Mo", "acme", until=moved - DAY).person("Mo", "beta", since=moved).met("Ana", "Mo", moved - 30 * DAY)
    world.person("New", "beta", since=moved).met("Ana", "New", moved + DAY)
    rows = {(row.theirs.id, row.organisation.id): row for row in ties(world.snapshot())}
    left, there, other = rows["Mo", "acme"], rows["Mo", "beta"], rows["New", "beta"]
    assert (left.state, left.moved, other.moved) == ("ended", None, None)
    assert (there.state, there.partnerships) == ("live", ("second",))
    assert there.moved is not None
    assert (there.moved.organisation.id, there.moved.on) == ("acme", moved)


def test_a_new_post_in_a_part_of_the_same_organisation_is_no_move() -> None:
    moved = TODAY - 100 * DAY
    world = two_sides().organisation("arm", part_of="acme")
    world.person("Mo", "arm", until=moved - DAY).person("Mo", "acme", since=moved)
    (row,) = ties(world.met("Ana", "Mo", moved - DAY).snapshot())
    assert (row.state, row.moved) == ("live", None)
    strangers = two_sides().organisation("beta")
    strangers.person("Mo", "beta", until=moved - DAY).person("Mo", "acme", since=moved)
    found = ties(strangers.met("Ana", "Mo", moved).snapshot())
    assert [row.moved for row in found if row.organisation.id == "acme"] == [None]
