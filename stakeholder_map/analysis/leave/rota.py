"""Meetings that come again and who usually comes to them, and meetings that are planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...model import CROWD
from ..ground import Ground
from .leavers import everybody_of_ours

YEAR = timedelta(days=365)
FEWEST = 3
"""A partnership with so many meetings in a year meets regularly."""
SHARE = 0.5
"""Who came to this share of the meetings usually comes."""
_WRITTEN = frozenset({"email", "e-mail", "mail", "letter", "message", "chat"})


@dataclass(frozen=True, slots=True)
class Rota:
    """Who usually comes to the meetings of a partnership, on our side and on others' (keys)."""

    partnership: str
    ours: frozenset[str]
    theirs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that is planned after the day of the snapshot, with who is to come (keys)."""

    id: str
    on: date
    purpose: str
    channel: str
    people: frozenset[str]
    partnership: str


def rotas(base: Ground) -> list[Rota]:
    """For each partnership under way with at least FEWEST meetings in the last year: who came to half of them."""
    ours, found = everybody_of_ours(base), []
    meetings: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for meeting in _all(base):
        if base.snapshot.date - YEAR < meeting.on <= base.snapshot.date and meeting.partnership:
            meetings[meeting.partnership].append(meeting.people)
    for partnership in base.partnerships:
        held = meetings[partnership.key]
        if len(held) < FEWEST:
            continue
        came = Counter(person for people in held for person in people)
        usual = {person for person, times in came.items() if times >= SHARE * len(held)}
        found.append(Rota(partnership.key, frozenset(usual & ours), frozenset(usual - ours)))
    return found


def planned(base: Ground) -> list[Planned]:
    """Small meetings after the day of the snapshot, the next one first; those about several partnerships for each."""
    ahead = [m for m in _all(base) if m.on > base.snapshot.date and len(m.people) <= CROWD]
    return sorted(ahead, key=lambda m: (m.on, m.id, m.partnership))


def _all(base: Ground) -> Iterator[Planned]:
    """All interactions face to face or by voice, once for each partnership that they are about."""
    snapshot = base.snapshot
    about: defaultdict[str, list[str]] = defaultdict(list)
    for interaction, partnership, _ in snapshot.ties("ABOUT"):
        about[interaction].append(partnership)
    people: defaultdict[str, set[str]] = defaultdict(set)
    for person, interaction, data in snapshot.ties("TOOK_PART"):
        if data.get("status") != "absent" and snapshot.graph.nodes[person]["label"] == "Person":
            people[interaction].add(person)
    for key, data in snapshot.nodes("Interaction"):
        if data.get("on") is not None and _channel(data).casefold() not in _WRITTEN:
            for partnership in sorted(about[key]) or [""]:
                yield Planned(key, data["on"], str(data.get("purpose") or ""), _channel(data),
                              frozenset(people[key]), partnership)


def _channel(data: Any) -> str:
    return str(data.get("channel") or "").strip()
