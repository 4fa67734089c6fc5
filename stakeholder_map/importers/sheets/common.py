"""What several sheets share: keys of rows without an id, units named in passing, loops in what is part of what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...identity import Entry
from ...identity.naming import slug
from ..assembly.draft import Draft
from ..cells.columns import Column
from ..cells.record import Record

ID = Column("id", "id", "Any code of your own that stays the same for this row; other sheets can refer to it.",
            synonyms=("key", "code", "ref", "reference", "record id"))
SINCE = Column("since", "first", "First day: 2024-03-31, or only 2024-03 or 2024.",
               synonyms=("from date", "start", "start date", "started", "valid from", "date from"))
UNTIL = Column("until", "last", "Last day, included; leave blank while it goes on.",
               synonyms=("to date", "end", "end date", "ended", "valid to", "valid until", "date to"))


@lru_cache(maxsize=50_000)
def only(key: str) -> frozenset[str]:
    """A set of one key; the same object for everybody of an organisation, which saves memory."""
    return frozenset((key,))


def ref(entry: Entry) -> tuple[str, str]:
    """Label and key of an entry, as ties want them."""
    return entry.label, entry.key


def named_key(draft: Draft, label: str, record: Record, name: str, within: str = "") -> str:
    """The key of a row: its id, else the key under which its source already stored the name, else the name."""
    if code := record.text("id"):
        return draft.key(label, code)
    stored = [e for e in draft.known.by_name(label, name) if e.source == draft.source
              and (not within or within in e.organisations)]
    if len(stored) == 1:
        return stored[0].key
    return draft.key(label, f"{within.partition(':')[2]}/{slug(name)}" if within else slug(name))


def find_place(draft: Draft, record: Record) -> tuple[Entry | None, Entry | None]:
    """Organisation and unit of a row; the organisation of a unit stands in where only the unit is named."""
    organisation = draft.find(record, "organisation", "Organisation")
    text = record.text("unit")
    if not text or not record.ok:
        return organisation, None
    unit = _find_unit(draft, record, text, organisation)
    if unit and organisation and unit.organisations and organisation.key not in unit.organisations:
        draft.log.reject(record, "unit", f"The unit “{text}” does not belong to {organisation.name}",
                         "Correct the unit or the organisation.")
    if unit and organisation is None and len(unit.organisations) == 1:
        organisation = draft.finder.get(next(iter(unit.organisations)))
    return organisation, unit


def _find_unit(draft: Draft, record: Record, text: str, organisation: Entry | None) -> Entry | None:
    within = organisation.key if organisation else ""
    resolution = draft.finder.find(text, ("Unit",), within)
    found = resolution.entry
    if found and found.organisations and within and within not in found.organisations and "units" not in draft.sheets:
        found, resolution = None, draft.finder.unknown(text, ("Unit",))
    if found and found.key not in draft.implied and not _implied_before(draft, found, text, organisation):
        return found
    if organisation is None or not (found or resolution.unknown) or "units" in draft.sheets:
        draft.log.reject(record, "unit", resolution.reason, resolution.hint)
        return None
    return _imply_unit(draft, record, found, text, organisation)


def _implied_before(draft: Draft, unit: Entry, text: str, organisation: Entry | None) -> bool:
    """Whether only rows such as this one state a stored unit, so that it ends unless they state it again."""
    return (organisation is not None and "units" not in draft.sheets and unit.source == draft.source
            and unit.id == f"{organisation.id}/{slug(text)}")


def _imply_unit(draft: Draft, record: Record, found: Entry | None, text: str, organisation: Entry) -> Entry:
    """A unit that a row names in passing where no sheet lists units; each row that names it states it."""
    unit = found or Entry("Unit", draft.key("Unit", f"{organisation.id}/{slug(text)}"), text, "",
                          frozenset((organisation.key,)))
    if unit.key not in draft.known.entries:
        draft.log.remark(record, "unit", "Units that stand in no sheet of units were added to the organisation of the "
                         "row.", "Add a units sheet to say more about them.")
    draft.implied.add(unit.key)
    draft.finder.add(unit)
    draft.node(record, "Unit", unit.key, {"name": unit.name})
    draft.tie(record, "PART_OF", ref(unit), ref(organisation))
    return unit


def place(draft: Draft, record: Record, kind: str, start: tuple[str, str], organisation: Entry | None,
          unit: Entry | None, props: Mapping[str, object] | None = None) -> None:
    """Tie a post or mailbox to its unit, and to its organisation where the unit does not lead there.

    A unit that another list states may end with that list, and this one would not have said so.
    """
    if unit:
        draft.tie(record, kind, start, ref(unit), props)
    leads = unit and organisation and organisation.key in unit.organisations and unit.source == draft.source
    if organisation and not leads:
        draft.tie(record, kind, start, ref(organisation), props)


def loops(parents: Mapping[str, str]) -> set[str]:
    """Keys from which following the parents leads back to the key itself."""
    found: set[str] = set()
    done: set[str] = set()
    for key in parents:
        path: list[str] = []
        at: str | None = key
        while at is not None and at not in done:
            done.add(at)
            path.append(at)
            at = parents.get(at)
        if at in path:
            found.update(path[path.index(at):])
    return found
