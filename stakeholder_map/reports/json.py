"""The continuity report as JSON: the answer of `redundancy`, with what the report adds to each row and beside them."""

from __future__ import annotations

from typing import Any

from ..analysis.answers import VERDICTS
from ..jsonout.form import dumps, payload, plain
from ..practice import PRACTICES
from . import wording
from .shapes import Details, Member, Report


def render(report: Report) -> str:
    return dumps(as_json(report))


def as_json(report: Report) -> dict[str, Any]:
    """The object: rows worst first, then by id; beside them what the report says about all of them."""
    rows = sorted(report.partnerships, key=lambda d: (VERDICTS.index(d.answer.verdict), d.answer.partnership.id))
    return payload(
        "report", report.as_of, [_row(details) for details in rows], report.unanswered,
        ours=report.ours,
        headline=report.headline,
        half_life_days=report.half_life,
        verdicts={name: report.number(name) for name in VERDICTS},
        first=[_step(details, member) for details in report.alarming for member in details.alarming],
        keystones=report.keystones,
        sensitivity=report.sensitivity,
        freshness=report.freshness,
        next_steps=wording.next_steps(report),
        incomplete=report.incomplete or None,
    )


def _row(details: Details) -> dict[str, Any]:
    row: dict[str, Any] = plain(details.answer)
    for partner, member in zip(row["by_partner"], details.members, strict=True):
        partner |= {
            "last_contact": plain(member.last_contact),
            "both_sides": plain(member.both_sides),
            "relationships": [
                {**{k: v for k, v in plain(r.tie).items() if k != "organisation"}, "counts": r.counts}
                for r in member.relationships
            ],
        }
    return row | {
        "importance": details.importance,
        "importance_stated": details.importance_stated,
        "risk": {name: value for name, value in plain(details.risk).items() if name != "importance"},
        "last_contact": plain(details.last_contact),
        "about": {name: value if value != "" else None for name, value in plain(details.about).items()},
    }


def _step(details: Details, member: Member) -> dict[str, Any]:
    advice = member.advice
    practice = PRACTICES[advice.practice] if advice else None
    return {
        "partnership": plain(details.answer.partnership),
        "organisation": plain(member.answer.organisation),
        "verdict": member.answer.verdict,
        "reason": member.answer.reason,
        "sole_contacts": plain(member.answer.sole_contacts),
        "last_contact": plain(member.last_contact),
        "advice": advice.text if advice else None,
        "practice": plain(practice),
    }
