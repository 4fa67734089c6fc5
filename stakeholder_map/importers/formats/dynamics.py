"""Microsoft Dynamics 365: exports of contacts and accounts, with labels or names of the interface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...batch import Batch
from ...errors import InputError
from ...identity import Directory
from ..common.crm import Crm, Job, Person, no_contact, one_name, optional
from ..common.fields import Shape, View, surely, views_in
from ..files.sample import Sample
from ..files.tables import Row
from ..options import Options

NAME = "dynamics"
HELP = "Microsoft Dynamics 365: contacts and accounts"

_SYSTEM = ("(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "createdon", "modifiedon", "versionnumber",
           "Status Reason", "statuscode", "Created On", "Modified On", "@odata.etag", "Preferred Method of Contact")
_STATUS = ("Status", "statecode", "statecodename")
_SHOWN = "@OData.Community.Display.V1.FormattedValue"

CONTACT = Shape("contact", {
    "id": ("(Do Not Modify) Contact", "contactid", "Contact", "(Nicht ändern) Kontakt", "(Ne pas modifier) Contact",
           "(No modificar) Contacto"),
    "first": ("First Name", "Vorname", "Prénom"), "last": ("Last Name", "Nachname", "Nom de famille"),
    "name": ("Full Name", "yomifullname", "Vollständiger Name", "Nom complet", "Nombre completo"),
    "email": ("Email", "Email Address 1", "emailaddress1", "E-mail", "Courrier électronique",
              "Correo electrónico"),
    "phone": ("Business Phone", "telephone1", "Telefon (geschäftlich)", "Téléphone professionnel",
              "Teléfono del trabajo"),
    "title": ("Job Title", "Position", "Fonction", "Puesto"),
    "department": ("Department", "Abteilung", "Service"),
    "company": ("Company Name", "Firmenname", "Firma", "Nom de la société", "Nombre de la compañía",
                "parentcustomeridname", f"_parentcustomerid_value{_SHOWN}", "Account Name", "Company",
                "Account", "parentcustomerid", "_parentcustomerid_value"),
    "company_id": ("parentcustomerid", "_parentcustomerid_value", "accountid", "_accountid_value"),
    "company_type": ("parentcustomeridtype", "_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"),
    "manager": ("Manager", "managername", "Manager Name", "Vorgesetzter", "Responsable"),
    "owner": ("Owner", "Besitzer", "Propriétaire", "Propietario", "owneridname", f"_ownerid_value{_SHOWN}", "ownerid",
              "_ownerid_value"),
    "status": (f"statecode{_SHOWN}", *_STATUS),
    "no_email": ("Do not allow Emails", "donotemail"),
    "no_phone": ("Do not allow Phone Calls", "donotphone"),
    "no_mail": ("Do not allow Mails", "donotpostalmail"),
}, marks=(("(Do Not Modify) Contact",), ("(Nicht ändern) Kontakt",), ("(Ne pas modifier) Contact",),
          ("(No modificar) Contacto",), ("contactid", "parentcustomerid"), ("contactid", "_parentcustomerid_value"),
          ("contactid", "emailaddress1"), ("contactid", "fullname", "statecode"), ("fullname", "emailaddress1")),
    sure=0.98, passed_over=(*_SYSTEM, "donotbulkemail", "donotfax", "Do not allow Bulk Emails", "Do not allow Faxes"))

LISTED_CONTACT = Shape("contact", CONTACT.columns, (("Full Name", "Company Name", "Business Phone"),), 0.85,
                       CONTACT.passed_over)
"""What the list of active contacts shows; no column of it is only of this product."""

ACCOUNT = Shape("account", {
    "id": ("(Do Not Modify) Account", "accountid", "Account", "(Nicht ändern) Firma", "(Nicht ändern) Konto",
           "(Ne pas modifier) Compte", "(No modificar) Cuenta"),
    "name": ("Account Name", "Name", "Firmenname", "Kontoname", "Nom du compte", "Nombre de cuenta"),
    "kind": ("Industry", "industrycodename", "Relationship Type"),
    "website": ("Website", "websiteurl"),
    "size": ("Number of Employees", "numberofemployees", "No. of Employees"),
    "parent": ("Parent Account", "parentaccountidname", f"_parentaccountid_value{_SHOWN}", "parentaccountid",
               "_parentaccountid_value"),
    "status": (f"statecode{_SHOWN}", *_STATUS),
}, marks=(("(Do Not Modify) Account",), ("accountid", "name", "statecode"), ("accountid", "accountnumber", "name"),
          ("accountid", "primarycontactid"), ("accountid", "name", "parentaccountid"),
          ("accountid", "name", "_parentaccountid_value"), ("accountid", "name", "websiteurl"),
          ("(Nicht ändern) Firma",), ("(Nicht ändern) Konto",), ("(Ne pas modifier) Compte",),
          ("(No modificar) Cuenta",), ("Account Name", "Main Phone", "Primary Contact")),
    sure=0.98, passed_over=(*_SYSTEM, "Owner", "ownerid", "owneridname", "_ownerid_value"))

SHAPES = (CONTACT, ACCOUNT, LISTED_CONTACT)
_GUID = re.compile(r"\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?", re.IGNORECASE)
_INACTIVE = frozenset({"inactive", "1", "deactivated"})
_REFUSED = frozenset({"do not allow", "disallow"})


def detect(sample: Sample) -> float:
    """How surely files are of Dynamics, from 0 to 1: by headings."""
    return surely(sample, SHAPES)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, people with posts and lines, and the ties of owners."""
    return _collected(paths, options, known).batch()


