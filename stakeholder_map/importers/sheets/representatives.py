"""The sheet of representatives: who speaks for whom in which partnership."""

from __future__ import annotations

from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from .common import SINCE, UNTIL, ref

CAPACITIES: dict[str, tuple[str, ...]] = {
    "lead": ("lead contact", "main contact", "leader", "representative", "lead officer"),
    "deputy": ("deputy contact", "second", "substitute", "alternate"),
    "sponsor": ("executive sponsor",),
    "chair": ("chairman", "chairwoman", "chairperson", "co chair", "vice chair"),
    "observer": ("observing", "guest"),
}

SHEET = Sheet("representatives", "Who speaks for which organisation in which partnership, one row each.", (
    Column("partnership", "reference", "The partnership: id or name.", required=True,
           synonyms=("partnership id", "project")),
    Column("person", "reference", "The person: id, e-mail address or name.", required=True,
           synonyms=("representative", "contact", "name", "people")),
    Column("capacity", "choice", "lead, deputy, sponsor, chair or observer.", choices=CAPACITIES, strict=False,
           synonyms=("role", "as")),
    Column("on_behalf_of", "reference", "The organisation they speak for: id or name.",
           synonyms=("for", "organisation", "organization", "behalf of")),
    SINCE, UNTIL,
), synonyms=("representative", "reps"))


def build(draft: Draft) -> None:
    """REPRESENTS from each person to the partnership."""
    for record in draft.accepted("representatives"):
        partnership = draft.find(record, "partnership", "Partnership")
        organisation = draft.find(record, "on_behalf_of", "Organisation")
        person = draft.find(record, "person", "Person", within=organisation.key if organisation else "")
        if partnership and person:
            record.key = f"{draft.source}:REPRESENTS:{person.key}>{partnership.key}"
        if not (record.ok and partnership and person):
            continue
        props = record.fields("capacity", "since", "until")
        if record.has("on_behalf_of"):
            props["on_behalf_of"] = organisation.key if organisation else None
        draft.tie(record, "REPRESENTS", ref(person), ref(partnership), props)
