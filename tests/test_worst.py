"""The worst departures: published traps, truck factors, and brute force on small random portfolios."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map.analysis.leave.cuts import Target, targets
from stakeholder_map.analysis.leave.worst import curve, greedy, worst

OURS, THEIRS, BOTH = ["a1", "a2", "a3", "a4"], ["b1", "b2", "b3"], ["d1"]


def target(key: str, weight: float, *members: str) -> Target:
    """`a1-b1 a2-b2` is a member with two relationships."""
    pairs = [frozenset((a, b) for a, b in (pair.split("-") for pair in member.split())) for member in members]
    return Target(key, weight, tuple(pairs))


TRAP = [target("P1", 3, "a1-b1"), target("P2", 5, "a2-b2 a3-b3"), target("P3", 1, "a4-b4")]


def test_choosing_one_after_the_other_is_trapped() -> None:
    assert (greedy(TRAP, 2).weight, greedy(TRAP, 2).people) == (4, ("a1", "a4"))
    assert (worst(TRAP, 2).weight, worst(TRAP, 2).people, worst(TRAP, 2).cut) == (5, ("a2", "a3"), ("P2",))
    assert worst(TRAP, 2).exact


def test_truck_factors_and_the_curve_before_them() -> None:
    alone = [target(f"P{n}", 1, f"x-{n}") for n in (1, 2, 3)] + [target("P4", 1, "y-4")]
    shared = [target(f"P{n}", 1, f"x-{n} y-{n}{n}") for n in (1, 2, 3)] + [target("P4", 1, "z-4")]
    assert curve(alone).truck_factor == 1
    assert curve(shared).truck_factor == 2
    assert [(p.people, p.weight) for p in curve(shared).points] == [(("z",), 1), (("x", "y"), 3)]
    assert [p.weight for p in curve(shared, 3).points] == [1, 3, 4]
    assert curve([]).truck_factor is None


def test_half_is_not_more_than_half() -> None:
    assert curve([target("P1", 1, "x-1"), target("P2", 1, "y-2")]).truck_factor == 2


def test_one_member_that_is_cut_cuts_the_partnership_once() -> None:
    several = [target("P", 4, "a1-b1", "a1-c1 a2-c2"), target("Q", 3, "a3-e1")]
    assert worst(several, 1).people == ("a1",)
    assert worst(several, 2).weight == 7


def test_their_people_only_when_asked_for() -> None:
    star = [target("P", 1, "a1-b a2-b a3-b")]
    assert worst(star, 1).weight == 0
    assert worst(star, 1, either_side=True).people == ("b",)
    assert worst(star, 3).people == ("a1", "a2", "a3")


def test_somebody_on_both_sides_has_to_go_too() -> None:
    both = [Target("P", 1, (frozenset({("d", "d"), ("a", "b")}),))]
    assert worst(both, 1, either_side=True).weight == 0
    assert worst(both, 2).people == ("a", "d")


def test_nobody_is_named_who_cuts_nothing() -> None:
    assert worst(TRAP, 50).people == ("a1", "a2", "a3", "a4")
    assert worst([target("P", 1, "a1-b1")], 5, either_side=True).people == ("a1",)
    assert worst([], 3).people == ()


def test_out_of_time_it_says_so() -> None:
    found = worst(TRAP, 2, seconds=0)
    assert found.weight >= 4
    assert found.weight == 5 or not found.exact


pairs = st.sets(
    st.tuples(st.sampled_from(OURS), st.sampled_from(THEIRS)) | st.just(("d1", "d1")), min_size=1, max_size=6)
portfolios = st.lists(
    st.tuples(st.integers(1, 5), st.lists(pairs, min_size=1, max_size=2)), min_size=1, max_size=4
).map(lambda found: [Target(f"P{n}", w, tuple(map(frozenset, m))) for n, (w, m) in enumerate(found)])


def weight(portfolio: list[Target], gone: tuple[str, ...]) -> float:
    """By definition: the weight of partnerships with a member of which every relationship lost somebody."""
    return sum(
        t.weight for t in portfolio if any(all({a, b} & set(gone) for a, b in member) for member in t.members)
    )


@given(portfolios, st.integers(1, 3), st.booleans())
def test_nothing_is_worse_than_the_worst(portfolio: list[Target], k: int, either_side: bool) -> None:
    people = OURS + BOTH + (THEIRS if either_side else [])
    most = max(weight(portfolio, gone) for gone in combinations(people, k))
    found = worst(portfolio, k, either_side)
    assert found.exact
    assert found.weight == most == weight(portfolio, found.people)
    assert set(found.people) <= set(people)
    fewest = next(size for size in range(k + 1)
                  if any(weight(portfolio, gone) == most for gone in combinations(people, size)))
    assert len(found.people) == fewest
    assert greedy(portfolio, k, either_side).weight <= most


@settings(max_examples=20)
@given(portfolios, st.integers(1, 3))
def test_names_do_not_matter(portfolio: list[Target], k: int) -> None:
    other = {"a1": "a4", "a4": "a1", "b1": "b3", "b3": "b1"}
    renamed = [
        Target(t.key, t.weight, tuple(frozenset((other.get(a, a), other.get(b, b)) for a, b in m) for m in t.members))
        for t in portfolio
    ]
    assert worst(portfolio, k, True).weight == worst(renamed, k, True).weight


@settings(max_examples=20)
@given(portfolios)
def test_the_order_of_the_portfolio_does_not_matter(portfolio: list[Target]) -> None:
    assert worst(portfolio, 2) == worst(sorted(portfolio, key=lambda t: t.key), 2)


def test_targets_are_the_core_members_that_are_held_today() -> None:
    from stakeholder_map.analysis.ground import ground
    from stakeholder_map.analysis.redundancy.links import links

    from .facts import two_sides

    world = two_sides().organisation("beta").organisation("gamma").person("Olga", "beta").met("Ana", "Xan")
    world.tie("MEMBER_OF", "beta", "joint", participation="as_needed").met("Bea", "Olga")
    world.tie("MEMBER_OF", "gamma", "joint", participation="core")
    (found,) = targets(links(ground(world.snapshot())))
    assert (found.key, found.weight, found.members) == ("joint", 3, (frozenset({("Ana", "Xan")}),))
