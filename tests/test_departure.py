"""How likely people are to leave, and why: the order of reasons, an organisation's own rate, sides and employers."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest

from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.ground.employment import Turnover
from stakeholder_map.analysis.ground.sides import OURS
from stakeholder_map.analysis.risk.departure import departures, over
from stakeholder_map.errors import InputError

from .facts import TODAY, World, two_sides

SOON, LATE = TODAY + timedelta(days=90), TODAY + timedelta(days=900)


def chance(world: World, person: str, side: str = "acme", **options: Any):
    return departures(ground(world.snapshot()), **options).of(person, side, "joint")


def with_xan(**held: date) -> World:
    world = World().organisation("us", ours=True).organisation("acme").person("Ana", "us")
    return world.person("Xan", "acme", **held).partnership("joint", "us", "acme").met("Ana", "Xan")


def test_eighteen_in_a_hundred_where_nothing_more_is_known() -> None:
    found = chance(with_xan(), "Xan")
    assert (found.value, found.why, found.employer) == (pytest.approx(0.18), "planning rate", "acme")
    assert chance(with_xan(), "Ana", OURS).employer == "us"
    assert chance(with_xan(), "Xan", months=24).value == pytest.approx(1 - 0.82**2)


@pytest.mark.parametrize("held", [{"leaving_on": SOON}, {"until": SOON}, {"leaving_on": SOON, "contract_end": SOON}])
def test_an_announced_day_comes_first(held: dict[str, date]) -> None:
    found = chance(with_xan(**held), "Xan", stated=0.05)
    assert (found.value, found.why, found.on) == (1.0, "announced", SOON)


def test_what_is_said_of_one_person_comes_after_an_announced_day_and_before_all_else() -> None:
    for held, expected in (({"leaving_on": SOON}, (1.0, "announced")), ({"contract_end": SOON}, (0.4, "person")),
                           ({}, (0.4, "person")), ({"leaving_on": LATE}, (0.4, "person"))):
        found = chance(with_xan(**held), "Xan", stated=0.05, each={"Xan": 0.4})
        assert (found.value, found.why) == expected
        assert chance(with_xan(**held), "Ana", OURS, stated=0.05, each={"Xan": 0.4}).why == "stated"
    both = with_xan().organisation("arm", part_of="acme").person("Xan", "arm")
    assert chance(both, "Xan", each={"Xan": 0.9}).value == 0.9


def test_an_announced_day_after_the_horizon_counts_for_nothing() -> None:
    assert chance(with_xan(leaving_on=LATE), "Xan").value == pytest.approx(0.18)
    assert chance(with_xan(leaving_on=LATE), "Xan", months=36).value == 1.0


def test_the_end_of_a_contract_is_renewed_seven_times_in_ten() -> None:
    found = chance(with_xan(contract_end=SOON), "Xan")
    assert (found.value, found.why, found.on) == (pytest.approx(1 - 0.82 * 0.7), "contract", SOON)
    assert chance(with_xan(contract_end=SOON), "Xan", stated=0.0).value == pytest.approx(0.3)
    assert chance(with_xan(contract_end=LATE), "Xan").why == "planning rate"
    assert chance(with_xan(contract_end=TODAY - timedelta(days=1)), "Xan").why == "planning rate"


def test_what_is_stated_replaces_the_rate_for_everybody_exactly() -> None:
    found = chance(with_xan(), "Xan", stated=0.4, months=3)
    assert (found.value, found.why) == (0.4, "stated")


def test_the_published_rate() -> None:
    expected = -math.log(1 - 0.18)
    assert Turnover(3, 10).rate == pytest.approx((3 + 5 * expected) / 15)
    assert Turnover().chance(12) == pytest.approx(0.18)
    assert Turnover(0, 10_000).chance(12) < 0.001


def test_an_organisation_has_its_own_rate_from_its_first_recorded_departure_on() -> None:
    world = with_xan(since=date(2020, 1, 1))
    for number in range(4):
        world.person(f"Old{number}", "acme", since=date(2020, 1, 1), until=date(2022 + number, 6, 30))
    found = chance(world, "Xan")
    assert (found.why, found.turnover.events) == ("own rate", 3)
    years = 4 + 1 + 2 + 3  # Xan until today, and three of the four who left, since the first of them left
    assert found.turnover.person_years == pytest.approx(years, abs=0.02)
    assert found.value == pytest.approx(1 - math.exp(-found.turnover.rate))
    assert chance(world, "Ana", OURS).why == "planning rate"


def test_people_who_were_always_there_say_nothing_about_how_often_people_leave() -> None:
    world = with_xan(since=date(1990, 1, 1))
    for number in range(30):
        world.person(f"Old{number}", "acme", since=date(1990, 1, 1))
    assert chance(world, "Xan").value == pytest.approx(0.18)


def test_a_change_of_post_is_no_departure() -> None:
    world = with_xan(until=SOON)
    world.node("Post", "next").tie("IN", "next", "acme").tie("HOLDS", "Xan", "next", since=SOON + timedelta(days=1))
    assert chance(world, "Xan").why == "planning rate"
    moved = with_xan(since=TODAY)
    moved.node("Post", "old").tie("IN", "old", "acme").tie("HOLDS", "Xan", "old", until=TODAY - timedelta(days=1))
    assert chance(moved, "Xan").why == "planning rate"


def test_leaving_one_employer_says_nothing_about_the_other() -> None:
    world = with_xan(leaving_on=SOON).organisation("beta").person("Xan", "beta")
    assert chance(world, "Xan").value == 1.0
    assert chance(world, "Xan", "beta").value == pytest.approx(0.18)


def test_somebody_with_two_employers_on_a_side_stays_while_one_lasts() -> None:
    world = with_xan(leaving_on=SOON).organisation("branch", part_of="acme").person("Xan", "branch")
    found = chance(world, "Xan")
    assert (found.value, found.employer) == (pytest.approx(0.18), "branch")


def test_who_only_represents_a_side_leaves_when_that_ends() -> None:
    world = with_xan().node("Person", "Olga")
    world.tie("REPRESENTS", "Olga", "joint", on_behalf_of="acme", until=SOON)
    assert (chance(world, "Olga").value, chance(world, "Olga").on) == (1.0, SOON)
    assert chance(world, "Olga").employer == "acme"
    stays = with_xan().node("Person", "Olga").tie("REPRESENTS", "Olga", "joint", on_behalf_of="acme")
    assert chance(stays, "Olga").value == pytest.approx(0.18)


def test_our_people_in_units_of_parts_of_ours_are_found() -> None:
    world = two_sides().organisation("arm", part_of="us").node("Unit", "team").tie("PART_OF", "team", "arm")
    found = chance(world.person("Dan", "team", leaving_on=SOON), "Dan", OURS)
    assert (found.value, found.employer) == (1.0, "arm")


@pytest.mark.parametrize("options", [{"stated": 1.2}, {"stated": -0.1}, {"months": 0}, {"months": -3},
                                     {"months": math.nan}, {"months": 1e9}])
def test_impossible_assumptions_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(InputError):
        chance(with_xan(), "Xan", **options)


def test_a_yearly_chance_over_other_horizons() -> None:
    assert over(0.18, 12) == pytest.approx(0.18)
    assert over(0.19, 24) == pytest.approx(1 - 0.81**2)
