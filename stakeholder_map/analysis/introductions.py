"""Whom to introduce to whom: the fewest introductions, put into meetings, and what to do first or instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..snapshot import Snapshot
from ..words import share
from .advice import Advice, Adviser, partnership_ref
from .answers import PartnerRedundancy, PartnershipRef, PersonRef, Ref
from .assignment import Problem, reach, together
from .channels import Ends
from .chart import chart
from .contacts import HALF_LIFE
from .gatherings import Gathering, gathering
from .ground import ground
from .leavers import announced
from .links import Link, links
from .partnerships import Partnership
from .pools import Pool, Rules, pool
from .prospects import Prospects
from .reduction import Course, greedy
from .redundancy import redundancy
from .rota import planned
from .warmth import Way

LIMIT = 2
"""New introductions per colleague, as many as somebody can do in a month."""
GUARANTEE = ("Each introduction is the one that lowers the chance most at that moment. Where the target is reached "
             "that takes {number}; at least {least} are needed however they are chosen.")
NOTHING = Problem(frozenset(), {}, 0)
HORIZON = timedelta(days=365)
"""Who has announced to leave within this time is counted as gone."""


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


@dataclass(frozen=True)
class _Case:
    """A core member about which something can be done."""

    link: Link
    found: PartnerRedundancy
    pool: Pool
    wanted: int

    @cached_property
    def have(self) -> int:
        """Independent relationships that last, without people on both sides."""
        return reach(self.pool.existing, ())

    @property
    def to_match(self) -> int:
        return self.wanted - len(self.pool.both)

    @cached_property
    def most(self) -> int:
        """The most that there can be without people on both sides; looked for only where more are wanted."""
        return reach(self.pool.existing, self.pool.cost) if self.to_match > self.have else self.have


def introductions(
    snapshot: Snapshot,
    half_life: float = HALF_LIFE,
    redundancy: int | None = None,
    risk: float | None = None,
    limit: int = LIMIT,
    partnership: str | None = None,
) -> Introductions:
    """What to do so that every core member has as many independent relationships as needed (or as `redundancy`).

    With `risk` instead: so that the loss is at most that. Exactly as many ties are proposed as are missing, the
    cheapest ones (warm ways, near levels, other teams, little load); nobody of ours gets more than `limit`. People
    who have announced that they leave within a year count as gone, but can still host. Unknown partners are asked
    about and unconfirmed ones confirmed first.
    """
    return _Work(snapshot, half_life, limit, risk).answer(redundancy, partnership)


class _Work:
    """One run: the ground, the rules for all, and the cases."""

    def __init__(self, snapshot: Snapshot, half_life: float, limit: int, risk: float | None) -> None:
        self.risk = risk
        self.snapshot, self.base, self.limit, self.half_life = snapshot, ground(snapshot), limit, half_life
        self.links = links(self.base, half_life)
        load: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.links:
            for bond in link.bonds:
                load[bond.ours].add(bond.theirs)
        never = frozenset(key for key, data in snapshot.nodes("Person") if data.get("do_not_contact"))
        self.rules = Rules(self.base, chart(snapshot), announced(snapshot, snapshot.date + HORIZON), never,
                           {person: len(known) for person, known in load.items()}, half_life)
        self.prospects, self.planned = Prospects(self.base), planned(self.base)
        self.advice: list[Advice] = []

    def answer(self, wanted: int | None, name: str | None) -> Introductions:
        risk = self.risk
        cases = self._cases(wanted, name)
        if risk is None:
            chosen, exact, guarantee = self._to_redundancy(cases)
        else:
            chosen, exact, guarantee = self._to_risk(cases, risk)
        rows = [row for case, ties in zip(cases, chosen, strict=True) for row in self._rows(case, ties)]
        return Introductions(tuple(sorted(rows, key=_order)), tuple(self.advice), self.limit,
                             wanted if risk is None else None, risk, exact, guarantee)

    def _cases(self, wanted: int | None, name: str | None) -> list[_Case]:
        """The core members that are known; those that are not, or not confirmed, get advice first."""
        found = {(row.partnership.id, p.organisation.id): p
                 for row in redundancy(self.snapshot, self.half_life, name) for p in row.by_partner}
        cases = []
        for link in self.links:
            answer = found.get((link.partnership.key, link.partner.organisation))
            if answer is None or not link.core:
                continue
            need, adviser = _needed(link.partnership, wanted), Adviser(self.base, link, answer.verdict)
            if answer.verdict == "unknown":
                self.advice.append(adviser.find_out(answer.reason))
                continue
            if (answer.kappa_confirmed or 0) < need and (advice := adviser.confirm(need - len(link.both))):
                self.advice.append(advice)
            cases.append(_Case(link, answer, pool(self.rules, link, need), need))
        return cases

    def _to_redundancy(self, cases: Sequence[_Case]) -> tuple[list[tuple[Ends, ...]], bool, str]:
        problems = [
            Problem(case.pool.existing, case.pool.cost, min(case.to_match, case.most),
                    float(case.link.partnership.importance)) if case.to_match > case.have else NOTHING
            for case in cases
        ]
        plan = together(problems, self.limit)
        for case, ties in zip(cases, plan.ties, strict=True):
            adviser = Adviser(self.base, case.link, case.found.verdict)
            got, both = reach(case.pool.existing, ties), len(case.pool.both)
            if missing := adviser.missing(case.pool, case.wanted, both + case.most, both + got):
                self.advice.append(missing)
        return list(plan.ties), plan.exact, ""

    def _to_risk(self, cases: Sequence[_Case], risk: float) -> tuple[list[tuple[Ends, ...]], bool, str]:
        """One partner after the other, the greatest expected loss first, each by the greedy rule."""
        losses = [self.prospects.loss(case.link) for case in cases]
        order = sorted(range(len(cases)), key=lambda i: (-losses[i] * cases[i].link.partnership.importance, i))
        load: defaultdict[str, int] = defaultdict(int)
        courses: dict[int, Course] = {}
        for number in order:
            case = cases[number]
            if losses[number] <= risk:
                continue
            free = {pair: cost for pair, cost in case.pool.cost.items() if load[pair[0]] < self.limit}
            courses[number] = greedy(self.prospects, case.link, free, risk, self.limit, load)
            for ours, _ in courses[number].ties:
                load[ours] += 1
            if courses[number].loss > risk:
                adviser = Adviser(self.base, case.link, case.found.verdict)
                self.advice.append(adviser.out_of_reach(courses[number].loss, risk))
        reached = [course for course in courses.values() if course.loss <= risk]
        number, least = sum(len(c.ties) for c in reached), sum(c.least for c in reached)
        text = GUARANTEE.format(number=number, least=least)
        return [courses[i].ties if i in courses else () for i in range(len(cases))], number <= least, text

    def _rows(self, case: _Case, ties: Sequence[Ends]) -> list[Introduction]:
        if not ties:
            return []
        link, sides = case.link, self.base.people(case.link.partnership, case.link.partner)
        meets = gathering(link, sides, ties, self.planned)
        before = self.prospects.loss(link)
        after_meeting = self.prospects.loss(link, {*link.ends, *meets.pairs})
        return [self._row(case, pair, meets, before, after_meeting) for pair in ties]

    def _row(self, case: _Case, pair: Ends, meets: Gathering, before: float, after: float) -> Introduction:
        link, way = case.link, case.pool.way(pair)
        bare = self.prospects.loss(link, {*link.ends, pair})
        ahead = meets.planned
        meeting = Meeting(ahead.id, ahead.on, ahead.purpose) if ahead else None
        return Introduction(
            partnership_ref(link), self._ref(link.partner.organisation), link.partnership.importance,
            self._person(pair[0], meets), self._person(pair[1], meets),
            tuple(self._person(p, meets) for p in meets.hosts), meeting, before, bare, after,
            self._reason(case, pair, way), way.via, self._closes(case, before),
        )

    def _person(self, key: str, meets: Gathering) -> PersonRef:
        return PersonRef(key, self.snapshot.name(key), "ours" if key in meets.ours else "theirs")

    def _ref(self, key: str) -> Ref:
        return Ref(key, self.snapshot.name(key))

    def _reason(self, case: _Case, pair: Ends, way: Way) -> str:
        """How to do it, and what speaks for these two."""
        words, structure = [way.words], self.rules.chart
        teams = frozenset().union(*(structure.teams.get(b.ours, frozenset()) for b in case.pool.bonds))
        own = structure.teams.get(pair[0], frozenset())
        if own and teams and not own & teams:
            words.append("from another team than those in touch")
        here, there = structure.band(pair[0]), structure.band(pair[1])
        if here is not None and here == there:
            words.append("same level")
        return "; ".join(words)

    def _closes(self, case: _Case, before: float) -> str:
        """The finding in a few words: what there is, and who is about to go."""
        if self.risk is not None:
            return f"chance that contact is lost within a year {share(before)}, above {share(self.risk)}"
        have, gone = case.have + len(case.pool.both), self._going(case.link)
        text = f"{have} of {case.wanted} independent relationships"
        return f"{text} once {' and '.join(gone)} {'has' if len(gone) == 1 else 'have'} left" if gone else text

    def _going(self, link: Link) -> list[str]:
        people = {p for ends in link.ends for p in ends} | set(link.both)
        return sorted(self.snapshot.name(p) for p in people if p in self.rules.leaving)


def _needed(partnership: Partnership, wanted: int | None) -> int:
    return partnership.needed if wanted is None else wanted


def _order(row: Introduction) -> tuple[object, ...]:
    lowered = round((row.loss_before - row.loss_after_meeting) * row.importance, 9)
    return (-lowered, row.partnership.id, row.organisation.id, row.ours.id, row.theirs.id)
