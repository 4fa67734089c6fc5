"""Activities of customer databases: who took part, had accepted or did not come, alone or beside the contacts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map import importers
from stakeholder_map.batch import Batch
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats.salesforce.ids import suffix

from . import test_formats_civicrm as civicrm
from . import test_formats_hubspot as hubspot
from . import test_formats_salesforce as salesforce
from .importing import closed, keys, node, read, said, ties, written
from .test_formats_salesforce import ANA, BO, CY, DEE

UMA, VIC = "owner-005A000001userA", "owner-005A000001usera"


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def _parts(batch: Batch, code: str) -> dict[str, str]:
    """What is said of everybody who stands in an interaction."""
    source = f"{batch.source}:"
    return {t.start.removeprefix(source): t.props["status"] for t in ties(batch, "TOOK_PART") if t.end == source + code}


def _force(path: Path, **files: str) -> Path:
    return written(path, Account=salesforce.ACCOUNTS, Contact=salesforce.CONTACTS, User=salesforce.USERS, **files)


EVENT, PLAN, COPY = "00UA00000000001", "00UA00000000002", "00UA00000000003"
EVENTS = ("Id,WhoId,WhatId,Subject,StartDateTime,OwnerId,IsChild\n"
          f"{EVENT}{suffix(EVENT)},{CY}{suffix(CY)},,Secret plan,2026-04-01T12:00:00.000Z,005A000001userA,false\n"
          f"{PLAN},{CY},,Next,2026-12-01T12:00:00.000Z,005A000001userA,false\n"
          f"{COPY},{CY},,Secret plan,2026-04-01T12:00:00.000Z,005A000001usera,true\n")
INVITED = ("Id,RelationId,EventId,Status,IsInvitee,IsParent,IsWhat,IsDeleted,Response\n"
           f"0RE1,{ANA}{suffix(ANA)},{EVENT},Accepted,true,false,false,false,\n"
           f"0RE2,{BO},{EVENT},Declined,true,false,false,false,away with the family\n"
           f"0RE3,{DEE},{EVENT}{suffix(EVENT)},New,true,false,false,false,\n"
           f"0RE4,005A000001usera,{EVENT},Accepted,true,false,false,false,\n"
           f"0RE5,{CY},{EVENT},New,true,true,false,false,\n"
           f"0RE6,001A000001aBcDe,{EVENT},New,false,false,true,false,\n"
           f"0RE7,00QA00000000001,{EVENT},Accepted,true,false,false,false,\n"
           f"0RE8,{DEE},{EVENT},Accepted,true,false,false,true,\n")


def test_invited_people_accept_decline_or_do_not_answer(tmp_path: Path) -> None:
    batch = _read(_force(tmp_path, Event=EVENTS, EventRelation=INVITED))
    assert batch.rejects == ()
    assert keys(batch, "Interaction") == {EVENT}
    assert _parts(batch, EVENT) == {CY: "present", UMA: "present", ANA: "accepted", VIC: "accepted", BO: "absent"}
    for words in ("1 copy of events in the calendars of those invited", "1 person was invited and did not answer",
                  "1 guest is not among the contacts and users", "1 activity has not happened yet"):
        assert said(batch.notes, words), words
    assert "Secret" not in repr(batch)
    assert "family" not in repr(batch)


def test_a_copy_of_an_event_counts_where_nobody_says_who_was_invited(tmp_path: Path) -> None:
    batch = _read(_force(tmp_path, Event=EVENTS))
    assert keys(batch, "Interaction") == {EVENT, COPY}
    assert _parts(batch, COPY) == {CY: "present", VIC: "present"}


def test_a_contact_who_declines_was_not_there_even_as_the_one_it_is_about(tmp_path: Path) -> None:
    declined = INVITED.replace(f"{CY},{EVENT},New", f"{CY},{EVENT},Declined")
    assert _parts(_read(_force(tmp_path, Event=EVENTS, EventRelation=declined)), EVENT)[CY] == "absent"


def test_further_contacts_of_a_task_took_part(tmp_path: Path) -> None:
    related = ("Id,RelationId,TaskId,IsWhat\n"
               f"0RT1,{CY},00TA00000000001,false\n0RT2,001A000001aBcDe,00TA00000000001,true\n")
    batch = _read(_force(tmp_path, Task=salesforce.TASKS, TaskRelation=related))
    assert _parts(batch, "00TA00000000001") == {ANA: "present", CY: "present", UMA: "present"}


def test_an_answer_in_a_later_export_changes_what_was_said(tmp_path: Path) -> None:
    first = _read(_force(tmp_path / "1", Event=EVENTS, EventRelation=INVITED))
    later = _read(_force(tmp_path / "2", Event=EVENTS, EventRelation=INVITED.replace("Accepted", "Declined")),
                  known=first, as_of=date(2026, 8, 1))
    assert _parts(later, EVENT)[ANA] == "absent"
    assert closed(first, later, date(2026, 8, 1)) == set()


REPORT = ("Activity ID,Subject,Date,Assigned,Contact,Company / Account,Status,Task Subtype,Priority\n"
          "00TA00000000001,Hush,01/05/2026,Uma Ali,Ana Lee,Bay Council,Completed,Call,Normal\n"
          "00TA00000000001,Hush,01/05/2026,Uma Ali,Bo Ray,Bay Council,Completed,Call,Normal\n"
          "00TA00000000002,Hush,13/05/2026,Uma Ali,Al Twin,Bay Council,Completed,Email,Normal\n"
          "00TA00000000003,Hush,13/05/2026,Uma Ali,Al Twin,,Completed,Email,Normal\n"
          "00TA00000000004,Hush,14/05/2026,Uma Ali,Ana Lee,Bay Council,In Progress,Task,Normal\n"
          "00UA00000000005,Hush,15/05/2026,Uma Ali,Ana Lee,Bay Council,,,\n"
          '"Grand Totals (6 records)"\n')


def test_a_report_of_activities_names_its_contacts_within_their_account(tmp_path: Path) -> None:
    twins = salesforce.REPORT + (f"003A000001twin1,Al,Twin,,,Bay Council,{salesforce.BAY},,,,,\n"
                                 "003A000001twin2,Al,Twin,,,Cap Charity,001A000001abcDe,,,,,\n")
    batch = _read(written(tmp_path, contacts=twins, activities=REPORT))
    assert batch.rejects == ()
    uma = "owner-uma-ali"
    assert _parts(batch, "00TA00000000001") == {ANA: "present", BO: "present", uma: "present"}
    assert _parts(batch, "00TA00000000002") == {"003A000001twin1": "present", uma: "present"}
    assert _parts(batch, "00UA00000000005") == {ANA: "present", uma: "present"}
    assert keys(batch, "Interaction") == {"00TA00000000001", "00TA00000000002", "00UA00000000005"}
    assert [node(batch, f"00{n}").props["channel"] for n in ("TA00000000001", "TA00000000002", "UA00000000005")] == [
        "call", "e-mail", "meeting"]
    assert node(batch, "00TA00000000001").props["on"] == date(2026, 5, 1)


def test_activities_alone_are_of_the_people_whom_the_store_knows_and_close_nothing(tmp_path: Path) -> None:
    first = _read(_force(tmp_path / "1"))
    later = _read(written(tmp_path / "2", Task=salesforce.TASKS), known=first, as_of=date(2026, 8, 1))
    assert (later.source, later.rejects) == ("salesforce", ())
    assert _parts(later, "00TA00000000001") == {ANA: "present", UMA: "present"}
    assert closed(first, later, date(2026, 8, 1)) == set()
    assert keys(later, "Organisation") == set()


def test_a_call_that_reached_nobody_is_no_contact(tmp_path: Path) -> None:
    calls = ("Id,WhoId,Subject,ActivityDate,Status,TaskSubtype,CallDisposition,OwnerId\n"
             f"00TA00000000001,{ANA},Call,2026-05-01,Completed,Call,No Answer,005A000001userA\n"
             f"00TA00000000002,{ANA},Call,2026-05-02,Completed,Call,Left voicemail,005A000001userA\n"
             f"00TA00000000003,{ANA},Call,2026-05-03,Completed,Call,Connected,005A000001userA\n")
    batch = _read(_force(tmp_path, Task=calls))
    assert keys(batch, "Interaction") == {"00TA00000000003"}
    assert said(batch.notes, "2 activities reached nobody")


MEETINGS = ("Record ID,Meeting name,Activity assigned to,Activity date,Meeting outcome,Meeting start time,Meeting type,"
            "Meeting description,Internal meeting notes,Associated Contact,Associated Contact IDs,"
            "Associated Company IDs\n7001,Hush,Uma Ali,2026-05-04 09:00,Completed,2026-05-05 10:30,Intro,secret,secret,"
            "Ana Lee;Bo Ray,101;102,901\n"
            "7002,Hush,Uma Ali,2026-05-04 09:00,No show,2026-05-06 10:30,,,,,101,\n"
            "7003,Hush,Uma Ali,2026-05-04 09:00,Canceled,2026-05-07 10:30,,,,,101,\n"
            "7004,Hush,Uma Ali,2026-05-04 09:00,Scheduled,2026-05-08 10:30,,,,,103,\n"
            "7005,Hush,Uma Ali,2026-05-04 09:00,Scheduled,2026-12-08 10:30,,,,,103,\n"
            "7006,Hush,Uma Ali,2026-05-04 09:00,Rescheduled,2026-05-08 10:30,,,,,103,\n"
            "7007,Hush,Uma Ali,2026-05-04 09:00,Completed,2026-05-09 10:30,,,,,,901\n"
            "7008,Hush,Uma Ali,2026-05-04 09:00,,2026-05-10 10:30,,,,bo@bay.example,,\n")
CALLS = ("Record ID,Call Title,Activity assigned to,Activity date,Call direction,Call outcome,Call status,Call notes,"
         "Associated Contact IDs\n"
         "7101,Hush,uma@us.example,2026-05-05 11:00,Outbound,Connected,Completed,secret,101\n"
         "7102,Hush,uma@us.example,2026-05-05 12:00,Inbound,,Completed,,102\n"
         "7103,Hush,uma@us.example,2026-05-05 13:00,Outbound,No answer,Completed,,102\n"
         "7104,Hush,uma@us.example,2026-05-05 13:00,Outbound,,Missed,,102\n")
MAILS = ("Record ID,Email subject,Activity assigned to,Activity date,Email direction,Email send status,Email body,"
         "Email from address,Associated Contact IDs\n"
         "7201,Hush,Uma Ali,2026-05-06 11:00,Outgoing email,Sent,secret,uma@us.example,101; 103\n"
         "7202,Hush,Uma Ali,2026-05-06 12:00,Incoming email,Sent,,ana@bay.example,101\n"
         "7203,Hush,Uma Ali,2026-05-06 12:00,Outgoing email,Bounced,,uma@us.example,101\n")
NOTES = ("Record ID,Note body,Activity assigned to,Activity date,Associated Contact IDs\n"
         "7301,secret,Uma Ali,2026-05-07,101\n")
TASKS = ("Record ID,Task title,Task status,Assigned to,Due date,Associated Contact IDs\n"
         "7401,x,Completed,Uma,2026-05-07,101\n")


def _hub(path: Path, **files: str) -> Path:
    return written(path, contacts=hubspot.CONTACTS, companies=hubspot.COMPANIES, **files)


def test_hubspot_meetings_calls_and_mails_with_what_came_of_them(tmp_path: Path) -> None:
    batch = _read(_hub(tmp_path, meetings=MEETINGS, calls=CALLS, emails=MAILS, notes=NOTES, tasks=TASKS))
    assert (batch.source, batch.rejects) == ("hubspot", ())
    uma, second = "owner-uma-ali", "owner-uma@us.example"
    assert {code: _parts(batch, code) for code in sorted(keys(batch, "Interaction"))} == {
        "meeting/7001": {"101": "present", "102": "present", uma: "present"},
        "meeting/7002": {"101": "absent", uma: "present"},
        "meeting/7004": {"103": "accepted", uma: "accepted"},
        "meeting/7008": {"102": "accepted", uma: "accepted"},
        "call/7101": {"101": "present", second: "present"},
        "call/7102": {"102": "present", second: "present"},
        "email/7201": {"101": "present", "103": "present", uma: "present"},
        "email/7202": {"101": "present", uma: "present"}}
    said_of = {n.key.partition(":")[2]: (n.props["on"].day, n.props["channel"], n.props["direction"])
               for n in batch.nodes if n.label == "Interaction"}
    assert said_of["meeting/7001"] == (5, "meeting", None)
    assert said_of["call/7101"] == (5, "call", "out")
    assert said_of["call/7102"] == (5, "call", "in")
    assert (said_of["email/7201"], said_of["email/7202"]) == ((6, "e-mail", "out"), (6, "e-mail", "in"))
    for file, words in (("meetings.csv", "2 activities reached nobody"),
                        ("calls.csv", "2 activities reached nobody"), ("emails.csv", "1 activity reached nobody"),
                        ("meetings.csv", "1 activity is with nobody"),
                        ("meetings.csv", "1 activity has not happened yet"),
                        ("notes.csv", "1 activity is no contact"),
                        ("meetings.csv", "2 meetings of which nobody wrote down whether they took place")):
        assert [p.file for p in said(batch.notes, words) if p.file == file] == [file], (file, words)
    assert {p.file for p in said(batch.notes, "nothing is read from them")}.isdisjoint({"notes.csv", "tasks.csv"})
    assert not any(word in repr(batch) for word in ("secret", "Hush"))


def test_hubspot_activities_with_internal_names_say_the_same(tmp_path: Path) -> None:
    meetings = ("hs_object_id,hs_meeting_title,hubspot_owner_id,hs_timestamp,hs_meeting_outcome,"
                "hs_meeting_start_time,associatedcontactids\n"
                "7001,x,Uma Ali,1777975800000,COMPLETED,2026-05-05T10:30:00Z,101;102\n"
                "7002,x,Uma Ali,1777975800000,NO_SHOW,,101\n")
    calls = ("hs_object_id,hs_timestamp,hs_call_direction,hs_call_disposition,hs_call_status,hubspot_owner_id,"
             "associated_contact_ids\n"
             "7101,1777975800000,OUTBOUND,f240bbac-87c9-4f6e-bf70-924b57d47db7,COMPLETED,Uma Ali,101\n"
             "7103,1777975800000,OUTBOUND,73a0d17f-1163-4015-bdd5-ec830791da20,COMPLETED,Uma Ali,101\n")
    mails = ("hs_object_id,hs_timestamp,hs_email_direction,hs_email_status,hubspot_owner_id,associated_contact_ids\n"
             "7201,2026-05-06T11:00:00.000Z,EMAIL,SENT,Uma Ali,101\n7202,2026-05-06,INCOMING_EMAIL,,Uma Ali,101\n")
    batch = _read(_hub(tmp_path, m=meetings, c=calls, e=mails))
    assert batch.rejects == ()
    found = {n.key.partition(":")[2]: (n.props["on"], n.props["direction"]) for n in batch.nodes
             if n.label == "Interaction"}
    day = date(2026, 5, 5)
    assert found == {"meeting/7001": (day, None), "meeting/7002": (day, None), "call/7101": (day, "out"),
                     "email/7201": (date(2026, 5, 6), "out"), "email/7202": (date(2026, 5, 6), "in")}


def test_hubspot_activities_alone_need_people_whom_the_store_knows(tmp_path: Path) -> None:
    first = _read(_hub(tmp_path / "1"))
    later = _read(written(tmp_path / "2", calls=CALLS), known=first, as_of=date(2026, 8, 1))
    assert (later.source, later.rejects, closed(first, later, date(2026, 8, 1))) == ("hubspot", (), set())
    assert _parts(later, "call/7101")["101"] == "present"
    with pytest.raises(InputError, match="no contacts and no companies of HubSpot"):
        _read(tmp_path / "2")


def test_ids_of_activities_never_meet_those_of_contacts(tmp_path: Path) -> None:
    calls = CALLS.replace("7101,Hush", "101,Hush")
    batch = _read(_hub(tmp_path, calls=calls))
    assert node(batch, "101").label == "Person"
    assert _parts(batch, "call/101")["101"] == "present"


@pytest.mark.parametrize("text", [MEETINGS, CALLS, MAILS, NOTES])
def test_activities_of_hubspot_are_nobody_elses(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text)
    assert importers.recognised(tmp_path / "x.csv").NAME == "hubspot"
    sample = Sample(tmp_path / "x.csv")
    for name in ("salesforce", "civicrm", "dynamics"):
        assert importers.formats()[name].detect(sample) < 0.5


CIVI = ("Activity ID,Activity Type,Activity Date,Activity Status,Subject,Details,Source Contact ID,Target Contact ID,"
        "Assignee Contact ID,Activity is in the Trash\n"
        "11,Meeting,2026-05-05 10:00,Completed,Hush,secret,11,\"12,13\",,No\n"
        "12,Phone Call,2026-05-06 10:00,Completed,Hush,,11,12,13,No\n"
        "13,Phone Call,2026-05-06 10:00,Left Message,Hush,,11,12,,No\n"
        "14,Meeting,2026-05-07 10:00,Scheduled,Hush,,11,12,,No\n"
        "15,Meeting,2026-12-07 10:00,Completed,Hush,,11,12,,No\n"
        "16,Email,2026-05-08 10:00,Completed,Hush,,11,12,,No\n"
        "17,Inbound Email,2026-05-09 10:00,Completed,Hush,,12,11,,No\n"
        "18,Meeting,2026-05-10 10:00,No-show,Hush,,11,12,,No\n"
        "19,Contribution,2026-05-10 10:00,Completed,Hush,,11,12,,No\n"
        "20,Site visit,2026-05-10 10:00,Completed,Hush,,11,12,,No\n"
        "21,Meeting,2026-05-11 10:00,Completed,Hush,,11,14;3,,No\n"
        "22,Meeting,2026-05-11 10:00,Completed,Hush,,11,12,,Yes\n")


def _civi(path: Path, **files: str) -> Path:
    return written(path, people=civicrm.NEW, relationships=civicrm.RELATIONS, **files)


def test_activities_of_civicrm_have_those_with_whom_and_those_who_did_them(tmp_path: Path) -> None:
    batch = _read(_civi(tmp_path, activities=CIVI))
    assert (batch.source, batch.rejects) == ("civicrm", ())
    assert {code: _parts(batch, code) for code in sorted(keys(batch, "Interaction"))} == {
        "activity/11": {"11": "present", "12": "present", "13": "present"},
        "activity/12": {"12": "present", "13": "present"},
        "activity/16": {"11": "present", "12": "present"},
        "activity/17": {"11": "present", "12": "present"},
        "activity/18": {"11": "present", "12": "absent"}}
    assert [(n.props["channel"], n.props["direction"]) for n in batch.nodes if n.label == "Interaction"] == [
        ("meeting", None), ("call", None), ("e-mail", "out"), ("e-mail", "in"), ("meeting", None)]
    for words in ("1 activity reached nobody", "2 activities have not happened yet", "1 activity is no contact",
                  "1 activity is of the type “Site visit”", "1 activity is with nobody who is read",
                  "1 contact is in the trash", "1 activity is in the trash"):
        assert said(batch.notes, words), words
    assert not any(word in repr(batch) for word in ("secret", "Hush"))


def test_activities_of_civicrm_with_names_of_fields_and_their_own_table_of_contacts(tmp_path: Path) -> None:
    activities = ("id,activity_type_id:name,activity_date_time,status_id:name,subject,is_deleted\n"
                  "11,Meeting,2026-05-05 10:00:00,Completed,Hush,0\n"
                  "12,Phone Call,2026-05-06 10:00:00,Completed,Hush,0\n")
    contacts = ("id,activity_id,contact_id,record_type_id\n1,11,11,2\n2,11,12,3\n3,11,13,3\n"
                "4,12,11,2\n5,12,12,3\n6,12,13,1\n7,12,14,3\n")
    batch = _read(_civi(tmp_path / "1", activities=activities, links=contacts))
    assert _parts(batch, "activity/11") == {"11": "present", "12": "present", "13": "present"}
    assert _parts(batch, "activity/12") == {"12": "present", "13": "present"}
    lists = ("id,activity_type_id,activity_date_time,status_id,source_contact_id,target_contact_id,"
             "assignee_contact_id\n"
             '11,1,2026-05-05,2,11,"[12, 13]",\n12,2,2026-05-06,2,11,"[""12""]","[13]"\n')
    again = _read(_civi(tmp_path / "2", activities=lists))
    assert [_parts(again, f"activity/{n}") for n in (11, 12)] == [_parts(batch, f"activity/{n}") for n in (11, 12)]


def test_one_row_for_each_contact_and_names_are_one_activity(tmp_path: Path) -> None:
    rows = ("Activity ID,Activity Type,Activity Date,Activity Status,Source Contact,Target Contact\n"
            "31,Meeting,05/05/2026,Completed,Ms Ana Lee,\"Ray, Bo\"\n31,Meeting,05/05/2026,Completed,Ms Ana Lee,Cy Wu\n"
            "32,Meeting,13/05/2026,Completed,Ms Ana Lee,Cy Wu; Bo Ray\n")
    batch = _read(_civi(tmp_path, activities=rows))
    whole = {"11": "present", "12": "present", "13": "present"}
    assert [_parts(batch, f"activity/{n}") for n in (31, 32)] == [whole, whole]


def test_activities_of_civicrm_alone(tmp_path: Path) -> None:
    first = _read(_civi(tmp_path / "1"))
    later = _read(written(tmp_path / "2", activities=CIVI), known=first, as_of=date(2026, 8, 1))
    assert (later.rejects, closed(first, later, date(2026, 8, 1))) == ((), set())
    assert _parts(later, "activity/16") == {"11": "present", "12": "present"}
    for text in (CIVI, "id,activity_id,contact_id,record_type_id\n1,2,3,1\n"):
        (tmp_path / "x.csv").write_text(text)
        assert importers.recognised(tmp_path / "x.csv").NAME == "civicrm"
        assert importers.formats()["salesforce"].detect(Sample(tmp_path / "x.csv")) == 0.0
    (tmp_path / "x.csv").write_text(REPORT)
    assert importers.recognised(tmp_path / "x.csv").NAME == "salesforce"
    assert importers.formats()["civicrm"].detect(Sample(tmp_path / "x.csv")) == 0.0
