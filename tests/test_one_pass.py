"""Everything at once is the same as one after the other: matchings, flows, and days looked at in any order."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.redundancy.channels import matchings, numbered, sizes, vertex_paths
from stakeholder_map.analysis.ties import ties
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, two_sides

ENDS = st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz"))
BLOCKS = st.lists(st.lists(ENDS, max_size=9), max_size=5)


@given(BLOCKS)
def test_blocks_at_once_are_as_large_as_one_by_one(blocks: list[list[tuple[str, str]]]) -> None:
    alone = [len(nx.bipartite.maximum_matching(nx.Graph(b), {a for a, _ in b})) // 2 if b else 0 for b in blocks]
    assert sizes(numbered(blocks)) == alone
    found = matchings(blocks)
    assert [len(m) for m in found] == alone
    assert all(pair in block for m, block in zip(found, blocks, strict=True) for pair in m.items())


STEPS = st.tuples(st.sampled_from(["source", "a", "b", "c", "d"]), st.sampled_from(["a", "b", "c", "d", "sink"]))
PEOPLE_BETWEEN = STEPS.filter(lambda step: step[0] != step[1] and step != ("source", "sink"))
NETWORKS = st.lists(st.sets(PEOPLE_BETWEEN, max_size=12), max_size=4)


@given(NETWORKS)
def test_networks_at_once_carry_as_many_paths_as_one_by_one(networks: list[set[tuple[str, str]]]) -> None:
    alone = []
    for arcs in networks:
        graph = nx.DiGraph(list(arcs))
        graph.add_nodes_from(["source", "sink"])
        alone.append(nx.node_connectivity(graph, "source", "sink"))
    assert vertex_paths([list(arcs) for arcs in networks]) == alone


def test_a_mailbox_may_be_passed_any_number_of_times() -> None:
    arcs = [("source", "a"), ("source", "b"), ("a", "box"), ("b", "box"), ("box", "x"), ("box", "y"),
            ("x", "sink"), ("y", "sink")]  # fmt: skip
    assert vertex_paths([arcs]) == [1]
    assert vertex_paths([arcs, arcs], [frozenset({"box"}), frozenset()]) == [2, 1]


@pytest.mark.parametrize("seed", [1, 2])
def test_days_do_not_depend_on_what_was_looked_at_before(seed: int) -> None:
    def world() -> Snapshot:
        back = [TODAY - timedelta(days=n) for n in (30, 200, 700)]
        made = two_sides().met("Ana", "Xan", back[1]).knows("Bea", "Yves", since=back[0])
        made.interaction("i1", back[2], "Ana", "Yves").interaction("i2", back[0], "Bea", "Xan", channel="email")
        return made.person("Old", "us", until=back[0]).met("Old", "Yves", back[1]).snapshot()

    shared, days = world(), [TODAY - timedelta(days=n) for n in (0, 10, 100, 300, 900)]
    Random(seed).shuffle(days)
    for day in days:
        again, fresh = shared.at(day), world().at(day)
        assert redundancy(again) == redundancy(fresh)
        assert ties(again) == ties(fresh)
        assert ground(again).sides == ground(fresh).sides
