"""The days of a meeting that comes again: rules, extra days and exceptions, bounded whatever a rule says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from ...common.meetings import AHEAD, NEXT
from .events import Event, Moment, local

MOST_DAYS = 1_000
"""The latest so many past days of a series are kept."""
MOST_STEPS = 200_000
MOST_BARREN = 3
"""Rules that never come to a day take long to find out about; after so many in one import none is tried any more."""
_WITHIN_A_DAY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


class Expansion:
    """Works out the days of series up to a day, and the next planned ones. `faults` counts rules that cannot be read.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.faults = 0
        self._barren = 0

    def days(self, event: Event) -> set[date]:
        """The days of an event up to a year ahead; those on which it was called off are not among them."""
        if event.start is None or event.cancelled:
            return set()
        days = {event.start.date(), *(moment.date() for moment in event.extra)}
        for rule in event.rules:
            days |= set(self._ruled(rule, event))
        return days - set(event.excluded)

    def near(self, days: Iterable[date]) -> list[date]:
        """The past days and the next planned ones, in order."""
        ordered = sorted(days)
        past = [day for day in ordered if day <= self.today]
        ahead = [day for day in ordered if self.today < day <= self.today + AHEAD]
        return [*past[-MOST_DAYS:], *ahead[:NEXT]]

    def _ruled(self, text: str, event: Event) -> Iterator[date]:
        assert event.start is not None
        end = datetime.combine(self.today + AHEAD, time.max)
        if event.start > end or self._barren >= MOST_BARREN:
            return
        try:
            rule = _rule(text, event)
        except Exception:  # dateutil raises whatever a broken rule makes it meet
            self.faults += 1
            return
        latest: deque[date] = deque(maxlen=MOST_DAYS + 500)
        for _, moment in zip(range(MOST_STEPS), _until(rule, end), strict=False):
            if not latest or latest[-1] != moment.date():
                latest.append(moment.date())
        self._barren += not latest
        yield from latest


def _until(rule: Any, end: datetime) -> Iterator[datetime]:
    try:
        for moment in rule:
            if moment > end:
                return
            yield moment
    except (ValueError, OverflowError):  # beyond the last year that there is
        return


def _rule(text: str, event: Event) -> Any:
    """A rule of dateutil that begins with the event; one that repeats within a day has no further days."""
    from dateutil.rrule import rrulestr

    parts = dict(part.upper().split("=", 1) for part in text.replace(" ", "").split(";") if part)
    if parts["FREQ"] in _WITHIN_A_DAY:
        return []
    if int(parts.get("INTERVAL", "1")) < 1:
        raise ValueError("a rule repeats at intervals of at least one")
    if until := parts.pop("UNTIL", ""):
        parts.pop("COUNT", None)
        parts["UNTIL"] = _last(until, event).strftime("%Y%m%dT%H%M%S")
    return rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=event.start)


def _last(text: str, event: Event) -> datetime:
    """The last moment of a rule, in the zone of the event; a day counts whole."""
    from icalendar.prop import vDDDTypes

    moment: Moment = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]  # it has no types
    if isinstance(moment, datetime):
        return local(moment, event.zone)
    return datetime.combine(moment, time.max.replace(microsecond=0))
