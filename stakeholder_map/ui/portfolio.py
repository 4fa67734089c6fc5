"""The partnerships as one list for people: what needs attention, why, through whom, and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..analysis.answers import VERDICTS, PartnerRedundancy, Redundancy
from ..analysis.ground.partnerships import CORE
from ..analysis.ties import TieState
from ..maps.scene import Scene
from ..words import Word, count, verdict

ATTENTION = ("severed", "fail")
COLUMNS = ("Verdict", "Partnership", "With", "Why", "Sole contact", "Last contact", "Separate relationships", "Needed")


@dataclass(frozen=True)
class Row:
    """One partnership. `sole`, `last_contact` and `focus` are about the partner organisations that decide its verdict;
    `by_leavers` says that somebody of the last contact has left since.
    """

    id: str
    name: str
    verdict: str
    word: Word
    why: str
    partners: tuple[str, ...]
    sole: tuple[str, ...]
    last_contact: date | None
    by_leavers: bool
    kappa: int | None
    needed: int
    focus: str

    def cells(self) -> tuple[object, ...]:
        """As a row under COLUMNS."""
        return (
            str(self.word), self.name, "; ".join(self.partners), self.why, "; ".join(self.sole), self.last_contact,
            self.kappa, self.needed,
        )


def portfolio(redundancy: Iterable[Redundancy], ties: Iterable[TieState]) -> list[Row]:
    """A row for each partnership, worst first."""
    by_organisation: dict[str, list[TieState]] = {}
    for tie in ties:
        by_organisation.setdefault(tie.organisation.id, []).append(tie)
    return [_row(answer, by_organisation) for answer in redundancy]


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """Partnerships by verdict, worst first; verdicts without any are left out."""
    found = Counter(row.verdict for row in rows)
    return {name: found[name] for name in VERDICTS if found[name]}


def enough(rows: Sequence[Row]) -> str:
    """How many of those that hang on one person ask for no more; nothing when there are none."""
    fine = sum(row.kappa == 1 and row.verdict not in ATTENTION for row in rows)
    return f"For {fine:,} of them one is enough." if fine else ""


def totals(rows: Sequence[Row], scene: Scene, ties: Sequence[TieState]) -> str:
    """One line: how many partnerships, organisations, contacts and relationships."""
    kinds = Counter(item.kind for item in scene.items.values() if item.places or not item.is_person)
    known = {(tie.ours.id, tie.theirs.id) for tie in ties if tie.state in ("live", "cooling", "asserted")}
    return " · ".join((
        count(len(rows), "partnership"), count(kinds["organisation"], "partner organisation"),
        count(kinds["contact"], "contact"), f"{kinds['colleague']:,} of our people", count(len(known), "relationship"),
    ))


def _row(answer: Redundancy, ties: dict[str, list[TieState]]) -> Row:
    partners = answer.by_partner
    deciding = [p for p in partners if p.participation == CORE and p.verdict == answer.verdict]
    served = [
        tie for p in deciding for tie in ties.get(p.organisation.id, ())
        if not tie.partnerships or answer.partnership.id in tie.partnerships
    ]
    last = max((tie for tie in served if tie.last_contact), key=lambda tie: tie.last_contact or date.min, default=None)
    return Row(
        id=answer.partnership.id, name=answer.partnership.name, verdict=answer.verdict,
        word=verdict(answer.verdict, answer.kappa), why=answer.reason,
        partners=tuple(p.organisation.name for p in partners), sole=tuple(_sole(deciding)),
        last_contact=last.last_contact if last else None, by_leavers=last is not None and last.state == "ended",
        kappa=answer.kappa, needed=answer.needed, focus=next((p.organisation.id for p in (*deciding, *partners)), ""),
    )


def _sole(partners: Iterable[PartnerRedundancy]) -> Iterable[str]:
    """Who carries everything, with their side."""
    return {
        f"{person.name} ({'our side' if person.side == 'ours' else partner.organisation.name})": None
        for partner in partners if partner.verdict in ATTENTION for person in partner.sole_contacts
    }
