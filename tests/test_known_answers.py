"""Published answers that belong to no single question: connectivity, decay, turnover, departures that go together."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import combinations

import networkx as nx
import pytest

from stakeholder_map.analysis.ground import contacts, employment
from stakeholder_map.analysis.ground.employment import Turnover
from stakeholder_map.analysis.redundancy.channels import matchings, vertex_paths
from stakeholder_map.analysis.risk.loss import loss


def arcs(graph: nx.Graph, start: object, end: object) -> list[tuple[str, str]]:
    name = {node: str(node) for node in graph} | {start: "source", end: "sink"}
    both = [(name[a], name[b]) for edge in graph.edges for a, b in (edge, edge[::-1])]
    return [(a, b) for a, b in both if a != "sink" and b != "source"]


def connectivity(graph: nx.Graph) -> int:
    """The fewest paths that share nobody between any two who do not know each other."""
    return min(vertex_paths([arcs(graph, a, b) for a, b in combinations(graph, 2) if not graph.has_edge(a, b)]))


@pytest.mark.parametrize(("graph", "expected"), [
    (nx.petersen_graph(), 3), (nx.icosahedral_graph(), 5), (nx.complete_bipartite_graph(3, 5), 3),
    (nx.dodecahedral_graph(), 3), (nx.cycle_graph(7), 2),
])
def test_connectivity_of_published_networks(graph: nx.Graph, expected: int) -> None:
    assert connectivity(graph) == expected


def test_the_two_heads_of_the_karate_club_are_six_ways_apart() -> None:
    assert vertex_paths([arcs(nx.karate_club_graph(), 0, 33)]) == [6]


def test_davis_southern_women_fill_every_event() -> None:
    graph = nx.davis_southern_women_graph()
    women = [n for n, data in graph.nodes(data=True) if data["bipartite"] == 0]
    ties = [(w, event) for w in women for event in graph[w]]
    assert (len(women), len(graph) - len(women), len(ties)) == (18, 14, 89)
    assert len(matchings([ties])[0]) == 14
    assert list(nx.articulation_points(graph)) == []


def test_without_a_cap_steady_contact_would_outlast_years(monkeypatch: pytest.MonkeyPatch) -> None:
    often = [(date(2000, 1, 1) + timedelta(days=30 * n), 1.0) for n in range(400)]
    assert contacts.strength(often, often[-1][0], 180)[0] == contacts.CAP
    monkeypatch.setattr(contacts, "CAP", math.inf)
    assert contacts.strength(often, often[-1][0], 180)[0] == pytest.approx(9.1658, abs=5e-5)


def test_turnover_is_drawn_to_the_rate_that_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(employment, "YEARLY", 1 - math.exp(-0.18))  # five person-years of it are 0.9 departures
    found = Turnover(3, 10)
    assert found.rate == pytest.approx(0.26)
    assert found.chance(12) == pytest.approx(0.2290, abs=6e-5)


@pytest.mark.parametrize(("number", "together", "apart"), [(1, 0.141, 0.141), (2, 0.079, 0.0199), (3, 0.057, 0.0028)])
def test_all_maintainers_gone_as_often_as_was_found(number: int, together: float, apart: float) -> None:
    """Of pairs of company and project with one, two, three maintainers: all gone within a year (fit 0.76)."""
    bonds = [(f"a{i}", "x") for i in range(number)]
    chance = {a: 0.141 for a, _ in bonds} | {"x": 0.0}
    found = loss(bonds, chance, {a: "us" for a, _ in bonds}, 0.76)
    assert (found.correlated, found.independent) == (pytest.approx(together, abs=2e-3), pytest.approx(apart, abs=1e-4))
