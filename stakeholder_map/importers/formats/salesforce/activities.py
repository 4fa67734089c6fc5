"""Tasks and events of Salesforce as interactions: day, channel and who; what they were about is not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...common.crm import NOBODY, NOT_MET, NOT_YET, Activity, Crm, Days, unreached
from ...common.crm.activities import Part, Who
from ...common.fields import View
from ...files.tables import Row
from .ids import record_id
from .people import DELETED, Users

_CHANNELS = {"call": "call", "email": "e-mail", "list email": "e-mail", "meeting": "meeting", "event": "meeting"}
_DIRECTIONS = {"inbound": "in", "outbound": "out", "internal": ""}
_ANSWERS: Mapping[str, Part] = {"accepted": "accepted", "declined": "absent", "uninvited": "absent"}
_EVENTS = "00U"
"""The beginning of the ids of events."""

_Invited = Mapping[str, Sequence[tuple[Part, Who]]]


def read_activities(crm: Crm, found: Sequence[View], related: Sequence[View], users: Users) -> None:
    """What was done with contacts, up to the day of the import; `related` are further people of an activity."""
    invited = _related(crm, related, users)
    copies = any(view.has("event") for view in related)
    for view in found:
        crm.covers("interactions", view.table.file)
        days = Days(view, "on")
        for row in view.table.rows:
            activity = _activity(crm, view, row, users, invited)
            day = days.of(row)
            if view.yes(row, "deleted"):
                crm.drop(view.at(row), DELETED)
            elif copies and view.yes(row, "child"):
                crm.drop(view.at(row), "copies of events in the calendars of those invited")
            elif not activity.has_contact:
                crm.drop(view.at(row), NOBODY)
            elif not view.text(row, "on") or (day and day > crm.options.day) or _open(view, row):
                crm.drop(view.at(row), NOT_YET)
            elif unreached(view.text(row, "outcome")):
                crm.drop(view.at(row), NOT_MET)
            else:
                crm.activities.add(activity)


def _activity(crm: Crm, view: View, row: Row, users: Users, invited: _Invited) -> Activity:
    code = record_id(view.text(row, "id"))
    place = crm.organisations.find(view.text(row, "account"))
    contact = crm.who(record_id(view.text(row, "who")), place) or crm.who(view.text(row, "contact"), place)
    who: list[tuple[Part, Who]] = [("people", contact)] if contact else []
    said = invited.get(code, ())
    answered = {other for part, other in said if part != "people"}
    return Activity(view.at(row), {
        "id": code, "on": view.cell(row, "on"), "channel": _channel(view, row),
        "direction": _DIRECTIONS.get(view.text(row, "call").casefold(), "")},
        view.headings(on="on", people="who"),
        [*(pair for pair in who if pair[1] not in answered), ("people", users.of(view, row)), *said])


def _related(crm: Crm, found: Sequence[View], users: Users) -> _Invited:
    """For each activity the people it concerns beside those that it names itself, and what they answered."""
    invited: dict[str, list[tuple[Part, Who]]] = defaultdict(list)
    for view in found:
        for row in view.table.rows:
            code = record_id(view.text(row, "who"))
            part = _part(view, row)
            if view.yes(row, "deleted"):
                crm.drop(view.at(row), DELETED)
            elif view.yes(row, "what"):
                continue
            elif not (who := users.get(code) or crm.who(code)):
                crm.drop(view.at(row), "guests are not among the contacts and users")
            elif part is None:
                crm.drop(view.at(row), "people were invited and did not answer")
            else:
                invited[record_id(view.text(row, "activity"))].append((part, who))
    return invited


def _part(view: View, row: Row) -> Part | None:
    """What a row says of somebody: who is invited counts by the answer, who is named as contact took part."""
    answer = _ANSWERS.get(view.text(row, "status").casefold())
    if answer or not view.has("event"):
        return answer or "people"
    return "people" if view.yes(row, "parent") or view.yes(row, "invitee") is False else None


def _open(view: View, row: Row) -> bool:
    """Whether a task is still to be done; events have no status and happen on their day."""
    if view.yes(row, "closed") is not None:
        return not view.yes(row, "closed")
    return view.text(row, "status").casefold() not in ("", "completed", "closed", "done")


def _channel(view: View, row: Row) -> str:
    """The neutral word for how it was done. A subject only tells it where it is no more than that word."""
    if view.shape.name == "event" or view.text(row, "id").startswith(_EVENTS):
        return "meeting"
    subject = view.text(row, "subject").casefold()
    said = [view.text(row, column).casefold() for column in ("subtype", "type")]
    for text in (*said, subject, "email" if subject.startswith("email:") else ""):
        if text in _CHANNELS:
            return _CHANNELS[text]
    return "call" if view.text(row, "call") else ""
