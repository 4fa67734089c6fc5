"""Outlook's calendar as CSV: meetings with their organiser and who was required, as interactions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ...identity.naming import address, digest, normal_person
from ..assembly import assemble
from ..cells.dates import Order, order_of, parse_date, said
from ..common.correspondents import Correspondents
from ..common.fields import Shape, View, surely, views_in
from ..common.made import MadeRows
from ..common.meetings import AHEAD, NEXT, Invited, Meetings
from ..common.outlook_words import NOT_CONFIDENTIAL, YES
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "outlook-calendar"
HELP = "Outlook's calendar as CSV: who met whom"
CALENDAR = Shape("calendar", {
    "on": ("Start Date", "Beginnt am", "Date de début", "Début", "Fecha de comienzo", "Fecha de inicio"),
    "at": ("Start Time", "Beginnt um", "Heure de début", "Hora de comienzo", "Hora de inicio"),
    "all_day": ("All day event", "Ganztägiges Ereignis", "Journée entière", "Todo el día"),
    "organiser": ("Meeting Organizer", "Organizer", "Besprechungsplanung", "Organisator",
                  "Organisateur d'une réunion", "Organizador de la reunión"),
    "required": ("Required Attendees", "Erforderliche Teilnehmer", "Participants obligatoires",
                 "Asistentes necesarios", "Asistentes requeridos"),
    "optional": ("Optional Attendees", "Optionale Teilnehmer", "Participants facultatifs", "Asistentes opcionales"),
    "resources": ("Meeting Resources", "Resources", "Besprechungsressourcen", "Ressources de la réunion",
                  "Recursos de la reunión"),
    "private": ("Private", "Privat", "Privé", "Privado"),
    "sensitivity": ("Sensitivity", "Vertraulichkeit", "Critère de diffusion", "Confidencialidad", "Carácter"),
    "shown": ("Show time as", "Zeitspanne zeigen als", "Afficher la disponibilité", "Mostrar tiempo como",
              "Mostrar hora como"),
}, (("Subject", "Start Date", "Required Attendees"), ("Subject", "Start Date", "Meeting Organizer"),
    ("Subject", "Start Date", "Start Time", "Show time as"), ("Betreff", "Beginnt am", "Erforderliche Teilnehmer"),
    ("Betreff", "Beginnt am", "Zeitspanne zeigen als"), ("Objet", "Participants obligatoires"),
    ("Asunto", "Asistentes necesarios"), ("Asunto", "Asistentes requeridos")), 0.96,
    ("Subject", "Start Time", "End Date", "End Time", "Reminder on/off", "Reminder Date", "Reminder Time", "Priority",
     "Location", "Categories", "Betreff", "Endet am", "Endet um", "Erinnerung Ein/Aus", "Erinnerung am",
     "Erinnerung um",
     "Kategorien", "Ort", "Priorität", "Objet", "Fin", "Date de fin", "Heure de fin", "Rappel actif/inactif",
     "Date de rappel", "Heure du rappel", "Catégories", "Emplacement", "Priorité", "Asunto"))
_FREE = ("3", "free")
_OUT = ("4", "out of office", "oof")


def detect(sample: Sample) -> float:
    """How surely files are calendars of Outlook, from 0 to 1."""
    return surely(sample, [CALENDAR])


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The meetings of calendars as interactions."""
    made = MadeRows({"on": "Start Date"})
    found, notes = views_in(paths, [CALENDAR])
    if not found["calendar"]:
        raise InputError("There is no calendar in these files", "Export the calendar from Outlook as CSV.")
    meetings = Meetings(made, Correspondents(made, options, known))
    rows = 0
    for view in found["calendar"]:
        rows += len(view.table.rows)
        notes += _read(view, meetings, options.day)
    notes.append(Problem("The file does not say who accepted: organisers and required attendees were taken to have "
                         "accepted.", rejected=False))
    return assemble(made.tables(), options, known, options.source or NAME, [*notes, *meetings.notes()], closing=False,
                    rows=rows)


def _read(view: View, meetings: Meetings, today: date) -> list[Problem]:
    """The meetings of one table; of those that are planned with the same people only the next."""
    order = order_of(view.cell(row, "on") for row in view.table.rows)
    planned: Counter[frozenset[str]] = Counter()
    codes: dict[str, list[frozenset[str]]] = defaultdict(list)
    for on, row in sorted(_days(view, order, meetings), key=lambda found: (found[0], found[1].line)):
        invited = list(_invited(view, row))
        people = frozenset(who.email or normal_person(who.name) for who in invited)
        why = _left_out(view, row, on, today)
        planned[people] += on > today and not why
        if why or (on > today and planned[people] > NEXT):
            meetings.left_out[why or "later meetings of a series"] += 1
        elif people not in (same := codes[_code(view, row, on)]) and meetings.concern(view.at(row), invited):
            same.append(people)
            number = f"/{len(same)}" if len(same) > 1 else ""
            meetings.add(view.at(row), _code(view, row, on) + number, on, invited)
    message, hint = said(order)
    return [Problem(message, hint, view.table.file, column=view.heading("on"), rejected=False)] if message else []


def _days(view: View, order: Order, meetings: Meetings) -> Iterator[tuple[date, Row]]:
    """The rows with their day; a row without one is made as it stands, so that it is rejected like any other."""
    for row in view.table.rows:
        try:
            day, _ = parse_date(view.cell(row, "on"), order=order)
        except ValueError:
            day = None
        if day is None or view.fault(row):
            meetings.undated(view.at(row), "", view.text(row, "on"), _invited(view, row), fault=view.fault(row))
        else:
            yield day, row


def _left_out(view: View, row: Row, on: date, today: date) -> str:
    """Why an entry of the calendar is no meeting, '' when it may be one."""
    shown = view.text(row, "shown").casefold()
    if view.text(row, "private").casefold() in YES or \
            view.text(row, "sensitivity").casefold() not in NOT_CONFIDENTIAL:
        return "private events"
    if shown in _FREE or (shown in _OUT and view.text(row, "all_day").casefold() in YES):
        return "events that keep no time busy"
    return "events planned for later than in a year" if on > today + AHEAD else ""


def _invited(view: View, row: Row) -> Iterator[Invited]:
    """The organiser and everybody on the lists, each once, without rooms."""
    seen = {normal_person(name) for name in _names(view, row, "resources")}
    for column in ("organiser", "required", "optional"):
        for name in _names(view, row, column):
            if normal_person(name) not in seen:
                seen.add(normal_person(name))
                yield Invited(address(name), name.partition("<")[0].strip(" '\""),
                              "open" if column == "optional" else "accepted")


def _names(view: View, row: Row, column: str) -> list[str]:
    return [name for part in view.text(row, column).split(";") if (name := part.strip())]


def _code(view: View, row: Row, on: date) -> str:
    """An id that stays the same in a later export: the day, and a digest of the time and who called the meeting."""
    return f"{on}/{digest(view.text(row, 'at') + '/' + view.text(row, 'organiser'))}"
