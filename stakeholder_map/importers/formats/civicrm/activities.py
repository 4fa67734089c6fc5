"""Activities of CiviCRM as interactions: with whom they were, and who did them; never what they were about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...common.crm import NO_CONTACT, NOBODY, NOT_MET, NOT_YET, Activity, Crm, Days, unreached
from ...common.crm.activities import Part, Who
from ...common.fields import View
from ...files.tables import Row

_KINDS = {
    "meeting": ("meeting", ""), "1": ("meeting", ""), "phone call": ("call", ""), "2": ("call", ""),
    "email": ("e-mail", "out"), "3": ("e-mail", "out"), "inbound email": ("e-mail", "in"), "12": ("e-mail", "in"),
    "sms": ("message", "out"), "outbound sms": ("message", "out"), "4": ("message", "out"),
    "inbound sms": ("message", "in"), "print pdf letter": ("letter", "out"), "letter": ("letter", "out")}
"""Channel and direction of the types that come with the product, by name and by number."""

_SYSTEM = frozenset({
    "bulk email", "mass sms", "contribution", "event registration", "membership signup", "membership renewal",
    "membership renewal reminder", "change membership status", "change membership type", "tell a friend",
    "pledge acknowledgment", "pledge reminder", "survey", "canvass", "petition", "reminder sent", "export",
    "export accounting batch", "contact merged", "contact deleted by merge", "print/merge document", "payment",
    "refund", "failed payment", "downloaded invoice", "emailed invoice", "update recurring contribution",
    "cancel recurring contribution", "open case", "change case type", "change case status", "follow up"})
"""Types that the product writes by itself, or that are no contact with anybody."""

_HAPPENED = frozenset({"completed", "2", ""})
_CALLED_OFF = frozenset({"3", "4", "5", "not required", "6"})
_NO_SHOW = frozenset({"no-show", "no show", "no_show", "8"})

_ROLES = {"1": "assignee", "activity assignees": "assignee", "2": "source", "activity source": "source",
          "3": "target", "activity targets": "target"}

_Listed = Mapping[tuple[str, str], Sequence[str]]
"""Contacts by activity and role."""


def read_activities(crm: Crm, found: Sequence[View], links: Sequence[View]) -> None:
    """What was done with contacts, up to the day of the import; `links` are tables of who stands in which activity."""
    listed = _listed(links)
    for view in found:
        crm.covers("interactions", view.table.file)
        days = Days(view, "on")
        for row in view.table.rows:
            day, status = days.of(row), view.text(row, "status").casefold()
            if why := _left_out(view, row, status):
                crm.drop(view.at(row), why)
            elif not (targets := _people(crm, view, row, "target", listed)):
                crm.drop(view.at(row), NOBODY)
            elif not view.text(row, "on") or (day and day > crm.options.day) or status not in _HAPPENED | _NO_SHOW:
                crm.drop(view.at(row), NOT_YET)
            else:
                doers = _people(crm, view, row, "assignee", listed) or _people(crm, view, row, "source", listed)
                crm.activities.add(_activity(view, row, targets, doers, "absent" if status in _NO_SHOW else "people"))


def _activity(view: View, row: Row, targets: Sequence[Who], doers: Sequence[Who], came: Part) -> Activity:
    channel, direction = _KINDS[view.text(row, "type").casefold()]
    code = view.text(row, "id")
    return Activity(view.at(row), {"id": code and f"activity/{code}", "on": view.cell(row, "on"), "channel": channel,
                                   "direction": direction}, view.headings(on="on", people="target"),
                    [*((came, who) for who in targets), *(("people", who) for who in doers)])


def _left_out(view: View, row: Row, status: str) -> str:
    """Why an activity is no interaction, '' when it may be one."""
    kind = view.text(row, "type")
    if view.yes(row, "deleted") or view.yes(row, "test"):
        return "activities are in the trash, or tests"
    if kind.casefold() in _SYSTEM or (kind.isdecimal() and kind not in _KINDS):
        return NO_CONTACT
    if kind.casefold() not in _KINDS:
        return f"activities are of the type “{kind[:60]}”, of which nobody knows whether it is a contact"
    return NOT_MET if unreached(status) or status in _CALLED_OFF else ""


def _people(crm: Crm, view: View, row: Row, role: str, listed: _Listed) -> list[Who]:
    """The contacts of a row who are read, in one of the roles: target, assignee or source."""
    named = _names(view.text(row, role)) or listed.get((view.text(row, "id"), role), ())
    return [who for text in named if (who := crm.who(text))]


def _names(text: str) -> list[str]:
    """The parts of a cell: ids may be separated by commas and stand in brackets, names only by semicolons."""
    bare = [part for part in re.split(r"[\s,;\[\]\"]+", text) if part]
    return bare if all(part.isdecimal() for part in bare) else [part.strip() for part in text.split(";")]


def _listed(links: Sequence[View]) -> _Listed:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for view in links:
        for row in view.table.rows:
            role = _ROLES.get(view.text(row, "role").casefold(), "")
            found[view.text(row, "activity"), role].append(view.text(row, "contact"))
    return found
