"""The sheet of organisations: ours and partners, and what is part of what."""

from __future__ import annotations

from collections import Counter

from ...identity import Entry
from ...identity.naming import normal
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet
from ..cells.record import Record
from .common import ID, loops, named_key, ref
from .same_organisation import known_elsewhere

SHEET = Sheet("organisations", "Our own organisation and every partner organisation, one row each.", (
    ID,
    Column("name", "text", "Full name of the organisation.", required=True,
           synonyms=("organisation", "organization", "organisation name", "organization name", "company",
                     "account name")),
    Column("kind", "text", "What it is, in your own words: charity, council, company …", synonyms=(
        "type", "sector", "category", "classification")),
    Column("ours", "yes_no", "yes for our own organisation, otherwise no.", synonyms=("our", "own", "us", "internal")),
    Column("part_of", "reference", "The larger organisation it belongs to: id or name.",
           synonyms=("parent", "parent organisation", "parent organization", "parent id")),
    Column("identifiers", "list", "Public numbers such as GB-CHC-123456; several are separated by ;",
           synonyms=("identifier", "charity number", "company number", "org id")),
    Column("website", "text", "Address of its website.", synonyms=("url", "web", "web site", "homepage")),
    Column("size", "integer", "How many people could hold a contact there, if it is very small.", least=0,
           synonyms=("staff", "employees", "number of employees", "headcount")),
), synonyms=("organizations", "organisation", "organization", "orgs", "accounts", "companies", "partners"), spans=())


def build(draft: Draft) -> None:
    """Organisations with their fields, and PART_OF between them."""
    alike = Counter(normal(record.text("name")) for record in draft.records["organisations"])
    rows = [record for record in draft.records["organisations"] if _register(draft, record, alike)]
    parents: dict[str, Entry | None] = {}

    def resolve(record: Record) -> None:
        parents[record.key] = draft.find(record, "part_of", "Organisation")

    draft.settle(rows, "Organisation", resolve)
    circular = loops({key: parent.key for key, parent in parents.items() if parent})
    for record in rows:
        if not record.ok:
            continue
        if record.key.startswith(f"{draft.source}:"):
            draft.node(record, "Organisation", record.key,
                       record.fields("name", "kind", "ours", "identifiers", "website", "size"))
            if kept := draft.known.merged.get(record.key):
                draft.tie(record, "SAME_AS", ("Organisation", record.key), ("Organisation", kept))
        parent = parents[record.key]
        if parent and record.key in circular:
            draft.log.remark(record, "part_of", "An organisation cannot be part of itself; the line was left out.",
                             "Correct part_of.")
        elif parent:
            draft.tie(record, "PART_OF", ("Organisation", record.key), ref(parent))


def _register(draft: Draft, record: Record, alike: Counter[str]) -> bool:
    name = record.text("name")
    if record.ok and (stored := known_elsewhere(draft, record, alike)):
        return _adopt(draft, record, stored)
    key = named_key(draft, "Organisation", record, name)
    if not record.ok:
        record.key = key
        draft.refuse(record, "Organisation", record.text("id"), name)
        return False
    if not draft.first(record, key, record.text("id") or name):
        return False
    draft.finder.add(Entry("Organisation", key, name))
    return True


def _adopt(draft: Draft, record: Record, stored: Entry) -> bool:
    """Take an organisation as another source has it; what this row says about it is not written."""
    if record["ours"] and stored.key not in draft.known.ours:
        draft.log.reject(record, "ours", f"“{stored.name}” is from “{stored.source}” and not marked as ours there",
                         f"Mark it in the file of “{stored.source}”.")
        draft.refuse(record, "Organisation", record.text("name"))
        return False
    if not draft.first(record, stored.key, stored.name):
        return False
    draft.finder.add(stored)
    if code := record.text("id"):
        draft.finder.own.call(stored, code)
        draft.adopted[code] = stored.key
    draft.log.remark(record, "name", "Organisations that another source has stored already; they stay as it has them.",
                     "If they are others, write their names in full, or their public numbers.")
    return True
