"""Who holds which post where on the day: what contact formats are made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..snapshot import Attributes, Snapshot


@dataclass(frozen=True, slots=True)
class Job:
    """A post held on the day: its title, the organisation (key) and the units (keys) above it, the largest first."""

    person: str
    post: str
    title: str
    organisation: str | None
    units: tuple[str, ...]
    held: Attributes


def jobs(snapshot: Snapshot) -> dict[str, list[Job]]:
    """What everybody holds on the day, by the key of the person; posts that are over are left out."""
    above = places(snapshot)
    found: defaultdict[str, list[Job]] = defaultdict(list)
    for person, post, held in snapshot.ties("HOLDS"):
        data = snapshot.graph.nodes[post]
        if snapshot.in_force(held) and snapshot.in_force(data):
            organisation, units = climb(snapshot, above, post)
            found[person].append(Job(person, post, str(data.get("title") or ""), organisation, units, held))
    return {person: sorted(held, key=lambda job: job.post) for person, held in sorted(found.items())}


def places(snapshot: Snapshot) -> dict[str, list[str]]:
    """Where each post and unit stands on the day: units before organisations."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in ("IN", "PART_OF"):
        for start, end, data in snapshot.ties(kind):
            if snapshot.in_force(data):
                found[start].append(end)
    nodes = snapshot.graph.nodes
    return {key: sorted(ends, key=lambda end: (nodes[end]["label"] == "Organisation", end))
            for key, ends in found.items()}


def climb(snapshot: Snapshot, above: dict[str, list[str]], start: str) -> tuple[str | None, tuple[str, ...]]:
    """The nearest organisation above something, and the units on the way, the largest first."""
    units: list[str] = []
    at = start
    while at in above:
        at = above[at][0]
        if snapshot.graph.nodes[at]["label"] == "Organisation":
            return at, tuple(reversed(units))
        if at in units:
            break
        units.append(at)
    return None, tuple(reversed(units))
