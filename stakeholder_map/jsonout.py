"""Answers as JSON, as docs/interfaces.md fixes it: one object, absent is null, dates ISO, the same every time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis.answers import PartnershipRef, Redundancy, Ref
    from .analysis.ties import TieState
    from .checks import Check
    from .model import Batch
    from .plan import Plan
    from .queries.query import Query
    from .store import Answer

SCHEMA = 1
"""Goes up when something in the JSON is renamed or removed."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What could not be answered about a partnership, or about one organisation in it, and why."""

    partnership: PartnershipRef
    organisation: Ref | None
    reason: str


def unanswered(rows: Sequence[Redundancy]) -> list[Unanswered]:
    """One for each organisation with verdict unknown; `organisation` is None where no member could be asked about."""
    found = []
    for row in rows:
        members = [p for p in row.by_partner if p.verdict == "unknown"]
        found += [Unanswered(row.partnership, p.organisation, p.reason) for p in members]
        if row.verdict == "unknown" and not members:
            found.append(Unanswered(row.partnership, None, row.reason))
    return found


def payload(
    command: str, as_of: date, rows: Sequence[object], unknown: Sequence[object], **beside: object
) -> dict[str, Any]:
    """The object that a command prints: schema, as_of, rows, unknown, and what stands beside them."""
    return {
        "schema": f"stakeholder-map/{command}/{SCHEMA}",
        "as_of": as_of.isoformat(),
        "rows": plain(list(rows)),
        "unknown": plain(list(unknown)),
        **{name: plain(value) for name, value in beside.items()},
    }


def redundancy_payload(as_of: date, rows: Sequence[Redundancy]) -> dict[str, Any]:
    """What `redundancy --json` prints."""
    return payload("redundancy", as_of, rows, unanswered(rows))


def ties_payload(as_of: date, rows: Sequence[TieState]) -> dict[str, Any]:
    """What `ties --json` prints."""
    return payload("ties", as_of, rows, ())


def import_payload(plan: Plan, batch: Batch) -> dict[str, Any]:
    """What `import --json` prints: the problems, and by kind how much was created, changed, closed, rejected."""
    counts = {kind: {**found, "rejected": 0} for kind, found in plan.counts.items()}
    for row in batch.rejects:
        kind = rejected_kind(row)
        none = dict.fromkeys(("created", "changed", "closed", "unchanged", "rejected"), 0)
        counts.setdefault(kind, none)["rejected"] += 1
    return payload("import", plan.as_of, batch.problems, (), counts=dict(sorted(counts.items())))


def rejected_kind(row: Mapping[str, str]) -> str:
    """The kind of fact that a rejected row was to state: what its sheet is mainly for."""
    sheet = str(row.get("_sheet") or "")
    return {"ties": "KNOWS", "members": "MEMBER_OF", "representatives": "REPRESENTS"}.get(sheet, sheet)


def answer_payload(as_of: date, answer: Answer) -> dict[str, Any]:
    """What `ask NAME --json` prints; `truncated` when there may be more rows; `cut` says why: rows, time or size."""
    return payload(
        "ask", as_of, answer.rows, (), columns=answer.columns, truncated=answer.truncated, cut=answer.cut or None)


def catalogue_payload(as_of: date, found: Sequence[Query]) -> dict[str, Any]:
    """What `ask --json` prints: the questions with their parameters."""
    rows = [{"name": q.name, "group": q.group, "description": q.description, "params": q.params, "columns": q.columns}
            for q in found]
    return payload("ask", as_of, rows, ())


def checks_payload(command: str, as_of: date, rows: Sequence[Check]) -> dict[str, Any]:
    """What `store status --json` and `doctor --json` print."""
    return payload(command.replace(" ", "-"), as_of, rows, ())


def plain(value: object) -> Any:
    """The value as JSON has it: dataclasses as objects, dates as ISO text, sequences as lists, sets sorted."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def dumps(content: Mapping[str, Any]) -> str:
    """The text that is printed: UTF-8, two spaces deep, one line break at its end."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
