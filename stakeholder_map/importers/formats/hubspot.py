"""HubSpot: exports of contacts and companies, with labels of several versions and languages or internal names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...errors import InputError
from ...identity import Directory
from ...model import Batch
from ..common.crm import Crm, Job, Person, one_name, optional
from ..common.fields import Shape, View, surely, tables_in, views
from ..files.sample import Sample
from ..files.tables import Cell, Row
from ..options import Options

NAME = "hubspot"
HELP = "HubSpot: contacts and companies"

_PASSED_OVER = (
    "Create Date", "Last Modified Date", "createdate", "lastmodifieddate", "Lifecycle Stage", "lifecyclestage",
    "Lead Status", "hs_lead_status", "Merged Contact IDs", "Merged Record IDs", "Merged object IDs",
    "hs_merged_object_ids", "hs_calculated_merged_vids", "Last Activity Date", "notes_last_updated",
    "Unsubscribed from all email", "hs_email_optout", "Marketing contact status", "Buying Role", "hs_buying_role")

CONTACT = Shape("contact", {
    "id": ("Record ID", "Record ID - Contact", "hs_object_id", "vid", "Contact ID", "Datensatz-ID",
           "ID de registro", "ID d'enregistrement"),
    "first": ("First Name", "Vorname", "Prénom", "Nombre"), "last": ("Last Name", "Nachname", "Nom", "Apellidos"),
    "name": ("Full Name", "Name"),
    "email": ("Work email", "Email", "Email Address", "E-Mail-Adresse", "Adresse e-mail", "Correo",
              "Correo electrónico"),
    "phone": ("Phone Number", "Phone", "Telefonnummer", "Numéro de téléphone", "Número de teléfono"),
    "title": ("Job Title", "Jobbezeichnung", "Berufsbezeichnung", "Position", "Intitulé du poste", "Cargo"),
    "department": ("Department",),
    "companies": ("Associated Company", "Associated Company (Primary)", "Associated Company Names (Primary)",
                  "Primary Associated Company", "Primary Company", "Company Name", "Company", "Unternehmensname",
                  "Name des Unternehmens", "Nom de l'entreprise", "Nombre de la empresa"),
    "primary": ("Associated Company IDs (Primary)", "Primary Associated Company ID", "Associated Company ID"),
    "company_ids": ("Associated Company IDs",),
    "owner": ("Contact owner", "HubSpot Owner", "hubspot_owner_id", "Zuständiger Mitarbeiter",
              "Für Kontakt zuständiger Mitarbeiter", "Propriétaire du contact", "Propietario del contacto"),
    "manager": ("Reports to", "Manager", "Line manager", "Direct manager", "Manager email", "Manager ID",
                "Manager name", "Supervisor"),
    "languages": ("Preferred language", "hs_language"),
    "last_contact": ("Last Contacted", "notes_last_contacted", "Last Contact Date", "Letzter Kontakt",
                     "Dernier contact",
                     "Último contacto"),
}, marks=(("Record ID", "Associated Company"), ("Record ID", "First Name", "Associated Company IDs"),
          ("Record ID", "First Name", "Associated Company IDs (Primary)"), ("Record ID", "First Name", "Lead Status"),
          ("Record ID", "First Name", "Lifecycle Stage"), ("Last Name", "Contact owner", "Associated Company"),
          ("firstname", "lastname", "hubspot_owner_id"), ("firstname", "lastname", "associatedcompanyid"),
          ("Datensatz-ID", "Vorname"), ("ID de registro", "Apellidos"), ("ID d'enregistrement", "Prénom"),
          ("Vorname", "Associated Company IDs (Primary)"), ("Prénom", "Associated Company IDs (Primary)"),
          ("firstname", "lastname", "hs_object_id"), ("Last Name", "Email", "Contact owner", "Lifecycle Stage")),
    passed_over=_PASSED_OVER)

BARE_CONTACT = Shape("contact", CONTACT.columns, (("Record ID", "First Name", "Last Name"),
                                                   ("First Name", "Last Name", "Contact owner", "Company name")),
                                                   0.85, _PASSED_OVER)
"""Other products have a record id too: theirs comes first where they are surer."""

COMPANY = Shape("company", {
    "id": ("Record ID", "Record ID - Company", "hs_object_id", "companyId", "Company ID", "Datensatz-ID",
           "ID de registro", "ID d'enregistrement"),
    "name": ("Company name", "Name", "Unternehmensname", "Nombre de la empresa", "Nom de l'entreprise",
             "Company Domain Name", "Domain"),
    "website": ("Website URL", "Domainname des Unternehmens", "Nombre de dominio de la empresa",
                "Nom de domaine de l'entreprise", "Company Domain Name", "Domain", "Website"),
    "kind": ("Industry", "Type"),
    "parent": ("Parent Company ID", "hs_parent_company_id", "Parent Company IDs"),
    "parent_name": ("Parent Company",),
    "size": ("Number of Employees", "numberofemployees"),
    "contacts": ("Associated Contact IDs",),
}, marks=(("Record ID", "Company name"), ("Company name", "Company Domain Name"), ("Company name", "Company owner"),
          ("hs_object_id", "domain"), ("name", "domain", "hubspot_owner_id"), ("Record ID", "Associated Contact IDs"),
          ("Datensatz-ID", "Unternehmensname"), ("ID de registro", "Nombre de la empresa"),
          ("ID d'enregistrement", "Nom de l'entreprise")),
    passed_over=(*_PASSED_OVER, "Company owner", "hubspot_owner_id", "Associated Contact"))

SHAPES = (CONTACT, BARE_CONTACT, COMPANY)
_GONE = re.compile(r"\s*\(?deactivated( user)?\)?\s*", re.IGNORECASE)


def detect(sample: Sample) -> float:
    """How surely files are of HubSpot, from 0 to 1: by headings."""
    return surely(sample, SHAPES)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people with posts and lines, and the ties of owners."""
    found, notes = views(tables_in(paths), SHAPES)
    if not any(found.values()):
        raise InputError("There are no contacts and no companies of HubSpot in these files",
                         "Export contacts and companies with all properties, and name both files.")
    crm = Crm(NAME, options, known, _left(found["contact"]))
    crm.notes += notes
    _companies(crm, found["company"])
    for view in found["contact"]:
        crm.covers_people(view.table.file, owners=view.has("owner"))
        for row in view.table.rows:
            for code, name in _companies_of(view, row).items():
                crm.organisations.hear(code, name)
        for row in view.table.rows:
            _contact(crm, view, row)
    _staff(crm, found["company"])
    return crm.batch()


