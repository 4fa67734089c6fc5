"""The folder of CSV files: read again, it gives the same facts, ids and ties, with their history."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map import demo, importers
from stakeholder_map.batch import Batch, Node, Tie
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.model import NODES, TEXT, TIES, Fields
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Facts, Store
from stakeholder_map.store.facts import digest

from .engines import Engine
from .exporting import loaded, read_back, written
from .importing import SHARED, TODAY, folder, read
from .thorough import examples

EARLIER = TODAY - timedelta(days=200)


def load(store: Store, *batches: Batch, on: date = TODAY) -> None:
    for batch in batches:
        apply(store, plan(store, batch, as_of=on, closing="close"))


def history(tmp_path: Path) -> Facts:
    """Two files of one list: people left, came, changed posts and came back; and another list that ties in."""
    first = folder(
        tmp_path / "first",
        people="id,name,organisation,unit,title\nana,Ana Silva,us,,Director\nbo,Bo Lee,nb,Housing,Head\n"
               "cy,Cy Wu,nb,Parks,Warden\n",
        posts="id,title,organisation,reports_to,holder,since\nh1,Chair,nb,,bo,2024-03\nh2,Deputy,nb,h1,cy,\n",
        partnerships="id,name,organisations,coordinator\nw,Warm Homes,us; nb,ana\n",
        ties="from,to,last_contact,partnership\nana,bo,2025-05-01,w\nana,cy,2025-11-01,\n",
        mailboxes="address,organisation,members\ninfo@nb.example,nb,bo; cy\n")
    second = folder(
        tmp_path / "second",
        people="id,name,organisation,unit,title\nana,Ana Silva,us,,Director\nbo,Bo Lee,nb,Parks,Head\n"
               "dee,Dee Poe,us,,Manager\n",
        posts="id,title,organisation,reports_to,holder,since\nh1,Chair,nb,h2,dee,2026\nh2,Deputy,nb,,bo,\n",
        partnerships="id,name,organisations,coordinator\nw,Warm Homes,us; nb,dee\n",
        ties="from,to,last_contact,partnership\nana,bo,2026-05-01,w\n",
        mailboxes="address,organisation,members\ninfo@nb.example,nb,bo\n")
    facts = loaded(read(first, as_of=EARLIER), on=EARLIER)
    for number, path in enumerate((second, first), start=1):
        day = EARLIER + timedelta(days=50 * number)
        facts = loaded(_again(path, facts, day), on=day, into=facts)
    other = folder(tmp_path / "other", organisations="", ties="from,to,asserted_by\nana,cy,the CRM\n",
                   people="id,name,organisation\nx1,Xan Abel,nb\n")
    return loaded(_again(other, facts, TODAY, source="crm"), into=facts)


def _again(path: Path, facts: Facts, day: date, **options: Any) -> Batch:
    return importers.read([path], importers.Options(as_of=day, **options), Directory.of(facts))


def test_history_of_several_lists_comes_back(tmp_path: Path) -> None:
    facts = history(tmp_path)
    assert {props["source"] for _, props in facts.nodes} == {"plain", "crm"}
    closed = [tie for tie in facts.ties if tie[5].get("until")]
    assert [tie for tie in closed if tie[5].get("absent")]
    assert [tie for tie in facts.ties if tie[5].get("resumed")]
    done = written(facts, tmp_path / "out")
    assert done.left_out == {}
    assert digest(read_back(tmp_path / "out")) == digest(facts)


def test_the_same_folder_changes_nothing_where_it_came_from(tmp_path: Path) -> None:
    facts = history(tmp_path)
    written(facts, tmp_path / "out")
    batch = importers.read([tmp_path / "out"], importers.Options(as_of=TODAY), Directory.of(facts))
    assert digest(loaded(batch, *batch.then, into=facts)) == digest(facts)


def test_it_comes_back_in_a_store_on_every_engine(store: Store, tmp_path: Path) -> None:
    written(history(tmp_path), tmp_path / "out")
    batch = read(tmp_path / "out")
    assert [part.source for part in (batch, *batch.then)] == ["crm", "plain", "crm"]
    load(store, batch, *batch.then)
    assert store.digest() == digest(history(tmp_path))
    written(store.facts(), tmp_path / "again")
    for _ in range(3):
        undo(store)
    assert store.counts() == {}
    for file in (tmp_path / "out").iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_the_demo_comes_back(engine: Engine, store: Store, tmp_path: Path) -> None:
    demo.write(tmp_path, TODAY)
    load(store, importers.read([tmp_path], importers.Options(source="demo", as_of=TODAY), Directory()))
    before = store.digest()
    written(store.facts(), tmp_path / "out")
    engine.empty()
    load(store, read(tmp_path / "out"))
    assert store.digest() == before


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
VALUES = {
    str: TEXTS, bool: st.booleans(), int: st.integers(-5, 10**12),
    date: st.dates(date(1900, 1, 1), date(2100, 1, 1)), list: st.lists(TEXTS, min_size=1, max_size=3),
}


def _props(fields: Fields) -> st.SearchStrategy[dict[str, Any]]:
    days = st.lists(VALUES[date], min_size=1, max_size=3, unique=True).map(sorted)
    values = {name: days if name == "contacts" else VALUES[type_] for name, type_ in fields.items()}
    return st.fixed_dictionaries({}, optional={
        **values, **{name + TEXT: TEXTS for name, type_ in fields.items() if type_ is date}})


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Batch, ...]:
    """Things and ties of every kind with any text in them, from two lists that refer to one another."""
    things = [Node(kind.label, f"{source}:{kind.label}{code}", draw(_props(kind.fields)), draw(TEXTS))
              for kind in NODES.values() for source in ("a", "b")
              for code in draw(st.lists(TEXTS, max_size=2, unique=True))]
    by_label: dict[str, list[str]] = {}
    for thing in things:
        by_label.setdefault(thing.label, []).append(thing.key)
    ties = [Tie(kind.type, f"{source}:{kind.name}{draw(TEXTS)}",
                kind.start, draw(st.sampled_from(by_label[kind.start])),
                kind.end, draw(st.sampled_from(by_label[kind.end])), draw(_props(kind.fields)), draw(TEXTS))
            for kind in TIES.values() if kind.start in by_label and kind.end in by_label
            for source in draw(st.lists(st.sampled_from("ab"), max_size=2, unique=True))]
    return tuple(Batch(source, tuple(fact for fact in (*things, *ties) if fact.key.startswith(f"{source}:")))
                 for source in ("a", "b"))


@given(worlds())
@settings(max_examples=examples(60))
def test_any_small_world_comes_back(tmp_path_factory: pytest.TempPathFactory, batches: tuple[Batch, ...]) -> None:
    facts = loaded(*batches)
    for _, props in facts.nodes:
        props.pop("restricted", None)
    if facts.nodes:
        out = tmp_path_factory.mktemp("world") / "out"
        written(facts, out)
        assert digest(read_back(out)) == digest(facts)


def _naughty() -> list[str]:
    path = SHARED / "hostile-naughty-strings" / "blns.json"
    found = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [*found, "=1+1", "+1", "-1", "@x", "a;b", "a\\;b", '"', "a\r\nb", "\u202etxt", "Zoë", "Z\u0308", "-", "N/A"]


def test_naughty_strings_come_back_unchanged(store: Store, tmp_path: Path) -> None:
    """As names they pass the plain folder, which takes control characters and outer space away and nothing else."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("id", "name", "purpose", "on"))
    for n, text in enumerate(_naughty()):
        rows.writerow((f"i{n}", "", text, "2026-01-01"))
    said = read(folder(tmp_path / "in", interactions=out.getvalue()))
    assert said.rejected == ()
    load(store, said)
    stored = {props["purpose"] for label, props in store.facts().nodes if props.get("purpose")}
    unchanged = {text for text in _naughty() if text.strip() == text and text.isprintable() and text}
    assert unchanged <= stored
    before = store.digest()
    written(store.facts(), tmp_path / "out")
    undo(store)
    load(store, read(tmp_path / "out"))
    assert store.digest() == before


