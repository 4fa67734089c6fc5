"""The seats of each organisation on the day: open posts with level, function, who holds them and who held them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ...snapshot import Snapshot
from .sides import climb


@dataclass(frozen=True, slots=True)
class Seat:
    """An open post. `level` and `function` are as recorded, never guessed; `former` held it up to the day before."""

    post: str
    level: str | None
    function: str | None
    holders: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()


def seats(snapshot: Snapshot) -> Mapping[str, tuple[Seat, ...]]:
    """The open posts of each organisation with its units and parts (key, or OURS), in the order of their keys.

    Somebody who departs in a simulation is a former holder.
    """
    now: defaultdict[str, set[str]] = defaultdict(set)
    before: defaultdict[str, set[str]] = defaultdict(set)
    for who, post, held in snapshot.ties("HOLDS"):
        if snapshot.in_force(held) and who not in snapshot.departed:
            now[post].add(who)
        elif held.get("since") is None or held["since"] <= snapshot.date:
            before[post].add(who)
    ways = climb(snapshot)
    found: defaultdict[str, dict[str, Seat]] = defaultdict(dict)
    for post, data in snapshot.nodes("Post"):
        if snapshot.in_force(data):
            holders = frozenset(now[post])
            seat = Seat(post, data.get("level"), data.get("function"), holders, frozenset(before[post]) - holders)
            for side, days, _ in ways.places(post):
                if days.has(snapshot.date):
                    found[side][post] = seat
    return {side: tuple(posts.values()) for side, posts in found.items()}
