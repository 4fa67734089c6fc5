"""Makes a Batch of what an import has understood: keys of ties, rows that depend on rejected ones, people known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...batch import Batch, Tie
from ...model import NODES, TIES
from ..rejects import rejected_rows
from .aliases import with_aliases
from .ordinals import StatedTie, numbered

if TYPE_CHECKING:
    from ..cells.record import Record
    from .draft import Draft


def finish(draft: Draft, sheets: Iterable[str], read: int | None = None) -> Batch:
    """Everything understood, in load order; facts that only rejected rows state are left out.

    `read` is the number of rows that were read, where it is not that of the records.
    """
    taken: set[tuple[str, str]] = set()
    ties = [tie for group in draft.stated_ties.values() for tie in
            numbered(group if isinstance(group, list) else [group], draft.source, draft.log, taken)]
    _reject_twins(draft)
    while _reject_dangling(draft, ties):
        _reject_twins(draft)
    rank = {label: n for n, label in enumerate(NODES)}
    order = {kind: n for n, kind in enumerate(TIES)}
    said = [s.node for s in draft.stated_nodes.values() if s.ok]
    draft.stated_ties.clear()
    nodes, facts = with_aliases(said, _finished(ties), draft.source, {**draft.known.same, **draft.same})
    nodes.sort(key=lambda node: rank[node.label])
    facts.sort(key=lambda tie: order[tie.type, tie.start_label, tie.end_label])
    rows = [record for records in draft.records.values() for record in records if record.row.line]
    return Batch(draft.source, (*nodes, *facts), frozenset(sheets), draft.log.finish(),
                 rejected_rows(rows, draft.source, draft.adopted), _lines(rows) if read is None else read)


def _lines(records: Sequence[Record]) -> int:
    """How many lines of the files the records come from."""
    lines: dict[str, set[int]] = defaultdict(set)
    for record in records:
        lines[record.origin.file].add(record.origin.line)
    return sum(map(len, lines.values()))


def _reject_twins(draft: Draft) -> None:
    """Repetitions of rows that were rejected after all."""
    for record, before in draft.twins:
        if before.problem:
            draft.log.reject(record, "", f"The row repeats line {before.origin.line}, which was rejected: "
                             f"{before.problem.message}", "Correct that row.")


def _reject_dangling(draft: Draft, ties: Sequence[StatedTie]) -> bool:
    """Reject rows whose ties lead to something that only rejected rows state; True when there were any."""
    there = {key for key, stated in draft.stated_nodes.items() if stated.ok}
    found = False
    for stated in ties:
        for end in (stated.start, stated.end):
            if end not in there and end not in draft.known.entries and stated.ok:
                for record in stated.records:
                    if record is not None:
                        draft.log.reject(record, "", f"“{end}” depends on a rejected row", "Correct that row first.")
                        found = True
    return found


def _finished(ties: list[StatedTie]) -> list[Tie]:
    """The ties as facts. Each takes the place of what was stated: of a large file both do not fit into memory."""
    facts = []
    ties.reverse()
    while ties:
        stated = ties.pop()
        if stated.ok:
            facts.append(stated.tie())
    return facts
