"""Composes the scene of a map from a snapshot and the answers about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..analysis.answers import VERDICTS, PartnerRedundancy, Redundancy
from ..analysis.ground.sides import sides
from ..analysis.ties import TieState
from ..custom import words
from ..snapshot import Snapshot
from .scene import STRENGTH_ORDER, Held, Item, Link, Place, Scene


def scene(snapshot: Snapshot, ties: Iterable[TieState], redundancy: Iterable[Redundancy]) -> Scene:
    """Everything that could be shown of `snapshot`; people whose data are restricted are left out."""
    ours = sides(snapshot).ours
    held = dict(_places(snapshot))
    hidden = _restricted(snapshot)
    ties = [tie for tie in ties if tie.ours.id not in hidden and tie.theirs.id not in hidden]
    judged = _judged(redundancy)
    items = {item.id: item for item in _organisations(snapshot, ours, held, judged)}
    items |= {item.id: item for item in _people(snapshot, ours, held, items, ties, _sole(redundancy))}
    items = _with_own(snapshot, items)
    links = [*_knows(ties), *_works(items, held), *_reports(snapshot), *_together(redundancy)]
    return Scene(snapshot.date, items, tuple(k for k in _unique(links) if k.start in items and k.end in items))


def _with_own(snapshot: Snapshot, items: dict[str, Item]) -> dict[str, Item]:
    """The items with what they have in fields that people declared themselves."""
    if not snapshot.fields:
        return items
    nodes = snapshot.graph.nodes
    own = {key: frozenset(words(snapshot.fields, nodes[key]["label"], nodes[key])) for key in items}
    return {key: replace(item, own=own[key] | own.get(item.home, frozenset())) for key, item in items.items()}


def _restricted(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(key for key, data in snapshot.nodes("Person") if data.get("restricted"))


def _places(snapshot: Snapshot) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """What each person holds on the day: posts first, then what they represent without a post there."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    gone = snapshot.departed | _restricted(snapshot)
    for person, post, held in snapshot.ties("HOLDS"):
        seat = snapshot.graph.nodes[post]
        if person in gone or not (snapshot.in_force(held) and snapshot.in_force(seat)):
            continue
        organisation, unit = _above(snapshot, post)
        if organisation:
            found[person].append(Place(str(seat.get("title") or ""), organisation, unit))
    for person, partnership, data in snapshot.ties("REPRESENTS"):
        behalf = str(data.get("on_behalf_of") or "")
        known = {place.organisation for place in found.get(person, ())}
        if behalf in snapshot.graph and behalf not in known and person not in gone and snapshot.in_force(data):
            found[person].append(Place(f"Represents it in {snapshot.name(partnership)}", behalf))
    for person, places in sorted(found.items()):
        yield person, tuple(sorted(set(places), key=lambda place: (place.organisation, place.title)))


def _above(snapshot: Snapshot, post: str) -> tuple[str, str]:
    """The nearest organisation above a post, and the name of the unit between."""
    unit, here, seen = "", post, frozenset({post})
    while True:
        parents: list[str] = [
            end for _, end, data in snapshot.graph.out_edges(here, data=True)
            if data["type"] in ("IN", "PART_OF") and snapshot.in_force(data) and end not in seen
        ]
        if not parents:
            return "", unit
        here = min(parents)
        seen |= {here}
        if snapshot.graph.nodes[here]["label"] == "Organisation":
            return here, unit
        unit = unit or snapshot.name(here)


def _judged(redundancy: Iterable[Redundancy]) -> dict[str, PartnerRedundancy]:
    """The worst answer about each partner organisation."""
    found: dict[str, PartnerRedundancy] = {}
    for partner in (p for row in redundancy for p in row.by_partner):
        key = partner.organisation.id
        if key not in found or VERDICTS.index(partner.verdict) < VERDICTS.index(found[key].verdict):
            found[key] = partner
    return found


