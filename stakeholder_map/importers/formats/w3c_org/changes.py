"""Change events of the organisation ontology: what became of organisations and units, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...cells.dates import parse_date
from .terms import DCT, ORG, PROV, SCHEMA, TIME, Lookup, grouped, ordered

EVENT = f"{ORG}ChangeEvent"
_WHEN = (f"{PROV}endedAtTime", f"{PROV}atTime", f"{PROV}startedAtTime", f"{TIME}hasEnd", f"{TIME}hasBeginning",
        f"{DCT}date", *(f"{s}{name}" for s in SCHEMA for name in ("endDate", "startDate")))
"""The day of a change is that on which it was complete."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Event:
    """A change: its day as written ('' where nothing says it), and what was there before and is there after."""

    thing: Any
    on: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]

    @property
    def kind(self) -> str:
        """Several that became one are a merger; what became several was restructured; a new name is neither."""
        if len(self.before) > 1 and len(self.after) == 1:
            return "merger"
        return "restructure" if len(self.after) > 1 and self.before else "other"

    @property
    def ended(self) -> tuple[Any, ...]:
        """What is no longer there after it."""
        return tuple(thing for thing in self.before if thing not in self.after) if self.after else ()

    @property
    def begun(self) -> tuple[Any, ...]:
        """What was not there before it."""
        return tuple(thing for thing in self.after if thing not in self.before) if self.before else ()


def events(look: Lookup) -> list[Event]:
    """All change events of a graph, in order."""
    before = grouped(look.pairs((f"{ORG}originalOrganization",), (f"{ORG}changedBy",)))
    after = grouped(look.pairs((f"{ORG}resultingOrganization",), (f"{ORG}resultedFrom",)))
    things = look.typed(EVENT) | set(before) | set(after)
    return [Event(thing, look.day(thing, _WHEN), tuple(before.get(thing, ())), tuple(after.get(thing, ())))
            for thing in ordered(things)]


def in_words(event: Event, look: Lookup) -> str:
    """What became of what, by names."""
    before, after = ([name for thing in things if (name := look.name(thing))] for things in (event.before, event.after))
    if before and after:
        return f"{_enumerated(before)} became {_enumerated(after)}."
    return f"{_enumerated(before)} changed." if before else f"{_enumerated(after)} began." if after else ""


def _enumerated(names: list[str]) -> str:
    shown = names[:MOST_NAMED] + ([f"{len(names) - MOST_NAMED} others"] if len(names) > MOST_NAMED else [])
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def span(found: Sequence[Event], unit: Any) -> dict[str, str]:
    """The days on which change events let a unit begin and end; nothing is said of others."""
    begun = [day for event in found if unit in event.begun and (day := _day(event.on))]
    ended = [day for event in found if unit in event.ended and (day := _day(event.on))]
    return {**({"since": max(begun).isoformat()} if begun else {}),
            **({"until": (min(ended) - timedelta(days=1)).isoformat()} if ended else {})}


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)[0]
    except ValueError:
        return None
    return day if day and day > date.min else None
