"""The chance that no relationship is left: published and hand-made answers, brute force, what may never change."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.risk import factoring, sampling
from stakeholder_map.analysis.risk.copula import Scenario, conditional, quadrature
from stakeholder_map.analysis.risk.loss import bounds, either_way, loss, losses
from stakeholder_map.errors import InputError

from .importing import SHARED

Ties = list[tuple[str, str]]


def ties(text: str) -> Ties:
    """`a-x b-x`: a and b know x."""
    return [(a, b) for a, b in (pair.split("-") for pair in text.split())]


def people(bonds: Ties) -> list[str]:
    return sorted({end for bond in bonds for end in bond})


def one_each(bonds: Ties, ours: float = 0.1, theirs: float = 0.2) -> dict[str, float]:
    return {a: ours for a, _ in bonds} | {b: theirs for _, b in bonds}


def employers(bonds: Ties) -> dict[str, str]:
    return {a: "us" for a, _ in bonds} | {b: "acme" for _, b in bonds}


def by_definition(bonds: Ties, chance: dict[str, float], lapse: dict[tuple[str, str], float] | None = None) -> float:
    """The sum over every state of everybody."""
    both = {a for a, _ in bonds} & {b for _, b in bonds}
    everybody = people(bonds)
    total = 0.0
    for gone in product((True, False), repeat=len(everybody)):
        state = dict(zip(everybody, gone, strict=True))
        if all(state[p] for p in both):
            left = {(a, b) for a, b in bonds if not state[a] and not state[b] and not {a, b} & both}
            weight = math.prod(chance[p] if state[p] else 1 - chance[p] for p in everybody)
            total += weight * math.prod((lapse or {}).get(bond, 0.0) for bond in left)
    return total


HALF_BY_HALF = "a-x a-y b-x b-y"


@pytest.mark.parametrize(("bonds", "expected"), [
    ("a-x", 0.28),
    ("a-x b-x c-x", 0.2008),
    ("a-x b-y", 0.0784),
    (HALF_BY_HALF, 0.0496),
    ("a-x b-x b-y", 0.0640),
    ("a-x a-y a-z b-x c-x", 0.0280),
])
def test_hand_calculated(bonds: str, expected: float) -> None:
    found = loss(ties(bonds), one_each(ties(bonds)))
    assert (found.independent, found.method, found.error) == (pytest.approx(expected, abs=1e-12), "exact", 0.0)


def test_a_tie_may_lapse() -> None:
    assert loss(ties("a-x"), one_each(ties("a-x")), lapse={("a", "x"): 0.5}).independent == pytest.approx(0.64)
    star = ties("a-x b-x")  # x stays and of each the tie is lost or its other end goes
    found = loss(star, one_each(star, 0.1, 0.2), lapse={("a", "x"): 0.5}).independent
    assert found == pytest.approx(0.2 + 0.8 * (0.1 + 0.9 * 0.5) * 0.1)


def published(text: str) -> tuple[list[str], dict[tuple[str, str], float]]:
    """The two terminals, and the chance of each link to hold, of a graph in the format of RelNet."""
    words = [line.split() for line in text.splitlines()]
    (ends,) = (rest for kind, *rest in words if kind == "T")
    return ends, {(a, b): float(up) for kind, *rest in words if kind == "e" for a, b, up in [rest]}


def test_links_of_a_published_network_fail_as_ties_lapse() -> None:
    """Two routes of two links each: the first is taken as somebody who may go, the second as a tie that may lapse."""
    path = SHARED / "reliability-relnet" / "example_graph.txt"
    if not path.exists():
        pytest.skip("The published network is not here.")
    (start, end), up = published(path.read_text())
    bonds = [(a, end) for a, b in up if b == end]
    chance = {end: 0.0} | {b: 1 - value for (a, b), value in up.items() if a == start}
    lapse = {bond: 1 - up[bond] for bond in bonds}
    assert loss(bonds, chance, lapse=lapse).independent == pytest.approx(0.515625)  # Paredes and others 2019
    both_ways = [(f"{b}-", f"{b}+") for a, b in up if a == start]  # or each link somebody who may go
    chance = {f"{b}-": 1 - up[start, b] for a, b in up if a == start} | {f"{a}+": 1 - up[a, end] for a, _ in bonds}
    assert loss(both_ways, chance).independent == pytest.approx(0.515625)


def effects(bonds: Ties, chance: dict[str, float]) -> dict[str, float]:
    """How much higher the loss is if somebody goes than if they stay."""
    return {person: gone - stays for person, (gone, stays) in either_way(bonds, Scenario(chance)).items()}


def test_who_matters_in_a_double_star() -> None:
    bonds = ties("a-x a-y a-z b-x c-x")
    found = effects(bonds, one_each(bonds))
    assert (found["a"], found["x"]) == (pytest.approx(0.200), pytest.approx(0.135))


def states_without_a_tie(bonds: Ties) -> float:
    """How many sets of people hold no two who know each other: the loss when everybody goes with chance one half."""
    found = loss(bonds, dict.fromkeys(people(bonds), 0.5))
    assert found.method == "exact"
    return found.independent * 2 ** len(people(bonds))


def two_coloured(edges: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Ties:
    return [(str(a), str(b)) if sum(a) % 2 == 0 else (str(b), str(a)) for a, b in edges]


@pytest.mark.parametrize(("dimensions", "expected"), [(2, 7), (3, 35), (4, 743), (5, 254475)])
def test_hypercubes(dimensions: int, expected: int) -> None:
    corners = list(product((0, 1), repeat=dimensions))
    edges = [(a, b) for a in corners for b in corners if a < b and sum(x != y for x, y in zip(a, b, strict=True)) == 1]
    assert states_without_a_tie(two_coloured(edges)) == pytest.approx(expected)  # OEIS A027624


@pytest.mark.parametrize(("side", "expected"), [(2, 7), (3, 63), (4, 1234), (5, 55447), (6, 5598861)])
def test_grids(side: int, expected: int) -> None:
    cells = list(product(range(side), repeat=2))
    edges = [(a, b) for a in cells for b in ((a[0] + 1, a[1]), (a[0], a[1] + 1)) if b in cells]
    assert states_without_a_tie(two_coloured(edges)) == pytest.approx(expected)  # OEIS A006506


def test_paths_are_fibonacci_cycles_lucas_and_full_ones_powers_of_two() -> None:
    fibonacci, lucas = [1, 1], [2, 1]
    for _ in range(20):
        fibonacci.append(sum(fibonacci[-2:]))
        lucas.append(sum(lucas[-2:]))
    for n in range(2, 13):
        path = [((i,), (i + 1,)) for i in range(n - 1)]
        assert states_without_a_tie(two_coloured(path)) == pytest.approx(fibonacci[n + 1])
        if n % 2 == 0 and n > 2:
            assert states_without_a_tie(two_coloured([*path, ((0,), (n - 1,))])) == pytest.approx(lucas[n])
    for m, n in product(range(1, 5), repeat=2):
        full = [(f"a{i}", f"b{j}") for i in range(m) for j in range(n)]
        assert states_without_a_tie(full) == pytest.approx(2**m + 2**n - 1)


@pytest.mark.parametrize("number", range(1, 7))
def test_half_gone_together_is_one_in_n_plus_one(number: int) -> None:
    bonds = [(f"a{i}", "x") for i in range(number)]
    chance = one_each(bonds, 0.5, 0.0)
    assert loss(bonds, chance, employers(bonds), 0.5).correlated == pytest.approx(1 / (number + 1), abs=1e-6)


def test_two_by_two_when_departures_go_together() -> None:
    bonds = ties(HALF_BY_HALF)
    found = loss(bonds, one_each(bonds, 0.1, 0.2), employers(bonds), 0.6)
    assert (found.independent, found.correlated) == (pytest.approx(0.0496), pytest.approx(0.134380, abs=1e-6))
    assert found.value == found.correlated
    for chance, correlation, expected in ((0.18, 0.6, 0.165), (0.10, 0.3, 0.043), (0.25, 0.76, 0.296)):
        found = loss(bonds, dict.fromkeys("abxy", chance), employers(bonds), correlation)
        assert found.correlated == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("correlation", [0.05, 0.3, 0.6, 0.76, 0.9, 0.95, 0.99])
def test_going_together_changes_nobodys_own_chance(correlation: float) -> None:
    _, weights = quadrature(correlation)
    for chance in (0.0, 0.001, 0.02, 0.18, 0.5, 0.97, 1.0):
        assert conditional((chance,), (correlation,))[0] @ weights == pytest.approx(chance, abs=1e-6)


names_ours, names_theirs, names_both = ["a1", "a2", "a3"], ["b1", "b2", "b3"], ["d1", "d2"]
bonds_strategy = st.sets(
    st.tuples(st.sampled_from(names_ours + names_both), st.sampled_from(names_theirs + names_both)), max_size=9
).map(sorted)
chances = st.fixed_dictionaries(
    {name: st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1)) for name in names_ours + names_theirs + names_both}
)


@given(bonds_strategy, chances, st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=9, max_size=9))
def test_equals_the_sum_over_all_states(bonds: Ties, chance: dict[str, float], lapses: list[float]) -> None:
    lapse = dict(zip(bonds, lapses, strict=False))
    assert loss(bonds, chance, lapse=lapse).independent == pytest.approx(by_definition(bonds, chance, lapse), abs=1e-12)


@given(bonds_strategy, chances, st.floats(0, 0.9))
def test_going_together_equals_the_sum_given_the_hidden_factors(
    bonds: Ties, chance: dict[str, float], correlation: float
) -> None:
    group = employers(bonds) | dict.fromkeys(names_both, "us")
    points, weights = quadrature(correlation)
    expected = 0.0
    for i, j in product(range(len(points)), repeat=2):
        if weights[i] * weights[j] > 1e-9:
            at = {p: conditional((q,), (correlation,))[0][i if group.get(p) == "us" else j] for p, q in chance.items()}
            expected += weights[i] * weights[j] * by_product(bonds, at)
    assert loss(bonds, chance, group, correlation).correlated == pytest.approx(expected, abs=1e-5)


def by_product(bonds: Ties, chance: dict[str, float]) -> float:
    """All states of our side, the other side person by person."""
    both = {a for a, _ in bonds} & {b for _, b in bonds}
    plain = [bond for bond in bonds if not both.intersection(bond)]
    ours, theirs = sorted({a for a, _ in plain}), sorted({b for _, b in plain})
    total = 0.0
    for gone in product((True, False), repeat=len(ours)):
        stay = {a for a, left in zip(ours, gone, strict=True) if not left}
        total += math.prod(1 - chance[a] if a in stay else chance[a] for a in ours) * math.prod(
            chance[b] for b in theirs if any((a, b) in plain for a in stay)
        )
    return total * math.prod(chance[p] for p in both)


@given(bonds_strategy, chances, st.tuples(st.sampled_from(names_ours), st.sampled_from(names_theirs)))
def test_one_more_tie_never_raises_it(bonds: Ties, chance: dict[str, float], extra: tuple[str, str]) -> None:
    group = employers([(a, b) for a in names_ours for b in names_theirs]) | dict.fromkeys(names_both, "us")
    before, after = loss(bonds, chance, group), loss([*bonds, extra], chance, group)
    assert after.independent <= before.independent + 1e-12
    assert after.correlated <= before.correlated + 1e-12


@given(bonds_strategy, chances, st.permutations(names_ours), st.permutations(names_theirs))
def test_names_do_not_matter(bonds: Ties, chance: dict[str, float], ours: list[str], theirs: list[str]) -> None:
    new = dict(zip(names_ours + names_theirs + names_both, [*ours, *theirs, *reversed(names_both)], strict=True))
    group = employers([(a, b) for a in names_ours for b in names_theirs]) | dict.fromkeys(names_both, "us")
    renamed = loss([(new[a], new[b]) for a, b in bonds], {new[p]: q for p, q in chance.items()}, group)
    assert renamed.correlated == pytest.approx(loss(bonds, chance, group).correlated, abs=1e-12)


@given(bonds_strategy, chances)
def test_bounds_hold(bonds: Ties, chance: dict[str, float]) -> None:
    both = {a for a, _ in bonds} & {b for _, b in bonds}
    low, high = bounds([bond for bond in bonds if not both.intersection(bond)], sorted(both), chance)
    assert low - 1e-12 <= loss(bonds, chance).independent <= high + 1e-12


@given(bonds_strategy, chances)
def test_a_person_matters_as_much_as_the_slope(bonds: Ties, chance: dict[str, float]) -> None:
    found = effects(bonds, chance)
    for person, effect in found.items():
        slope = by_definition(bonds, chance | {person: 1.0}) - by_definition(bonds, chance | {person: 0.0})
        assert effect == pytest.approx(slope, abs=1e-12)
        assert effect >= -1e-12


def test_certain_and_impossible() -> None:
    bonds = ties(HALF_BY_HALF)
    assert loss(bonds, dict.fromkeys("abxy", 0.0), employers(bonds)).correlated == 0
    assert loss(bonds, dict.fromkeys("abxy", 1.0), employers(bonds)).correlated == 1
    assert loss([], {}).correlated == 1
    assert loss([("d", "d")], {"d": 0.3}).correlated == pytest.approx(0.3)
    assert loss([("d", "d"), ("d", "x"), ("a", "d")], {"d": 0.3, "x": 0.1, "a": 0.1}).independent == pytest.approx(0.3)


def test_somebody_alone_at_their_employer_goes_with_nobody() -> None:
    bonds = ties("a-x b-y")
    chance = dict.fromkeys("abxy", 0.18)
    assert loss(bonds, chance, {p: p for p in "abxy"}).correlated == pytest.approx(loss(bonds, chance).independent)
    assert loss(bonds, chance, employers(bonds)).correlated > loss(bonds, chance).independent


def dense(ours: int, theirs: int, degree: int = 5) -> Ties:
    """Everybody of the larger side knows several of the smaller one, spread evenly."""
    return sorted({(f"a{(7 * j + i * i + 3 * i) % ours:03}", f"b{j:03}") for j in range(theirs) for i in range(degree)})


def test_three_ways_agree() -> None:
    bonds = dense(9, 14, 3)
    scenarios = [Scenario(one_each(bonds, 0.4, 0.5), 0.0), Scenario(one_each(bonds, 0.4, 0.5), 0.6)]
    group = employers(bonds)
    exact = losses(bonds, scenarios, group)
    assert exact.method == "exact"
    assert sampling.enumerated(bonds, [], scenarios, group) == pytest.approx(exact.values, abs=1e-10)
    drawn, error = sampling.simulated(bonds, [], scenarios, group)
    assert 0 < error < 0.005
    assert drawn == pytest.approx(exact.values, abs=error)
    with_both = [*bonds, ("d", "d")]
    scenarios = [Scenario({**s.chance, "d": 0.9}, s.correlation) for s in scenarios]
    group["d"] = "us"
    exact = losses(with_both, scenarios, group)
    assert sampling.enumerated(bonds, ["d"], scenarios, group) == pytest.approx(exact.values, abs=1e-10)
    drawn, error = sampling.simulated(bonds, ["d"], scenarios, group)
    assert drawn == pytest.approx(exact.values, abs=error)
    lapse = {bond: 0.4 * (number % 3) for number, bond in enumerate(bonds)}
    drawn, error = sampling.simulated(bonds, ["d"], scenarios, group, lapse)
    assert drawn == pytest.approx(losses(with_both, scenarios, group, lapse).values, abs=error)


def test_says_when_it_is_not_exact_and_twice_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factoring, "VISITS", 200)
    small, large = dense(12, 30), dense(60, 70)
    found = loss(small, one_each(small, 0.3, 0.3), employers(small))
    assert (found.method, found.error) == ("enumerated", 0.0)
    found = loss(large, one_each(large, 0.3, 0.3), employers(large))
    assert found.method == "simulated"
    assert 0 < found.error < 0.01
    assert loss(large[::-1], one_each(large, 0.3, 0.3), employers(large)) == found


def test_several_employers_on_one_side() -> None:
    bonds = [(f"a{i}", "x") for i in range(8)]
    group = {f"a{i}": f"employer{i // 2}" for i in range(8)} | {"x": "acme"}
    pair = loss(bonds[:2], one_each(bonds, 0.5, 0.0), group, 0.5).correlated
    found = loss(bonds, one_each(bonds, 0.5, 0.0), group, 0.5)
    assert found.correlated == pytest.approx(pair**4, abs=found.error or 1e-9)


@pytest.mark.parametrize(("share", "draws", "low", "high"), [(0.0, 10, 0.0, 0.2775), (0.5, 100, 0.4038, 0.5962)])
def test_wilson(share: float, draws: int, low: float, high: float) -> None:
    assert sampling.distance(share, draws) == pytest.approx(max(share - low, high - share), abs=1e-4)


@pytest.mark.parametrize("correlation", [1.0, -0.1, 1.5, math.nan])
def test_a_correlation_that_cannot_be_used_is_refused(correlation: float) -> None:
    with pytest.raises(InputError, match="correlation"):
        loss(ties("a-x"), one_each(ties("a-x")), correlation=correlation)


@pytest.mark.parametrize("chance", [-0.1, 1.1, math.nan])
def test_what_is_no_chance_is_refused(chance: float) -> None:
    with pytest.raises(InputError, match="no chance"):
        loss(ties("a-x"), {"a": 0.1, "x": chance})
