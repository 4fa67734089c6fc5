"""Exports for other programs: what they hold, what never leaves, and that nothing is half-written or written over."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from openpyxl import load_workbook

from stakeholder_map import demo, exports, importers
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.store import Facts

from .commands import Run
from .exporting import loaded, written
from .importing import SHARED, TODAY, folder, read

HIDDEN = "Rex Hidden"
FORMATS = {"graphml": "x.graphml", "gexf": "x.gexf", "json": "x.json", "vcard": "x.vcf", "popolo": "x.popolo",
           "kumu": "x.xlsx", "csv": "x"}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The facts of the demo, as a store holds them."""
    at = tmp_path_factory.mktemp("demo")
    demo.write(at, TODAY)
    return loaded(importers.read([at], importers.Options(as_of=TODAY), Directory()))


@pytest.fixture
def small(tmp_path: Path) -> Facts:
    """Two organisations; somebody restricted, somebody who must not be contacted, somebody without a post."""
    at = folder(
        tmp_path / "in",
        people="id,name,email,phone,organisation,title,languages,do_not_contact,restricted\n"
               'ana,"Silva, Ana",ana@us.example,"+44 1; 2",us,"Head, north",en; fr,,\n'
               "bo,Bo Lee,bo@nb.example,12345,nb,Warden,,yes,\n"
               f"rex-hidden,{HIDDEN},rex@nb.example,666,nb,Deputy Mayor,,,yes\ncy,Cy Wu,,,,,,,\n",
        units="id,name,organisation\nh,Housing,nb\n",
        posts="id,title,organisation,unit,holder,since,until\n"
              "h1,Chief,nb,h,ana,2024-03,\nh2,Old seat,nb,h,cy,2020,2021\n",
        partnerships="id,name,organisations,goal\nw,Warm Homes,us; nb,=HYPERLINK(1)\n",
        ties=f"from,to,strength,asserted_by,partnership\nana,bo,4,{HIDDEN},w\nana,rex-hidden,2,,w\n",
        changes="id,on,kind,person,note\nc1,2026-01-01,leave,rex-hidden,Rex Hidden leaves\n")
    return loaded(read(at))


def graphs(to: Path, facts: Facts) -> Iterator[tuple[exports.Written, Any]]:
    """The graph as NetworkX reads it from each of the three formats."""
    yield written(facts, to / "x.graphml"), nx.read_graphml(to / "x.graphml", force_multigraph=True)
    yield written(facts, to / "x.gexf"), nx.read_gexf(to / "x.gexf")
    yield written(facts, to / "x.json"), nx.node_link_graph(json.loads((to / "x.json").read_text()), edges="edges")


def test_networkx_reads_the_same_counts(facts: Facts, tmp_path: Path) -> None:
    things = Counter(label for label, _ in facts.nodes)
    ties = Counter(tie[0] for tie in facts.ties)
    for done, graph in graphs(tmp_path, facts):
        assert Counter(data["class"] for _, data in graph.nodes(data=True)) == things
        assert Counter(data["class"] for *_, data in graph.edges(data=True)) == ties
        assert {(a, b) for a, b, *_ in graph.edges} == {(tie[2], tie[4]) for tie in facts.ties}
        assert sum(done.counts.values()) == len(facts.nodes) + len(facts.ties)


def test_graphs_keep_values_and_names(small: Facts, tmp_path: Path) -> None:
    for _, graph in graphs(tmp_path, small):
        ana = graph.nodes["plain:ana"]
        assert (ana["label"], ana["class"], ana["email"]) == ("Silva, Ana", "Person", "ana@us.example")
        assert ana["languages"] in (["en", "fr"], "en; fr")
        assert graph.nodes["plain:us"]["ours"] is True
        held = next(d for a, b, d in graph.edges(data=True) if (a, b) == ("plain:ana", "plain:h1"))
        assert (held["class"], held["since"], held["since_text"]) == ("HOLDS", "2024-03-01", "2024-03")
        bo = graph.nodes["plain:bo"]
        assert bo["do_not_contact"] is True
        assert not {"email", "phone"} & bo.keys()
        assert not {"None", None} & set(map(str, bo.values()))


