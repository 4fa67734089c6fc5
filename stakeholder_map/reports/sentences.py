"""Sentences and short texts made from what is recorded, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..words import FINDINGS, STATES, count, day, enumeration, share
from .shapes import Agreement, Details, Known, Member, Report, Representative

PARTICIPATION = {"core": "core member", "as_needed": "takes part as needed", "observer": "observes"}


def ago(on: date | None, today: date) -> str:
    """`3 June 2026, 4 weeks ago`."""
    if on is None:
        return "none recorded"
    days = (today - on).days
    if days < 1:
        return f"{day(on)}, the day of this report"
    for unit, length, most in (("day", 1.0, 14), ("week", 7.0, 70), ("month", 30.44, 730)):
        if days < most:
            return f"{day(on)}, {count(int(days // length), unit)} ago"
    return f"{day(on)}, {count(int(days // 365.25), 'year')} ago"


def number(value: int | None) -> str:
    return "?" if value is None else str(value)


def importance(details: Details) -> str:
    """`4 of 5`."""
    return f"{details.importance} of 5" if details.importance_stated else f"not set, taken as {details.importance} of 5"


def contacts(member: Member) -> str:
    """`core member; 1 independent contact, 1 confirmed, 2 needed`."""
    answer = member.answer
    takes_part = PARTICIPATION.get(answer.participation, answer.participation)
    if answer.kappa is None:
        return f"{takes_part}; independent contacts not known, {member.needed} needed"
    have = count(answer.kappa, "independent contact")
    return f"{takes_part}; {have}, {answer.kappa_confirmed or 0} confirmed, {member.needed} needed"


def sole_contacts(member: Member) -> str:
    """`Jo Park (our side), Mia Rao (Port)`: everybody through whom each relationship passes."""
    there = member.answer.organisation.name
    return ", ".join(f"{p.name} ({'our side' if p.side == 'ours' else there})" for p in member.answer.sole_contacts)


def sole_heading(member: Member) -> str:
    return "Sole contact" if len(member.answer.sole_contacts) == 1 else "Sole contacts"


def severing(member: Member) -> str:
    """Whose leaving would cut the last relationship."""
    answer = member.answer
    people = answer.sole_contacts if len(answer.severing_set) == 1 else answer.severing_set
    names = [f"{p.name} ({'ours' if p.side == 'ours' else 'theirs'})" for p in people]
    if not names:
        return ""
    if len(answer.severing_set) == 1:
        who = " or ".join(names)
    else:
        who = f"{enumeration(names)} {'both' if len(names) == 2 else 'all'}"
    return f"If {who} left, nobody would remain who knows somebody on the other side."


def ways_round(member: Member) -> str:
    """What there is beside relationships between two people: team addresses and people in between."""
    answer, found = member.answer, []
    if answer.kappa_any is not None and answer.kappa_any > (answer.kappa or 0):
        found.append(f"Counting team addresses as well: {count(answer.kappa_any, 'independent way')} to each other.")
    if answer.kappa_indirect is not None and answer.kappa_indirect > (answer.kappa or 0):
        ways = count(answer.kappa_indirect, "independent way")
        found.append(f"Counting people elsewhere who know somebody on each side: {ways} to each other.")
        if answer.sole_contacts_indirect:
            names = enumeration([p.name for p in answer.sole_contacts_indirect])
            found.append(f"Each of these passes through {names}.")
    if member.both_sides:
        found.append(f"On both sides: {enumeration([p.name for p in member.both_sides])}.")
    return " ".join(found)


def gap(details: Details, member: Member | None) -> str:
    """Why nothing can be said about this organisation, and whether that decides."""
    if member is None:
        return details.answer.reason
    if member.answer.participation == "core":
        return member.answer.reason
    takes_part = PARTICIPATION.get(member.answer.participation, member.answer.participation)
    return f"{member.answer.reason} ({member.answer.organisation.name} {takes_part} and does not decide.)"


def remark(known: Known) -> str:
    """What the state of a relationship does not say."""
    shared = ["may serve another partnership"] if known.tie.shared and known.counts else []
    return ", ".join([*shared, *(FINDINGS[finding].label.lower() for finding in known.tie.findings)])


def former(known: Known) -> str:
    """`Jo Park – Mia Rao (lapsed, last contact 3 June 2024)`."""
    tie = known.tie
    state = "serves another partnership" if tie.partnerships else STATES[tie.state].label.lower()
    last = f", last contact {day(tie.last_contact)}" if tie.last_contact else ""
    return f"{tie.ours.name} – {tie.theirs.name} ({state}{last})"


def about(details: Details) -> list[tuple[str, str]]:
    """What is recorded about the partnership itself, as (heading, text)."""
    known = details.about
    runs = [f"since {day(known.started)}"] if known.started else []
    runs += [f"until {day(known.planned_end)}"] if known.planned_end else []
    runs += [_late(f"review due {day(known.review_due)}", known.review_overdue)] if known.review_due else []
    found = [
        ("For", known.beneficiaries),
        ("Goal", known.goal),
        ("Importance", importance(details)),
        ("For planning", planning(details)),
        ("Kind", ", ".join(filter(None, (known.degree, known.stage)))),
        ("Runs", ", ".join(runs)),
        ("Co-ordinated by", ", ".join(person.name for person in known.coordinators)),
        *(("Representatives", text) for text in _representatives(known.representatives)),
        *(("In writing", _agreement(a)) for a in known.agreements),
    ]
    return [(heading, text) for heading, text in found if text]


def planning(details: Details) -> str:
    """`16% chance (range 4% to 30%) that within 12 months …`; empty where it is not known."""
    found = details.risk
    if found.loss_correlated is None or found.low is None or found.high is None or not details.answer.kappa:
        return ""
    beyond = "; what is known of these people lies outside it" if found.outside else ""
    return (
        f"{share(found.loss_correlated)} chance (range {share(found.low)} to {share(found.high)}{beyond}) that within"
        " 12 months, with no hand-over, nobody is left who knows somebody on the other side"
    )


def relationships(report: Report) -> str:
    """How much of what is recorded rests on contact."""
    counting = report.counting
    if not counting:
        return "No relationship that counts today is recorded."
    asserted = sum(tie.state == "asserted" for tie in counting)
    shared = sum(tie.shared for tie in counting)
    return (
        f"{count(len(counting), 'relationship')} {'counts' if len(counting) == 1 else 'count'} today."
        f" Without any contact on record: {asserted}. Perhaps serving another partnership: {shared}."
    )


def _representatives(representatives: Sequence[Representative]) -> list[str]:
    """For each organisation: who speaks for it, and as what."""
    found: dict[str, list[str]] = {}
    for r in representatives:
        found.setdefault(r.on_behalf_of, []).append(f"{r.person.name} ({r.capacity})" if r.capacity else r.person.name)
    return [f"{behalf}: {', '.join(names)}" if behalf else ", ".join(names) for behalf, names in found.items()]


def _agreement(agreement: Agreement) -> str:
    parts = [f"signed {day(agreement.signed)}" if agreement.signed else "no day of signing recorded"]
    if agreement.signatories:
        parts[0] += f" by {enumeration([p.name for p in agreement.signatories])}"
    if agreement.until:
        parts.append(f"{'ended' if agreement.ended else 'runs until'} {day(agreement.until)}")
    if agreement.review_due and not agreement.ended:
        parts.append(_late(f"review due {day(agreement.review_due)}", agreement.overdue))
    if agreement.owners:
        parts.append(f"kept by {enumeration([p.name for p in agreement.owners])}")
    return f"{agreement.kind}: {'; '.join(parts)}"


def _late(text: str, overdue: bool) -> str:
    return f"{text} (overdue)" if overdue else text
