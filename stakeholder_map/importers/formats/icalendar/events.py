"""One event of a calendar as what matters here: when, whether it took place, who was asked and what they said."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from ....batch import Origin
from .asked import Asked, people
from .components import Part, name_of

_READ = frozenset({"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID", "DTSTART", "RRULE", "RDATE",
                   "EXDATE", "STATUS", "CLASS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "ORGANIZER", "ATTENDEE"})
"""Properties that are looked at; what a meeting is about and where it is held are not among them."""

LONGEST_LINE = 100_000
"""A longer line is passed over: the library goes through it character by character, and no invitation has one."""

Moment = date | datetime


@dataclass
class Event:
    """An event as its file has it. Times are naive, in the zone of its beginning; `start` is None where it has none."""

    at: Origin
    uid: str = ""
    method: str = ""
    order: tuple[int, str] = (0, "")
    """Which of several versions is newer: sequence, and when it was written."""
    start: datetime | None = None
    written: str = ""
    """Its beginning as the file has it, for a message."""
    replaces: datetime | None = None
    rules: list[str] = field(default_factory=list)
    extra: list[datetime] = field(default_factory=list)
    excluded: list[date] = field(default_factory=list)
    zone: tzinfo | None = None
    cancelled: bool = False
    private: bool = False
    free: bool = False
    organiser: Asked | None = None
    asked: list[Asked] = field(default_factory=list)


def read_event(part: Part, file: str) -> Event:
    """An event from its content lines. A line that the library cannot read is as if it were not there."""
    from icalendar import Event as Component

    lines = [line for line in part.lines if len(line) <= LONGEST_LINE and name_of(line) in _READ]
    component = _parse(lines) or Component()
    event = Event(Origin(file, part.line), _text(component, "UID"), part.calendar.get("METHOD", "").upper())
    event.zone = _zone(component, part.calendar.get("X-WR-TIMEZONE", ""))
    event.start = next(iter(moments(component, "DTSTART", event.zone)), None)
    event.written = next((line for line in lines if name_of(line) == "DTSTART"), "")
    event.replaces = next(iter(moments(component, "RECURRENCE-ID", event.zone)), None)
    event.extra = moments(component, "RDATE", event.zone)
    event.excluded = [moment.date() for moment in moments(component, "EXDATE", event.zone)]
    event.rules = [line.partition(":")[2].strip() for line in lines if name_of(line) == "RRULE"]
    sequence = _text(component, "SEQUENCE")
    event.order = (int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,
                   _text(component, "LAST-MODIFIED") or _text(component, "DTSTAMP"))
    event.cancelled = event.method == "CANCEL" or _text(component, "STATUS").upper() == "CANCELLED"
    event.private = _text(component, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")
    event.free = (_text(component, "TRANSP").upper() == "TRANSPARENT"
                  or _text(component, "X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE")
    event.organiser = next(iter(people(component, "ORGANIZER")), None)
    event.asked = people(component, "ATTENDEE")
    return event


def endless(part: Part) -> list[str]:
    """The properties of lines that are passed over for their length."""
    return [name for line in part.lines if len(line) > LONGEST_LINE and (name := name_of(line)) in _READ]


def _parse(lines: list[str]) -> Any:
    """The lines as a component of the library; where it chokes, without the lines it chokes on. None: nothing left."""
    from icalendar import Event as Component

    try:
        return Component.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]))
    except Exception:  # the library raises whatever a broken line makes it meet
        if len(lines) < 2:
            return None
    kept = [line for line in lines if _parse([line]) is not None]
    return _parse(kept) if len(kept) < len(lines) else None


def _zone(component: Any, calendar: str) -> tzinfo | None:
    """The zone in which an event begins; that of its calendar where the event is written in UTC."""
    try:
        zone: tzinfo | None = component["DTSTART"].dt.tzinfo
    except Exception:  # no beginning, a day without time, or a value that is none
        return None
    if calendar and zone is not None and str(zone) in ("UTC", "Etc/UTC"):
        try:
            return ZoneInfo(calendar.strip())
        except Exception:  # not a zone that anybody knows
            return zone
    return zone


def moments(component: Any, name: str, zone: tzinfo | None) -> list[datetime]:
    """The times of a property, naive in the zone of the event; a day is its first moment, a period its beginning."""
    found = []
    values = component.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        with suppress(Exception):  # a value that the library kept as it stood, because it is no time
            inner = value.dts if hasattr(value, "dts") else [value]
            found += [local(one.dt[0] if isinstance(one.dt, tuple) else one.dt, zone) for one in inner]
    return found


def local(moment: Moment, zone: tzinfo | None) -> datetime:
    """A time in a zone, without saying so; what has no zone of its own stays as it is."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is not None:
        moment = moment.astimezone(zone or UTC)
    return moment.replace(tzinfo=None)


def _text(component: Any, name: str) -> str:
    value = component.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    try:
        return str(value.dt.isoformat()) if hasattr(value, "dt") else str(value).strip()
    except Exception:  # a value that the library kept as it stood
        return ""
