"""The sentences of the continuity report that do not come from data, written once for every format."""

from __future__ import annotations

from datetime import date
from math import log2

from ..analysis.answers import VERDICTS as ORDER
from ..analysis.ground.contacts import CAP, MEETING, THRESHOLD
from ..analysis.redundancy.sensitivity import in_words
from ..model import CROWD
from ..practice import PRACTICES, Practice
from ..words import VERDICTS, Word, count, day
from .sentences import ago
from .shapes import Freshness, Report

TITLE = "Partnership continuity report"
INTERNAL = "For internal use: this report names people. Do not pass it on to partners as it stands."
MOST_FIRST = 10
"""So many partnerships stand under what to do first; the table has them all."""
MOST_FORMER = 12
"""So many former relationships are listed for each organisation."""
OLD_DATA = 90
"""Days without any recorded contact after which the report says that the data may be old."""


def duration(days: float) -> str:
    """`14 months`: whole months, or days below two months."""
    return count(round(days), "day") if days < 61 else count(round(days / 30.44), "month")


def on_one_person(report: Report) -> str:
    """What the headline leaves open: how many of those that hang on one person need another contact."""
    single = [p.answer for p in report.partnerships if p.answer.kappa == 1]
    fine = sum(row.needed <= 1 for row in single)
    if not fine:
        return ""
    if fine == len(single):
        return "No more is asked where a partnership is this loose."
    return f"{len(single) - fine} of them should have another contact; for {fine} one is enough."


def counts(report: Report) -> list[tuple[str, Word, int]]:
    """How many partnerships have each verdict, worst first."""
    return [(name, VERDICTS[name], report.number(name)) for name in ORDER]


def definitions() -> list[tuple[str, str]]:
    """The words of the report and what they mean here."""
    return [
        ("Partnership", "Something that we do together with at least one other organisation. An organisation with"
         " contacts and no recorded partnership is treated as one and marked so."),
        ("Independent contacts", "Pairs of one of us and one of them who know each other, with nobody in two pairs."
         " It is also the fewest people whose leaving would cut the last relationship: three of us who all know the"
         " same contact count as one."),
        ("Sole contact", "Somebody through whom every relationship with that organisation passes."),
        ("Confirmed", "Of the independent contacts, those that rest on recorded contact which is not too old."),
        ("Needed", "How many independent contacts this partnership should have."),
        ("Core member", "A partner organisation whose verdict decides. Those that take part as needed or observe are"
         " listed and do not decide."),
    ]


def assumptions(report: Report) -> list[tuple[str, Practice | None]]:
    """What the report takes for granted, each with the practice that it rests on."""
    once = report.half_life * _halvings(MEETING)
    often = report.half_life * _halvings(CAP)
    return [
        ("A partnership needs two independent contacts, unless it says otherwise.", PRACTICES["two-people"]),
        ("A loose one (contact, networking, co-operation) needs one.", PRACTICES["degree"]),
        ("People on both sides count alike: the loss of their contact cuts a partnership as much as the loss of ours.",
         PRACTICES["both-sides"]),
        ("A member that takes part as needed, or only observes, does not decide.", PRACTICES["as-needed"]),
        ("Only people count. A team address is shown beside them, because it answers only while somebody reads it.",
         PRACTICES["team-address"]),
        (f"Contact ages: one meeting counts for {duration(once)}, frequent contact for up to {duration(often)} after"
         " the last time, and longer where a partnership agreed to meet less often.", PRACTICES["close-contact"]),
        *((text, None) for text in [in_words(report.sensitivity)] if text),
        (f"A gathering of more than {CROWD} people makes no relationship, and a mail that nobody answered hardly"
         " counts.", PRACTICES["people"]),
        ("A relationship that might serve several partnerships with one organisation is confirmed for none of them"
         " until somebody says which.", None),
        ("Agreements and reviews are shown where they are recorded; they change no verdict.", PRACTICES["written"]),
    ]


def _halvings(strength: float) -> float:
    return log2(strength / THRESHOLD)


def practices_of_advice() -> list[Practice]:
    """What the next steps rest on."""
    return [PRACTICES[key] for key in ("change", "who-else", "contact-list")]


def limits(report: Report) -> list[str]:
    """What the report does not say, and how new its data are."""
    return [
        "It predicts nothing about anybody. It does not say who might leave, and nothing about how well anybody works.",
        "What it gives for planning rests on rates and not on people: announced departures, ends of contracts, else how"
        " often people leave that organisation, or 18 of 100 in a year (UK charities; Cendex, 2022). It orders"
        " partnerships, changes no verdict, and is not the chance of losing a partnership.",
        "It does not judge the partnership: a good one may hang on one person, and a well-held one may have run its"
        " course.",
        "It knows only what was recorded. Nothing on record is no alarm: what nobody recorded is called not known.",
        *_newest(report.freshness, report.as_of),
    ]


def _newest(fresh: Freshness, today: date) -> list[str]:
    said = [f"The newest contact on record: {ago(fresh.newest_contact, today)}"]
    if fresh.newest_change:
        said.append(f"the newest change of post: {day(fresh.newest_change)}")
    if fresh.imported:
        said.append(f"the last import: {day(fresh.imported)}")
    sentences = [f"{'; '.join(said)}."]
    if fresh.sources:
        sentences[0] += f" Sources: {', '.join(fresh.sources)}."
    if fresh.newest_contact and (today - fresh.newest_contact).days > OLD_DATA:
        sentences.append("No newer contact is recorded, so relationships may be more alive than they look here."
                         " Import newer contacts before drawing conclusions.")
    return sentences


def next_steps(report: Report) -> list[str]:
    """What to do when there is nothing to report yet."""
    if report.partnerships:
        return []
    if not report.freshness.organisations:
        return [
            "Make an empty workbook with help in its headings: stakeholder-map template --to contacts.xlsx",
            "Fill in what you know (organisations, people, who knows whom) and import it:"
            " stakeholder-map import contacts.xlsx",
            "Or look at an invented portfolio first: stakeholder-map demo",
        ]
    if not report.ours:
        return ["Say which organisation is yours: put yes under ours in the sheet organisations and import it again, or"
                " import with --ours NAME."]
    return ["Record the organisations that you work with and at least one person at each; then make this report again."]