def _sole(redundancy: Iterable[Redundancy]) -> frozenset[str]:
    return frozenset(person.id for row in redundancy for p in row.by_partner for person in p.sole_contacts)


def _organisations(
    snapshot: Snapshot, ours: frozenset[str], held: Held, judged: Mapping[str, PartnerRedundancy]
) -> Iterator[Item]:
    """Organisations with people or with a verdict."""
    peopled = {place.organisation for places in held.values() for place in places}
    for key, data in snapshot.nodes("Organisation"):
        if key in ours and key in peopled:
            yield Item(key, "ours", snapshot.name(key), sector=_sector(data))
        elif key not in ours and (key in judged or key in peopled):
            item = Item(key, "organisation", snapshot.name(key), sector=_sector(data))
            yield _verdict(item, judged[key]) if key in judged else item


def _sector(data: Mapping[str, Any]) -> str:
    return str(data.get("kind") or "")


def _verdict(item: Item, answer: PartnerRedundancy) -> Item:
    return replace(item, verdict=answer.verdict, kappa=answer.kappa, reason=answer.reason)


def _people(
    snapshot: Snapshot, ours: frozenset[str], held: Held, organisations: Mapping[str, Item],
    ties: Iterable[TieState], sole: frozenset[str],
) -> Iterator[Item]:
    """People with a place today, and those who left but have a relationship that ended."""
    left = {ref.id: tie.organisation.id for tie in ties for ref in (tie.ours, tie.theirs) if ref.id not in held}
    colleagues = {tie.ours.id for tie in ties}
    for person, places in held.items():
        inside = any(place.organisation in ours for place in places)
        home = next((p.organisation for p in places if (p.organisation in ours) == inside), "")
        yield _person(snapshot.name(person), person, inside, organisations.get(home), places, person in sole)
    for person, organisation in left.items():
        inside = person in colleagues
        home_then = None if inside else organisations.get(organisation)
        yield _person(snapshot.name(person), person, inside, home_then, (), False)


def _person(
    name: str, key: str, inside: bool, home: Item | None, places: tuple[Place, ...], sole: bool
) -> Item:
    item = Item(key, "colleague" if inside else "contact", name, home.id if home else "", places, sole=sole)
    return item if inside or home is None else replace(item, sector=home.sector, verdict=home.verdict, kappa=home.kappa)


def _knows(ties: Iterable[TieState]) -> list[Link]:
    """One link a pair: a relationship with an organisation and with its parent is the same one."""
    return [Link(tie.ours.id, tie.theirs.id, "knows", tie.state, tie.last_contact) for tie in ties]


def _works(items: Mapping[str, Item], held: Held) -> Iterator[Link]:
    for person, places in held.items():
        for place in places:
            home = items.get(place.organisation)
            if home:
                yield Link(person, home.id, "belongs" if home.kind == "ours" else "works", label=place.title)


def _reports(snapshot: Snapshot) -> Iterator[Link]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for person, post, held in snapshot.ties("HOLDS"):
        if snapshot.in_force(held) and person not in snapshot.departed:
            holders[post].append(person)
    for below, above, line in snapshot.ties("REPORTS_TO"):
        if snapshot.in_force(line):
            yield from (Link(a, b, "reports") for a in holders[below] for b in holders[above] if a != b)


def _together(redundancy: Iterable[Redundancy]) -> Iterator[Link]:
    """Partner organisations that stand in one partnership."""
    for row in redundancy:
        members = sorted(partner.organisation.id for partner in row.by_partner)
        for index, one in enumerate(members):
            yield from (Link(one, other, "together", label=row.partnership.name) for other in members[index + 1 :])


def _unique(links: Iterable[Link]) -> Iterator[Link]:
    """One link for each id, the strongest and latest of them, in the order of the ids."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.id)
        if known is None or _rank(link) < _rank(known):
            best[link.id] = link
    yield from (best[key] for key in sorted(best))


def _rank(link: Link) -> tuple[int, int]:
    return STRENGTH_ORDER.index(link.state), -(link.last_contact or date.min).toordinal()
