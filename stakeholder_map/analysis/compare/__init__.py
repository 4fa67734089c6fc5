"""What changed between two days and why, keeping apart what happened from what we only learned.

Three standings explain a change: what the records of the earlier day said (`reported`), how it stood that day with
everything known now (`before`), and how it stands on the later day (`after`). From reported to before we learned;
from before to after it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ...errors import InputError
from ...snapshot import Snapshot
from ...words import day
from ..answers import VERDICTS
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import Partnership
from ..ground.refs import listed, pair_text, partnership_ref, ref
from .changed import Change, Comparison, Direction, Event, figures
from .events import Between
from .recorded import Ledger, hindsight
from .views import Standing, View

_LEARNED = {
    "met": "knew each other already", "again": "were in contact already", "joined": "knew each other already",
    "confirmed": "is confirmed: the contact is there", "lapsed": "did not count any more",
    "closed": "did not count any more",
}
"""What an event means when it lies between two states of knowledge about one day."""


def compare(
    snapshot: Snapshot,
    since: date,
    until: date,
    half_life: float = HALF_LIFE,
    ledger: Ledger | None = None,
    partnership: str | None = None,
) -> Comparison:
    """Compare two days. Without a ledger, or before its first import, `reported` cannot be told and is None.

    Raises InputError when `since` is not before `until`.
    """
    if since >= until:
        raise InputError(f"{since} is not before {until}.", "Name the earlier day first (--from), then --to.")
    ledger = ledger or Ledger()
    known = ledger.known_on(snapshot, since)
    then = View(known if known is not None else snapshot.at(since), half_life)
    before, after = View(hindsight(snapshot, since, until), half_life), View(snapshot.at(until), half_life)
    keys = sorted(before.partnerships.keys() | after.partnerships.keys() | then.partnerships.keys())
    called = [key for key in keys if partnership is None or _called(key, partnership, (after, before, then))]
    changes = [_change(key, then, before, after, ledger, can_tell=known is not None) for key in called]
    order = sorted(changes, key=lambda c: (VERDICTS.index(c.after.verdict) if c.after else 9, c.partnership.id))
    return Comparison(since, until, ledger.first, known is not None, tuple(order))


def _called(key: str, text: str, views: Iterable[View]) -> bool:
    return any(key in view.partnerships and view.partnerships[key].is_called(text) for view in views)


def _change(key: str, then: View, before: View, after: View, ledger: Ledger, *, can_tell: bool) -> Change:
    first = _first_record(key, after, ledger)
    a, b, c = then.standing(key), before.standing(key), after.standing(key)
    early = first is not None and before.snapshot.date < first
    if early:
        a, b = _unknown(a, first), _unknown(b, first)
    at = next(view.partnerships[key] for view in (after, before, then) if key in view.partnerships)
    learned = _learned(key, then, before, after.snapshot.date, ledger) if a and b and not early else []
    if early and b and c:
        learned = list(_first_records(key, before, first))
    if a and b and a.needed != b.needed:
        text = f"The record now asks for {b.needed} relationships; it asked for {a.needed}."
        learned.append(Event("record", None, None, (), (), text))
    happened: list[Event] = []
    if b and c:
        happened = Between(before, after, key).events()
        if figures(b) != figures(c) and not happened and not learned:
            happened = [Event("record", None, None, (), (), "The records about it changed.")]
    elif b or c:
        happened = [_began_or_ended(at, after)]
    return Change(partnership_ref(at), a if can_tell else None, b, c, _direction(b, c), tuple(happened), tuple(learned))


def _learned(key: str, then: View, before: View, until: date, ledger: Ledger) -> list[Event]:
    """What is known now about the earlier day and was not then, each with the day on which it was recorded."""
    found = []
    for event in Between(then, before, key).events():
        days: list[date] = []
        for ours, theirs in event.ties:
            relationship = before.base.relationships.between(ours, theirs)
            for statement in relationship.statements if relationship else ():
                days += [day for day in (ledger.day(statement), statement.get("confirmed_on")) if day]
        on = max((day for day in days if before.snapshot.date < day <= until), default=None)
        pairs = listed([pair_text(before.snapshot.name, *ends) for ends in event.ties])
        text = f"{pairs} {_LEARNED[event.kind]}." if event.kind in _LEARNED and pairs else event.text
        found.append(replace(event, on=on, text=text))
    return found


def _first_records(key: str, before: View, first: date | None) -> Iterator[Event]:
    """Relationships without a date that were recorded for the first time after the earlier day."""
    for organisation in before.partners(key):
        ties = sorted(before.part(key, organisation).recorded)
        if ties:
            said = listed([pair_text(before.snapshot.name, *ends) for ends in ties])
            text = f"Recorded for the first time on {day(first)}, without a day on which they began: {said}."
            yield Event("record", first, ref(before.snapshot, organisation), (), tuple(ties), text)


def _first_record(key: str, view: View, ledger: Ledger) -> date | None:
    """The first day of which anything is recorded about the relationships of a partnership; None without a date."""
    days: list[date] = []
    for organisation in view.partners(key):
        for relationship in view.part(key, organisation).recorded.values():
            days += [contact.on for contact in relationship.contacts]
            for statement in relationship.statements:
                told = (*(statement.get(name) for name in ("since", "until", "last_contact")), ledger.day(statement))
                days += [day for day in (*told, *(statement.get("contacts") or ())) if day]
    return min(days, default=None)


def _unknown(standing: Standing | None, first: date | None) -> Standing | None:
    """Before the first record nothing is known, whatever undated records may say."""
    if standing is None:
        return None
    reason = f"Nothing is recorded about its relationships before {day(first)}."
    return Standing("unknown", None, None, standing.needed, reason)


def _began_or_ended(at: Partnership, after: View) -> Event:
    began = at.key in after.partnerships
    started = at.attributes.get("started") if began else None
    if at.implied:
        text = ("It is counted from here on, because people there are recorded." if began else
                "It is not counted by itself any more: a recorded partnership has it, or nobody there is recorded.")
    else:
        when = f" on {day(started)}" if started else ""
        text = f"The partnership began{when}." if began else "The partnership ended, or all its members left."
    return Event("began" if began else "ended", started, None, (), (), text)


def _direction(before: Standing | None, after: Standing | None) -> Direction:
    if before is None or after is None or "unknown" in (before.verdict, after.verdict):
        return "unclear"
    a = (VERDICTS.index(before.verdict), before.kappa or 0, before.kappa_confirmed or 0)
    b = (VERDICTS.index(after.verdict), after.kappa or 0, after.kappa_confirmed or 0)
    return "same" if a == b else "better" if b > a else "worse"
