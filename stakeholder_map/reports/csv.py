"""The continuity report as one table for spreadsheets: a row for each partner organisation in each partnership."""

from __future__ import annotations

from collections.abc import Iterator

from ..spreadsheet import BOM, csv_text
from . import sentences
from .shapes import Details, Member, Report

COLUMNS = (
    "partnership", "partnership_id", "recorded", "importance", "partnership_verdict", "partner_organisation",
    "organisation_id", "participation", "verdict", "in_words", "independent_contacts", "confirmed", "needed", "reason",
    "what_to_do", "sole_contacts", "leaving_would_cut", "last_contact", "degree", "review_due",
)

def render(report: Report) -> str:
    """The table with a header row; no cell is ever read as a formula."""
    return BOM + csv_text(COLUMNS, (row for details in report.partnerships for row in _rows(details)))


def _rows(details: Details) -> Iterator[list[object]]:
    partnership = details.answer.partnership
    start: list[object] = [
        details.name, partnership.id, "no" if partnership.implied else "yes", details.importance,
        details.answer.verdict,
    ]
    end: list[object] = [details.about.degree, details.about.review_due]
    for member in details.members:
        yield [*start, *_about(member), *end]
    if not details.members:
        row = details.answer
        yield [
            *start, "", "", "", row.verdict, details.word.label, row.kappa, row.kappa_confirmed, row.needed,
            row.reason, "", "", "", None, *end,
        ]


def _about(member: Member) -> list[object]:
    answer = member.answer
    return [
        answer.organisation.name, answer.organisation.id, answer.participation, answer.verdict, member.word.label,
        answer.kappa, answer.kappa_confirmed, member.needed, answer.reason, member.advice.text if member.advice else "",
        sentences.sole_contacts(member),
        "; ".join(person.name for person in answer.severing_set),
        member.last_contact,
    ]
