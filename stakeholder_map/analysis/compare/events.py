"""The events behind a change: who left, whose tie lapsed, who met whom, which organisation joined, between two views.

Every tie that counts in one view and not in the other stands in exactly one event, so every change of a number is
explained by construction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ...snapshot import in_force
from ...words import day
from ..answers import Side
from ..ground.contacts import counting_days
from ..ground.refs import listed, pair_text, people, person, ref
from ..ground.relationships import COUNTING, Relationship
from ..ground.sides import OURS
from ..leave.leavers import home
from ..redundancy.channels import Ends
from .changed import Event, Kind
from .views import Part, View


class Between:
    """Events between two views of a partnership, `a` the earlier one."""

    def __init__(self, a: View, b: View, partnership: str) -> None:
        self.a, self.b, self.key = a, b, partnership
        self.since, self.until = a.snapshot.date, b.snapshot.date

    def events(self) -> list[Event]:
        """All of them, the oldest first, those without a day last."""
        before, after = self.a.partners(self.key), self.b.partners(self.key)
        found: list[Event] = []
        for organisation in sorted(before.keys() | after.keys()):
            found += self._member(organisation)
            if organisation in before and organisation in after:
                found += self._lost(organisation)
                found += self._won(organisation)
                found += self._surer(organisation)
        return sorted(found, key=lambda e: (e.on or date.max, e.text))

    def _name(self, key: str) -> str:
        return self.b.snapshot.name(key) if key in self.b.snapshot.graph else self.a.snapshot.name(key)

    def _event(
        self, kind: Kind, on: date | None, organisation: str, text: str, ties: list[Ends] | None = None
    ) -> Event:
        ties = ties or []
        snapshot = self.b.snapshot if organisation in self.b.snapshot.graph else self.a.snapshot
        who = (*people(snapshot, (t[0] for t in ties), "ours"), *people(snapshot, (t[1] for t in ties), "theirs"))
        return Event(kind, on, ref(snapshot, organisation), who, tuple(sorted(ties)), text)

    def _member(self, organisation: str) -> Iterator[Event]:
        """The organisation joined or left with all its ties, or takes part in another way."""
        before, after = (view.partners(self.key).get(organisation) for view in (self.a, self.b))
        name = self._name(organisation)
        if before is None:
            ties = list(self.b.part(self.key, organisation).bonds)
            yield self._event("member_joined", None, organisation, f"{name} became a member.", ties)
        elif after is None:
            ties = list(self.a.part(self.key, organisation).bonds)
            yield self._event("member_left", None, organisation, f"{name} is no longer a member.", ties)
        elif before.participation != after.participation:
            text = f"{name} takes part as {after.participation} and no longer as {before.participation}."
            yield self._event("record", None, organisation, text)

    def _lost(self, organisation: str) -> Iterator[Event]:
        """Ties that counted and do not any more: through leavers first, each with all that went with them."""
        a, b = self.a.part(self.key, organisation), self.b.part(self.key, organisation)
        lost = [ends for ends in a.bonds if ends not in b.bonds and not set(ends) & b.both]
        gone: defaultdict[tuple[str, Side], list[Ends]] = defaultdict(list)
        for ends in lost:
            leaver = self._leaver(ends, organisation, b)
            if leaver:
                gone[leaver].append(ends)
            else:
                yield self._faded(organisation, ends, a, b)
        for who in a.both - b.both:
            gone.setdefault((who, "ours" if who not in b.ours else "theirs"), [])
        for (who, side), ties in sorted(gone.items()):
            yield self._left(organisation, who, side, ties, b)

    def _leaver(self, ends: Ends, organisation: str, b: Part) -> tuple[str, Side] | None:
        """Who of the two went; the first to go where both did."""
        gone: list[tuple[date, str, Side]] = []
        if ends[0] not in b.ours:
            gone.append((self._last_day(ends[0], OURS) or date.max, ends[0], "ours"))
        if ends[1] not in b.theirs:
            gone.append((self._last_day(ends[1], organisation) or date.max, ends[1], "theirs"))
        return min(gone)[1:] if gone else None

    def _last_day(self, who: str, side: str) -> date | None:
        """The last day on which somebody stood on a side, if they do not any more."""
        spans = self.b.base.sides.members(side, self.key).get(who, ())
        return max((s.until for s in spans if s.until < self.until), default=None)

    def _left(self, organisation: str, who: str, side: Side, ties: list[Ends], b: Part) -> Event:
        last = self._last_day(who, OURS if side == "ours" else organisation)
        place = "our side" if side == "ours" else self._name(organisation)
        when = f" (last day {day(last)})" if last else ""
        others = sorted({x for t in ties for x in t if x != who})
        knew = listed([self._name(x) for x in others])
        too = [self._name(x) for x in others if x not in (b.theirs if side == "ours" else b.ours)]
        text = f"{self._name(who)} left {place}{when}" + (f", who knew {knew}." if knew else ", who was on both sides.")
        text += f" {listed(too)} left too." if too else ""
        on = last + timedelta(days=1) if last else None
        return self._event("left", on, organisation, text + self._moved(who, place, ties) + self._seat(who, b), ties)

    def _moved(self, who: str, place: str, ties: list[Ends]) -> str:
        """Where somebody went who is somewhere else now, and who still knows them there."""
        now = home(self.b.base, who)
        if now is None or now.name == place:
            return ""
        others = sorted({x for ends in ties for x in ends if x != who})
        still = [self._name(x) for x in others if self.b.base.counts(x, who, self.b.default)]
        knows = f", where {listed(still)} still {'knows' if len(still) == 1 else 'know'} them" if still else ""
        return f" {self._name(who)} moved to {now.name}{knows}."

    def _arrived(self, who: str, organisation: str) -> str:
        """Somebody who came, with where they were before."""
        known = who in self.a.snapshot.graph
        before = home(self.a.base, who) if known else None
        elsewhere = before is not None and organisation not in self.a.base.sides.above.get(before.id, ())
        return f"{self._name(who)} (from {before.name})" if before and elsewhere else self._name(who)

    def _seat(self, who: str, b: Part) -> str:
        """Who has the leaver's seat now."""
        said = []
        for post, data in self.b.holdings.get(who, ()):
            if not in_force(data, self.since) or in_force(data, self.until):
                continue
            seat = self.b.snapshot.graph.nodes[post]
            title = str(seat.get("title") or "the post")
            heirs = sorted(x for x, held in self.b.holders[post] if x != who and in_force(held, self.until))
            if not in_force(seat, self.until):
                said.append(f" {title} was abolished.")
            elif not heirs:
                said.append(f" {title} is vacant.")
            else:
                known = [x for x in heirs if any(x in ends for ends in b.bonds)]
                what = "is in contact here" if known else "has no contact here on record"
                said.append(f" {title} went to {listed([self._name(x) for x in heirs])}, who {what}.")
        return "".join(said)

    def _faded(self, organisation: str, ends: Ends, a: Part, b: Part) -> Event:
        """A tie between two who are still there."""
        pair = pair_text(self._name, *ends)
        relationship = self.b.base.relationships.between(*ends)
        state = relationship.state(b.half_life) if relationship else None
        if relationship and state == "lapsed":
            counted = max((last for _, last in counting_days(relationship.evidence, b.half_life)), default=None)
            text = f"{pair} lapsed: no contact since {day(relationship.last_contact)}."
            return self._event("lapsed", counted and counted + timedelta(days=1), organisation, text, [ends])
        if relationship and state in COUNTING:
            return self._event("elsewhere", None, organisation, f"{pair} now serves another partnership.", [ends])
        old = a.bonds[ends].relationship
        closed = max((s["until"] for s in (relationship or old).statements if s.get("until")), default=None)
        text = f"The relationship {pair} was closed" + (f" (last day {day(closed)})." if closed else ".")
        return self._event("closed", closed and closed + timedelta(days=1), organisation, text, [ends])

    def _won(self, organisation: str) -> Iterator[Event]:
        """Ties that count and did not before."""
        a, b = self.a.part(self.key, organisation), self.b.part(self.key, organisation)
        for ends, bond in b.bonds.items():
            if ends not in a.bonds:
                first = self._first(bond.relationship)
                pair = pair_text(self._name, *ends)
                came = [x for x, there in zip(ends, (a.ours, a.theirs), strict=True) if x not in there]
                if ends in a.recorded and not came:
                    yield self._event("again", first, organisation, f"{pair} are in contact again.", [ends])
                elif first is None and came:
                    who = listed([self._arrived(x, organisation) for x in came])
                    yield self._event("joined", None, organisation, f"{who} came: {pair} knew each other already.",
                                      [ends])
                else:
                    who = listed([self._arrived(x, organisation) for x in came])
                    new = f"; {who} came in this time" if came else ""
                    yield self._event("met", first, organisation, f"{pair} are in contact{new}.", [ends])
        if not (a.recorded or a.both or b.bonds):
            for ends in sorted(b.recorded):
                text = f"{pair_text(self._name, *ends)} were in contact in between, and are not any more."
                yield self._event("lapsed", None, organisation, text, [ends])
        for who in sorted(b.both - a.both):
            text = f"{self._name(who)} is now on both sides."
            yield Event("joined", None, ref(self.b.snapshot, organisation),
                        (person(self.b.snapshot, who, "ours"),), (), text)

    def _first(self, relationship: Relationship) -> date | None:
        """The first sign of a relationship between the two days."""
        days = [day for day, _ in relationship.evidence] + [s["since"] for s in relationship.open if s.get("since")]
        return min((day for day in days if self.since < day <= self.until), default=None)

    def _surer(self, organisation: str) -> Iterator[Event]:
        """Ties that count in both, but are confirmed in one only."""
        a, b = self.a.part(self.key, organisation), self.b.part(self.key, organisation)
        for ends, bond in b.bonds.items():
            before = a.bonds.get(ends)
            if before is None or before.confirmed == bond.confirmed:
                continue
            pair = pair_text(self._name, *ends)
            if bond.confirmed:
                first = self._first(bond.relationship)
                yield self._event("confirmed", first, organisation, f"{pair} had contact that confirms it.", [ends])
            else:
                text = f"{pair} may now serve another partnership too."
                yield self._event("unclear", None, organisation, text, [ends])
