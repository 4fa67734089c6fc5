"""Answers as JSON, as docs/interfaces.md fixes it: one object, absent is null, dates ISO, the same every time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis.answers import PartnershipRef, Redundancy, Ref
    from .analysis.backcheck.outcomes import Backcheck
    from .analysis.compare.changed import Comparison
    from .analysis.coverage import Coverage
    from .analysis.inside import Inside
    from .analysis.introductions.answers import Introductions
    from .analysis.keystones import Keystone
    from .analysis.leave import Leave, WorstLeave
    from .analysis.news import News
    from .analysis.questions.inquiries import Inquiry
    from .analysis.redundancy.sensitivity import Sensitivity
    from .analysis.risk.answers import Assumptions, PartnerRisk, Risk, Total
    from .analysis.ties import TieState
    from .checks import Check
    from .identity.duplicates import Pair, Recorded
    from .importers.answers import Answers
    from .model import Batch
    from .plan import Plan
    from .plan.undo import Undone
    from .queries.query import Query
    from .store import Answer
    from .store.history import Entry

SCHEMA = 1
"""Goes up when something in the JSON is renamed or removed."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What could not be answered about a partnership, or about one organisation in it, and why."""

    partnership: PartnershipRef
    organisation: Ref | None
    reason: str


def unanswered(rows: Sequence[Redundancy | Risk]) -> list[Unanswered]:
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


def redundancy_payload(
    as_of: date, rows: Sequence[Redundancy], sensitivity: Sensitivity | None = None
) -> dict[str, Any]:
    """What `redundancy --json` prints; with how far the headline depends on the half-life, where that was asked."""
    beside = {"sensitivity": sensitivity} if sensitivity else {}
    return payload("redundancy", as_of, rows, unanswered(rows), **beside)


def keystones_payload(as_of: date, rows: Sequence[Keystone], inside: Inside) -> dict[str, Any]:
    """What `keystones --json` prints."""
    return payload("keystones", as_of, rows, (), inside=inside)


def risk_payload(as_of: date, rows: Sequence[Risk], total: Total, assumptions: Assumptions) -> dict[str, Any]:
    """What `risk --json` prints; the figures of each row stand beside its other values."""
    found = [{**_flat(row), "by_partner": [_flat(member) for member in row.by_partner]} for row in rows]
    return payload("risk", as_of, found, unanswered(rows), total=total, assumptions=assumptions)


def _flat(row: Risk | PartnerRisk) -> dict[str, Any]:
    values = plain(row)
    figures = values.pop("figures")
    return {**values, **figures}


def ties_payload(as_of: date, rows: Sequence[TieState]) -> dict[str, Any]:
    """What `ties --json` prints."""
    return payload("ties", as_of, rows, ())


def leave_payload(as_of: date, answer: Leave | WorstLeave) -> dict[str, Any]:
    """What `leave --json` prints; with --worst also how much is cut, how sure that is, and the curve."""
    from .analysis.leave import WorstLeave

    found = answer.leave if isinstance(answer, WorstLeave) else answer
    unknown = [
        Unanswered(row.partnership, p.organisation, p.reason)
        for row in found.rows for p in row.by_partner if p.before.verdict == "unknown"
    ]
    beside = {name: value for name, value in _fields(found).items() if name != "rows"}
    if isinstance(answer, WorstLeave):
        beside |= {name: value for name, value in _fields(answer).items() if name != "leave"}
    return payload("leave", as_of, found.rows, unknown, **beside)


def introduce_payload(as_of: date, answer: Introductions) -> dict[str, Any]:
    """What `introduce --json` prints; partners of whom nothing is known are under `unknown` and among the advice."""
    unknown = [Unanswered(a.partnership, a.organisation, a.message) for a in answer.advice if a.kind == "find_out"]
    beside = {name: value for name, value in _fields(answer).items() if name != "rows"}
    return payload("introduce", as_of, answer.rows, unknown, **beside)


def coverage_payload(as_of: date, rows: Sequence[Coverage]) -> dict[str, Any]:
    """What `coverage --json` prints; an organisation without a recorded seat, or without any level, is unknown."""
    unknown = []
    for row in rows:
        if not row.seats:
            unknown.append(Unanswered(row.partnership, row.organisation, "No post and nobody there is recorded."))
        elif all(seat.level is None for seat in row.seats):
            unknown.append(Unanswered(row.partnership, row.organisation, "No level is recorded for any post there."))
    return payload("coverage", as_of, rows, unknown)


def compare_payload(found: Comparison) -> dict[str, Any]:
    """What `compare --json` prints: partnerships that changed, `from`, and whether the records of that day tell."""
    rows = [change for change in found.changes if change.changed]
    unknown = [
        Unanswered(change.partnership, None, change.after.reason)
        for change in found.changes
        if change.after and change.after.verdict == "unknown"
    ]
    same = [change.partnership for change in found.changes if not change.changed]
    beside = {"from": found.since, "recorded_since": found.recorded_since, "reported_known": found.can_tell}
    return payload("compare", found.until, rows, unknown, unchanged=same, **beside)