def test_a_row_that_cannot_be_read_is_rejected_with_its_place(tmp_path: Path) -> None:
    facts = history(tmp_path)
    written(facts, tmp_path / "out")
    ties = tmp_path / "out" / "ties.csv"
    lines = ties.read_text("utf-8-sig").split("\n")
    at = lines[0].strip().split(",").index("last_contact")
    cells = lines[1].split(",")
    cells[at] = "soon"
    ties.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), "utf-8")
    people = tmp_path / "out" / "people.csv"
    kept = [line for line in people.read_text("utf-8").splitlines(keepends=True) if "Xan" not in line]
    people.write_text("".join(kept), "utf-8")
    batch = read(tmp_path / "out")
    places = {(p.file, p.column) for p in batch.rejected}
    assert ("ties.csv", "last_contact") in places
    assert ("holdings.csv", "from") in places
    assert all(p.line > 1 and p.hint for p in batch.rejected)
    assert "soon" in next(p.message for p in batch.rejected if p.file == "ties.csv")
    assert len(batch.rejects) == len(batch.rejected)
    assert importers.write_rejects(batch, tmp_path / "rejected.csv") == len(batch.rejects)
    text = (tmp_path / "rejected.csv").read_text("utf-8-sig").replace("soon", "2026-05-01").replace(
        "crm:HOLDS:crm:x1>", "crm:HOLDS:plain:ana>").replace("crm:x1,", "plain:ana,")
    (tmp_path / "rejected.csv").write_text(text, "utf-8")
    known = Directory.of(loaded(batch, *batch.then))
    mended = importers.read([tmp_path / "rejected.csv"], importers.Options(as_of=TODAY), known)
    assert mended.problems == ()
    assert sum(len(part.facts) for part in (mended, *mended.then)) == len(batch.rejects)


