"""What the answer about introductions is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..answers import PartnershipRef, PersonRef, Ref
from .advice import Advice


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that is planned already, into which an introduction can be put."""

    id: str
    on: date
    purpose: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """One introduction: who meets whom, in which meeting, why, and what it does to the loss.

    `meeting` are the incumbents who would host it, or who come to the one that is `planned`; `via` who makes it warm.
    `loss_after` is with this one relationship more, `loss_after_meeting` when everybody at the meeting knows
    everybody. `closes` says which finding it closes.
    """

    partnership: PartnershipRef
    organisation: Ref
    importance: int
    ours: PersonRef
    theirs: PersonRef
    meeting: tuple[PersonRef, ...]
    planned: Meeting | None
    loss_before: float
    loss_after: float
    loss_after_meeting: float
    reason: str
    via: tuple[Ref, ...]
    closes: str


@dataclass(frozen=True, slots=True)
class Introductions:
    """All proposals, those first that lower the loss most, weighted by importance; advice; how sure the plan is.

    `exact`: no plan makes do with fewer introductions; `guarantee` says what holds for a target of risk.
    """

    rows: tuple[Introduction, ...]
    advice: tuple[Advice, ...]
    limit: int
    redundancy: int | None
    risk: float | None
    exact: bool
    guarantee: str
