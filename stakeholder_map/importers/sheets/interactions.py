"""The sheet of interactions: meetings, calls, letters, and who took part."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
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
    Column("accepted", "references", "Who had accepted, where nobody wrote down who came; separated by ;",
           synonyms=("invited and accepted",)),
    Column("partnership", "references", "The partnerships it was about; separated by ;",
           synonyms=("partnerships", "project")),
), synonyms=("interaction", "meetings", "activities", "contacts log", "contact log"), spans=())

STATUS = {"people": "present", "accepted": "accepted", "absent": "absent"}
"""What a column says about the people it names. Who accepted counts as who came, from the day itself on."""

_Found = tuple[Record, dict[str, list[Entry]], list[Entry]]


def build(draft: Draft) -> None:
    """Interactions with who was present, who had accepted and who was absent, and the partnerships they were about."""
    found: list[_Found] = []
    for record in draft.accepted("interactions"):
        who = {column: draft.find_all(record, column, "Person", "Mailbox") for column in STATUS}
        about = draft.find_all(record, "partnership", "Partnership")
        named = [entry.key for entries in who.values() for entry in entries]
        if len(named) > len(set(named)):
            column = "absent" if {e.key for e in who["absent"]} & {e.key for e in who["people"]} else "accepted"
            draft.log.reject(record, column, "Somebody stands among the people and among the absent"
                             if column == "absent" else "Somebody who had accepted stands in another column too",
                             "Name each person once.")
        if not record.ok and record.text("id"):
            record.key = draft.key("Interaction", record.text("id"))
        if record.ok:
            found.append((record, who, about))
    event_keys(draft, "Interaction", [(r, _concerns(r, who, about)) for r, who, about in found], "on")
    for row in found:
        if draft.first(row[0], row[0].key, row[0].text("id") or str(row[0]["on"])):
            _state(draft, *row)


def _concerns(record: Record, who: dict[str, list[Entry]], about: list[Entry]) -> list[str]:
    accepted = ["/", *sorted(e.key for e in who["accepted"])] if who["accepted"] else []
    return [*sorted(e.key for e in who["people"]), "/", *sorted(e.key for e in who["absent"]), "/",
            *sorted(e.key for e in about), record.text("channel"), record.text("direction"), record.text("purpose"),
            *accepted]


def _state(draft: Draft, record: Record, who: dict[str, list[Entry]], about: list[Entry]) -> None:
    here = ("Interaction", record.key)
    draft.node(record, *here, record.fields("on", "channel", "direction", "purpose"))
    for column, status in STATUS.items():
        for entry in who[column]:
            draft.tie(record, "TOOK_PART", ref(entry), here, {"status": status})
    for entry in about:
        draft.tie(record, "ABOUT", here, ref(entry))
