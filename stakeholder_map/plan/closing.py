"""What a file no longer says: the facts that end by its silence, and the sheets whose silence says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..batch import Batch
from ..model import NODES, TIES
from .changes import Change, closes, ended
from .spells import DAY

_MEMBER = TIES["MEMBER_OF", "Organisation", "Partnership"]


def closings(unsaid: list[Change], sheets: frozenset[str], as_of: date) -> list[Change]:
    """What the file no longer says, closed on the day before it."""
    found = []
    for fact in silent(unsaid, sheets, as_of):
        after = ended(fact.before, as_of - DAY)
        before = {name: fact.before.get(name) for name in after}
        found.append(replace(fact, doing="closed", before=before, after=after))
    return found


def silent(unsaid: list[Change], sheets: frozenset[str], as_of: date) -> Iterator[Change]:
    """Facts in force that these sheets stated before and state no longer."""
    gone = {node.key for node in unsaid if node.kind is NODES["Partnership"] and node.before.get("sheet") in sheets}
    for fact in unsaid:
        known = fact.before
        meant = known.get("sheet") in sheets or (fact.kind is _MEMBER and fact.ends and fact.ends[1] in gone)
        if meant and closes(fact.kind) and (known.get("until") is None or known["until"] >= as_of):
            yield fact


def unclear(batch: Batch) -> frozenset[str]:
    """Sheets with rejected rows: a row that could not be read is not one that is gone."""
    if not batch.rejected and not batch.rejects:
        return frozenset()
    sheets = {row.get("_sheet", "") for row in batch.rejects}
    return frozenset(sheets) if sheets and sheets <= batch.sheets else batch.sheets
