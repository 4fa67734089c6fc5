"""What is worth noticing about a relationship that still counts: nobody answers, or a steady rhythm broke off.

These findings take nothing away from redundancy. Sources: reciprocity predicts best which ties last (Hidalgo and
Rodriguez-Sickert 2008); silence of more than eight times the usual gap mostly means a tie is gone (Navarro et al.
2017).
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from ..ground.contacts import stated
from ..ground.relationships import Relationship

Finding = Literal["one-way", "rhythm-broken"]

LEAST_CONTACTS = 6
LEAST_GAP = 7
"""Days; below this a rhythm is a burst (a project, an event), and its end no sign."""
SILENCE = 8
"""Times the usual gap."""


def findings(relationship: Relationship, half_life: float) -> tuple[Finding, ...]:
    """What is worth noticing on the day of the relationship; `half_life` in days."""
    result: list[Finding] = []
    if _one_way(relationship, half_life):
        result.append("one-way")
    if _rhythm_broken([day for day, _ in relationship.evidence], relationship.on):
        result.append("rhythm-broken")
    return tuple(result)


def _one_way(relationship: Relationship, half_life: float) -> bool:
    """Within two half-lives there were messages, all in the same direction, and no meeting or call.

    Where a direction was not recorded nothing can be said.
    """
    since = relationship.on - timedelta(days=2 * half_life)
    if any(day >= since for statement in relationship.open for day in stated(statement, relationship.on)):
        return False
    lately = {contact.direction for contact in relationship.contacts if contact.on >= since}
    return lately in ({"in"}, {"out"})


def _rhythm_broken(days: list[date], on: date) -> bool:
    """Contact on enough different days, usually a week or more apart, and now silence for many times as long."""
    if len(days) < LEAST_CONTACTS:
        return False
    usual = median((after - before).days for before, after in pairwise(days))
    return usual >= LEAST_GAP and (on - days[-1]).days > SILENCE * usual
