"""What the continuity report is made of: everything it says, worked out, before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..analysis.answers import PartnerRedundancy, Redundancy, Ref
from ..analysis.ground.relationships import COUNTING
from ..analysis.keystones import Keystone
from ..analysis.redundancy.sensitivity import Sensitivity
from ..analysis.risk.answers import Figures
from ..analysis.ties import TieState
from ..jsonout.unknown import Unanswered
from ..words import Word, verdict

ALARMING = ("severed", "fail")


@dataclass(frozen=True, slots=True)
class Known:
    """A relationship as it stands in one partnership, with the titles that the two hold today."""

    tie: TieState
    counts: bool
    title_ours: str = ""
    title_theirs: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about one partner organisation, and the key of the practice that it rests on."""

    text: str
    practice: str


@dataclass(frozen=True, slots=True)
class Member:
    """A partner organisation in a partnership: the answer about it, who knows whom, who is on both sides."""

    answer: PartnerRedundancy
    needed: int
    relationships: tuple[Known, ...] = ()
    both_sides: tuple[Ref, ...] = ()
    advice: Advice | None = None

    @property
    def word(self) -> Word:
        return verdict(self.answer.verdict, self.answer.kappa)

    @property
    def counting(self) -> tuple[Known, ...]:
        return tuple(r for r in self.relationships if r.counts)

    @property
    def former(self) -> tuple[Known, ...]:
        """Relationships that no longer count, or that serve another partnership now."""
        return tuple(r for r in self.relationships if not r.counts)

    @property
    def last_contact(self) -> date | None:
        """Of the relationships that count; where none does, of those that did."""
        days = [r.tie.last_contact for r in self.counting or self.relationships if r.tie.last_contact]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody named to speak for an organisation in a partnership."""

    person: Ref
    capacity: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something in writing about a partnership; `ended` and `overdue` as of the day of the report."""

    kind: str
    signed: date | None
    until: date | None
    review_due: date | None
    ended: bool
    overdue: bool
    owners: tuple[Ref, ...] = ()
    signatories: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What is recorded about a partnership itself; all of it may be missing."""

    goal: str = ""
    beneficiaries: str = ""
    degree: str = ""
    stage: str = ""
    started: date | None = None
    planned_end: date | None = None
    review_due: date | None = None
    review_overdue: bool = False
    coordinators: tuple[Ref, ...] = ()
    representatives: tuple[Representative, ...] = ()
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """One partnership: the answer about it, its members and what else is recorded."""

    answer: Redundancy
    importance: int
    importance_stated: bool
    members: tuple[Member, ...]
    about: About
    risk: Figures

    @property
    def name(self) -> str:
        return self.answer.partnership.name

    @property
    def word(self) -> Word:
        return verdict(self.answer.verdict, self.answer.kappa)

    @property
    def alarming(self) -> tuple[Member, ...]:
        """The core members that need something done, worst first."""
        return tuple(m for m in self.members if m.answer.participation == "core" and m.answer.verdict in ALARMING)

    @property
    def last_contact(self) -> date | None:
        return max((m.last_contact for m in self.members if m.last_contact), default=None)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How new the data are: newest contact and newest change of place up to the day, last import, sources."""

    newest_contact: date | None = None
    newest_change: date | None = None
    imported: date | None = None
    sources: tuple[str, ...] = ()
    people: int = 0
    organisations: int = 0


@dataclass(frozen=True)
class Report:
    """The continuity report on one day. `partnerships` stand worst first, then most important first."""

    as_of: date
    half_life: float
    ours: tuple[Ref, ...]
    headline: str
    partnerships: tuple[Details, ...] = ()
    keystones: tuple[Keystone, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    relationships: tuple[TieState, ...] = ()
    freshness: Freshness = field(default_factory=Freshness)
    incomplete: str = ""
    """Said first when the store holds half an import."""
    sensitivity: Sensitivity = field(default_factory=Sensitivity)

    @property
    def alarming(self) -> tuple[Details, ...]:
        return tuple(p for p in self.partnerships if p.answer.verdict in ALARMING)

    @property
    def unknown(self) -> tuple[tuple[Details, Member | None], ...]:
        """Partner organisations about which nothing can be said; no member where a partnership has none."""
        members = [(p, m) for p in self.partnerships for m in p.members if m.answer.verdict == "unknown"]
        alone = [(p, None) for p in self.partnerships if not p.members]
        return (*sorted(members, key=lambda item: item[1].answer.participation != "core"), *alone)

    @property
    def unconfirmed(self) -> tuple[tuple[Details, Member], ...]:
        """Partner organisations towards which enough is recorded and too little is confirmed."""
        return tuple((p, m) for p in self.partnerships for m in p.members if m.answer.verdict == "unconfirmed")

    @property
    def counting(self) -> tuple[TieState, ...]:
        return tuple(t for t in self.relationships if t.state in COUNTING)

    def number(self, name: str) -> int:
        """How many partnerships have this verdict."""
        return sum(p.answer.verdict == name for p in self.partnerships)
