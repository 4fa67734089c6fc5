"""Fields of people's own: declared once, then imported, remembered, changed, taken back, asked, and exported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from stakeholder_map import custom, exports, importers
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties as known
from stakeholder_map.batch import Batch
from stakeholder_map.custom import CustomField, merged, parse
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.maps.composing import scene
from stakeholder_map.maps.details import details
from stakeholder_map.maps.view import View, shown
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.comparison import compare
from stakeholder_map.plan.undo import undo
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Facts, Store
from stakeholder_map.store.edits import Edit
from stakeholder_map.store.facts import digest

from .commands import Run
from .engines import Engine
from .exporting import loaded, read_back, written
from .importing import TODAY, folder, node, read, said, ties

FIELDS = parse([
    {"name": "Budget code", "type": "text", "on": "organisation"},
    {"name": "Members", "type": "number", "on": "organisation"},
    {"name": "Vetted", "type": "date", "on": "person"}, {"name": "Newsletter", "type": "yes_no", "on": "person"},
    {"name": "Interests", "type": "list", "on": "person"}, {"name": "Risk owner", "type": "text", "on": "partnership"},
    {"name": "Grade", "type": "text", "on": "post"}, {"name": "How met", "type": "text", "on": "tie"},
], "settings")

SHEETS = {
    "organisations": "id,name,ours,Budget code,Members\n"
                     'us,Harbour Trust,yes,"=A-1; b",1200\nnb,Northby Council,no,,12.5\n',
    "people": "id,name,organisation,Vetted,Newsletter,Interests\nana,Ana Silva,us,2024-03,yes,boats; tides\n"
              "bo,Bo Lee,nb,,no,\n",
    "posts": "id,title,organisation,level,holder,grade\nh1,Head,nb,senior,bo,G7\n",
    "partnerships": "id,name,organisations,RISK OWNER\nw,Warm Homes,us; nb,The board\n",
    "ties": "from,to,how_met\nana,bo,at a fair\n",
}


def given_batch(tmp_path: Path, **options: Any) -> Batch:
    return read(folder(tmp_path / "in", **SHEETS), **{"fields": FIELDS, **options})


def test_every_kind_and_type_is_read(tmp_path: Path) -> None:
    batch = given_batch(tmp_path)
    assert batch.problems == ()
    assert set(batch.fields) == set(FIELDS)
    us, nb = node(batch, "us").props, node(batch, "nb").props
    assert (us["x_budget_code"], us["x_members"], type(us["x_members"])) == ("=A-1; b", 1200, int)
    assert (nb["x_budget_code"], nb["x_members"]) == (None, 12.5)
    ana, bo = node(batch, "ana").props, node(batch, "bo").props
    assert (ana["x_vetted"], ana["x_vetted_text"], ana["x_newsletter"]) == (date(2024, 3, 1), "2024-03", True)
    assert ana["x_interests"] == ["boats", "tides"]
    assert (bo["x_vetted"], bo["x_newsletter"], bo["x_interests"]) == (None, False, None)
    assert node(batch, "h1").props["x_grade"] == "G7"
    assert node(batch, "w").props["x_risk_owner"] == "The board"
    assert [tie.props["x_how_met"] for tie in ties(batch, "KNOWS")] == ["at a fair"]


def test_what_nobody_declared_is_left_out_and_says_how_to_keep_it(tmp_path: Path) -> None:
    batch = given_batch(tmp_path, fields=FIELDS[:1])
    (note,) = said(batch.notes, "“Members”")
    assert "[[fields]]" in note.hint
    assert "stakeholder-map.toml" in note.hint
    assert [field.name for field in batch.fields] == ["Budget code"]
    assert {name for fact in batch.facts for name in fact.props if name.startswith("x_")} == {"x_budget_code"}


def test_a_cell_of_the_wrong_type_rejects_its_row(tmp_path: Path) -> None:
    at = folder(tmp_path / "in", organisations="id,name,ours,Members\nus,Us,yes,many\nnb,Them,no,\"1,250\"\n")
    batch = read(at, fields=FIELDS, ours=("Them",))
    assert [(p.column, p.line, p.hint) for p in batch.rejected] == [
        ("Members", 2, "Write a number such as 1250 or 12.5.")]
    assert node(batch, "nb").props["x_members"] == 1250


@pytest.mark.parametrize(("field", "message"), [
    ({"name": "Birthday", "type": "date", "on": "person"}, "private life or pay"),
    ({"name": "Job Title", "type": "text", "on": "person"}, "people has a column “title”"),
])
def test_what_is_private_or_known_cannot_be_declared(tmp_path: Path, field: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        given_batch(tmp_path, fields=parse([field], "settings"))


@pytest.mark.parametrize(("tables", "message"), [
    ("text", "fields are tables"), ([{"name": "A", "type": "text"}], "has name, type and on"),
    ([{"name": "A", "type": "money", "on": "person"}], "is money on person"),
    ([{"name": "A", "type": "text", "on": "boat"}], "is text on boat"),
    ([{"name": "!!", "type": "text", "on": "person"}], "cannot be the name"),
    ([{"name": "A b", "type": "text", "on": "person"}, {"name": "a-B", "type": "list", "on": "person"}],
     "declared as text and as list"),
    ([{"name": "A", "type": "date", "on": "person"}, {"name": "A text", "type": "text", "on": "person"}],
     "declared as date and as text"),
])
def test_wrong_declarations_are_said(tables: object, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        parse(tables, "stakeholder-map.toml")
    assert error.value.hint


def test_the_same_name_on_two_kinds_is_two_fields() -> None:
    fields = parse([{"name": "Code", "type": "text", "on": "person"},
                    {"name": "Code", "type": "number", "on": "post"}], "x")
    assert merged(fields, fields) == fields
    assert custom.loads(custom.dumps(fields)) == fields


@given(st.one_of(st.integers(-10**14, 10**14), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_come_back(value: float) -> None:
    read_again = custom.number(str(value))
    assert read_again == value
    assert custom.number(str(read_again)) == read_again


def test_a_mapping_declares_and_fills_them(tmp_path: Path) -> None:
    (tmp_path / "club.toml").write_text(
        '[[fields]]\nname = "Boat class"\ntype = "list"\non = "person"\n'
        '[[organisations]]\nrows = [{ id = "c", name = "Club", ours = "yes", "Budget code" = "B1" }]\n'
        '[[people]]\nfile = "m.csv"\nid = "No"\nname = "Name"\norganisation = { constant = "c" }\n'
        '"Boat class" = { column = "Boats", split = "/" }\n')
    (tmp_path / "m.csv").write_text("No,Name,Boats,Shoe size\n1,Ana Bell,470/Laser,38\n")
    batch = read(tmp_path / "m.csv", mapping=tmp_path / "club.toml", fields=FIELDS)
    assert batch.rejected == ()
    assert node(batch, "1").props["x_boat_class"] == ["470", "Laser"]
    assert node(batch, "c").props["x_budget_code"] == "B1"
    assert {field.name for field in batch.fields} == {"Boat class", "Budget code"}
    (tmp_path / "club.toml").write_text('[[people]]\nfile = "m.csv"\nname = "Name"\nshoe = "Shoe size"\n')
    with pytest.raises(InputError, match="no column “shoe”") as error:
        read(tmp_path / "m.csv", mapping=tmp_path / "club.toml")
    assert "[[fields]]" in error.value.hint


def test_a_fact_states_only_what_was_declared(tmp_path: Path) -> None:
    batch = replace(given_batch(tmp_path), fields=())
    with pytest.raises(InputError, match="a field that its kind does not have: 'x_"):
        compare(Facts([], []), batch, TODAY)


def load(store: Store, batch: Batch, on: date = TODAY) -> None:
    apply(store, plan(store, batch, as_of=on, closing="close"))


def again(store: Store, path: Path, on: date = TODAY) -> Batch:
    return importers.read([path], importers.Options(as_of=on, fields=store.fields()), Directory.of(store.facts()))


def test_the_store_remembers_changes_and_takes_back(store: Store, tmp_path: Path) -> None:
    assert store.fields() == ()
    load(store, given_batch(tmp_path))
    assert set(store.fields()) == set(FIELDS)
    before = store.digest()
    later = TODAY + timedelta(days=30)
    at = folder(tmp_path / "in", **{**SHEETS, "people": SHEETS["people"].replace("2024-03,yes", "2025-01-02,").replace(
        "boats; tides", "tides"), "ties": "from,to,how_met\nana,bo,by chance\n"})
    batch = again(store, at, later)
    found = plan(store, batch, as_of=later)
    changed = {change.key: (change.before, change.after) for change in found.changes if change.doing == "changed"}
    assert changed["plain:ana"] == (
        {"x_vetted": date(2024, 3, 1), "x_vetted_text": "2024-03", "x_newsletter": True,
         "x_interests": ["boats", "tides"]},
        {"x_vetted": date(2025, 1, 2), "x_vetted_text": None, "x_newsletter": None, "x_interests": ["tides"]})
    assert changed["plain:KNOWS:plain:ana>plain:bo"] == ({"x_how_met": "at a fair"}, {"x_how_met": "by chance"})
    load(store, batch, later)
    at = folder(tmp_path / "without", **{**SHEETS, "people": "id,name,organisation\nana,Ana Silva,us\nbo,Bo Lee,nb\n"})
    assert {c.doing for c in plan(store, again(store, at, later), as_of=later).changes} >= {"unchanged"}
    assert Snapshot.read(store, later).graph.nodes["plain:ana"]["x_interests"] == ["tides"]
    undo(store)
    assert store.digest() == before
    undo(store)
    assert store.fields() == ()
    assert store.counts() == {}


def test_fields_of_ones_own_are_edited_like_any_other(store: Store, tmp_path: Path) -> None:
    load(store, given_batch(tmp_path))
    seen = {"x_interests": ["boats", "tides"]}
    store.edit(Edit("person", "person", "plain:ana", seen, {"x_interests": ["tides"]}))
    assert Snapshot.read(store, TODAY).graph.nodes["plain:ana"]["x_interests"] == ["tides"]
    for wrong in ({"x_interests": "tides"}, {"x_shoe_size": "38"}):
        with pytest.raises(InputError, match="x_"):
            store.edit(Edit("person", "person", "plain:ana", dict.fromkeys(wrong), wrong))


def test_a_field_of_a_further_list_belongs_to_the_person(store: Store, tmp_path: Path) -> None:
    load(store, read(folder(tmp_path / "one", people="id,name,email,organisation\nbo,Bo Lee,bo@nb.example,nb\n")))
    at = folder(tmp_path / "two", organisations="", people="id,name,email,Interests\n7,Bo Lee,bo@nb.example,tides\n")
    known = Directory.of(store.facts())
    load(store, importers.read([at], importers.Options(as_of=TODAY, source="crm", fields=FIELDS), known))
    assert Snapshot.read(store, TODAY).graph.nodes["plain:bo"]["x_interests"] == ["tides"]


def test_questions_can_be_asked_about_them(store: Store, tmp_path: Path) -> None:
    load(store, given_batch(tmp_path))
    asked = "MATCH (o:Organisation) WHERE o.x_members > 100 RETURN o.name, o.x_budget_code"
    assert store.ask(asked).rows == [["Harbour Trust", "=A-1; b"]] or store.ask(asked).rows == [
        ("Harbour Trust", "=A-1; b")]
    assert len(store.ask("MATCH (p:Person) WHERE 'tides' IN p.x_interests AND p.x_newsletter RETURN p.name").rows) == 1
    assert len(store.ask("MATCH ()-[k:KNOWS {x_how_met: 'at a fair'}]->() RETURN k.key").rows) == 1


def test_the_exported_folder_brings_them_along(engine: Engine, store: Store, tmp_path: Path) -> None:
    load(store, given_batch(tmp_path))
    before, fields = store.digest(), store.fields()
    exports.export(exports.cut(store.facts(), TODAY, fields=fields), tmp_path / "out")
    engine.empty()
    load(store, read(tmp_path / "out"))
    assert store.digest() == before
    assert set(store.fields()) == set(fields)


def test_other_formats_carry_them(tmp_path: Path) -> None:
    facts = loaded(given_batch(tmp_path))
    what = exports.cut(facts, TODAY, fields=FIELDS)
    exports.export(what, tmp_path / "x.graphml")
    graph = nx.read_graphml(tmp_path / "x.graphml")
    assert graph.nodes["plain:us"]["x_members"] == 1200
    assert graph.nodes["plain:ana"]["x_interests"] == "boats; tides"
    exports.export(what, tmp_path / "x.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "x.xlsx")["Elements"].iter_rows()]
    by_id = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert by_id["plain:us"]["Budget code"] == "'=A-1; b"
    assert (by_id["plain:ana"]["Vetted"], by_id["plain:ana"]["Interests"]) == ("2024-03-01", "boats|tides")
    exports.export(exports.cut(facts, TODAY, fields=FIELDS), tmp_path / "x.vcf")
    cards = (tmp_path / "x.vcf").read_text("utf-8").splitlines()
    assert {"X-NEWSLETTER:no", "X-GRADE:G7"} <= set(cards)
    exports.export(what, tmp_path / "x.popolo")
    popolo = json.loads((tmp_path / "x.popolo").read_text("utf-8"))
    kept = {entry["id"]: entry for entries in popolo.values() for entry in entries}
    assert kept["plain:us"]["x_members"] == 1200
    assert kept["plain:ana"] | {"x_vetted": "2024-03-01", "x_interests": ["boats", "tides"]} == kept["plain:ana"]
    assert kept["plain:h1"]["x_grade"] == "G7"
    exports.export(what, tmp_path / "out")
    assert digest(read_back(tmp_path / "out")) == digest(facts)
    done = written(facts, tmp_path / "forgotten")
    stated = [props for _, props in facts.nodes] + [tie[5] for tie in facts.ties]
    assert done.left_out["properties that this version does not know"] == sum(
        name.startswith("x_") for props in stated for name in props)


DECLARED = '[[fields]]\nname = "Budget code"\ntype = "{}"\non = "organisation"\n'


def declare(file: Path, text: str) -> None:
    """Write the file of settings, as people do between two commands."""
    file.write_text(text)


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file of settings stands for the commands of a test."""
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path / "home" / "stakeholder-map.toml"


