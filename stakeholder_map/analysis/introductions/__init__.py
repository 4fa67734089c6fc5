"""Whom to introduce to whom: the fewest introductions, put into meetings, and what to do first or instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from ...snapshot import Snapshot
from ..ground import ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import Partnership
from ..ground.reporting import reporting
from ..leave.leavers import announced
from ..leave.rota import planned
from ..redundancy import redundancy
from ..redundancy.channels import Ends
from ..redundancy.links import links
from ..risk.prospects import Prospects
from .advice import Advice, Adviser
from .answers import Introductions
from .assignment import Problem, reach, together
from .pools import Rules, pool
from .proposals import Case, Proposals
from .reduction import Course, greedy

LIMIT = 2
"""New introductions per colleague, as many as somebody can do in a month."""
GUARANTEE = ("Each introduction is the one that lowers the chance most at that moment. Where the target is reached "
             "that takes {number}; at least {least} are needed however they are chosen.")
NOTHING = Problem(frozenset(), {}, 0)
HORIZON = timedelta(days=365)
"""Who has announced to leave within this time is counted as gone."""


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
        self.rules = Rules(self.base, reporting(snapshot), announced(snapshot, snapshot.date + HORIZON), never,
                           {person: len(known) for person, known in load.items()}, half_life)
        self.prospects = Prospects(self.base)
        self.advice: list[Advice] = []

    def answer(self, wanted: int | None, name: str | None) -> Introductions:
        risk = self.risk
        cases = self._cases(wanted, name)
        if risk is None:
            chosen, exact, guarantee = self._to_redundancy(cases)
        else:
            chosen, exact, guarantee = self._to_risk(cases, risk)
        rows = Proposals(self.rules, self.prospects, planned(self.base), risk).rows(cases, chosen)
        return Introductions(rows, tuple(self.advice), self.limit, wanted if risk is None else None, risk, exact,
                             guarantee)

    def _cases(self, wanted: int | None, name: str | None) -> list[Case]:
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
            cases.append(Case(link, answer, pool(self.rules, link, need), need))
        return cases

    def _to_redundancy(self, cases: Sequence[Case]) -> tuple[list[tuple[Ends, ...]], bool, str]:
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

    def _to_risk(self, cases: Sequence[Case], risk: float) -> tuple[list[tuple[Ends, ...]], bool, str]:
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
        text = GUARANTEE.format(number=number, least=least) if number else ""
        return [courses[i].ties if i in courses else () for i in range(len(cases))], number <= least, text


def _needed(partnership: Partnership, wanted: int | None) -> int:
    return partnership.needed if wanted is None else wanted
