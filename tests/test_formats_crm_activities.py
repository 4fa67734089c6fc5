"""Activities of customer databases: who took part, had accepted or did not come, alone or beside the contacts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from stakeholder_map.importers.formats.salesforce.ids import suffix
from stakeholder_map.model import Batch

from . import test_formats_salesforce as salesforce
from .importing import closed, keys, node, read, said, ties
from .test_formats_salesforce import ANA, BO, CY, DEE

UMA, VIC = "owner-005A000001userA", "owner-005A000001usera"


def _folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text)
    return path


def _read(*paths: Path, **options: Any) -> Batch:
    return read(*paths, **{"ours": ("Us",), **options})


def _parts(batch: Batch, code: str) -> dict[str, str]:
    """What is said of everybody who stands in an interaction."""
    source = f"{batch.source}:"
    return {t.start.removeprefix(source): t.props["status"] for t in ties(batch, "TOOK_PART") if t.end == source + code}


def _force(path: Path, **files: str) -> Path:
    return _folder(path, Account=salesforce.ACCOUNTS, Contact=salesforce.CONTACTS, User=salesforce.USERS, **files)


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
    for words in ("1 events are copies in the calendars of those invited", "1 people were invited and did not answer",
                  "1 people or things were invited who are not read", "1 activities have not happened yet"):
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
    batch = _read(_folder(tmp_path, contacts=twins, activities=REPORT))
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
    later = _read(_folder(tmp_path / "2", Task=salesforce.TASKS), known=first, as_of=date(2026, 8, 1))
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
