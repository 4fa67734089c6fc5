"""The partnerships on a day, stored and implied, their partner organisations, and how many contacts each needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...model import LOOSE_DEGREES
from ...snapshot import Snapshot
from .sides import Sides
from .spans import Span, span

CORE = "core"


@dataclass(frozen=True)
class Partner:
    """An organisation in a partnership, and whether it decides (core) or not (as_needed, observer)."""

    organisation: str
    participation: str = CORE


@dataclass(frozen=True)
class Partnership:
    """A joint undertaking with other organisations; `implied` ones are derived at reading time, never stored."""

    key: str
    name: str
    implied: bool
    needed: int
    partners: tuple[Partner, ...]
    attributes: Mapping[str, Any]

    @property
    def cadence_days(self) -> int | None:
        return self.attributes.get("cadence_days")

    def is_called(self, text: str) -> bool:
        """Is this its name or its id, with or without the source?"""
        names = (self.key, self.key.partition(":")[2], self.name)
        return text.strip().casefold() in (name.casefold() for name in names)

    @property
    def importance(self) -> int:
        return int(self.attributes.get("importance") or 3)


def needed(attributes: Mapping[str, Any]) -> int:
    """Contacts that a partnership needs: its own number, else 1 at the loosest degrees, else 2."""
    if attributes.get("needed") is not None:
        return int(attributes["needed"])
    degree = str(attributes.get("degree") or "").strip().casefold().replace("-", "")
    return 1 if degree in LOOSE_DEGREES else 2


def partnerships(snapshot: Snapshot, sides: Sides) -> list[Partnership]:
    """Stored partnerships under way on the day, and an implied one for each organisation that stands in none."""
    members: defaultdict[str, list[tuple[str, Mapping[str, Any], Span]]] = defaultdict(list)
    standing: set[str] = set()
    for organisation, partnership, data in snapshot.ties("MEMBER_OF"):
        days = span(data)
        if days and snapshot.graph.nodes[partnership]["label"] == "Partnership":
            members[partnership].append((organisation, data, days))
            if _began(snapshot, partnership) and days.since <= snapshot.date:
                standing.add(organisation)
    stored = [
        _stored(snapshot, sides, key, attributes, members[key])
        for key, attributes in snapshot.nodes("Partnership")
        if _under_way(snapshot, key, [days for _, _, days in members[key]])
    ]
    return stored + _implied(snapshot, sides, standing)


def _began(snapshot: Snapshot, key: str) -> bool:
    started: date | None = snapshot.graph.nodes[key].get("started")
    return started is None or started <= snapshot.date


def _under_way(snapshot: Snapshot, key: str, memberships: list[Span]) -> bool:
    """Begun, and not left by all its members; one whose members were never recorded is under way."""
    return _began(snapshot, key) and (not memberships or any(days.has(snapshot.date) for days in memberships))


def _stored(
    snapshot: Snapshot,
    sides: Sides,
    key: str,
    attributes: Mapping[str, Any],
    members: list[tuple[str, Mapping[str, Any], Span]],
) -> Partnership:
    current = {
        organisation: Partner(organisation, data.get("participation") or CORE)
        for organisation, data, days in members
        if organisation not in sides.ours and days.has(snapshot.date)
    }
    partners = tuple(current[o] for o in sorted(current))
    return Partnership(key, snapshot.name(key), False, needed(attributes), partners, attributes)


def _implied(snapshot: Snapshot, sides: Sides, standing: set[str]) -> list[Partnership]:
    """One for each organisation with people of its own that is neither in a stored partnership nor part of a member."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for start, end, data in snapshot.ties("PART_OF"):
        if snapshot.in_force(data):
            above[start].add(end)

    def stands(organisation: str) -> bool:
        seen, trail = {organisation}, [organisation]
        while trail:
            if (key := trail.pop()) in standing:
                return True
            trail += above[key] - seen
            seen |= above[key]
        return False

    return [
        Partnership(f"implied:{key}", snapshot.name(key), True, needed({}), (Partner(key),), {})
        for key, _ in snapshot.nodes("Organisation")
        if key in sides.direct and key not in sides.ours and not stands(key)
    ]
