"""People whom several lists know: one person, found again by every list, and as strictly kept as the strictest says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import exports, importers
from stakeholder_map.analysis.compare.recorded import Import, Ledger
from stakeholder_map.batch import Batch, Origin
from stakeholder_map.identity import Directory
from stakeholder_map.importers.proposals import ending, write_proposals
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Store

from .importing import directory, folder, read, said, stored, ties

DAY = date(2026, 6, 30)
CRM = {"people": "id,name,email,organisation,title\na1,Ana Bell,ana@nb.example,nb,Head\na2,Bo Lee,bo@us.example,us,\n",
       "ties": "from,to,last_contact\na2,a1,2026-05-01\n"}
THEIRS = "name,ours\nHarbour Trust,yes\nNorthby Council,no\n"
"""Organisations without ids are those that another source has."""


def crm(path: Path) -> Batch:
    return read(folder(path / "crm", **CRM), source="crm")


def minutes(path: Path, known: Batch, people: str, **sheets: str) -> Batch:
    return read(folder(path / "minutes", organisations=THEIRS, people=people, **sheets), known=known, source="minutes")


def who(batch: Batch) -> dict[str, str]:
    """Record of this list -> person of another one."""
    return {tie.start: tie.end for tie in ties(batch, "SAME_AS")}


@pytest.mark.parametrize(("row", "found"), [
    ("m1,A. Bell,Ana@NB.example,Northby Council", True),
    ("m1,Ana Carter,ana@nb.example,", True),
    ("m1,Zed Quill,ana@nb.example,Northby Council", False),
    ("m1,\"Bell, Ana\",,Northby Council", True),
    ("m1,Ana Bell,ana@home.example,Northby Council", True),
    ("m1,Ana Bell,ana2@nb.example,Northby Council", False),
    ("m1,Ana Bell,info@nb.example,Northby Council", True),
    ("m1,Ana Bell,,Harbour Trust", False),
    ("m1,Ana Bell,,", False),
    ("m1,Ana Bella,,Northby Council", False),
])
def test_somebody_of_another_list_is_known_by_address_then_by_name_at_one_organisation(
    tmp_path: Path, row: str, found: bool,
) -> None:
    batch = minutes(tmp_path, crm(tmp_path), f"id,name,email,organisation\n{row}\n")
    assert who(batch) == ({"minutes:m1": "crm:a1"} if found else {})
    assert [(n.label, n.key) for n in batch.nodes if n.label in ("Person", "Alias")] == [
        ("Alias" if found else "Person", "minutes:m1")]
    assert bool(said(batch.notes, "another list has")) == (found or "Zed" in row)


def test_two_here_or_two_there_are_nobody(tmp_path: Path) -> None:
    twins = minutes(tmp_path, crm(tmp_path), "id,name,email,organisation\nm1,Ana Bell,,Northby Council\n"
                    "m2,Ana Bell,,Northby Council\nm3,Bo Lee,bo@us.example,\nm4,Bo Lee,bo@us.example,\n")
    assert who(twins) == {}
    two = {**CRM, "people": CRM["people"] + "a3,Ana Bell,,nb,Deputy\n"}
    known = read(folder(tmp_path / "two", **two), source="crm")
    assert who(minutes(tmp_path, known, "id,name,organisation\nm1,Ana Bell,Northby Council\n")) == {}


def test_what_the_other_list_says_leads_to_the_person(tmp_path: Path) -> None:
    batch = minutes(tmp_path, crm(tmp_path), "id,name,email,organisation\nm1,Ana Bell,ana@nb.example,Northby Council\n"
                    "m2,Cy Dow,,Harbour Trust\n", ties="from,to\nm2,m1\nm2,Ana Bell\n",
                    interactions="id,on,people\ni1,2026-06-01,m1;m2;crm:a2\n")
    assert {(t.start, t.end) for t in ties(batch, "KNOWS")} == {("minutes:m2", "crm:a1")}
    assert {t.start for t in ties(batch, "TOOK_PART")} == {"crm:a1", "minutes:m2", "crm:a2"}
    assert {(t.start, t.end) for t in ties(batch, "HOLDS")} == {("minutes:m2", "minutes:m2/post/us")}, \
        "no second, untitled post for Ana"
    assert not [p for p in batch.problems if p.rejected]


@pytest.mark.parametrize(("title", "posts"), [("", 0), ("head", 1), ("Leader", 1)])
def test_a_row_without_a_title_makes_no_post_where_another_list_has_one(tmp_path: Path, title: str, posts: int) -> None:
    batch = minutes(tmp_path, crm(tmp_path), f"id,name,organisation,title\nm1,Ana Bell,Northby Council,{title}\n")
    assert len(ties(batch, "HOLDS")) == posts


def test_a_list_that_names_only_its_own_ids_finds_them_later(tmp_path: Path) -> None:
    first = crm(tmp_path)
    second = minutes(tmp_path, first, "id,name,email\na2,Ana Bell,ana@nb.example\n")
    assert who(second) == {"minutes:a2": "crm:a1"}, "their a2 is not the a2 of the other list"
    path = folder(tmp_path / "later", organisations="",
                  ties="from,to\na2,bo@us.example\ncrm:a1,crm:a2\nAna Bell,Bo Lee\n")
    batch = importers.read([path], importers.Options(as_of=DAY, source="minutes"), directory(first, second))
    assert {(t.start, t.end) for t in ties(batch, "KNOWS")} == {("crm:a1", "crm:a2")}


# In a store


def load(store: Store, path: Path, source: str) -> dict[str, dict[str, int]]:
    batch = importers.read([path], importers.Options(as_of=DAY, source=source), Directory.of(store.facts()))
    made = plan(store, batch, as_of=DAY, closing="close")
    apply(store, made)
    return made.counts


def person(store: Store, key: str) -> dict[str, object]:
    return next(props for label, props in store.facts().nodes if props["key"] == key and label == "Person")


PEOPLE = "id,name,email,restricted,do_not_contact\nm1,Ana Carter,{email},{restricted},{asked}\n"


def test_each_list_goes_on_saying_what_it_says(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    alone = store.digest()
    path = folder(tmp_path / "m", organisations=THEIRS, people=PEOPLE.format(
        email="ana@nb.example", restricted="", asked=""))
    load(store, path, "minutes")
    both = store.digest()
    for source, where in (("crm", tmp_path / "crm"), ("minutes", path)):
        counts = load(store, where, source)
        assert sum(kind[doing] for kind in counts.values() for doing in ("created", "changed", "closed")) == 0
    assert store.digest() == both
    folder(path, organisations=THEIRS, people=PEOPLE.format(email="carter@nb.example", restricted="", asked=""))
    counts = load(store, path, "minutes")
    assert counts["aliases"] == {"created": 0, "changed": 1, "closed": 0, "unchanged": 0}
    assert store.counts()["Person"] == 2
    assert person(store, "crm:a1")["email"] == "ana@nb.example"
    undo(store)
    undo(store)  # the import that changed nothing
    undo(store)
    undo(store)
    assert store.digest() == alone


@pytest.mark.parametrize("label", ["restricted", "asked"])
def test_the_stricter_record_holds_until_it_says_otherwise(store: Store, tmp_path: Path, label: str) -> None:
    said = {"email": "ana@nb.example", "restricted": "no", "asked": "no"}
    path = tmp_path / "m"
    load(store, folder(tmp_path / "crm", **CRM), "crm")

    def state() -> tuple[bool, bool]:
        seen = store.ask("MATCH (p:Person) RETURN p.name AS name").rows
        graph = Snapshot.read(store, DAY).graph
        hidden = "crm:a1" not in graph
        assert hidden == (["Ana Bell"] not in [list(row) for row in seen]), "console and analyses agree"
        told = [row[0] for row in store.run("do-not-contact").rows]
        assert ("Ana Bell" in told) == (not hidden and bool(graph.nodes["crm:a1"].get("do_not_contact")))
        return hidden, "Ana Bell" in told

    expected = {"restricted": (True, False), "asked": (False, True)}[label]
    for value, wanted in (("no", (False, False)), ("yes", expected), ("no", (False, False)), ("yes", expected)):
        load(store, folder(path, organisations=THEIRS, people=PEOPLE.format(**{**said, label: value})), "minutes")
        assert state() == wanted
    load(store, tmp_path / "crm", "crm")
    assert state() == expected, "the laxer list does not lift it"
    for _ in range(2):
        undo(store)
    assert state() == (False, False)


def test_an_alias_shows_nobody_to_a_question(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    load(store, folder(tmp_path / "m", organisations=THEIRS,
                       people=PEOPLE.format(email="ana@nb.example", restricted="yes", asked="")), "minutes")
    for typed in ("MATCH (a:Alias) RETURN a.name", "MATCH (n) WHERE n.name CONTAINS 'Ana' RETURN n.name",
                  "MATCH (a)-[:SAME_AS]->(p) RETURN p.name"):
        assert store.ask(typed).rows in ((), [])


# What leaves the store


def exported(tmp_path: Path, restricted: str) -> dict[str, str]:
    """Every format, from a store in which only the second list says something about Ana's record."""
    first = crm(tmp_path)
    second = minutes(tmp_path, first, "id,name,email,phone,restricted\n"
                     f"m1,Ana Carter,ana@nb.example,123456,{restricted}\n")
    what = exports.cut(stored(first, second), DAY)
    texts = {}
    for name, module in exports.formats().items():
        made = module.render(what, module.FOLDER)
        texts[name] = "".join(content.decode("utf-8", "replace") for content in made.files.values())
    return texts