def _collected(paths: Sequence[Path], options: Options, known: Directory) -> Crm:
    """What the files say; the tables themselves are gone when the batch is made of it."""
    found, notes = views_in(paths, SHAPES)
    if not any(found.values()):
        raise InputError("There are no contacts and no accounts of Dynamics in these files",
                         "Export the lists of contacts and accounts, and name both files.")
    crm = Crm(NAME, options, known)
    crm.notes += notes
    _accounts(crm, found["account"])
    for view in found["contact"]:
        crm.covers_people(view.table.file, owners=view.has("owner"))
        for row in view.table.rows:
            crm.organisations.hear(*_company(view, row))
        for row in view.table.rows:
            if view.text(row, "status").casefold() in _INACTIVE:
                crm.drop(view.at(row), "contacts are inactive")
            else:
                _contact(crm, view, row)
    return crm


def _guid(text: str) -> str:
    """An id in small letters without brackets, '' for anything else."""
    found = _GUID.fullmatch(text)
    return found[1].lower() if found else ""


def _id(view: View, row: Row, column: str = "id") -> str:
    return _guid(view.text(row, column)) or view.text(row, column)


def _accounts(crm: Crm, found: Sequence[View]) -> None:
    kept = []
    for view in found:
        crm.covers("organisations", view.table.file)
        for row in view.table.rows:
            if view.text(row, "status").casefold() in _INACTIVE:
                crm.drop(view.at(row), "accounts are inactive")
                crm.organisations.hide(_id(view, row), view.text(row, "name"))
            else:
                kept.append((view, row))
    there = {text for view, row in kept for text in (_id(view, row), view.text(row, "name"))}
    for view, row in kept:
        cells = optional(view, row, kind="kind", website="website")
        if view.has("size"):
            size = view.text(row, "size").replace(",", "")
            cells["size"] = size if size.isdecimal() else ""
        if view.has("parent"):
            parent = _id(view, row, "parent")
            cells["part_of"] = parent if parent in there else crm.organisations.stored(parent)
        crm.organisations.add(view.at(row), _id(view, row), view.text(row, "name"), cells,
                              view.headings(id="id", name="name", part_of="parent"), view.fault(row))


def _company(view: View, row: Row) -> tuple[str, str]:
    """Id and name of the company of a contact; one column may have either. Another contact is no company."""
    if _of_contact(view, row):
        return "", ""
    name = view.text(row, "company")
    return _guid(view.text(row, "company_id")) or _guid(name), "" if _guid(name) else name


def _of_contact(view: View, row: Row) -> bool:
    return view.text(row, "company_type").casefold() == "contact"


def _contact(crm: Crm, view: View, row: Row) -> None:
    person = crm.staff.person(Person(
        view.at(row), _id(view, row), one_name(view, row), view.text(row, "email"), view.text(row, "title"),
        {**optional(view, row, phone="phone"),
         **no_contact(view, row, ("no_email", "no_phone", "no_mail"), words=_REFUSED)},
        view.headings(id="id", name="name", email="email", phone="phone", organisation="company",
                      title="title"), view.fault(row)))
    code, name = _company(view, row)
    if _of_contact(view, row):
        crm.count(view.at(row), "contacts belong to another contact; read without an organisation.")
    place = crm.organisations.reference(view.at(row, "company"), code, name,
                                        view.headings(id="company_id", name="company"))
    if name and not place:
        crm.count(view.at(row), "contacts belong to an account that is left out; they were read without it.")
    crm.staff.job(Job(view.at(row), person, place, view.text(row, "title"), optional(view, row, unit="department"),
                      view.text(row, "manager"), direct=True,
                      origins=view.headings(title="title", holder="id", organisation="company", unit="department",
                                            reports_to="manager")))
    owner = view.text(row, "owner")
    crm.owned(person, "Dynamics owner", ("", "", _guid(owner)) if _guid(owner) else (owner, "", ""),
              origins=view.headings(**{"from": "owner"}))
