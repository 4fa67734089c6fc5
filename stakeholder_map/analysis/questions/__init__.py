"""What to find out next: for each verdict that is unknown or unconfirmed, the fewest questions that could change it.

Of an unconfirmed verdict these are the fewest which, all answered yes, make it pass (a cheapest matching in which
confirmed ties cost nothing). Of an unknown one it is one question for each organisation about which nothing is known.
A partnership that fails or is severed stays so whatever is answered, so nothing is asked about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ...snapshot import Snapshot
from ..answers import Redundancy, Verdict, worst
from ..ground import Bond, Ground, ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import CORE, Partner, Partnership
from ..ground.refs import partnership_ref, person, ref
from ..ground.relationships import Statement
from ..introductions.assignment import Problem, cheapest
from ..redundancy import redundancy
from ..redundancy.channels import Ends, matchings
from .ask_whom import Asked, who_may_know
from .inquiries import Inquiry, Kind, Question

YES_BY_STRENGTH = {1: 0.3, 2: 0.4, 3: 0.5, 4: 0.6, 5: 0.7}
"""Planning figures, not facts: the chance that a recorded tie is still there, by the strength somebody gave it."""
KNOWS_SOMEBODY = 0.5
MOST_TRIED = 10
"""Up to so many questions all combinations of answers are tried; beyond, only that all are answered yes."""


def questions(snapshot: Snapshot, half_life: float = HALF_LIFE, partnership: str | None = None) -> list[Inquiry]:
    """What to find out next about every partnership (or the one with this id or name), the most valuable first."""
    base = ground(snapshot)
    answers = {row.partnership.id: row for row in redundancy(snapshot, half_life, partnership)}
    known = Asked(base)
    found = [
        _inquire(base, known, at, answers[at.key], half_life)
        for at in base.called(partnership)
        if answers[at.key].verdict in ("unknown", "unconfirmed")
    ]
    return sorted(found, key=lambda inquiry: (-inquiry.value, inquiry.partnership.id))


@dataclass(frozen=True)
class _Part:
    """One organisation with the verdict of its partnership: its bonds, and what is asked about it."""

    partner: Partner
    bonds: Sequence[Bond]
    both: int
    asked: tuple[Question, ...]


def _inquire(base: Ground, known: Asked, at: Partnership, row: Redundancy, default: float) -> Inquiry:
    core = {p.organisation.id: p.verdict for p in row.by_partner if p.participation == CORE}
    parts = [
        _part(base, known, at, partner, row.verdict, default)
        for partner in at.partners
        if core.get(partner.organisation) == row.verdict
    ]
    settled = [verdict for verdict in core.values() if verdict != row.verdict]
    asked = [(part, question) for part in parts for question in part.asked]
    chance = _chance(base, at, parts, settled, row.verdict)
    return Inquiry(
        partnership=partnership_ref(at),
        verdict=row.verdict,
        if_yes=_verdict(base, at, parts, settled, {id(q): True for _, q in asked}),
        importance=at.importance,
        chance=chance,
        value=at.importance * chance,
        questions=tuple(sorted((q for _, q in asked), key=lambda q: (q.if_no is None, -q.chance, q.ask.id))),
        unanswerable=tuple(ref(base.snapshot, part.partner.organisation) for part in parts if not part.asked),
    )


def _part(
    base: Ground, known: Asked, at: Partnership, partner: Partner, verdict: Verdict, default: float
) -> _Part:
    ours, theirs = base.people(at, partner)
    both = len(ours & theirs)
    if verdict == "unknown":
        asked, there = who_may_know(known, at, partner), ref(base.snapshot, partner.organisation)
        found = (Question("who", there, asked, None, KNOWS_SOMEBODY),) if asked else ()
        return _Part(partner, [], both, found)
    bonds = base.bonds(at, partner, default)
    by_ends = {(bond.ours, bond.theirs): bond for bond in bonds}
    sure = frozenset(ends for ends, bond in by_ends.items() if bond.confirmed)
    more = 1.0 + len(by_ends)  # fewest questions first, then the likeliest
    costs = {ends: more - _yes(base, partner, bond) for ends, bond in by_ends.items() if ends not in sure}
    open_ = [by_ends[ends] for ends in cheapest(Problem(sure, costs, at.needed - both)) or ()]
    return _Part(partner, bonds, both, tuple(_question(base, at, partner, bond, bonds, both) for bond in open_))


def _yes(base: Ground, partner: Partner, bond: Bond) -> float:
    """The chance that the answer confirms this tie for its partnership."""
    chance = 1.0
    if bond.state == "asserted":
        strengths = [s["strength"] for s in bond.relationship.open if s.get("strength")]
        chance = YES_BY_STRENGTH[max(strengths, default=3)]
    if bond.shared:
        chance /= len(base.serving.now(bond.relationship, partner.organisation))
    return chance


def _question(
    base: Ground, at: Partnership, partner: Partner, bond: Bond, bonds: Sequence[Bond], both: int
) -> Question:
    kind: Kind = "which" if bond.shared else "still"
    if bond.shared and bond.state == "asserted":
        kind = "still which"
    rest = [(b.ours, b.theirs) for b in bonds if b is not bond]
    left = both + len(matchings([rest])[0])
    served = base.serving.now(bond.relationship, partner.organisation) if bond.shared else {}
    statement = _statement(bond, at.key)
    return Question(
        kind=kind,
        organisation=ref(base.snapshot, partner.organisation),
        ask=person(base.snapshot, bond.ours, "ours"),
        about=person(base.snapshot, bond.theirs, "theirs"),
        chance=_yes(base, partner, bond),
        if_no=None if left >= at.needed else "fail" if left else "severed",
        others=tuple(partnership_ref(base.called(key)[0]) for key in sorted(served) if key != at.key),
        statement=str(statement["key"]) if statement else None,
        source=str(statement.get("source") or str(statement["key"]).partition(":")[0]) if statement else None,
        since=str(statement.get("since_text") or statement.get("since") or "") or None if statement else None,
        named=tuple(statement.get("partnerships") or ()) if statement else (),
    )


def _statement(bond: Bond, partnership: str) -> Statement | None:
    """The recorded relationship in force that serves the partnership; None where only meetings tell of it."""
    fitting = [s for s in bond.relationship.open if not s.get("partnerships") or partnership in s["partnerships"]]
    return min(fitting, key=lambda s: (not s.get("partnerships"), str(s["key"])), default=None)


def _verdict(
    base: Ground, at: Partnership, parts: Sequence[_Part], settled: Sequence[Verdict], said: dict[int, bool]
) -> Verdict:
    """The verdict of the partnership after these answers (by identity of the question)."""
    return worst((*settled, *(_after(base, at, part, said) for part in parts)))


def _after(base: Ground, at: Partnership, part: _Part, said: dict[int, bool]) -> Verdict:
    if not part.bonds and not part.both:
        if not any(said.get(id(q)) for q in part.asked):
            return "unknown"
        return "pass" if at.needed <= 1 and not base.too_small(at, part.partner) else "fail"
    answers = {(q.ask.id, q.about.id): said[id(q)] for q in part.asked if q.about and id(q) in said}
    counting: list[Ends] = []
    sure: list[Ends] = []
    for bond in part.bonds:
        yes = answers.get((bond.ours, bond.theirs))
        if yes is not False:
            counting.append((bond.ours, bond.theirs))
        if yes or (bond.confirmed and yes is None):
            sure.append((bond.ours, bond.theirs))
    kappa, confirmed = (part.both + len(found) for found in matchings([counting, sure]))
    if kappa < at.needed:
        return "fail" if kappa else "severed"
    return "pass" if confirmed >= at.needed else "unconfirmed"


def _chance(
    base: Ground, at: Partnership, parts: Sequence[_Part], settled: Sequence[Verdict], now: Verdict
) -> float:
    """The chance that the verdict changes, with every answer independent of the others."""
    asked = [q for part in parts for q in part.asked]
    total = 0.0
    tries = product((True, False), repeat=len(asked)) if len(asked) <= MOST_TRIED else [(True,) * len(asked)]
    for answers in tries:
        said = {id(q): yes for q, yes in zip(asked, answers, strict=True)}
        if _verdict(base, at, parts, settled, said) != now:
            weight = 1.0
            for q in asked:
                weight *= q.chance if said[id(q)] else 1 - q.chance
            total += weight
    return total