def test_who_is_restricted_by_one_list_leaves_in_no_export(tmp_path: Path) -> None:
    for name, text in exported(tmp_path / "no", "no").items():
        assert name == "kumu" or "Ana Bell" in text, name
        assert "restricted_elsewhere" not in text
        assert "also_made" not in text
    for name, text in exported(tmp_path / "yes", "yes").items():
        assert not {"Ana", "Carter", "ana@nb.example", "123456"} & {word for word in (
            "Ana", "Carter", "ana@nb.example", "123456") if word in text}, name


def test_a_folder_keeps_who_is_who(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    load(store, folder(tmp_path / "m", organisations=THEIRS,
                       people=PEOPLE.format(email="ana@nb.example", restricted="", asked="yes")), "minutes")
    before = store.digest()
    exports.export(exports.cut(store.facts(), DAY), tmp_path / "out")
    for _ in range(2):
        undo(store)
    assert store.counts() == {}
    batch = importers.read([tmp_path / "out"], importers.Options(as_of=DAY), Directory())
    for part in (batch, *batch.then):
        apply(store, plan(store, part, as_of=DAY))
    assert store.digest() == before


def test_somebody_was_known_since_the_first_list_knew_them() -> None:
    """Looking back, the person of a younger list was known by the older one."""
    ledger = Ledger((Import("i1", date(2026, 1, 1)), Import("i2", date(2026, 5, 1))))
    people = [("Person", {"key": "b:1", "name": "Ana", "made": "i2"}), ("Person", {"key": "b:2", "made": "i2"}),
              ("Alias", {"key": "a:1", "name": "Ana", "made": "i1"})]
    same = [("SAME_AS", "Alias", "a:1", "Person", "b:1", {"key": "s", "made": "i1"})]
    then = ledger.known_on(Snapshot.of_facts(people, same, DAY), date(2026, 3, 1))
    assert then is not None
    assert set(then.graph) == {"b:1"}


def test_what_only_a_further_list_says_of_somebody_is_seen() -> None:
    people = [("Person", {"key": "a:1", "name": "Ana", "phone": "1"}),
              ("Alias", {"key": "b:1", "name": "Anna", "phone": "2", "email": "a@b.example", "x_badge": "7"})]
    seen = Snapshot.of_facts(people, [("SAME_AS", "Alias", "b:1", "Person", "a:1", {"key": "s"})], DAY).graph
    assert set(seen) == {"a:1"}
    assert {name: seen.nodes["a:1"][name] for name in ("name", "phone", "email", "x_badge")} == {
        "name": "Ana", "phone": "1", "email": "a@b.example", "x_badge": "7"}


def test_a_post_that_another_list_states_takes_nothing_from_the_own_one(tmp_path: Path) -> None:
    """The same file again, and a row that ends the post, hold for somebody whom another list has in a seat too."""
    first = crm(tmp_path)
    other = minutes(tmp_path, first, "id,name,email\nm1,Ana Bell,ana@nb.example\n",
                    posts="title,organisation,holder\nTrustee,Northby Council,m1\n")
    known = directory(first, other)
    again = importers.read([tmp_path / "crm"], importers.Options(as_of=DAY, source="crm"), known)
    assert {(t.start, t.end) for t in ties(again, "HOLDS")} == {(t.start, t.end) for t in ties(first, "HOLDS")}
    (ends,) = [p for p in ending(known, known.entries["crm:a1"], DAY, "Ana has left", Origin()) if p.source == "crm"]
    assert ends.sheet == "people"
    (path,) = write_proposals([ends], tmp_path / "box.mbox")
    (held,) = ties(importers.read([path], importers.Options(as_of=DAY), known), "HOLDS")
    assert (held.start, held.props["until"]) == ("crm:a1", DAY)