def test_the_template_has_their_columns(run: Run, settings_file: Path, tmp_path: Path) -> None:
    declare(settings_file, DECLARED.format("text"))
    at = tmp_path / "filled.xlsx"
    assert run("template", "--to", at).code == 0
    book = load_workbook(at)
    header = [cell.value for cell in book["organisations"][1]]
    assert "Budget code" not in [cell.value for cell in book["people"][1]]
    for name, value in {"id": "us", "name": "Us", "ours": "yes", "Budget code": "0071"}.items():
        book["organisations"].cell(2, header.index(name) + 1, value)
    book.save(at)
    assert run("import", at).code == 0
    asked = json.loads(run("ask", "--cypher", "MATCH (o:Organisation) RETURN o.x_budget_code", "--json").out)
    assert asked["rows"] == [["0071"]]


def test_a_command_knows_what_an_earlier_one_declared(run: Run, settings_file: Path, tmp_path: Path) -> None:
    declare(settings_file, DECLARED.format("text"))
    at = folder(tmp_path / "in", organisations="id,name,ours,Budget code\nus,Us,yes,B1\n")
    assert "Budget code (text on organisation)" in run("doctor").out
    assert run("import", at).code == 0
    declare(settings_file, "")
    at = folder(tmp_path / "in", organisations="id,name,ours,Budget code\nus,Us,yes,B2\n")
    shown = run("import", at, "--dry-run")
    assert "x_budget_code: B1 → B2" in shown.out
    assert "Left out" not in shown.err
    asked = json.loads(run("ask", "--cypher", "MATCH (o:Organisation) RETURN o.x_budget_code", "--json").out)
    assert asked["rows"] == [["B1"]]
    assert "Budget code (text on organisation)" in run("store", "status").out
    copied = tmp_path / "copy.bak"
    assert run("store", "backup", copied).code == 0
    run("import", "--undo", "last")
    assert "Budget code" not in run("store", "status").out
    assert run("store", "restore", copied, "--replace").code == 0
    assert "Budget code (text on organisation)" in run("store", "status").out
    declare(settings_file, DECLARED.format("number"))
    wrong = run("import", at)
    assert wrong.code == 2
    assert "is declared as text and as number" in wrong.err
    declare(settings_file, "fields = 3\n")
    assert run("import", at).code == 2


