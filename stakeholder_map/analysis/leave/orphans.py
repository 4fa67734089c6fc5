"""What stands without anybody when people leave: seats, agreements, mailboxes, meetings and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ...snapshot import Snapshot
from ...words import enumeration
from ..answers import PersonRef, Ref
from ..ground import ground
from ..ground.refs import ref
from ..ground.reporting import reporting
from .leavers import Leaver
from .rota import planned, rotas

Kind = Literal["coordinator", "seat", "owner", "signatory", "mailbox", "meetings", "planned meeting", "post"]
KINDS: tuple[Kind, ...] = (
    "coordinator", "seat", "owner", "mailbox", "meetings", "planned meeting", "post", "signatory"
)
"""In the order in which they are handed over."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something that a leaver holds and nobody, or too few, would hold afterwards.

    `subject` is what it is called, `remaining` who is left with it, `due` its next day (a review, an end, a meeting),
    `todo` what to do about it.
    """

    kind: Kind
    subject: str
    partnership: Ref | None
    leavers: tuple[PersonRef, ...]
    remaining: tuple[Ref, ...]
    due: date | None
    todo: str


def orphans(snapshot: Snapshot, leavers: Iterable[Leaver]) -> list[Orphan]:
    """Everything that `leavers` would leave behind on the day of the snapshot, by kind, then by day and name."""
    who = {leaver.id: PersonRef(leaver.id, leaver.name, leaver.side) for leaver in leavers}
    place = _Place(snapshot, who)
    found = [orphan for find in (_coordinators, _seats, _agreements, _mailboxes, _meetings, _planned, _posts)
             for orphan in find(place)]
    return sorted(found, key=lambda o: (KINDS.index(o.kind), o.due or date.max, o.subject,
                                        o.partnership.id if o.partnership else ""))


class _Place:
    """The snapshot, and who of a group leaves and who is left."""

    def __init__(self, snapshot: Snapshot, who: Mapping[str, PersonRef]) -> None:
        self.snapshot, self.who, self.base = snapshot, who, ground(snapshot)
        self.under_way = {p.key for p in self.base.partnerships}

    def ref(self, key: str) -> Ref:
        return ref(self.snapshot, key)

    def split(self, people: Iterable[str]) -> tuple[tuple[PersonRef, ...], tuple[Ref, ...]]:
        """Those who leave, and those who are still there afterwards."""
        there = sorted({p for p in people if p in self.who or p in self.base.around},
                       key=lambda p: (self.snapshot.name(p), p))
        return (tuple(self.who[p] for p in there if p in self.who),
                tuple(self.ref(p) for p in there if p not in self.who))

    def in_force(self, kind: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        return ((a, b, data) for a, b, data in self.snapshot.ties(kind) if self.snapshot.in_force(data))


def _coordinators(place: _Place) -> Iterator[Orphan]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, partnership, _ in place.in_force("COORDINATES"):
        if partnership in place.under_way:
            found[partnership].add(person)
    for partnership, people in found.items():
        leave, stay = place.split(people)
        if leave and not stay:
            yield Orphan("coordinator", "contact co-ordinator", place.ref(partnership), leave, (), None,
                         "Name another co-ordinator.")


def _seats(place: _Place) -> Iterator[Orphan]:
    """Capacities (chair, sponsor, lead) that nobody else has for the same organisation in the same partnership."""
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for person, partnership, data in place.in_force("REPRESENTS"):
        if partnership in place.under_way:
            capacity = str(data.get("capacity") or "representative")
            found[partnership, str(data.get("on_behalf_of") or ""), capacity].add(person)
    for (partnership, organisation, capacity), people in found.items():
        leave, stay = place.split(people)
        if leave and not stay:
            behind = f" for {place.snapshot.name(organisation)}" if organisation in place.snapshot.graph else ""
            yield Orphan("seat", f"{capacity}{behind}", place.ref(partnership), leave, (), None,
                         f"Agree who becomes {capacity}.")


def _agreements(place: _Place) -> Iterator[Orphan]:
    """Agreements in force that lose their owner, or a person who signed them."""
    covers: defaultdict[str, list[str]] = defaultdict(list)
    for agreement, partnership, _ in place.snapshot.ties("COVERS"):
        covers[agreement].append(partnership)
    for tie, kind in (("OWNS", "owner"), ("SIGNED", "signatory")):
        found: defaultdict[str, set[str]] = defaultdict(set)
        for person, agreement, _ in place.snapshot.ties(tie):
            found[agreement].add(person)
        for agreement, people in found.items():
            data, (leave, stay) = place.snapshot.graph.nodes[agreement], place.split(people)
            if not leave or (stay and kind == "owner") or not _holds(data, place.snapshot.date):
                continue
            for partnership in sorted(covers[agreement]) or [""]:
                yield _agreement(place, kind, data, partnership, leave, stay)


def _agreement(place: _Place, kind: str, data: Mapping[str, Any], partnership: str, leave: tuple[PersonRef, ...],
               stay: tuple[Ref, ...]) -> Orphan:
    days = [day for day in (data.get("review_due"), data.get("until")) if day and day >= place.snapshot.date]
    of = place.ref(partnership) if partnership else None
    name = str(data.get("kind") or "agreement")
    if kind == "owner":
        return Orphan("owner", name, of, leave, stay, min(days, default=None), "Give it another owner.")
    return Orphan("signatory", name, of, leave, stay, min(days, default=None),
                  "It stays in force; name who signs its renewal.")


def _holds(data: Mapping[str, Any], on: date) -> bool:
    return not (data.get("signed") and data["signed"] > on) and not (data.get("until") and data["until"] < on)


def _mailboxes(place: _Place) -> Iterator[Orphan]:
    """Team addresses that a leaver reads and that fewer than two people would read afterwards."""
    for mailbox, readers in sorted(place.base.sides.readers.items()):
        leave, stay = place.split(readers)
        if leave and len(stay) < 2:
            left = f"only {stay[0].name} would read it" if stay else "nobody would read it"
            yield Orphan("mailbox", place.snapshot.name(mailbox), None, leave, stay, None,
                         f"Add a reader: {left}.")


def _meetings(place: _Place) -> Iterator[Orphan]:
    """Meetings that come again, where fewer than two of those who usually come from one side would be left."""
    for rota in rotas(place.base):
        for people in (rota.ours, rota.theirs):
            leave, stay = place.split(people)
            if leave and len(stay) < 2:
                left = f"only {stay[0].name} is left of those who usually come" if stay else "nobody usual is left"
                yield Orphan("meetings", f"meetings of {place.snapshot.name(rota.partnership)}",
                             place.ref(rota.partnership), leave, stay, None, f"Agree who goes: {left}.")


def _planned(place: _Place) -> Iterator[Orphan]:
    for meeting in planned(place.base):
        leave, stay = place.split(meeting.people)
        if leave:
            about = place.ref(meeting.partnership) if meeting.partnership else None
            yield Orphan("planned meeting", meeting.purpose or meeting.channel or "meeting", about, leave, stay,
                         meeting.on, "Bring the successor, or send somebody else.")


def _posts(place: _Place) -> Iterator[Orphan]:
    """Posts that become vacant, to whom they report and who reports to them."""
    structure = reporting(place.snapshot)
    for leaver in place.who.values():
        for seat in structure.seats.get(leaver.id, ()):
            leave, stay = place.split(structure.holders[seat.post])
            if stay or leave[0].id != leaver.id:  # a shared post is told once
                continue
            above = structure.above.get(seat.post, ())
            below = sorted(p for p, bosses in structure.above.items() if seat.post in bosses)
            reports = _names(place, [h for p in below for h in structure.holders.get(p, ())])
            bosses = _names(place, [h for p in above for h in structure.holders.get(p, ())])
            parts = [f"{reports} would report to nobody" if reports else "", f"ask {bosses}" if bosses else ""]
            said = "; ".join(filter(None, parts))
            todo = "Fill it or name an acting holder" if leaver.side == "ours" else "Ask who follows"
            yield Orphan("post", seat.title or "untitled post", None, leave, (), None,
                         f"{todo}{': ' + said if said else ''}.")


def _names(place: _Place, people: Iterable[str]) -> str:
    return enumeration(sorted({place.snapshot.name(p) for p in people if p not in place.who}))
