"""The sheet of mailboxes: addresses of teams and roles, and who reads them."""

from __future__ import annotations

from ...identity import Entry
from ...identity.naming import address, slug
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import SINCE, UNTIL, find_place, place, ref

SHEET = Sheet("mailboxes", "Shared addresses such as info@ and team mailboxes, one row each.", (
    Column("address", "text", "The shared e-mail address.", required=True,
           synonyms=("email", "e mail", "mailbox", "mail")),
    Column("name", "text", "What it is called, if it has a name: CSR team.", synonyms=("label", "display name")),
    Column("organisation", "reference", "The organisation: id or name.", synonyms=("organization", "org", "company")),
    Column("unit", "reference", "The unit: id or name.", synonyms=("team", "department", "division")),
    Column("members", "references", "Who reads it; several people are separated by ;", synonyms=("people", "readers")),
    SINCE, UNTIL,
), synonyms=("mailbox", "shared mailboxes", "inboxes"))


def build(draft: Draft) -> None:
    """Mailboxes, what they serve, and their members."""
    for record in draft.records["mailboxes"]:
        organisation, unit = find_place(draft, record) if record.ok else (None, None)
        members = draft.find_all(record, "members", "Person", within=organisation.key if organisation else "")
        email = address(record.text("address"))
        name = record.text("name") or ("" if email else record.text("address"))
        key = _stored(draft, email) or draft.key("Mailbox", email or slug(record.text("address")))
        if record.ok and draft.first(record, key, record.text("address")):
            _state(draft, record, Entry("Mailbox", key, name or email, email), (organisation, unit), members)
        elif not record.ok:
            record.key = key
            draft.refuse(record, "Mailbox", record.text("address"), name)


def _stored(draft: Draft, email: str) -> str:
    """The key of a mailbox that the people sheet, or this source before, has with the same address."""
    found = [e.key for d in (draft.finder.own, draft.known) for e in d.by_email("Mailbox", email)
             if e.source == draft.source]
    return found[0] if found else ""


def _state(draft: Draft, record: Record, mailbox: Entry, where: tuple[Entry | None, Entry | None],
           members: list[Entry]) -> None:
    named = mailbox.name != mailbox.email
    if named or not draft.finder.own.entries.get(mailbox.key):
        draft.finder.add(mailbox)
    name = {"name": mailbox.name} if named else record.fields("name")
    draft.node(record, "Mailbox", mailbox.key, {"address": mailbox.email or None, **name})
    place(draft, record, "SERVES", ref(mailbox), *where, record.fields("since", "until"))
    for member in members:
        draft.tie(record, "MEMBER_OF", ref(member), ref(mailbox), record.fields("since", "until"))
