"""Organisations and contacts of a directory of services as rows of the plain sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ....batch import Problem
from ....words import tally
from ...common.made import MadeRows
from ...files.tables import Table
from .files import Item, Register

ORIGINS = {"kind": "legal_status", "part_of": "parent_organization_id", "organisation": "organization_id",
           "unit": "department", "address": "email"}
_LEFT = ("service", "location")


class HsdsRows:
    """The tables of plain sheets that a register gives; `count` is how many of its objects were read."""

    def __init__(self, register: Register) -> None:
        self._all = register.items
        self._other = register.other
        self._made = MadeRows(ORIGINS)
        self._numbers = _by(self._all["identifier"], "organization_id")
        self._phones = _by(self._all["phone"], "contact_id")
        self._nameless = 0
        self._placeless = 0
        self.count = len(self._all["organization"]) + len(self._all["contact"])

    def tables(self) -> list[Table]:
        """Organisations with their addresses, and the people who can be reached there."""
        for code, item in self._all["organization"].items():
            self._organisation(code, item)
        for code, item in self._all["contact"].items():
            self._contact(code, item)
        return self._made.tables()

    def _organisation(self, code: str, item: Item) -> None:
        parent = item["parent_organization_id"]
        known = parent in self._all["organization"] and parent != code
        numbers = [f"{one['identifier_scheme'] or one['identifier_type']}-{one['identifier']}"
                   for one in self._numbers.get(code, ()) if one["identifier"]]
        self._made.add("organisations", item.at, {
            "id": code, "name": item["name"], "kind": item["legal_status"], "part_of": parent if known else "",
            "identifiers": ";".join(n.strip("-") for n in numbers), "website": item["website"] or item["url"]})
        if item["email"]:
            self._made.add("mailboxes", item.at, {"address": item["email"], "organisation": code})

    def _contact(self, code: str, item: Item) -> None:
        where = self._organisation_of(item)
        self._placeless += not where
        if not item["name"] and not item["email"]:
            self._nameless += 1
        elif not item["name"]:
            self._made.add("mailboxes", item.at, {"address": item["email"], "organisation": where})
        else:
            self._made.add("people", item.at, {
                "id": code, "name": item["name"], "email": item["email"], "phone": self._phone(code),
                "title": item["title"], "organisation": where, "unit": item["department"] if where else ""})

    def _organisation_of(self, item: Item, depth: int = 3) -> str:
        """The organisation of a contact: its own, else that of the service or the place that it stands for."""
        if item["organization_id"] in self._all["organization"]:
            return item["organization_id"]
        above = (self._all[kind].get(item[f"{kind}_id"]) for kind in ("service", "service_at_location", "location"))
        found = (self._organisation_of(one, depth - 1) for one in above if one and depth)
        return next((organisation for organisation in found if organisation), "")

    def _phone(self, contact: str) -> str:
        """The number of a contact with its extension; a fax is none."""
        for phone in self._phones.get(contact, ()):
            if phone["number"] and phone["type"].casefold() != "fax":
                extension = f" ext. {phone['extension']}" if phone["extension"] else ""
                return phone["number"].strip('" ') + extension
        return ""

    def notes(self) -> list[Problem]:
        """What was left out, counted; to be asked for after the tables."""
        left = {f"{kind}s": len(self._all[kind]) for kind in _LEFT} | {"contacts without name and address":
                                                                        self._nameless}
        counts = [f"{what} ({n:,})" for what, n in {**left, **self._other}.items() if n]
        notes = [Problem(f"Left out: {', '.join(counts)}.", "Only organisations and their contacts are read.",
                         rejected=False)] if counts else []
        if self._placeless:
            notes.append(Problem(tally(self._placeless, "contacts are of no organisation in the files."),
                                 "Include the organisations, services and locations they stand for.", rejected=False))
        return notes


def _by(items: Mapping[str, Item], name: str) -> dict[str, list[Item]]:
    """Items by the id of what they belong to."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items.values():
        found[item[name]].append(item)
    return found
