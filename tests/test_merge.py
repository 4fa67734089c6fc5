"""Two records of one person made one, and two again: exactly, and with every later import going on from there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import importers
from stakeholder_map.errors import ConflictError, InputError
from stakeholder_map.identity import Directory
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.merge import keep_apart, kept_apart, merge, unmerge
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store
from stakeholder_map.store.copying import backup

from .importing import folder

DAY = date(2026, 6, 30)
CRM = {
    "people": "id,name,email,organisation,title,restricted\n"
              "a,Ana Bell,ana@nb.example,nb,Head,\nb,Bo Lee,bo@us.example,us,,\n"
              "c,Cy Dow,,us,,\n",
    "ties": "from,to,last_contact\nb,a,2026-05-01\n",
    "interactions": "id,on,people\ni1,2026-05-01,a;b\n",
}
MINUTES = {
    "organisations": "name,ours\nHarbour Trust,yes\nNorthby Council,no\n",
    "people": "id,name,email,organisation,title\n7,A. Carter,carter@nb.example,Northby Council,Leader\n"
              "8,Cy Dow,,Harbour Trust,\n9,Dee Fox,,Northby Council,\n",
    "ties": "from,to,strength\n8,7,3\n7,9,2\ncrm:a,7,4\nb,7,5\n",
    "interactions": "id,on,people\nj1,2026-06-01,7;8;crm:a\n",
    "partnerships": "id,name,organisations,coordinator\np,Joint,Harbour Trust;Northby Council,7\n",
    "representatives": "partnership,person,capacity\np,7,lead\n",
    "mailboxes": "address,organisation,members\ninfo@nb.example,Northby Council,7\n",
    "agreements": "id,partnership,owner,signatories\ng,p,7,7\n",
    "changes": "id,on,kind,person\nx,2026-06-02,leave,7\n",
    "stakeholders": "partnership,person,current,as_of\np,7,neutral,2026-06-01\n",
}
CARTER, ANA = "minutes:7", "crm:a"


def load(store: Store, path: Path, source: str, as_of: date = DAY) -> dict[str, int]:
    """Import a folder; how many facts that created, changed and closed."""
    batch = importers.read([path], importers.Options(as_of=as_of, source=source), Directory.of(store.facts()))
    assert not batch.rejected, batch.rejected
    made = plan(store, batch, as_of=as_of, closing="close")
    apply(store, made)
    return {f"{kind} {doing}": n for kind, found in made.counts.items() for doing, n in found.items()
            if doing != "unchanged" and n}


@pytest.fixture
def two(store: Store, tmp_path: Path) -> Store:
    """Ana Bell of one list is A. Carter of another one, who has a tie of every kind."""
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    load(store, folder(tmp_path / "minutes", **MINUTES), "minutes")
    return store


def people(store: Store) -> set[str]:
    return {str(props["key"]) for label, props in store.facts().nodes if label == "Person"}


def of(store: Store, key: str) -> dict[str, int]:
    """How many ties of each type somebody has."""
    found: dict[str, int] = {}
    for kind, a, start, b, end, _ in store.facts().ties:
        if ("Person", key) in ((a, start), (b, end)):
            found[kind] = found.get(kind, 0) + 1
    return found


def test_a_merge_moves_every_tie_and_is_taken_back_exactly(two: Store) -> None:
    before, version = two.digest(), two.version()
    alone = of(two, CARTER)
    assert set(alone) == {"HOLDS", "KNOWS", "TOOK_PART", "REPRESENTS", "MEMBER_OF", "OWNS", "SIGNED", "AFFECTS",
                          "COORDINATES", "ENGAGED_IN"}, "every type of tie that people have"
    done = merge(two, ANA, CARTER, who="Zoe")
    assert (done.parked, done.moved) == (1, sum(alone.values()) - 1)
    assert people(two) == {ANA, "crm:b", "crm:c", "minutes:9"}
    assert of(two, ANA) == {**alone, "KNOWS": 4, "HOLDS": 2, "TOOK_PART": 3, "SAME_AS": 1}
    latest = two.imports()[0]
    assert (latest.status, latest.who, latest.source, two.version()) == ("merge", "Zoe", "minutes", version + 1)
    record = two.edits(latest.key)
    assert (record[0].doing, record[0].key, record[0].before["email"]) == ("merged", CARTER, "carter@nb.example")
    assert unmerge(two, CARTER).keep == ANA
    assert two.digest() == before
    assert {entry.status for entry in two.imports()} >= {"undone", "unmerge"}


def test_later_files_of_both_lists_go_on_and_then_it_is_taken_back(two: Store, tmp_path: Path) -> None:
    before = two.digest()
    merge(two, ANA, CARTER)
    joined = two.digest()
    for source in ("crm", "minutes", "crm"):
        assert load(two, tmp_path / source, source) == {}
    assert two.digest() == joined
    changed = {**MINUTES, "people": MINUTES["people"].replace("carter@", "a.carter@"),
               "ties": MINUTES["ties"].replace("8,7,3", "8,7,5").replace("7,9,2\n", "")}
    later = date(2026, 7, 1)
    assert load(two, folder(tmp_path / "minutes", **changed), "minutes", later) == {
        "aliases changed": 1, "KNOWS changed": 1, "KNOWS closed": 1}
    undo(two)
    assert two.digest() == joined, "an import after the merge is taken back as ever"
    unmerge(two, CARTER)
    assert two.digest() == before
    assert load(two, tmp_path / "crm", "crm", later) == {}


def test_what_came_after_a_merge_goes_with_whom_the_list_means(two: Store, tmp_path: Path) -> None:
    """Taken apart after a change, the store is as if the two had never been one."""
    changed = {**MINUTES, "ties": MINUTES["ties"] + "7,c,1\n", "people": MINUTES["people"].replace("carter@", "car@"),
               "interactions": MINUTES["interactions"] + "j2,2026-06-03,7;8\n"}
    path = folder(tmp_path / "changed", **changed)
    load(two, path, "minutes")
    never = two.digest()
    undo(two)
    merge(two, ANA, CARTER)
    load(two, path, "minutes")
    unmerge(two, CARTER)
    assert two.digest() == never


def test_an_import_that_made_an_alias_is_taken_back_with_it(two: Store) -> None:
    merge(two, ANA, CARTER)
    entry = next(e for e in two.imports() if e.status == "done" and e.source == "minutes")
    undone = undo(two, entry.key)
    assert undone.kept == ()
    assert people(two) == {ANA, "crm:b", "crm:c"}
    assert of(two, ANA) == {"HOLDS": 1, "KNOWS": 1, "TOOK_PART": 1}
    with pytest.raises(InputError, match="not joined"):
        unmerge(two, CARTER)


def test_an_edit_of_an_import_before_the_merge_is_taken_back_after_it(two: Store, tmp_path: Path) -> None:
    changed = {**MINUTES, "people": MINUTES["people"].replace("carter@", "car@"),
               "ties": MINUTES["ties"].replace("8,7,3", "8,7,1")}
    before = two.digest()
    load(two, folder(tmp_path / "changed", **changed), "minutes")
    merge(two, ANA, CARTER)
    assert undo(two).kept == ()
    unmerge(two, CARTER)
    assert two.digest() == before


def test_somebody_whom_an_import_recognised_can_be_taken_apart(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    load(store, folder(tmp_path / "minutes", **MINUTES), "minutes")
    assert "minutes:8" not in people(store), "Cy Dow of Harbour Trust stands in both lists"
    unmerge(store, "minutes:8")
    assert of(store, "minutes:8") == {"KNOWS": 1, "TOOK_PART": 1}
    assert load(store, tmp_path / "minutes", "minutes") == {"HOLDS created": 1, "IN created": 1, "posts created": 1}, \
        "only the post that the other list had for him is missing"
    assert load(store, tmp_path / "minutes", "minutes") == {}
    assert load(store, tmp_path / "crm", "crm") == {}


def test_merges_upon_merges_are_taken_back_in_turn(two: Store) -> None:
    first = two.digest()
    merge(two, ANA, CARTER)
    second = two.digest()
    merge(two, "crm:c", ANA)
    assert {tie[2]: tie[4] for tie in two.facts().ties if tie[0] == "SAME_AS"} == {
        CARTER: "crm:c", ANA: "crm:c", "minutes:8": "crm:c"}
    with pytest.raises(ConflictError, match="came along") as caught:
        unmerge(two, CARTER)
    assert caught.value.hint.endswith("unmerge crm:a")
    unmerge(two, ANA)
    assert two.digest() == second
    unmerge(two, CARTER)
    assert two.digest() == first
    merge(two, CARTER, ANA)
    unmerge(two, ANA)
    assert two.digest() == first


def test_two_of_one_list_can_be_one(store: Store, tmp_path: Path) -> None:
    """The list goes on naming both, also in one meeting and for one acquaintance."""
    twice = {"people": "id,name,organisation\n1,Ana Bell,nb\n2,Anna Bell,nb\n3,Bo Lee,us\n",
             "ties": "from,to,strength\n3,1,2\n3,2,4\n2,3,4\n", "interactions": "id,on,people\ni,2026-06-01,1;2;3\n"}
    path = folder(tmp_path / "crm", **twice)
    load(store, path, "crm")
    before = store.digest()
    merge(store, "crm:1", "crm:2")
    assert load(store, path, "crm") == {}
    unmerge(store, "crm:2")
    assert store.digest() == before


def test_the_stricter_record_holds_for_a_merge_too(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **{**CRM, "people": CRM["people"].replace("nb,Head,", "nb,Head,yes")}), "crm")
    load(store, folder(tmp_path / "minutes", **MINUTES), "minutes")
    names = "MATCH (p:Person) RETURN p.name AS name"
    assert ["A. Carter"] in [list(row) for row in store.ask(names).rows]
    merge(store, CARTER, ANA)
    assert ["A. Carter"] not in [list(row) for row in store.ask(names).rows]
    unmerge(store, ANA)
    assert ["A. Carter"] in [list(row) for row in store.ask(names).rows]


def test_what_cannot_be_merged_is_refused(two: Store) -> None:
    before = two.digest()
    for keep, other, says in ((ANA, ANA, "one and the same"), (ANA, "crm:zed", "Nobody has the id 'crm:zed'"),
                              (ANA, "minutes:8", "Nobody has the id")):
        with pytest.raises(InputError, match=says):
            merge(two, keep, other)
    with pytest.raises(InputError, match="not joined with anybody"):
        unmerge(two, ANA)
    with pytest.raises(InputError, match="not two people"):
        keep_apart(two, ANA, ANA)
    assert two.digest() == before


def test_a_backup_carries_merges_and_judgements(two: Store, tmp_path: Path) -> None:
    from stakeholder_map.store.archive_reading import Backup, opened
    from stakeholder_map.store.copying import restore

    before = two.digest()
    keep_apart(two, ANA, "minutes:9", who="Zoe")
    merge(two, ANA, CARTER)
    backup(two, tmp_path / "b.backup")
    with opened(tmp_path / "b.backup") as file:
        restore(Backup(file, "b"), two, aside=tmp_path / "aside.backup")
    assert kept_apart(two, two.facts()) == {frozenset({ANA, "minutes:9"})}
    unmerge(two, CARTER)
    assert two.digest() == before


