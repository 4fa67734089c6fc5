"""Kumu: identity of elements, several targets, ignored sheets; the same from CSV, workbook and JSON."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import kumu

from .importing import folder, keys, read, said, ties
from .same import lines, seats, things

OUR = ("Harbour Trust",)
Rows = list[dict[str, Any]]
ELEMENTS: Rows = [
    {"ID": "", "Label": "Ana Lima", "Type": "Person", "Email": "ana@nb.uk", "Description": "Long", "Mood": "calm"},
    {"ID": "", "Label": "Bo Nkosi", "Type": "person", "Job Title": "Clerk"},
    {"ID": "", "Label": "Cy Wu", "Type": "Individual"},
    {"ID": "", "Label": "Northby Council", "Type": "Council"},
    {"ID": "", "Label": "Harbour Trust", "Type": "Organisation"},
    {"ID": "", "Label": "Other Trust", "Type": "Charity"},
    {"ID": "", "Label": "Housing", "Type": "Issue"},
]
CONNECTIONS: Rows = [
    {"From": "Ana Lima", "To": "Bo Nkosi|Cy Wu", "Type": "knows", "Strength": 4},
    {"From": "Northby Council", "To": "Ana Lima", "Type": "Director", "Start date": "2020-05"},
    {"From": "Bo Nkosi", "To": "Northby Council", "Type": "works at"},
    {"From": "Harbour Trust", "To": "Northby Council", "Type": "works with"},
    {"From": "Northby Council", "To": "Other Trust", "Type": "funds"},
    {"From": "Other Trust", "To": "Harbour Trust", "Type": "Part of"},
    {"From": "Ana Lima", "To": "Housing", "Type": "cares for"},
]


def _write(path: Path, rows: Rows) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def _csv(path: Path, elements: Rows = ELEMENTS, connections: Rows = CONNECTIONS) -> Path:
    path.mkdir()
    _write(path / "elements.csv", elements)
    _write(path / "connections.csv", connections)
    return path


def _read(path: Path, elements: Rows = ELEMENTS, connections: Rows = CONNECTIONS, **options: Any) -> Batch:
    return read(_csv(path / "map", elements, connections), **{"ours": OUR, **options})


def test_types_and_connections_decide(tmp_path: Path) -> None:
    batch = _read(tmp_path)
    assert things(batch, "Person", "email") == {("Ana Lima", "ana@nb.uk"), ("Bo Nkosi", None), ("Cy Wu", None)}
    assert things(batch, "Organisation", "kind", "ours") == {
        ("Northby Council", "Council", None), ("Harbour Trust", None, True), ("Other Trust", "Charity", None)}
    assert {frozenset(pair[:2]): pair[2] for pair in lines(batch, "KNOWS", "strength")} == {
        frozenset({"Ana Lima", "Bo Nkosi"}): 4, frozenset({"Ana Lima", "Cy Wu"}): 4}
    assert seats(batch, "since") == {("Ana Lima", "Director", "Northby Council", date(2020, 5, 1)),
                                     ("Bo Nkosi", "Clerk", "Northby Council", None)}
    assert lines(batch, "PART_OF") == {("Other Trust", "Harbour Trust")}
    assert not [p for p in batch.problems if p.rejected]


def test_a_connection_between_organisations_is_a_partnership_only_when_it_is_ours(tmp_path: Path) -> None:
    batch = _read(tmp_path)
    (name,), = things(batch, "Partnership")
    assert {pair[0] for pair in lines(batch, "MEMBER_OF")} == {"Harbour Trust", "Northby Council"}
    assert "Other" not in name
    assert "lines between other organisations (1)" in said(batch.problems, "Left out:")[0].message


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    problems = _read(tmp_path).problems
    assert "“Issue” (1)" in said(problems, "Left out:")[0].message
    assert "something else" in said(problems, "Left out:")[0].message
    assert "description (1)" in said(problems, "Free text")[0].message
    assert "mood (1)" in said(problems, "Attributes that are not known")[0].message
    assert "Director (1)" in said(problems, "were read as posts")[0].message
    assert not said(problems, "Titles of people")


def test_a_title_that_no_line_gives_a_place_is_told(tmp_path: Path) -> None:
    elements: Rows = [*ELEMENTS[1:], {**ELEMENTS[0], "Job Title": "Chair"}]
    assert said(_read(tmp_path, elements).problems, "Titles of people without an organisation were left out")


def test_lines_of_command_are_no_ties(tmp_path: Path) -> None:
    elements: Rows = [{"Label": name, "Type": "Person", "Organisation": place} for name, place in (
        ("Ana Lima", "Northby Council"), ("Bo Nkosi", "Northby Council"), ("Cy Wu", "Northby Council"), ("Di Eck", ""))]
    connections: Rows = [{"From": "Ana Lima", "To": "Bo Nkosi", "Type": "reports to"},
                         {"From": "Bo Nkosi", "To": "Cy Wu", "Type": "Manages"},
                         {"From": "Di Eck", "To": "Cy Wu", "Type": "reports to"}]
    batch = _read(tmp_path, elements, connections)
    posts = {t.end: t.start.removeprefix("kumu:") for t in ties(batch, "HOLDS")}
    assert {(posts[t.start], posts[t.end]) for t in ties(batch, "REPORTS_TO")} == {
        ("ana-lima", "bo-nkosi"), ("cy-wu", "bo-nkosi")}
    assert {frozenset(pair) for pair in lines(batch, "KNOWS")} == {frozenset({"Di Eck", "Cy Wu"})}


def test_strengths_are_all_or_nothing(tmp_path: Path) -> None:
    knows = [{"From": "Ana Lima", "To": "Bo Nkosi", "Strength": 4}, {"From": "Ana Lima", "To": "Cy Wu", "Strength": 40}]
    batch = _read(tmp_path, connections=knows)
    assert {t.props["strength"] for t in ties(batch, "KNOWS")} == {None}
    assert "(40)" in said(batch.problems, "The numbers on the lines were left out")[0].message


def test_identity_is_id_else_label_and_type_else_label(tmp_path: Path) -> None:
    elements: Rows = [
        {"ID": "e1", "Label": "Ana Lima", "Type": "Person"}, {"ID": "e2", "Label": "Ana Lima", "Type": "Person"},
        {"ID": "", "Label": "Haven", "Type": "Person"}, {"ID": "", "Label": "Haven", "Type": "Charity"},
        {"ID": "", "Label": "Haven", "Type": "Person", "Email": "h@x.org"}]
    connections: Rows = [{"From": "e1", "To": "e2"}, {"From": "Ana Lima", "To": "e2"}]
    batch = _read(tmp_path, elements, connections)
    assert keys(batch, "Person") == {"e1", "e2", "h@x.org"}
    assert things(batch, "Organisation") == {("Haven",), ("Harbour Trust",)}
    assert len(ties(batch, "KNOWS")) == 1
    problem = next(p for p in batch.problems if p.rejected)
    assert (problem.line, problem.value) == (3, "Ana Lima")
    assert "e1 or e2" in problem.message


def test_every_form_says_the_same(tmp_path: Path) -> None:
    import openpyxl

    one = _read(tmp_path)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in (("Elements", ELEMENTS), ("Connections", CONNECTIONS), ("(ignore) old", ELEMENTS[:1])):
        sheet = book.create_sheet(title)
        names = list(dict.fromkeys(name for row in rows for name in row))
        for row in [names, *([r.get(n) for n in names] for r in rows)]:
            sheet.append(row)
    book["(ignore) old"]["B2"] = "Nobody Real"
    book.save(tmp_path / "map.xlsx")
    blueprint = {"elements": [{k.lower(): v for k, v in e.items() if v} for e in ELEMENTS],
                 "connections": [{k.lower(): v for k, v in c.items()} for c in CONNECTIONS]}
    codes = {e["Label"]: f"elem-{n}" for n, e in enumerate(ELEMENTS)}
    saved = {"elements": [{"_id": codes[e["Label"]], "attributes": {"element type" if k == "Type" else k.lower(): v
                                                                   for k, v in e.items() if v}} for e in ELEMENTS],
             "connections": [{"_id": f"conn-{n}{m}", "from": codes[c["From"]], "to": codes[target], "attributes": {
                 "connection type" if k == "Type" else k.lower(): v for k, v in c.items() if k not in ("From", "To")}}
                 for n, c in enumerate(CONNECTIONS) for m, target in enumerate(c["To"].split("|"))]}
    (tmp_path / "blueprint.json").write_text(json.dumps(blueprint), "utf-8")
    (tmp_path / "saved.json").write_text(json.dumps(saved), "utf-8")
    for name in ("map.xlsx", "blueprint.json", "saved.json"):
        assert recognised(tmp_path / name).NAME == "kumu"
        other = read(tmp_path / name, ours=OUR)
        for label, fields in (("Person", ("email",)), ("Organisation", ("kind", "ours")), ("Post", ())):
            assert things(other, label, *fields) == things(one, label, *fields), name
        assert seats(other, "since") == seats(one, "since")
        for kind in ("PART_OF", "MEMBER_OF"):
            assert {frozenset(pair) for pair in lines(other, kind)} or kind == "MEMBER_OF"
        pairs = [{frozenset(p[:2]) for p in lines(batch, "KNOWS")} for batch in (one, other)]
        assert pairs[0] == pairs[1]
    assert "Nobody Real" not in str(read(tmp_path / "map.xlsx", ours=OUR).facts)
    assert said(read(tmp_path / "map.xlsx", ours=OUR).problems, "is to be ignored")


def test_our_side_is_known_from_the_store(tmp_path: Path) -> None:
    batch = _read(tmp_path, known=read(folder(tmp_path / "plain")), ours=())
    assert {t.start for t in ties(batch, "MEMBER_OF")} == {"plain:us", "plain:nb"}
    assert "Harbour Trust" not in {n.props.get("name") for n in batch.nodes if n.label == "Organisation"}


def test_a_line_to_where_somebody_works_anyway_makes_no_second_post(tmp_path: Path) -> None:
    people = [{"Label": "Ana Lima", "Type": "Person", "Organisation": "Northby Council"},
              {"Label": "Northby Council", "Type": "Organisation"}, {"Label": "Harbour Trust", "Type": "Organisation"}]
    works = {"From": "Ana Lima", "To": "Northby Council", "Type": "works at"}
    one, two = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    two.mkdir()
    batch = _read(one, people, [works])
    assert [n.props.get("title") for n in batch.nodes if n.label == "Post"] == [None]
    role = _read(two, people, [{**works, "Type": "Trustee"}, {**works, "To": "Harbour Trust"}])
    assert {n.props.get("title") for n in role.nodes if n.label == "Post"} >= {"Trustee", "Member"}


def test_incomplete_rows_are_said_where_they_stand(tmp_path: Path) -> None:
    batch = _read(tmp_path, [*ELEMENTS, {"Type": "Person"}], [{"From": "Ana Lima", "To": ""},
                                                              {"From": "Ana Lima", "To": "Unknown One"}])
    rejected = {(p.file, p.line, p.column) for p in batch.problems if p.rejected}
    assert rejected == {("elements.csv", 9, "Label"), ("connections.csv", 2, "To")}
    assert "things of no kind (1)" in said(batch.problems, "Left out:")[0].message


def test_only_maps_are_recognised(tmp_path: Path) -> None:
    assert recognised(_csv(tmp_path / "map")).NAME == "kumu"
    assert kumu.detect(Sample(tmp_path / "map" / "elements.csv")) == 0.0
    for name, text in (("edges.csv", "source,target,label\na,b,c\n"), ("ties.csv", "from,to,strength\na,b,1\n"),
                       ("people.csv", "id,name,type\n1,a,b\n"), ("a.json", '{"nodes": [], "links": []}')):
        (tmp_path / name).write_text(text, "utf-8")
        assert kumu.detect(Sample(tmp_path / name)) == 0.0
    folder(tmp_path / "plain", people="id,name\n1,Ana\n", ties="from,to\n1,1\n")
    assert kumu.detect(Sample(tmp_path / "plain")) == 0.0


@pytest.mark.parametrize("text", ["[]", "{}", "3", '{"elements": 3, "connections": [1]}'])
def test_json_without_a_map_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match="no elements"):
        read(tmp_path / "a.json", ours=OUR, format="kumu")


def test_two_files_that_are_named_one_by_one_are_one_map(tmp_path: Path) -> None:
    (tmp_path / "elements.csv").write_text("Label,Type\nAna Lima,Person\nBo Nkosi,Person\n")
    (tmp_path / "connections.csv").write_text("From,To,Type\nAna Lima,Bo Nkosi,knows\n")
    batch = importers.read([tmp_path / "connections.csv", tmp_path / "elements.csv"],
                           importers.Options(ours=OUR, as_of=date(2026, 6, 30)), Directory())
    assert batch.source == "kumu"
    assert len(ties(batch, "KNOWS")) == 1
    (tmp_path / "connections.csv").write_text("From,To,Type,Label\nAna Lima,Bo Nkosi,knows,\n")
    assert recognised(tmp_path / "connections.csv").NAME == "kumu"
    (tmp_path / "people.csv").write_text("name,email\nCy Wu,cy@x.example\n")
    with pytest.raises(InputError, match="different formats"):
        importers.read([tmp_path / "people.csv", tmp_path / "elements.csv"], importers.Options(ours=OUR), Directory())
