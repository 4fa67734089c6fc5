"""Who can be introduced to whom in a partnership, and what each pair would cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, product

from ..ground import Bond, Ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.reporting import Reporting
from ..leave.leavers import everybody_of_ours
from ..redundancy.channels import Ends
from ..redundancy.links import Link
from .warmth import Warmth, Way

POOL = 30
"""So many people of each side are looked at; the nearest to the partnership where there are more."""
BASE = 100.0
"""Cost of any introduction, far above the differences between them: the fewest come first."""
COLD, GAP, LOAD, FUNCTION, TEAM, SPEAKS = 3.0, 0.5, 0.1, 0.25, 0.5, 0.5
MOST_LOAD, LOWEST = 10, 9


@dataclass(frozen=True)
class Rules:
    """What holds for all partnerships: who leaves and when, whom nobody contacts, how much each of ours carries."""

    base: Ground
    chart: Reporting
    leaving: Mapping[str, date]
    never: frozenset[str]
    load: Mapping[str, int]
    half_life: float = HALF_LIFE

    def rank(self, person: str) -> tuple[int, int, str]:
        """Higher levels first, then those who carry little."""
        band = self.chart.band(person)
        return (LOWEST if band is None else band, self.load.get(person, 0), person)

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """All our people by rank."""
        return tuple(sorted(everybody_of_ours(self.base), key=self.rank))

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """Who belongs to each team."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for person, teams in self.chart.teams.items():
            for team in teams:
                found[team].add(person)
        return {team: frozenset(people) for team, people in found.items()}


@dataclass(frozen=True)
class Pool:
    """The ties of a link that will last, who may be introduced, and the cost of each pair.

    `bonds` and `both` are without those who have announced that they leave.
    """

    rules: Rules
    link: Link
    bonds: tuple[Bond, ...]
    both: tuple[str, ...]
    warmth: Warmth
    size: int

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """Our people who can be introduced."""
        return _nearest(self, self.warmth.ours, self.warmth.theirs, self.rules.ours)

    @cached_property
    def theirs(self) -> tuple[str, ...]:
        """Their people to whom somebody can be introduced."""
        return _nearest(self, self.warmth.theirs, self.warmth.ours,
                        sorted(self.warmth.theirs, key=self.rules.rank))

    @cached_property
    def cost(self) -> Mapping[Ends, float]:
        """Of every introduction that can be made; a pair that exists is not among them."""
        cost, existing = _Cost(self.rules, self.link, self.bonds, self.warmth), self.existing
        return {(a, b): cost.of(a, b) for a in self.ours for b in self.theirs if (a, b) not in existing}

    @property
    def existing(self) -> frozenset[Ends]:
        return frozenset((bond.ours, bond.theirs) for bond in self.bonds)

    def way(self, pair: Ends) -> Way:
        return self.warmth.between(*pair)


def pool(rules: Rules, link: Link, least: int) -> Pool:
    """Everybody who can be introduced for `link`: present, not leaving, not marked as not to be contacted.

    Where a side has more than POOL people, representatives, those who know somebody of the other side, their teams
    and higher levels come first; `least` are looked at in any case.
    """
    ours, theirs = rules.base.people(link.partnership, link.partner)
    days = half_life(rules.half_life, link.partnership.cadence_days)
    warmth = Warmth(rules.base, ours - theirs, theirs - ours, ours & theirs, days, rules.never)
    bonds = tuple(b for b in link.bonds if not {b.ours, b.theirs} & rules.leaving.keys())
    both = tuple(p for p in link.both if p not in rules.leaving)
    return Pool(rules, link, bonds, both, warmth, max(POOL, 2 * least))


def _nearest(pool: Pool, people: frozenset[str], others: frozenset[str], ranked: Iterable[str]) -> tuple[str, ...]:
    """Those of `people` who are nearest to the other side, and as many of the others by rank as there is room for."""
    rules, link = pool.rules, pool.link
    out, speaks = rules.leaving.keys() | rules.never, _representatives(rules.base, link)
    known_by = rules.base.relationships.of
    few, many = (others, people) if len(others) <= len(people) else (people, others)
    met = {pair for one in few for pair in product((one,), known_by(one)) if pair[1] in many}
    knows = {p for pair in met for p in pair} & people
    known = {end for bond in link.bonds for end in (bond.ours, bond.theirs)}
    teams = {team for person in known for team in rules.chart.teams.get(person, ())}
    near = {p for team in teams for p in rules.members[team]}
    found = (speaks | knows | near) & people - out
    close = sorted(found, key=lambda p: (p not in speaks, p not in knows, p not in near, rules.rank(p)))
    rest = (p for p in ranked if p in people and p not in out and p not in found)
    return tuple(sorted([*close, *islice(rest, max(0, pool.size - len(close)))][: pool.size]))


def _representatives(base: Ground, link: Link) -> frozenset[str]:
    key = link.partnership.key
    return frozenset(person for person, served in base.serving.represents.items() if key in served)


class _Cost:
    """Cost of an introduction: cold ways, levels apart, busy colleagues, and teams that are in touch already."""

    def __init__(self, rules: Rules, link: Link, bonds: tuple[Bond, ...], warmth: Warmth) -> None:
        self.rules, self.warmth, self.speaks = rules, warmth, _representatives(rules.base, link)
        teams = rules.chart.teams
        self.teams = {end: teams.get(end, frozenset()) for bond in bonds for end in (bond.ours, bond.theirs)}

    def of(self, ours: str, theirs: str) -> float:
        structure = self.rules.chart
        bands = structure.band(ours), structure.band(theirs)
        gap = 1 if None in bands else abs((bands[0] or 0) - (bands[1] or 0))
        here, there = structure.functions(ours), structure.functions(theirs)
        return (
            BASE + COLD * (1 - self.warmth.warmth(ours, theirs)) + GAP * gap
            + LOAD * min(MOST_LOAD, self.rules.load.get(ours, 0)) + FUNCTION * bool(here and there and not here & there)
            + TEAM * (self._in_touch(ours) + self._in_touch(theirs)) - SPEAKS * len({ours, theirs} & self.speaks)
        )

    def _in_touch(self, person: str) -> bool:
        """Whether another of the same team is in touch already: whole teams leave together."""
        own = self.rules.chart.teams.get(person, frozenset())
        return any(own & teams for other, teams in self.teams.items() if other != person)
