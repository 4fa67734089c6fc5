"""The import template of the Nonprofit Success Pack: two contacts and their two accounts in one row, beside gifts.

Contact1 works at Account1, Contact2 at Account2. Gifts, payments, homes and private addresses are left out and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....batch import Problem
from ....identity.naming import address, normal_person
from ...common.crm import Crm, Job, Person, one_name
from ...common.fields import Shape, View
from ...common.private import note
from ...files.sample import Sample
from ...files.tables import Row, Table, as_text
from ...files.titles import under
from .ids import record_id
from .people import named_household

_FIRST_ROWS = 12
_CONTACT = {"first": "First Name", "last": "Last Name", "title": "Title", "work": "Work Email",
            "alternate": "Alternate Email", "personal": "Personal Email", "work_phone": "Work Phone",
            "mobile": "Mobile Phone", "other": "Other Phone", "id": "Imported"}
_ACCOUNT = {"name": "Name", "website": "Website", "id": "Imported"}
_PRIVATE = {
    "gifts and payments": ("Donation Amount",),
    "home addresses": ("Home Street", "Home City", "Home State/Province", "Home Zip/Postal Code", "Home Country"),
    "birthdays": ("Contact1 Birthdate", "Contact2 Birthdate"),
    "home telephones": ("Contact1 Home Phone", "Contact2 Home Phone"),
}
_ABOUT = (
    *(f"Donation {text}" for text in (
        "Donor", "Amount", "Date", "Name", "Record Type Name", "Stage", "Type", "Description", "Member Level",
        "Membership Start Date", "Membership End Date", "Membership Origin", "Imported", "Campaign Name",
        "Campaign Source", "Possible Matches", "Import Status")),
    *(f"Contact{n} {text}" for n in (1, 2) for text in (
        "Salutation", "Preferred Email", "Preferred Phone", "Birthdate", "Home Phone", "Import Status")),
    *(f"Account{n} Import Status" for n in (1, 2)), "Campaign Name", "Campaign Member Status",
    "Payment Check/Reference Number", "Payment Method", "Payment Imported", "Payment Paid Date",
    "Payment Import Status", "Household Account Imported", "Home Address Imported", "Status", "Failure Information")


def _headings(label: str) -> tuple[str, ...]:
    """A heading as the label and as the name of the field, with and without the mark of the pack."""
    return label, f"npsp__{label}__c", f"{label}__c"


IMPORT = Shape("import", {
    **{f"{column}{n}": _headings(f"Contact{n} {label}") for n in (1, 2) for column, label in _CONTACT.items()},
    **{name: tuple(text for label in labels for text in _headings(label)) for name, labels in _PRIVATE.items()},
    **{f"account_{column}{n}": _headings(f"Account{n} {label}") for n in (1, 2) for column, label in _ACCOUNT.items()},
}, marks=tuple((_headings("Contact1 Last Name")[n], _headings(other)[n]) for n in range(3)
               for other in ("Contact1 First Name", "Account1 Name", "Donation Amount")),
    passed_over=tuple(text for label in _ABOUT for text in _headings(label)))


def is_template(sample: Sample) -> bool:
    """Whether a text is the template with the instructions still above its headings."""
    return any("Contact1 Last Name" in text and "INSTRUCTIONS" in text[:200] for text in sample.texts.values())


def under_instructions(table: Table) -> Table:
    """The template without its instructions and its second row of headings; any other table as it is."""
    if not IMPORT.fits(table.header):
        first = next((row for row in table.rows[:_FIRST_ROWS] if IMPORT.fits(map(as_text, row.cells))), None)
        if first is None:
            return table
        table = under(table, first.line)
    rows = [row for n, row in enumerate(table.rows) if n or not IMPORT.fits(map(as_text, row.cells))]
    return replace(table, rows=rows)


def read_imports(crm: Crm, found: Sequence[View]) -> None:
    """People with their posts. A file of them adds: it is never everybody, so it closes nothing."""
    people: dict[tuple[str, str], Person] = {}
    for view in found:
        crm.notes += _left_out(view)
        for row in view.table.rows:
            for n in ("1", "2"):
                _contact(crm, view, row, n, people)


def _left_out(view: View) -> list[Problem]:
    """What a file says about gifts and private life, counted."""
    counts = {name: count for name in _PRIVATE
              if (count := sum(view.cell(row, name) is not None for row in view.table.rows))}
    return [note("Private", counts, view.table.file)] if counts else []


def _contact(crm: Crm, view: View, row: Row, n: str, people: dict[tuple[str, str], Person]) -> None:
    """One of the two contacts of a row, with the post at the account of the same number."""
    place = _account(crm, view, row, n)
    name = one_name(view, row, (f"first{n}", f"last{n}"), f"last{n}")
    email = next((text for column in ("work", "alternate", "personal") if (text := view.text(row, column + n))), "")
    if not name and not email:
        return
    person = people.get((normal_person(name), address(email)))
    if person is None:
        person = people.setdefault((normal_person(name), address(email)), _person(crm, view, row, n, name, email))
    crm.staff.job(Job(view.at(row), person, place, view.text(row, f"title{n}"), direct=True,
                      origins=view.headings(title=f"title{n}", holder=f"last{n}", organisation=f"account_name{n}")))


def _person(crm: Crm, view: View, row: Row, n: str, name: str, email: str) -> Person:
    """A contact, under the id that the database gave it, or under which the list has the address already."""
    code = record_id(view.text(row, f"id{n}"))
    known = crm.who(code) or (crm.who(email) if email else None)
    if isinstance(known, Person):
        return known
    phone = next((text for column in ("work_phone", "mobile", "other") if (text := view.text(row, column + n))), "")
    return crm.staff.person(Person(
        view.at(row), known.partition(":")[2] if known else code, name, email, view.text(row, f"title{n}"),
        {"phone": phone} if phone else {}, view.headings(name=f"last{n}", email=f"work{n}", phone=f"work_phone{n}",
                                                         title=f"title{n}"), view.fault(row)))


def _account(crm: Crm, view: View, row: Row, n: str) -> str:
    """The organisation of an account, '' for none and for a household."""
    name = view.text(row, f"account_name{n}")
    if not name or named_household(name):
        return ""
    code = record_id(view.text(row, f"account_id{n}")) or crm.organisations.stored(name)
    if found := crm.organisations.find(code or name):
        return found
    website = {"website": view.cell(row, f"account_website{n}")} if view.text(row, f"account_website{n}") else {}
    crm.organisations.add(view.at(row), code, name, website, view.headings(name=f"account_name{n}"), view.fault(row))
    return code or name
