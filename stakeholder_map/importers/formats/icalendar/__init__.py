"""iCalendar: meetings of a calendar as interactions, with who accepted, who declined, and who went for whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from ....batch import Batch, Problem
from ....errors import InputError
from ....identity import Directory
from ....words import tally
from ...assembly import assemble
from ...common.correspondents import Correspondents
from ...common.made import MadeRows
from ...common.meetings import Invited, Meetings
from ...files.sample import Sample
from ...options import Options
from .asked import Asked, answer
from .events import Event
from .files import AGAIN, NONE, calendars, events_of
from .recurrence import Expansion
from .series import SKIPPED, Occasion, occasions

NAME = "icalendar"
HELP = "iCalendar (.ics): who met whom, with series, answers and deputies"
SOURCE = "calendar"
_BEGINS = re.compile(r"\s*BEGIN:V(CALENDAR|EVENT|TIMEZONE|TODO|JOURNAL|FREEBUSY)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def detect(sample: Sample) -> float:
    """How surely files are calendars, from 0 to 1."""
    if any(_BEGINS.match(text) for text in sample.texts.values()):
        return 0.95
    return 0.85 if sample.endings & {".ics", ".ical"} else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The meetings of all files as interactions, versions of one meeting put together."""
    made = MadeRows()
    calendar = _Calendar(made, Meetings(made, Correspondents(made, options, known)), options, known)
    notes: list[Problem] = []
    files = [file for path in paths for file in calendars(path)]
    events = [event for file in files for event in events_of(file, notes)]
    if sum(NONE in note.message for note in notes) == len(files):
        raise InputError(f"{files[0].name}{NONE}", AGAIN)
    for occasion in occasions(calendar.usable(events)):
        calendar.add(occasion)
    tables = made.tables()
    return assemble(tables, options, known, options.source or SOURCE, [*notes, *calendar.notes()], closing=False,
                    rows=len(events))


class _Calendar:
    """Turns meetings into rows, and counts what is none."""

    def __init__(self, made: MadeRows, meetings: Meetings, options: Options, known: Directory) -> None:
        self._made = made
        self._meetings = meetings
        self._today = options.day
        self._stored = _stored(known, options.source or SOURCE)
        self._expansion = Expansion(options.day)
        self._deputies: Counter[tuple[str, str]] = Counter()
        self._unanswered = 0
        self._left: Counter[str] = meetings.left_out

    def usable(self, events: Sequence[Event]) -> list[Event]:
        """Events without those that only talk about a meeting, and without private ones."""
        private = {event.uid for event in events if event.private and event.uid}
        self._left["private events"] += sum(event.private for event in events)
        talk = [event for event in events if event.method in SKIPPED]
        self._left["counter-proposals"] += len(talk)
        return [e for e in events if e.method not in SKIPPED and not e.private and e.uid not in private]

    def add(self, occasion: Occasion) -> None:
        """The meetings of an occasion on all its days."""
        event = occasion.event
        if event.start is None:
            self._reject(event)
        elif event.free and not event.cancelled:
            self._left["events that keep no time busy"] += 1
        else:
            said = _said(event)
            if not self._meetings.concern(event.at, self._invited(event, event.start.date(), said)):
                return
            for day in self._standing(occasion, said):
                self._meetings.add(event.at, occasion.id(day), day, self._invited(event, day, said))
            self._count(event, said)

    def _standing(self, occasion: Occasion, said: bool) -> list[date]:
        """The days that stand. Those that an import had stored as planned and that stand no more have nobody who came.
        """
        event, days = occasion.event, self._expansion.days(occasion.event)
        self._left["cancelled events"] += event.cancelled
        changed_on = event.order[1][:10]
        for code, day in self._stored.get(occasion.code, ()) if occasion.code else ():
            day = day or (event.start.date() if event.start else self._today)
            later = not occasion.repeated or day > self._today or day.isoformat() >= changed_on > ""
            if later and day not in days | occasion.changed:
                self._meetings.called_off(event.at, code, day, self._invited(event, day, said))
        return self._expansion.near(days)

    def _invited(self, event: Event, day: date, said: bool) -> list[Invited]:
        """Everybody asked, with deputies and the organiser, who calls a meeting that they attend."""
        asked = {one.mark: one for one in event.asked}
        organiser = event.organiser
        if organiser and (own := asked.get(organiser.mark)) and own.silent:
            asked[own.mark] = replace(own, partstat="ACCEPTED")
        found = [Invited(one.email, one.name, answer(one, day, self._today, said), one.group)
                 for one in asked.values()]
        found += [Invited(email, "", "accepted") for email in
                  dict.fromkeys(e for one in asked.values() for e in one.delegates) if email not in asked]
        if organiser and organiser.mark not in asked and event.asked:
            found.append(Invited(organiser.email, organiser.name, "accepted", organiser.group))
        return found

    def _count(self, event: Event, said: bool) -> None:
        self._unanswered += not said and len(event.asked) > 0
        for one in event.asked:
            for delegate in one.delegates:
                self._deputies[_shown(one), delegate] += 1

    def _reject(self, event: Event) -> None:
        """An event without a day is rejected as a row, so that it stands among the others; answers alone are none."""
        if event.method in ("REPLY", "CANCEL"):
            self._left["notices without their meeting"] += 1
        else:
            self._meetings.undated(event.at, event.uid, event.written, self._invited(event, self._today, _said(event)),
                                   "DTSTART")

    def notes(self) -> list[Problem]:
        """What was left out, and what people should know about the rest."""
        notes = self._meetings.notes()
        if self._unanswered:
            notes.append(_note(tally(self._unanswered, "events do not say who accepted; everybody on the list was "
                                                           "taken to have, unless their attendance was optional.")))
        if self._expansion.faults:
            notes.append(_note(tally(self._expansion.faults, "rules for series cannot be read; only the first meeting "
                                                                "was.")))
        if self._deputies:
            shown = ", ".join(f"{b} for {a} ({n}×)" for (a, b), n in self._deputies.most_common(20))
            notes.append(_note(f"Deputies who were sent: {shown}."))
        return notes


def _stored(known: Directory, source: str) -> dict[str, list[tuple[str, date | None]]]:
    """The ids of meetings that imports have stored, by that of their series; with their days where they are of one."""
    found: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for entry in known.entries.values():
        if entry.label == "Interaction" and entry.source == source:
            series, _, day = entry.id.rpartition("/")
            found[entry.id].append((entry.id, None))
            if series and _DAY.fullmatch(day):
                with suppress(ValueError):
                    found[series].append((entry.id, date.fromisoformat(day)))
    return found


def _said(event: Event) -> bool:
    """Whether the file says of anybody what they answered."""
    return any(asked.partstat for asked in event.asked) or event.method == "REQUEST"


def _shown(asked: Asked) -> str:
    return asked.name or asked.email


def _note(message: str) -> Problem:
    return Problem(message, rejected=False)
