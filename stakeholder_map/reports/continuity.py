"""The continuity report: which partnerships hang on too few people, what to do first, and what is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..analysis.answers import VERDICTS, PartnerRedundancy, Redundancy
from ..analysis.ground import Ground, ground
from ..analysis.ground.contacts import HALF_LIFE
from ..analysis.ground.partnerships import Partnership
from ..analysis.ground.refs import ref
from ..analysis.keystones import keystones
from ..analysis.redundancy import redundancy, summary
from ..analysis.redundancy.sensitivity import sensitivity
from ..analysis.risk import weigh
from ..analysis.ties import ORDER, TieState, ties
from ..jsonout.unknown import unanswered
from . import facts
from .advice import advise
from .shapes import About, Details, Known, Member, Report

if TYPE_CHECKING:
    from ..snapshot import Snapshot

EMPTY = "No partnerships are recorded yet"


def continuity(snapshot: Snapshot, half_life: float = HALF_LIFE, imported: date | None = None) -> Report:
    """The report on the day of the snapshot.

    `half_life` in days is how fast contacts age where no longer cadence was agreed; `imported` is the day of the
    last import, where known.
    """
    rows = redundancy(snapshot, half_life)
    build = _Build(snapshot, half_life, rows)
    partnerships = sorted((build.details(row) for row in rows), key=_most_pressing)
    return Report(
        as_of=snapshot.date,
        half_life=half_life,
        ours=facts.ours(snapshot),
        headline=summary(rows) if rows else EMPTY,
        partnerships=tuple(partnerships),
        keystones=tuple(keystones(rows, build.titles)),
        unanswered=tuple(unanswered(rows)),
        relationships=tuple(ties(snapshot, half_life)),
        freshness=facts.freshness(snapshot, imported),
        sensitivity=sensitivity(snapshot),
    )


class _Build:
    """Puts together the details of one partnership after the other."""

    def __init__(self, snapshot: Snapshot, half_life: float, rows: Sequence[Redundancy]) -> None:
        self.snapshot = snapshot
        self.half_life = half_life
        self.base: Ground = ground(snapshot)
        self.partnerships: Mapping[str, Partnership] = {p.key: p for p in self.base.partnerships}
        self.titles = facts.titles(snapshot)
        self.about = facts.about(snapshot)
        self.do_not_contact = facts.do_not_contact(snapshot)
        self.risk = {row.partnership.id: row.figures for row in weigh(snapshot, rows, half_life=half_life)}

    def details(self, row: Redundancy) -> Details:
        partnership = self.partnerships[row.partnership.id]
        known = defaultdict(list)
        for tie in ties(self.snapshot, self.half_life, partnership.key):
            known[tie.organisation.id].append(tie)
        return Details(
            answer=row,
            importance=partnership.importance,
            importance_stated=partnership.attributes.get("importance") is not None,
            members=tuple(self.member(partnership, answer, known[answer.organisation.id]) for answer in row.by_partner),
            about=self.about.get(partnership.key, About()),
            risk=self.risk[partnership.key],
        )

    def member(self, partnership: Partnership, answer: PartnerRedundancy, known: Sequence[TieState]) -> Member:
        partner = next(p for p in partnership.partners if p.organisation == answer.organisation.id)
        ours, theirs = self.base.people(partnership, partner)
        size = self.snapshot.graph.nodes[answer.organisation.id].get("size")
        relationships = [
            Known(
                tie, partnership.key in tie.partnerships,
                self.titles.get(tie.ours.id, ""), self.titles.get(tie.theirs.id, ""),
            )
            for tie in known
        ]
        return Member(
            answer=answer,
            needed=partnership.needed,
            relationships=tuple(sorted(relationships, key=_strongest)),
            both_sides=tuple(ref(self.snapshot, key) for key in sorted(ours & theirs)),
            advice=advise(answer, partnership.needed, size, self.do_not_contact),
        )


def _most_pressing(details: Details) -> tuple[int, int, int, str, str]:
    """Worst verdict first, then the more important, then the fewer contacts, then by name."""
    row = details.answer
    kappa = row.kappa if row.kappa is not None else 0
    return (VERDICTS.index(row.verdict), -details.importance, kappa, details.name, row.partnership.id)


def _strongest(known: Known) -> tuple[bool, int, int, str, str]:
    """What counts first, by state, then the latest contact."""
    tie = known.tie
    last = tie.last_contact or date.min
    return (not known.counts, -ORDER.index(tie.state), -last.toordinal(), tie.ours.name, tie.theirs.name)
