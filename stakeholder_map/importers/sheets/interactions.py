"""The sheet of interactions: meetings, calls, letters, and who took part."""

from __future__ import annotations

from ...identity import Entry
from ..columns import Column, Sheet
from ..draft import Draft
from ..record import Record
from .common import ID, ref
from .events import event_keys

SHEET = Sheet("interactions", "Meetings, calls and letters, one row each.", (
    ID,
    Column("on", "first", "The day.", required=True, past=True,
           synonyms=("date", "when", "day", "activity date", "held on")),
    Column("channel", "text", "meeting, call, e-mail, event …", synonyms=("kind", "type", "how", "medium")),
    Column("direction", "text", "in, out or both: who took the initiative.", synonyms=("initiative",)),
    Column("purpose", "text", "What it was for, in a few words.", synonyms=("subject", "topic", "about", "title")),
    Column("people", "references", "Who took part, of all sides: ids, e-mail addresses or names, separated by ;",
           synonyms=("participants", "attendees", "present", "who", "with")),
    Column("absent", "references", "Who was expected and did not come; separated by ;",
           synonyms=("apologies", "absentees")),
    Column("partnership", "references", "The partnerships it was about; separated by ;",
           synonyms=("partnerships", "project")),
), synonyms=("interaction", "meetings", "activities", "contacts log", "contact log"), spans=())

_Found = tuple[Record, list[Entry], list[Entry], list[Entry]]


def build(draft: Draft) -> None:
    """Interactions with who was present and absent, and the partnerships they were about."""
    found: list[_Found] = []
    for record in draft.accepted("interactions"):
        present = draft.find_all(record, "people", "Person", "Mailbox")
        absent = draft.find_all(record, "absent", "Person", "Mailbox")
        about = draft.find_all(record, "partnership", "Partnership")
        both = {e.key for e in present} & {e.key for e in absent}
        if both:
            draft.log.reject(record, "absent", "Somebody stands among the people and among the absent",
                             "Name each person once.")
        if not record.ok and record.text("id"):
            record.key = draft.key("Interaction", record.text("id"))
        if record.ok:
            found.append((record, present, absent, about))
    event_keys(draft, "Interaction", [(r, _concerns(r, p, a, b)) for r, p, a, b in found], "on")
    for row in found:
        if draft.first(row[0], row[0].key, row[0].text("id") or str(row[0]["on"])):
            _state(draft, *row)


def _concerns(record: Record, present: list[Entry], absent: list[Entry], about: list[Entry]) -> list[str]:
    return [*sorted(e.key for e in present), "/", *sorted(e.key for e in absent), "/", *sorted(e.key for e in about),
            record.text("channel"), record.text("direction"), record.text("purpose")]


def _state(draft: Draft, record: Record, present: list[Entry], absent: list[Entry], about: list[Entry]) -> None:
    here = ("Interaction", record.key)
    draft.node(record, *here, record.fields("on", "channel", "direction", "purpose"))
    for status, entries in (("present", present), ("absent", absent)):
        for entry in entries:
            draft.tie(record, "TOOK_PART", ref(entry), here, {"status": status})
    for entry in about:
        draft.tie(record, "ABOUT", here, ref(entry))
