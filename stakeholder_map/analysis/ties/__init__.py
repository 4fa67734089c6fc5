"""Every relationship between our people and a partner organisation, with its state, strength and last contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...snapshot import Snapshot
from ..answers import Ref
from ..ground import Ground, ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import ref
from ..ground.relationships import COUNTING, Relationship, State
from .moves import Move, Moves
from .rhythm import Finding, findings

ORDER: tuple[State, ...] = ("lapsed", "ended", "asserted", "cooling", "live")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class TieState:
    """A relationship with somebody at a partner organisation; `partnerships` are those it serves today (ids).

    `findings` are worth noticing and change neither state nor strength. `moved` says from where their person came, if
    they knew each other before.
    """

    ours: Ref
    theirs: Ref
    organisation: Ref
    state: State
    strength: float | None
    last_contact: date | None
    partnerships: tuple[str, ...] = ()
    shared: bool = False
    findings: tuple[Finding, ...] = ()
    moved: Move | None = None


def ties(snapshot: Snapshot, half_life: float = HALF_LIFE, partnership: str | None = None) -> list[TieState]:
    """All relationships with partner organisations up to the day, worst state first, then by ids.

    A relationship that serves several partnerships is judged by the longest cadence among them. `strength` is
    between 0 and 2 and None without evidence of contact; `half_life` is in days.
    """
    base = ground(snapshot)
    organisations: dict[str, list[tuple[Partnership, Partner]]] = {}
    for p in base.called(partnership):
        for partner in p.partners:
            organisations.setdefault(partner.organisation, []).append((p, partner))
    moves = Moves(base)
    rows = [row for key, places in organisations.items() for row in _with(base, moves, key, places, half_life)]
    return sorted(rows, key=lambda r: (ORDER.index(r.state), r.organisation.id, r.ours.id, r.theirs.id))


def _with(
    base: Ground, moves: Moves, organisation: str, places: list[tuple[Partnership, Partner]], default: float
) -> Iterator[TieState]:
    """The relationships with one organisation, over all its partnerships."""
    found: dict[tuple[str, str], tuple[Relationship, bool]] = {}
    for partnership, partner in places:
        ours, theirs = base.people(partnership, partner)
        for a, b, relationship in base.recorded(partnership, partner, default):
            there = a in ours and b in theirs
            found[a, b] = (relationship, there or found.get((a, b), (relationship, False))[1])
    cadence = {p.key: p.cadence_days for p, _ in places}
    for (a, b), (relationship, there) in found.items():
        served = base.serving.now(relationship, organisation)
        days = max((half_life(default, cadence[p]) for p in served if p in cadence), default=default)
        state = relationship.state(days) if there else "ended"
        if state is None:
            continue
        counts = state in COUNTING
        yield TieState(
            ref(base.snapshot, a),
            ref(base.snapshot, b),
            ref(base.snapshot, organisation),
            state,
            relationship.strength(days),
            relationship.last_contact,
            tuple(sorted(served)) if counts else (),
            counts and any(served.values()),
            findings(relationship, days) if counts else (),
            moves.of(b, organisation, relationship) if counts else None,
        )
