"""Calendar text cut into its events, each with its physical line: one that is broken spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9_/-]+")
_PARTS = frozenset({"VEVENT", "VTIMEZONE"})


@dataclass
class Part:
    """An event or a time zone: its content lines without those of what it contains, and what its calendar says."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)
    calendar: dict[str, str] = field(default_factory=dict)
    closed: bool = False


def parts(text: str) -> list[Part]:
    """Events (with END missing too, and outside of any calendar) and time zones (with their sub-components)."""
    found: list[Part] = []
    calendar: dict[str, str] = {}
    part: Part | None = None
    inside: list[str] = []
    for number, line in content_lines(text):
        verb, _, what = line.partition(":")
        verb, what = verb.strip().upper(), what.strip().upper()
        if verb == "BEGIN" and what == "VCALENDAR":
            calendar, part, inside = {}, None, []
        elif verb == "BEGIN" and what in _PARTS:
            part, inside = Part(what, number, [], calendar), []
            found.append(part)
        elif verb == "END" and (what == "VCALENDAR" or (part and what == part.name)):
            if part:
                part.closed = what == part.name
            part, inside = None, []
        elif part is None:
            _calendar_line(line, calendar, inside)
        elif verb == "BEGIN":
            inside.append(what)
        elif verb == "END" and inside:
            inside.pop()
        elif not inside or part.name == "VTIMEZONE":
            part.lines.append(line)
    return found


def is_calendar(text: str) -> bool:
    """Whether there is a calendar in a text, be it one without events."""
    return any(line.strip().upper() == "BEGIN:VCALENDAR" for line in text.splitlines())


def _calendar_line(line: str, calendar: dict[str, str], inside: list[str]) -> None:
    """A line that stands in no event: what the calendar says about itself, unless it is of a task or the like."""
    name = name_of(line)
    if name in ("BEGIN", "END"):
        inside[:] = [*inside, name] if name == "BEGIN" else inside[:-1]
    elif name and not inside:
        calendar.setdefault(name, line.partition(":")[2].strip())


def content_lines(text: str) -> Iterator[tuple[int, str]]:
    """Unfolded content lines, each with the physical line on which it begins; blank ones are passed over."""
    start, gathered = 0, [""]
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in (" ", "\t") and start:
            gathered.append(line[1:])
        elif line.strip():
            if start:
                yield start, "".join(gathered)
            start, gathered = number, [line]
    if start:
        yield start, "".join(gathered)


def name_of(line: str) -> str:
    """The name of the property on a content line, in capitals; '' where there is none."""
    found = _NAME.match(line)
    return found.group().upper() if found else ""
