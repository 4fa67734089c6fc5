"""Two records of one organisation made one in every answer, and two again: nothing that lists say is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import exports, importers
from stakeholder_map.analysis.coverage import coverage
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.identity.duplicates.organisations import duplicates, records
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.merge import keep_apart, kept_apart, merge_organisations, unmerge_organisation
from stakeholder_map.plan.undo import undo
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Store

from .importing import folder
from .test_merge import load

DAY = date(2026, 6, 30)
CRM = {"organisations": "id,name,ours\nus,Harbour Trust,yes\nac,Acme plc,no\n",
       "people": "id,name,email,organisation,title\nb,Bo Lee,bo@us.example,us,\na,Ana Bell,ana@ac.example,ac,Head\n",
       "ties": "from,to,last_contact\nb,a,2026-06-01\n"}
CLUB = {"organisations": "id,name,ours,website\nus,Harbour Trust,yes,\nx,ACME,no,acme.example\n",
        "people": "id,name,email,organisation,title\n1,Ana Bell,ana@ac.example,x,Head\n2,Cy Dow,cy@ac.example,x,Clerk\n"
                  "3,Eve Orr,eve@us.example,us,\n", "ties": "from,to,last_contact\n3,2,2026-06-02\n",
        "partnerships": "id,name,organisations\np,Joint,us;x\n",
        "representatives": "partnership,person,on_behalf_of\np,2,x\n"}
KEEP, OTHER = "crm:ac", "club:x"


@pytest.fixture
def two(store: Store, tmp_path: Path) -> Store:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    load(store, folder(tmp_path / "club", **CLUB), "club")
    return store


def seen(store: Store) -> Snapshot:
    return Snapshot.read(store, DAY)


def test_every_answer_sees_one_and_taken_back_it_is_exactly_as_before(two: Store, tmp_path: Path) -> None:
    before = two.digest()
    assert {row.partnership.name: row.kappa for row in redundancy(seen(two))} == {"Joint": 2, "Acme plc": 1}
    pair, = duplicates(records(two.facts()))
    assert {pair.keep.key, pair.other.key} == {KEEP, OTHER}
    assert unmerged_is_refused(two)
    merge_organisations(two, KEEP, OTHER, who="Zoe")
    row, = redundancy(seen(two))
    assert (row.partnership.name, row.kappa, row.by_partner[0].organisation.id) == ("Joint", 2, KEEP)
    covered, = coverage(seen(two))
    assert len(covered.seats) == 2, "Ana's seat at both is one"
    assert seen(two).graph.nodes[KEEP]["website"] == "acme.example"
    assert {data.get("on_behalf_of") for *_, data in seen(two).ties("REPRESENTS")} == {KEEP}
    assert duplicates(records(two.facts())) == []
    joined = two.digest()
    for source in ("crm", "club", "crm"):
        assert load(two, tmp_path / source, source) == {}
    assert two.digest() == joined, "every list goes on saying what it says"
    with pytest.raises(InputError, match="one and the same"):
        merge_organisations(two, OTHER, KEEP)
    assert unmerge_organisation(two, OTHER).keep == KEEP
    assert two.digest() == before
    assert load(two, tmp_path / "club", "club") == {}
    assert {entry.status for entry in two.imports()} >= {"undone", "unmerge"}


def unmerged_is_refused(store: Store) -> bool:
    with pytest.raises(InputError, match="not merged"):
        unmerge_organisation(store, OTHER)
    return True


def test_a_list_that_is_taken_back_takes_its_merger_with_it(store: Store, tmp_path: Path) -> None:
    load(store, folder(tmp_path / "crm", **CRM), "crm")
    alone = store.digest()
    load(store, folder(tmp_path / "club", **CLUB), "club")
    merge_organisations(store, KEEP, OTHER)
    more = {**CLUB, "people": CLUB["people"] + "4,Di Eze,di@ac.example,x,Porter\n"}
    load(store, folder(tmp_path / "more", **more), "club", date(2026, 7, 1))
    second, first = [entry for entry in store.imports("club") if entry.status == "done"]
    undo(store, second.key)
    assert len(redundancy(seen(store))) == 1
    undo(store, first.key)
    assert store.digest() == alone


def test_a_later_file_of_the_list_goes_on_saying_that_they_are_one(two: Store, tmp_path: Path) -> None:
    merge_organisations(two, KEEP, OTHER)
    load(two, tmp_path / "club", "club", date(2026, 7, 1))
    *_, first = [entry for entry in two.imports("club") if entry.status == "done"]
    undo(two, first.key)
    assert len(redundancy(seen(two))) == 1


def test_other_lists_find_the_one_and_people_there_are_known(two: Store, tmp_path: Path) -> None:
    merge_organisations(two, KEEP, OTHER)
    path = folder(tmp_path / "third", organisations="name,ours\nHarbour Trust,yes\nAcme plc,no\n",
                  people="id,name,organisation\n9,Cy Dow,Acme plc\n")
    batch = importers.read([path], importers.Options(as_of=DAY, source="third"), Directory.of(two.facts()))
    assert [(t.start, t.end) for t in batch.ties if t.type == "SAME_AS"] == [("third:9", "club:2")]


def test_those_kept_apart_are_not_proposed(two: Store) -> None:
    keep_apart(two, KEEP, OTHER, label="Organisation")
    assert duplicates(records(two.facts()), kept_apart(two, two.facts())) == []
    with pytest.raises(InputError, match="not two organisations"):
        keep_apart(two, KEEP, "crm:a", label="Organisation")


def test_an_exported_folder_keeps_them_one(two: Store, tmp_path: Path) -> None:
    merge_organisations(two, KEEP, OTHER)
    before = two.digest()
    exports.export(exports.cut(two.facts(), DAY), tmp_path / "out")
    batch = importers.read([tmp_path / "out"], importers.Options(as_of=DAY), Directory())
    for _ in range(2):
        undo(two)
    assert two.counts() == {}
    for part in (batch, *batch.then):
        apply(two, plan(two, part, as_of=DAY))
    assert two.digest() == before
