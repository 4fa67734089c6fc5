"""What an export wrote for another program says the same people, posts and ties when it is imported again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.exports import cut, export
from stakeholder_map.importers import recognised

from .importing import folder, read, stored
from .same import lines, seats, things

DAY = date(2026, 6, 30)


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return read(folder(
        tmp_path / "plain",
        organisations="id,name,kind,ours,part_of,website\nus,Harbour Trust,charity,yes,,\n"
                      "nb,Northby Council,council,no,,https://nb.example\nsub,Northby Homes,odd kind,no,nb,\n",
        units="id,name,organisation\ncare,Care,nb\n",
        people="id,name,email,phone\nana,Ana Lima,ana@nb.uk,020\nbo,Bo Nkosi,,\ncy,Cy Wu,,\n",
        posts="id,title,organisation,unit,reports_to,holder,since\nhead,Head of Care,nb,care,,ana,2020-05\n"
              "deputy,Deputy,nb,care,head,bo,2021\nchief,Chief,us,,,cy,2019-01-01\nempty,Clerk,nb,,,,\n",
        ties="from,to,strength,since\nana,cy,4,2022-01-01\n",
        partnerships="id,name,coordinator\nyouth,Youth Board,cy\n",
        members="partnership,organisation\nyouth,us\nyouth,nb\n",
        representatives="partnership,person,capacity\nyouth,ana,lead\n",
    ))


def _again(batch: Batch, to: Path, format_: str) -> Batch:
    export(cut(stored(batch), DAY), to, format_)
    return read(to, ours=("Harbour Trust",))


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_graphs_come_back_whole(tmp_path: Path, batch: Batch, ending: str) -> None:
    again = _again(batch, tmp_path / f"out.{ending}", "")
    assert recognised(tmp_path / f"out.{ending}").NAME == "network"
    assert things(again, "Person", "email", "phone") == things(batch, "Person", "email", "phone")
    assert things(again, "Organisation", "kind", "website", "ours") == things(
        batch, "Organisation", "kind", "website", "ours")
    assert seats(again, "since") == seats(batch, "since")
    for kind in ("PART_OF", "REPORTS_TO", "MEMBER_OF", "COORDINATES", "IN"):
        assert lines(again, kind) == lines(batch, kind), kind
    assert lines(again, "REPRESENTS", "capacity") == lines(batch, "REPRESENTS", "capacity")
    assert {(*sorted(row[:2]), *row[2:]) for row in lines(again, "KNOWS", "strength", "since")} == {
        ("Ana Lima", "Cy Wu", 4, date(2022, 1, 1))}
    assert not [p for p in again.problems if p.rejected]


def test_popolo_comes_back(tmp_path: Path, batch: Batch) -> None:
    again = _again(batch, tmp_path / "out.popolo", "")
    assert things(again, "Person", "email", "phone") == things(batch, "Person", "email", "phone")
    assert things(again, "Organisation", "kind", "website") == things(batch, "Organisation", "kind", "website")
    assert seats(again, "since", "since_text") == seats(batch, "since", "since_text")
    assert things(again, "Post") == things(batch, "Post")
    for kind in ("PART_OF", "IN"):
        assert lines(again, kind) == lines(batch, kind)


@pytest.mark.parametrize("to", ["out.xlsx", "out"])
def test_a_kumu_map_comes_back(tmp_path: Path, batch: Batch, to: str) -> None:
    again = _again(batch, tmp_path / to, "kumu")
    assert recognised(tmp_path / to).NAME == "kumu"
    assert things(again, "Person") == things(batch, "Person")
    assert things(again, "Organisation") == things(batch, "Organisation")
    assert {row[:2] for row in seats(again)} == {row[:2] for row in seats(batch)}
    assert lines(again, "PART_OF") == {("Northby Homes", "Northby Council")}
    for kind in ("MEMBER_OF", "COORDINATES"):
        assert lines(again, kind) == lines(batch, kind)
    assert lines(again, "REPRESENTS", "capacity") == {("Ana Lima", "Youth Board", "lead")}
    assert {(*sorted(row[:2]), row[2]) for row in lines(again, "KNOWS", "strength")} == {("Ana Lima", "Cy Wu", 4)}


@pytest.mark.parametrize("to", ["out.xlsx", "out"])
def test_would_be_formulas_and_bars_come_back_from_kumu(tmp_path: Path, to: str) -> None:
    people = "id,name,organisation,title\np1,=Ana,us,+Lead | Care\np2,'t Bo,nb,x\n"
    batch = read(folder(tmp_path / "odd", people=people))
    again = _again(batch, tmp_path / to, "kumu")
    assert things(again, "Person") == things(batch, "Person")
    assert {row[1] for row in seats(again)} == {"+Lead | Care", "x"}


@pytest.mark.parametrize("name", ["out.graphml", "out.json", "out.popolo", "out.xlsx"])
def test_a_file_that_is_imported_twice_says_the_same_twice(tmp_path: Path, batch: Batch, name: str) -> None:
    first = _again(batch, tmp_path / name, "kumu" if name == "out.xlsx" else "")
    second = read(tmp_path / name, ours=("Harbour Trust",), known=first)
    assert {fact.key for fact in second.facts} == {fact.key for fact in first.facts}
    assert [p.message for p in second.problems if p.rejected] == []


def test_names_alone_keep_their_keys(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("source,target,weight\nAna Lima,Bo Nkosi,2\nBo Nkosi,Ana Lima,2\n", "utf-8")
    (tmp_path / "chart.ttl").write_text("""@prefix org: <http://www.w3.org/ns/org#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        [] a org:Post ; rdfs:label "Head" ; org:postIn [ a org:Organization ; rdfs:label "Northby" ] ;
          org:heldBy [ a foaf:Person ; foaf:name "Ana Lima" ] .""", "utf-8")
    for name in ("pairs.csv", "chart.ttl"):
        first = read(tmp_path / name, ours=("Harbour Trust",))
        second = read(tmp_path / name, ours=("Harbour Trust",), known=first)
        keys = {fact.key for fact in first.facts if not fact.key.endswith(":harbour-trust")}
        assert {fact.key for fact in second.facts} == keys
        assert len(keys) >= 3
