"""Contacts that Outlook exports as CSV: in the order of any version, with short rows, also with Action and ID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ..common.address_book import AddressBook
from ..common.contacts import Contact, work_phone
from ..common.fields import Shape, View, surely, views_in
from ..common.outlook_words import NOT_CONFIDENTIAL, YES
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "outlook"
HELP = "Contacts of Outlook, as CSV"

_PHONES = {
    "Business Phone": ("Telefon geschäftlich", "Téléphone (bureau)", "Teléfono del trabajo"),
    "Company Main Phone": ("Telefon Firma", "Téléphone société", "Número de centralita de la organización"),
    "Primary Phone": ("Haupttelefon", "Téléphone principal", "Teléfono principal"),
    "Business Phone 2": ("Telefon geschäftlich 2", "Téléphone 2 (bureau)", "Teléfono del trabajo 2"),
    "Other Phone": ("Weiteres Telefon", "Téléphone (autre)", "Otro teléfono"),
    "Mobile Phone": ("Mobiltelefon", "Tél. mobile", "Móvil", "Teléfono móvil"),
}
"""Telephones, best first, with what they are called in German, French and Spanish."""
_SHAPE = Shape(NAME, {
    "id": ("ID",),
    "action": ("Action",),
    "name": ("Name", "Display Name"),
    "first": ("First Name", "Vorname", "Prénom", "Nombre"),
    "middle": ("Middle Name", "Weitere Vornamen", "2. Vorname", "Deuxième prénom", "Segundo nombre"),
    "last": ("Last Name", "Nachname", "Nom", "Apellidos", "Apellido"),
    "email": ("E-mail Address", "E-Mail-Adresse", "Adresse de messagerie", "Dirección de correo electrónico",
              "E-mail 2 Address", "E-Mail 2: Adresse", "Adresse de messagerie 2", "Dirección de correo electrónico 2",
              "E-mail 3 Address", "E-Mail 3: Adresse", "Adresse de messagerie 3"),
    "organisation": ("Company", "Firma", "Société", "Organización"),
    "unit": ("Department", "Abteilung", "Service", "Departamento"),
    "title": ("Job Title", "Position", "Titre professionnel", "Fonction", "Puesto", "Cargo"),
    "titles": ("Titre",),
    "manager": ("Manager's Name", "Manager Name", "Manager", "Name des/der Vorgesetzten", "Nom du responsable",
                "Responsable", "Nombre del administrador", "Nombre del jefe"),
    "assistant": ("Assistant's Name", "Assistant Name", "Assistant", "Name Assistent", "Nom de l'assistant(e)",
                  "Nom assistant(e)", "Nombre del ayudante", "Nombre del asistente"),
    "private": ("Private", "Privat", "Privé", "Privado"),
    "sensitivity": ("Sensitivity", "Vertraulichkeit", "Critère de diffusion", "Confidencialidad", "Carácter"),
    **{phone: (phone, *elsewhere) for phone, elsewhere in _PHONES.items()},
}, marks=(("E-mail Address", "E-mail 2 Address", "Job Title"), ("E-mail Address", "E-mail Type", "Job Title"),
          ("First Name", "Last Name", "Manager's Name", "Assistant's Name"),
          ("First Name", "Last Name", "E-mail Address", "Manager's Name"),
          ("First Name", "Last Name", "Company", "Job Title", "E-mail Address", "Business Phone"),
          ("Vorname", "Nachname", "Firma", "Telefon geschäftlich"), ("Vorname", "Nachname", "E-Mail 2: Adresse"),
          ("Vorname", "Nachname", "Firma", "Weitere Vornamen"),
          ("Prénom", "Nom", "Société", "Adresse de messagerie"), ("Prénom", "Nom", "Téléphone (bureau)"),
          ("Nombre", "Apellidos", "Organización", "Dirección de correo electrónico"),
          ("Nombre", "Apellidos", "Segundo nombre", "Puesto")),
    passed_over=("Title", "Suffix", "Initials", "Nickname", "E-mail Type", "E-mail 2 Type", "E-mail 3 Type",
                 "E-mail Display Name", "E-mail 2 Display Name", "E-mail 3 Display Name", "Priority", "Mileage",
                 "Internet Free Busy", "Account", "Given Yomi", "Surname Yomi", "Company Yomi", "Anrede", "Initialen",
                 "E-Mail-Typ", "E-Mail: Angezeigter Name", "Priorität", "Reisekilometer", "Titre", "Suffixe",
                 "Type de messagerie", "Initiales", "Priorité", "Kilométrage", "Tratamiento", "Sufijo", "Prioridad"))
"""German, French and Spanish as the versions of Outlook in those languages write them."""
_ORIGINS = {"name": "First Name", "email": "E-mail Address", "phone": "Business Phone", "organisation": "Company",
            "unit": "Department", "title": "Job Title", "reports_to": "Manager's Name", "id": "ID"}


def detect(sample: Sample) -> float:
    """How surely files are contacts of Outlook, from 0 to 1: by their headings."""
    return surely(sample, (_SHAPE,))


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People with their post and manager; of a file of changes (with the column Action) nothing is closed."""
    found, notes = views_in(paths, (_SHAPE,))
    if not found[NAME]:
        raise InputError("There are no contacts of Outlook in these files", "Export them as CSV.")
    book = AddressBook(options, known, NAME, "Outlook contacts", _ORIGINS)
    aside: Counter[str] = Counter()
    for view in found[NAME]:
        for row in view.table.rows:
            if why := _left_out(view, row):
                aside[why] += 1
            else:
                _take(book, view, row)
    notes += [Problem(f"Contacts that are {why} were left out: {count:,}.", rejected=False)
              for why, count in aside.items()]
    return book.batch(notes, closing=not any(view.has("action") for view in found[NAME]),
                      rows=sum(len(view.table.rows) for view in found[NAME]))


def _left_out(view: View, row: Row) -> str:
    if view.text(row, "action").lower() in ("delete", "remove"):
        return "to be deleted"
    private = view.text(row, "private").casefold() in YES or \
        view.text(row, "sensitivity").casefold() not in NOT_CONFIDENTIAL
    return "marked as private" if private else ""


def _take(book: AddressBook, view: View, row: Row) -> None:
    parts = [view.text(row, part) for part in ("first", "middle", "last")]
    name, organisation = " ".join(filter(None, parts)) or view.text(row, "name"), view.text(row, "organisation")
    if not name and organisation and not view.text(row, "title"):
        book.company(view.at(row), organisation, view.text(row, "email"))
        return
    book.person(Contact(
        view.at(row), name, view.text(row, "id"), view.text(row, "email"), work_phone(_phones(view, row)), organisation,
        tuple(filter(None, [view.text(row, "unit")])), view.text(row, "title") or _second(view, row, "titles"),
        managers=tuple(filter(None, [view.text(row, "manager")])),
        assistants=tuple(filter(None, [view.text(row, "assistant")])), fault=view.fault(row)))


def _second(view: View, row: Row, column: str) -> str:
    """The cell of the second of two columns: in French both the honorific and then the job are “Titre”."""
    cells = view.texts(row, column)
    return cells[1] if len(cells) > 1 else ""


def _phones(view: View, row: Row) -> list[tuple[frozenset[str], str]]:
    words = {"Business Phone": frozenset(("work",)), "Mobile Phone": frozenset(("cell",))}
    return [(words.get(phone, frozenset()), view.text(row, phone)) for phone in _PHONES]
