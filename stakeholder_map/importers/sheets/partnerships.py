"""The sheet of partnerships: joint undertakings of two or more organisations."""

from __future__ import annotations

from ...identity import Entry
from ...model import DEGREES
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, named_key, ref

_DEGREES: dict[str, tuple[str, ...]] = {
    "contact": ("contacts", "in contact", "awareness", "communication"),
    "networking": ("network", "networks", "information sharing", "information exchange"),
    "cooperation": ("co operation", "cooperating", "co operating", "cooperate", "cooperative"),
    "coordination": ("co ordination", "coordinating", "co ordinating", "coordinate", "coordinated"),
    "coalition": ("coalitions", "alliance"),
    "collaboration": ("collaborating", "collaborate", "collaborative"),
    "integration": ("integrated", "integrating", "merged", "merger", "joint service"),
}

SHEET = Sheet("partnerships", "What we do together with other organisations, one row each.", (
    ID,
    Column("name", "text", "Name of the partnership.", required=True, synonyms=("partnership", "title", "project")),
    Column("organisations", "references", "Its core members, ours included: ids or names, separated by ;",
           synonyms=("organizations", "members", "partners", "member organisations")),
    Column("degree", "choice", "How close: " + ", ".join(DEGREES) + ".", choices=_DEGREES, strict=False,
           synonyms=("degree of partnership", "closeness", "intensity")),
    Column("stage", "text", "Where it stands: forming, running, ending …", synonyms=("status", "phase")),
    Column("goal", "text", "What it wants to achieve.", synonyms=("aim", "purpose", "objective", "vision")),
    Column("beneficiaries", "text", "Who benefits from it.", synonyms=("beneficiary", "who benefits")),
    Column("started", "first", "Its first day.", synonyms=("since", "start", "start date", "started on")),
    Column("planned_end", "last", "Planned last day.",
           synonyms=("until", "end", "end date", "planned end date", "ends")),
    Column("review_due", "last", "When it is to be reviewed next.", synonyms=("review", "review date", "next review")),
    Column("cadence_days", "integer", "How many days may pass between two meetings.", least=1,
           synonyms=("cadence", "rhythm", "meeting every days")),
    Column("importance", "integer", "From 1 (little) to 5 (vital).", least=1, most=5, synonyms=("priority", "weight")),
    Column("coordinator", "reference", "Who keeps its list of contacts: a person.",
           synonyms=("co ordinator", "partnership coordinator", "contact coordinator", "owner", "lead")),
    Column("needed", "integer", "How many independent contacts it needs with each core member.",
           least=1, synonyms=("needed contacts", "contacts needed", "required redundancy")),
), synonyms=("partnership", "projects", "programmes"), spans=(("started", "planned_end"),))

_FIELDS = ("name", "degree", "stage", "goal", "beneficiaries", "started", "planned_end", "review_due", "cadence_days",
           "importance", "needed")


def build(draft: Draft) -> None:
    """Partnerships with their co-ordinator; the short form of membership waits for the members sheet."""
    for record in draft.records["partnerships"]:
        organisations = draft.find_all(record, "organisations", "Organisation") if record.ok else []
        coordinator = draft.find(record, "coordinator", "Person") if record.ok else None
        name = record.text("name")
        key = named_key(draft, "Partnership", record, name)
        if not record.ok:
            record.key = key
            draft.refuse(record, "Partnership", record.text("id"), name)
        elif draft.first(record, key, record.text("id") or name):
            _state(draft, record, Entry("Partnership", key, name), organisations, coordinator)


def _state(draft: Draft, record: Record, partnership: Entry, organisations: list[Entry],
           coordinator: Entry | None) -> None:
    draft.finder.add(partnership)
    draft.node(record, "Partnership", partnership.key, record.fields(*_FIELDS))
    if coordinator:
        draft.tie(record, "COORDINATES", ref(coordinator), ref(partnership))
    draft.short_members += [(record, organisation, partnership) for organisation in organisations]