def test_the_map_shows_them_and_filters_by_them(tmp_path: Path) -> None:
    snapshot = Snapshot.of_batch(given_batch(tmp_path), TODAY)
    judged = redundancy(snapshot)
    found = scene(snapshot, known(snapshot), judged)
    assert found.items["plain:ana"].own == {
        "Vetted: 2024-03-01", "Newsletter: yes", "Interests: boats", "Interests: tides", "Budget code: =A-1; b",
        "Members: 1200"}
    assert dict(details(found, snapshot, judged, "plain:ana").lists)["Also recorded (3)"] == (
        ("Vetted", "2024-03"), ("Newsletter", "yes"), ("Interests", "boats; tides"))
    assert dict(details(found, snapshot, judged, "plain:nb").lists)["Also recorded"] == (("Members", "12.5"),)
    only = shown(found, View(own=frozenset({"Members: 12.5"}))).scene
    assert {"plain:nb", "plain:bo"} <= set(only.items)
    assert "plain:nb" not in shown(found, View(own=frozenset({"Members: 7"}))).scene.items
    many = [f"Code: {n}" for n in range(custom.MOST_CHOICES + 1)]
    assert custom.choices([[*many, "Grade: b"], ["Grade: A"]]) == ["Grade: A", "Grade: b"]


def test_fields_are_put_into_words() -> None:
    vetted = CustomField("Vetted", "date", "person")
    props = {"x_vetted": date(2024, 3, 1), "x_vetted_text": "2024-03", "x_interests": ["a", "b"], "x_newsletter": False}
    assert list(custom.values([vetted, *FIELDS], "Person", props))[1:] == [
        ("Vetted", "2024-03"), ("Newsletter", "no"), ("Interests", "a; b")]
    assert list(custom.values(FIELDS, "Organisation", props)) == []
