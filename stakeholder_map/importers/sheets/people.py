"""The sheet of people: who they are, and where they work where no sheet of posts says it."""

from __future__ import annotations

from collections import Counter, defaultdict

from ...identity import Entry
from ...identity.naming import address, digest, is_role_address, is_team_name, normal_person, slug
from ...identity.nobody import holder_says
from ..assembly.aliases import recognise
from ..assembly.draft import Draft, Placed
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, SINCE, UNTIL, find_place, only, place

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
            _refuse(draft, record)
        elif record.text("name") and holder_says(record.text("name")):
            _nobody(draft, record)
        elif _is_mailbox(record):
            _mailbox(draft, record, where[0], where[1])
        elif not record.text("name"):
            draft.log.reject(record, "name", "The row has no name", "Fill in the name.")
            _refuse(draft, record)
        else:
            rows.append(Placed(record, "", *where))
    shared = _shared_addresses(rows)
    keyed = _keyed(draft, rows, shared)
    recognise(draft, keyed, shared)
    for row, key in keyed:
        _person(draft, row, key)


def _refuse(draft: Draft, record: Record) -> None:
    record.key = record.key or (draft.key("Person", record.text("id")) if record.text("id") else "")
    email = record.text("email")
    draft.refuse(record, "Person", record.text("id"), record.text("name"), "" if is_role_address(email) else email)


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


def _keyed(draft: Draft, rows: list[Placed], shared: set[str]) -> list[tuple[Placed, str]]:
    """Each person with a key: id, else an address that is nobody else's, else the name, never shared silently."""
    alike: dict[str, list[Placed]] = defaultdict(list)
    keyed: list[tuple[Placed, str]] = []
    for row in rows:
        email = _own_address(row.record, shared)
        if row.record.text("id"):
            keyed.append((row, draft.key("Person", row.record.text("id"))))
        elif email:
            keyed.append((row, _stored(draft, row, email) or draft.key("Person", email)))
        else:
            alike[normal_person(row.record.text("name")) or row.record.text("name")].append(row)
    for group in alike.values():
        keyed += _by_name(draft, group)
    return sorted(keyed, key=lambda pair: pair[0].record.row.line)


def _shared_addresses(rows: list[Placed]) -> set[str]:
    """Addresses that stand beside more than one name: they tell nobody apart."""
    names = {(address(row.record.text("email")), normal_person(row.record.text("name"))) for row in rows}
    counts = Counter(email for email, _ in names if email)
    return {email for email, count in counts.items() if count > 1 or is_role_address(email)}


def _own_address(record: Record, shared: set[str]) -> str:
    email = address(record.text("email"))
    return "" if email in shared else email


def _stored(draft: Draft, row: Placed, email: str = "") -> str:
    """The key under which this source has stored the person before, where that is certain."""
    found = draft.known.by_email("Person", email) if email else draft.known.by_name("Person", row.record.text("name"))
    found = [entry for entry in found if entry.source == draft.source]
    if len(found) > 1 and row.organisation:
        found = [entry for entry in found if row.organisation.key in entry.organisations]
    return found[0].key if len(found) == 1 else ""


def _by_name(draft: Draft, group: list[Placed]) -> list[tuple[Placed, str]]:
    """Keys of people who have nothing but a name; equal names are told apart by their organisations."""
    name = slug(group[0].record.text("name"), person=True)
    places = {row.organisation.key if row.organisation else "" for row in group}
    if len(places) == 1 and (len(group) == 1 or _all_equal(group)):
        key = _stored(draft, group[0]) or draft.key("Person", name)
        _say_moved(draft, group[0], key)
        return [(row, key) for row in group]
    keyed = []
    for where in sorted(places):
        here = [row for row in group if (row.organisation.key if row.organisation else "") == where]
        if len(here) > 1 and not _all_equal(here):
            _reject_alike(draft, here)
            continue
        known = [e for e in draft.known.by_name("Person", here[0].record.text("name"))
                 if e.source == draft.source and where in e.organisations]
        code = f"{name}--{_part(where, places)}" if where else name
        key = known[0].key if len(known) == 1 else draft.key("Person", code)
        keyed += [(row, key) for row in here]
    return keyed


def _part(place: str, places: set[str]) -> str:
    """An organisation as a part of a key; where ids differ in capitals or signs only, with what tells them apart."""
    code = slug(place.partition(":")[2])
    twins = [other for other in places if slug(other.partition(":")[2]) == code]
    return code if len(twins) == 1 else f"{code}-{digest(place)}"


def _all_equal(rows: list[Placed]) -> bool:
    return all(row.record.values == rows[0].record.values for row in rows)


def _reject_alike(draft: Draft, rows: list[Placed]) -> None:
    lines = " and ".join(str(row.record.origin.line) for row in rows[:4])
    for row in rows:
        draft.log.reject(row.record, "name", f"Lines {lines} have the same name and organisation but neither id nor "
                         "e-mail address, so nobody can tell whether they are one person",
                         "Give each person an id or an e-mail address.")
        _refuse(draft, row.record)


def _say_moved(draft: Draft, row: Placed, key: str) -> None:
    before = draft.known.entries.get(key)
    if before and before.organisations and row.organisation and row.organisation.key not in before.organisations:
        draft.log.remark(row.record, "name", "People known by name only who stood at another organisation before; "
                         "taken for the same people who moved.", "If they are others, give them ids.")


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
