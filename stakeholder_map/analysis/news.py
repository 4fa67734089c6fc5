"""What a file tells about people: who left, who came, which posts changed hands, which relationships that breaks.

Two views of one day, the day of the file: what the store says without the file, and with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..snapshot import Snapshot
from .answers import Ref
from .ground.employment import employments
from .ground.refs import ref
from .ground.relationships import COUNTING
from .ties import TieState, ties


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who no longer stands at an organisation, or now does. `elsewhere` is where they went or came from."""

    person: Ref
    organisation: Ref
    elsewhere: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """A post that others hold now than before; `after` is empty where nobody does."""

    post: Ref
    before: tuple[Ref, ...]
    after: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A relationship that counted and whose person no longer stands at the organisation (or with us)."""

    ours: Ref
    theirs: Ref
    organisation: Ref


@dataclass(frozen=True, slots=True)
class News:
    """What a file tells about people; `vacated` posts have nobody any more."""

    left: tuple[Move, ...] = ()
    came: tuple[Move, ...] = ()
    changed_hands: tuple[Handover, ...] = ()
    vacated: tuple[Handover, ...] = ()
    broken: tuple[Break, ...] = ()

    def __bool__(self) -> bool:
        return any((self.left, self.came, self.changed_hands, self.vacated, self.broken))


def news(before: Snapshot, after: Snapshot) -> News:
    """What changed about people between two views of the same day, each list in the order of the ids."""
    old, new = _standing(before), _standing(after)
    left, came = _moves(before, old, new), _moves(after, new, old)
    hands = _handovers(before, after)
    return News(left, came, tuple(h for h in hands if h.after), tuple(h for h in hands if not h.after),
                _broken(before, after, {move.person.id for move in left}))


def _standing(snapshot: Snapshot) -> dict[str, set[str]]:
    """Person -> the organisations in which they hold a post on the day."""
    return {person: {place for place, held in places.items() if any(h.days.has(snapshot.date) for h in held)}
            for person, places in employments(snapshot).items()}


def _moves(snapshot: Snapshot, here: dict[str, set[str]], there: dict[str, set[str]]) -> tuple[Move, ...]:
    """Who stands where in one view and not in the other."""
    found = [(person, place, there.get(person, set()) - places)
             for person, places in here.items() for place in places - there.get(person, set())]
    return tuple(Move(ref(snapshot, person), ref(snapshot, place), _refs(snapshot, elsewhere))
                 for person, place, elsewhere in sorted(found, key=lambda move: move[:2]))


def _handovers(before: Snapshot, after: Snapshot) -> list[Handover]:
    """Seats that somebody gave up. A post that only its holder's row of people made goes with them and is no seat.

    A post that is gone itself is not vacant.
    """
    old, new = _holders(before), _holders(after)
    posts = sorted(post for post in old if post in after.graph and old[post] - new.get(post, set())
                   and before.graph.nodes[post].get("sheet") != "people")
    return [Handover(ref(after, post), _refs(before, old[post] - new.get(post, set())),
                     _refs(after, new.get(post, set()) - old[post]))
            for post in posts
            if new.get(post, set()) - old[post] or (post not in new and after.in_force(after.graph.nodes[post]))]


def _holders(snapshot: Snapshot) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, post, data in snapshot.ties("HOLDS"):
        if snapshot.in_force(data):
            found[post].add(person)
    return dict(found)


def _broken(before: Snapshot, after: Snapshot, gone: set[str]) -> tuple[Break, ...]:
    """Relationships that counted and have ended because one of the two, of those who left, no longer stands there."""
    if not gone:
        return ()
    ended = {_ends(tie) for tie in ties(after) if tie.state == "ended"}
    return tuple(sorted((Break(*_refs_of(tie)) for tie in ties(before)
                         if tie.state in COUNTING and _ends(tie) in ended and gone & {tie.ours.id, tie.theirs.id}),
                        key=lambda b: (b.organisation.id, b.ours.id, b.theirs.id)))


def _ends(tie: TieState) -> tuple[str, str, str]:
    return tie.ours.id, tie.theirs.id, tie.organisation.id


def _refs_of(tie: TieState) -> tuple[Ref, Ref, Ref]:
    return tie.ours, tie.theirs, tie.organisation


def _refs(snapshot: Snapshot, keys: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(ref(snapshot, key) if key in snapshot.graph else Ref(key, key) for key in sorted(keys))
