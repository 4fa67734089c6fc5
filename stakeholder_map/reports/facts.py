"""What a snapshot records beside relationships: representatives, agreements, titles, and how new the data are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..analysis.answers import Ref
from ..analysis.ground.contacts import stated
from ..analysis.ground.refs import ref
from ..snapshot import Snapshot
from .shapes import About, Agreement, Freshness, Representative

CAPACITIES = ("lead", "deputy", "sponsor", "chair", "observer")
_KNOWING = frozenset({"KNOWS", "WRITES_TO"})


def ours(snapshot: Snapshot) -> tuple[Ref, ...]:
    """The organisations marked as ours, by name."""
    marked = [ref(snapshot, key) for key, data in snapshot.nodes("Organisation") if data.get("ours")]
    return tuple(sorted(marked, key=lambda o: (o.name, o.id)))


def titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Person -> the titles of the posts held on the day; several are joined with a slash."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, post, held in snapshot.ties("HOLDS"):
        data = snapshot.graph.nodes[post]
        if data.get("title") and snapshot.in_force(held) and snapshot.in_force(data):
            found[person].add(str(data["title"]))
    return {person: " / ".join(sorted(names)) for person, names in found.items()}


def do_not_contact(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(key for key, data in snapshot.nodes("Person") if data.get("do_not_contact"))


def about(snapshot: Snapshot) -> Mapping[str, About]:
    """What is recorded about each stored partnership, by its key."""
    representatives, coordinators = _representatives(snapshot), _coordinators(snapshot)
    agreements = _agreements(snapshot)
    return {
        key: About(
            goal=str(data.get("goal") or ""),
            beneficiaries=str(data.get("beneficiaries") or ""),
            degree=str(data.get("degree") or ""),
            stage=str(data.get("stage") or ""),
            started=data.get("started"),
            planned_end=data.get("planned_end"),
            review_due=data.get("review_due"),
            review_overdue=_before(data.get("review_due"), snapshot.date),
            coordinators=tuple(sorted(coordinators.get(key, ()), key=_by_name)),
            representatives=tuple(representatives.get(key, ())),
            agreements=tuple(agreements.get(key, ())),
        )
        for key, data in snapshot.nodes("Partnership")
    }


def freshness(snapshot: Snapshot, imported: date | None) -> Freshness:
    """How new the data are, up to the day of the snapshot."""
    contacts: list[date] = []
    changes: list[date] = []
    for _, _, data in snapshot.graph.edges(data=True):
        if data["type"] in _KNOWING:
            contacts += stated(data, snapshot.date)
        elif data["type"] == "HOLDS":
            changes += [day for day in (data.get("since"), data.get("until")) if day and day <= snapshot.date]
    contacts += [d["on"] for _, d in snapshot.nodes("Interaction") if d.get("on") and d["on"] <= snapshot.date]
    return Freshness(
        newest_contact=max(contacts, default=None),
        newest_change=max(changes, default=None),
        imported=imported,
        sources=tuple(sorted({str(d["source"]) for d in snapshot.graph.nodes.values() if d.get("source")})),
        people=sum(1 for _ in snapshot.nodes("Person")),
        organisations=sum(1 for _ in snapshot.nodes("Organisation")),
    )


def _representatives(snapshot: Snapshot) -> Mapping[str, list[Representative]]:
    found: defaultdict[str, list[Representative]] = defaultdict(list)
    for person, partnership, data in _open(snapshot, "REPRESENTS"):
        behalf = data.get("on_behalf_of")
        side = snapshot.name(behalf) if behalf and behalf in snapshot.graph else ""
        found[partnership].append(Representative(ref(snapshot, person), str(data.get("capacity") or ""), side))
    for people in found.values():
        people.sort(key=lambda r: (r.on_behalf_of, _rank(r.capacity), r.person.name, r.person.id))
    return found


def _rank(capacity: str) -> tuple[int, str]:
    """Leads and their deputies first, then by the word."""
    return (CAPACITIES.index(capacity) if capacity in CAPACITIES else len(CAPACITIES), capacity)


def _coordinators(snapshot: Snapshot) -> Mapping[str, list[Ref]]:
    found: defaultdict[str, list[Ref]] = defaultdict(list)
    for person, partnership, _ in _open(snapshot, "COORDINATES"):
        found[partnership].append(ref(snapshot, person))
    return found


def _agreements(snapshot: Snapshot) -> Mapping[str, list[Agreement]]:
    people: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
    for kind in ("OWNS", "SIGNED"):
        for person, agreement, _ in snapshot.ties(kind):
            people[kind, agreement].append(ref(snapshot, person))
    found: defaultdict[str, list[Agreement]] = defaultdict(list)
    for agreement, partnership, _ in snapshot.ties("COVERS"):
        data = snapshot.graph.nodes[agreement]
        if data.get("signed") and data["signed"] > snapshot.date:
            continue
        found[partnership].append(Agreement(
            str(data.get("kind") or "agreement"), data.get("signed"), data.get("until"), data.get("review_due"),
            _before(data.get("until"), snapshot.date), _before(data.get("review_due"), snapshot.date),
            tuple(sorted(people["OWNS", agreement], key=_by_name)),
            tuple(sorted(people["SIGNED", agreement], key=_by_name)),
        ))
    for papers in found.values():
        papers.sort(key=lambda a: (a.kind, a.signed or date.min))
    return found


def _open(snapshot: Snapshot, kind: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Ties of this type in force on the day, of people who have not departed."""
    return (
        (start, end, data) for start, end, data in snapshot.ties(kind)
        if snapshot.in_force(data) and start not in snapshot.departed
    )


def _before(day: date | None, on: date) -> bool:
    return day is not None and day < on


def _by_name(item: Ref) -> tuple[str, str]:
    return (item.name, item.id)
