"""The sheet of changes: restructures, leaves and mergers, and whom they affect."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, find_place, ref
from .events import event_keys

KINDS: dict[str, tuple[str, ...]] = {
    "restructure": ("restructuring", "reorganisation", "reorganization", "restructured"),
    "leave": ("leaving", "left", "leaver", "departure", "absence", "sick leave", "parental leave"),
    "merger": ("merge", "merged", "takeover"),
    "other": ("others", "misc"),
}

SHEET = Sheet("changes", "What changes at an organisation, in a unit or for a person, one row each.", (
    ID,
    Column("on", "first", "The day of the change.", required=True, synonyms=("date", "when", "day", "since", "from")),
    Column("kind", "choice", "restructure, leave, merger or other.", choices=KINDS,
           synonyms=("type", "change", "what")),
    Column("organisation", "reference", "The organisation it affects: id or name.",
           synonyms=("organization", "org", "company")),
    Column("unit", "reference", "The unit it affects: id or name.", synonyms=("team", "department", "division")),
    Column("person", "reference", "The person it affects: id, e-mail address or name.",
           synonyms=("people", "who", "name")),
    Column("note", "text", "In a few words.", synonyms=("notes", "comment", "description", "remark")),
), synonyms=("change", "change events"), spans=())


def build(draft: Draft) -> None:
    """Changes, and AFFECTS to the person, the unit or the organisation that each names most closely."""
    found: list[tuple[Record, list[Entry]]] = []
    for record in draft.accepted("changes"):
        organisation, unit = find_place(draft, record)
        person = draft.find(record, "person", "Person", within=organisation.key if organisation else "")
        affected = [entry for entry in (person, unit) if entry]
        if organisation and record.text("organisation") and not affected:
            affected = [organisation]
        if record.ok:
            found.append((record, affected))
        elif record.text("id"):
            record.key = draft.key("Change", record.text("id"))
    concerns = [(r, [*sorted(e.key for e in a), r.text("kind"), r.text("note")]) for r, a in found]
    event_keys(draft, "Change", concerns, "on")
    for record, affected in found:
        if not draft.first(record, record.key, record.text("id") or record.text("note")):
            continue
        draft.node(record, "Change", record.key, record.fields("on", "kind", "note"))
        for entry in affected:
            draft.tie(record, "AFFECTS", ("Change", record.key), ref(entry))
