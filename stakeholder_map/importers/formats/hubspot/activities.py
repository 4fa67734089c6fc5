"""Meetings, calls and mails of HubSpot as interactions: day, channel, direction and who; never what they were about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from ...common.crm import NOBODY, NOT_MET, NOT_YET, Activity, Crm, Days, unreached
from ...common.crm.activities import Part, Who
from ...common.fields import View
from ...files.tables import Cell, Row
from .contacts import owner_of, parts

_CHANNELS = {"meeting": "meeting", "call": "call", "email": "e-mail"}
_DIRECTIONS = {"outbound": "out", "outgoing email": "out", "email": "out", "inbound": "in", "incoming email": "in"}
_UNSENT = frozenset({"scheduled", "sending", "draft", "queued", "ringing", "calling crm user"})
_MILLISECONDS = re.compile(r"\d{12,13}")
_ADDRESS = re.compile(r"[^\s()<>,;]+@[^\s()<>,;]+")


def read_activities(crm: Crm, found: Sequence[View]) -> None:
    """What was done with contacts, up to the day of the import."""
    for view in found:
        crm.covers("interactions", view.table.file)
        days = Days(view, "on")
        for row in view.table.rows:
            contacts = _contacts(crm, view, row)
            day = _day(view, row)
            on = day.date() if isinstance(day, datetime) else days.of(row)
            if not contacts:
                crm.drop(view.at(row), NOBODY)
            elif _came_to_nothing(view, row):
                crm.drop(view.at(row), NOT_MET)
            elif day is None or (on and on > crm.options.day):
                crm.drop(view.at(row), NOT_YET)
            else:
                crm.activities.add(_activity(crm, view, row, contacts, day))


def _came_to_nothing(view: View, row: Row) -> bool:
    outcome, status = _word(view, row, "outcome"), _word(view, row, "status")
    return unreached(outcome, status) or outcome == "rescheduled" or status in _UNSENT


def _activity(crm: Crm, view: View, row: Row, contacts: Sequence[Who], day: Cell) -> Activity:
    """The activity of a row; the kind stands before its id, which is not that of the contacts."""
    kind = view.shape.name
    colleague, contact = _taking_part(crm, view, row)
    code = view.text(row, "id")
    return Activity(view.at(row), {
        "id": code and f"{kind}/{code}", "on": day, "channel": _CHANNELS[kind],
        "direction": _DIRECTIONS.get(_word(view, row, "direction"), "")},
        view.headings(on="on", people="contact_ids"),
        [*((contact, who) for who in contacts), (colleague, owner_of(view, row))])


def _taking_part(crm: Crm, view: View, row: Row) -> tuple[Part, Part]:
    """How the colleague and the contacts took part: nobody knows it of a meeting that is only planned."""
    outcome = _word(view, row, "outcome")
    if view.shape.name != "meeting" or outcome == "completed":
        return "people", "people"
    if outcome == "no show":
        return "people", "absent"
    crm.count(view.at(row), "meetings of which nobody wrote down whether they took place; taken as accepted.")
    return "accepted", "accepted"


def _contacts(crm: Crm, view: View, row: Row) -> list[Who]:
    """The contacts of a row who are read, by id, else by address or name."""
    named = parts(view.text(row, "contact_ids")) or [
        found[0] if (found := _ADDRESS.search(text)) else text for text in parts(view.text(row, "contacts"))]
    return [who for text in named if (who := crm.who(text))]


def _day(view: View, row: Row) -> Cell:
    """The day of a row; one given in milliseconds as a date."""
    text = view.text(row, "on")
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).replace(tzinfo=None)
    return view.cell(row, "on")


def _word(view: View, row: Row, column: str) -> str:
    """A word of a list in one spelling: NO_SHOW and “No show” are the same."""
    return view.text(row, column).casefold().replace("_", " ")
