"""Looking back on a year: of what our own leavers held, what would the report have said, and what was really lost?

A case is a leaver and a partner organisation with which they had a counting relationship on their last day. The
report warns when no relationship is left without them. Lost is what has no counting relationship half a year later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from ...errors import InputError
from ...snapshot import Snapshot
from ...words import day
from ..answers import VERDICTS, Verdict
from ..compare.recorded import Ledger
from ..compare.views import Part, View
from ..ground.contacts import HALF_LIFE
from ..ground.partnerships import Partnership
from ..ground.refs import listed, pair_text, partnership_ref, person, ref
from ..ground.sides import OURS, sides
from ..redundancy.channels import matchings
from .outcomes import ABSENCE, GRACE, OUTCOMES, Backcheck, Case, Fate, Lost, Outcome, Silent

KEPT = 3
"""Views kept at a time: one is as large as everything that is recorded."""


def backcheck(
    snapshot: Snapshot, year: int, half_life: float = HALF_LIFE, ledger: Ledger | None = None
) -> Backcheck:
    """Look back on a year, with what is recorded up to the day of the snapshot.

    Raises InputError for a year that has not begun by then.
    """
    if not 1900 <= year <= snapshot.date.year:
        raise InputError(f"{year} is no year that can be looked back on.", f"Take one up to {snapshot.date.year}.")
    look = _Look(snapshot, half_life, ledger or Ledger())
    gone = sorted(_leavers(snapshot, year), key=lambda leaver: (leaver[1], leaver[0]))
    cases: list[Case] = []
    silent: list[Silent] = []
    for who, last in gone:
        found = list(look.cases(who, last))
        cases += found
        if not found:
            reason = "No relationship of theirs with a partner organisation is on record for that day."
            silent.append(Silent(person(snapshot, who, "ours"), last, reason))
    cases.sort(key=lambda c: (OUTCOMES.index(c.outcome), c.last_day, c.partnership.id, c.organisation.id, c.leaver.id))
    fates, otherwise = look.year(year, {(c.partnership.id, c.organisation.id) for c in cases})
    known = sum(look.told(case.last_day) for case in cases)
    return Backcheck(year, len(gone), tuple(cases), tuple(silent), tuple(otherwise), tuple(fates), known)


def _leavers(snapshot: Snapshot, year: int) -> Iterator[tuple[str, date]]:
    """Our people whose last day was in the year, and before the day of the snapshot, with that day."""
    for who, spans in sorted(sides(snapshot).posts.get(OURS, {}).items()):
        for end in sorted({s.until for s in spans if s.until.year == year and s.until < snapshot.date}):
            back = end + timedelta(days=ABSENCE)
            if not any(s.since <= back and s.until > end for s in spans):
                yield who, end


class _Look:
    """The views that are needed; the last few are kept, because leavers come in the order of their days."""

    def __init__(self, snapshot: Snapshot, default: float, ledger: Ledger) -> None:
        self.snapshot, self.default, self.ledger = snapshot, default, ledger
        self._views: dict[tuple[date, bool], View] = {}
        self._known: tuple[int, Snapshot | None] = (-1, None)

    def told(self, day: date) -> bool:
        """Does the ledger tell what was known on that day?"""
        return self.ledger.first is not None and self.ledger.first <= day

    def view(self, day: date, *, then: bool = False) -> View:
        """A day with what was recorded by then (as far as that can be told), or with what is recorded now."""
        if (day, then) not in self._views:
            known = self._known_on(day) if then else None
            while len(self._views) >= KEPT:
                self._views.pop(next(iter(self._views)))
            self._views[day, then] = View(known if known is not None else self.snapshot.at(day), self.default)
        return self._views[day, then]

    def _known_on(self, day: date) -> Snapshot | None:
        """What the records said on a day; between two imports they said the same."""
        later = sum(entry.day > day for entry in self.ledger.imports)
        if self._known[0] != later:
            self._known = later, self.ledger.known_on(self.snapshot, day)
        known = self._known[1]
        return known.at(day) if known else None

    def cases(self, who: str, last: date) -> Iterator[Case]:
        """What somebody held on their last day."""
        view = self.view(last, then=True)
        met = {who, *view.base.relationships.of(who)}
        for key, at in sorted(view.partnerships.items()):
            for organisation in sorted(view.partners(key)):
                if met.isdisjoint(view.base.present(organisation, at)):
                    continue
                part = view.part(key, organisation)
                if who in part.both or any(ends[0] == who for ends in part.bonds):
                    yield self._case(view, at, organisation, part, who, last)

    def _case(self, view: View, at: Partnership, organisation: str, part: Part, who: str, last: date) -> Case:
        kappa = _kappa(part)
        without = _kappa(part, who)
        checked = last + timedelta(days=GRACE)
        outcome, after, told = self._outcome(at.key, organisation, part, last, warned=without == 0)
        there = view.snapshot.name(organisation)
        left = (f"without them nobody would know anybody at {there}" if without == 0 else
                f"{without} of {kappa} independent relationships with {there} would stay, {at.needed} needed")
        return Case(
            leaver=person(view.snapshot, who, "ours"),
            last_day=last,
            partnership=partnership_ref(at),
            organisation=ref(view.snapshot, organisation),
            kappa=kappa,
            kappa_without=without,
            needed=at.needed,
            warned=without == 0,
            outcome=outcome,
            checked_on=checked,
            kappa_after=after,
            text=f"The report of {day(last)} would have said: {left}. {told}",
        )

    def _outcome(
        self, key: str, organisation: str, part: Part, last: date, *, warned: bool
    ) -> tuple[Outcome, int | None, str]:
        checked = last + timedelta(days=GRACE)
        if checked > self.snapshot.date:
            return "too_early", None, f"What became of it shows on {day(checked)}."
        view = self.view(checked)
        if organisation not in view.partners(key):
            return "ended", None, "Half a year later the partnership was over, or they had left it."
        later = view.part(key, organisation)
        name = view.snapshot.name
        if later.bonds or later.both:
            fresh = sorted(ends for ends in later.bonds if ends not in part.bonds)
            held = fresh or sorted(later.bonds)
            pairs = listed([pair_text(name, *ends) for ends in held] or [name(who) for who in sorted(later.both)])
            how = "new contact took over" if fresh else "contact was kept"
            return "false_alarm" if warned else "right", _kappa(later), f"Half a year later {how}: {pairs}."
        text = "Half a year later no relationship counted."
        if not any(r.last_contact and r.last_contact > last for r in later.recorded.values()):
            text += " Nothing was recorded after they left, so a contact that nobody wrote down cannot be ruled out."
        return "hit" if warned else "miss", 0, text

    def year(self, year: int, told: set[tuple[str, str]]) -> tuple[list[Fate], list[Lost]]:
        """Every partner organisation from the last day before the year to its last day (or to today)."""
        start, end = date(year - 1, 12, 31), min(date(year, 12, 31), self.snapshot.date)
        before, after = self.view(start), self.view(end)
        number: Counter[Verdict] = Counter()
        gone: Counter[Verdict] = Counter()
        otherwise: list[Lost] = []
        for key, row in sorted(before.rows.items()):
            later = {p.organisation.id: p for p in after.rows[key].by_partner} if key in after.rows else {}
            for partner in row.by_partner:
                found = later.get(partner.organisation.id)
                if found is None or partner.verdict == "severed":
                    continue
                number[partner.verdict] += 1
                if found.verdict == "severed":
                    gone[partner.verdict] += 1
                    if (key, partner.organisation.id) not in told:
                        otherwise.append(Lost(row.partnership, partner.organisation, partner.verdict, found.reason))
        return [Fate(v, number[v], gone[v]) for v in VERDICTS if number[v]], otherwise


def _kappa(part: Part, without: str | None = None) -> int:
    ties = [ends for ends in part.bonds if ends[0] != without]
    return len(part.both - {without}) + len(matchings([ties])[0])
