"""What the answers are made of: references to people and organisations, verdicts, and the answer about redundancy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["severed", "fail", "unknown", "unconfirmed", "pass"]
VERDICTS: tuple[Verdict, ...] = ("severed", "fail", "unknown", "unconfirmed", "pass")
"""Worst first."""

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by its id, with the name that people know."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person of a partnership."""

    id: str
    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class PartnershipRef:
    """A partnership; `implied` ones are not stored."""

    id: str
    name: str
    implied: bool


@dataclass(frozen=True, slots=True)
class PartnerRedundancy:
    """Contact redundancy towards one partner organisation.

    `kappa` is the largest number of counting ties no two of which share a person, None where not known;
    `people_ours` and `people_theirs` count the people with a counting tie, `ties` those ties, of which `shared` serve
    several partnerships and `asserted` have no evidence of contact. `sole_contacts_indirect` stand on every way, also
    on those through one go-between, who may be among them.
    """

    organisation: Ref
    participation: str
    kappa: int | None
    kappa_confirmed: int | None
    verdict: Verdict
    reason: str
    people_ours: int
    people_theirs: int
    ties: int
    shared: int
    asserted: int
    kappa_any: int | None
    kappa_indirect: int | None
    severing_set: tuple[PersonRef, ...]
    sole_contacts: tuple[PersonRef, ...]
    sole_contacts_indirect: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Redundancy:
    """Contact redundancy of a partnership: the smallest among its core members that have one."""

    partnership: PartnershipRef
    kappa: int | None
    kappa_confirmed: int | None
    kappa_representatives: int | None
    needed: int
    verdict: Verdict
    reason: str
    by_partner: tuple[PartnerRedundancy, ...]


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The worst of them; unknown where there is none."""
    return min(verdicts, key=VERDICTS.index, default="unknown")
