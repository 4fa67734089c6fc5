"""Open Referral: organisations and contacts; CSV files, one tabular JSON and nested JSON say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import hsds

from .importing import SHARED, keys, node, read, said
from .same import lines, seats, things

REAL = SHARED / "hsds-openreferral"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
OUR = ("Harbour Trust",)

TABLES: dict[str, list[dict[str, str]]] = {
    "organizations": [
        {"id": "o1", "name": "Food Bank", "alternate_name": "FB", "description": "Feeds.", "email": "info@fb.org",
         "website": "https://fb.org", "tax_status": "", "legal_status": "Charity", "parent_organization_id": "o2"},
        {"id": "o2", "name": "Church Relief", "alternate_name": "", "description": "", "email": "", "website": "",
         "tax_status": "", "legal_status": "", "parent_organization_id": "gone"}],
    "services": [{"id": "s1", "organization_id": "o2", "program_id": "", "name": "Kitchen", "description": "Soup."}],
    "locations": [{"id": "l1", "location_type": "physical", "organization_id": "o1", "name": "Hall"}],
    "contacts": [
        {"id": "c1", "organization_id": "o1", "service_id": "", "service_at_location_id": "", "location_id": "",
         "name": "Ana Lima", "title": "Manager", "department": "Stores", "email": "ana@fb.org"},
        {"id": "c2", "organization_id": "", "service_id": "s1", "service_at_location_id": "", "location_id": "",
         "name": "Bo Nkosi", "title": "Cook", "department": "", "email": ""},
        {"id": "c3", "organization_id": "", "service_id": "", "service_at_location_id": "", "location_id": "l1",
         "name": "", "title": "Desk", "department": "", "email": "desk@fb.org"},
        {"id": "c4", "organization_id": "o2", "service_id": "", "service_at_location_id": "", "location_id": "",
         "name": "", "title": "Nobody", "department": "", "email": ""}],
    "phones": [
        {"id": "p0", "contact_id": "c1", "organization_id": "o1", "number": "999", "extension": "", "type": "fax"},
        {"id": "p1", "contact_id": "c1", "organization_id": "o1", "number": "020 1", "extension": "7", "type": "voice"},
        {"id": "p2", "contact_id": "", "organization_id": "o2", "number": "020 2", "extension": "", "type": "voice"}],
    "organization_identifiers": [
        {"id": "i1", "organization_id": "o1", "identifier_scheme": "GB-CHC", "identifier": "77"}],
}


def _bare(row: dict[str, str], **inner: Any) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v and (not k.endswith("_id") or k == "parent_organization_id")} | inner


def _nested() -> list[dict[str, Any]]:
    one, two = TABLES["organizations"]
    ana, bo, desk, nobody = TABLES["contacts"]
    fax, phone, _ = TABLES["phones"]
    return [
        _bare(one, contacts=[_bare(ana, phones=[_bare(fax), _bare(phone, extension=7)])],
              locations=[_bare(TABLES["locations"][0], contacts=[_bare(desk)])],
              organization_identifiers=[_bare(TABLES["organization_identifiers"][0])]),
        _bare(two, services=[_bare(TABLES["services"][0], contacts=[_bare(bo)])], contacts=[_bare(nobody)])]


def _csv(path: Path, tables: dict[str, list[dict[str, str]]] = TABLES) -> Path:
    path.mkdir()
    for name, rows in tables.items():
        lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
        (path / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    (path / "datapackage.json").write_text("../elsewhere", "utf-8")
    return path


def _json(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_organisations_and_contacts(tmp_path: Path) -> None:
    batch = read(_csv(tmp_path / "csv"), ours=OUR)
    assert seats(batch) == {("Ana Lima", "Manager", "Stores"), ("Bo Nkosi", "Cook", "Church Relief")}
    assert things(batch, "Person", "email", "phone") == {
        ("Ana Lima", "ana@fb.org", "020 1 ext. 7"), ("Bo Nkosi", None, None)}
    assert lines(batch, "SERVES") == {("info@fb.org", "Food Bank"), ("desk@fb.org", "Food Bank")}
    assert lines(batch, "PART_OF") == {("Food Bank", "Church Relief"), ("Stores", "Food Bank")}
    assert node(batch, "o1").props["identifiers"] == ["GB-CHC-77"]
    assert keys(batch, "Person") == {"c1", "c2"}
    assert batch.rows == 6
    assert "Soup" not in str(batch.facts)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    batch = read(_csv(tmp_path / "csv", {**TABLES, "taxonomies": [{"id": "t", "name": "x"}]}), ours=OUR)
    note = said(batch.problems, "Left out")[0].message
    for part in ("services (1)", "locations (1)", "contacts without name and address (1)", "taxonomies (1)"):
        assert part in note


def _facts(batch: Batch) -> list[object]:
    return [things(batch, "Organisation", "kind", "identifiers", "website", "ours"), seats(batch),
            things(batch, "Person", "email", "phone"), *(lines(batch, k) for k in ("SERVES", "PART_OF", "IN")),
            {n.key for n in batch.nodes}]


def test_every_form_says_the_same(tmp_path: Path) -> None:
    one = _facts(read(_csv(tmp_path / "csv"), ours=OUR))
    organisations = _nested()
    tabular = {f"{name}.csv": rows for name, rows in TABLES.items()}
    for name, data in (("list", organisations), ("page", {"total_items": 2, "contents": organisations}),
                       ("tabular", tabular)):
        file = _json(tmp_path / f"{name}.json", data)
        assert recognised(file).NAME == "hsds"
        assert _facts(read(file, ours=OUR)) == one


def test_a_service_names_its_organisation(tmp_path: Path) -> None:
    two = _bare(TABLES["organizations"][1])
    service = _bare(TABLES["services"][0], contacts=[_bare(TABLES["contacts"][1])])
    file = _json(tmp_path / "a.json", {**service, "organization": two})
    assert seats(read(file, ours=OUR, format="hsds")) == {("Bo Nkosi", "Cook", "Church Relief")}
    there = {"id": "x", "service": {**_bare(TABLES["services"][0]), "organization": two},
             "location": _bare(TABLES["locations"][0]), "contacts": [_bare(TABLES["contacts"][1])]}
    file = _json(tmp_path / "b.json", there)
    assert seats(read(file, ours=OUR, format="hsds")) == {("Bo Nkosi", "Cook", "Church Relief")}


def test_a_nameless_organisation_is_rejected_where_it_stands(tmp_path: Path) -> None:
    one, two = TABLES["organizations"]
    tables = {**TABLES, "organizations": [one, two, {**two, "id": "o3", "name": ""}]}
    problem = next(p for p in read(_csv(tmp_path / "csv", tables), ours=OUR).problems if p.rejected)
    assert (problem.file, problem.line, problem.column) == ("organizations.csv", 4, "name")


@pytest.mark.parametrize("data", [[], {}, 3, {"contents": []}, {"organizations.csv": [1]}])
def test_files_without_organisations_are_refused(tmp_path: Path, data: Any) -> None:
    file = _json(tmp_path / "a.json", data)
    with pytest.raises(InputError, match="Open Referral"):
        read(file, ours=OUR, format="hsds")


def test_a_single_object_and_a_page_end_nothing(tmp_path: Path) -> None:
    organisations = _nested()
    for name, data, whole in (("a", organisations, True), ("b", organisations[0], False),
                              ("c", {"total_pages": 4, "contents": organisations}, False),
                              ("d", {"total_pages": 1, "contents": organisations}, True)):
        assert bool(read(_json(tmp_path / f"{name}.json", data), ours=OUR).sheets) is whole


def test_only_directories_of_services_are_recognised(tmp_path: Path) -> None:
    assert recognised(_csv(tmp_path / "csv")).NAME == "hsds"
    _json(tmp_path / "a.json", {"persons": [{"id": "1", "name": "A", "memberships": []}]})
    _json(tmp_path / "b.json", {"grants": [{"id": "1", "recipientOrganization": []}]})
    (tmp_path / "organizations.csv").write_text("id,name,kind\n1,A,b\n", "utf-8")
    for name in ("a.json", "b.json", "organizations.csv"):
        assert hsds.detect(Sample(tmp_path / name)) == 0.0


def test_contacts_of_the_earlier_versions_are_recognised(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name,description,email\nh1,Shelter,Homes,\n", "utf-8")
    (tmp_path / "contacts.csv").write_text("id,organization_id,service_id,name,title\nc1,h1,,Vi Stone,\n", "utf-8")
    assert recognised(tmp_path).NAME == "hsds"


@real
def test_the_real_examples_say_the_same_in_every_form() -> None:
    one = read(REAL / "csv", ours=OUR)
    assert len(things(one, "Person")) == len(seats(one)) == 1
    for name in ("organization_full.json", "tabular.json", "service_full.json", "service_at_location_full.json"):
        assert recognised(REAL / name).NAME == "hsds"
        other = read(REAL / name, ours=OUR)
        assert _facts(other) == _facts(one), name


MINIMAL: list[dict[str, Any]] = [
    {"id": "o1", "name": "Food Bank", "contacts": [{"id": "c1", "name": "Ana Lima", "title": "Manager"}]},
    {"id": "o2", "name": "Relief", "contacts": [{"id": "c2", "name": "Bo Nkosi", "email": "bo@relief.example"}]}]


@pytest.mark.parametrize("text", [
    json.dumps(MINIMAL), json.dumps(MINIMAL, indent=2), json.dumps({"organizations": MINIMAL}),
    "\n".join(map(json.dumps, MINIMAL)) + "\n", json.dumps({"contents": MINIMAL}),
    json.dumps({"contents": MINIMAL, "page_number": 1, "total_pages": 1})],
    ids=["list", "indented", "named", "lines", "page", "last page"])
def test_organisations_with_nothing_but_contacts_are_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.json"
    path.write_text(text)
    assert recognised(path).NAME == "hsds"
    batch = read(path, ours=OUR)
    assert keys(batch, "Person") == {"c1", "c2"}
    assert keys(batch, "Organisation") == {"o1", "o2", "harbour-trust"}
    assert bool(batch.sheets) == (not text.startswith('{"contents"') or "total_pages" in text)


def test_a_single_minimal_organisation_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(MINIMAL[0]))
    assert recognised(tmp_path / "one.json").NAME == "hsds"
    assert read(tmp_path / "one.json", ours=OUR).sheets == frozenset()


def test_objects_on_lines_say_which_line_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "l.json").write_text("\n".join(map(json.dumps, MINIMAL)) + "\n{oh\n")
    with pytest.raises(InputError, match="line 3: this is not JSON"):
        read(tmp_path / "l.json", ours=OUR, format="hsds")
    (tmp_path / "l.json").write_text("\n".join(map(json.dumps, MINIMAL)))
    assert {n.origin.line for n in read(tmp_path / "l.json", ours=OUR).nodes if n.label == "Organisation"} == {0, 1, 2}


@pytest.mark.parametrize("text", [
    '{"contacts": [{"name": "Ana"}]}', '{"nodes": [{"id": 1, "name": "x", "contacts": []}], "links": []}',
    '{"persons": [{"id": "1", "name": "A", "contacts": [1]}], "organizations": []}'])
def test_other_json_with_contacts_is_not_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert recognised(tmp_path / "x.json").NAME != "hsds"


def test_json_of_no_known_form_says_what_is_read_from_json(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"hello": [{"a": 1}]}')
    with pytest.raises(InputError, match=r"x\.json is JSON, but of no form that is known") as caught:
        read(tmp_path / "x.json", ours=OUR)
    for name in ("hsds", "kumu", "network", "popolo", "salesforce", "three-sixty-giving", "vcard", "w3c-org"):
        assert f"{name} (" in caught.value.hint
    assert "--format" in caught.value.hint
