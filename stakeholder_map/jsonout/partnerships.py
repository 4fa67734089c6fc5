"""What the commands about partnerships and people print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from .form import fields_of, payload, plain
from .unknown import Unanswered, unanswered

if TYPE_CHECKING:
    from ..analysis.answers import Redundancy
    from ..analysis.backcheck.outcomes import Backcheck
    from ..analysis.compare.changed import Comparison
    from ..analysis.coverage import Coverage
    from ..analysis.inside import Inside
    from ..analysis.introductions.answers import Introductions
    from ..analysis.keystones import Keystone
    from ..analysis.leave import Leave, WorstLeave
    from ..analysis.questions.inquiries import Inquiry
    from ..analysis.redundancy.sensitivity import Sensitivity
    from ..analysis.risk.answers import Assumptions, PartnerRisk, Risk, Total
    from ..analysis.ties import TieState


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
    from ..analysis.leave import WorstLeave

    found = answer.leave if isinstance(answer, WorstLeave) else answer
    unknown = [
        Unanswered(row.partnership, p.organisation, p.reason)
        for row in found.rows for p in row.by_partner if p.before.verdict == "unknown"
    ]
    beside = {name: value for name, value in fields_of(found).items() if name != "rows"}
    if isinstance(answer, WorstLeave):
        beside |= {name: value for name, value in fields_of(answer).items() if name != "leave"}
    return payload("leave", as_of, found.rows, unknown, **beside)


def introduce_payload(as_of: date, answer: Introductions) -> dict[str, Any]:
    """What `introduce --json` prints; partners of whom nothing is known are under `unknown` and among the advice."""
    unknown = [Unanswered(a.partnership, a.organisation, a.message) for a in answer.advice if a.kind == "find_out"]
    beside = {name: value for name, value in fields_of(answer).items() if name != "rows"}
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
    from ..analysis.backcheck.outcomes import OUTCOMES

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