def backcheck_payload(as_of: date, found: Backcheck) -> dict[str, Any]:
    """What `backcheck --json` prints: a row for each case; leavers with nothing on record are unknown."""
    from .analysis.backcheck.outcomes import OUTCOMES

    counts = {outcome: found.number(outcome) for outcome in OUTCOMES}
    beside = {"leavers": found.leavers, "by_verdict": found.fates, "lost_otherwise": found.otherwise}
    return payload("backcheck", as_of, found.cases, found.silent, year=found.year, counts=counts,
                   known_then=found.known_then, **beside)


def interview_payload(as_of: date, rows: Sequence[Inquiry]) -> dict[str, Any]:
    """What `interview --json` prints: what to ask about each partnership, the most valuable first."""
    unknown = [
        Unanswered(row.partnership, there, "Nobody of ours is named for it, so there is nobody to ask.")
        for row in rows
        for there in row.unanswerable
    ]
    return payload("interview", as_of, rows, unknown)


def answers_payload(
    as_of: date, read: Answers, changed: Sequence[tuple[Redundancy, Redundancy]]
) -> dict[str, Any]:
    """What `interview --answers FILE --json` prints: what each row did, and the verdicts that changed."""
    verdicts = [
        {"partnership": after.partnership, "before": before.verdict, "after": after.verdict, "reason": after.reason}
        for before, after in changed
    ]
    problems = [problem for batch in read.batches for problem in batch.rejected]
    return payload("interview-answers", as_of, read.answers, (), changed=verdicts, problems=problems)


def import_payload(plan: Plan, batch: Batch, news: News | None = None) -> dict[str, Any]:
    """What `import --json` prints: the problems, by kind how much was created, changed, closed, rejected, and the news.

    `news` is None for the first file of a source.
    """
    counts = {kind: {**found, "rejected": 0} for kind, found in plan.counts.items()}
    for row in batch.rejects:
        kind = rejected_kind(row)
        none = dict.fromkeys(("created", "changed", "closed", "unchanged", "rejected"), 0)
        counts.setdefault(kind, none)["rejected"] += 1
    return payload("import", plan.as_of, batch.problems, (), counts=dict(sorted(counts.items())),
                   proposals=batch.proposals, news=news)


def export_payload(
    day: date, format_: str, to: str, counts: Mapping[str, int], left_out: Mapping[str, int]
) -> dict[str, Any]:
    """What `export --json` prints: how much of each kind was written where, and what was left out."""
    rows = [{"kind": kind, "written": count} for kind, count in counts.items()]
    left = [{"what": what, "count": count} for what, count in left_out.items()]
    return payload("export", day, rows, (), format=format_, to=to, left_out=left)


def duplicates_payload(as_of: date, found: Sequence[Pair[Recorded]], least: float,
                       plural: str = "people") -> dict[str, Any]:
    """What `people duplicates --json` prints, and that of organisations: pairs that may be one, the surest first."""
    def one(record: Recorded) -> dict[str, Any]:
        return {"id": record.key, "name": record.name, "organisations": record.places, "ties": record.ties,
                "sources": sorted(record.sources)}

    rows = [{"score": pair.score, "reasons": pair.reasons, "keep": one(pair.keep), "other": one(pair.other)}
            for pair in found]
    return payload(f"{plural} duplicates", as_of, rows, (), least=least)


def rejected_kind(row: Mapping[str, str]) -> str:
    """The kind of fact that a rejected row was to state: what its sheet is mainly for."""
    sheet = str(row.get("_sheet") or "")
    kinds = {"ties": "KNOWS", "members": "MEMBER_OF", "representatives": "REPRESENTS", "stakeholders": "ENGAGED_IN"}
    return kinds.get(sheet, sheet)


def answer_payload(as_of: date, answer: Answer) -> dict[str, Any]:
    """What `ask NAME --json` prints; `truncated` when there may be more rows; `cut` says why: rows, time or size."""
    return payload(
        "ask", as_of, answer.rows, (), columns=answer.columns, truncated=answer.truncated, cut=answer.cut or None)


def catalogue_payload(as_of: date, found: Sequence[Query]) -> dict[str, Any]:
    """What `ask --json` prints: the questions with their parameters."""
    rows = [{"name": q.name, "group": q.group, "description": q.description, "params": q.params, "columns": q.columns}
            for q in found]
    return payload("ask", as_of, rows, ())


def imports_payload(as_of: date, found: Sequence[Entry]) -> dict[str, Any]:
    """What `store imports --json` prints."""
    return payload("store-imports", as_of, found, ())


def undo_payload(as_of: date, undone: Undone) -> dict[str, Any]:
    """What `import --undo --json` prints: the facts that stay, and how many went or are as before."""
    kept = [{"id": key, "name": undone.names.get(key)} for key in undone.kept]
    return payload("import-undo", as_of, kept, (), undone=undone.entry.group, removed=undone.removed,
                   restored=undone.restored)


def checks_payload(command: str, as_of: date, rows: Sequence[Check]) -> dict[str, Any]:
    """What `store status --json` and `doctor --json` print."""
    return payload(command.replace(" ", "-"), as_of, rows, ())


def _fields(value: object) -> dict[str, Any]:
    """The fields of a dataclass, as they are."""
    assert is_dataclass(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


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
