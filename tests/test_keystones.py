"""People on whom several partnerships hang, and who holds our own people together: published graphs, brute force."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.analysis.fragmentation import fragmentation, worst_pair
from stakeholder_map.analysis.inside import Inside, inside
from stakeholder_map.analysis.keystones import keystones
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.jsonout.form import dumps
from stakeholder_map.jsonout.partnerships import keystones_payload
from stakeholder_map.snapshot import Snapshot

from .facts import TODAY, World, two_sides

Edges = list[tuple[str, str]]


def test_the_sole_contact_in_two_partnerships_is_named_once() -> None:
    snapshot = Snapshot.of("ana! met bo@x; ana! met cy@y; bea! met di@z; ana! met ed@w; bea! met flo@w")
    (found,) = keystones(redundancy(snapshot))
    assert (found.person.name, found.side, [p.name for p in found.partnerships]) == ("ana", "ours", ["x", "y"])
    said = json.loads(dumps(keystones_payload(TODAY, [found], inside(snapshot))))
    assert said["schema"] == "stakeholder-map/keystones/1"
    assert said["rows"][0]["person"] == {"id": "ana", "name": "ana"}


def colleagues(edges: Edges, *alone: str) -> Inside:
    """Our people who know each other as in this graph."""
    world = World().organisation("us", ours=True).organisation("acme").person("Xan", "acme")
    for person in sorted({end for edge in edges for end in edge} | set(alone)):
        world.person(person, "us")
    for a, b in edges:
        world.met(a, b)
    return inside(world.snapshot())


def published(graph: nx.Graph) -> Edges:
    return [(str(a), str(b)) for a, b in graph.edges]


def people(found: Inside) -> set[str]:
    return {cut.person.name for cut in found.cut_people}


def test_published_networks() -> None:
    kite = colleagues(published(nx.krackhardt_kite_graph()))
    assert people(kite) == {"7", "8"}
    karate = colleagues(published(nx.karate_club_graph()))
    assert (people(karate), [{p.name for p in b.people} for b in karate.bridges]) == ({"0"}, [{"0", "11"}])
    families = colleagues(published(nx.florentine_families_graph()))
    assert people(families) == {"Albizzi", "Guadagni", "Medici", "Salviati"}
    assert len(families.bridges) == 5


def relabelled(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, str)


def test_two_who_change_nothing_alone_may_separate_the_rest() -> None:
    """The kite: KPP-Neg of single people and pairs as published; going for the worst single one first is trapped."""
    kite = relabelled(nx.krackhardt_kite_graph())
    assert fragmentation(kite, "7") == pytest.approx(0.3889, abs=5e-5)
    assert fragmentation(kite, "5") == fragmentation(kite, "6") == 0
    assert worst_pair(kite) == (("5", "6"), pytest.approx(0.5357, abs=5e-5))
    assert max(fragmentation(kite, ["7", other]) for other in kite if other != "7") == pytest.approx(0.4286, abs=5e-5)
    assert fragmentation(kite, ["7", "3"]) == pytest.approx(0.4286, abs=5e-5)
    assert fragmentation(nx.star_graph(5), [0]) == 1
    assert fragmentation(nx.path_graph(5), [2]) == pytest.approx(2 / 3)
    found = colleagues(published(kite)).pair
    assert found is not None
    assert ({p.name for p in found.people}, found.apart_now) == ({"5", "6"}, 0)


def test_no_pair_where_nobody_makes_a_difference() -> None:
    assert colleagues(published(nx.complete_graph(6))).pair is None
    assert colleagues([("a", "b"), ("b", "c")]).pair is None


def test_how_many_would_be_cut_off() -> None:
    found = colleagues([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "d")], "lonely")
    assert (found.people, found.linked, found.groups) == (7, 6, 1)
    assert {c.person.name: c.cut_off for c in found.cut_people} == {"c": 2, "d": 2}
    assert [({p.name for p in b.people}, b.smaller) for b in found.bridges] == [({"c", "d"}, 3)]


def test_only_colleagues_who_still_work_together_count() -> None:
    world = two_sides().met("Ana", "Bea", TODAY - timedelta(days=2000)).met("Ana", "Xan").met("Bea", "Xan")
    assert inside(world.snapshot()).linked == 0
    assert inside(world.interaction("m", TODAY, "Bea", "Cat").snapshot()).linked == 2
    assert inside(world.snapshot().without(["Cat"])).linked == 0


names = ["a", "b", "c", "d", "e", "f", "g"]
graphs = st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda e: e[0] < e[1]), max_size=10)


@given(graphs.map(sorted))
def test_the_worst_pair_is_the_worst_of_all_pairs(edges: Edges) -> None:
    network = nx.Graph(edges)
    every = {pair: fragmentation(network, pair) for pair in combinations(sorted(network), 2)}
    found = worst_pair(network)
    if len(network) < 4:
        assert found is None
    else:
        highest = max(every.values())
        assert found == (min(p for p in every if every[p] > highest - 1e-9), pytest.approx(highest))


@given(graphs.map(sorted))
def test_equals_taking_everybody_and_every_link_away_in_turn(edges: Edges) -> None:
    found = colleagues(edges)
    whole = nx.Graph(edges)
    cut: dict[str, int] = {}
    for person in whole:
        rest = sorted((len(p & nx.node_connected_component(whole, person)) for p in nx.connected_components(
            whole.subgraph(set(whole) - {person}))), reverse=True)
        if sum(bool(size) for size in rest) > 1:
            cut[person] = sum(rest) - rest[0]
    assert {c.person.name: c.cut_off for c in found.cut_people} == cut
    bridges = {}
    for a, b in edges:
        without = nx.Graph(whole)
        without.remove_edge(a, b)
        if not nx.has_path(without, a, b):
            bridges[a, b] = min(len(nx.node_connected_component(without, end)) for end in (a, b))
    assert {tuple(sorted(p.name for p in link.people)): link.smaller for link in found.bridges} == bridges


def with_third(ties: set[tuple[str, str]]) -> World:
    world = World().organisation("us", ours=True).organisation("acme").organisation("third")
    for side, organisation in ((("a1", "a2", "a3"), "us"), (("b1", "b2"), "acme"), (("c1", "c2"), "third")):
        for person in side:
            world.person(person, organisation)
    world.partnership("p", "us", "acme").partnership("q", "us", "third")
    for a, b in sorted(ties):
        world.met(a, b)
    return world


between = st.sets(st.sampled_from([(a, c) for a in ("a1", "a2", "a3") for c in ("b1", "b2", "c1", "c2")]
                                  + [(c, b) for c in ("c1", "c2") for b in ("b1", "b2")]), max_size=8)


@given(between)
def test_who_is_on_every_way_with_one_go_between(ties: set[tuple[str, str]]) -> None:
    def ways(gone: str = "") -> int:
        snapshot = with_third(ties).snapshot().without([gone] if gone else [])
        row = next(r for r in redundancy(snapshot) if r.partnership.id == "p")
        return row.by_partner[0].kappa_indirect or 0

    row = next(r for r in redundancy(with_third(ties).snapshot()) if r.partnership.id == "p")
    people = ("a1", "a2", "a3", "b1", "b2", "c1", "c2")
    expected = {person for person in people if ways() and not ways(person)}
    assert {p.id for p in row.by_partner[0].sole_contacts_indirect} == expected


def test_the_go_between_is_named() -> None:
    world = with_third({("a1", "c1"), ("a2", "c1"), ("c1", "b1"), ("c1", "b2")})
    row = next(r for r in redundancy(world.snapshot()) if r.partnership.id == "p")
    assert [p.name for p in row.by_partner[0].sole_contacts_indirect] == ["c1"]


@pytest.mark.parametrize("text", ["", "ana!", "ana! met bo@x"])
def test_nobody_to_speak_of(text: str) -> None:
    snapshot = Snapshot.of(text)
    assert keystones(redundancy(snapshot)) == []
    assert inside(snapshot).cut_people == ()