def _left(found: Sequence[View]) -> list[str]:
    """Names of owners whom the file calls deactivated."""
    owners = {view.text(row, "owner") for view in found for row in view.table.rows}
    return [name for owner in owners if _GONE.search(owner) and (name := _GONE.sub("", owner))]


def _companies(crm: Crm, found: Sequence[View]) -> None:
    rows = [(view, row) for view in found for row in view.table.rows]
    codes = {view.text(row, "id") for view, row in rows} - {""}
    for view, row in rows:
        cells: dict[str, Cell] = optional(view, row, website="website")
        if view.has("kind"):
            cells["kind"] = _words(view.text(row, "kind"))
        if view.has("parent"):
            parent = view.text(row, "parent")
            cells["part_of"] = parent if parent in codes else ""
        if view.has("size"):
            cells["size"] = size if (size := view.text(row, "size").partition(".")[0]).isdecimal() else ""
        crm.organisations.add(view.at(row), view.text(row, "id"), view.text(row, "name"), cells,
                              view.headings(id="id", name="name", kind="kind", part_of="parent"), view.fault(row))


def _words(text: str) -> str:
    """A kind in words, where the file has it as a constant such as NON_PROFIT."""
    return text.replace("_", " ").capitalize() if text.isupper() and "_" in text else text


def _contact(crm: Crm, view: View, row: Row) -> None:
    person = crm.staff.person(Person(
        view.at(row), view.text(row, "id"), one_name(view, row), view.text(row, "email"), view.text(row, "title"),
        optional(view, row, phone="phone", languages="languages"),
        view.headings(id="id", name="last", email="email", phone="phone", organisation="companies",
                      title="title"), view.fault(row)))
    for n, place in enumerate(_places(crm, view, row)):
        first = n == 0
        crm.staff.job(Job(view.at(row), person, place, view.text(row, "title") if first else "",
                          optional(view, row, unit="department") if first else {},
                          view.text(row, "manager") if first else "", direct=True,
                          origins=view.headings(title="title", holder="id", organisation="companies",
                                                unit="department", reports_to="manager")))
    crm.owned(person, "HubSpot owner", _owner(view, row), optional(view, row, last_contact="last_contact"),
              view.headings(last_contact="last_contact", **{"from": "owner"}))


def _places(crm: Crm, view: View, row: Row) -> list[str]:
    """The companies of a contact, the primary one first; the name alone counts where no id is given."""
    at, heading = view.at(row, "companies"), view.headings(id="company_ids", name="companies")
    companies = _companies_of(view, row) or dict.fromkeys([""], next(iter(_parts(view.text(row, "companies"))), ""))
    return [crm.organisations.reference(at, code, name, heading) for code, name in companies.items()]


def _companies_of(view: View, row: Row) -> dict[str, str]:
    """Ids of the companies of a contact with their names, '' where it is not clear which name is whose."""
    names, listed = _parts(view.text(row, "companies")), _parts(view.text(row, "company_ids"))
    codes = list(dict.fromkeys([*_parts(view.text(row, "primary")), *listed]))
    listed = listed or codes
    called = dict(zip(listed, names, strict=True)) if len(names) == len(listed) else \
        {codes[0]: names[0]} if codes and len(names) == 1 else {}
    return {code: called.get(code, "") for code in codes}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _owner(view: View, row: Row) -> tuple[str, str, str]:
    """Name, address and id of the owner: the column has one of them."""
    text = _GONE.sub("", view.text(row, "owner"))
    return ("", "", text) if text.isdecimal() else (text, "", "")


def _staff(crm: Crm, found: Sequence[View]) -> None:
    """Contacts that a company lists as its own and that name no company themselves."""
    for view in found:
        for row in view.table.rows:
            for code in _parts(view.text(row, "contacts")):
                if (person := crm.staff.get(code)) and (company := view.text(row, "id")):
                    crm.staff.job(Job(view.at(row), person, company, direct=True,
                                      origins=view.headings(holder="contacts", organisation="id")))
