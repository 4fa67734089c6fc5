"""Continuity risk of partnerships: figures by hand and by brute force, what counts where, and what may never change."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.answers import Ref
from stakeholder_map.analysis.ground.contacts import Contact
from stakeholder_map.analysis.ground.relationships import COUNTING, Relationship
from stakeholder_map.analysis.risk import risk, total
from stakeholder_map.analysis.risk.answers import Assumptions, Risk
from stakeholder_map.analysis.risk.lapse import lapses
from stakeholder_map.analysis.risk.restructure import Restructure
from stakeholder_map.errors import InputError
from stakeholder_map.jsonout.partnerships import risk_payload
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, World, two_sides
from .test_loss import by_definition
from .test_redundancy import BOTH, OURS, THEIRS, edges, random_world

SOON = TODAY + timedelta(days=30)
STATED = Assumptions(departure=0.18)


def one(world: World, assumptions: Assumptions = STATED, partnership: str | None = None) -> Risk:
    (row,) = risk(world.snapshot(), assumptions, partnership=partnership)
    return row


def four() -> World:
    return two_sides().met("Ana", "Xan").met("Ana", "Yves").met("Bea", "Xan").met("Bea", "Yves")


def test_two_who_know_two() -> None:
    found = one(four(), Assumptions())
    assert (found.verdict, found.kappa, found.figures.method, found.figures.error) == ("pass", 2, "exact", 0.0)
    assert found.figures.loss_independent == pytest.approx(0.06375024)
    assert found.figures.loss_correlated == pytest.approx(0.164644, abs=1e-6)
    assert (found.figures.low, found.figures.high) == (
        pytest.approx(0.042766, abs=1e-5), pytest.approx(0.296410, abs=1e-5),
    )
    assert found.figures.importance == 3
    assert found.figures.expected_loss == pytest.approx(3 * 0.164644, abs=1e-5)


def test_assumptions_change_the_figures_and_the_range_stays_what_it_is() -> None:
    none = one(four(), Assumptions(0.18, correlation=0.0)).figures
    assert none.loss_correlated == pytest.approx(none.loss_independent)
    half = one(four(), Assumptions(0.5)).figures
    usual = one(four(), Assumptions()).figures
    assert (half.low, half.high) == (usual.low, usual.high)
    assert half.loss_correlated > 0.5 > half.high
    never = one(four(), Assumptions(0.0)).figures
    assert never.loss_correlated == 0 < never.low
    assert (usual.outside, half.outside, never.outside) == (False, True, True)
    longer = one(four(), Assumptions(months=24)).figures
    assert longer.loss_independent == pytest.approx(by_hand(1 - 0.82**2))
    assert longer.high > one(four()).figures.high


def by_hand(q: float) -> float:
    return 2 * q**2 - q**4


def test_an_announced_departure_is_certain() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.person("Ana", "us", leaving_on=SOON).person("Bea", "us").person("Xan", "acme")
    world.met("Ana", "Xan").met("Bea", "Xan")
    found = one(world, STATED, "joint")
    assert found.figures.loss_independent == pytest.approx(1 - 0.82**2)
    (member,) = found.by_partner
    assert any("Ana is recorded as leaving on 30 July 2026." in sentence for sentence in member.assumed)
    assert not any("Bea" in sentence or "Xan" in sentence for sentence in member.assumed)
    carried = {c.person.name: (round(c.if_gone, 4), round(c.if_staying, 4)) for c in member.carriers}
    assert carried == {"Ana": (0.3276, 0.18), "Bea": (1.0, 0.18), "Xan": (1.0, 0.18)}


def test_a_chance_for_one_person_counts_for_them_alone() -> None:
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.person("Ana", "us").person("Xan", "acme").met("Ana", "Xan")
    found = one(world, Assumptions(0.2, chances={"Ana": 0.5}), "joint")
    assert found.figures.loss_independent == pytest.approx(1 - 0.5 * 0.8)
    assert found.by_partner[0].assumed == (
        "For Ana a chance of 50 in 100 to leave within 12 months, as you said.",
        "Assumed as you said: 20 in 100 people leave within 12 months.",
    )
    assert found.figures.low == pytest.approx(1 - 0.5 * 0.9)  # it holds in the range too


def team() -> World:
    """Ana, who alone works in a team, knows Xan."""
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.node("Unit", "team").tie("PART_OF", "team", "us").person("Ana", "team").person("Xan", "acme")
    return world.met("Ana", "Xan")


def test_a_restructuring_is_mixed_in_exactly() -> None:
    event = Restructure(Ref("team", "team"), 0.5, 0.6)
    row = one(team(), Assumptions(0.1, restructures=(event,)), "joint")
    assert row.figures.loss_independent == pytest.approx(0.5 * (1 - 0.9 * 0.9) + 0.5 * (1 - 0.4 * 0.9))
    assert row.by_partner[0].assumed[-1] == (
        "As you said: team is restructured with a chance of 50 in 100, and 60 in 100 of its people then leave.")
    carried = {c.person.name: (c.if_gone, c.if_staying) for c in row.by_partner[0].carriers}
    assert carried["Ana"] == (1, pytest.approx(0.1))
    assert carried["Xan"] == (1, pytest.approx(0.5 * 0.1 + 0.5 * 0.6))
    whole = Restructure(Ref("us", "us"), 1.0, 0.6)
    both = one(team(), Assumptions(0.1, restructures=(event, whole))).figures.loss_independent
    assert both == pytest.approx(1 - 0.4 * 0.9)
    plain = one(team(), Assumptions(0.1)).figures
    assert one(team(), Assumptions(0.1, restructures=(Restructure(Ref("us", "us"), 0.0, 0.6),))).figures == plain
    assert one(team(), Assumptions(0.7, restructures=(event,))).figures.loss_independent == pytest.approx(1 - 0.3**2)


def test_restructurings_that_make_no_sense_are_refused() -> None:
    empty = team().node("Unit", "empty").tie("PART_OF", "empty", "us")
    for events in ((Restructure(Ref("empty", "empty"), 0.5, 0.5),), (Restructure(Ref("team", "team"), 0.5, 0.5),) * 5):
        with pytest.raises(InputError):
            one(empty, Assumptions(restructures=events))
    with pytest.raises(InputError):
        Restructure(Ref("team", "team"), 1.5, 0.5)


def lapsing(days: int, *more: int, **asked: Any) -> Risk:
    """One relationship with contact so many days ago; nobody leaves."""
    world = World().organisation("us", ours=True).organisation("acme").partnership("joint", "us", "acme")
    world.person("Ana", "us").person("Xan", "acme").met("Ana", "Xan", TODAY - timedelta(days=days))
    for number, ago in enumerate(more):
        world.interaction(f"m{number}", TODAY - timedelta(days=ago), "Ana", "Xan")
    return one(world, Assumptions(0.0, lapse=True, **asked), "joint")


def test_relationships_lapse_only_when_asked() -> None:
    """A meeting 300 days ago counts for 120 days more, of the 630 in which there was one contact: e^(-120/630)."""
    found = lapsing(300)
    assert found.figures.loss_independent == pytest.approx(math.exp(-120 / 630))
    assert found.by_partner[0].assumed[-1] == (
        "May lapse before then, at the pace of contact so far: Ana – Xan (83 in 100).")
    assert lapsing(300, months=3).figures.loss_independent == 0  # it counts longer than that
    assert lapsing(54).figures.loss_independent == 0
    assert lapsing(56).figures.loss_independent == pytest.approx(math.exp(-364 / 630))
    left = 210 * math.log2(2 ** (-300 / 210) * (1 + 2 ** (-200 / 210)) / 0.25)
    assert lapsing(300, 500).figures.loss_independent == pytest.approx(math.exp(-2 * left / 630))
    assert lapsing(300, 500).figures.loss_independent < lapsing(300).figures.loss_independent
    assert one(two_sides().met("Ana", "Xan", TODAY - timedelta(days=300)), Assumptions(0.0)).figures.high < 1
    asserted = one(two_sides().knows("Ana", "Xan"), Assumptions(0.0, lapse=True))
    assert asserted.figures.loss_independent == 0


@given(st.lists(st.integers(0, 900), min_size=1, max_size=5), st.integers(0, 900))
def test_one_more_contact_never_makes_a_lapse_likelier(days: list[int], extra: int) -> None:
    def found(*ago: int) -> Relationship:
        met = tuple(Contact(TODAY - timedelta(days=n), 1.0) for n in sorted(ago, reverse=True))
        return Relationship(("a", "b"), TODAY, (), met)

    if found(*days).state() in COUNTING:
        assert lapses(found(*days, extra), 210.0, 365.0) <= lapses(found(*days), 210.0, 365.0) + 1e-12


def test_people_are_named_only_when_one_partnership_is_asked_about() -> None:
    (member,) = one(four()).by_partner
    assert (member.assumed, member.carriers) == ((), ())
    assert len(one(four(), STATED, "joint").by_partner[0].carriers) == 4


def test_what_is_unknown_is_left_out_and_counted() -> None:
    world = four().organisation("beta").person("Olga", "beta")
    rows = risk(world.snapshot(), STATED)
    unknown = next(row for row in rows if row.verdict == "unknown")
    assert (unknown.figures.loss_correlated, unknown.figures.method, unknown.figures.expected_loss) == (None,) * 3
    whole = total(rows)
    assert (whole.partnerships, whole.left_out) == (1, 1)
    assert whole.expected_loss == pytest.approx(3 * 0.164644, abs=1e-5)
    said = risk_payload(TODAY, rows, whole, STATED)
    assert [u["partnership"]["id"] for u in said["unknown"]] == ["implied:beta"]
    assert said["total"]["left_out"] == 1


def test_severed_is_lost_already() -> None:
    row = one(two_sides().met("Ana", "Xan", TODAY - timedelta(days=2000)))
    assert (row.verdict, row.figures.loss_correlated, row.figures.low, row.figures.method) == ("severed", 1, 1, "exact")


def test_only_confirmed_ties_is_another_number() -> None:
    found = one(two_sides().met("Ana", "Xan").knows("Bea", "Yves")).figures
    assert found.loss_correlated < found.loss_confirmed == pytest.approx(1 - 0.82**2)
    asserted = one(two_sides().knows("Bea", "Yves")).figures
    assert (asserted.loss_confirmed, asserted.loss_independent) == (1, pytest.approx(1 - 0.82**2))


def test_a_partnership_has_the_largest_among_its_core_members() -> None:
    world = four().organisation("beta").person("Olga", "beta").tie("MEMBER_OF", "beta", "joint", participation="core")
    world.organisation("gamma").person("Gus", "gamma")
    world.tie("MEMBER_OF", "gamma", "joint", participation="observer").knows("Ana", "Gus", until=TODAY)
    found = one(world.met("Cat", "Olga"))
    by = {p.organisation.id: p.figures.loss_correlated for p in found.by_partner}
    assert found.figures.loss_correlated == by["beta"] > by["acme"]
    assert by["gamma"] is not None


def test_worst_verdict_first_then_by_expected_loss() -> None:
    world = World().organisation("us", ours=True).person("Ana", "us").person("Bea", "us")
    for name, importance in (("low", 1), ("high", 5)):
        world.organisation(name).partnership(f"p-{name}", "us", name, importance=importance, needed=1)
        world.person(f"X {name}", name).met("Ana", f"X {name}")
    world.organisation("lone").person("Y", "lone").met("Bea", "Y")
    assert [row.partnership.id for row in risk(world.snapshot(), STATED)] == ["implied:lone", "p-high", "p-low"]


def test_a_person_on_both_sides_goes_with_ours() -> None:
    world = two_sides().person("Dan", "us", "acme").met("Ana", "Xan")
    assert one(world).figures.loss_independent == pytest.approx(0.18 * (1 - 0.82**2))
    assert one(world).figures.loss_correlated > 0.18 * (1 - 0.82**2)
    leaving = two_sides().person("Dan", "us").person("Dan", "acme", leaving_on=SOON)
    assert one(leaving).figures.loss_correlated == 1


def test_an_organisation_with_several_employers_on_our_side() -> None:
    world = two_sides().organisation("arm", part_of="us").person("Dan", "arm").met("Ana", "Xan").met("Dan", "Xan")
    apart, together = one(world), one(two_sides().met("Ana", "Xan").met("Bea", "Xan"))
    assert apart.figures.loss_correlated == pytest.approx(apart.figures.loss_independent)
    assert together.figures.loss_correlated > apart.figures.loss_correlated


@given(edges, st.integers(0, 2))
def test_equals_the_sum_over_all_states(ties: set[tuple[str, str]], dual: int) -> None:
    found = one(random_world(ties, dual), Assumptions(0.3)).figures.loss_independent
    both = BOTH[:dual]
    bonds = [(a, b) for a, b in ties if b in THEIRS and a in OURS + BOTH[dual:]] + [(d, d) for d in both]
    assert found is None or found == pytest.approx(by_definition(bonds, dict.fromkeys(OURS + THEIRS + BOTH, 0.3)))
    assert (found is None) == (not bonds and not dual)


@given(edges, st.integers(0, 2), st.tuples(st.sampled_from(OURS), st.sampled_from(THEIRS)))
def test_one_more_tie_never_raises_it(ties: set[tuple[str, str]], dual: int, extra: tuple[str, str]) -> None:
    before, after = one(random_world(ties, dual)).figures, one(random_world(ties | {extra}, dual)).figures
    for name in ("loss_independent", "loss_correlated", "loss_confirmed", "low", "high"):
        if getattr(before, name) is not None:
            assert getattr(after, name) <= getattr(before, name) + 1e-9


def test_one_more_contact_in_the_past_never_raises_it() -> None:
    for days in (0, 100, 430, 500):
        world = two_sides().met("Ana", "Xan", TODAY - timedelta(days=days))
        before = one(world).figures.loss_confirmed
        after = one(world.interaction("m", TODAY - timedelta(days=600), "Ana", "Xan")).figures.loss_confirmed
        assert after <= before


@pytest.mark.parametrize(
    "wrong", [{"departure": 1.5}, {"departure": -0.1}, {"correlation": 1.0}, {"correlation": -0.2}, {"months": 0.0},
              {"chances": {"Ana": 1.2}}, {"chances": {"Ana": float("nan")}}]
)
def test_assumptions_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        Assumptions(**wrong)


def test_the_json_is_flat_and_the_same_every_time() -> None:
    rows = risk(four().snapshot(), STATED)
    said = risk_payload(TODAY, rows, total(rows), STATED)
    assert said["schema"] == "stakeholder-map/risk/1"
    assert {"partnership", "verdict", "kappa", "importance", "expected_loss", "loss_independent", "loss_correlated",
            "low", "high", "method", "error", "by_partner"} <= said["rows"][0].keys()
    assert {"organisation", "loss_correlated", "low", "high"} <= said["rows"][0]["by_partner"][0].keys()
    assert said == risk_payload(TODAY, risk(four().snapshot(), STATED), total(rows), STATED)


def test_an_empty_store_has_no_risk() -> None:
    assert risk(Snapshot.of("")) == []
    assert total([]).expected_loss == 0
