"""Cases: one partner organisation in one partnership, who links the two sides, the numbers, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...snapshot import Snapshot
from ..answers import PartnershipRef, Verdict, worst
from ..ground import Bond, Ground, ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import CORE, Partner, Partnership
from .channels import numbered, sizes


@dataclass(frozen=True)
class Case:
    """One partner organisation in one partnership, with the bonds that count and the people on both sides."""

    partnership: Partnership
    partner: Partner
    bonds: list[Bond]
    both: list[str]
    known: bool


class Judged(NamedTuple):
    """The numbers of a case: redundancy over all and over confirmed ties, and the verdict."""

    kappa: int | None
    confirmed: int | None
    verdict: Verdict


def verdicts(
    snapshot: Snapshot, half_life: float = HALF_LIFE, partnership: str | None = None
) -> dict[PartnershipRef, tuple[int | None, Verdict]]:
    """Redundancy and verdict of every partnership and nothing else, which takes a fraction of the time."""
    base = ground(snapshot)
    chosen = base.called(partnership)
    cases = [case_of(base, p, m, half_life) for p in chosen for m in p.partners if m.participation == CORE]
    found: dict[str, list[Judged]] = {p.key: [] for p in chosen}
    for case, judged in zip(cases, judge(base, cases), strict=True):
        found[case.partnership.key].append(judged)
    return {
        PartnershipRef(p.key, p.name, p.implied): (
            min((j.kappa for j in found[p.key] if j.kappa is not None), default=None),
            worst(tuple(j.verdict for j in found[p.key])),
        )
        for p in chosen
    }


def case_of(base: Ground, partnership: Partnership, partner: Partner, half_life: float) -> Case:
    ours, theirs = base.people(partnership, partner)
    bonds = base.bonds(partnership, partner, half_life)
    both = sorted(ours & theirs)
    known = bool(
        bonds or both or base.recorded(partnership, partner, half_life) or base.were_both(partnership, partner)
    )
    return Case(partnership, partner, bonds, both, known)


def judge(base: Ground, cases: Sequence[Case], matched: Sequence[int] | None = None) -> list[Judged]:
    """The numbers of every case, from one pass over the ties that count and one over the confirmed ones.

    `matched` are the sizes of the largest matchings over the ties that count, where they are known already.
    """
    counting = matched or sizes(numbered([(b.ours, b.theirs) for b in case.bonds] for case in cases))
    confirmed = sizes(numbered([(b.ours, b.theirs) for b in case.bonds if b.confirmed] for case in cases))
    found = []
    for case, size, sure in zip(cases, counting, confirmed, strict=True):
        kappa, certain = (len(case.both) + number if case.known else None for number in (size, sure))
        too_small = base.too_small(case.partnership, case.partner)
        found.append(Judged(kappa, certain, _verdict(kappa, certain, case.partnership.needed, too_small)))
    return found


def _verdict(kappa: int | None, confirmed: int | None, needed: int, too_small: bool) -> Verdict:
    if kappa is None or confirmed is None:
        return "unknown"
    if kappa == 0:
        return "severed"
    if kappa < needed or too_small:
        return "fail"
    return "pass" if confirmed >= needed else "unconfirmed"
