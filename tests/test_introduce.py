"""Whom to introduce to whom: known answers, invariants, what comes first, who is left out, and where they meet."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.introductions import introductions
from stakeholder_map.analysis.introductions.answers import Introductions
from stakeholder_map.analysis.introductions.reduction import greedy
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.redundancy.links import links
from stakeholder_map.analysis.risk.loss import loss
from stakeholder_map.analysis.risk.prospects import Prospects
from stakeholder_map.jsonout.form import dumps
from stakeholder_map.jsonout.partnerships import introduce_payload

from .facts import TODAY, World, two_sides
from .thorough import examples

LONG_AGO, SOON = date(2024, 3, 10), TODAY + timedelta(days=40)
OURS, THEIRS = ["Ana", "Bea", "Cat"], ["Xan", "Yves", "Zoe"]


def ask(world: World, **options) -> Introductions:
    return introductions(world.snapshot(), **options)


def pairs(found: Introductions) -> list[tuple[str, str]]:
    return [(row.ours.name, row.theirs.name) for row in found.rows]


def kinds(found: Introductions) -> list[str]:
    return [advice.kind for advice in found.advice]


def message(found: Introductions) -> str:
    (advice,) = found.advice
    return advice.message


def names(people) -> list[str]:
    return [person.name for person in people]


# Known answers


def test_a_star_needs_a_second_person_in_its_middle() -> None:
    world = two_sides().met("Ana", "Xan").met("Ana", "Yves")
    (pair,) = pairs(ask(world))
    assert pair[0] in ("Bea", "Cat"), "Ana – Zoe would not help"


def test_without_incumbents_a_lost_partnership_needs_two() -> None:
    world = two_sides().person("Old", "us", until=LONG_AGO).met("Old", "Xan", LONG_AGO)
    found = ask(world)
    assert len(found.rows) == 2
    assert found.rows[0].closes == "0 of 2 independent relationships"
    assert (found.rows[0].loss_before, found.rows[0].meeting) == (1, ())


def test_too_few_of_theirs_is_said_with_what_is_missing() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    for name in OURS:
        world.person(name, "us")
    world.person("Xan", "acme").person("Yves", "acme").met("Ana", "Xan").met("Bea", "Yves")
    found = ask(world, redundancy=3)
    assert (found.rows, kinds(found)) == ((), ["find_contact"])
    assert "third contact at acme" in message(found)
    assert "Ana" in message(found)


def test_too_few_of_ours_is_said_too() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.person("Ana", "us").person("Xan", "acme").person("Yves", "acme").met("Ana", "Xan")
    found = ask(world)
    assert (found.rows, kinds(found)) == ((), ["find_colleague"])
    assert "second colleague" in message(found)


def test_a_partner_of_one_needs_a_fallback() -> None:
    world = World().organisation("us", ours=True).organisation("solo", size=1).partnership("joint", "us", "solo")
    world.person("Ana", "us").person("Bea", "us").person("Xan", "solo").met("Ana", "Xan")
    found = ask(world)
    assert (found.rows, kinds(found)) == ((), ["fallback"])
    assert "a partner of one" in message(found)


def test_what_one_more_tie_is_worth() -> None:
    chance = {"a1": 0.1, "a2": 0.1, "b1": 0.2, "b2": 0.2}
    for extra, expected in ((("a2", "b2"), 0.0784), (("a1", "b2"), 0.136), (("a2", "b1"), 0.208)):
        assert loss([("a1", "b1"), extra], chance, correlation=0).value == pytest.approx(expected)


def test_a_meeting_of_all_four_is_worth_more_than_the_bare_tie() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    for name, where in (("a1", "us"), ("a2", "us"), ("b1", "acme"), ("b2", "acme")):
        world.person(name, where)
    (row,) = ask(world.met("a1", "b1")).rows
    assert (row.ours.name, row.theirs.name, names(row.meeting)) == ("a2", "b2", ["a1", "b1"])
    assert row.loss_before == pytest.approx(1 - 0.82**2)
    assert row.loss_before > row.loss_after > row.loss_after_meeting == pytest.approx(0.165, abs=5e-4)


# What comes first


def test_unknown_is_asked_about_and_nobody_is_introduced() -> None:
    world = two_sides().tie("COORDINATES", "Bea", "joint")
    found = ask(world)
    assert (found.rows, kinds(found)) == ((), ["find_out"])
    assert "Bea" in message(found)
    assert [u["organisation"]["id"] for u in introduce_payload(TODAY, found)["unknown"]] == ["acme"]
    nobody = World().organisation("us", ours=True).organisation("acme").person("Ana", "us")
    assert "Find out who works" in message(ask(nobody.partnership("joint", "us", "acme")))


def test_unconfirmed_is_confirmed_with_as_few_questions_as_possible() -> None:
    world = two_sides().met("Ana", "Xan").knows("Ana", "Yves").knows("Bea", "Xan").knows("Bea", "Yves")
    found = ask(world)
    assert (found.rows, kinds(found)) == ((), ["confirm"])
    assert message(found) == "Does Bea still know Yves?"
    (advice,) = found.advice
    assert (names(advice.ask), names(advice.about)) == (["Bea"], ["Yves"])


def test_a_shared_one_is_asked_which_partnership_it_is_for() -> None:
    world = two_sides().partnership("other", "us", "acme", needed=1).met("Ana", "Xan").met("Bea", "Yves")
    found = ask(world, partnership="joint")
    assert message(found) == "Do Ana and Xan talk about joint? Do Bea and Yves talk about joint?"


def test_too_few_and_unconfirmed_gets_both() -> None:
    found = ask(two_sides().knows("Ana", "Xan"))
    assert (kinds(found), len(found.rows)) == (["confirm"], 1)


def test_well_held_needs_nothing() -> None:
    found = ask(two_sides().met("Ana", "Xan").met("Bea", "Yves"))
    assert (found.rows, found.advice, found.exact) == ((), (), True)


# Who is left out


def test_whoever_wants_no_contact_is_never_proposed_nor_asked() -> None:
    world = two_sides().node("Person", "Yves", name="Yves", do_not_contact=True).met("Ana", "Xan").met("Bea", "Yves")
    found = ask(world, redundancy=3)
    assert len(found.rows) == 1
    assert "Yves" not in {p.name for row in found.rows for p in (row.theirs, *row.via, *row.meeting)}


def test_announced_leavers_count_as_gone_and_can_still_host() -> None:
    world = two_sides().person("Eve", "us", leaving_on=SOON).met("Eve", "Xan").met("Ana", "Yves")
    (row,) = ask(world).rows
    assert row.ours.name in ("Bea", "Cat")
    assert row.theirs.name in ("Xan", "Zoe")
    assert row.closes == "1 of 2 independent relationships once Eve has left"
    later = two_sides().person("Eve", "us", leaving_on=TODAY + timedelta(days=500)).met("Eve", "Xan").met("Ana", "Yves")
    assert ask(later).rows == ()


def test_people_on_both_sides_are_channels_and_are_not_introduced() -> None:
    world = two_sides().person("Dee", "us", "acme").met("Ana", "Xan")
    assert ask(world).rows == ()
    three = ask(world, redundancy=3)
    assert len(three.rows) == 1
    assert "Dee" not in {name for pair in pairs(three) for name in pair}
    alone = two_sides().person("Dee", "us", "acme")
    (row,) = ask(alone).rows
    assert (names(row.meeting), names(row.via), row.reason) == (["Dee"], ["Dee"], "ask Dee, who is on both sides")


def test_nobody_gets_more_than_the_limit() -> None:
    world = World().organisation("us", ours=True).person("Ana", "us").person("Bea", "us")
    for number in range(4):
        key = f"org{number}"
        world.organisation(key).partnership(f"p{number}", "us", key, importance=1 + number, needed=1)
        world.person(f"x{number}", key).met("Ana", f"x{number}", LONG_AGO)
    found = ask(world, limit=1)
    assert max(Counter(row.ours.name for row in found.rows).values()) == 1
    assert {row.partnership.name for row in found.rows} == {"p2", "p3"}, "the most important ones"
    assert kinds(found) == ["limit", "limit"]
    assert ask(world, limit=4).advice == ()


# Which ones, and how


def test_warm_ways_come_first_and_say_whom_to_ask() -> None:
    world = two_sides().met("Ana", "Xan").met("Cat", "Zoe", LONG_AGO)
    (row,) = ask(world).rows
    assert (row.ours.name, row.theirs.name, row.via) == ("Cat", "Zoe", ())
    assert row.reason.startswith("in touch until March 2024, so a call may be enough")
    world = two_sides().met("Ana", "Xan").met("Ana", "Yves", LONG_AGO)
    (row,) = ask(world).rows
    assert row.theirs.name in ("Xan", "Yves")
    world = World().organisation("us", ours=True).organisation("acme").organisation("third")
    world.partnership("joint", "us", "acme", needed=1)
    world.person("Ana", "us").person("Cy", "third").person("Xan", "acme").person("Old", "us", until=LONG_AGO)
    world.met("Old", "Xan", LONG_AGO).met("Ana", "Cy").met("Cy", "Xan")
    (row,) = ask(world, partnership="joint").rows
    assert (names(row.via), row.reason) == (["Cy"], "ask Cy, who knows both")


def test_somebody_who_was_in_touch_can_introduce() -> None:
    world = two_sides().met("Ana", "Xan").met("Ana", "Zoe", LONG_AGO).node("Person", "Xan", do_not_contact=True)
    world.node("Person", "Yves", do_not_contact=True)
    (row,) = ask(world).rows
    assert row.theirs.name == "Zoe"
    assert row.reason.startswith("ask Ana, who was in touch with Zoe until March 2024")


def test_people_of_another_team_are_preferred() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.node("Unit", "T1").tie("PART_OF", "T1", "us").node("Unit", "T2").tie("PART_OF", "T2", "us")
    world.person("Ana", "T1").person("Bea", "T1").person("Zara", "T2")
    world.person("Xan", "acme").person("Yves", "acme").met("Ana", "Xan").met("Ana", "Bea").met("Ana", "Zara")
    (row,) = ask(world).rows
    assert row.ours.name == "Zara"
    assert "from another team" in row.reason


def test_representatives_come_first() -> None:
    world = two_sides().met("Ana", "Xan").tie("REPRESENTS", "Cat", "joint").tie("REPRESENTS", "Zoe", "joint")
    assert pairs(ask(world)) == [("Cat", "Zoe")]


def test_a_planned_meeting_is_used() -> None:
    world = two_sides().met("Ana", "Xan").interaction("m2", SOON, "Ana", "Xan", about="joint", purpose="Panel")
    world.interaction("m1", SOON - timedelta(days=9), "Ana", about="joint", purpose="Ours alone")
    world.interaction("m0", TODAY, "Ana", "Xan", about="joint", purpose="Today's")
    (row,) = ask(world).rows
    assert (row.planned.id, row.planned.on, row.planned.purpose) == ("m2", SOON, "Panel")
    assert names(row.meeting) == ["Ana", "Xan"]


def test_a_crowd_or_another_partnerships_meeting_is_not_used() -> None:
    crowd = [f"c{n}" for n in range(16)]
    world = two_sides().partnership("other", "us", "acme").met("Ana", "Xan", partnerships=["joint", "other"])
    for name in crowd:
        world.person(name, "acme")
    world.interaction("m1", SOON, "Ana", "Xan", about="other").interaction("m2", SOON, "Ana", *crowd, about="joint")
    assert all(row.planned is None for row in ask(world, partnership="joint").rows)


def test_those_that_lower_the_chance_most_come_first() -> None:
    world = two_sides().met("Ana", "Xan").organisation("beta").partnership("big", "us", "beta", importance=5)
    world.person("Olga", "beta").person("Pia", "beta").met("Bea", "Olga")
    rows = ask(world).rows
    assert [row.partnership.name for row in rows] == ["big", "joint"]
    assert ask(world, partnership="joint").rows[0].partnership.name == "joint"


# To a target of risk


def test_to_a_target_of_risk() -> None:
    world = two_sides().met("Ana", "Xan")
    found = ask(world, risk=0.2)
    assert len(found.rows) == 1
    assert found.exact
    assert found.rows[0].loss_after <= 0.2
    assert found.rows[0].closes == "chance that contact is lost within a year 33%, above 20%"
    assert "at least 1" in found.guarantee
    assert ask(world, risk=0.5).rows == ()


def test_what_no_introduction_can_reach_is_said() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme", needed=1)
    world.person("Ana", "us").person("Bea", "us").person("Xan", "acme").met("Ana", "Xan")
    found = ask(world, risk=0.05)
    assert kinds(found) == ["out_of_reach"]
    assert len(found.rows) == 1, "a second person still helps"


edges = st.sets(st.tuples(st.sampled_from(OURS), st.sampled_from(THEIRS)), min_size=1, max_size=4)


@given(edges, st.sampled_from([0.12, 0.15, 0.2, 0.3]))
def test_greedy_keeps_its_guarantee(ties: set[tuple[str, str]], target: float) -> None:
    world = two_sides()
    for a, b in sorted(ties):
        world.met(a, b)
    base = ground(world.snapshot())
    (link,) = links(base)
    prospects = Prospects(base)
    new = [pair for pair in product(OURS, THEIRS) if pair not in ties]
    found = greedy(prospects, link, dict.fromkeys(new, 1.0), target, limit=9)
    fewest = next((size for size in range(4) for chosen in combinations(new, size)
                   if prospects.loss(link, {*ties, *chosen}) <= target), None)
    if found.loss > target:
        assert fewest is None
    elif fewest is not None:
        assert found.least <= fewest <= len(found.ties) <= fewest + 1
    assert prospects.loss(link, {*ties, *found.ties}) == pytest.approx(found.loss)


# What always holds


@settings(max_examples=examples(30))
@given(edges, st.integers(1, 3))
def test_after_all_of_them_the_target_is_reached(ties: set[tuple[str, str]], wanted: int) -> None:
    world = two_sides()
    for a, b in sorted(ties):
        world.met(a, b)
    (before,) = redundancy(world.snapshot())
    found = ask(world, redundancy=wanted)
    assert len(found.rows) == max(0, wanted - before.kappa)
    assert not set(pairs(found)) & ties
    for a, b in pairs(found):
        world.met(a, b)
    (after,) = redundancy(world.snapshot())
    assert after.kappa == max(wanted, before.kappa)
    for row in found.rows:
        assert row.loss_before >= row.loss_after - 1e-9
        assert row.loss_after >= row.loss_after_meeting - 1e-9
    assert ask(world, redundancy=wanted).rows == ()


@settings(max_examples=20)
@given(edges)
def test_names_do_not_matter(ties: set[tuple[str, str]]) -> None:
    other = {"Ana": "Cat", "Cat": "Ana", "Xan": "Yves", "Yves": "Xan"}
    one, two = two_sides(), two_sides()
    for a, b in sorted(ties):
        one.met(a, b)
        two.met(other.get(a, a), other.get(b, b))
    here, there = ask(one, redundancy=3), ask(two, redundancy=3)
    assert len(here.rows) == len(there.rows)
    if here.rows:
        assert here.rows[0].loss_before == pytest.approx(there.rows[0].loss_before)


def test_json_has_what_the_interface_says() -> None:
    world = two_sides().met("Ana", "Xan").organisation("beta").person("Olga", "beta")
    found = introduce_payload(TODAY, ask(world))
    assert found["schema"] == "stakeholder-map/introduce/1"
    assert {"partnership", "organisation", "ours", "theirs", "meeting", "loss_before", "loss_after",
            "loss_after_meeting", "reason", "via", "closes"} <= set(found["rows"][0])
    assert {"advice", "limit", "redundancy", "risk", "exact", "guarantee"} <= set(found)
    assert dumps(found) == dumps(introduce_payload(TODAY, ask(world)))
