"""Versions of one meeting put together: invitations, answers, changes of single days and cancellations share a UID."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .asked import Asked
from .events import Event

SKIPPED = frozenset({"COUNTER", "DECLINECOUNTER", "REFRESH"})
"""Messages about a meeting that change nothing by themselves."""
_SILENT = ("", "NEEDS-ACTION")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, a series, or one changed day of it: its event, its id, and the days that are occasions themselves."""

    event: Event
    code: str
    repeated: bool
    changed: frozenset[date] = frozenset()

    def id(self, day: date) -> str:
        """The id of the meeting on a day; '' where the file gives none."""
        return f"{self.code}/{day}" if self.repeated and self.code else self.code


def occasions(events: Sequence[Event]) -> Iterator[Occasion]:
    """Everything that the events say took place or is planned; `event.cancelled` for what is called off."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.uid:
            groups[event.uid].append(event)
        else:
            yield Occasion(event, "", False)
    for uid, versions in groups.items():
        yield from _series(uid, versions)


def _series(uid: str, versions: list[Event]) -> Iterator[Occasion]:
    """The meeting itself and its changed days, each in its newest version."""
    changed: dict[date, list[Event]] = defaultdict(list)
    whole: list[Event] = []
    for event in versions:
        if event.replaces:
            changed[event.replaces.date()].append(event)
        elif event.method == "ADD" and event.start:
            changed[event.start.date()].append(event)
        else:
            whole.append(event)
    master = merged(whole) if whole else None
    repeated = bool(changed) or bool(master and (master.rules or master.extra))
    if master:
        master.excluded += list(changed)
        yield Occasion(master, uid, repeated, frozenset(changed))
    for day, events in sorted(changed.items()):
        single = merged(events)
        single.rules, single.extra, single.excluded = [], [], []
        single.start = single.start or single.replaces
        single.cancelled = single.cancelled or bool(master and master.cancelled)
        yield Occasion(_completed(single, master), f"{uid}/{day}", False)


def _completed(single: Event, master: Event | None) -> Event:
    """A changed day that lists nobody (an answer, or only a new time) has the people of its series."""
    if master is None or (len(single.asked) > 1 and single.method != "REPLY"):
        return single
    return replace(single, asked=_answers([master, single]), organiser=single.organiser or master.organiser)


def merged(versions: list[Event]) -> Event:
    """The newest version, with every answer that any version has."""
    ordered = sorted(versions, key=lambda event: event.order)
    stated = [event for event in ordered if event.method not in ("REPLY", "CANCEL") and event.start]
    newest = stated[-1] if stated else ordered[-1]
    answered = [event for event in ordered if event.method == "REPLY"]
    cancelled = ordered[-1].cancelled or any(e.cancelled and e.order >= newest.order for e in ordered)
    same = [event for event in stated if event.order[0] == newest.order[0]]
    listed = {asked.mark for event in (newest, *answered) for asked in event.asked}
    asked = [one for one in _answers([*same, *answered]) if one.mark in listed] if stated else _answers(ordered)
    return replace(newest, asked=asked, cancelled=cancelled, rules=list(newest.rules),
                   excluded=list(newest.excluded), private=any(event.private for event in ordered))


def _answers(versions: Sequence[Event]) -> list[Asked]:
    """Everybody on any of the lists; a later answer replaces an earlier one, silence replaces none."""
    found: dict[str, Asked] = {}
    for event in versions:
        for asked in event.asked:
            before = found.get(asked.mark)
            if before is None or before.partstat in _SILENT or asked.partstat not in _SILENT:
                found[asked.mark] = asked
    return list(found.values())
