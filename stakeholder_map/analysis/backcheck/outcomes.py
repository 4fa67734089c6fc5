"""What became of what leavers held, beside what the report would have said: the answer of a look back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..answers import PartnershipRef, PersonRef, Ref, Verdict

GRACE = 182
"""Days after somebody left on which it is looked whether contact was lost."""
ABSENCE = 31
"""Who is back within so many days has not left."""

Outcome = Literal["hit", "miss", "false_alarm", "right", "too_early", "ended"]
OUTCOMES: tuple[Outcome, ...] = ("miss", "hit", "false_alarm", "right", "too_early", "ended")
"""Worst for the report first."""


@dataclass(frozen=True, slots=True)
class Case:
    """A leaver and a partner organisation in one partnership. Numbers of independent relationships: `kappa` with
    them, `kappa_without` them, `kappa_after` on `checked_on` (None: too early, or it ended)."""

    leaver: PersonRef
    last_day: date
    partnership: PartnershipRef
    organisation: Ref
    kappa: int
    kappa_without: int
    needed: int
    warned: bool
    outcome: Outcome
    checked_on: date
    kappa_after: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A leaver with whom nothing was recorded on their last day, so that nothing could be said."""

    leaver: PersonRef
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A relationship lost during the year that no case tells of: by silence, or because theirs left."""

    partnership: PartnershipRef
    organisation: Ref
    verdict_before: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Fate:
    """Of the partner organisations with a verdict when the year began, how many were lost when it ended."""

    verdict: Verdict
    organisations: int
    lost: int


@dataclass(frozen=True)
class Backcheck:
    """A year looked back on. `known_then` counts cases judged by what was recorded by then, not only by now."""

    year: int
    leavers: int
    cases: tuple[Case, ...]
    silent: tuple[Silent, ...]
    otherwise: tuple[Lost, ...]
    fates: tuple[Fate, ...]
    known_then: int

    def number(self, *outcomes: Outcome) -> int:
        return sum(case.outcome in outcomes for case in self.cases)
