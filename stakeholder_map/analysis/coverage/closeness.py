"""What the relationships of a partnership are like: two-way or not, by which ways, in how few hands, at which levels.

Measures beside redundancy; none of them changes a verdict. Reciprocity is the best published sign that a tie lasts
(Hidalgo and Rodriguez-Sickert 2008); several ways of contact protect a client relation (Raffiee 2017).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...model import LEVELS
from ..answers import PersonRef
from ..ground import Bond, Ground
from ..ground.acquaintance import Acquaintance
from ..ground.contacts import HALF_LIFE, half_life, stated
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import people, person

WIDE = 2
"""Levels between two people from which the tie is listed as a wide one."""

Pair = tuple[PersonRef, PersonRef]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the strength of all ties one side's people hold: the largest share, whose, and the sum of squares.

    All None where no tie has evidence. `hhi` is 1 / number of people where all hold equally much (Herfindahl).
    """

    largest: float | None
    who: PersonRef | None
    hhi: float | None


@dataclass(frozen=True, slots=True)
class Closeness:
    """Of the `ties` that count, `evidenced` have evidence; `two_way` of those had contact both ways in two half-lives.

    `channels` are the recorded ways of contact, `mail_only` ties that rest on mail alone. `level_gap` is how many
    levels their highest contact stands above ours (negative: below), None where a level is not recorded. `groups`
    are our people in this partnership of whom nothing records that one group knows of the other, if more than one.
    """

    ties: int
    evidenced: int
    two_way: int
    not_two_way: tuple[Pair, ...]
    channels: tuple[str, ...]
    mail_only: tuple[Pair, ...]
    ours: Share
    theirs: Share
    level_ours: str | None
    level_theirs: str | None
    level_gap: int | None
    wide: tuple[Pair, ...]
    groups: tuple[tuple[PersonRef, ...], ...]


def closeness(
    base: Ground,
    partnership: Partnership,
    partner: Partner,
    bonds: Sequence[Bond],
    aware: Acquaintance,
    default: float = HALF_LIFE,
) -> Closeness:
    """The measures for one partner organisation; `bonds` are its counting ties in this partnership."""
    days = half_life(default, partnership.cadence_days)
    evidenced = [bond for bond in bonds if bond.relationship.evidence]
    mutual = [bond for bond in evidenced if _is_two_way(bond, days)]
    ways = [(bond, {c.channel for c in bond.relationship.contacts} - {""}) for bond in evidenced]
    mail = [bond for bond, used in ways if used == {"mail"} and not _is_stated(bond)]
    ours, theirs = base.people(partnership, partner)
    both = ours & theirs
    top_ours, top_theirs = aware.top({b.ours for b in bonds} | both), aware.top({b.theirs for b in bonds} | both)
    groups = aware.groups(base, {b.ours for b in bonds} | both)
    return Closeness(
        ties=len(bonds),
        evidenced=len(evidenced),
        two_way=len(mutual),
        not_two_way=_pairs(base, [bond for bond in evidenced if bond not in mutual]),
        channels=tuple(sorted(set[str]().union(*(used for _, used in ways)))),
        mail_only=_pairs(base, mail),
        ours=_share(base, [(b.ours, b) for b in evidenced], days, ours=True),
        theirs=_share(base, [(b.theirs, b) for b in evidenced], days, ours=False),
        level_ours=None if top_ours is None else LEVELS[top_ours],
        level_theirs=None if top_theirs is None else LEVELS[top_theirs],
        level_gap=None if top_ours is None or top_theirs is None else top_ours - top_theirs,
        wide=_pairs(base, [bond for bond in bonds if aware.apart(bond.ours, bond.theirs) >= WIDE]),
        groups=tuple(people(base.snapshot, group, "ours") for group in groups) if len(groups) > 1 else (),
    )


def _is_stated(bond: Bond) -> bool:
    relationship = bond.relationship
    return any(stated(s, relationship.on) for s in relationship.open)


def _is_two_way(bond: Bond, days: float) -> bool:
    """Contact both ways within two half-lives; a meeting, and a day that somebody wrote down, are both ways."""
    relationship = bond.relationship
    since = relationship.on - timedelta(days=2 * days)
    told = (day for s in relationship.open for day in stated(s, relationship.on))
    return any(c.two_way and c.on >= since for c in relationship.contacts) or any(day >= since for day in told)


def _pairs(base: Ground, bonds: Iterable[Bond]) -> tuple[Pair, ...]:
    return tuple((person(base.snapshot, b.ours, "ours"), person(base.snapshot, b.theirs, "theirs")) for b in bonds)


def _share(base: Ground, held: Sequence[tuple[str, Bond]], days: float, *, ours: bool) -> Share:
    weights: defaultdict[str, float] = defaultdict(float)
    for who, bond in held:
        weights[who] += bond.relationship.strength(days) or 0.0
    total = sum(weights.values())
    if not total:
        return Share(None, None, None)
    shares = {who: weight / total for who, weight in weights.items()}
    most = min(shares, key=lambda who: (-shares[who], who))
    return Share(shares[most], person(base.snapshot, most, "ours" if ours else "theirs"),
                 sum(share * share for share in shares.values()))
