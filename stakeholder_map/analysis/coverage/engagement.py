"""How people of a partner stand towards a partnership, how they should, and whether we are in touch with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...model import ENGAGEMENT
from ...snapshot import Snapshot
from ..answers import PersonRef
from ..ground import Bond, Ground
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import person


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """The newest assessment of a person in one partnership. What was not written down is None, never guessed.

    `below` says whether the current level is below the desired one (None: not known). Source: stakeholder engagement
    assessment matrix (unaware, resistant, neutral, supportive, leading), `power` and `interest` from 1 to 5.
    """

    person: PersonRef
    current: str | None
    desired: str | None
    below: bool | None
    power: int | None
    interest: int | None
    as_of: date | None
    assessed_by: str | None
    in_touch: bool


Assessments = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Partnership -> person -> the newest assessment in force."""


def assessments(snapshot: Snapshot) -> Assessments:
    """All assessments in force on the day, the newest of each person in each partnership."""
    newest: defaultdict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for who, where, data in snapshot.ties("ENGAGED_IN"):
        before = newest[where].get(who)
        if snapshot.in_force(data) and (before is None or _made(data) >= _made(before)):
            newest[where][who] = data
    return newest


def stakeholders(
    base: Ground, partnership: Partnership, partner: Partner, bonds: Iterable[Bond], known: Assessments
) -> tuple[Stakeholder, ...]:
    """Everybody of the partner with an assessment in force, those below what is desired first, then by power."""
    ours, theirs = base.people(partnership, partner)
    touched = {bond.theirs for bond in bonds} | (ours & theirs)
    newest = known.get(partnership.key, {})
    found = [_stakeholder(base, who, data, in_touch=who in touched) for who, data in newest.items() if who in theirs]
    return tuple(sorted(found, key=lambda s: (not s.below, -(s.power or 0), -(s.interest or 0), s.person.id)))


def _made(data: Mapping[str, Any]) -> tuple[date, str]:
    return data.get("since") or date.min, str(data["key"])


def _stakeholder(base: Ground, who: str, data: Mapping[str, Any], *, in_touch: bool) -> Stakeholder:
    current, desired = data.get("current"), data.get("desired")
    known = current in ENGAGEMENT and desired in ENGAGEMENT
    return Stakeholder(
        person=person(base.snapshot, who, "theirs"),
        current=current,
        desired=desired,
        below=ENGAGEMENT.index(str(current)) < ENGAGEMENT.index(str(desired)) if known else None,
        power=data.get("power"),
        interest=data.get("interest"),
        as_of=data.get("since"),
        assessed_by=data.get("assessed_by"),
        in_touch=in_touch,
    )
