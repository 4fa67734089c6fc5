"""The chance that a relationship lapses within the horizon although both people stay: nobody is in touch for too long.

Contacts are taken to come at the pace of the recent past, independently of each other (Poisson); as long as a
relationship would count anyway until the end of the horizon it cannot lapse.
"""

from __future__ import annotations

import math

from ..ground import Bond
from ..ground.contacts import CAP, HALF_LIFE, THRESHOLD, half_life
from ..ground.partnerships import Partnership
from ..ground.relationships import Relationship


def lapses(relationship: Relationship, days: float, horizon: float) -> float:
    """Chance that it lapses within `horizon` days; `days` is the half-life.

    Without contact it counts for so many days more: the chance is that none comes in them, at the pace of as long as a
    relationship at full strength lasts. One more contact never raises it. 0 where there is no evidence to grow old.
    """
    strength = relationship.strength(days)
    if strength is None or strength < THRESHOLD:
        return 0.0
    left = days * math.log2(strength / THRESHOLD)
    if left >= horizon:
        return 0.0
    window = days * math.log2(CAP / THRESHOLD)
    recent = sum((relationship.on - day).days <= window for day, _ in relationship.evidence)
    return math.exp(-recent * left / window)


def of_bond(bond: Bond, partnership: Partnership, horizon: float, default: float = HALF_LIFE) -> float:
    """The same for a bond of a partnership; one without evidence strong enough to count does not lapse."""
    if bond.state == "asserted":
        return 0.0
    return lapses(bond.relationship, half_life(default, partnership.cadence_days), horizon)