def test_characters_that_xml_cannot_hold_are_shown(tmp_path: Path) -> None:
    odd = loaded(read(folder(tmp_path / "in", people="id,name,organisation\np1,A\ufffeB\U0001f600,us\n")))
    for name, reading in (("x.graphml", nx.read_graphml), ("x.gexf", nx.read_gexf)):
        done = written(odd, tmp_path / name)
        assert reading(tmp_path / name).nodes["plain:p1"]["label"] == "A\ufffdB\U0001f600"
        assert done.left_out == {"characters that XML cannot hold, shown as \ufffd": 2}


def test_vcards_are_read_by_vobject(small: Facts, tmp_path: Path) -> None:
    import vobject

    done = written(small, tmp_path / "x.vcf")
    (card,) = vobject.readComponents((tmp_path / "x.vcf").read_text("utf-8"))
    assert (card.version.value, card.uid.value, card.fn.value) == ("4.0", "plain:ana", "Silva, Ana")
    assert (card.n.value.family, card.n.value.given) == ("Silva", "Ana")
    assert sorted(line.value for line in card.contents["org"]) == [["Harbour Trust"], ["Northby Council", "Housing"]]
    assert {line.value for line in card.contents["title"]} == {"Head, north", "Chief"}
    assert (card.email.value, card.tel.value) == ("ana@us.example", "+44 1; 2")
    assert done.counts == {"people": 1}
    assert done.left_out["people whom nobody may contact"] == 1
    assert done.left_out["people who hold no post on the day"] == 1


def test_lines_of_vcards_are_folded_between_characters(tmp_path: Path) -> None:
    import vobject

    long = "Bö 名" * 60
    at = folder(tmp_path / "in", people=f"id,name,organisation,title\np1,{long},us,Head\n")
    written(loaded(read(at)), tmp_path / "x.vcf")
    raw = (tmp_path / "x.vcf").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert next(vobject.readComponents(raw.decode())).fn.value == long


def test_everybody_with_a_post_has_a_card(facts: Facts, tmp_path: Path) -> None:
    import vobject

    done = written(facts, tmp_path / "x.vcf")
    cards = list(vobject.readComponents((tmp_path / "x.vcf").read_text("utf-8")))
    silent = {props["key"] for _, props in facts.nodes if props.get("do_not_contact")}
    held = {tie[2] for tie in facts.ties if tie[0] == "HOLDS" and (tie[5].get("until") or TODAY) >= TODAY
            and (tie[5].get("since") or TODAY) <= TODAY}
    assert {card.uid.value for card in cards} == held - silent
    assert done.counts == {"people": len(cards)}


def test_popolo_is_valid(facts: Facts, small: Facts, tmp_path: Path) -> None:
    for name, of in (("demo", facts), ("small", small)):
        written(of, tmp_path / f"{name}.json", "popolo")
        found = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
        ids = {entry["id"] for entries in found.values() for entry in entries}
        assert all(entry["name"] for kind in ("persons", "organizations") for entry in found[kind])
        for entry in found["memberships"]:
            assert {entry["person_id"], entry["post_id"], entry["organization_id"]} <= ids
        schemas = SHARED / "popolo-spec" / "schemas"
        if schemas.is_dir() and importlib.util.find_spec("jsonschema"):
            _validate(found, schemas)


def _validate(found: dict[str, list[dict[str, Any]]], schemas: Path) -> None:
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT3

    parts = [(f"http://www.popoloproject.com/schemas/{path.name}", json.loads(path.read_text())) for path in
             schemas.glob("*.json")]
    registry: Any = Registry().with_resources((uri, Resource(part, DRAFT3)) for uri, part in parts)
    for kind, name in (("persons", "person"), ("organizations", "organization"), ("posts", "post"),
                       ("memberships", "membership")):
        validator = jsonschema.Draft3Validator(json.loads((schemas / f"{name}.json").read_text()), registry=registry)
        for entry in found[kind]:
            validator.validate(entry)


