"""What to do before or instead of introducing people: find out, confirm, agree a fallback, find somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...snapshot import Snapshot
from ..answers import PartnershipRef, PersonRef, Ref, Verdict
from ..ground import Ground
from ..ground.refs import partnership_ref, person, ref
from ..ground.sides import OURS
from ..redundancy.links import Link
from .assignment import Problem, cheapest
from .pools import Pool

Kind = Literal["confirm", "find_out", "fallback", "find_contact", "find_colleague", "limit", "out_of_reach"]
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about one partner organisation, in words; `ask` are the people who can answer, `about` whom."""

    kind: Kind
    partnership: PartnershipRef
    organisation: Ref
    verdict: Verdict
    message: str
    ask: tuple[PersonRef, ...]
    about: tuple[PersonRef, ...]


class Adviser:
    """Gives advice about one link."""

    def __init__(self, base: Ground, link: Link, verdict: Verdict) -> None:
        self.base, self.link, self.verdict, self.snapshot = base, link, verdict, base.snapshot
        self.there = base.snapshot.name(link.partner.organisation)

    def find_out(self, reason: str) -> Advice:
        """Nobody knows yet who knows whom: ask, do not introduce."""
        who = self._responsible()
        names = names_of(self.snapshot, who)
        question = f"Ask {names} who knows whom there" if who else "Ask colleagues who knows somebody there"
        if not self.base.sides.members(self.link.partner.organisation, self.link.partnership.key):
            question = "Find out who works on this there" + (f" ({names} may know)" if who else "")
        return self._advice("find_out", f"{reason} {question} before anybody is introduced.", who, ())

    def confirm(self, wanted: int) -> Advice | None:
        """The fewest relationships to confirm so that `wanted` are; as many as there are where that is not enough."""
        sure = frozenset((b.ours, b.theirs) for b in self.link.bonds if b.confirmed)
        open_ = {(b.ours, b.theirs): 1.0 for b in self.link.bonds if not b.confirmed}
        most = max((k for k in range(wanted + 1) if cheapest(Problem(sure, open_, k)) is not None), default=0)
        pairs = cheapest(Problem(sure, open_, most)) or ()
        if not pairs:
            return None
        shared = {(b.ours, b.theirs) for b in self.link.bonds if b.shared}
        text = " ".join(self._question(pair, pair in shared) for pair in pairs)
        return self._advice("confirm", text, dict.fromkeys(a for a, _ in pairs),
                            [b for _, b in pairs])

    def _question(self, pair: tuple[str, str], shared: bool) -> str:
        ours, theirs = map(self.snapshot.name, pair)
        if shared:
            return f"Do {ours} and {theirs} talk about {self.link.partnership.name}?"
        return f"Does {ours} still know {theirs}?"

    def missing(self, pool: Pool, wanted: int, reachable: int, capped: int | None) -> Advice | None:
        """Why `wanted` cannot be reached, and what is missing for it; None where it can.

        `reachable` is the most independent relationships with everybody who can be introduced, `capped` the most
        within the limit on introductions per colleague.
        """
        size = self.snapshot.graph.nodes[self.link.partner.organisation].get("size")
        if size is not None and size < wanted:
            people = "a partner of one" if size == 1 else f"only {size} people"
            return self._advice("fallback", f"{self.there} is {people}, and {wanted} are needed: agree a fallback with "
                                            f"them, such as whom to call when nobody can be reached.", (), ())
        if reachable < wanted:
            return self._nobody(pool, reachable)
        if capped is not None and capped < wanted:
            short = wanted - capped
            return self._advice("limit", f"{short} more introduction{'s' if short > 1 else ''} would be needed, but "
                                         "everybody suitable has enough; raise --limit or wait a month.", (), ())
        return None

    def out_of_reach(self, loss: float, target: float) -> Advice:
        """Even the best introductions leave more risk than was asked for."""
        return self._advice("out_of_reach", "With the best introductions within the limit the chance that contact is "
                                            f"lost would still be {loss:.1%}, above {target:.1%}.", (), ())

    def _nobody(self, pool: Pool, reachable: int) -> Advice:
        """One of the sides has too few people: theirs is named where it is the shorter one."""
        theirs = {b for _, b in pool.existing} | set(pool.theirs)
        ours = {a for a, _ in pool.existing} | set(pool.ours)
        nth = ORDINALS[reachable] if reachable < len(ORDINALS) else f"{reachable + 1}th"
        if len(theirs) <= len(ours):
            host = self._host()
            through = f"; {names_of(self.snapshot, host)} can ask who else should be involved" if host else ""
            return self._advice("find_contact", f"Find a {nth} contact at {self.there}{through}.", host, ())
        return self._advice("find_colleague", f"Name a {nth} colleague of ours for {self.link.partnership.name}.",
                            self._responsible(), ())

    def _host(self) -> tuple[str, ...]:
        return tuple(sorted({bond.ours for bond in self.link.bonds} | set(self.link.both)))[:2]

    def _responsible(self) -> tuple[str, ...]:
        """Our co-ordinator or representatives of the partnership, who are there today."""
        key, ours = self.link.partnership.key, self.base.present(OURS, self.link.partnership)
        people = [p for p, partnership, data in self.snapshot.ties("COORDINATES")
                  if partnership == key and self.snapshot.in_force(data)]
        people += sorted(p for p, served in self.base.serving.represents.items() if key in served)
        return tuple(dict.fromkeys(p for p in people if p in ours))[:2]

    def _advice(self, kind: Kind, message: str, ask: Iterable[str], about: Iterable[str]) -> Advice:
        organisation = ref(self.snapshot, self.link.partner.organisation)
        return Advice(kind, partnership_ref(self.link.partnership), organisation, self.verdict, message,
                      tuple(person(self.snapshot, p, "ours") for p in ask),
                      tuple(person(self.snapshot, p, "theirs") for p in about))


def names_of(snapshot: Snapshot, people: Sequence[str]) -> str:
    """`Ana or Ben`."""
    return " or ".join(snapshot.name(person) for person in people)
