"""Continuity risk: the chance that within the horizon, with no hand-over, nobody is left who knows the other side.

A planning figure about partnerships, with the range that two other sets of assumptions give; it is no prediction
about a person, and not the chance of losing the partnership. Definitions in docs/interfaces.md, sources in
docs/method.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from ...snapshot import Snapshot
from ..answers import VERDICTS, PartnerRedundancy, PersonRef, Redundancy
from ..ground import Ground, ground
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import CORE, Partner, Partnership
from ..redundancy import redundancy
from .answers import Assumptions, Carrier, Figures, PartnerRisk, Risk, Total
from .copula import Scenario
from .departure import Departures, departures, over
from .exposure import Exposure, chances, employers, exposure, values
from .loss import METHODS, either_way, losses
from .reasons import assumed, lapsing, restructured
from .restructure import Future, futures, mixed

LOW, HIGH = (0.10, 0.3), (0.25, 0.76)
"""Chance of leaving within a year, and correlation, at the two ends of the range."""
DEFAULT = Assumptions()


def risk(
    snapshot: Snapshot,
    assumptions: Assumptions = DEFAULT,
    half_life: float = HALF_LIFE,
    partnership: str | None = None,
) -> list[Risk]:
    """Risk of every partnership, or of the one with this id or name: worst verdict first, then by expected loss.

    For one partnership also what was assumed and how much hangs on each person (Birnbaum importance).
    """
    answers = redundancy(snapshot, half_life, partnership)
    return weigh(snapshot, answers, assumptions, half_life, explain=partnership is not None)


def weigh(
    snapshot: Snapshot,
    answers: Sequence[Redundancy],
    assumptions: Assumptions = DEFAULT,
    half_life: float = HALF_LIFE,
    *,
    explain: bool = False,
) -> list[Risk]:
    """The risk that goes with answers about redundancy (of the same day and half-life), in the order of `risk`."""
    base = ground(snapshot)
    work = _Work.of(base, assumptions, half_life, explain=explain)
    stored = {p.key: p for p in base.partnerships}
    rows = [work.partnership(stored[answer.partnership.id], answer) for answer in answers]
    return sorted(rows, key=lambda r: (VERDICTS.index(r.verdict), -(r.figures.expected_loss or 0.0), r.partnership.id))


def total(rows: Sequence[Risk]) -> Total:
    """The whole portfolio. Expected losses add up whoever the partnerships share; chances themselves do not."""
    known = [row for row in rows if row.figures.loss_correlated is not None]

    def weighed(figure: str) -> float:
        return sum((row.figures.importance * float(getattr(row.figures, figure)) for row in known), 0.0)

    losses = (weighed(name) for name in ("loss_correlated", "loss_independent", "low", "high"))
    return Total(len(known), len(rows) - len(known), *losses)


@dataclass(frozen=True)
class _Work:
    """Finds the figures of one partnership after the other, under the assumptions asked for and at both ends."""

    base: Ground
    stated: tuple[Departures, Departures, Departures]
    futures: tuple[Future, ...]
    assumptions: Assumptions
    half_life: float
    explain: bool

    @classmethod
    def of(cls, base: Ground, assumptions: Assumptions, half_life: float, *, explain: bool) -> _Work:
        asked = departures(base, assumptions.months, assumptions.departure, assumptions.chances)
        low, high = (asked.assuming(over(yearly, assumptions.months)) for yearly, _ in (LOW, HIGH))
        coming = futures(base, assumptions.restructures)
        return cls(base, (asked, low, high), coming, assumptions, half_life, explain)

    def partnership(self, partnership: Partnership, row: Redundancy) -> Risk:
        partners = {p.organisation: p for p in partnership.partners}
        members = tuple(self.partner(partnership, partners[m.organisation.id], m) for m in row.by_partner)
        core = [m.figures for m in members if m.participation == CORE and m.kappa is not None]
        largest = _largest(core, partnership.importance)
        return Risk(row.partnership, row.kappa, row.verdict, row.reason, largest, members)

    def partner(self, partnership: Partnership, partner: Partner, answer: PartnerRedundancy) -> PartnerRisk:
        row = PartnerRisk(
            answer.organisation,
            answer.participation,
            answer.kappa,
            answer.verdict,
            answer.reason,
            Figures(partnership.importance),
        )
        if answer.kappa is None:
            return row
        horizon = (self.stated[0].end - self.base.snapshot.date).days if self.assumptions.lapse else 0
        found = exposure(self.base, partnership, partner, self.half_life, horizon)
        scenarios, group = self._scenarios(found)
        row = replace(row, figures=self._figures(found, scenarios, group))
        return self._explained(row, found, scenarios[1::4], group) if self.explain else row

    def _scenarios(self, found: Exposure) -> tuple[list[Scenario], dict[str, str]]:
        """Independent, correlated, and the two ends of the range, for each future; with everybody's employer."""
        asked = chances(self.stated[0], found)
        plain, low, high = (values(chances(stated, found)) for stated in self.stated)
        return [
            scenario
            for future in self.futures
            for scenario in (
                Scenario(future.on(plain)), Scenario(future.on(plain), self.assumptions.correlation),
                Scenario(future.on(low), LOW[1]), Scenario(future.on(high), HIGH[1]),
            )
        ], employers(asked)  # fmt: skip

    def _figures(self, found: Exposure, scenarios: list[Scenario], group: Mapping[str, str]) -> Figures:
        every = losses(found.bonds, scenarios, group, found.lapse)
        asked = [scenario for place, scenario in enumerate(scenarios) if place % 4 < 2]  # without the ends of the range
        sure = every if found.confirmed == found.bonds else losses(found.confirmed, asked, group, found.lapse)
        independent, correlated, low, high = mixed(every.values, self.futures)
        importance = found.partnership.importance
        return Figures(
            importance,
            importance * correlated,
            independent,
            correlated,
            mixed(sure.values, self.futures)[1],
            low,
            high,
            max(every.method, sure.method, key=METHODS.index),
            max(every.error, sure.error),
        )

    def _explained(
        self, row: PartnerRisk, found: Exposure, scenarios: list[Scenario], group: Mapping[str, str]
    ) -> PartnerRisk:
        """`scenarios` are one for each future."""
        snapshot = self.base.snapshot
        either = [either_way(found.bonds, scenario, group, found.lapse) for scenario in scenarios]
        carriers = [
            Carrier(
                PersonRef(key, snapshot.name(key), "ours" if key in found.ours else "theirs"),
                *mixed([value for one in either for value in one[key]], self.futures),
            )
            for key in either[0]
        ]
        carriers.sort(key=lambda c: (c.if_staying - c.if_gone, c.person.id))
        taken = assumed(snapshot, chances(self.stated[0], found), self.assumptions.months)
        taken += lapsing(snapshot, found.lapse)
        taken += tuple(restructured(event) for event in self.assumptions.restructures)
        return replace(row, assumed=taken, carriers=tuple(carriers))


def _largest(core: Sequence[Figures], importance: int) -> Figures:
    """Of each figure the largest; none where there is none."""
    if not core:
        return Figures(importance)
    largest = {
        name: max(getattr(figures, name) for figures in core)
        for name in (f.name for f in fields(Figures))
        if name != "method"
    }
    return Figures(**largest, method=max((f.method for f in core if f.method), key=METHODS.index))
