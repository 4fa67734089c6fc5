"""Accounts and contacts of Salesforce, and its users, who own them."""

from __future__ import annotations

from collections.abc import Sequence

from ....identity.naming import normal
from ...common.crm import Crm, Job, Owner, Person, no_contact, one_name, optional
from ...common.fields import View
from ...files.tables import Row
from .ids import record_id

_HOUSEHOLDS = frozenset({"household account", "household", "hh account", "one to one individual", "individual", "true",
                         "person account"})
DELETED = "rows are marked as deleted"


class Users:
    """Names and addresses of the users of Salesforce by id; `left` are those who are no longer active."""

    def __init__(self, found: Sequence[View]) -> None:
        rows = [(view, row, one_name(view, row)) for view in found for row in view.table.rows]
        self._users = {record_id(view.text(row, "id")): (name, view.text(row, "email")) for view, row, name in rows}
        self.left = [name for view, row, name in rows if name and view.yes(row, "active") is False]

    def get(self, code: str) -> Owner | None:
        """Name, address and id of a user, None for anybody else; ids of users begin with 005."""
        if code not in self._users:
            return ("", "", code) if code.startswith("005") and len(code) == 15 else None
        return (*self._users[code], code)

    def of(self, view: View, row: Row) -> Owner:
        """Name, address and id of the owner of a row."""
        code = record_id(view.text(row, "owner"))
        name, email = self._users.get(code, ("", ""))
        if "owner_name" in view.shape.columns:
            return view.text(row, "owner_name") or name, view.text(row, "owner_email") or email, code
        return name, email, code


def read_accounts(crm: Crm, found: Sequence[View]) -> None:
    """Accounts as organisations; households and single people are none."""
    for view in found:
        crm.covers("organisations", view.table.file)
    kept = [(view, row) for view in found for row in view.table.rows if _is_organisation(crm, view, row)]
    codes = {record_id(view.text(row, "id")) for view, row in kept}
    for view, row in kept:
        parent, size = record_id(view.text(row, "parent")), view.text(row, "size")
        cells = optional(view, row, kind="kind", website="website")
        if view.has("parent"):
            cells["part_of"] = parent if parent in codes else crm.organisations.stored(parent)
        if view.has("size"):
            cells["size"] = size if size.isdecimal() else ""
        crm.organisations.add(view.at(row), record_id(view.text(row, "id")), view.text(row, "name"), cells,
                              view.headings(id="id", name="name", part_of="parent", kind="kind"), view.fault(row))


def _is_organisation(crm: Crm, view: View, row: Row) -> bool:
    code = record_id(view.text(row, "id"))
    if view.yes(row, "deleted"):
        crm.drop(view.at(row), DELETED)
    elif _is_household(view, row) or view.yes(row, "person"):
        crm.drop(view.at(row), "accounts of households or single people")
    else:
        return True
    crm.organisations.hide(code)
    return False


def _is_household(view: View, row: Row) -> bool:
    """Whether an account is a household or a single person: by record type, by a field of the pack, or by its name."""
    said = {normal(view.text(row, column)) for column in ("household", "record_type", "kind")}
    return not said.isdisjoint(_HOUSEHOLDS) or named_household(view.text(row, "name"))


def named_household(name: str) -> bool:
    """Whether an account is called as the pack calls households."""
    return name.casefold().endswith(" household")


def read_contacts(crm: Crm, found: Sequence[View], users: Users) -> None:
    """Contacts as people, each with a post at the primary affiliation, else at the account."""
    for view in found:
        crm.covers_people(view.table.file, owners=view.has("owner") or view.has("owner_name"))
        for row in view.table.rows:
            crm.organisations.hear(record_id(view.text(row, "account")), _account_name(view, row))
        for row in view.table.rows:
            if view.yes(row, "deleted"):
                crm.drop(view.at(row), DELETED)
            elif view.yes(row, "deceased"):
                crm.drop(view.at(row), "people have died")
            else:
                _contact(crm, view, row, users)


def _contact(crm: Crm, view: View, row: Row, users: Users) -> None:
    person = crm.staff.person(Person(
        view.at(row), record_id(view.text(row, "id")), one_name(view, row), view.text(row, "email"),
        view.text(row, "title"),
        {**optional(view, row, phone="phone"), **no_contact(view, row, ("no_email", "no_call"), "no_contact")},
        view.headings(id="id", name="last", email="email", phone="phone", organisation="account",
                      title="title"), view.fault(row)))
    crm.staff.job(Job(view.at(row), person, _place(crm, view, row), view.text(row, "title"),
                      optional(view, row, unit="department"), record_id(view.text(row, "reports_to")), direct=True,
                      origins=view.headings(title="title", holder="id", organisation="account", unit="department",
                                            reports_to="reports_to")))
    crm.owned(person, "Salesforce owner", users.of(view, row),
              origins=view.headings(**{"from": "owner"}))


def _place(crm: Crm, view: View, row: Row) -> str:
    """The organisation of a contact, '' for none."""
    at, name = view.at(row, "account"), _account_name(view, row)
    if view.yes(row, "person"):
        return ""
    if name != view.text(row, "account_name"):
        crm.count(at, "contacts belong to a household; they were read without it.")
        return ""
    return crm.organisations.reference(at, record_id(view.text(row, "affiliation"))) or crm.organisations.reference(
        at, record_id(view.text(row, "account")), name, view.headings(id="account", name="account_name"))


def _account_name(view: View, row: Row) -> str:
    """The name of the account of a contact, '' for a household."""
    name = view.text(row, "account_name")
    return "" if named_household(name) else name
