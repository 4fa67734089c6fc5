"""360Giving: org-ids, our grants as agreements, grants of others as organisations only, tables and packages alike."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers import recognised
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import three_sixty_giving

from .importing import folder, keys, node, read, said, ties
from .same import called, lines, things

OUR = ("Harbour Trust",)
HEADER = ("Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,"
          "Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Planned Dates:End Date,"
          "Recipient Org:Charity Number,Recipient Org:Contact Name,Recipient Org:Email,Recipient Ind:Name\n")
ROWS = ("360G-1,Boats,For boats,GBP,5000,2021-04-01,GB-CHC-1,Harbour Trust,GB-CHC-9,Tide Fund,2023-03-31,1,,,\n"
        "360G-2,More boats,For oars,GBP,700,2022-04-01,GB-CHC-1,Harbour Trust,GB-CHC-9,Tide Fund,,1,,,\n"
        "360G-3,Choir,Songs,GBP,90,2022-05-02,GB-CHC-2,Choir of Ely,GB-CHC-9,Tide Fund,,2,Ana Lima,ana@ely.org,\n"
        "360G-4,Bursary,Study,GBP,90,2022-05-02,,,GB-CHC-9,Tide Fund,,,,,Bo Nkosi\n")


def _csv(path: Path, text: str = HEADER + ROWS, **options: Any) -> Batch:
    (path / "grants.csv").write_text(text, "utf-8")
    return read(path / "grants.csv", **{"ours": OUR, **options})


def _package() -> dict[str, Any]:
    tide = {"id": "GB-CHC-9", "name": "Tide Fund"}
    us = {"id": "GB-CHC-1", "name": "Harbour Trust", "charityNumber": "1"}
    choir = {"id": "GB-CHC-2", "name": "Choir of Ely", "charityNumber": "2", "contactName": "Ana Lima",
             "email": "ana@ely.org"}
    return {"grants": [
        {"id": "360G-1", "title": "Boats", "amountAwarded": 5000, "awardDate": "2021-04-01T00:00:00+00:00",
         "recipientOrganization": [us], "fundingOrganization": [tide], "plannedDates": [{"endDate": "2023-03-31"}]},
        {"id": "360G-2", "awardDate": "2022-04-01", "recipientOrganization": [us], "fundingOrganization": [tide]},
        {"id": "360G-3", "awardDate": "2022-05-02", "recipientOrganization": [choir], "fundingOrganization": [tide]},
        {"id": "360G-4", "awardDate": "2022-05-02", "recipientIndividual": {"name": "Bo Nkosi"},
         "fundingOrganization": [tide]}]}


def test_our_grants_are_agreements_of_one_partnership(tmp_path: Path) -> None:
    batch = _csv(tmp_path)
    assert things(batch, "Partnership") == {("Funding of Harbour Trust by Tide Fund",)}
    assert lines(batch, "MEMBER_OF", "participation") == {
        ("Tide Fund", "Funding of Harbour Trust by Tide Fund", "core"),
        ("Harbour Trust", "Funding of Harbour Trust by Tide Fund", "core")}
    assert keys(batch, "Agreement") == {"360G-1", "360G-2"}
    grant = node(batch, "360G-1").props
    assert (grant["kind"], grant["signed"], grant["until"]) == ("grant", date(2021, 4, 1), date(2023, 3, 31))
    assert len(ties(batch, "COVERS")) == 2
    assert not batch.sheets


def test_grants_of_others_give_organisations_only(tmp_path: Path) -> None:
    batch = _csv(tmp_path)
    assert things(batch, "Organisation", "ours") == {("Harbour Trust", True), ("Tide Fund", None),
                                                     ("Choir of Ely", None)}
    assert node(batch, "GB-CHC-2").props["identifiers"] == ["GB-CHC-2"]
    note = said(batch.problems, "grants between other organisations (1)")[0].message
    assert "grants to individuals (1)" in note
    assert "Choir" not in str([called(batch)[t.start] for t in ties(batch, "MEMBER_OF")])


def test_contacts_are_people_and_individuals_and_amounts_are_not_read(tmp_path: Path) -> None:
    batch = _csv(tmp_path)
    assert things(batch, "Person", "email") == {("Ana Lima", "ana@ely.org")}
    for private in ("Nkosi", "5000", "For oars"):
        assert private not in str(batch.facts)


def test_a_package_says_the_same_as_the_table(tmp_path: Path) -> None:
    (tmp_path / "grants.json").write_text(json.dumps(_package()), "utf-8")
    one, other = _csv(tmp_path), read(tmp_path / "grants.json", ours=OUR)
    for label, fields in (("Organisation", ("ours", "identifiers")), ("Person", ("email",)), ("Partnership", ()),
                          ("Agreement", ("kind", "signed", "until"))):
        assert things(one, label, *fields) == things(other, label, *fields)
    assert {t.key for t in one.ties} == {t.key for t in other.ties}
    assert one.rows == other.rows == 4


def test_our_side_is_known_from_the_store_and_stands_once(tmp_path: Path) -> None:
    known = read(folder(tmp_path / "plain"))
    batch = _csv(tmp_path, known=known, ours=())
    assert {n.key for n in batch.nodes if n.props.get("name") == "Harbour Trust"} <= {"plain:us"}
    assert {t.start for t in ties(batch, "MEMBER_OF")} == {"plain:us", "three-sixty-giving:GB-CHC-9"}


def test_without_org_ids_the_name_is_the_key(tmp_path: Path) -> None:
    batch = _csv(tmp_path, "Identifier,Award Date,Recipient Org:Name,Funding Org:Name\n"
                           "1,2020,Harbour Trust,Tide Fund\n2,2021,Choir,Tide Fund\n3,2020-99-01,Harbour Trust,Sea\n")
    assert keys(batch, "Organisation") == {"harbour-trust", "tide-fund", "choir", "sea"}
    problem = next(p for p in batch.problems if p.rejected)
    assert (problem.line, problem.column, problem.value) == (4, "Award Date", "2020-99-01")


def test_a_grant_that_names_no_recipient_is_counted(tmp_path: Path) -> None:
    batch = _csv(tmp_path, "Identifier,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Name\n"
                           "1,2020-01-01,,Harbour Trust,Tide Fund\n2,2021-01-01,,,Tide Fund\n3,2021-01-01,X-1,,Sea\n")
    assert "grants that do not name funder and recipient (2)" in said(batch.problems, "Left out:")[0].message


def test_recognised_by_its_long_headers_alone(tmp_path: Path) -> None:
    (tmp_path / "grants.json").write_text(json.dumps(_package()), "utf-8")
    (tmp_path / "many.csv").write_text("Identifier,Recipient Org:0:Name,Funding Org:0:Name\n1,A,B\n", "utf-8")
    _csv(tmp_path)
    for name in ("grants.json", "grants.csv", "many.csv"):
        assert recognised(tmp_path / name).NAME == "three-sixty-giving"
    (tmp_path / "people.csv").write_text("Identifier,Name,Organisation\n1,Ana,B\n", "utf-8")
    (tmp_path / "a.json").write_text('{"persons": []}', "utf-8")
    for name in ("people.csv", "a.json"):
        assert three_sixty_giving.detect(Sample(tmp_path / name)) == 0.0


def test_files_without_grants_are_refused(tmp_path: Path) -> None:
    for name, text in (("a.json", "[]"), ("b.csv", "a,b\n1,2\n"), ("c.json", "3")):
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(InputError, match="no grants"):
            read(tmp_path / name, ours=OUR, format="three-sixty-giving")


@pytest.mark.parametrize(("start", "end", "months", "until"), [
    ("2024-04-01", "", "12", date(2025, 3, 31)), ("2024-03-31", "", "1", date(2024, 4, 29)),
    ("2024-04-01", "", "12 months", date(2025, 3, 31)), ("2024-04-01", "", "1 month", date(2024, 4, 30)),
    ("2024-04-01", "", "1 year", None), ("2023-01-01", "", "12", None),
    ("2024-04-01", "2026-01-01", "12", date(2026, 1, 1)), ("", "", "12", None), ("2024-04-01", "", "many", None),
    ("2024-04-01", "", "0", None), ("soon", "", "12", None)])
def test_months_that_are_planned_say_when_a_grant_ends(tmp_path: Path, start: str, end: str, months: str,
                                                       until: date | None) -> None:
    header = ("Identifier,Award Date,Recipient Org:Name,Funding Org:Name,Planned Dates:Start Date,"
              "Planned Dates:End Date,Planned Dates:Duration (months)\n")
    batch = _csv(tmp_path, f"{header}g1,2024-03-01,Harbour Trust,Tide Fund,{start},{end},{months}\n")
    assert [n.props.get("until") for n in batch.nodes if n.label == "Agreement"] == [until]
    planned = {"startDate": start, "endDate": end, "duration": int(months) if months.isdecimal() else months}
    data = {"grants": [{"id": "g1", "awardDate": "2024-03-01", "plannedDates": [planned],
                        "recipientOrganization": [{"name": "Harbour Trust"}],
                        "fundingOrganization": [{"name": "Tide Fund"}]}]}
    (tmp_path / "grants.json").write_text(json.dumps(data), "utf-8")
    batch = read(tmp_path / "grants.json", ours=OUR)
    assert [n.props.get("until") for n in batch.nodes if n.label == "Agreement"] == [until]
    assert bool(said(batch.problems, "no planned last day")) == (until is not None and not end)
