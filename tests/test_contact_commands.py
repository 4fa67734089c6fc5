"""Calendars, mail, proposals and surveys as people use them: commands on a real store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stakeholder_map.importers.formats.survey import COLUMNS

from .commands import Run, begun
from .correspondence import ORGANISATIONS, PEOPLE

TIES = "from,to\nana,tom\nbea,sam\n"
MEETING = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:m1\nDTSTART:20260512T100000\nORGANIZER:mailto:ana@us.example\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:tom@nb.example\n"
    "ATTENDEE;CN=Zoe Fox;PARTSTAT=ACCEPTED:mailto:zoe@nb.example\nEND:VEVENT\nEND:VCALENDAR\n"
)
AWAY = (
    "From: Tom <tom@nb.example>\nTo: ana@us.example\nDate: Wed, 20 May 2026 10:00:00 +0100\n"
    "Auto-Submitted: auto-replied\nSubject: Automatic reply\n\nI have left. Please contact Zoe Fox <zoe@nb.example>.\n"
)


@pytest.fixture
def run(home: Path, command: Run) -> Run:
    """Calls the command line on a store with two people on each side."""
    sheets = {"organisations": ORGANISATIONS, "people": PEOPLE, "ties": TIES}
    return begun(command, home / "sheets", sheets, "--as-of", "2026-04-01")


def states(run: Run, day: str) -> dict[tuple[str, str], str]:
    rows = json.loads(run("ties", "--as-of", day, "--json").out)["rows"]
    return {(row["ours"]["name"], row["theirs"]["name"]): row["state"] for row in rows}


def test_a_calendar_shows_contact_and_a_notice_is_confirmed_by_a_person(run: Run, home: Path) -> None:
    (home / "ana.ics").write_text(MEETING)
    said = run("import", home / "ana.ics", "--as-of", "2026-05-13")
    assert said.code == 0
    assert "--add-people adds these" in said.err
    assert states(run, "2026-05-13") == {("Ana Bell", "Tom Ade"): "live", ("Bea Long", "Sam Ray"): "asserted"}
    assert states(run, "2026-05-11")["Ana Bell", "Tom Ade"] == "asserted"
    added = run("import", home / "ana.ics", "--as-of", "2026-05-13", "--add-people")
    assert added.code == 0
    assert states(run, "2026-05-13")["Ana Bell", "Zoe Fox"] == "live"

    (home / "inbox.eml").write_text(AWAY)
    said = run("import", home / "inbox.eml", "--as-of", "2026-05-21", "--dry-run")
    assert "To be confirmed:" in said.out
    assert not (home / "inbox-proposals.csv").exists()
    found = json.loads(run("import", home / "inbox.eml", "--as-of", "2026-05-21", "--json").out)
    assert [row["about"] for row in found["proposals"]] == ["Tom Ade"]
    assert "They name Zoe Fox instead." in found["proposals"][0]["what"]
    assert states(run, "2026-05-22")["Ana Bell", "Tom Ade"] == "live", "nothing is a fact before somebody says so"
    said = run("import", home / "inbox-proposals.csv", "--as-of", "2026-05-21")
    assert said.code == 0, said.err
    assert states(run, "2026-05-22")["Ana Bell", "Tom Ade"] == "ended"
    assert states(run, "2026-05-19")["Ana Bell", "Tom Ade"] == "live"


def test_a_survey_is_written_filled_in_and_read(run: Run, home: Path) -> None:
    path = home / "survey.xlsx"
    assert "1 sheet with" in run("survey", "--for", "Bea Long", "--to", path, "--as-of", "2026-06-01").out
    assert "Nobody of ours is called 'Tom Ade'" in run("survey", "--for", "Tom Ade", "--to", home / "x.xlsx").err
    assert run("survey", "--to", path).code == 2, "never over answers"
    book = load_workbook(path)
    page = book["Bea Long"]
    headings = list(COLUMNS.values())
    sam = next(row for row in range(2, page.max_row) if page.cell(row, 2).value == "Sam Ray")
    page.cell(sam, headings.index(COLUMNS["strength"]) + 1).value = 5
    page.cell(sam, headings.index(COLUMNS["there"]) + 1).value = "no"
    book.save(path)
    said = run("import", path, "--as-of", "2026-06-02")
    assert said.code == 0, said.err
    assert "Bea Long says that Sam Ray is no longer there." in said.out
    assert states(run, "2026-06-02")["Bea Long", "Sam Ray"] == "live"
    assert (home / "survey-proposals.csv").exists()
    assert "unchanged" in run("import", path, "--as-of", "2026-06-02").out
