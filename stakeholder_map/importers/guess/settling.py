"""The columns of a table seen together: one name, one organisation, surnames beside first names, and what is over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...identity.naming import normal
from .columns import Column, with_role
from .grouping import grouped

ONE_OF = ("id", "organisation_id", "first", "last", "title", "unit", "level", "function", "website", "kind", "part_of",
          "since", "until", "confirmed_on", "last_contact", "strength", "owner", "owner_email", "do_not_contact",
          "languages", "size", "organisation", "name", "partnership")
"""Roles of which a contact has one; a second column of the same role is left for people to decide."""
_JOINED = re.compile(r"\b(joined|member|members|mitglied|eintritt|beitritt|adhesion|alta)\b")
_LOOKS_AFTER = re.compile(r"\b(lead|manager|officer|coordinator|adviser|advisor|worker|referent(in)?|betreuer(in)?"
                          r"|responsable|coordinador\w*)\b")
"""Words of titles of those who look after partners, on either side."""
_OF_PERSON = frozenset({"email", "title", "first", "last"})
_OF_ORGANISATION = frozenset({"website", "kind", "size", "part_of", "identifiers"})


def settled_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns with roles that fit each other."""
    found = grouped(columns)
    for step in (_post_holders, _surnames, _bare_names, _only_organisation, _named_partners, _doubles,
                 _contact_of_place, _without_owners, _members, _partnerships):
        found = step(found)
    return found


def having(columns: Sequence[Column], role: str, group: str = "") -> list[Column]:
    """Columns of a role in a group, the surest first."""
    return sorted((c for c in columns if c.role == role and c.group == group), key=lambda c: (-c.sure, c.position))


def groups(columns: Sequence[Column]) -> list[str]:
    """Groups of columns that each name a person: “Contact 1 name”, “Contact 2 name”; '' for those without number."""
    return sorted({c.group for c in columns if c.role in ("name", "first", "last")})


def _swap(columns: list[Column], old: Column, new: Column) -> list[Column]:
    return [new if c is old else c for c in columns]


def _post_holders(columns: list[Column]) -> list[Column]:
    """“Region lead” beside contacts with titles of their own may as well be a colleague of ours as one of theirs."""
    if having(columns, "partnership"):
        of = "holders of a post, but nothing says whether in the partnership or in the organisation"
        return [with_role(c, "unsure", of) if c.role == "holder" else c for c in columns]
    if not any(c.role == "title" for c in columns) or not groups(columns):
        return columns
    why = "names of people who may be colleagues of ours: if they are, write [[ties]] with from = { owner = … }"
    return [with_role(c, "unsure", why) if c.role == "holder" and _LOOKS_AFTER.search(normal(c.header)) else c
            for c in columns]


def _surnames(columns: list[Column]) -> list[Column]:
    """“Name” beside “Vorname” is the surname; “Nom” or “Nombre” alone is the whole name."""
    for group in {c.group for c in columns}:
        first, last, name = (having(columns, role, group) for role in ("first", "last", "name"))
        if first and not last and name and name[0].profile["one_word"] >= 0.5:
            columns = _swap(columns, name[0], with_role(name[0], "last", "stands beside the first name"))
        elif (first or last) and not (first and last) and not name:
            only = (first or last)[0]
            columns = _swap(columns, only, with_role(only, "name", "the only column with a name"))
        elif first and last:
            for extra in name:
                columns = _swap(columns, extra, with_role(extra, "extra", "first name and surname have columns of "
                                                                          "their own"))
    return columns


def _bare_names(columns: list[Column]) -> list[Column]:
    """“Name” alone is that of a person where values or other columns say so, else perhaps that of an organisation."""
    names, place = having(columns, "name"), having(columns, "organisation")
    beside = {c.role for c in columns}
    named_so = place and place[0].profile["person"] > 0.8 and not place[0].profile["place"]
    if not names and named_so and beside & {"email", "title"} and not beside & {"first", "last"}:
        return _swap(columns, place[0], with_role(place[0], "name", "its values are names of people"))
    if names and names[0].profile["person"] < 0.3 and not beside & {*_OF_PERSON, "organisation", "owner"}:
        if not place and beside & _OF_ORGANISATION:
            return _swap(columns, names[0], with_role(names[0], "organisation", "the name, beside columns that only "
                                                                                "organisations have"))
        if names[0].profile["titled"] < 0.3:
            return _swap(columns, names[0], with_role(names[0], "unsure", "a name, but nothing says of what"))
    return columns


def _only_organisation(columns: list[Column]) -> list[Column]:
    """A column of organisations by its words counts less than one whose header says so."""
    found = having(columns, "organisation")
    for extra in found[1:]:
        reason = f"“{found[0].header}” is read as the organisation"
        columns = _swap(columns, extra, with_role(extra, "extra", reason))
    return columns


def _named_partners(columns: list[Column]) -> list[Column]:
    """Names under no header of names are people's own names only where nothing else is."""
    names = having(columns, "name")
    for extra in names[1:]:
        columns = _swap(columns, extra, with_role(extra, "extra", f"“{names[0].header}” is read as the name"))
    return columns


def _doubles(columns: list[Column]) -> list[Column]:
    for role in ONE_OF:
        for group in {c.group for c in columns}:
            found = having(columns, role, group)
            for extra in found[1:]:
                columns = _swap(columns, extra, with_role(extra, "extra",
                                                          f"“{found[0].called}” is read as the same thing"))
    return columns


def _contact_of_place(columns: list[Column]) -> list[Column]:
    """Telephone and address of the organisation stand in for those of people who have none of their own."""
    people = bool(groups(columns))
    for role in ("email", "phone"):
        for column in having(columns, f"organisation_{role}"):
            if people and not having(columns, role):
                columns = _swap(columns, column, with_role(column, role, "the only column of its kind"))
            elif role == "phone":
                columns = _swap(columns, column, with_role(column, "extra", "there is no column for the telephone of "
                                                                            "an organisation"))
    return columns


def _without_owners(columns: list[Column]) -> list[Column]:
    """When somebody was met last is said of a tie, and there is none where no column says who met whom."""
    if not groups(columns):
        alone = "a colleague of ours, but no column that can be read names the people whom they know"
        columns = [with_role(c, "untold", alone) if c.role in ("owner", "owner_email") else c for c in columns]
    if any(c.role in ("owner", "owner_email") for c in columns):
        return columns
    why = "no column that can be read says which colleague of ours it was"
    return [with_role(c, "untold", why) if c.role in ("last_contact", "strength") else c for c in columns]


def _members(columns: list[Column]) -> list[Column]:
    """In a list of organisations with a contact each, the day of joining is that of the organisation."""
    place, names = having(columns, "organisation"), [c for c in columns if c.role in ("name", "first", "last")]
    if not place or place[0].profile.distinct < place[0].profile.rows or not all(
            place[0].position < c.position for c in names):
        return columns
    return [with_role(c, "untold", "when the organisation joined, rather than its contact")
            if c.role == "since" and _JOINED.search(normal(c.header)) else c for c in columns]


def _partnerships(columns: list[Column]) -> list[Column]:
    """Partnerships without the organisations that take part in them are the partners themselves, or nobody knows."""
    if having(columns, "organisation"):
        return columns
    why = "no other column names organisations"
    return [with_role(c, "organisation" if c.profile["place"] >= 0.4 else "unsure", why)
            if c.role == "partnership" else c for c in columns]
