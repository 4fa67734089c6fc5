"""The sheet of members: which organisation takes part in which partnership, and how."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import SINCE, UNTIL, ref

PARTICIPATION: dict[str, tuple[str, ...]] = {
    "core": ("full", "member", "full member", "core member", "main"),
    "as_needed": ("when needed", "occasional", "ad hoc", "associate", "on request", "if needed"),
    "observer": ("observing", "observers", "guest"),
}

SHEET = Sheet("members", "Which organisations belong to which partnership, one row each.", (
    Column("partnership", "reference", "The partnership: id or name.", required=True,
           synonyms=("partnership id", "project")),
    Column("organisation", "reference", "The organisation: id or name.", required=True,
           synonyms=("organization", "org", "member", "partner", "company")),
    Column("participation", "choice", "core, as_needed or observer; blank is core.", choices=PARTICIPATION,
           synonyms=("role", "membership", "kind")),
    Column("objective", "text", "What this member wants from the partnership.", synonyms=("aim", "goal")),
    Column("objective_confirmed_on", "first", "When the member last confirmed its objective.", past=True,
           synonyms=("objective confirmed",)),
    Column("host_unit", "reference", "The unit of the member that hosts the partnership.",
           synonyms=("host", "hosting unit")),
    Column("sponsor", "reference", "The person at the member who stands behind it.", synonyms=("executive sponsor",)),
    SINCE, UNTIL,
), synonyms=("member", "memberships", "partnership members"))


def build(draft: Draft) -> None:
    """Memberships from this sheet, then the short form of the partnerships sheet for pairs that it leaves out."""
    spoken: set[tuple[str, str]] = set()
    for record in draft.records["members"]:
        partnership, organisation = _pair(draft, record)
        if partnership and organisation:
            spoken.add((organisation.key, partnership.key))
            record.key = f"{draft.source}:MEMBER_OF:{organisation.key}>{partnership.key}"
            if record.ok:
                _state(draft, record, organisation, partnership)
    for record, organisation, partnership in draft.short_members:
        if (organisation.key, partnership.key) not in spoken:
            draft.tie(record, "MEMBER_OF", ref(organisation), ref(partnership), {"participation": "core"})


def _pair(draft: Draft, record: Record) -> tuple[Entry | None, Entry | None]:
    if record.ok:
        return draft.find(record, "partnership", "Partnership"), draft.find(record, "organisation", "Organisation")
    return (draft.finder.find(record.text("partnership"), ("Partnership",)).entry,
            draft.finder.find(record.text("organisation"), ("Organisation",)).entry)


def _state(draft: Draft, record: Record, organisation: Entry, partnership: Entry) -> None:
    unit = draft.find(record, "host_unit", "Unit", within=organisation.key)
    sponsor = draft.find(record, "sponsor", "Person", within=organisation.key)
    if not record.ok:
        return
    props = {"participation": "core", **{f: v for f, v in record.fields(
        "participation", "objective", "objective_confirmed_on", "since", "until").items()
        if not (f == "participation" and v is None)}}
    draft.tie(record, "MEMBER_OF", ref(organisation), ref(partnership), props)
    if unit:
        draft.tie(record, "HOSTS", ref(unit), ref(partnership))
    if sponsor:
        draft.tie(record, "REPRESENTS", ref(sponsor), ref(partnership),
                  {"capacity": "sponsor", "on_behalf_of": organisation.key})
