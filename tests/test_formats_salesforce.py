"""Salesforce: ids of both lengths, accounts, dated relations, owners, activities, reports, JSON, Nonprofit Pack."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats.salesforce.ids import record_id, suffix

from .importing import SHARED, TODAY, closed, ends, keys, node, read, said, ties, written

NPSP = SHARED / "crm-salesforce-npsp" / "derived"
TRAILHEAD = SHARED / "crm-salesforce-trailhead"
BAY, CAP, SUB = "001A000001aBcDe", "001A000001abcDe", "001A000001Sub01"
ANA, BO, CY, DEE = "003A000001aaaAA", "003A000001bbbBB", "003A000001cccCC", "003A000001dddDD"
ACCOUNTS = (f"Id,IsDeleted,Name,Type,ParentId,BillingCity,Website,NumberOfEmployees,OwnerId\n{BAY}{suffix(BAY)},false,"
            f"Bay Council,Council,,Bay,https://bay.example,200,005A\n{CAP},false,Cap Charity,,,Cap,,about 9,005A\n"
            f"{SUB},0,Bay Harbours,Company,{BAY},Bay,,,005A\n001A000001gone1,true,Gone,,,,,,005A\n")
CONTACTS = ("Id,IsDeleted,AccountId,LastName,FirstName,ReportsToId,Email,Title,Department,Phone,OwnerId,"
            "HasOptedOutOfEmail,DoNotCall,Birthdate,Description\n"
            f"{ANA},false,{BAY},Lee,Ana,{BO}{suffix(BO)},ana@bay.example,Officer,Ports,020,005A000001userA,true,true,1980-01-01,x\n"
            f"{BO},false,{BAY}{suffix(BAY)},Ray,Bo,,bo@bay.example,Director,,,005A000001usera,true,false,,\n"
            f"{CY},false,{SUB},Wu,Cy,{BO},,Clerk,,,005A000001nobdy,false,false,,\n"
            f"{DEE},false,,Fox,Dee,,dee@home.example,,,,,false,false,,\n"
            f"003A000001gone1,true,{BAY},Old,Al,,,,,,,false,false,,\n")
USERS = ("Id,Username,Name,Email,IsActive\n005A000001userA,u1,Uma Ali,uma@us.example,true\n"
         "005A000001usera,u2,Vic Orr,vic@us.example,false\n")


def _export(path: Path, **files: str) -> Path:
    return written(path, **{"Account": ACCOUNTS, "Contact": CONTACTS, "User": USERS, **files})


def _read(path: Path, **options: Any) -> Batch:
    return read(path, **{"ours": ("Us",), **options})


def test_ids_of_15_and_18_characters_are_one_and_case_counts() -> None:
    assert suffix("001A000001aBcDe") == "IAK"
    assert record_id("001A000001aBcDeIAK") == record_id(" 001A000001aBcDe ") == "001A000001aBcDe"
    assert record_id("001A000001abcDe") != record_id("001A000001aBcDe")
    assert record_id("001A000001aBcDeXXX") == "001A000001aBcDeXXX"
    assert record_id("@AccountRef1") == "AccountRef1"
    assert record_id("17") == "17"


def test_accounts_contacts_posts_and_lines_of_an_api_export(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path))
    assert (batch.source, batch.rejects) == ("salesforce", ())
    assert keys(batch, "Organisation") == {"us", BAY, CAP, SUB}
    assert node(batch, BAY).props == {"name": "Bay Council", "kind": "Council", "website": "https://bay.example",
                                      "size": 200}
    assert node(batch, CAP).props["size"] is None
    assert (SUB, BAY) in ends(batch, "PART_OF")
    assert keys(batch, "Person") >= {ANA, BO, CY, DEE}
    assert ends(batch, "HOLDS") >= {(ANA, f"{ANA}/post/{BAY}"), (CY, f"{CY}/post/{SUB}")}
    assert node(batch, f"{ANA}/post/{BAY}").props["title"] == "Officer"
    assert keys(batch, "Unit") == {f"{BAY}/ports"}


def test_reporting_lines_follow_the_id_also_to_a_manager_at_the_parent(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path))
    boss = f"{BO}/post/{BAY}"
    assert ends(batch, "REPORTS_TO") == {(f"{ANA}/post/{BAY}", boss), (f"{CY}/post/{SUB}", boss)}


def test_who_may_not_be_contacted_at_all_is_who_refuses_mail_and_calls(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path))
    assert [node(batch, code).props["do_not_contact"] for code in (ANA, BO, CY)] == [True, False, False]
    short = CONTACTS.replace("HasOptedOutOfEmail", "OptOutOfPost")
    assert "do_not_contact" not in node(_read(_export(tmp_path / "b", Contact=short)), ANA).props


def test_owners_are_colleagues_whose_ties_are_asserted_and_inactive_users_have_left(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path))
    uma, vic = "owner-005A000001userA", "owner-005A000001usera"
    assert ends(batch, "KNOWS") == {(uma, ANA), (vic, BO)}
    assert {t.props["asserted_by"] for t in ties(batch, "KNOWS")} == {"Salesforce owner"}
    until = {t.start: t.props.get("until") for t in ties(batch, "HOLDS")}
    assert until[f"salesforce:{uma}"] is None
    assert until[f"salesforce:{vic}"] == TODAY - timedelta(days=1)
    assert set(batch.colleagues) == {"Uma Ali", "Vic Orr"}
    assert "1 contact has an owner of whom only the id is known" in said(batch.notes, "only the id")[0].message


def test_a_queue_that_owns_contacts_knows_nobody(tmp_path: Path) -> None:
    users = "Id,Username,Name,Email\n005A000001userA,q,Sales Team,\n"
    batch = _read(_export(tmp_path, User=users))
    assert ties(batch, "KNOWS") == []
    assert said(batch.notes, "owned by a team or queue (Sales Team)")
    assert batch.colleagues == ()


def test_deleted_rows_private_columns_and_free_text_are_left_out_and_counted(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path))
    assert [(p.file, p.message) for p in said(batch.notes, "marked as deleted")] == [
        ("Account.csv", "1 row is marked as deleted; left out."),
        ("Contact.csv", "1 row is marked as deleted; left out.")]
    assert said(batch.notes, "Birthdate (1)")
    assert said(batch.notes, "Description (1)")
    assert "1980" not in repr(batch.facts)


RELATIONS = ("Id,AccountId,ContactId,Roles,IsDirect,IsActive,StartDate,EndDate\n"
             f"07kA00000000001,{BAY},{ANA},Decision Maker;Evaluator,true,true,2020-03-01,\n"
             f"07kA00000000002,{CAP}{suffix(CAP)},{ANA},Trustee,false,true,2021-01-01,2025-12-31\n"
             f"07kA00000000003,{SUB},{ANA},Advisor,false,false,2019-01-01,\n"
             f"07kA00000000004,{CAP},{DEE},Chair;Treasurer,false,true,,\n"
             f"07kA00000000005,{CAP},{DEE},Clerk,false,false,2015-05-01,2018-04-30\n"
             f"07kA00000000006,{CAP},003A000001other,Chair,false,true,,\n")


def test_relations_are_dated_employments_and_the_contact_says_more_about_its_own(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path, AccountContactRelation=RELATIONS))
    held = {t.end.partition(":")[2]: (t.props.get("since"), t.props.get("until")) for t in ties(batch, "HOLDS")
            if t.start == f"salesforce:{ANA}"}
    assert held == {f"{ANA}/post/{BAY}": (date(2020, 3, 1), None),
                    f"{ANA}/post/{CAP}": (date(2021, 1, 1), date(2025, 12, 31)),
                    f"{ANA}/post/{SUB}": (date(2019, 1, 1), TODAY - timedelta(days=1))}
    assert node(batch, f"{ANA}/post/{BAY}").props["title"] == "Officer"
    assert len(ties(batch, "REPORTS_TO")) == 2
    assert "1 employment has ended, but no day is given" in said(batch.notes, "no day is given")[0].message
    assert said(batch.notes, "1 relation is with a person or an organisation that is not read")


def test_several_relations_with_one_account_are_several_posts(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path, AccountContactRelation=RELATIONS))
    first, later = f"{DEE}/post/{CAP}", f"{DEE}/post/{CAP}/07kA00000000005"
    assert node(batch, first).props["title"] == "Chair, Treasurer"
    assert node(batch, later).props["title"] == "Clerk"
    assert [t.props["until"] for t in ties(batch, "HOLDS") if t.end.endswith(later)] == [date(2018, 4, 30)]


def test_a_line_of_an_employment_that_ended_closes_with_its_day(tmp_path: Path) -> None:
    ended = RELATIONS.replace("2020-03-01,\n", "2020-03-01,2026-05-31\n")
    batch = _read(_export(tmp_path, AccountContactRelation=ended))
    (line,) = [t for t in ties(batch, "REPORTS_TO") if ANA in t.start]
    assert line.props["until"] == date(2026, 5, 31)
    assert [t.props["until"] for t in ties(batch, "HOLDS") if t.end == line.start] == [date(2026, 5, 31)]


def test_a_later_export_closes_what_is_gone_once_and_keeps_owners(tmp_path: Path) -> None:
    before = RELATIONS.replace("Advisor,false,false", "Advisor,false,true")
    first = _read(_export(tmp_path / "1", AccountContactRelation=before))
    later = _read(_export(tmp_path / "2", AccountContactRelation=RELATIONS), known=first, as_of=date(2026, 8, 1))
    assert closed(first, later, date(2026, 8, 1)) == {f"HOLDS:{ANA}>{ANA}/post/{SUB}"}
    assert ends(later, "KNOWS") == ends(first, "KNOWS")
    assert ("owner-005A000001userA", "owner-005A000001userA/post/us") in ends(later, "HOLDS")
    assert later.colleagues == ()
    assert {"people", "posts", "ties", "organisations"} <= later.sheets


def test_a_contact_that_went_to_another_account_leaves_a_post_behind(tmp_path: Path) -> None:
    first = _read(_export(tmp_path / "1"))
    moved = CONTACTS.replace(f"{CY},false,{SUB}", f"{CY},false,{CAP}")
    later = _read(_export(tmp_path / "2", Contact=moved), known=first)
    assert {end for start, end in ends(first, "HOLDS") ^ ends(later, "HOLDS") if start == CY} == {
        f"{CY}/post/{SUB}", f"{CY}/post/{CAP}"}


TASKS = ("Id,WhoId,WhatId,Subject,ActivityDate,Status,TaskSubtype,CallType,OwnerId,IsDeleted,Type\n"
         f"00TA00000000001,{ANA},{BAY},About the secret plan,2026-05-01,Completed,Call,Inbound,005A000001userA,false,\n"
         f"00TA00000000002,{BO},,Email: hush,2026-05-02,Completed,Email,,005A000001nobdy,false\n"
         f"00TA00000000003,{BO},,Call,2026-05-03,Completed,Task,,005A000001userA,false\n"
         f"00TA00000000008,{CY},,Chat,2026-05-03,Completed,Task,,005A000001nobdy,false,Meeting\n"
         f"00TA00000000004,{BO},,Later,2026-05-03,Not Started,Call,,005A000001userA,false\n"
         f"00TA00000000005,{BO},,Later,2026-12-03,Completed,Call,,005A000001userA,false\n"
         f"00TA00000000006,00QA00000000001,,Lead,2026-05-03,Completed,Call,,005A000001userA,false\n"
         f"00TA00000000007,{BO},,Gone,2026-05-03,Completed,Call,,005A000001userA,true\n")
EVENTS = ("Id,WhoId,Subject,StartDateTime,EndDateTime,OwnerId\n"
          f"00UA00000000001,{CY},Lunch,2026-04-01T12:00:00.000Z,2026-04-01T13:00:00.000Z,005A000001userA\n")


def test_tasks_and_events_are_interactions_without_their_subjects(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path, Task=TASKS, Event=EVENTS))
    found = {n.key.partition(":")[2]: {k: v for k, v in n.props.items() if k != "on_text"} for n in batch.nodes
             if n.label == "Interaction"}
    assert found == {
        "00TA00000000001": {"on": date(2026, 5, 1), "channel": "call", "direction": "in"},
        "00TA00000000002": {"on": date(2026, 5, 2), "channel": "e-mail", "direction": None},
        "00TA00000000003": {"on": date(2026, 5, 3), "channel": "call", "direction": None},
        "00TA00000000008": {"on": date(2026, 5, 3), "channel": "meeting", "direction": None},
        "00UA00000000001": {"on": date(2026, 4, 1), "channel": "meeting", "direction": None}}
    assert ends(batch, "TOOK_PART") == {
        (ANA, "00TA00000000001"), ("owner-005A000001userA", "00TA00000000001"), (BO, "00TA00000000002"),
        (BO, "00TA00000000003"), ("owner-005A000001userA", "00TA00000000003"), (CY, "00UA00000000001"),
        (CY, "00TA00000000008"), ("owner-005A000001userA", "00UA00000000001")}
    assert said(batch.notes, "2 activities have not happened yet")
    assert said(batch.notes, "1 activity is with nobody who is read")
    assert "secret" not in repr(batch)


REPORT = ("Contact ID,First Name,Last Name,Title,Department,Account Name,Account ID,Reports To,Email,Phone,Mobile,"
          f"Contact Owner\n{ANA},Ana,Lee,Officer,Ports,Bay Council,{BAY},Bo Ray,ana@bay.example,020,077,Uma Ali\n"
          f"{BO},Bo,Ray,Director,,Bay Council,{BAY},,bo@bay.example,,,Uma Ali\n")


def test_one_report_alone_has_organisations_lines_and_owners(tmp_path: Path) -> None:
    (tmp_path / "report1.csv").write_text(REPORT)
    batch = _read(tmp_path / "report1.csv")
    assert (batch.source, batch.rejects) == ("salesforce", ())
    assert node(batch, BAY).props == {"name": "Bay Council"}
    assert ends(batch, "REPORTS_TO") == {(f"{ANA}/post/{BAY}", f"{BO}/post/{BAY}")}
    assert ends(batch, "KNOWS") == {("owner-uma-ali", ANA), ("owner-uma-ali", BO)}
    assert [p.message for p in said(batch.notes, "nothing is read from them")] == [
        "Left out, because nothing is read from them: Mobile."]


def test_a_report_without_ids_a_household_a_vacancy_and_a_mailbox(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "First Name,Last Name,Title,Account Name,Email,Contact Owner\nAna,Lee,Officer,Bay Council,ana@bay.example,Uma\n"
        "Jo,Kim,,Kim Household,jo@x.example,\n,TBC,Head of Ports,Bay Council,,\n"
        ",Vacant,Clerk,Bay Council,,\n,TBC,,Bay Council,,\n"
        ",Press Office,,Bay Council,press@bay.example,\n"
        ",,,Cap Charity,,\n,,,Cap Charity,who@cap.example,\n")
    batch = _read(tmp_path / "r.csv")
    assert batch.rejects == ()
    assert keys(batch, "Person") == {"ana@bay.example", "jo@x.example", "owner-uma"}
    assert keys(batch, "Organisation") == {"us", "bay-council", "cap-charity"}
    assert [n.props["address"] for n in batch.nodes if n.label == "Mailbox"] == ["press@bay.example"]
    assert Counter(n.props.get("title") for n in batch.nodes if n.label == "Post") == {
        "Officer": 1, "Head of Ports": 1, "Clerk": 1, None: 1}
    assert said(batch.notes, "1 contact belongs to a household")
    assert said(batch.notes, "1 contact has no name")


def test_contacts_alone_are_people_without_the_accounts_that_are_missing(tmp_path: Path) -> None:
    batch = _read(written(tmp_path, Contact=CONTACTS))
    assert {ANA, BO, CY, DEE} <= keys(batch, "Person")
    assert batch.rejects == ()
    assert said(batch.notes, "3 rows refer to an organisation by an id that is in none of the files")
    again = _read(written(tmp_path), known=_read(_export(tmp_path / "all")))
    assert (ANA, f"{ANA}/post/{BAY}") in ends(again, "HOLDS")


def test_files_named_one_by_one_are_of_one_format_whatever_columns_they_have(tmp_path: Path) -> None:
    _export(tmp_path, User="Id,Name,Email\n005A000001userA,Uma Ali,uma@us.example\n",
            Bare=f"Id,FirstName,LastName,Email\n{ANA},Ana,Lee,ana@bay.example\n")
    batch = read(*(tmp_path / f"{name}.csv" for name in ("Account", "Bare", "User")), ours=("Us",))
    assert (batch.source, keys(batch, "Person")) == ("salesforce", {ANA})
    assert [importers.recognised(tmp_path / f"{name}.csv").NAME for name in ("Bare", "User")] == ["salesforce"] * 2
    (tmp_path / "list.csv").write_text("ID,First Name,Last Name\n1,Ana,Lee\n")
    assert importers.recognised(tmp_path / "list.csv").NAME == "plain"


def test_a_workbook_reads_like_files(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, text in (("Account", ACCOUNTS), ("Contact", CONTACTS), ("User", USERS)):
        sheet = book.create_sheet(name)
        for row in csv.reader(text.splitlines()):
            sheet.append(row)
    book.save(tmp_path / "all.xlsx")
    sheets, files = _read(tmp_path / "all.xlsx"), _read(_export(tmp_path / "csv"))
    assert {(n.key, tuple(sorted(n.props.items(), key=str))) for n in sheets.nodes} == {
        (n.key, tuple(sorted(n.props.items(), key=str))) for n in files.nodes}
    assert {t.key for t in sheets.ties} == {t.key for t in files.ties}


def test_json_of_queries_and_trees_with_children_reads_like_csv(tmp_path: Path) -> None:
    (tmp_path / "tree.json").write_text(json.dumps({"records": [
        {"attributes": {"type": "Account", "referenceId": "A1"}, "Name": "Bay Council", "Contacts": {"records": [
            {"attributes": {"type": "Contact", "referenceId": "C1"}, "LastName": "Lee", "FirstName": "Ana",
             "Title": "Officer"}]}}]}, indent=1))
    batch = _read(tmp_path / "tree.json")
    assert ends(batch, "HOLDS") == {("C1", "C1/post/A1")}
    (tmp_path / "query.json").write_text(json.dumps({"status": 0, "result": {"records": [
        {"attributes": {"type": "Contact", "url": "/x"}, "Id": ANA, "LastName": "Lee", "AccountId": BAY,
         "Account": {"attributes": {"type": "Account"}, "Name": "Bay Council"},
         "Owner": {"Name": "Uma Ali", "Email": "uma@us.example"}}], "totalSize": 1}}))
    batch = _read(tmp_path / "query.json")
    assert node(batch, BAY).props["name"] == "Bay Council"
    assert ends(batch, "KNOWS") == {("owner-uma@us.example", ANA)}


@pytest.mark.parametrize("alone", [False, True])
def test_records_in_a_list_of_their_own_or_alone_are_read(tmp_path: Path, alone: bool) -> None:
    record = {"Id": ANA, "attributes": {"type": "Contact", "url": "/services/x"}, "LastName": "Lee", "FirstName": "Ana",
              "Account": {"attributes": {"type": "Account", "url": "/y"}, "Name": "Bay Council"}, "AccountId": BAY}
    (tmp_path / "c.json").write_text(json.dumps(record if alone else [record], indent=2))
    batch = _read(tmp_path / "c.json")
    assert ends(batch, "HOLDS") == {(ANA, f"{ANA}/post/{BAY}")}
    assert node(batch, BAY).props["name"] == "Bay Council"


def test_records_of_other_objects_are_told(tmp_path: Path) -> None:
    home = tmp_path / "data"
    home.mkdir()
    guide = {"attributes": {"type": "Guide__c", "referenceId": "G1"}, "Name": "Flo Gray", "Email__c": "flo@x.example"}
    (home / "guides.json").write_text(json.dumps({"records": [guide]}))
    with pytest.raises(InputError, match="no contacts and no accounts of Salesforce in these files, but records of "
                                         "Guide__c"):
        _read(home / "guides.json")
    contact = {"attributes": {"type": "Contact", "referenceId": "C1"}, "LastName": "Lee"}
    (home / "contacts.json").write_text(json.dumps({"records": [contact]}))
    batch = _read(home)
    assert keys(batch, "Person") == {"C1"}
    assert [note.file for note in said(batch.notes, "left out")] == ["guides.json"]


@pytest.mark.parametrize("text", ['{"records": [{"attributes": {"type": "Contact"}, "LastName": "Lee"} nonsense',
                                  '{"records": [{"attributes": {"type": "Contact", '])
def test_broken_json_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(InputError, match=r"b\.json"):
        _read(tmp_path / "b.json", format="salesforce")


AFFILIATIONS = ("Id,Name,npe5__Organization__c,npe5__Contact__c,npe5__Role__c,npe5__Primary__c,npe5__Status__c,"
                "npe5__StartDate__c,npe5__EndDate__c,npe5__Description__c\n"
                "a0B1,x,2,11,Director,true,Current,2022-02-01,,\na0B2,x,3,11,Volunteer,false,Former,,2020-06-30,chat\n"
                "a0B3,x,3,12,Trustee,false,Former,2018-01-01,,\na0B4,x,1,12,Head,false,Current,,,\n")
HOUSES = ("Id,Name,npe01__SYSTEM_AccountType__c\n1,Lee Household,Household Account\n2,Bay Council,\n3,Cap Charity,\n")
PEOPLE = ("Id,FirstName,LastName,account_id,npsp__Primary_Affiliation__c,npsp__Do_Not_Contact__c,npsp__Deceased__c\n"
          "11,Ana,Lee,1,2,false,false\n12,Bo,Ray,1,,true,false\n13,Cy,Old,1,2,false,true\n14,Dee,Fox,1,3,false,false\n")
RELATED = ("npe4__contact__c,npe4__related_contact__c,npe4__Type__c,npe4__Status__c\n11,12,Coworker,Current\n"
           "12,11,Coworker,Current\n11,14,Spouse,Current\n12,14,Mentor,Former\n11,99,Employee,Current\n")


def test_affiliations_and_relationships_of_the_nonprofit_pack(tmp_path: Path) -> None:
    batch = _read(written(tmp_path, Account=HOUSES, Contact=PEOPLE, Affiliation=AFFILIATIONS, Relationship=RELATED))
    assert batch.rejects == ()
    assert keys(batch, "Organisation") == {"us", "2", "3"}
    assert keys(batch, "Person") == {"11", "12", "14"}
    held = {(t.start[11:], t.end[11:]): (t.props.get("since"), t.props.get("until")) for t in ties(batch, "HOLDS")}
    assert held == {("11", "11/post/2"): (date(2022, 2, 1), None), ("11", "11/post/3"): (None, date(2020, 6, 30)),
                    ("12", "12/post/3"): (date(2018, 1, 1), TODAY - timedelta(days=1)),
                    ("14", "14/post/3"): (None, None)}
    assert [node(batch, code).props["do_not_contact"] for code in ("11", "12")] == [False, True]
    assert ends(batch, "KNOWS") == {("11", "12")}
    for words in ("1 account of households", "1 person has died", "1 row repeats a relationship",
                  "1 relationship is private", "1 relationship is former", "1 relationship is with a person",
                  "1 relation is with a person or an organisation"):
        assert said(batch.notes, words), words


def test_rejected_rows_are_corrected_and_go_back_in(tmp_path: Path) -> None:
    bad = RELATIONS.replace("2021-01-01,2025-12-31", "2021-01-01,2020-12-31")
    first = _read(_export(tmp_path / "in", AccountContactRelation=bad))
    (problem,) = first.rejected
    assert (problem.file, problem.line, problem.column) == ("AccountContactRelation.csv", 3, "EndDate")
    importers.write_rejects(first, tmp_path / "again.csv")
    text = (tmp_path / "again.csv").read_text("utf-8-sig").replace("2020-12-31", "2025-12-31")
    (tmp_path / "again.csv").write_text(text)
    later = read(tmp_path / "again.csv", known=first)
    assert (later.source, later.rejects, later.sheets) == ("salesforce", (), frozenset())
    assert ends(later, "HOLDS") == {(ANA, f"{ANA}/post/{CAP}")}


def test_a_row_with_a_stray_separator_is_rejected_with_what_depends_on_it(tmp_path: Path) -> None:
    batch = _read(_export(tmp_path, Contact=CONTACTS.replace(",Officer,", ",Officer,Ports and Harbours,")))
    assert ("Contact.csv", 2) in {(p.file, p.line) for p in batch.rejected}
    assert ANA not in keys(batch, "Person")
    assert keys(batch, "Person") >= {BO, CY, DEE}


def test_detection_is_sure_of_salesforce_and_leaves_others_alone(tmp_path: Path) -> None:
    def sure(header: str, name: str = "x.csv") -> float:
        (tmp_path / name).write_text(f"{header}\n")
        return float(importers.formats()["salesforce"].detect(Sample(tmp_path / name)))

    for text in (ACCOUNTS, CONTACTS, RELATIONS, TASKS, EVENTS, AFFILIATIONS, HOUSES, RELATED, REPORT):
        assert sure(text.splitlines()[0]) == 0.95
    for header in ("id,name,email,organisation,title", "Post Unique Reference,Name,Job Title,Reports to Senior Post",
                   "First Name,Last Name,Company,Position,Connected On", "Name,Given Name,Family Name,E-mail 1 - Value",
                   "Contact ID,Contact Type,Display Name,First Name,Last Name,Current Employer",
                   "Record ID,First Name,Last Name,Email,Contact owner,Associated Company"):
        assert sure(header) < 0.2
    rejects = "_source,_sheet,_file,_line,_column,_reason,Id,LastName,AccountId"
    assert sure(rejects) == 0.0


@pytest.mark.skipif(not NPSP.is_dir(), reason="the Salesforce export is not here")
@pytest.mark.parametrize("name", ["1k", "dev_org"])
def test_counts_of_real_tables_are_those_of_the_files(name: str) -> None:
    rows = {file.stem: [{k.casefold().replace("_", ""): v for k, v in row.items()}
                        for row in csv.DictReader(file.open())] for file in (NPSP / name).glob("*.csv")}
    batch = _read(NPSP / name)
    organisations = {r["id"] for r in rows["Account"] if r["npe01systemaccounttypec"] != "Household Account"}
    assert keys(batch, "Organisation") == organisations | {"us"}
    assert len(keys(batch, "Person")) == len(rows["Contact"])
    placed = [r for r in rows["Contact"] if {r["primaryaffiliationc"], r["accountid"]} & organisations]
    assert len(ties(batch, "HOLDS")) == len(placed)
    posts = Counter(n.props.get("title") for n in batch.nodes if n.label == "Post")
    assert posts == Counter(r["title"] or None for r in placed)
    pairs = {frozenset((r["npe4contactc"], r["npe4relatedcontactc"])) for r in rows["npe4__Relationship__c"]
             if r["npe4typec"] == "Employee"}
    assert len(ties(batch, "KNOWS")) == len(pairs)
    assert batch.rejects == ()


@pytest.mark.skipif(not TRAILHEAD.is_dir(), reason="the Salesforce sample is not here")
def test_counts_of_a_real_tree_are_those_of_the_files() -> None:
    found = {name: json.loads((TRAILHEAD / f"{name}.json").read_text())["records"] for name in ("Accounts", "Contacts")}
    batch = read(TRAILHEAD / "Accounts.json", TRAILHEAD / "Contacts.json", ours=("Us",))
    assert len(keys(batch, "Organisation")) == len(found["Accounts"]) + 1
    assert len(keys(batch, "Person")) == len(found["Contacts"])
    staff = Counter(r["accountId"].removeprefix("@") for r in found["Contacts"])
    assert Counter(end for _, end in ends(batch, "IN")) == staff
    assert batch.rejects == ()


@pytest.mark.skipif(not TRAILHEAD.is_dir(), reason="the Salesforce sample is not here")
def test_counts_of_a_real_joined_report_are_those_of_the_file() -> None:
    file = TRAILHEAD / "Accounts-Contacts.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig")))
    batch = _read(file)
    assert len(keys(batch, "Organisation")) == len({r["Account: Account Name"] for r in rows}) + 1
    people = {r["Contact: Email"] for r in rows if r["Contact: Last Name"]}
    assert keys(batch, "Person") == people
    assert len(ties(batch, "HOLDS")) == len(people)
    assert len(keys(batch, "Post")) == len(people)


@pytest.mark.skipif(not TRAILHEAD.is_dir(), reason="the Salesforce sample is not here")
def test_real_csv_without_ids_of_accounts_keeps_everybody() -> None:
    batch = read(TRAILHEAD / "Accounts.csv", TRAILHEAD / "Contacts.csv", ours=("Us",))
    assert len(keys(batch, "Organisation")) == len(list(csv.DictReader((TRAILHEAD / "Accounts.csv").open()))) + 1
    assert len(keys(batch, "Person")) == len(list(csv.DictReader((TRAILHEAD / "Contacts.csv").open())))
    assert said(batch.notes, "in none of the files")
    assert batch.rejects == ()


FOOTER = ('"Grand Totals (2 records)"\n\n"Confidential Information - Do Not Distribute"\n'
          '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n')


def test_what_stands_below_a_report_is_no_record(tmp_path: Path) -> None:
    rows = ("Account Name,Last Name,First Name,Title,Contact Owner\n"
            "Bay Council,Lee,Ana,Officer,Uma Ali\nCopyright (c) Ltd,Ray,Bo,,\n")
    (tmp_path / "report.csv").write_text(rows + FOOTER)
    batch = read(tmp_path / "report.csv", ours=("Us",))
    assert {n.props["name"] for n in batch.nodes if n.label == "Organisation"} == {
        "Bay Council", "Copyright (c) Ltd", "Us"}
    assert (batch.rows, batch.rejected) == (2, ())


def test_a_last_record_with_one_cell_is_kept(tmp_path: Path) -> None:
    accounts = "Account Name,Account ID\nTotal Care,\nGenerate Trust,\n"
    (tmp_path / "report.csv").write_text(accounts)
    names = {n.props["name"] for n in read(tmp_path / "report.csv", ours=("Us",)).nodes if n.label == "Organisation"}
    assert names == {"Total Care", "Generate Trust", "Us"}


def test_managers_in_a_circle_and_of_themselves_keep_their_posts_without_lines(tmp_path: Path) -> None:
    looped = CONTACTS.replace("Ray,Bo,,bo@", f"Ray,Bo,{ANA},bo@").replace("Fox,Dee,,dee@home.example", "Fox,Dee,,d@x")
    looped = looped.replace(f"{CY},false,{SUB},Wu,Cy,{BO}", f"{CY},false,{SUB},Wu,Cy,{CY}{suffix(CY)}")
    batch = _read(_export(tmp_path, Contact=looped))
    assert ends(batch, "REPORTS_TO") == set()
    assert {start for start, _ in ends(batch, "HOLDS")} >= {ANA, BO, CY}
    assert "(3 rows" in said(batch.notes, "report to themselves, or in a circle")[0].message


def test_a_manager_who_is_deleted_or_not_exported_costs_only_the_line(tmp_path: Path) -> None:
    gone = CONTACTS.replace(f"{BO}{suffix(BO)},ana@", "003A000001gone1,ana@").replace(
        f"Wu,Cy,{BO}", "Wu,Cy,003A000001never")
    batch = _read(_export(tmp_path, Contact=gone))
    assert (ends(batch, "REPORTS_TO"), batch.rejects) == (set(), ())
    assert (ANA, f"{ANA}/post/{BAY}") in ends(batch, "HOLDS")


def test_single_people_kept_as_accounts_are_people_without_an_organisation(tmp_path: Path) -> None:
    accounts = ("Id,IsDeleted,Name,ParentId,IsPersonAccount,Type,BillingCity\n"
                "001A000001aBcDe,false,Bay Council,,false,,\n001A000001per01,false,Flo Gray,,true,,\n"
                "001A000001hous1,false,The Wus,,false,Household,\n"
                "001A000001hous2,false,Orr Household,,false,,\n")
    contacts = ("Id,LastName,FirstName,AccountId,IsPersonAccount,Title\n"
                "003A000001flo01,Gray,Flo,001A000001per01,true,Artist\n003A000001joe01,Wu,Jo,001A000001hous1,false,\n"
                f"003A000001kim01,Orr,Kim,001A000001hous2,false,\n{ANA},Lee,Ana,{BAY},false,Officer\n")
    batch = _read(written(tmp_path / "1", Account=accounts, Contact=contacts))
    assert keys(batch, "Organisation") == {"us", BAY}
    assert keys(batch, "Person") == {"003A000001flo01", "003A000001joe01", "003A000001kim01", ANA}
    assert ends(batch, "HOLDS") == {(ANA, f"{ANA}/post/{BAY}")}
    assert said(batch.notes, "3 accounts of households or single people")
    (tmp_path / "report.csv").write_text("Contact ID,First Name,Last Name,Account Name,Is Person Account\n"
                                         "1,Flo,Gray,Flo Gray,1\n2,Ana,Lee,Bay Council,0\n")
    report = _read(tmp_path / "report.csv")
    assert keys(report, "Organisation") == {"us", "bay-council"}
    assert keys(report, "Person") == {"1", "2"}


def test_an_account_that_is_a_person_keeps_the_address(tmp_path: Path) -> None:
    (tmp_path / "Account.csv").write_text("id,FirstName,LastName,PersonMailingCity,PersonEmail,Phone,PersonContactId\n"
                                          "1,Flo,Gray,Bayham,flo@gray.example,020 1,9\n")
    batch = _read(tmp_path / "Account.csv")
    assert node(batch, "1").props["email"] == "flo@gray.example"
    assert keys(batch, "Organisation") == {"us"}
    (tmp_path / "Account.csv").write_text("Id,Name,IsPersonAccount,FirstName,LastName,PersonEmail\n"
                                          "1,Flo Gray,true,Flo,Gray,flo@gray.example\n2,Bay Council,false,,,\n")
    batch = _read(tmp_path / "Account.csv")
    assert (keys(batch, "Organisation"), keys(batch, "Person")) == ({"us", "2"}, set())


@pytest.mark.parametrize("column", ["npe01__SYSTEM_AccountType__c", "npe01__SYSTEM_ACCOUNT_TYPE__c",
                                    "npe01__SYSTEMTYPE__c", "RecordType.Name", "RecordType.DeveloperName",
                                    "Account Record Type", "Type"])
@pytest.mark.parametrize("word", ["Household Account", "HH_Account", "Household"])
def test_households_are_known_by_any_column_that_says_so(tmp_path: Path, column: str, word: str) -> None:
    accounts = f"Id,Name,ParentId,IsDeleted,{column}\n1,The Lees,,false,{word}\n2,Bay Council,,false,Organization\n"
    people = "Id,FirstName,LastName,AccountId\n11,Ana,Lee,1\n12,Bo,Ray,2\n"
    batch = _read(written(tmp_path, Account=accounts, Contact=people))
    assert keys(batch, "Organisation") == {"us", "2"}
    assert {start for start, _ in ends(batch, "HOLDS")} == {"12"}


@pytest.mark.parametrize(("name", "header", "row"), [
    ("Lead", "Id,IsDeleted,LastName,FirstName,Company,Email,Status,OwnerId", "00Q1,0,Lee,Bo,Reef,b@reef.uk,Open,"),
    ("Campaign", "Id,IsDeleted,Name,ParentId,Type,Status,StartDate,EndDate", "7011,0,Fair,,Email,Planned,2020-01-01,"),
    ("CampaignMember", "Id,IsDeleted,CampaignId,LeadId,ContactId,Status,FirstName,LastName",
     "00v1,0,7011,,,Sent,Bo,Lee"),
    ("Attachment", "Id,IsDeleted,ParentId,Name,IsPrivate,ContentType,BodyLength", "00P1,0,0011,plan.pdf,0,pdf,9"),
    ("Note", "Id,IsDeleted,ParentId,Title,IsPrivate,OwnerId,Body", "0021,0,0011,Secret,0,0051,Words"),
    ("FeedItem", "Id,ParentId,Type,IsDeleted,CommentCount,Title,Body", "0D51,0011,Text,0,0,Hello,Words"),
    ("Case", "Id,IsDeleted,CaseNumber,ContactId,AccountId,ParentId,Subject", "5001,0,1,0031,0011,,Words"),
    ("Asset", "Id,ContactId,AccountId,ParentId,Product2Id,Name,IsDeleted", "02i1,0031,0011,,,Boat,0"),
    ("Opportunity", "Id,IsDeleted,AccountId,Name,StageName,Amount", "0061,0,0011,Deal,Won,1"),
    ("OpportunityContactRole", "Id,OpportunityId,ContactId,Role,IsPrimary", "00K1,0061,0031,Buyer,1")])
def test_other_objects_of_a_full_export_are_no_people_and_no_organisations(tmp_path: Path, name: str, header: str,
                                                                            row: str) -> None:
    (tmp_path / "Account.csv").write_text("Id,IsDeleted,Name,ParentId,BillingCity\n0011,0,Northby,,N\n", "utf-8")
    (tmp_path / "Contact.csv").write_text("Id,IsDeleted,AccountId,LastName,FirstName\n0031,0,0011,Lima,Ana\n", "utf-8")
    alone = read(tmp_path, ours=("Harbour Trust",))
    (tmp_path / f"{name}.csv").write_text(f"{header}\n{row}\n", "utf-8")
    batch = read(tmp_path, ours=("Harbour Trust",))
    assert {(n.label, n.key, n.props.get("name")) for n in batch.nodes} == {
        (n.label, n.key, n.props.get("name")) for n in alone.nodes}
    assert {(t.type, t.start, t.end) for t in batch.ties} == {(t.type, t.start, t.end) for t in alone.ties}
    assert said(batch.notes, "of leads, campaigns, opportunities, cases or files")


def test_ids_made_by_hand_are_joined_by_their_first_fifteen_characters() -> None:
    assert record_id("0035000000AbCdeAAB") == record_id("0035000000AbCde") != record_id("0035000000ABCDEAAB")
    assert record_id("003000000000000001") != record_id("003000000000000002")
