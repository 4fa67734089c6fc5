"""Networks: the same graph in every form, kinds by attributes, weights that are strengths, unsafe files refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import network

from .importing import SHARED, folder, keys, read, said, ties
from .same import lines, seats, things

OUR = ("Harbour Trust",)
NODES: list[tuple[str, dict[str, Any]]] = [
    ("a", {"label": "Ana Lima", "type": "person", "email": "ana@nb.uk", "notes": "Private words", "colour": "red"}),
    ("b", {"label": "Bo Nkosi", "type": "person", "organisation": "Northby Council", "role": "Clerk"}),
    ("c", {"label": "Cy Wu", "type": "person"}),
    ("n", {"label": "Northby Council", "type": "organisation"}),
    ("h", {"label": "Harbour Trust", "type": "organisation"}),
    ("x", {"label": "A wish", "type": "idea"}),
]
EDGES: list[tuple[str, str, dict[str, Any]]] = [
    ("a", "b", {"weight": 3}), ("c", "b", {"weight": 5, "since": "2021-05"}), ("a", "n", {"relation": "Mayor"}),
    ("h", "n", {}), ("a", "x", {}), ("c", "c", {"weight": 2}),
]


def _graph(nodes: Any = NODES, edges: Any = EDGES) -> Any:
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def _tables(path: Path) -> Path:
    path.mkdir()
    names = ("id", "label", "type", "email", "organisation", "role", "notes", "colour")
    rows = [",".join(str({**data, "id": code}.get(name, "")) for name in names) for code, data in NODES]
    (path / "nodes.csv").write_text("\n".join([",".join(names), *rows]), "utf-8")
    columns = ("weight", "since", "relation")
    rows = [",".join([one, other, *(str(data.get(name, "")) for name in columns)]) for one, other, data in EDGES]
    (path / "edges.csv").write_text("\n".join([",".join(("source", "target", *columns)), *rows]), "utf-8")
    return path


def _save(path: Path, form: str, graph: Any = None) -> Path:
    graph = _graph() if graph is None else graph
    if form == "csv":
        return _tables(path / "tables")
    file = path / f"network.{form}"
    if form == "json":
        file.write_text(json.dumps(nx.node_link_data(graph, edges="links")), "utf-8")
    else:
        if form == "gml":  # there the label is what NetworkX calls the thing
            graph = graph.copy()
            for _, data in graph.nodes(data=True):
                data |= {"name": data.pop("label")} if "label" in data else {}
        {"graphml": nx.write_graphml, "gexf": nx.write_gexf, "gml": nx.write_gml}[form](graph, file)
    return file


def _read(path: Path, form: str = "graphml", graph: Any = None, **options: Any) -> Batch:
    return read(_save(path, form, graph), **{"ours": OUR, **options})


def _knows(batch: Batch) -> set[tuple[Any, ...]]:
    return {(*sorted(row[:2]), *row[2:]) for row in lines(batch, "KNOWS", "strength", "since")}


@pytest.mark.parametrize("form", ["graphml", "gexf", "gml", "json", "csv"])
def test_every_form_says_the_same(tmp_path: Path, form: str) -> None:
    file = _save(tmp_path, form)
    assert recognised(file).NAME == "network"
    batch = read(file, ours=OUR)
    assert things(batch, "Person", "email") == {("Ana Lima", "ana@nb.uk"), ("Bo Nkosi", None), ("Cy Wu", None)}
    assert things(batch, "Organisation", "ours") == {("Northby Council", None), ("Harbour Trust", True)}
    assert _knows(batch) == {("Ana Lima", "Bo Nkosi", 3, None), ("Bo Nkosi", "Cy Wu", 5, date(2021, 5, 1))}
    assert seats(batch) == {("Ana Lima", "Mayor", "Northby Council"), ("Bo Nkosi", "Clerk", "Northby Council")}
    assert {pair[0] for pair in lines(batch, "MEMBER_OF")} == {"Harbour Trust", "Northby Council"}
    left = said(batch.problems, "Left out:")[0].message
    for part in ("“idea” (1)", "lines from a thing to itself (1)", "something else"):
        assert part in left
    assert "Private words" not in str(batch.facts)
    assert not [p for p in batch.problems if p.rejected]
    assert batch.rows == 12


def test_pajek_knows_only_names(tmp_path: Path) -> None:
    graph = nx.Graph([("Ana Lima", "Bo Nkosi", {"weight": 2.0}), ("Bo Nkosi", "Cy Wu", {"weight": 4.0})])
    nx.write_pajek(graph, tmp_path / "n.net")
    assert recognised(tmp_path / "n.net").NAME == "network"
    batch = read(tmp_path / "n.net", ours=OUR)
    assert _knows(batch) == {("Ana Lima", "Bo Nkosi", 2, None), ("Bo Nkosi", "Cy Wu", 4, None)}
    assert said(batch.problems, "read as people")
    assert keys(batch, "Person") == {"ana-lima", "bo-nkosi", "cy-wu"}
    (tmp_path / "twice.net").write_text('*Vertices 2\n1 "Ana"\n2 "Ana"\n*Edges\n1 2\n', "utf-8")
    with pytest.raises(InputError, match="called the same"):
        read(tmp_path / "twice.net", ours=OUR)


@pytest.mark.parametrize(("weights", "strengths", "why"), [
    ([1, 2], {1, 2}, ""), ([5.0, 3.0], {5, 3}, ""), ([1, 1], {None}, "all of them are 1"), ([1, 6], {None}, "(6)"),
    ([0.5, 2], {None}, "(0.5)"), ([4, 4], {4}, "")])
def test_weights_are_strengths_only_if_all_can_be(tmp_path: Path, weights: list[Any], strengths: set[int | None],
                                                  why: str) -> None:
    text = "source,target,weight\n" + "".join(f"P{n},Q{n},{weight}\n" for n, weight in enumerate(weights))
    (tmp_path / "pairs.csv").write_text(text, "utf-8")
    batch = read(tmp_path / "pairs.csv", ours=OUR)
    assert {t.props["strength"] for t in ties(batch, "KNOWS")} == strengths
    notes = said(batch.problems, "The numbers on the lines were left out")
    assert (why in notes[0].message) if why else not notes


def test_a_pair_drawn_both_ways_is_one_tie(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("source,target,weight\nA,B,2\nB,A,2\nA,C,3\nC,A,4\n", "utf-8")
    batch = read(tmp_path / "pairs.csv", ours=OUR)
    assert _knows(batch) == {("A", "B", 2, None), ("A", "C", None, None)}
    assert "disagree (1)" in said(batch.problems, "Left out:")[0].message


def test_lines_of_the_file_are_named(tmp_path: Path) -> None:
    graph = _graph([("a", {"name": "Ana", "type": "person", "level": "boss"}), ("b", {"name": "Bo", "type": "person"})],
                   [("a", "b", {"since": "2020-99-99"})])
    for form in ("graphml", "gexf", "gml", "json"):
        file = _save(tmp_path, form, graph)
        problem = next(p for p in read(file, ours=OUR).problems if p.rejected)
        text = file.read_text("utf-8").splitlines()
        assert problem.value == "2020-99-99"
        if form != "json":
            assert "edge" in text[problem.line - 1]
    (tmp_path / "p.csv").write_text("source,target,since\nA,B,2020\n\nA,,2020\nB,C,2020-99-99\n", "utf-8")
    rejected = [(p.line, p.column) for p in read(tmp_path / "p.csv", ours=OUR).problems if p.rejected]
    assert sorted(rejected) == [(4, "target"), (5, "since")]


def test_a_network_whose_label_is_the_kind(tmp_path: Path) -> None:
    nodes = [("p:ana", {"label": "Person", "name": "Ana Lima"}), ("p:bo", {"label": "Person", "name": "Bo Nkosi"}),
             ("p:head", {"label": "Post", "title": "Head"}), ("p:deputy", {"label": "Post", "title": "Deputy"}),
             ("p:care", {"label": "Unit", "name": "Care"}), ("p:nb", {"label": "Organisation", "name": "Northby"}),
             ("p:ht", {"label": "Organisation", "name": "Harbour Trust", "ours": True}),
             ("p:youth", {"label": "Partnership", "name": "Youth"}),
             ("p:box", {"label": "Mailbox", "address": "info@nb.uk"}),
             ("p:met", {"label": "Interaction", "channel": "meeting", "name": "Met"})]
    edges = [("p:ana", "p:head", {"type": "HOLDS", "since": "2020-01-01"}), ("p:head", "p:care", {"type": "IN"}),
             ("p:deputy", "p:care", {"type": "IN"}), ("p:deputy", "p:head", {"type": "REPORTS_TO"}),
             ("p:care", "p:nb", {"type": "PART_OF"}), ("p:ana", "p:bo", {"type": "KNOWS", "strength": 4}),
             ("p:bo", "p:box", {"type": "MEMBER_OF"}), ("p:box", "p:nb", {"type": "SERVES"}),
             ("p:nb", "p:youth", {"type": "MEMBER_OF", "participation": "observer"}),
             ("p:ana", "p:youth", {"type": "REPRESENTS", "capacity": "lead"}),
             ("p:bo", "p:youth", {"type": "COORDINATES"}), ("p:ana", "p:met", {"type": "TOOK_PART"})]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    for form in ("graphml", "json", "gexf"):
        if form == "gexf":  # there the type of an edge is whether it has a direction
            for _, _, data in graph.edges(data=True):
                data["relation"] = data.pop("type")
        batch = _read(tmp_path, form, graph, ours=())
        assert seats(batch, "since") == {("Ana Lima", "Head", "Care", date(2020, 1, 1))}, form
        assert lines(batch, "REPORTS_TO") == {("Deputy", "Head")}
        assert lines(batch, "PART_OF") == {("Care", "Northby")}
        assert lines(batch, "SERVES") == {("info@nb.uk", "Northby")}
        assert lines(batch, "MEMBER_OF", "participation") == {("Bo Nkosi", "info@nb.uk", None),
                                                              ("Northby", "Youth", "observer")}
        assert lines(batch, "REPRESENTS", "capacity") == {("Ana Lima", "Youth", "lead")}
        assert lines(batch, "COORDINATES") == {("Bo Nkosi", "Youth")}
        assert _knows(batch) == {("Ana Lima", "Bo Nkosi", 4, None)}
        assert things(batch, "Organisation", "ours") == {("Northby", None), ("Harbour Trust", True)}
        assert "Met" not in {name for name, in things(batch, "Person")}


def test_our_side_is_known_from_the_store(tmp_path: Path) -> None:
    batch = _read(tmp_path, known=read(folder(tmp_path / "plain")), ours=())
    assert {t.start for t in ties(batch, "MEMBER_OF")} == {"plain:us", "plain:nb"}


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"


@pytest.mark.parametrize(("name", "text"), [
    ("a.graphml", BOMB + "<graphml>&j;</graphml>"), ("b.gexf", BOMB + "<gexf>&j;</gexf>"),
    ("c.graphml", '<!DOCTYPE graphml SYSTEM "http://127.0.0.1:9/x.dtd"><graphml/>'),
    ("d.graphml", "<graphml>" + "<graph>" * 5_000), ("e.graphml", ""), ("f.graphml", "<graphml>"),
    ("g.gexf", '<?xml version="1.0"?><gexf version="9"></gexf>'), ("h.gml", "graph [ node [ id 1 "),
    ("i.gml", "graph [" * 5_000), ("j.gml", ""), ("k.net", "*Vertices x\n"), ("l.net", "hello"),
    ("m.graphml", '<?xml version="1.0" encoding="no-such"?><graphml/>'), ("n.gml", 'graph [ node [ id "'),
    ("o.json", '{"nodes": 3}'), ("p.csv", "a,b\n1,2\n"), ("q.gexf", "<html/>")])
def test_unsafe_and_broken_files_are_refused_in_words(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=name.replace(".", r"\.")) as caught:
        read(tmp_path / name, ours=OUR, format="network")
    assert "Traceback" not in str(caught.value)


def test_only_networks_are_recognised(tmp_path: Path) -> None:
    for name, text in (("people.csv", "id,name\n1,Ana\n"), ("ties.csv", "from,to\na,b\n"), ("a.xml", "<rdf:RDF/>"),
                       ("a.json", '{"persons": [{"id": "1"}]}'), ("b.json", '{"elements": [], "connections": []}')):
        (tmp_path / name).write_text(text, "utf-8")
        assert network.detect(Sample(tmp_path / name)) == 0.0
    (tmp_path / "ties.csv").write_text("source,target\nAna,Bo\n", "utf-8")
    assert recognised(tmp_path / "ties.csv").NAME == "plain"


def test_early_d3_knows_things_by_their_place(tmp_path: Path) -> None:
    data = {"nodes": [{"name": "Ana Lima"}, {"name": "Bo Nkosi"}, {"name": "Cy Wu"}],
            "links": [{"source": 0, "target": 1, "value": 2}, {"source": 2, "target": 1, "value": 4}]}
    (tmp_path / "d3.json").write_text(json.dumps(data), "utf-8")
    batch = read(tmp_path / "d3.json", ours=OUR)
    assert _knows(batch) == {("Ana Lima", "Bo Nkosi", 2, None), ("Bo Nkosi", "Cy Wu", 4, None)}
    assert keys(batch, "Person") == {"ana-lima", "bo-nkosi", "cy-wu"}


def test_cytoscape_has_its_lists_one_level_deeper(tmp_path: Path) -> None:
    data = {"elements": {"nodes": [{"data": {"id": "1", "name": "Ana Lima"}}, {"data": {"id": "2", "name": "Bo"}}],
                         "edges": [{"data": {"id": "e", "source": "1", "target": "2"}}]}}
    (tmp_path / "session.cyjs.json").write_text(json.dumps(data), "utf-8")
    assert recognised(tmp_path / "session.cyjs.json").NAME == "network"
    assert _knows(read(tmp_path / "session.cyjs.json", ours=OUR)) == {("Ana Lima", "Bo", None, None)}


def test_pajek_lists_several_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "n.net").write_text('*Vertices 3\n1 "Ana"\n2 "Bo"\n3 "Cy"\n*Arcslist\n1 2 3\n*Edges\n2 3 4\n', "utf-8")
    assert {(a, b) for a, b, *_ in _knows(read(tmp_path / "n.net", ours=OUR))} == {
        ("Ana", "Bo"), ("Ana", "Cy"), ("Bo", "Cy")}


def test_a_line_of_command_between_people_with_titled_posts(tmp_path: Path) -> None:
    nodes = [("a", {"label": "Ana Lima", "type": "person"}), ("b", {"label": "Bo Nkosi", "type": "person"}),
             ("n", {"label": "Northby Council", "type": "organisation"})]
    edges = [("a", "n", {"relation": "works for", "label": "Officer"}), ("b", "n", {"label": "Director"}),
             ("a", "b", {"relation": "reports to"})]
    batch = read(_save(tmp_path, "graphml", _graph(nodes, edges)), ours=OUR)
    assert seats(batch) == {("Ana Lima", "Officer", "Northby Council"), ("Bo Nkosi", "Director", "Northby Council")}
    assert lines(batch, "REPORTS_TO") == {("Officer", "Director")}
    assert not ties(batch, "KNOWS")


@pytest.mark.parametrize(("name", "text"), [
    ("n.edgelist", "# by hand\nAna Bo\nBo Cy  # of old\n"), ("edges.txt", "Ana Bo 2\nBo Cy 4.0\n"),
    ("edges", 'Ana Bo {"weight": 2}\nBo Cy {"weight": 4}\n'), ("n.ncol", "Ana\tBo\t2\nBo\tCy\t4\n"),
    ("pairs.csv", "from;to;weight\nAna;Bo;2\nBo;Cy;4\n")])
def test_lists_of_edges(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert recognised(tmp_path / name).NAME == "network"
    batch = read(tmp_path / name, ours=OUR)
    strengths = (None, None) if name == "n.edgelist" else (2, 4)
    assert _knows(batch) == {("Ana", "Bo", strengths[0], None), ("Bo", "Cy", strengths[1], None)}


def test_two_words_in_a_line_are_no_edge_unless_the_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_text("Ana Lima\nBo Nkosi\n", "utf-8")
    assert network.detect(Sample(tmp_path / "people.txt")) == 0.0
    (tmp_path / "n.edgelist").write_text("Ana Bo\nCy\n", "utf-8")
    assert said(read(tmp_path / "n.edgelist", ours=OUR).problems, "no two names")[0].line == 2


@pytest.mark.parametrize("form", ["graphml", "gexf", "gml", "json"])
def test_networks_are_known_without_an_ending(tmp_path: Path, form: str) -> None:
    file = _save(tmp_path, form)
    bare = file.rename(tmp_path / "export (3)")
    assert recognised(bare).NAME == "network"
    assert things(read(bare, ours=OUR), "Person", "email") == {("Ana Lima", "ana@nb.uk"), ("Bo Nkosi", None),
                                                                ("Cy Wu", None)}


def test_pajek_with_several_relations_and_with_two_kinds(tmp_path: Path) -> None:
    (tmp_path / "n.net").write_text('*Vertices 3\n1 "Ana"\n2 "Bo"\n3 "Cy"\n*Arcs :1 "knows"\n1 2 3\n*Arcs :2 "likes"\n'
                                    '2 3 3\n', "utf-8")
    batch = read(tmp_path / "n.net", ours=OUR)
    assert keys(batch, "Person") == {"ana", "bo", "cy"}
    assert {(a, b) for a, b, *_ in _knows(batch)} == {("Ana", "Bo"), ("Bo", "Cy")}
    (tmp_path / "two.net").write_text('*Vertices 2 1\n1 "Ana"\n2 "Northby"\n*Edges\n1 2 1\n', "utf-8")
    with pytest.raises(InputError, match="two kinds"):
        read(tmp_path / "two.net", ours=OUR)


def test_gml_may_draw_a_line_twice(tmp_path: Path) -> None:
    (tmp_path / "n.gml").write_text('graph [\n directed 1\n node [ id 0 label "Ana" ]\n node [ id 1 label "Bo" ]\n'
                                    " edge [ source 0 target 1 value 2 ]\n edge [ source 0 target 1 value 2 ]\n]\n",
                                    "utf-8")
    assert _knows(read(tmp_path / "n.gml", ours=OUR)) == {("Ana", "Bo", 2, None)}


@pytest.mark.parametrize("space", ["http://gexf.net/1.2", "http://www.gexf.net/1.2", "http://gexf.net/1.3"])
def test_gexf_is_read_however_its_standard_is_spelt(tmp_path: Path, space: str) -> None:
    (tmp_path / "n.gexf").write_text(
        f'<gexf xmlns="{space}" version="1.2"><graph><nodes><node id="1" label="Ana"/><node id="2" label="Bo"/></nodes>'
        '<edges><edge id="0" source="1" target="2" weight="3"/></edges></graph></gexf>', "utf-8")
    assert _knows(read(tmp_path / "n.gexf", ours=OUR)) == {("Ana", "Bo", 3, None)}


def test_graphml_with_a_type_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "n.graphml").write_text(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="s" for="edge" attr.name="since" '
        'attr.type="date"/><graph edgedefault="undirected"><node id="Ana"/><node id="Bo"/>'
        '<edge source="Ana" target="Bo"><data key="s">2021-05-01</data></edge></graph></graphml>', "utf-8")
    assert _knows(read(tmp_path / "n.graphml", ours=OUR)) == {("Ana", "Bo", None, date(2021, 5, 1))}


REAL = sorted(SHARED.glob("**/*.graphml")) + sorted(SHARED.glob("**/*.gexf")) + sorted(SHARED.glob("**/*.net"))


@pytest.mark.parametrize("file", REAL, ids=lambda p: p.name)
def test_real_networks_are_read(file: Path) -> None:
    assert read(file, ours=OUR).nodes


@pytest.mark.parametrize("data", [
    {"nodes": [{"data": {"id": "1", "name": "Ana"}}, {"data": {"id": "2", "name": "Bo"}}],
     "edges": [{"data": {"id": "e", "source": "1", "target": "2"}}]},
    [{"data": {"id": "1", "name": "Ana"}}, {"data": {"id": "2", "name": "Bo"}},
     {"data": {"id": "e", "source": "1", "target": "2"}}],
    [{"group": "nodes", "data": {"id": "1", "name": "Ana"}}, {"group": "nodes", "data": {"id": "2", "name": "Bo"}},
     {"group": "edges", "data": {"id": "e", "source": "1", "target": "2"}}]])
def test_cytoscape_files_are_not_taken_for_a_map_of_kumu(tmp_path: Path, data: Any) -> None:
    (tmp_path / "session.cyjs").write_text(json.dumps({"data": [], "directed": False, "elements": data}), "utf-8")
    assert recognised(tmp_path / "session.cyjs").NAME == "network"
    assert _knows(read(tmp_path / "session.cyjs", ours=OUR)) == {("Ana", "Bo", None, None)}


@pytest.mark.parametrize(("default", "kind"), [("undirected", "directed"), ("directed", "undirected"),
                                               ("mixed", "directed"), ("mutual", "mutual")])
def test_gexf_may_mix_lines_with_and_without_direction(tmp_path: Path, default: str, kind: str) -> None:
    (tmp_path / "n.gexf").write_text(
        f'<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="{default}"><nodes>'
        '<node id="1" label="Ana"/><node id="2" label="Bo"/><node id="3" label="Cy"/></nodes><edges>'
        f'<edge source="1" target="2" type="{kind}"/><edge id="x" source="2" target="3"/></edges></graph></gexf>')
    assert {(a, b) for a, b, *_ in _knows(read(tmp_path / "n.gexf", ours=OUR))} == {("Ana", "Bo"), ("Bo", "Cy")}


def test_gml_with_words_that_are_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "n.gml").write_text("graph\n[\n  node\n  [\n    id 0\n    name Ana Lima\n  ]\n  node\n  [\n    id 1\n"
                                    "    name Bo\n  ]\n  edge\n  [\n    source 1\n    target 0\n    value 2\n  ]\n]\n")
    assert _knows(read(tmp_path / "n.gml", ours=OUR)) == {("Ana Lima", "Bo", 2, None)}


@pytest.mark.parametrize("form", ["graphml", "gexf", "gml", "json"])
def test_two_kinds_that_nothing_names_are_refused(tmp_path: Path, form: str) -> None:
    nodes: list[tuple[str, dict[str, Any]]] = [("a", {"label": "Ana", "bipartite": 0}),
                                               ("b", {"label": "Fair", "bipartite": 1})]
    file = _save(tmp_path, form, _graph(nodes, [("a", "b", {})]))
    with pytest.raises(InputError, match="two kinds"):
        read(file, ours=OUR)
    typed = [(code, {**data, "type": kind}) for (code, data), kind in zip(nodes, ("person", "organisation"),
                                                                          strict=True)]
    assert len(keys(read(_save(tmp_path, form, _graph(typed, [("a", "b", {})])), ours=OUR), "Person")) == 1


def test_of_a_pajek_project_the_first_network_is_read(tmp_path: Path) -> None:
    (tmp_path / "n.paj").write_text(
        '% a project\n*Network Advice\n*Vertices 2\n1 "Ana"\n2 "Bo"\n*Arcs\n1 2 3\n\n*Network Trust\n*Vertices 2\n'
        '1 "Bo"\n2 "Cy"\n*Arcs\n1 2 3\n\n*Partition Clubs\n*Vertices 2\n1\n7\n')
    batch = read(tmp_path / "n.paj", ours=OUR)
    assert _knows(batch) == {("Ana", "Bo", 3, None)}
    assert keys(batch, "Person") == {"ana", "bo"}
    assert said(batch.notes, "Only the first network of the project was read; left out: Trust, Clubs.")


YED = ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
       '<key for="node" id="g" yfiles.type="nodegraphics"/><graph edgedefault="directed"><node id="n0"><data key="g">'
       "<y:ShapeNode><y:NodeLabel>Ana</y:NodeLabel></y:ShapeNode></data></node>"
       '<node id="n1" yfiles.foldertype="group"><data key="g"><y:ProxyAutoBoundsNode><y:Realizers active="0">'
       "<y:GroupNode><y:NodeLabel>The house</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>"
       '<graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="g"><y:TableNode><y:NodeLabel>Bo'
       '</y:NodeLabel></y:TableNode></data></node></graph></node><edge source="n0" target="n1::n0"/>{more}</graph>'
       "</graphml>")


def test_frames_in_a_drawing_are_no_people_and_labels_are_found(tmp_path: Path) -> None:
    (tmp_path / "n.graphml").write_text(YED.format(more=""))
    batch = read(tmp_path / "n.graphml", ours=OUR)
    assert _knows(batch) == {("Ana", "Bo", None, None)}
    assert keys(batch, "Person") == {"n0", "n1::n0"}
    assert said(batch.notes, "Frames around things were left out: The house.")
    (tmp_path / "n.graphml").write_text(YED.format(more='<edge source="n0" target="n1"/>'))
    assert ("Ana", "The house", None, None) in _knows(read(tmp_path / "n.graphml", ours=OUR))


@pytest.mark.parametrize("text", [
    "dl n=3 format=edgelist1\nlabels embedded\ndata:\nAna Bo 2\nBo Cy 4\n",
    "DL\nN = 3\nFORMAT = FULLMATRIX\nLABELS:\nAna,Bo,Cy\nDATA:\n0 2 0\n0 0 4\n0 0 0\n",
    "dl n=3, format = nodelist1\nlabels:\nAna\nBo\nCy\ndata:\n1 2\n2 3\n",
    "dl n=3 format=edgelist1\nlabels:\nAna,Bo\nCy\ndata:\n1 2 2\n2 3 4\n",
    'dl n 3\nlabels embedded\ndata:\n   Ana Bo Cy\nAna 0 2 0\nBo 0 0 4\nCy 0 0 0\n'])
def test_networks_of_ucinet(tmp_path: Path, text: str) -> None:
    strengths = (None, None) if "nodelist" in text else (2, 4)
    for name in ("n.dl", "n.txt"):
        (tmp_path / name).write_text(text)
        assert recognised(tmp_path / name).NAME == "network"
        assert _knows(read(tmp_path / name, ours=OUR)) == {("Ana", "Bo", strengths[0], None),
                                                           ("Bo", "Cy", strengths[1], None)}


@pytest.mark.parametrize(("text", "says"), [
    ("dl nr=2 nc=1\nrow labels:\nAna,Bo\ncolumn labels:\nFair\ndata:\n1\n0\n", "two kinds"),
    ("dl n=3 format=edgelist1\ndata:\n1 9\n", "n.dl"), ("dl n=3 format=upperhalf\ndata:\n1\n", "n.dl"),
    ("dl n=2\ndata:\n0 1\n", "n.dl"), ("dl n=x\n", "n.dl")])
def test_networks_of_ucinet_that_cannot_be_read(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "n.dl").write_text(text)
    with pytest.raises(InputError, match=says):
        read(tmp_path / "n.dl", ours=OUR, format="network")


@pytest.mark.parametrize("word", ["employs", "Has_Member", "associated with", "employer"])
def test_a_word_that_only_says_where_somebody_works_is_no_title(tmp_path: Path, word: str) -> None:
    nodes = [("a", {"label": "Ana Lima", "type": "person"}), ("n", {"label": "Northby", "type": "organisation"})]
    batch = read(_save(tmp_path, "graphml", _graph(nodes, [("n", "a", {"relation": word})])), ours=OUR)
    assert {title for _, title, _ in seats(batch)} <= {"None", "Member"}
    assert {(who, where) for who, _, where in seats(batch)} == {("Ana Lima", "Northby")}
