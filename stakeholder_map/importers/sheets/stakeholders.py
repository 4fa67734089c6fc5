"""The sheet of stakeholders: how somebody stands towards a partnership, and how they should."""

from __future__ import annotations

from ...model import ENGAGEMENT
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from .common import UNTIL, ref

_OTHER: dict[str, tuple[str, ...]] = {
    "unaware": ("not aware",), "resistant": ("against", "opposed", "blocking", "resistor"), "neutral": ("indifferent",),
    "supportive": ("supporting", "supporter", "in favour"), "leading": ("champion", "driving"),
}
LEVELS = {level: _OTHER[level] for level in ENGAGEMENT}

SHEET = Sheet("stakeholders", "How somebody stands towards a partnership, one row for each assessment.", (
    Column("partnership", "reference", "The partnership: id or name.", required=True,
           synonyms=("partnership id", "project")),
    Column("person", "reference", "The person: id, e-mail address or name.", required=True,
           synonyms=("stakeholder", "contact", "name")),
    Column("current", "choice", "How they stand towards it; blank is not known.", choices=LEVELS,
           synonyms=("current engagement", "engagement", "now", "c")),
    Column("desired", "choice", "How they should stand towards it.", choices=LEVELS,
           synonyms=("desired engagement", "wanted", "target", "d")),
    Column("power", "integer", "How much they can decide about it, from 1 to 5.", least=1, most=5,
           synonyms=("influence",)),
    Column("interest", "integer", "How much it matters to them, from 1 to 5.", least=1, most=5, synonyms=("concern",)),
    Column("as_of", "first", "The day of the assessment; keep the older row and add one.", past=True,
           synonyms=("assessed on", "date", "since", "on")),
    Column("assessed_by", "text", "Whose opinion this is.", synonyms=("by", "said by", "assessor")),
    UNTIL,
), synonyms=("stakeholder", "engagement", "stakeholder register"), spans=(("as_of", "until"),))


def build(draft: Draft) -> None:
    """ENGAGED_IN from each person to the partnership, in force from the day of the assessment."""
    for record in draft.accepted("stakeholders"):
        partnership = draft.find(record, "partnership", "Partnership")
        person = draft.find(record, "person", "Person")
        if partnership and person:
            record.key = f"{draft.source}:ENGAGED_IN:{person.key}>{partnership.key}"
        if record.ok and partnership and person:
            props = record.fields("current", "desired", "power", "interest", "assessed_by", "until", since="as_of")
            draft.tie(record, "ENGAGED_IN", ref(person), ref(partnership), props)
