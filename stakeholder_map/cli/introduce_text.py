"""What `introduce` prints for people: what to confirm first, one paragraph for each meeting, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..words import count, day, enumeration
from . import screen
from .leave_text import chance

if TYPE_CHECKING:
    from ..analysis.introductions.advice import Advice
    from ..analysis.introductions.answers import Introduction, Introductions

SHOWN = 25
"""So many meetings, and so many pieces of advice of a kind, are printed; the rest is in the JSON."""
BEFORE = {"confirm": "Confirm these first (stakeholder-map interview puts the questions to each colleague):"}
AFTER = {
    "find_out": "Find out who knows whom:", "fallback": "Agree a fallback:", "find_contact": "Find somebody first:",
    "find_colleague": "Find somebody first:", "limit": "Not within the limit:", "out_of_reach": "Out of reach:",
}
"""Headings of the kinds of advice, in the order in which they are shown."""


def show(answer: Introductions) -> None:
    """Introductions by meeting, those first that lower the chance most; advice before and after them."""
    _advice(answer.advice, BEFORE)
    if answer.rows:
        screen.say(f"{count(len(answer.rows), 'introduction')}, the most useful first; nobody of ours gets more than "
                   f"{answer.limit} (--limit):")
    meetings = [list(rows) for _, rows in groupby(answer.rows, key=lambda r: (r.partnership.id, r.organisation.id))]
    for rows in meetings[:SHOWN]:
        _meeting(rows)
    if len(meetings) > SHOWN:
        screen.say(f"and {len(meetings) - SHOWN} more meetings; --json has all of them.")
    if answer.rows and answer.guarantee:
        screen.say(answer.guarantee)
    if answer.rows and not answer.exact and not answer.guarantee:
        screen.say("A plan with fewer introductions may exist: the search was cut short.")
    if answer.rows:
        screen.say("")
    _advice(answer.advice, AFTER)
    if not answer.rows and not answer.advice:
        screen.say("Nothing to introduce: every partnership has the relationships that it needs.")


def _meeting(rows: Sequence[Introduction]) -> None:
    pairs = (f"{row.ours.name} – {row.theirs.name}: {row.reason}." for row in rows)
    finding = [f"{rows[0].closes}."] if rows[0].closes[0].isdigit() else []  # a target of risk is in the last line
    screen.entry(_place(rows[0]), *finding, *pairs, _how(rows))


def _place(item: Introduction | Advice) -> str:
    same = item.organisation.name == item.partnership.name
    return item.partnership.name if same else f"{item.partnership.name}, {item.organisation.name}"


def _how(rows: Sequence[Introduction]) -> str:
    """Where to meet, and what it does to the chance that nobody in touch is left."""
    first = rows[0]
    before, bare, after = map(chance, (first.loss_before, first.loss_after, first.loss_after_meeting))
    only = f" ({bare} if only these two meet)" if len(rows) == 1 and bare != after else ""
    return f"{_where(rows)}. Chance that contact is lost within a year: {before} → {after}{only}."


def _where(rows: Sequence[Introduction]) -> str:
    first, names = rows[0], [p.name for p in rows[0].meeting]
    if first.planned:
        purpose = f"“{first.planned.purpose}”" if first.planned.purpose else "the meeting"
        bring = dict.fromkeys(p.name for row in rows for p in (row.ours, row.theirs))
        others = f", where {enumeration(names)} meet" if len(names) > 1 else ""
        return f"Bring {enumeration(list(bring))} to {purpose} on {day(first.planned.on)}{others}"
    if names:
        return f"Let {enumeration(names)} host one meeting for all of them"
    if len(rows) > 1:
        return "Let them all meet once"
    return f"Let {enumeration([p.name for p in first.via])} bring them together" if first.via else "Let the two meet"


def _advice(advice: Sequence[Advice], titles: dict[str, str]) -> None:
    for title in dict.fromkeys(titles.values()):
        found = [item for item in advice if titles.get(item.kind) == title]
        if found:
            screen.say(title)
            for item in found[:SHOWN]:
                screen.entry(_place(item), item.message)
            if len(found) > SHOWN:
                screen.say(f"and {len(found) - SHOWN} more; --json has all of them.")
            screen.say("")