def test_popolo_says_who_held_what(small: Facts, tmp_path: Path) -> None:
    written(small, tmp_path / "x.popolo")
    found = json.loads((tmp_path / "x.popolo").read_text("utf-8"))
    assert {person["name"] for person in found["persons"]} == {"Silva, Ana", "Cy Wu"}
    of = {(m["person_id"], m["post_id"]): m for m in found["memberships"]}
    assert of["plain:ana", "plain:h1"]["start_date"] == "2024-03"
    assert of["plain:ana", "plain:h1"]["organization_id"] == "plain:h"
    assert (of["plain:cy", "plain:h2"]["start_date"], of["plain:cy", "plain:h2"]["end_date"]) == ("2020", "2021")
    assert next(o for o in found["organizations"] if o["id"] == "plain:h")["parent_id"] == "plain:nb"


def test_kumu_has_two_sheets_and_no_formula(small: Facts, tmp_path: Path) -> None:
    written(small, tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Elements", "Connections"]
    assert not [cell for page in book for row in page for cell in row if cell.data_type == "f"]
    rows = [[cell.value for cell in row] for row in book["Elements"].iter_rows()]
    by_id = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert rows[0][0] == "Label"
    assert by_id["plain:w"]["Description"] == "'=HYPERLINK(1)"
    assert (by_id["plain:ana"]["Type"], by_id["plain:ana"]["Side"]) == ("Person", "ours")
    assert by_id["plain:bo"]["Side"] == "theirs"
    ties = [[cell.value for cell in row] for row in book["Connections"].iter_rows(min_row=2)]
    assert {tie[0] for tie in ties} | {tie[1] for tie in ties} <= by_id.keys()
    assert ("plain:ana", "plain:bo", "knows", 4) in {(t[0], t[1], t[4], t[6]) for t in ties}
    written(small, tmp_path / "kumu", "kumu")
    with (tmp_path / "kumu" / "elements.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["ID"] for row in csv.DictReader(file)} == by_id.keys()


@pytest.mark.parametrize("format_", FORMATS)
def test_restricted_people_leave_in_no_format(small: Facts, tmp_path: Path, format_: str) -> None:
    done = written(small, tmp_path / FORMATS[format_], format_)
    files = [done.to] if done.to.is_file() else list(done.to.iterdir())
    texts = [path.read_bytes() for path in files]
    if format_ == "kumu":
        texts = [str([[c.value for c in row] for row in page.iter_rows()]).encode() for page in load_workbook(done.to)]
    for secret in (b"Rex", b"rex", b"666", b"Deputy Mayor"):
        assert not any(secret in text for text in texts), secret
    assert done.left_out["people whose record is restricted"] == 1
    assert done.left_out["posts and changes that name them"] == 2
    assert done.left_out["notes on who said something that name them"] == 1


@pytest.mark.parametrize("format_", ["vcard", "popolo", "kumu", "graphml", "gexf", "json"])
def test_no_address_of_those_whom_nobody_may_contact(small: Facts, tmp_path: Path, format_: str) -> None:
    done = written(small, tmp_path / FORMATS[format_], format_)
    text = done.to.read_bytes()
    if format_ == "kumu":
        text = str([[c.value for c in row] for page in load_workbook(done.to) for row in page.iter_rows()]).encode()
    assert b"bo@nb.example" not in text
    assert b"12345" not in text
    if format_ in ("vcard", "popolo"):
        assert b"Bo Lee" not in text
        assert b"plain:bo" not in text


def test_nothing_is_written_over_or_half_written(small: Facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    what = exports.cut(small, TODAY)
    for name in ("x.json", "x"):
        to = tmp_path / name
        exports.export(what, to)
        with pytest.raises(InputError, match="is there already"):
            exports.export(what, to)
        before = {path.name: path.read_bytes() for path in (to.iterdir() if to.is_dir() else [to])}
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", _full)
            with pytest.raises(InputError, match="No space left on device"):
                exports.export(what, to, force=True)
        assert {path.name: path.read_bytes() for path in (to.iterdir() if to.is_dir() else [to])} == before
        exports.export(what, to, force=True)
    (tmp_path / "x" / "letter.odt").write_text("mine")
    with pytest.raises(InputError, match="holds other files, such as letter\\.odt"):
        exports.export(what, tmp_path / "x", force=True)
    assert (tmp_path / "x" / "letter.odt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "x", "x.json"]
    assert (tmp_path / "x.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("name", "format_", "said"), [
    ("x.pdf", "", "does not say which format"), ("x.csv", "", "does not say which format"),
    ("x.json", "visio", "There is no format “visio”"), ("x", "vcard", "is one file"),
    ("no/where/x.json", "", "cannot be written"), ("in", "", "that no export wrote"),
    ("in", "kumu", "holds other files"),
])
def test_what_cannot_be_written_is_said(small: Facts, tmp_path: Path, name: str, format_: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        written(small, tmp_path / name, format_)
    assert error.value.hint


def test_every_format_gives_the_same_bytes_twice(facts: Facts, tmp_path: Path) -> None:
    shuffled = Facts(facts.nodes[::-1], facts.ties[::-1])
    for name in ("x.graphml", "x.gexf", "x.json", "x.vcf", "x.popolo", "x"):
        one, two = (exports.formats()[format_].render(exports.cut(of, TODAY), name == "x").files
                    for of in (facts, shuffled) for format_ in [next(f for f, n in FORMATS.items() if n == name)])
        assert one == two, name


def test_the_command_writes_and_says_what_it_did(run: Run, tmp_path: Path) -> None:
    at = folder(tmp_path / "in", people="id,name,organisation,restricted\nana,Ana Silva,us,\nrex,Rex Hidden,us,yes\n")
    assert run("import", at).code == 0
    said = run("export", "--to", tmp_path / "out")
    assert (said.code, said.err) == (0, "")
    assert "1 person" in said.out
    assert "Left out: 1 person whose record is restricted." in said.out
    found = json.loads(run("export", "--to", tmp_path / "x.json", "--as-of", "2026-06-30", "--json").out)
    assert (found["schema"], found["as_of"], found["format"]) == ("stakeholder-map/export/1", "2026-06-30", "json")
    assert {row["kind"]: row["written"] for row in found["rows"]}["organisations"] == 2
    assert {"what": "people whose record is restricted", "count": 1} in found["left_out"]
    again = run("export", "--to", tmp_path / "out")
    assert again.code == 2
    assert "--force" in again.err
    assert run("export", "--to", tmp_path / "out", "--force").code == 0
    shown = run("import", tmp_path / "out", "--dry-run")
    assert shown.code == 0
    assert "Would write 0 new, 0 changed, 0 closed" in shown.out
    assert date.fromisoformat(found["as_of"]) == TODAY


def test_what_is_written_is_read_again_by_the_formats_of_imports(facts: Facts, tmp_path: Path) -> None:
    names = {props["key"]: props["name"] for label, props in facts.nodes if label == "Person"}
    for name, format_ in (("x.vcf", "vcard"), ("x.json", "popolo")):
        done = written(facts, tmp_path / name, format_)
        text = done.to.read_text("utf-8")
        assert format_ == importers.recognised(done.to).NAME
        back = read(done.to, ours=("Ellermouth & Vale Community Trust",))
        assert not back.rejected
        people = {node.props["name"] for node in back.nodes if node.label == "Person"}
        assert people == {called for key, called in names.items() if key in text}


@pytest.mark.parametrize(("name", "by"), [
    ("x.graphml", "network"), ("x.gexf", "network"), ("x.json", "network"), ("x.xlsx", "kumu"), ("x", "exported")])
def test_the_right_format_takes_each_of_them(facts: Facts, tmp_path: Path, name: str, by: str) -> None:
    done = written(facts, tmp_path / name)
    assert by == importers.recognised(done.to).NAME
    back = read(done.to, ours=() if by == "exported" else ("Ellermouth & Vale Community Trust",))
    assert not back.rejected
    people = {node.props["name"] for node in back.nodes if node.label == "Person"}
    assert people == {props["name"] for label, props in facts.nodes if label == "Person"}
