"""The sheet of ties: who knows whom, and who writes to which mailbox."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import SINCE, UNTIL, ref

SHEET = Sheet("ties", "Who knows whom, one row for each pair.", (
    Column("from", "reference", "A person (or shared mailbox): id, e-mail address or name.", required=True,
           synonyms=("person", "ours", "our contact", "colleague", "source", "person a", "contact a", "who")),
    Column("to", "reference", "The other person (or shared mailbox).", required=True,
           synonyms=("knows", "theirs", "their contact", "contact", "target", "person b", "contact b", "whom")),
    Column("strength", "integer", "From 1 (slight) to 5 (strong): an opinion.", least=1, most=5,
           synonyms=("weight", "how well", "closeness")),
    SINCE, UNTIL,
    Column("last_contact", "first", "When they were last in contact.", past=True,
           synonyms=("last contacted", "last met", "last contact date", "last activity")),
    Column("confirmed_on", "first", "When somebody last made sure that the tie is there.", past=True,
           synonyms=("confirmed", "last confirmed", "verified on")),
    Column("asserted_by", "text", "Who says so: a person, a CRM, a minute.",
           synonyms=("stated by", "said by", "evidence")),
    Column("partnership", "references", "The partnerships this tie serves, if only those; separated by ;",
           synonyms=("partnerships", "project", "for")),
), synonyms=("tie", "knows", "relationships", "relations", "connections", "contacts between people"))

_Ends = tuple[Record, Entry, Entry, list[Entry]]


def build(draft: Draft) -> None:
    """KNOWS between people, WRITES_TO a mailbox; one orientation for each pair, whatever order the rows have."""
    ends: list[_Ends] = []
    for record in draft.accepted("ties"):
        start = draft.find(record, "from", "Person", "Mailbox")
        end = draft.find(record, "to", "Person", "Mailbox")
        partnerships = draft.find_all(record, "partnership", "Partnership")
        if start and end and start.key == end.key:
            draft.log.reject(record, "to", f"“{start.name}” stands on both ends", "Name two different people.")
        if start and end and start.label == "Mailbox" and end.label == "Person":
            start, end = end, start
        if start and end:
            record.key = f"{draft.source}:{_type(start, end)}:{start.key}>{end.key}"
            if record.ok:
                ends.append((record, start, end, partnerships))
    pairs = {(start.key, end.key) for _, start, end, _ in ends}
    for record, start, end, partnerships in ends:
        if start.label == end.label and _turned(draft, start, end, pairs):
            start, end = end, start
        draft.tie(record, _type(start, end), ref(start), ref(end), _props(record, partnerships))


def _type(start: Entry, end: Entry) -> str:
    return "KNOWS" if start.label == end.label == "Person" else "WRITES_TO"


def _turned(draft: Draft, start: Entry, end: Entry, pairs: set[tuple[str, str]]) -> bool:
    """Whether a pair is to be turned round, because it stands or is stored the other way round too."""
    a, b = (draft.known.same.get(key, key) for key in (start.key, end.key))
    stored, turned = ((draft.source, *ends) in draft.known.ends for ends in ((a, b), (b, a)))
    if stored == turned and (end.key, start.key) in pairs:
        return end.key < start.key
    return turned and not stored


def _props(record: Record, partnerships: list[Entry]) -> dict[str, object]:
    props = record.fields("strength", "since", "until", "last_contact", "confirmed_on", "asserted_by")
    if record.has("partnership"):
        props["partnerships"] = sorted(p.key for p in partnerships) or None
    if record.has("last_contact") or record.has("confirmed_on"):
        props["contacts"] = sorted({d for d in (record["last_contact"], record["confirmed_on"]) if d}) or None
    return props