def test_one_source_of_a_folder_can_be_read_alone(tmp_path: Path) -> None:
    written(history(tmp_path), tmp_path / "out")
    batch = read(tmp_path / "out", source="plain")
    assert (batch.source, batch.then) == ("plain", ())
    with pytest.raises(InputError, match="Nothing in the folder is from “hubspot”"):
        read(tmp_path / "out", source="hubspot")
    with pytest.raises(InputError, match="which organisations are ours"):
        read(tmp_path / "out", ours=("us",))


def test_as_of_a_day_only_what_was_in_force_then(tmp_path: Path) -> None:
    facts = history(tmp_path)
    done = written(facts, tmp_path / "out", on=EARLIER, dated=True)
    back = read_back(tmp_path / "out")
    met = {tuple(sorted((tie[2], tie[4]))): tie[5].get("last_contact") for tie in back.ties
           if tie[0] == "KNOWS" and tie[5]["source"] == "plain"}
    assert met == {("plain:ana", "plain:bo"): date(2025, 5, 1), ("plain:ana", "plain:cy"): date(2025, 11, 1)}
    assert done.left_out == {"facts that were not in force on the day": len(facts.nodes) + len(facts.ties)
                             - len(back.nodes) - len(back.ties)}
    assert done.left_out


def test_the_exact_format_takes_only_its_own_folders(tmp_path: Path) -> None:
    from stakeholder_map.importers import recognised

    written(history(tmp_path), tmp_path / "out")
    (tmp_path / "demo-folder").mkdir()
    demo.write(tmp_path / "demo-folder", TODAY)
    rejects = tmp_path / "rejected.csv"
    rejects.write_text("_source,_sheet,_file,_line,_column,_reason,id,name\nplain,people,people.csv,2,name,blank,p1,\n")
    assert recognised(tmp_path / "out").NAME == "exported"
    assert recognised(tmp_path / "out" / "people.csv").NAME == "exported"
    assert {recognised(path).NAME for path in (tmp_path / "demo-folder", rejects, tmp_path / "first")} == {"plain"}


@pytest.mark.parametrize("text", ["=1+1", "+44 1632", "-x", "@x", "'=1", "''+2", "'tis", "\uff1dx", "'"])
def test_nothing_in_it_is_calculated_and_it_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    at = folder(tmp_path / "in", people=f"id,name,title,organisation\np1,Ana,{text},us\n")
    first = loaded(read(at))
    written(first, tmp_path / "out")
    with (tmp_path / "out" / "posts.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\uff1d"))]
    again = read(tmp_path / "out")
    titles = {node.props["title"] for batch in (again, *again.then) for node in batch.nodes if node.label == "Post"}
    assert titles == {text}


def two_lists(tmp_path: Path, **more: str) -> tuple[Path, Path]:
    """Two lists that know one person by the same address; the second says `more` of them."""
    columns, values = "".join(f",{name}" for name in more), "".join(f",{value}" for value in more.values())
    first = folder(tmp_path / "one", people="id,name,email,organisation\nana,Ana Silva,ana@us.example,us\n"
                                            "bo,Bo Lee,bo@nb.example,nb\n", ties="from,to\nana,bo\n")
    second = folder(tmp_path / "two", organisations="", ties="from,to,last_contact\n7,ana,2026-05-01\n",
                    people=f"id,name,email,phone{columns}\n7,Beau Lee,bo@nb.example,12345{values}\n")
    return first, second


def load_both(store: Store, paths: tuple[Path, Path], **options: Any) -> None:
    for path, source in zip(paths, ("plain", "crm"), strict=True):
        known = Directory.of(store.facts())
        load(store, importers.read([path], importers.Options(as_of=TODAY, source=source, **options), known))


def test_what_several_lists_say_of_one_person_comes_back(engine: Engine, store: Store, tmp_path: Path) -> None:
    load_both(store, two_lists(tmp_path, do_not_contact="yes"))
    assert {label for label, _ in store.facts().nodes} >= {"Alias", "Person"}
    before = store.digest()
    done = written(store.facts(), tmp_path / "out")
    assert (done.counts["aliases"], done.left_out) == (1, {})
    engine.empty()
    batch = read(tmp_path / "out")
    load(store, batch, *batch.then)
    assert store.digest() == before
    assert written(store.facts(), tmp_path / "x.vcf").left_out["people whom nobody may contact"] == 1
    assert b"12345" not in (tmp_path / "x.vcf").read_bytes()
    again = importers.read([tmp_path / "out"], importers.Options(as_of=TODAY), Directory.of(store.facts()))
    assert again.problems == ()


def test_a_restriction_that_one_list_states_holds_for_all_they_say(store: Store, tmp_path: Path) -> None:
    load_both(store, two_lists(tmp_path, restricted="yes"))
    done = written(store.facts(), tmp_path / "out")
    assert done.left_out["people whose record is restricted"] == 1
    texts = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    for secret in (b"Lee", b"bo@nb", b"12345", b"crm:7", b"plain:bo"):
        assert secret not in texts, secret
    assert b"Ana Silva" in texts
