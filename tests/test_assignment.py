"""The fewest and cheapest new ties: known answers and brute force on small random graphs."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.introductions.assignment import MISSING, Problem, cheapest, reach, together

Ends = tuple[str, str]
OURS, THEIRS = ["a1", "a2", "a3"], ["b1", "b2", "b3"]
ALL = list(product(OURS, THEIRS))


def problem(existing: str, ours: str, theirs: str, wanted: int, **cost: float) -> Problem:
    have = frozenset((a, b) for a, b in (pair.split("-") for pair in existing.split()))
    price = {(a, b): cost.get(f"{a}_{b}", 10.0) for a in ours.split() for b in theirs.split() if (a, b) not in have}
    return Problem(have, price, wanted)


def independent(ties: set[Ends]) -> int:
    """By definition: the most ties of which no two share a person, by trying all."""
    return max(size for size in range(4) for chosen in combinations(ties, size)
               if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size)


def test_a_second_tie_of_the_same_person_does_not_help() -> None:
    found = cheapest(problem("a1-b1 a1-b2", "a1 a2", "b1 b2 b3", 2, a1_b3=1))
    assert found in ((("a2", "b1"),), (("a2", "b2"),))


def test_without_any_tie_two_are_needed_for_two() -> None:
    assert len(cheapest(problem("", "a1 a2 a3", "b1 b2", 2)) or ()) == 2


def test_three_with_two_of_theirs_is_impossible() -> None:
    assert cheapest(problem("a1-b1", "a1 a2 a3", "b1 b2", 3)) is None
    assert reach([("a1", "b1")], ALL[:2]) == 1


def test_enough_is_enough() -> None:
    assert cheapest(problem("a1-b1 a2-b2", "a3", "b3", 2)) == ()
    assert cheapest(problem("", "a1", "b1", 0)) == ()


costs = st.dictionaries(st.sampled_from(ALL), st.integers(1, 9), max_size=9)
ties = st.sets(st.sampled_from(ALL), max_size=6)


@given(ties, costs, st.integers(0, 3))
def test_no_other_set_is_cheaper(existing: set[Ends], cost: dict[Ends, int], wanted: int) -> None:
    price = {pair: float(value) for pair, value in cost.items() if pair not in existing}
    found = cheapest(Problem(frozenset(existing), price, wanted))
    enough = [chosen for size in range(len(price) + 1) for chosen in combinations(price, size)
              if size <= 3 and independent(existing | set(chosen)) >= wanted]
    if not enough:
        assert found is None
        return
    assert found is not None
    assert independent(existing | set(found)) >= wanted
    assert sum(price[pair] for pair in found) == min(sum(price[p] for p in chosen) for chosen in enough)


@given(ties, st.integers(1, 3))
def test_with_a_base_cost_they_are_exactly_those_that_are_missing(existing: set[Ends], wanted: int) -> None:
    price = {pair: 100.0 + number for number, pair in enumerate(ALL) if pair not in existing}
    found = cheapest(Problem(frozenset(existing), price, wanted))
    assert found is not None
    assert len(found) == max(0, wanted - independent(existing))
    assert independent(existing | set(found)) >= wanted
    assert not set(found) & existing


small = st.dictionaries(st.sampled_from(ALL[:2] + ALL[3:5]), st.integers(1, 9), max_size=4)


@given(st.tuples(small, small), st.tuples(st.integers(0, 2), st.integers(0, 2)), st.integers(1, 2))
def test_a_limit_over_several_problems(prices: tuple, wanted: tuple[int, int], limit: int) -> None:
    problems = [Problem(frozenset(), {p: float(v) for p, v in price.items()}, k, 1.0 + n)
                for n, (price, k) in enumerate(zip(prices, wanted, strict=True))]

    def price(plan: tuple) -> float:
        missing = sum(MISSING * p.weight * max(0, p.wanted - (independent(set(t)) if t else 0))
                      for p, t in zip(problems, plan, strict=True))
        return missing + sum(p.cost[pair] for p, t in zip(problems, plan, strict=True) for pair in t)

    def allowed(plan: tuple) -> bool:
        people = [a for t in plan for a, _ in t]
        return all(people.count(a) <= limit for a in people)

    subsets = [[c for size in range(3) for c in combinations(p.cost, size)] for p in problems]
    best = min(price(plan) for plan in product(*subsets) if allowed(plan))
    found = together(problems, limit)
    assert found.exact
    assert allowed(found.ties)
    assert price(found.ties) == pytest.approx(best)


def test_out_of_time_the_weightiest_come_first() -> None:
    problems = [Problem(frozenset(), {("a1", f"b{n}"): 1.0}, 1, float(n)) for n in (1, 2, 3)]
    found = together(problems, 2, seconds=0)
    assert [len(t) for t in found.ties] == [0, 1, 1]
