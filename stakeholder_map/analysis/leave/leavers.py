"""Who leaves: people by name, whole teams, and everybody who has announced it up to a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...errors import InputError
from ...snapshot import Snapshot
from ..answers import Ref, Side
from ..ground import Ground, ground
from ..ground.finding import Finding
from ..ground.refs import ref
from ..ground.reporting import reporting
from ..ground.sides import OURS

GAP = timedelta(days=31)
"""So long may pass between two posts in one organisation."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who leaves: `why` is `named`, `announced`, `chosen` or the name of the team that goes.

    `organisation` is where they are now, `leaving_on` the day that was announced; both None where not recorded.
    """

    id: str
    name: str
    side: Side
    organisation: Ref | None
    leaving_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who was to leave and has already left, on `until`."""

    id: str
    name: str
    until: date | None


@dataclass(frozen=True)
class Leaving:
    """Those who leave, by name, and those of them who left before."""

    leavers: tuple[Leaver, ...]
    gone: tuple[Gone, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(leaver.id for leaver in self.leavers)


def announced(snapshot: Snapshot, until: date | None = None) -> Mapping[str, date]:
    """Person -> the last day of the last of their posts, where every post they hold is known to end by `until`.

    A post ends on the day on which its holder said they leave, or on the last day that is recorded. Who goes on to
    another post of the same organisation does not leave.
    """
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    for person, post, data in snapshot.ties("HOLDS"):
        if person not in snapshot.departed and (found := _held(snapshot, post, data)):
            held[person].append(found)
    latest = until or date.max - timedelta(days=1)
    last = {person: _last(snapshot, found) for person, found in held.items()}
    return {person: day for person, day in last.items() if day and day <= latest}


@dataclass(frozen=True, slots=True)
class _Held:
    post: str
    since: date
    until: date


def _held(snapshot: Snapshot, post: str, data: Mapping[str, Any]) -> _Held | None:
    """A post held today or later."""
    life = snapshot.graph.nodes[post]
    days = [day for day in (data.get("leaving_on"), data.get("until"), life.get("until")) if day]
    over = [day for day in (data.get("until"), life.get("until")) if day and day < snapshot.date]
    starts = [day for day in (data.get("since"), life.get("since")) if day]
    return None if over else _Held(post, max(starts, default=date.min), min(days, default=date.max))


def _last(snapshot: Snapshot, held: Iterable[_Held]) -> date | None:
    """The last day on which somebody who is here holds a post; None without an end, or for somebody not here."""
    now = [h for h in held if h.since <= snapshot.date]
    if not now:
        return None
    last = max(h.until for h in now)
    if last == date.max:
        return None
    here = set(_organisations(snapshot, [h.post for h in now]))
    for later in sorted((h for h in held if h.since > snapshot.date), key=lambda h: h.since):
        if later.since <= last + GAP and here.intersection(_organisations(snapshot, [later.post])):
            last = max(last, later.until)
    return None if last == date.max else last


def leaving(
    snapshot: Snapshot, people: Iterable[str] = (), teams: Iterable[str] = (), on: date | None = None
) -> Leaving:
    """Those named (by name, id or e-mail address), everybody in the teams, and whoever has announced to go by `on`.

    Raises InputError for a name that is unknown or means several, for a team in which nobody is, and where nobody
    leaves at all.
    """
    why: dict[str, str] = {}
    finding = Finding(snapshot)
    for text in people:
        why.setdefault(finding.person(text), "named")
    for text in teams:
        unit = finding.unit(text)
        inside = reporting(snapshot).within(unit)
        if not inside:
            raise InputError(f"Nobody holds a post in {snapshot.name(unit)} on {snapshot.date}.",
                             "Name another team, or another day with --as-of.")
        for person in inside:
            why.setdefault(person, snapshot.name(unit))
    if on is not None:
        for person in announced(snapshot, on):
            why.setdefault(person, "announced")
    return _leaving(snapshot, why)


def chosen(snapshot: Snapshot, people: Iterable[str]) -> Leaving:
    """These people (keys) as leavers that an analysis chose."""
    return _leaving(snapshot, dict.fromkeys(people, "chosen"))


def _leaving(snapshot: Snapshot, why: Mapping[str, str]) -> Leaving:
    base, days, order = ground(snapshot), announced(snapshot), sorted(why, key=lambda p: (snapshot.name(p), p))
    past = {person: _last_day(snapshot, person) for person in order if not _is_there(base, person)}
    ours = everybody_of_ours(base)
    return Leaving(
        tuple(
            Leaver(p, snapshot.name(p), "ours" if p in ours else "theirs", home(base, p), days.get(p), why[p])
            for p in order if p not in past
        ),
        tuple(Gone(person, snapshot.name(person), until) for person, until in past.items()),
    )


def everybody_of_ours(base: Ground) -> frozenset[str]:
    """Who stands on our side today, in whatever partnership."""
    found = set(base.sides.present(base.snapshot, OURS))
    for partnership, where in base.sides.delegates:
        if where == OURS:
            found |= base.sides.present(base.snapshot, OURS, partnership)
    return frozenset(found)


def home(base: Ground, person: str) -> Ref | None:
    """The organisation of somebody's post; ours first, then by id; None where they hold none."""
    held = {seat.post for seat in reporting(base.snapshot).seats.get(person, ())}
    found = sorted(_organisations(base.snapshot, held), key=lambda key: (key not in base.sides.ours, key))
    return ref(base.snapshot, found[0]) if found else None


def _organisations(snapshot: Snapshot, posts: Iterable[str]) -> Iterator[str]:
    """The nearest organisations above these posts."""
    trail, seen = list(posts), set[str]()
    while trail:
        key = trail.pop()
        for _, end, data in snapshot.graph.out_edges(key, data=True):
            if data["type"] in ("IN", "PART_OF") and snapshot.in_force(data) and end not in seen:
                seen.add(end)
                if snapshot.graph.nodes[end]["label"] == "Organisation":
                    yield end
                else:
                    trail.append(end)


def _is_there(base: Ground, person: str) -> bool:
    """Has not left: holds a post, never held any, or represents somebody today."""
    return person in base.around or any(person in people for people in _delegates_today(base))


def _delegates_today(base: Ground) -> Iterator[frozenset[str]]:
    return (base.sides.present(base.snapshot, where, partnership) for partnership, where in base.sides.delegates)


def _last_day(snapshot: Snapshot, person: str) -> date | None:
    days = [_end(snapshot, post, held) for who, post, held in snapshot.ties("HOLDS") if who == person]
    return max((day for day in days if day and day <= snapshot.date), default=None)


def _end(snapshot: Snapshot, post: str, held: Mapping[str, Any]) -> date | None:
    ends = [day for day in (held.get("until"), snapshot.graph.nodes[post].get("until")) if day]
    return min(ends, default=None)
