"""Files about partnerships: partnerships, members, representatives, stakeholders and agreements."""

from __future__ import annotations

from .cast import STORIES, Cast
from .days import Calendar
from .organisations import unit_ids
from .shapes import Member, Story
from .sheets import Sheets, several


def add_partnerships(sheets: Sheets, everybody: Cast, calendar: Calendar) -> None:
    """All partnerships with who belongs to them and what is in writing."""
    for story in STORIES:
        short = all(_is_plain(member) for member in story.members)
        sheets.add("partnerships", id=story.id, name=story.name, degree=story.degree, stage=story.stage,
                   organisations=several(member.organisation for member in story.members) if short else None,
                   goal=story.goal, beneficiaries=story.beneficiaries, started=calendar.ago(story.started),
                   planned_end=calendar.optional(story.ends_in, ahead=True),
                   review_due=calendar.ahead(story.review_in), cadence_days=story.cadence,
                   importance=story.importance, needed=story.needed,
                   coordinator=everybody.ref(story.coordinator) if story.coordinator else None)
        if not short:
            _add_members(sheets, everybody, calendar, story)
        for representative in story.representatives:
            until = representative.until
            sheets.add("representatives", partnership=story.id, person=everybody.ref(representative.who),
                       capacity=representative.capacity, on_behalf_of=representative.organisation,
                       since=calendar.optional(representative.since),
                       until=None if until is None else calendar.before(until))
        for stance in story.stakeholders:
            sheets.add("stakeholders", partnership=story.id, person=everybody.ref(stance.who), current=stance.current,
                       desired=stance.desired, power=stance.power, interest=stance.interest,
                       as_of=calendar.ago(stance.asked), assessed_by=everybody.people[stance.by].name)
    _add_agreements(sheets, everybody, calendar)


def _is_plain(member: Member) -> bool:
    return member == Member(member.organisation)


def _add_members(sheets: Sheets, everybody: Cast, calendar: Calendar, story: Story) -> None:
    units = unit_ids()
    for member in story.members:
        sheets.add("members", partnership=story.id, organisation=member.organisation,
                   participation=member.participation, objective=member.objective,
                   objective_confirmed_on=calendar.optional(member.confirmed),
                   host_unit=units.get((member.organisation, member.host)),
                   sponsor=everybody.ref(member.sponsor) if member.sponsor else None,
                   since=calendar.ago(story.started))


def _add_agreements(sheets: Sheets, everybody: Cast, calendar: Calendar) -> None:
    papers = ((story, agreement) for story in STORIES for agreement in story.agreements)
    for number, (story, agreement) in enumerate(papers, start=1):
        sheets.add("agreements", id=f"a-{number:02d}", partnership=story.id, kind=agreement.kind,
                   owner=everybody.ref(agreement.owner),
                   signatories=several(everybody.ref(who) for who in agreement.signatories),
                   signed=calendar.ago(agreement.signed), until=calendar.optional(agreement.ends_in, ahead=True),
                   review_due=calendar.optional(agreement.review_in, ahead=True))
