"""Calendars: series and their exceptions, answers, deputies, rooms, broken events, strangers, and the real files."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map import importers
from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.ground.contacts import MEETING, meetings, up_to
from stakeholder_map.analysis.leave.rota import planned
from stakeholder_map.batch import Batch, Node
from stakeholder_map.errors import InputError
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.files.text_tables import decode
from stakeholder_map.importers.formats import icalendar, mapping, organogram, plain
from stakeholder_map.importers.formats.icalendar.components import content_lines, is_calendar, parts
from stakeholder_map.snapshot import Snapshot

from .correspondence import acquainted, statuses
from .importing import SHARED, TODAY, directory, keys, node, read, said, ties
from .thorough import examples

REAL = sorted(SHARED.rglob("*.ics"))
ASKED = (
    "ORGANIZER;CN=Ana Bell:mailto:ana@us.example\nATTENDEE;CN=\"Ade, Tom\";PARTSTAT=ACCEPTED:MAILTO:Tom@nb.example\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@us.example\n"
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """A store with Ana and Bea of ours and Tom and Sam of Northby."""
    return acquainted(tmp_path_factory.mktemp("known"))


def event(lines: str, start: str = "20260512T100000", uid: str = "u1") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\n{lines}END:VEVENT\n"


def calendar(path: Path, *events: str, head: str = "") -> Path:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(events)}END:VCALENDAR\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


def days(batch: Batch) -> dict[str, date]:
    """Meetings by their id."""
    return {n.key.partition(":")[2]: n.props["on"] for n in batch.nodes if n.label == "Interaction"}


def test_a_meeting_is_an_interaction_of_those_who_accepted(tmp_path: Path, known: Batch) -> None:
    batch = read(calendar(tmp_path / "c.ics", event(ASKED)), known=known)
    assert batch.source == "calendar"
    assert node(batch, "u1").props == {"on": date(2026, 5, 12), "on_text": None, "channel": "meeting"}
    assert statuses(batch, "u1") == {"ana": "accepted", "tom": "accepted"}
    assert batch.sheets == frozenset(), "a calendar ends nothing"
    assert not batch.rejected
    assert {n.label for n in batch.nodes} == {"Interaction"}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:sam@nb.example", "absent"),
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:sam@nb.example", "absent"),
        ("ATTENDEE;PARTSTAT=TENTATIVE:mailto:sam@nb.example", None),
        ("ATTENDEE:mailto:sam@nb.example", "absent"),
        ("ATTENDEE;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:mailto:sam@nb.example", "accepted"),
        ("ATTENDEE;PARTSTAT=ACCEPTED;ROLE=NON-PARTICIPANT:mailto:sam@nb.example", None),
        ("ATTENDEE;PARTSTAT=ACCEPTED;CUTYPE=ROOM:mailto:sam@nb.example", None),
        ("ATTENDEE;PARTSTAT=ACCEPTED;CUTYPE=RESOURCE:mailto:sam@nb.example", None),
        ("ATTENDEE;CN=Sam Ray;PARTSTAT=ACCEPTED:invalid:nomail", "accepted"),
        ("ATTENDEE;CN=X;EMAIL=sam@nb.example;PARTSTAT=ACCEPTED:/o=x/cn=sam", "accepted"),
        ("ATTENDEE;CN=\"Sam@nb.example\";PARTSTAT=ACCEPTED:invalid:nomail", "accepted"),
        ("ATTENDEE;CN=Sam Ray;PARTSTAT=ACCEPTED:mailto:2_GEZDGNBVGY3TQ@imip.me.com", "accepted"),
        ("ATTENDEE;CN=Sam Ray;PARTSTAT=ACCEPTED:mailto:IMCEAEX-_O=X_OU=Y_CN=SRAY7@nb.example", "accepted"),
        ("ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:sam@nb.example\":mailto:bea@us.example", None),
    ],
)
def test_what_people_answered(tmp_path: Path, known: Batch, line: str, status: str | None) -> None:
    batch = read(calendar(tmp_path / "c.ics", event(ASKED + line + "\n")), known=known)
    assert statuses(batch, "u1").get("sam") == status


@pytest.mark.parametrize(
    ("answer", "status"),
    [("", "accepted"), (";PARTSTAT=NEEDS-ACTION", "accepted"), (";PARTSTAT=TENTATIVE", None),
     (";PARTSTAT=DECLINED", "absent"), (";PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:sam@nb.example\"", "absent")],
)
def test_who_calls_a_meeting_attends_it_unless_they_say_otherwise(
        tmp_path: Path, known: Batch, answer: str, status: str | None) -> None:
    lines = (f"ORGANIZER:MAILTO:Tom@nb.example\nATTENDEE{answer}:mailto:tom@nb.example\n"
             "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@us.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:bea@us.example\n")
    for method in ("", "METHOD:REQUEST\n"):
        batch = read(calendar(tmp_path / "c.ics", event(lines), head=method), known=known)
        assert statuses(batch, "u1").get("tom") == status


def test_whoever_stands_in_for_an_organiser_that_is_not_known_is_nobody(tmp_path: Path, known: Batch) -> None:
    lines = ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@nb.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@us.example\n"
             "ORGANIZER;CN=Unknown Organizer:mailto:unknownorganizer@calendar.google.com\n")
    batch = read(calendar(tmp_path / "c.ics", event(lines)), known=known)
    assert statuses(batch, "u1") == {"sam": "accepted", "ana": "accepted"}
    assert not said(batch.notes, "in contact with us"), "nobody is called that"


def test_an_accepted_meeting_is_contact_once_its_day_has_come(tmp_path: Path, known: Batch) -> None:
    batch = read(calendar(tmp_path / "c.ics", event(ASKED, "20260712T100000")), known=known)
    facts = Batch("all", (*known.facts, *batch.facts))
    pair = ("plain:ana", "plain:tom")
    found = meetings(Snapshot.of_batch(facts, TODAY))[pair]
    assert not up_to(found, date(2026, 7, 11))
    assert up_to(found, date(2026, 7, 12))[0].weight == MEETING
    ahead = planned(ground(Snapshot.of_batch(facts, TODAY)))
    assert [(meeting.on, set(pair) <= meeting.people) for meeting in ahead] == [(date(2026, 7, 12), True)]
    declined = ASKED.replace("ACCEPTED:MAILTO", "DECLINED:MAILTO")
    declined += "ATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@nb.example\n"
    batch = read(calendar(tmp_path / "d.ics", event(declined)), known=known)
    met = meetings(Snapshot.of_batch(Batch("all", (*known.facts, *batch.facts)), TODAY))
    assert set(met) == {("plain:ana", "plain:sam")}


def test_without_any_answers_everybody_listed_is_taken_to_have_accepted(tmp_path: Path, known: Batch) -> None:
    listed = ("ORGANIZER:mailto:ana@us.example\nATTENDEE:mailto:tom@nb.example\n"
              "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:sam@nb.example\n")
    batch = read(calendar(tmp_path / "c.ics", event(listed)), known=known)
    assert statuses(batch, "u1") == {"ana": "accepted", "tom": "accepted"}
    assert said(batch.notes, "1 event does not say who accepted")
    asked = read(calendar(tmp_path / "d.ics", event(listed), head="METHOD:REQUEST\n"), known=known)
    assert not keys(asked, "Interaction"), "an invitation that nobody has answered is no meeting"


def test_a_deputy_takes_part_and_a_group_is_a_mailbox(tmp_path: Path, known: Batch) -> None:
    lines = ("ORGANIZER:mailto:ana@us.example\n"
             "ATTENDEE;PARTSTAT=DELEGATED;CN=Tom;DELEGATED-TO=\"mailto:sam@nb.example\":mailto:tom@nb.example\n"
             "ATTENDEE;CUTYPE=GROUP;PARTSTAT=ACCEPTED:mailto:housing@nb.example\n")
    batch = read(calendar(tmp_path / "c.ics", event(lines)), known=known)
    came = {"ana": "accepted", "sam": "accepted", "housing@nb.example": "accepted"}
    assert statuses(batch, "u1") == came | {"tom": "absent"}
    assert said(batch.notes, "sam@nb.example for Tom (1×)")
    refused = lines + "ATTENDEE;PARTSTAT=DECLINED;DELEGATED-FROM=\"mailto:tom@nb.example\":mailto:sam@nb.example\n"
    assert statuses(read(calendar(tmp_path / "d.ics", event(refused)), known=known), "u1")["sam"] == "absent"


def test_a_series_with_exceptions_a_moved_day_and_the_next_planned_ones(tmp_path: Path, known: Batch) -> None:
    weekly = event(ASKED + "RRULE:FREQ=WEEKLY\nEXDATE:20260616T100000\nRDATE:20260604T090000\n", "20260602T100000")
    moved = event("RECURRENCE-ID:20260609T100000\nSEQUENCE:1\n" + ASKED, "20260611T150000")
    gone = event("RECURRENCE-ID:20260623T100000\nSTATUS:CANCELLED\n" + ASKED, "20260623T100000")
    batch = read(calendar(tmp_path / "c.ics", weekly, moved, gone), known=known)
    assert days(batch) == {
        "u1/2026-06-02": date(2026, 6, 2), "u1/2026-06-04": date(2026, 6, 4), "u1/2026-06-09": date(2026, 6, 11),
        "u1/2026-06-30": date(2026, 6, 30), "u1/2026-07-07": date(2026, 7, 7), "u1/2026-07-14": date(2026, 7, 14),
    }
    assert said(batch.notes, "1 cancelled event")


def test_a_planned_meeting_that_is_called_off_later_has_nobody_who_came(tmp_path: Path, known: Batch) -> None:
    first = read(calendar(tmp_path / "c.ics", event(ASKED, "20260712T100000")), known=known)
    assert set(statuses(first, "u1").values()) == {"accepted"}
    there = directory(known, first)
    path = calendar(tmp_path / "c.ics", event(ASKED + "STATUS:CANCELLED\n", "20260712T100000"))
    second = importers.read([path], importers.Options(as_of=TODAY), there)
    assert statuses(second, "u1") == {"ana": "absent", "tom": "absent"}
    assert not keys(read(path, known=known), "Interaction"), "where it was never stored it is left out"


def test_planned_days_of_a_series_that_was_cut_short_are_called_off(tmp_path: Path, known: Batch) -> None:
    weekly = event(ASKED + "RRULE:FREQ=WEEKLY\n", "20260623T100000")
    first = read(calendar(tmp_path / "c.ics", weekly), known=known)
    assert set(days(first)) == {f"u1/2026-{day}" for day in ("06-23", "06-30", "07-07", "07-14")}
    there = directory(known, first)
    moved = event("RECURRENCE-ID:20260707T100000\n" + ASKED, "20260708T100000")
    for later, off in ((weekly.replace("WEEKLY", "WEEKLY;UNTIL=20260710"), {"u1/2026-07-14"}),
                       (weekly.replace("RRULE", "STATUS:CANCELLED\nRRULE"), {"u1/2026-07-07", "u1/2026-07-14"}),
                       (weekly.replace("RRULE", "EXDATE:20260714T100000\nRRULE") + moved, {"u1/2026-07-14"})):
        path = calendar(tmp_path / "c.ics", later)
        batch = importers.read([path], importers.Options(as_of=TODAY), there)
        assert {code for code in days(batch) if set(statuses(batch, code).values()) == {"absent"}} == off
    dated = weekly.replace("RRULE", "STATUS:CANCELLED\nLAST-MODIFIED:20260625T100000Z\nRRULE")
    batch = importers.read([calendar(tmp_path / "c.ics", dated)], importers.Options(as_of=TODAY), there)
    assert set(days(batch)) == {f"u1/2026-{day}" for day in ("06-30", "07-07", "07-14")}, "what was held was held"


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("20260601T100000", "FREQ=DAILY;COUNT=3", 3),
        ("20260601T100000", "FREQ=DAILY;UNTIL=20260603", 3),
        ("20260601T233000", "FREQ=DAILY;UNTIL=20260603T100000", 2),
        ("20260601", "FREQ=WEEKLY;UNTIL=20260615", 3),
        ("20260601T100000", "FREQ=DAILY;COUNT=1000000000", 32),
        ("19000101T100000", "FREQ=DAILY", 1002),
        ("20260601T100000", "FREQ=SECONDLY;COUNT=1000000000", 1),
        ("20260601T100000", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("20260601T100000", "FREQ=DAILY;INTERVAL=0", 1),
        ("20260601T100000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("20260601T100000", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2,3,4;COUNT=30", 3),
        ("20260601T100000", "rubbish", 1),
        ("20260601T100000", "FREQ=DAILY;UNTIL=99999999", 1),
    ],
)
def test_rules_are_bounded(tmp_path: Path, known: Batch, start: str, rule: str, expected: int) -> None:
    began = time.monotonic()
    kind = ";VALUE=DATE" if len(start) == 8 else ""
    text = event(ASKED + f"RRULE:{rule}\n", start).replace("DTSTART", f"DTSTART{kind}")
    assert len(days(read(calendar(tmp_path / "c.ics", text), known=known))) == expected
    assert time.monotonic() - began < 8


def test_zones_days_and_utc(tmp_path: Path, known: Batch) -> None:
    late = event(ASKED, "20260512T233000", "floating")
    utc = event(ASKED, "20260512T233000Z", "utc")
    there = event(ASKED, "20260512T233000", "zone").replace("DTSTART", "DTSTART;TZID=America/New_York")
    nowhere = event(ASKED, "20260512T233000", "nowhere").replace("DTSTART", "DTSTART;TZID=Nowhere/Middle")
    plain_ = days(read(calendar(tmp_path / "a.ics", late, utc, there, nowhere), known=known))
    assert set(plain_.values()) == {date(2026, 5, 12)}, "the day on which it was where it was"
    london = read(calendar(tmp_path / "b.ics", utc, head="X-WR-TIMEZONE:Europe/London\n"), known=known)
    assert days(london) == {"utc": date(2026, 5, 13)}
    series = event(ASKED + "RRULE:FREQ=DAILY;UNTIL=20260514T040000Z\nEXDATE:20260514T033000Z\n", "20260512T233000", "s")
    series = series.replace("DTSTART", "DTSTART;TZID=America/New_York")
    assert list(days(read(calendar(tmp_path / "c.ics", series), known=known)).values()) == [date(2026, 5, 12)]


def test_versions_of_one_meeting_in_several_calendars_are_one(tmp_path: Path, known: Batch) -> None:
    mine = event("SEQUENCE:0\nORGANIZER:mailto:ana@us.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:tom@nb.example\n")
    theirs = mine.replace("SEQUENCE:0", "SEQUENCE:1").replace("20260512T", "20260513T")
    reply = event("SEQUENCE:1\nATTENDEE;PARTSTAT=ACCEPTED:mailto:tom@nb.example\n", "20260513T100000")
    counter = event("SEQUENCE:1\nATTENDEE;PARTSTAT=DECLINED:mailto:tom@nb.example\n", "20260519T100000")
    home = tmp_path / "several"
    home.mkdir()
    calendar(home / "1.ics", mine)
    calendar(home / "2.ics", theirs)
    calendar(home / "3.ics", reply, head="METHOD:REPLY\n")
    calendar(home / "4.ics", counter, head="METHOD:COUNTER\n")
    batch = read(home, known=known)
    assert days(batch) == {"u1": date(2026, 5, 13)}
    assert statuses(batch, "u1") == {"ana": "accepted", "tom": "accepted"}
    calendar(home / "5.ics", event("SEQUENCE:2\n" + ASKED), head="METHOD:CANCEL\n")
    assert not days(read(home, known=known))


def test_private_free_and_large_events_are_left_out_and_counted(tmp_path: Path, known: Batch) -> None:
    crowd = "".join(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{n}@else.example\n" for n in range(14))
    events = [event(ASKED + "CLASS:PRIVATE\nSUMMARY:Secret\n", uid="a"), event(ASKED + "TRANSP:TRANSPARENT\n", uid="b"),
              event(ASKED + crowd, uid="c"), event("SUMMARY:Alone\n", uid="d")]
    batch = read(calendar(tmp_path / "c.ics", *events), known=known)
    assert not batch.facts
    for text in ("1 private event", "1 event that keeps no time busy", "1 meeting of more than 15 people",
                 "1 event without guests"):
        assert said(batch.notes, text), text
    assert "Secret" not in str(batch.problems)


def test_strangers_are_listed_once_and_added_only_when_asked(tmp_path: Path, known: Batch) -> None:
    new = "ATTENDEE;CN=Zoe Fox;PARTSTAT=ACCEPTED:mailto:zoe@nb.example\n" \
          "ATTENDEE;PARTSTAT=ACCEPTED:mailto:info@nb.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@gmail.com\n"
    path = calendar(tmp_path / "c.ics", event(ASKED + new), event(ASKED + new, "20260513T100000", "u2"))
    batch = read(path, known=known)
    assert keys(batch, "Person") == set()
    note = said(batch.notes, "3 people who were in contact with us")[0]
    assert "zoe@nb.example (2×, last on 2026-05-13)" in note.message
    assert "2 of them have an address of an organisation that is known: --add-people" in note.hint
    added = read(path, known=known, add_people=True)
    assert keys(added, "Person") == {"zoe@nb.example"}
    assert node(added, "zoe@nb.example").props["name"] == "Zoe Fox"
    assert keys(added, "Mailbox") == {"info@nb.example"}
    assert {(t.start, t.end) for t in ties(added, "IN")} == {
        ("calendar:zoe@nb.example/post/nb", "plain:nb")}
    assert not added.rejected
    assert statuses(added, "u1")["zoe@nb.example"] == "accepted"
    assert said(added.notes, "1 person who was in contact with us"), "an address at a provider belongs to nobody"


def test_a_broken_event_spoils_no_other(tmp_path: Path, known: Batch) -> None:
    broken = "BEGIN:VEVENT\nUID:x\nDTSTART:2026-13-45\n" + ASKED + "END:VEVENT\n"
    odd = "BEGIN:VEVENT\nUID:y\nDTSTART:20260512T100000\nATTENDEE;=;;CN=:::\nRECURRENCE-ID:junk\n" + ASKED
    batch = read(calendar(tmp_path / "c.ics", broken, odd, event(ASKED)), known=known)
    assert set(days(batch)) == {"y", "u1"}
    assert [(p.line, p.column) for p in batch.rejected] == [(3, "DTSTART")]
    assert "2026-13-45" in batch.rejected[0].message
    assert batch.rows == 3
    assert said(batch.notes, "An event has no end")[0].line == 10


@pytest.mark.parametrize("content", ["", "id,name\n1,Ana\n", "\x00\x01\x02"])
def test_a_file_that_is_only_called_a_calendar_is_refused(tmp_path: Path, known: Batch, content: str) -> None:
    wrong = tmp_path / "wrong.ics"
    wrong.write_text(content, "utf-8")
    with pytest.raises(InputError, match="holds no calendar"):
        read(wrong, known=known)
    calendar(tmp_path / "right.ics", event(ASKED))
    batch = read(tmp_path, known=known, format="icalendar")
    assert len(days(batch)) == 1
    assert [note.message for note in said(batch.problems, "no calendar")] == [
        "wrong.ics holds no calendar, although its name says so."]


def test_a_calendar_without_events_says_so(tmp_path: Path, known: Batch) -> None:
    todo = "BEGIN:VTODO\nUID:t\nDTSTART:20260512T100000\nATTENDEE:mailto:tom@nb.example\nEND:VTODO\n"
    batch = read(calendar(tmp_path / "tasks.ics", todo), known=known)
    assert not batch.facts
    assert said(batch.notes, "tasks.ics has no events")
    assert not said(read(calendar(tmp_path / "c.ics", todo, event(ASKED)), known=known).notes, "has no events")


def test_folded_lines_and_alarms(tmp_path: Path, known: Batch) -> None:
    alarm = "BEGIN:VALARM\nATTENDEE:mailto:sam@nb.example\nEND:VALARM\n"
    batch = read(calendar(tmp_path / "c.ics", event(ASKED.replace("Tom@nb", "To\n m@nb") + alarm)), known=known)
    assert statuses(batch, "u1") == {"ana": "accepted", "tom": "accepted"}
    assert list(content_lines("\n A:1\nB:2\n 3\n\nC:4")) == [(2, " A:1"), (3, "B:23"), (6, "C:4")]


def test_detection(tmp_path: Path) -> None:
    own = Sample(calendar(tmp_path / "c.ics", event(ASKED)))
    assert icalendar.detect(own) > max(m.detect(own) for m in (plain, mapping, organogram))
    (tmp_path / "c.txt").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert icalendar.detect(Sample(tmp_path / "c.txt")) == 0.95
    for name, text in (("card.vcf", "BEGIN:VCARD\nFN:A\nEND:VCARD\n"), ("ties.csv", "from,to\na,b\n")):
        (tmp_path / name).write_text(text)
        assert icalendar.detect(Sample(tmp_path / name)) == 0


@pytest.mark.skipif(not REAL, reason="the real files are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_real_calendar_is_read_whole(path: Path, known: Batch) -> None:
    events, asked = 0, 0
    depth: list[bytes] = []
    for line in re.split(rb"\r\n|\n|\r", path.read_bytes()):
        word = line.strip().upper()
        if word.startswith(b"BEGIN:"):
            depth.append(word[6:])
            events += word == b"BEGIN:VEVENT"
        elif word.startswith(b"END:") and depth:
            depth.pop()
        asked += bool(depth) and depth[-1] == b"VEVENT" and line.upper().startswith((b"ATTENDEE;", b"ATTENDEE:"))
    found = [part for part in parts(decode(path.read_bytes(), path.name)[0]) if part.name == "VEVENT"]
    assert len(found) == events
    assert sum(line.upper().startswith("ATTENDEE") for part in found for line in part.lines) == asked
    text = decode(path.read_bytes(), path.name)[0]
    if not parts(text) and not is_calendar(text):
        with pytest.raises(InputError, match="holds no calendar"):
            read(path, known=known, format="icalendar")
        return
    batch = read(path, known=known, format="icalendar")
    assert batch.rows == events


@pytest.mark.skipif(not REAL, reason="the real files are not here")
def test_the_examples_of_the_standard_for_scheduling(known: Batch) -> None:
    path = next(p for p in REAL if p.name == "2446.ics")
    found = [part for part in parts(path.read_text("utf-8")) if part.name == "VEVENT"]
    assert (len(found), sum(line.startswith("ATTENDEE") for part in found for line in part.lines)) == (42, 98)


PIECES = ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "RRULE:FREQ=WEEKLY;COUNT=2", "UID:u1",
          "\t x", "DTSTART:20260512T100000", "DTSTART;TZID=:20260512", "RECURRENCE-ID:20260512", "RDATE:x,y",
          "EXDATE:20260512",
          "ATTENDEE;CN=\"a:mailto:tom@nb.example", "ORGANIZER:mailto:ana@us.example", "SEQUENCE:-1", "METHOD:CANCEL",
          "STATUS:CANCELLED", "RRULE:FREQ=;", "DTSTART:99999999", "BEGIN:VTIMEZONE", "END:VTIMEZONE"]


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25))
def test_no_text_makes_it_fall_over(tmp_path_factory: pytest.TempPathFactory, known: Batch, lines: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ics"
    path.write_text("BEGIN:VCALENDAR\n" + "\n".join(lines), "utf-8", errors="replace")
    batch = read(path, known=known, format="icalendar")
    assert all(isinstance(fact.key, str) for fact in batch.facts if isinstance(fact, Node))


def test_a_meeting_without_a_day_is_kept_with_its_people_and_can_be_corrected_alone(
    tmp_path: Path, known: Batch
) -> None:
    asked = ASKED + "ATTENDEE;PARTSTAT=DECLINED:mailto:sam@nb.example\nATTENDEE:mailto:stranger@else.example\n"
    batch = read(calendar(tmp_path / "c.ics", event(asked, "2026-13-45")), known=known)
    (kept,) = batch.rejects
    assert (kept["on"], kept["channel"]) == ("DTSTART:2026-13-45", "meeting")
    importers.write_rejects(batch, tmp_path / "rejected.csv")
    text = (tmp_path / "rejected.csv").read_text("utf-8-sig").replace("DTSTART:2026-13-45", "2026-05-12")
    (tmp_path / "rejected.csv").write_text(text, "utf-8")
    again = read(tmp_path / "rejected.csv", known=known)
    assert (again.source, again.rejected) == ("calendar", ())
    assert node(again, "u1").props["on"] == date(2026, 5, 12)
    assert statuses(again, "u1") == {"ana": "accepted", "tom": "accepted", "sam": "absent"}


@pytest.mark.parametrize("line", ["ATTENDEE;CN={}:mailto:sam@nb.example", "ATTENDEE{}:mailto:sam@nb.example", "UID:{}",
                                  "RDATE:{}", "DESCRIPTION:{}"])
def test_a_line_without_end_costs_that_line_and_no_time(tmp_path: Path, known: Batch, line: str) -> None:
    endless = line.format(";X=1" * 1_500_000)
    path = calendar(tmp_path / "c.ics", event(ASKED + endless + "\n"))
    began = time.monotonic()
    batch = read(path, known=known)
    assert time.monotonic() - began < 4
    assert statuses(batch, "u1") == {"ana": "accepted", "tom": "accepted"}
    assert len(said(batch.notes, "longer than 100,000 characters")) == (not line.startswith("DESC"))
