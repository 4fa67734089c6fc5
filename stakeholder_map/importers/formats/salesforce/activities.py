"""Tasks and events of Salesforce as interactions: day, channel and who; what they were about is not read."""

from __future__ import annotations

from collections.abc import Sequence

from ...common.crm import Crm, Days
from ...common.fields import View
from ...files.tables import Row
from .ids import record_id
from .people import DELETED, Users

_CHANNELS = {"call": "call", "email": "e-mail", "list email": "e-mail", "meeting": "meeting", "event": "meeting"}
_DIRECTIONS = {"inbound": "in", "outbound": "out", "internal": ""}


def read_activities(crm: Crm, found: Sequence[View], users: Users) -> None:
    """What was done with a contact, up to the day of the import."""
    for view in found:
        crm.covers("interactions", view.table.file)
        days = Days(view, "on")
        for row in view.table.rows:
            person = crm.staff.get(record_id(view.text(row, "who")))
            day = days.of(row)
            if view.yes(row, "deleted"):
                crm.drop(view.at(row), DELETED)
            elif person is None:
                crm.drop(view.at(row), "activities are with nobody who is read")
            elif not view.text(row, "on") or (day and day > crm.options.day) or _open(view, row):
                crm.drop(view.at(row), "activities have not happened yet")
            else:
                crm.met(person, view.at(row), users.of(view, row), {
                    "id": record_id(view.text(row, "id")), "on": view.cell(row, "on"), "channel": _channel(view, row),
                    "direction": _DIRECTIONS.get(view.text(row, "call").casefold(), "")},
                    view.headings(on="on", people="who"))


def _open(view: View, row: Row) -> bool:
    """Whether a task is still to be done; events have no status and happen on their day."""
    if view.yes(row, "closed") is not None:
        return not view.yes(row, "closed")
    return view.text(row, "status").casefold() not in ("", "completed", "closed", "done")


def _channel(view: View, row: Row) -> str:
    """The neutral word for how it was done. A subject only tells it where it is no more than that word."""
    if view.shape.name == "event":
        return "meeting"
    subject = view.text(row, "subject").casefold()
    said = [view.text(row, column).casefold() for column in ("subtype", "type")]
    for text in (*said, subject, "email" if subject.startswith("email:") else ""):
        if text in _CHANNELS:
            return _CHANNELS[text]
    return "call" if view.text(row, "call") else ""
