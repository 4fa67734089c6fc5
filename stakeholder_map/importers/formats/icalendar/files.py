"""The calendars of a path, and the events of a calendar, with notes on what of it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ....batch import Problem
from ....errors import InputError
from ...files.tables import check
from ...files.text_tables import decode
from .components import is_calendar, parts
from .events import LONGEST_LINE, Event, endless, read_event

NONE = " holds no calendar, although its name says so."
AGAIN = "Export the calendar again as .ics, or rename the file after what it is."


def calendars(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(f for f in path.rglob("*") if f.suffix.lower() in (".ics", ".ical") and f.is_file())
    if not found:
        raise InputError(f"{path} holds no calendar", "Name a folder with .ics files.")
    return found


def events_of(file: Path, notes: list[Problem]) -> Iterator[Event]:
    """The events of a file; a time zone that the file brings along is made known to the library first."""
    check(file)
    text, problems = decode(file.read_bytes(), file.name)
    notes += problems
    found = parts(text)
    if not found and not is_calendar(text):
        notes.append(Problem(f"{file.name}{NONE}", AGAIN, rejected=False))
    elif not any(part.name == "VEVENT" for part in found):
        notes.append(Problem(f"{file.name} has no events; tasks and free times say nothing about who met whom.",
                             rejected=False))
    for part in found:
        if part.name == "VTIMEZONE":
            _learn(part.lines)
    for part in found:
        if part.name == "VEVENT":
            if not part.closed:
                notes.append(Problem("An event has no end; it was read as far as it goes.",
                                     "Export the calendar again.", file.name, part.line, rejected=False))
            for name in endless(part):
                notes.append(Problem(f"A line of {name} is longer than {LONGEST_LINE:,} characters; it was left out.",
                                     "Is the file damaged? Export the calendar again.", file.name, part.line,
                                     rejected=False))
            yield read_event(part, file.name)


def _learn(lines: list[str]) -> None:
    from icalendar import Timezone
    from icalendar.timezone import tzp

    try:
        tzp.cache_timezone_component(Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"])))
    except Exception:  # a broken time zone: its times are read as they are written
        return
