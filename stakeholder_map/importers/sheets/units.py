"""The sheet of units: divisions and teams inside an organisation."""

from __future__ import annotations

from ...identity import Entry
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, SINCE, UNTIL, loops, named_key, ref

SHEET = Sheet("units", "Divisions and teams of an organisation, one row each.", (
    ID,
    Column("name", "text", "Name of the unit.", required=True, synonyms=("unit", "team", "department", "division")),
    Column("organisation", "reference", "The organisation it belongs to: id or name.",
           synonyms=("organization", "org", "company", "employer")),
    Column("part_of", "reference", "The larger unit it belongs to: id or name.", synonyms=("parent", "parent unit")),
    SINCE, UNTIL,
), synonyms=("unit", "teams", "departments", "divisions"))


def build(draft: Draft) -> None:
    """Units with their fields, and PART_OF to the larger unit or the organisation."""
    rows = [record for record in draft.records["units"] if _register(draft, record)]
    parents: dict[str, Entry | None] = {}

    def resolve(record: Record) -> None:
        unit = draft.finder.own.entries[record.key]
        parents[record.key] = draft.find(record, "part_of", "Unit", within=next(iter(unit.organisations), ""))

    draft.settle(rows, "Unit", resolve)
    rows = [record for record in rows if record.ok]
    above = {key: parent.key for key, parent in parents.items() if parent}
    _inherit(draft, rows, above)
    circular = loops(above)
    for record in rows:
        parent = parents[record.key]
        if parent and record.key in circular:
            parent = None
            draft.log.remark(record, "part_of", "A unit cannot be part of itself; the line was left out.",
                             "Correct part_of.")
        _state(draft, record, parent)


def _register(draft: Draft, record: Record) -> bool:
    organisation = draft.find(record, "organisation", "Organisation") if record.ok else None
    name = record.text("name")
    key = named_key(draft, "Unit", record, name, organisation.key if organisation else "")
    if not record.ok:
        record.key = key
        draft.refuse(record, "Unit", record.text("id"), name)
        return False
    if not draft.first(record, key, record.text("id") or name):
        return False
    inside = frozenset((organisation.key,)) if organisation else frozenset()
    draft.finder.add(Entry("Unit", key, name, "", inside))
    return True


def _inherit(draft: Draft, rows: list[Record], above: dict[str, str]) -> None:
    """A unit without an organisation belongs to the one of the units above it."""
    for record in rows:
        at, steps = record.key, 0
        while steps < 50 and (unit := draft.finder.get(at)) and not unit.organisations and at in above:
            at, steps = above[at], steps + 1
        if unit := draft.finder.get(at):
            for organisation in unit.organisations:
                draft.finder.place(record.key, organisation)


def _state(draft: Draft, record: Record, parent: Entry | None) -> None:
    unit = draft.finder.own.entries[record.key]
    larger = draft.finder.get(parent.key) if parent else None
    if larger and larger.organisations and unit.organisations and not larger.organisations & unit.organisations:
        draft.log.reject(record, "part_of", f"“{larger.name}” belongs to another organisation", "Correct part_of.")
        draft.finder.own.remove(record.key)
        draft.refuse(record, "Unit", record.text("id"), record.text("name"))
        return
    draft.node(record, "Unit", record.key, record.fields("name", "since", "until"))
    if larger:
        draft.tie(record, "PART_OF", ref(unit), ref(larger))
    if not larger or not larger.organisations:
        for organisation in unit.organisations:
            draft.tie(record, "PART_OF", ref(unit), ("Organisation", organisation))
    if not unit.organisations:
        draft.log.remark(record, "organisation", "Units without an organisation; nobody in them has a side.",
                         "Fill in the organisation.", unit.name)
