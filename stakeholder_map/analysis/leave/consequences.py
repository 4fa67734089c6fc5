"""What the leaving of some people does to each partnership: before and after, side by side.

Source: simulation by removal on the day of the snapshot; relationships keep the state they have on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...model import LEVELS
from ...snapshot import Snapshot
from ..answers import VERDICTS, PartnerRedundancy, PartnershipRef, PersonRef, Redundancy, Ref, Side, Verdict
from ..ground import ground
from ..ground.contacts import HALF_LIFE
from ..ground.refs import person
from ..ground.reporting import reporting
from ..redundancy import redundancy
from ..redundancy.links import Link, links
from ..risk.prospects import Prospects

Change = Literal["severed", "weakened", "same"]
CHANGES: tuple[Change, ...] = ("severed", "weakened", "same")
"""Worst first."""
SIDES: tuple[Side, ...] = ("theirs", "ours")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partnership, or one partner organisation in it, stands.

    `loss` is the chance that within twelve months nobody is left who knows somebody; None where not known.
    """

    kappa: int | None
    kappa_confirmed: int | None
    verdict: Verdict
    loss: float | None


@dataclass(frozen=True, slots=True)
class LevelLost:
    """A level of the partner at which we would know nobody any more, with those we know there now."""

    level: str
    people: tuple[PersonRef, ...]


@dataclass(frozen=True, slots=True)
class PartnerConsequence:
    """What changes towards one partner organisation.

    `together`: severed only because several leave; none of them alone would have done it. `contacts_lost` are people
    who stay and whom nobody on the other side would know any more; `sole_contacts` are new ones.
    """

    organisation: Ref
    participation: str
    before: Standing
    after: Standing
    change: Change
    together: bool
    reason: str
    sole_contacts: tuple[PersonRef, ...]
    contacts_lost: tuple[PersonRef, ...]
    levels_lost: tuple[LevelLost, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What changes for one partnership; it has the worst change of its core members."""

    partnership: PartnershipRef
    importance: int
    needed: int
    before: Standing
    after: Standing
    change: Change
    together: bool
    reason: str
    by_partner: tuple[PartnerConsequence, ...]


def consequences(snapshot: Snapshot, people: Iterable[str], half_life: float = HALF_LIFE) -> list[Consequence]:
    """Every partnership before and after these people (keys) have left, worst change first, then by verdict and id.

    `half_life` is in days. A departure never makes a verdict unknown: what was known before stays known.
    """
    gone = frozenset(people)
    before = {row.partnership.id: row for row in redundancy(snapshot, half_life)}
    after = {row.partnership.id: row for row in redundancy(snapshot.without(gone), half_life)}
    place = _Place(snapshot, gone, half_life)
    importance = {p.key: p.importance for p in ground(snapshot).partnerships}
    rows = [_consequence(before[key], after[key], importance[key], place) for key in before if key in after]
    return sorted(rows, key=lambda r: (CHANGES.index(r.change), VERDICTS.index(r.after.verdict), r.partnership.id))


class _Place:
    """Whom each side knows, before and after."""

    def __init__(self, snapshot: Snapshot, gone: frozenset[str], half_life: float) -> None:
        self.snapshot, self.gone, self.chart = snapshot, gone, reporting(snapshot)
        found = links(ground(snapshot), half_life)
        self.prospects = Prospects(ground(snapshot))
        self.links = {(link.partnership.key, link.partner.organisation): link for link in found}

    def losses(self, link: Link) -> tuple[float, float]:
        """Before and after."""
        kept = [ends for ends in link.ends if not self.gone & set(ends)]
        before, both = self.prospects.loss(link), [p for p in link.both if p not in self.gone]
        changed = len(kept) < len(link.ends) or len(both) < len(link.both)
        return before, self.prospects.loss(link, kept, both) if changed else before

    def lost(self, link: Link) -> tuple[PersonRef, ...]:
        """People who stay and lose everybody they knew on the other side; theirs first."""
        found = []
        for side in SIDES:
            knows = defaultdict[str, set[str]](set)
            for ours, theirs in link.ends:
                one, other = (theirs, ours) if side == "theirs" else (ours, theirs)
                knows[one].add(other)
            alone = sorted(p for p, others in knows.items() if p not in self.gone and others <= self.gone)
            found += [person(self.snapshot, p, side) for p in alone]
        return tuple(found)

    def levels_lost(self, link: Link) -> tuple[LevelLost, ...]:
        """Levels at which we know somebody now and nobody afterwards, highest first."""
        now = {theirs for _, theirs in link.ends}
        later = {theirs for ours, theirs in link.ends if not {ours, theirs} & self.gone}
        kept = {level for p in later for level in self.chart.levels(p)}
        lost = {level for p in now for level in self.chart.levels(p)} - kept
        order = sorted(lost, key=lambda level: (LEVELS.index(level) if level in LEVELS else len(LEVELS), level))
        return tuple(LevelLost(level, self._at(level, now)) for level in order)

    def _at(self, level: str, people: Iterable[str]) -> tuple[PersonRef, ...]:
        there = sorted(p for p in people if level in self.chart.levels(p))
        return tuple(person(self.snapshot, p, "theirs") for p in there)


def _consequence(before: Redundancy, after: Redundancy, importance: int, place: _Place) -> Consequence:
    later = {p.organisation.id: p for p in after.by_partner}
    partners = tuple(
        _partner(p, later[p.organisation.id], place, place.links[before.partnership.id, p.organisation.id])
        for p in before.by_partner
    )
    core = [p for p in partners if p.participation == "core"]
    change: Change = min((p.change for p in core), key=CHANGES.index, default="same")
    losses = [_largest(p.before.loss for p in core), _largest(p.after.loss for p in core)]
    return Consequence(
        before.partnership, importance, before.needed, _standing(before, losses[0]), _standing(after, losses[1]),
        change,
        change == "severed" and all(p.together for p in core if p.change == "severed"),
        next((p.reason for p in core if p.change == change != "same"), after.reason), partners,
    )


def _partner(before: PartnerRedundancy, after: PartnerRedundancy, place: _Place, link: Link) -> PartnerConsequence:
    change, losses = _change(before, after), place.losses(link)
    alone = {p.id for p in before.sole_contacts}
    return PartnerConsequence(
        before.organisation, before.participation, _standing(before, losses[0]), _standing(after, losses[1]), change,
        change == "severed" and not alone & place.gone,
        after.reason,
        tuple(p for p in after.sole_contacts if p.id not in alone),
        place.lost(link), place.levels_lost(link),
    )


def _change(before: PartnerRedundancy, after: PartnerRedundancy) -> Change:
    """Severed: the last relationship goes; weakened: fewer independent or confirmed ones, or a worse verdict."""
    if before.kappa and not after.kappa:
        return "severed"
    fewer = (after.kappa or 0) < (before.kappa or 0) or (after.kappa_confirmed or 0) < (before.kappa_confirmed or 0)
    worse = VERDICTS.index(after.verdict) < VERDICTS.index(before.verdict)
    return "weakened" if fewer or worse else "same"


def _standing(row: Redundancy | PartnerRedundancy, loss: float | None) -> Standing:
    return Standing(row.kappa, row.kappa_confirmed, row.verdict, None if row.kappa is None else loss)


def _largest(losses: Iterable[float | None]) -> float | None:
    return max((loss for loss in losses if loss is not None), default=None)
