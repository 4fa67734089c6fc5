"""Files about organisations: organisations, units, mailboxes and what changed in them."""

from __future__ import annotations

from .cast import ORGANISATIONS, Cast
from .days import Calendar
from .sheets import Sheets, several

CHANGES: tuple[tuple[float, str, str, str, str, str], ...] = (
    (14, "restructure", "o-01", "Community Partnerships", "",
     "Corporate and Public Sector Partnerships closed; one team for all partners."),
    (10, "restructure", "o-03", "Neighbourhoods", "",
     "Community Safety and Leisure folded into Neighbourhoods and Culture and Events."),
    (9, "leave", "o-18", "", "mover", "General Manager moved to Breakwater Sailing for All."),
    (7, "leave", "o-09", "Environment and Community", "pa-community-left", "Post not advertised yet."),
    (5, "leave", "o-08", "Head Office", "mf-responsibility-left", "No successor named."),
    (5, "leave", "o-01", "Programmes", "food-left", "Food and Wellbeing Officer acts up for six months."),
    (4, "merger", "o-04", "", "", "Merger with Ellermouth Borough Council proposed; decision within the year."),
    (3, "leave", "o-01", "Community Partnerships", "pm-voluntary-left", "Recruitment paused until the new budget."),
    (1, "leave", "o-01", "Programmes", "skills", "Notice given; hand-over to be planned."),
    (0.5, "other", "o-20", "Ellermouth District", "", "District boundaries under review; postings may change."),
)
"""Months ago, kind, organisation, unit, person and a note."""


def unit_ids() -> dict[tuple[str, str], str]:
    """Ids of all units, by organisation and name."""
    names = [(organisation.id, unit.name) for organisation in ORGANISATIONS for unit in organisation.units]
    return {name: f"u-{number:02d}" for number, name in enumerate(names, start=1)}


def add_organisations(sheets: Sheets, everybody: Cast, calendar: Calendar) -> None:
    """Organisations, their units and their mailboxes."""
    units = unit_ids()
    for organisation in ORGANISATIONS:
        sheets.add("organisations", id=organisation.id, name=organisation.name, kind=organisation.kind,
                   ours=True if organisation.ours else None, part_of=organisation.part_of,
                   identifiers=organisation.identifier, website=f"https://{organisation.host}",
                   size=organisation.size)
        for unit in organisation.units:
            sheets.add("units", id=units[organisation.id, unit.name], name=unit.name, organisation=organisation.id,
                       part_of=units.get((organisation.id, unit.part_of)), since=calendar.optional(unit.opened),
                       until=None if unit.closed is None else calendar.before(unit.closed))
        for mailbox in organisation.mailboxes:
            sheets.add("mailboxes", address=f"{mailbox.local}@{organisation.host}", organisation=organisation.id,
                       unit=units.get((organisation.id, mailbox.unit)),
                       members=several(everybody.ref(member) for member in mailbox.members))


def add_changes(sheets: Sheets, everybody: Cast, calendar: Calendar) -> None:
    """Restructures, leavings and a proposed merger."""
    units = unit_ids()
    for number, (ago, kind, organisation, unit, person, note) in enumerate(CHANGES, start=1):
        sheets.add("changes", id=f"c-{number:02d}", on=calendar.ago(ago), kind=kind, organisation=organisation,
                   unit=units.get((organisation, unit)), person=everybody.ref(person) if person else None, note=note)
