"""The sheet of people: who they are, and where they work where no sheet of posts says it."""

from __future__ import annotations

from ...identity import Entry
from ...identity.naming import address, is_role_address, is_team_name, slug
from ...identity.nobody import holder_says
from ..assembly.aliases import recognise
from ..assembly.draft import Draft, Placed
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, SINCE, UNTIL, find_place, only, place
from .people_keys import refuse, shared_addresses, with_keys

SHEET = Sheet("people", "Everybody we deal with, and our colleagues, one row each.", (
    ID,
    Column("name", "text", "First name and surname.", required=True, blank_ok=True,
           synonyms=("person", "full name", "contact", "contact name", "display name")),
    Column("email", "email", "Their own address at work; not info@ and the like.",
           synonyms=("e mail", "email address", "e mail address", "mail", "work email")),
    Column("phone", "text", "Telephone at work.", synonyms=("telephone", "tel", "phone number", "work phone")),
    Column("organisation", "reference", "Where they work: id or name of the organisation.",
           synonyms=("organization", "org", "company", "employer", "account", "account name")),
    Column("title", "text", "Job title, if no sheet of posts gives it.",
           synonyms=("job title", "role", "position", "job", "post")),
    Column("unit", "reference", "Their team: id or name of the unit.", synonyms=("team", "department", "division")),
    Column("level", "level", "executive, senior, operational or frontline.", synonyms=("seniority",)),
    Column("function", "text", "What the post is about: finance, communications …", synonyms=("job function", "area")),
    Column("reports_to", "reference", "Their manager at the same organisation: id, e-mail address or name of a person.",
           synonyms=("manager", "line manager", "supervisor", "manager name")),
    SINCE, UNTIL,
    Column("languages", "list", "Languages for contact; several are separated by ;", synonyms=("language",)),
    Column("do_not_contact", "yes_no", "yes when nobody may contact them.",
           synonyms=("no contact", "opt out", "do not call")),
    Column("confirmed_on", "first", "When somebody last made sure that they still work there.", past=True,
           synonyms=("confirmed", "last confirmed", "verified on", "checked on")),
    Column("restricted", "yes_no", "yes when the record is kept but must not be used.", synonyms=("restriction",)),
), synonyms=("person", "persons", "contacts", "staff", "colleagues", "individuals"))


def build(draft: Draft) -> None:
    """People and the mailboxes among them; who works where is kept for the posts."""
    rows = []
    for record in draft.records["people"]:
        where = find_place(draft, record) if record.ok else (None, None)
        if record.ok and not record.text("name") and not record.text("email"):
            draft.log.reject(record, "name", "The row has neither a name nor an e-mail address", "Fill in one of them.")
        if not record.ok:
            refuse(draft, record)
        elif record.text("name") and holder_says(record.text("name")):
            _nobody(draft, record)
        elif _is_mailbox(record):
            _mailbox(draft, record, where[0], where[1])
        elif not record.text("name"):
            draft.log.reject(record, "name", "The row has no name", "Fill in the name.")
            refuse(draft, record)
        else:
            rows.append(Placed(record, "", *where))
    shared = shared_addresses(rows)
    keyed = with_keys(draft, rows, shared)
    recognise(draft, keyed, shared)
    for row, key in keyed:
        _person(draft, row, key)


def _nobody(draft: Draft, record: Record) -> None:
    """Leave out a row such as “Vacant”; where posts name its id as their holder, they are vacant."""
    name = record.text("name")
    draft.log.remark(record, "name", "Rows that name nobody, such as “Vacant”, are no people and were left out.",
                     "List the posts to keep a vacancy in sight.", name)
    draft.nobody[record.text("id")] = name
    draft.finder.refuse("Person", (record.text("id"),), f"“{name}” in line {record.origin.line} names nobody")


def _is_mailbox(record: Record) -> bool:
    name, email = record.text("name"), record.text("email")
    return is_team_name(name) if name else is_role_address(email)


def _mailbox(draft: Draft, record: Record, organisation: Entry | None, unit: Entry | None) -> None:
    name, email = record.text("name"), address(record.text("email") or record.text("name"))
    key = draft.key("Mailbox", record.text("id") or email or slug(name))
    if not draft.first(record, key, name or email):
        return
    called = "" if "@" in name else name
    inside = frozenset((organisation.key,)) if organisation else frozenset()
    draft.finder.add(Entry("Mailbox", key, called or email, email, inside))
    draft.node(record, "Mailbox", key, {"address": email or None, "name": called or None})
    place(draft, record, "SERVES", ("Mailbox", key), organisation, unit, record.fields("since", "until"))
    draft.log.remark(record, "name", "Read as a mailbox of the organisation, not as a person.",
                     "If it is a person, write their name.", name or email)


def _person(draft: Draft, row: Placed, key: str) -> None:
    record = row.record
    if not record.ok:
        return
    name, email = record.text("name"), address(record.text("email"))
    if not draft.first(record, key, record.text("id") or name):
        return
    inside = only(row.organisation.key) if row.organisation else frozenset()
    draft.finder.add(Entry("Person", key, name, email, inside))
    draft.node(record, "Person", key,
               record.fields("name", "email", "phone", "languages", "do_not_contact", "restricted"))
    draft.placed.append(Placed(record, key, row.organisation, row.unit))
    if is_role_address(email):
        draft.log.remark(record, "email", "People with a shared address such as info@; it was kept, but it does not "
                         "say who they are.", "Use their own address, or list the shared one under mailboxes.")
