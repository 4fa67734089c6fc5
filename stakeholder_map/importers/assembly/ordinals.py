"""Keys of ties: one for each pair, with an ordinal for a further tie between the same two, whatever order rows have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...batch import Origin, Tie
from ..cells.record import Log, Record

_APART: Mapping[str, tuple[str, ...]] = {
    "KNOWS": ("since", "until", "partnerships", "last_contact", "confirmed_on"),
    "WRITES_TO": ("since", "until", "partnerships", "last_contact", "confirmed_on"),
    "REPRESENTS": ("since", "capacity", "on_behalf_of"),
    "REPORTS_TO": ("since", "line"),
}
"""Fields that tell two ties of one type between the same two ends apart; elsewhere it is `since` alone."""


@dataclass(slots=True)
class Said:
    """Something that rows state: the first of them, and those that repeat it; None where no row does."""

    record: Record | None
    _again: list[Record | None] | None = field(default=None, init=False)

    @property
    def records(self) -> list[Record | None]:
        return [self.record, *(self._again or ())]

    @property
    def ok(self) -> bool:
        return self.record is None or self.record.ok or any(
            record is None or record.ok for record in self._again or ())

    def repeat(self, *records: Record | None) -> None:
        """Further rows say the same. Most things are stated once, so that a list for each would be a waste."""
        self._again = self._again or []
        self._again += records


@dataclass(slots=True)
class StatedTie(Said):
    """A tie that has no key yet, and the rows that state it."""

    kind: str
    start_label: str
    start: str
    end_label: str
    end: str
    props: Mapping[str, Any]
    sheet: str
    key: str = field(default="", kw_only=True)

    def tie(self) -> Tie:
        """The tie as a fact, where its first row stands."""
        origin = self.record.origin if self.record else Origin()
        return Tie(self.kind, self.key, self.start_label, self.start, self.end_label, self.end, self.props, self.sheet,
                   origin)


def numbered(group: list[StatedTie], source: str, log: Log, taken: set[tuple[str, str]]) -> list[StatedTie]:
    """Ties between the same two ends with their keys: repetitions once, contradictions rejected, then by date.

    `taken` are the types and keys given so far; an id that looks like an ordinal never leads to the same key twice.
    """
    kept: list[StatedTie] = []
    for stated in group if len(group) == 1 else [s for s in group if s.ok]:
        same = next((k for k in kept if _apart(k) == _apart(stated)), None) if kept else None
        if same is None:
            kept.append(stated)
        elif _said(same) == _said(stated):
            same.repeat(*stated.records)
            _repeated(stated, log)
        else:
            _contradiction(stated, same, log)
    if len(kept) > 1:
        kept.sort(key=_rank)
    number = 1
    for stated in kept:
        base = stated.key = f"{source}:{stated.kind}:{stated.start}>{stated.end}"
        while number > 1 or (stated.kind, stated.key) in taken:
            number = max(number, 2)
            stated.key = f"{base}#{number}"
            if (stated.kind, stated.key) not in taken:
                break
            number += 1
        taken.add((stated.kind, stated.key))
        number += 1
    return kept


def _repeated(stated: StatedTie, log: Log) -> None:
    record = stated.record
    if record is not None and record.sheet in ("ties", "representatives", "members", "stakeholders"):
        log.remark(record, "", "The row repeats an earlier one and was taken once.")


def _contradiction(stated: StatedTie, same: StatedTie, log: Log) -> None:
    record, before = stated.record, same.record
    if record is None or before is None:
        return
    fields = [f for f in {**same.props, **stated.props} if stated.props.get(f) != same.props.get(f)]
    at = before.origin
    log.reject(record, "", f"The row says something else than line {at.line} of {at.file} about the same two: "
               f"{', '.join(fields[:4])}", "Keep one of the two rows, or give both a since date.")


def _said(stated: StatedTie) -> dict[str, Any]:
    return {name: value for name, value in stated.props.items() if value is not None}


def _apart(stated: StatedTie) -> tuple[Any, ...]:
    fields = _APART.get(stated.kind, ("since",))
    return stated.start_label, stated.end_label, *(_sortable(stated.props.get(f)) for f in fields)


def _rank(stated: StatedTie) -> tuple[Any, ...]:
    """An order of ties that does not depend on the order of the rows."""
    since = stated.props.get("since") or date.min
    until = stated.props.get("until") or date.max
    return (stated.start_label, stated.end_label, since, until, *(str(part) for part in _apart(stated)), stated.sheet,
            str(sorted(stated.props.items(), key=str)))


def _sortable(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, list) else value
