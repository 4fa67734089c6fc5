"""Files about contact: interactions, and the ties that somebody wrote into a contact list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from .cast import CONTACTS, Cast
from .days import DAYS_PER_MONTH, Calendar, to_month, working_day
from .dice import dice
from .shapes import Contacts, Known, Series
from .sheets import Sheets, several

LARGE = 15
"""With more people present, a meeting is nobody's contact."""
PERSONAL = ("meeting", "call", "video")
REVIEWED = 4
"""Months since the contact list was last gone through."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One interaction: who came, who was expected and did not."""

    on: date
    series: Series
    purpose: str
    came: tuple[str, ...]
    absent: tuple[str, ...]
    partnership: str


Latest = dict[tuple[str, str], date]


def add_contacts(sheets: Sheets, everybody: Cast, calendar: Calendar, seed: int) -> None:
    """All interactions in the order of their days, then all ties."""
    meetings = list(_meetings(calendar, seed))
    for number, meeting in enumerate(sorted(meetings, key=lambda meeting: meeting.on), start=1):
        sheets.add("interactions", id=f"i-{number:04d}", on=meeting.on, channel=meeting.series.channel,
                   direction=meeting.series.direction, purpose=meeting.purpose,
                   people=several(map(everybody.ref, meeting.came)),
                   absent=several(map(everybody.ref, meeting.absent)), partnership=meeting.partnership)
    latest = _latest(meeting for meeting in meetings if meeting.on <= calendar.today)
    random = dice(seed, "ties")
    for story, contacts in CONTACTS:
        partnership = story.id if story and contacts.named else ""
        for known in (*contacts.known, *_met_and_noted(everybody, contacts, random)):
            _add_tie(sheets, everybody, calendar, known, partnership, latest, random)


def _meetings(calendar: Calendar, seed: int) -> Iterator[Meeting]:
    for number, (story, contacts) in enumerate(CONTACTS):
        for ordinal, series in enumerate(contacts.series):
            random = dice(seed, f"series {number}.{ordinal}")
            partnership = story.id if story and contacts.about else ""
            yield from _series(calendar, series, partnership, random)


def _series(calendar: Calendar, series: Series, partnership: str, random: Random) -> Iterator[Meeting]:
    """Meetings from the last one backwards; everybody came to the last one, so that its story holds."""
    span = (series.since - series.until) * DAYS_PER_MONTH
    for step in range(int(span // series.every) + 1):
        jitter = random.randint(-3, 3) if step and series.every >= 14 else 0
        months = series.until + (step * series.every + jitter) / DAYS_PER_MONTH
        came = series.people if step == 0 else _present(series.people, random)
        absent = tuple(who for who in series.people if who not in came)
        purpose = series.purposes[step % len(series.purposes)]
        day = calendar.ago(min(months, series.since))
        yield Meeting(working_day(day), series, purpose, came, (*absent, *series.never_came), partnership)


def _present(people: tuple[str, ...], random: Random) -> tuple[str, ...]:
    """Now and then one is away, but never so that a meeting becomes a pair or a crowd becomes a circle."""
    if len(people) < 4 or len(people) > LARGE or random.random() > 0.35:
        return people
    away = random.choice(people[1:])
    return tuple(who for who in people if who != away)


def _latest(meetings: Iterable[Meeting]) -> Latest:
    """The last day on which two people were in one small meeting."""
    latest: Latest = {}
    for meeting in meetings:
        if len(meeting.came) <= LARGE:
            for one, other in product(meeting.came, meeting.came):
                latest[one, other] = max(meeting.on, latest.get((one, other), meeting.on))
    return latest


def _met_and_noted(everybody: Cast, contacts: Contacts, random: Random) -> Iterator[Known]:
    """Where a tie has to name its partnership, everybody who met there was written into the contact list."""
    written = {(known.ours, known.theirs) for known in contacts.known}
    for series in contacts.series:
        if not contacts.named or series.planned or series.channel not in PERSONAL or len(series.people) > LARGE:
            continue
        ours = [who for who in series.people if everybody.is_ours(who)]
        theirs = [who for who in series.people if not everybody.is_ours(who)]
        for pair in product(ours, theirs):
            if pair not in written:
                written.add(pair)
                yield Known(*pair, strength=random.choice((2, 2, 3, 3, 4)), since=series.since)


def _add_tie(sheets: Sheets, everybody: Cast, calendar: Calendar, known: Known, partnership: str, latest: Latest,
             random: Random) -> None:
    last = latest.get((known.ours, known.theirs)) if known.until is None else None
    written, checked = random.random() < 0.4, random.random() < 0.3
    reviewed = calendar.ago(REVIEWED)
    confirmed = calendar.optional(known.confirmed)
    if checked and last is not None and last > reviewed and (known.since or 0) > REVIEWED:
        confirmed = reviewed
    met = calendar.optional(known.met) or (last if written else None)
    sheets.add("ties", from_=everybody.ref(known.ours), to=everybody.ref(known.theirs), strength=known.strength,
               since=None if known.since is None else to_month(calendar.ago(known.since)),
               until=None if known.until is None else calendar.before(known.until), last_contact=met,
               confirmed_on=confirmed, asserted_by=known.said_by, partnership=partnership)
