"""Outlook's calendar as CSV: names and addresses, rooms, private and free time, either order of dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakeholder_map.batch import Batch
from stakeholder_map.importers.files.sample import Sample
from stakeholder_map.importers.formats import icalendar, mapping, organogram, outlook_calendar, plain

from .correspondence import acquainted
from .importing import folder, keys, read, said, ties
from .thorough import examples

HEAD = (
    '"Subject","Start Date","Start Time","End Date","End Time","All day event","Reminder on/off","Meeting Organizer",'
    '"Required Attendees","Optional Attendees","Meeting Resources","Description","Location","Private","Sensitivity",'
    '"Show time as"\r\n'
)
STANDARD = {"all": "False", "private": "False", "sensitivity": "Normal", "shown": "2", "optional": "", "rooms": ""}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return acquainted(tmp_path_factory.mktemp("known"))


def line(on: str, organiser: str, required: str, at: str = "10:00:00", **other: str) -> str:
    cell = STANDARD | other
    return (f'"Secret talk","{on}","{at}","{on}","11:00:00","{cell["all"]}","False","{organiser}","{required}",'
            f'"{cell["optional"]}","{cell["rooms"]}","Long notes","Room 1","{cell["private"]}","{cell["sensitivity"]}",'
            f'"{cell["shown"]}"\r\n')


def calendar(tmp_path: Path, *lines: str) -> Path:
    (tmp_path / "cal.csv").write_text(HEAD + "".join(lines), "utf-8", newline="")
    return tmp_path / "cal.csv"


def met(batch: Batch) -> list[tuple[date, set[str]]]:
    """Days and who took part, in the order of the days."""
    came = ties(batch, "TOOK_PART")
    assert {tie.props["status"] for tie in came} <= {"accepted"}
    return sorted((node.props["on"], {tie.start.partition(":")[2] for tie in came if tie.end == node.key})
                  for node in batch.nodes if node.label == "Interaction")


def test_the_organiser_and_who_was_required_took_part(tmp_path: Path, known: Batch) -> None:
    path = calendar(
        tmp_path,
        line("31/03/2026", "Bell, Ana", "Tom Ade; Board Room", rooms="Board Room", optional="Sam Ray"),
        line("01/04/2026", "ana@us.example", "'Sam' <sam@nb.example>;tom@nb.example;Nobody Known"),
    )
    batch = read(path, known=known)
    assert batch.source == "outlook-calendar"
    assert met(batch) == [(date(2026, 3, 31), {"ana", "tom"}), (date(2026, 4, 1), {"ana", "sam", "tom"})]
    assert not batch.rejected
    assert batch.rows == 2
    assert batch.sheets == frozenset()
    assert said(batch.notes, "day first, because of 31/03/2026")
    assert said(batch.notes, "does not say who accepted")
    assert said(batch.notes, "Nobody Known (1×, last on 2026-04-01)")
    assert said(batch.notes, "Description (2)")
    assert "Secret" not in str(batch)
    assert "Long notes" not in str(batch)
    assert keys(batch, "Interaction") == keys(read(path, known=known), "Interaction")


def test_dates_of_the_americas(tmp_path: Path, known: Batch) -> None:
    lines = [line(on, "Ana Bell", "Tom Ade") for on in ("3/31/2026", "04/05/2026")]
    assert [on for on, _ in met(read(calendar(tmp_path, *lines), known=known))] == [date(2026, 3, 31), date(2026, 4, 5)]


def test_what_is_no_meeting_is_left_out_and_counted(tmp_path: Path, known: Batch) -> None:
    both = ("Ana Bell", "Tom Ade")
    crowd = ";".join(f"Guest {n}" for n in range(15))
    batch = read(calendar(
        tmp_path,
        line("2026-05-01", *both, private="True"), line("2026-05-02", *both, sensitivity="Confidential"),
        line("2026-05-03", *both, shown="3"), line("2026-05-04", *both, shown="4", all="True"),
        line("2026-05-05", "Ana Bell", ""), line("2026-05-06", "Ana Bell", f"Tom Ade;{crowd}"),
        line("2028-05-06", *both), line("2026-05-07", *both), line("2026-05-07", *both),
    ), known=known)
    assert met(batch) == [(date(2026, 5, 7), {"ana", "tom"})]
    for text in ("2 private events", "2 events that keep no time busy", "1 meeting of more than 15 people",
                 "1 meeting in which fewer than two", "1 event planned for later than in a year"):
        assert said(batch.notes, text), text


def test_of_planned_meetings_the_next_two_are_kept(tmp_path: Path, known: Batch) -> None:
    lines = [line(f"2026-07-{day:02}", "Ana Bell", "Tom Ade") for day in (20, 6, 13)]
    batch = read(calendar(tmp_path, *lines, line("2026-07-27", "Ana Bell", "Sam Ray")), known=known)
    assert [on.day for on, _ in met(batch)] == [6, 13, 27]


def test_rows_without_a_day_are_rejected_where_they_stand(tmp_path: Path, known: Batch) -> None:
    good = line("2026-05-07", "Ana Bell", "Tom Ade")
    wide = good.rstrip() + ",extra\r\n"
    path = calendar(tmp_path, line("soon", "Ana Bell", "Tom Ade"), line("", "A", "B"), wide, good)
    batch = read(path, known=known)
    assert sorted((p.line, p.column) for p in batch.rejected) == [(2, "Start Date"), (3, "Start Date"), (4, "")]
    assert [(row["_line"], row["on"], row["accepted"]) for row in batch.rejects] == [
        ("2", "soon", "plain:ana;plain:tom"), ("3", "", ""), ("4", "2026-05-07", "plain:ana;plain:tom")]
    assert len(met(batch)) == 1


def test_strangers_are_added_when_asked(tmp_path: Path, known: Batch) -> None:
    path = calendar(tmp_path, line("2026-05-07", "Ana Bell", "zoe.fox@nb.example;kim@gmail.com"))
    assert not met(read(path, known=known))
    batch = read(path, known=known, add_people=True)
    assert met(batch) == [(date(2026, 5, 7), {"ana", "zoe.fox@nb.example"})]
    assert [n.props["name"] for n in batch.nodes if n.label == "Person"] == ["Zoe Fox"]


def test_detection(tmp_path: Path) -> None:
    own = Sample(calendar(tmp_path, line("2026-05-07", "Ana Bell", "Tom Ade")))
    assert outlook_calendar.detect(own) > max(m.detect(own) for m in (plain, mapping, organogram, icalendar))
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("First Name,Last Name,E-mail Address,Company,Private,Sensitivity\nA,B,c@d.e,F,False,Normal\n")
    for other in (Sample(contacts), Sample(folder(tmp_path / "plain", interactions="on,subject,people\n"))):
        assert outlook_calendar.detect(other) == 0


CELL = st.one_of(st.sampled_from(["2026-05-07", "Ana Bell", "Tom Ade;Sam Ray", "True", ";;"]),
                 st.text(alphabet=st.characters(exclude_characters='"\0', codec="utf-8"), max_size=12))


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=17), max_size=6))
def test_no_cells_break_it(tmp_path_factory: pytest.TempPathFactory, known: Batch, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    path.write_text(HEAD + text, "utf-8", newline="")
    batch = read(path, known=known, format="outlook-calendar", add_people=True)
    assert all(problem.line for problem in batch.rejected)
