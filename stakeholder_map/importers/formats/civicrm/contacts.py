"""Contacts of CiviCRM: organisations and individuals; households, the dead and what is in the trash are left out."""

from __future__ import annotations

from collections.abc import Sequence, Set

from ....identity.naming import address
from ...common.crm import Crm, Job, Person, no_contact, one_name, optional
from ...common.fields import View
from ...files.tables import Row

_Pair = tuple[View, Row]


def read_contacts(crm: Crm, found: Sequence[View]) -> None:
    """Organisations first, so that individuals find their employers."""
    people: list[_Pair] = []
    organisations: list[_Pair] = []
    for view in found:
        crm.covers_people(view.table.file)
        for row in view.table.rows:
            kind = _kind(crm, view, row)
            if kind == "organization":
                _organisation(crm, view, row)
                organisations.append((view, row))
            elif kind == "individual":
                people.append((view, row))
    for view, row in people:
        crm.organisations.hear(view.text(row, "employer_id"), view.text(row, "employer"))
    own = {address(view.text(row, "email")) for view, row in people}
    for view, row in organisations:
        _shared_address(crm, view, row, own)
    for view, row in people:
        _individual(crm, view, row)


def _kind(crm: Crm, view: View, row: Row) -> str:
    """Individual or organization, '' for what is left out."""
    kind = view.text(row, "type").casefold()
    if view.yes(row, "deleted"):
        crm.drop(view.at(row), "contacts are in the trash")
    elif view.yes(row, "deceased"):
        crm.drop(view.at(row), "people have died")
    elif kind == "household":
        crm.drop(view.at(row), "households among the contacts")
    elif kind in ("organization", "organisation"):
        return "organization"
    else:
        return "individual"
    crm.organisations.hide(view.text(row, "id"))
    return ""


def _organisation(crm: Crm, view: View, row: Row) -> None:
    name = view.text(row, "organisation_name") or view.text(row, "name")
    crm.organisations.add(view.at(row), view.text(row, "id"), name, optional(view, row, kind="kind", website="website"),
                          view.headings(id="id", name="organisation_name", kind="kind"), view.fault(row))


def _shared_address(crm: Crm, view: View, row: Row, own: Set[str]) -> None:
    """The address of an organisation is a mailbox, unless somebody has it as their `own`."""
    email = address(view.text(row, "email"))
    place = view.text(row, "id") or view.text(row, "organisation_name") or view.text(row, "name")
    if email and email not in own and place and not view.fault(row):
        crm.made.once("mailboxes", view.at(row, "email"), {"address": email, "organisation": place}, by="address")


def _individual(crm: Crm, view: View, row: Row) -> None:
    person = crm.staff.person(Person(
        view.at(row), view.text(row, "id"), one_name(view, row), view.text(row, "email"), view.text(row, "title"),
        {**optional(view, row, phone="phone", languages="languages"),
         **no_contact(view, row, ("no_email", "no_phone", "no_mail"))},
        view.headings(id="id", name="last", email="email", phone="phone", organisation="employer",
                      title="title"), view.fault(row)))
    crm.staff.alias(person, view.text(row, "name"))
    place = crm.organisations.reference(view.at(row, "employer_id"), view.text(row, "employer_id"),
                                        view.text(row, "employer"), view.headings(id="employer_id", name="employer"))
    crm.staff.job(Job(view.at(row), person, place, view.text(row, "title"), direct=True,
                      origins=view.headings(title="title", holder="id", organisation="employer")))
