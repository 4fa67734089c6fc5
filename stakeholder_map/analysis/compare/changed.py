"""The answer of a comparison of two days: for each partnership its standings, and the events between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..answers import PartnershipRef, PersonRef, Ref
from .views import Standing

Kind = Literal["left", "lapsed", "closed", "elsewhere", "met", "again", "joined", "confirmed", "unclear",
               "member_joined", "member_left", "began", "ended", "record"]
Direction = Literal["worse", "same", "better", "unclear"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changed what counts: when (None: not known), with whom, in words."""

    kind: Kind
    on: date | None
    organisation: Ref | None
    people: tuple[PersonRef, ...]
    ties: tuple[tuple[str, str], ...]
    text: str


def figures(standing: Standing | None) -> tuple[object, ...]:
    """What makes two standings the same, whatever their reasons say."""
    return (standing.verdict, standing.kappa, standing.kappa_confirmed, standing.needed) if standing else ()


@dataclass(frozen=True)
class Change:
    """One partnership on two days; `before` or `after` is None while it was not under way.

    `reported` is what the records of the earlier day said, None where that cannot be told. `direction` compares
    `before` with `after`: what happened, without what we learned (unclear where one of them is not known).
    """

    partnership: PartnershipRef
    reported: Standing | None
    before: Standing | None
    after: Standing | None
    direction: Direction
    happened: tuple[Event, ...]
    learned: tuple[Event, ...]

    @property
    def changed(self) -> bool:
        """Do the figures differ anywhere?"""
        seen = [figures(s) for s in (self.reported or self.before, self.before, self.after)]
        return any(one != seen[0] for one in seen) or (self.before is None) != (self.after is None)


@dataclass(frozen=True)
class Comparison:
    """Every partnership of either day, the worst of the later day first.

    `recorded_since` is the day of the oldest import: what was known before it cannot be told; None without a ledger.
    """

    since: date
    until: date
    recorded_since: date | None
    can_tell: bool
    changes: tuple[Change, ...]
