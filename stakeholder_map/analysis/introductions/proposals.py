"""One introduction after the other: who meets whom in which meeting, why, and what it does to the loss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...words import share
from ..answers import PartnerRedundancy, PersonRef
from ..ground.refs import partnership_ref, person, ref
from ..leave.rota import Planned
from ..redundancy.channels import Ends
from ..redundancy.links import Link
from ..risk.prospects import Prospects
from .answers import Introduction, Meeting
from .assignment import reach
from .gatherings import Gathering, gathering
from .pools import Pool, Rules
from .warmth import Way


@dataclass(frozen=True)
class Case:
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


class Proposals:
    """Makes the rows of the answer; `risk` is the target of loss, if that was asked for."""

    def __init__(self, rules: Rules, prospects: Prospects, planned: Sequence[Planned], risk: float | None) -> None:
        self.rules, self.prospects, self.planned, self.risk = rules, prospects, planned, risk
        self.base, self.snapshot = rules.base, rules.base.snapshot

    def rows(self, cases: Sequence[Case], chosen: Iterable[Sequence[Ends]]) -> tuple[Introduction, ...]:
        """Those first that lower the loss most, weighted by importance; then by ids."""
        found = (row for case, ties in zip(cases, chosen, strict=True) for row in self._rows(case, ties))
        return tuple(sorted(found, key=_order))

    def _rows(self, case: Case, ties: Sequence[Ends]) -> list[Introduction]:
        if not ties:
            return []
        link, sides = case.link, self.base.people(case.link.partnership, case.link.partner)
        hosts = [b for b in link.bonds if not {b.ours, b.theirs} & self.rules.never]
        meets = gathering(link, hosts, sides, ties, self.planned)
        before = self.prospects.loss(link)
        after_meeting = self.prospects.loss(link, {*link.ends, *meets.pairs})
        return [self._row(case, pair, meets, before, after_meeting) for pair in ties]

    def _row(self, case: Case, pair: Ends, meets: Gathering, before: float, after: float) -> Introduction:
        link, way = case.link, case.pool.way(pair)
        bare = self.prospects.loss(link, {*link.ends, pair})
        ahead = meets.planned
        meeting = Meeting(ahead.id, ahead.on, ahead.purpose) if ahead else None
        return Introduction(
            partnership_ref(link.partnership), ref(self.snapshot, link.partner.organisation),
            link.partnership.importance,
            self._person(pair[0], meets), self._person(pair[1], meets),
            tuple(self._person(p, meets) for p in meets.hosts), meeting, before, bare, after,
            self._reason(case, pair, way), way.via, self._closes(case, before),
        )

    def _person(self, key: str, meets: Gathering) -> PersonRef:
        return person(self.snapshot, key, "theirs" if key in meets.theirs else "ours")

    def _reason(self, case: Case, pair: Ends, way: Way) -> str:
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

    def _closes(self, case: Case, before: float) -> str:
        """The finding in a few words: what there is, and who is about to go."""
        if self.risk is not None:
            return f"chance that contact is lost within a year {share(before)}, above {share(self.risk)}"
        have, gone = case.have + len(case.pool.both), self._going(case.link)
        text = f"{have} of {case.wanted} independent relationships"
        return f"{text} once {' and '.join(gone)} {'has' if len(gone) == 1 else 'have'} left" if gone else text

    def _going(self, link: Link) -> list[str]:
        people = {p for ends in link.ends for p in ends} | set(link.both)
        return sorted(self.snapshot.name(p) for p in people if p in self.rules.leaving)


def _order(row: Introduction) -> tuple[object, ...]:
    lowered = round((row.loss_before - row.loss_after_meeting) * row.importance, 9)
    return (-lowered, row.partnership.id, row.organisation.id, row.ours.id, row.theirs.id)
