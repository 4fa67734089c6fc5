"""Evidence of contact between two people, and how strong it still is (tie-decay with a cap).

Source: Ahmad, Porter and Beguerisse-Diaz, Tie-decay networks in continuous time (2021); the cap and the weights are
this product's defaults, to be calibrated.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from ...model import CROWD
from ...snapshot import Snapshot

HALF_LIFE = 210.0
"""Days in which a tie loses half its strength: one meeting then lasts fourteen months."""
CADENCE_SHARE = 0.625
"""A tie that is meant to be used every N days never decays faster than with a half-life of this share of N."""
CAP = 2.0
THRESHOLD = 0.25
COOLING = 2 * THRESHOLD
MEETING, CALL, EVENT, MAIL, ONE_WAY_MAIL = 1.0, 0.8, 0.3, 0.3, 0.05
_TOLERANCE = 1e-9

_CHANNELS = {
    **dict.fromkeys(("call", "phone", "video", "telephone", "online", "phone call", "video call"), CALL),
    **dict.fromkeys(("event", "conference"), EVENT),
}
_MAIL = frozenset({"email", "e-mail", "mail", "letter", "message", "chat"})
_TWO_WAY = frozenset({"both", "two-way", "two way", "two_way", "reciprocated", "mutual", "reply"})
_DIRECTIONS = {
    **dict.fromkeys(("in", "incoming", "inbound", "received", "from them", "theirs"), "in"),
    **dict.fromkeys(("out", "outgoing", "outbound", "sent", "from us", "ours"), "out"),
}

Pair = tuple[str, str]
"""Two keys in alphabetical order."""


def pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact between two people: the day, its weight, the partnerships it was about, and how it went.

    `direction` is empty where both took part, else `in`, `out` or `unknown`: a message that nobody is known to have
    answered. `channel` is empty where it is not recorded.
    """

    on: date
    weight: float
    about: frozenset[str] = frozenset()
    direction: str = ""
    channel: str = ""

    @property
    def two_way(self) -> bool:
        """Did both take part?"""
        return not self.direction


def meetings(snapshot: Snapshot) -> dict[Pair, list[Contact]]:
    """Contacts from interactions of all days, per pair of people or mailboxes, oldest first."""
    about: defaultdict[str, set[str]] = defaultdict(set)
    for interaction, partnership, _ in snapshot.ties("ABOUT"):
        about[interaction].add(partnership)
    present: defaultdict[str, list[str]] = defaultdict(list)
    for participant, interaction, data in snapshot.ties("TOOK_PART"):
        if data.get("status") != "absent":
            present[interaction].append(participant)
    found: defaultdict[Pair, list[Contact]] = defaultdict(list)
    for interaction, people in present.items():
        data = snapshot.graph.nodes[interaction]
        if data.get("on") is None or _is_crowd(snapshot, people):
            continue
        weight, direction = _weight(data)
        contact = Contact(data["on"], weight, frozenset(about.get(interaction, ())), direction, channel(data))
        for ends in combinations(sorted(set(people)), 2):
            found[ends].append(contact)
    for contacts in found.values():
        contacts.sort(key=lambda contact: contact.on)
    return found


def up_to(contacts: Sequence[Contact], on: date) -> tuple[Contact, ...]:
    """Of contacts, oldest first, those up to a day, as they count on that day.

    One-way mails that were answered within a half-life by then count as an exchange.
    """
    if not contacts:
        return ()
    met = contacts if contacts[-1].on <= on else contacts[: bisect_right(contacts, on, key=lambda c: c.on)]
    mails = sorted({(c.on, c.direction) for c in met if c.direction})
    return tuple(met) if not mails else tuple(
        replace(contact, weight=MAIL, direction="") if contact.direction and any(
            {other, contact.direction} == {"in", "out"} and abs((day - contact.on).days) <= HALF_LIFE
            for day, other in mails
        ) else contact
        for contact in met
    )


def stated(data: Mapping[str, Any], on: date) -> set[date]:
    """The days on which a recorded relationship says there was contact, up to `on`."""
    days = (*(data.get("contacts") or ()), data.get("last_contact"), data.get("confirmed_on"))
    return {day for day in days if day is not None and day <= on}


def half_life(default: float, cadence_days: int | None) -> float:
    """Half-life in days for a partnership that agreed to be in touch every `cadence_days`."""
    return max(default, CADENCE_SHARE * cadence_days) if cadence_days else default


def channel(data: Mapping[str, Any]) -> str:
    """The way of an interaction: meeting, call, event, mail, or as written; empty where it is not recorded."""
    written = str(data.get("channel") or "").strip().casefold()
    if written in _MAIL:
        return "mail"
    return {CALL: "call", EVENT: "event"}.get(_CHANNELS.get(written, 0.0), written)


def course(contacts: Iterable[tuple[date, float]], half_life: float) -> Iterator[tuple[date, float]]:
    """The strength just after each contact, oldest first; contacts are (day, weight) in any order."""
    s, last = 0.0, date.min
    for day, weight in sorted(contacts):
        s = min(CAP, (s * 2.0 ** (-(day - last).days / half_life) if s else 0.0) + weight)
        last = day
        yield day, s


def strength(contacts: Iterable[tuple[date, float]], on: date, half_life: float) -> tuple[float, float]:
    """Strength left on the day `on`, and the largest it ever was; contacts are (day, weight) in any order.

    Decays by half every `half_life` days, is capped at CAP at each contact. Further contacts never lower it.
    """
    steps = list(course(contacts, half_life))
    if not steps:
        return 0.0, 0.0
    last, s = steps[-1]
    return s * 2.0 ** (-(on - last).days / half_life), max(s for _, s in steps)


def counting_days(contacts: Iterable[tuple[date, float]], half_life: float) -> Iterator[tuple[date, date]]:
    """For each contact that leaves the tie strong enough to count: that day, and the last day on which it counts."""
    for day, s in course(contacts, half_life):
        if reaches(s, THRESHOLD):
            yield day, day + timedelta(days=math.floor(half_life * math.log2(s / THRESHOLD) + _TOLERANCE))


def reaches(s: float, threshold: float) -> bool:
    """At or above the threshold, up to rounding: a tie is still alive on the very day it reaches it."""
    return s >= threshold - _TOLERANCE


def _is_crowd(snapshot: Snapshot, participants: list[str]) -> bool:
    nodes = snapshot.graph.nodes
    return len({p for p in participants if nodes[p]["label"] == "Person"}) > CROWD


def _weight(data: Mapping[str, Any]) -> tuple[float, str]:
    """Weight of an interaction, and the direction when it was a mail that went one way only."""
    channel = str(data.get("channel") or "").strip().casefold()
    direction = str(data.get("direction") or "").strip().casefold()
    if channel not in _MAIL:
        return _CHANNELS.get(channel, MEETING), ""
    return (MAIL, "") if direction in _TWO_WAY else (ONE_WAY_MAIL, _DIRECTIONS.get(direction, "unknown"))
