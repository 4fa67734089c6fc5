"""How people of a partner stand towards a partnership, how they should, and whether we are in touch with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import ENGAGEMENT
from .answers import PersonRef
from .ground import Bond, Ground
from .partnerships import Partner, Partnership
from .refs import person


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


def stakeholders(
    base: Ground, partnership: Partnership, partner: Partner, bonds: Iterable[Bond]
) -> tuple[Stakeholder, ...]:
    """Everybody of the partner with an assessment in force, those below what is desired first, then by power."""
    theirs = base.present(partner.organisation, partnership)
    newest: dict[str, Mapping[str, Any]] = {}
    for who, where, data in base.snapshot.ties("ENGAGED_IN"):
        if where == partnership.key and who in theirs and base.snapshot.in_force(data):
            before = newest.get(who)
            if before is None or _made(data) >= _made(before):
                newest[who] = data
    touched = {bond.theirs for bond in bonds} | (base.people(partnership, partner)[0] & theirs)
    found = [_stakeholder(base, who, data, in_touch=who in touched) for who, data in newest.items()]
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
