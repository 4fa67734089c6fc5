"""Quality of charts: the published values of the four measures, odd charts by hand, and brute force on small ones."""

from __future__ import annotations

from itertools import combinations, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.coverage.charts import chart
from stakeholder_map.analysis.coverage.krackhardt import connectedness, efficiency, hierarchy, least_upper_bounds
from stakeholder_map.analysis.ground.seats import seats

from .facts import TODAY, World


def tree(*lines: str) -> nx.DiGraph[str]:
    """Posts 1 to 6 and lines such as `12`: 1 stands above 2."""
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from("123456")
    made.add_edges_from((line[0], line[1]) for line in lines)
    return made


OUT_TREE = ("12", "13", "24", "25", "36")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (OUT_TREE, (1, 1, 1, 1)),
        ((*OUT_TREE, "35"), (1, 1, 0.9, 1)),
        (("12", "24", "25", "36"), (7 / 15, 1, 1, 1)),
        ((*OUT_TREE, "41"), (1, 10 / 13, 0.9, 1)),
    ],
)
def test_published_values(lines: tuple[str, ...], expected: tuple[float, ...]) -> None:
    made = tree(*lines)
    found = (connectedness(made), hierarchy(made), efficiency(made), least_upper_bounds(made))
    assert found == pytest.approx(expected)


def test_two_heads_have_no_common_superior() -> None:
    assert least_upper_bounds(tree("13", "23", "34", "45", "56")) == pytest.approx(1 - 1 / 10)


digraphs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] != p[1]), max_size=9)


@given(digraphs)
def test_measures_by_trying_every_pair(lines: list[tuple[int, int]]) -> None:
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from(map(str, range(5)))
    made.add_edges_from((str(a), str(b)) for a, b in lines)
    reach = {(a, b): nx.has_path(made, a, b) for a, b in product(made, made)}
    pairs = list(combinations(made, 2))
    either = [(a, b) for a, b in pairs if reach[a, b] or reach[b, a]]
    mutual = [(a, b) for a, b in pairs if reach[a, b] and reach[b, a]]
    assert hierarchy(made) == pytest.approx(1 - len(mutual) / len(either) if either else 1)
    undirected = made.to_undirected()
    joined = [(a, b) for a, b in pairs if nx.has_path(undirected, a, b)]
    assert connectedness(made) == pytest.approx(len(joined) / len(pairs))

    def has_least(a: str, b: str) -> bool:
        above = [u for u in made if reach[u, a] and reach[u, b]]
        return any(all(reach[other, u] for other in above) for u in above)

    most = sum((len(p) - 1) * (len(p) - 2) // 2 for p in nx.weakly_connected_components(made))
    without = sum(not has_least(a, b) for a, b in joined)
    assert least_upper_bounds(made) == pytest.approx(max(0, 1 - without / most) if most else 1)
    for measure in (connectedness, hierarchy, efficiency, least_upper_bounds):
        assert 0 <= measure(made) <= 1  # type: ignore[operator]


def odd_chart(*lines: tuple[str, str], line: str | None = None) -> World:
    world = World().organisation("us", ours=True).organisation("acme")
    for name in "ABCD":
        world.person(f"{name}na", "acme")
        world.nodes[f"{name}na@acme"].props["title"] = f"Post {name}"  # type: ignore[index]
    for below, above in lines:
        world.tie("REPORTS_TO", f"{below}na@acme", f"{above}na@acme", **({"line": line} if line else {}))
    return world


def remarks(world: World) -> dict[str, set[str]]:
    snapshot = world.snapshot(TODAY)
    return {r.kind: {p.name for p in r.posts} for r in chart(snapshot, seats(snapshot)["acme"]).remarks}


def test_what_is_odd_names_the_posts() -> None:
    assert remarks(odd_chart(("B", "A"), ("C", "A"), ("D", "B"))) == {}
    assert remarks(odd_chart(("B", "A"), ("C", "A"))) == {"cut_off": {"Post D (Dna)"}}
    assert remarks(odd_chart(("B", "A"), ("C", "A"), ("D", "B"), ("D", "C"))) == {"two_superiors": {"Post D (Dna)"}}
    assert remarks(odd_chart(("B", "A"), ("A", "B"), ("C", "A"), ("D", "A")))["loop"] == {"Post A (Ana)",
                                                                                          "Post B (Bna)"}
    assert remarks(odd_chart(("C", "A"), ("C", "B"), ("D", "C")))["several_tops"] == {"Post A (Ana)", "Post B (Bna)"}


def test_a_chart_without_lines_has_no_numbers() -> None:
    snapshot = odd_chart(("B", "A"), line="dotted").snapshot(TODAY)
    found = chart(snapshot, seats(snapshot)["acme"])
    assert (found.posts, found.lines, found.connectedness, found.hierarchy) == (4, 0, None, None)
    assert [r.kind for r in found.remarks] == ["no_lines"]
