"""Contacts and companies of HubSpot, and the owners of contacts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...common.crm import Crm, Job, Owner, Person, one_name, optional
from ...common.fields import View
from ...files.tables import Cell, Row

_GONE = re.compile(r"\s*\(?deactivated( user)?\)?\s*", re.IGNORECASE)


def left(found: Sequence[View]) -> list[str]:
    """Names of owners whom the file calls deactivated."""
    owners = {view.text(row, "owner") for view in found for row in view.table.rows}
    return [name for owner in owners if _GONE.search(owner) and (name := _GONE.sub("", owner))]


def read_companies(crm: Crm, found: Sequence[View]) -> None:
    """Companies as organisations."""
    for view in found:
        crm.covers("organisations", view.table.file)
    rows = [(view, row) for view in found for row in view.table.rows]
    codes = {view.text(row, "id") for view, row in rows} - {""}
    for view, row in rows:
        cells: dict[str, Cell] = optional(view, row, website="website")
        if view.has("kind"):
            cells["kind"] = _words(view.text(row, "kind"))
        if view.has("parent"):
            parent = view.text(row, "parent")
            cells["part_of"] = parent if parent in codes else crm.organisations.stored(parent)
        if view.has("size"):
            cells["size"] = size if (size := view.text(row, "size").partition(".")[0]).isdecimal() else ""
        crm.organisations.add(view.at(row), view.text(row, "id"), view.text(row, "name"), cells,
                              view.headings(id="id", name="name", kind="kind", part_of="parent"), view.fault(row))


def _words(text: str) -> str:
    """A kind in words, where the file has it as a constant such as NON_PROFIT."""
    return text.replace("_", " ").capitalize() if text.isupper() and "_" in text else text


def read_contacts(crm: Crm, found: Sequence[View]) -> None:
    """Contacts as people, each with a post at every company."""
    for view in found:
        crm.covers_people(view.table.file, owners=view.has("owner"))
        for row in view.table.rows:
            for code, name in _companies_of(view, row).items():
                crm.organisations.hear(code, name)
        for row in view.table.rows:
            _contact(crm, view, row)


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
    crm.owned(person, "HubSpot owner", owner_of(view, row), optional(view, row, last_contact="last_contact"),
              view.headings(last_contact="last_contact", **{"from": "owner"}))


def _places(crm: Crm, view: View, row: Row) -> list[str]:
    """The companies of a contact, the primary one first; the name alone counts where no id is given."""
    at, heading = view.at(row, "companies"), view.headings(id="company_ids", name="companies")
    companies = _companies_of(view, row) or dict.fromkeys([""], next(iter(parts(view.text(row, "companies"))), ""))
    return [crm.organisations.reference(at, code, name, heading) for code, name in companies.items()]


def _companies_of(view: View, row: Row) -> dict[str, str]:
    """Ids of the companies of a contact with their names, '' where it is not clear which name is whose."""
    names, listed = parts(view.text(row, "companies")), parts(view.text(row, "company_ids"))
    codes = list(dict.fromkeys([*parts(view.text(row, "primary")), *listed]))
    listed = listed or codes
    called = dict(zip(listed, names, strict=True)) if len(names) == len(listed) else \
        {codes[0]: names[0]} if codes and len(names) == 1 else {}
    return {code: called.get(code, "") for code in codes}


def parts(text: str) -> list[str]:
    """The values of a cell with several."""
    return [part.strip() for part in text.split(";") if part.strip()]


def owner_of(view: View, row: Row) -> Owner:
    """Name, address and id of the owner: the column has one of them."""
    text = _GONE.sub("", view.text(row, "owner"))
    return ("", "", text) if text.isdecimal() else (text, "", "")


def read_staff(crm: Crm, found: Sequence[View]) -> None:
    """Contacts that a company lists as its own and that name no company themselves."""
    for view in found:
        for row in view.table.rows:
            for code in parts(view.text(row, "contacts")):
                if (person := crm.staff.get(code)) and (company := view.text(row, "id")):
                    crm.staff.job(Job(view.at(row), person, company, direct=True,
                                      origins=view.headings(holder="contacts", organisation="id")))
