"""What the map says about one thing that was chosen: a heading, a verdict, and short lists. No screen here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..analysis.answers import Redundancy
from ..custom import values
from ..snapshot import Snapshot
from ..words import STATES, day, verdict
from .scene import STRENGTH_ORDER, Item, Link, Scene

Points = tuple[tuple[str, str], ...]
"""A first line and a quieter second one, each."""


@dataclass(frozen=True)
class Details:
    """What is known about one item, as text."""

    heading: str
    caption: str
    verdict: str = ""
    kappa: int | None = None
    paragraphs: tuple[str, ...] = ()
    lists: tuple[tuple[str, Points], ...] = field(default=())


def details(scene: Scene, snapshot: Snapshot, redundancy: Iterable[Redundancy], key: str) -> Details:
    """What is known about the item `key` of `scene`."""
    item = scene.items[key]
    return _person(scene, snapshot, item) if item.is_person else _organisation(scene, snapshot, redundancy, item)


def spoken_day(on: date | None) -> str:
    return f"last contact {day(on)}" if on else "no contact recorded"


def _person(scene: Scene, snapshot: Snapshot, item: Item) -> Details:
    places = tuple((p.title or "No title recorded", ", ".join(filter(None, (p.unit, scene.name(p.organisation)))))
                   for p in item.places)
    side = "Our people" if item.kind == "colleague" else "Contact"
    notes = (
        "Every relationship with a partner passes through this person." if item.sole else "",
        "Asked not to be contacted." if snapshot.graph.nodes[item.id].get("do_not_contact") else "",
        "" if item.places else "Holds no post any more.",
    )
    relations = tuple(_relationship(scene, link, item.id) for link in _known(scene.links_of.get(item.id, ())))
    return Details(
        item.name, " · ".join(filter(None, (side, scene.name(item.home)))), paragraphs=tuple(filter(None, notes)),
        lists=_filled(
            ("Posts", places), ("Relationships", relations), ("Reports to", tuple(_lines(scene, item.id, up=True))),
            ("Leads", tuple(_lines(scene, item.id, up=False))), ("Also recorded", _own(snapshot, item)),
        ),
    )


def _organisation(scene: Scene, snapshot: Snapshot, redundancy: Iterable[Redundancy], item: Item) -> Details:
    people = [other for other in scene.items.values() if _works_at(other, item.id)]
    inside = {person.id for person in people}
    pairs = [link for link in scene.links if link.relation == "knows" and inside & {link.start, link.end}]
    kind = "Our organisation" if item.kind == "ours" else "Organisation"
    return Details(
        item.name, " · ".join(filter(None, (kind, item.sector))), item.verdict, item.kappa,
        tuple(filter(None, (item.reason,))),
        _filled(
            ("Partnerships", tuple(_partnerships(redundancy, item.id))),
            ("Who knows whom", tuple(_pair(scene, link) for link in _known(pairs)) if item.kind != "ours" else ()),
            ("People", tuple((p.name, _titles(p, item.id)) for p in sorted(people, key=lambda p: p.name))),
            ("Also recorded", _own(snapshot, item)),
        ),
    )


def _own(snapshot: Snapshot, item: Item) -> Points:
    """What an item has in fields that people declared themselves."""
    data = snapshot.graph.nodes[item.id]
    return tuple(values(snapshot.fields, data["label"], data))


def _works_at(item: Item, organisation: str) -> bool:
    return item.is_person and any(place.organisation == organisation for place in item.places)


def _titles(person: Item, organisation: str) -> str:
    return "; ".join(p.title for p in person.places if p.organisation == organisation and p.title)


def _known(links: Iterable[Link]) -> list[Link]:
    """Relationships, the strongest and latest first."""
    known = [link for link in links if link.relation == "knows"]
    return sorted(known, key=lambda k: (STRENGTH_ORDER.index(k.state), -(k.last_contact or date.min).toordinal(), k.id))


def _relationship(scene: Scene, link: Link, one: str) -> tuple[str, str]:
    other = scene.items[link.end if link.start == one else link.start]
    place = scene.name(other.home)
    return f"{other.name} ({place})" if place else other.name, _state(link)


def _pair(scene: Scene, link: Link) -> tuple[str, str]:
    return f"{scene.name(link.start)} – {scene.name(link.end)}", _state(link)


def _state(link: Link) -> str:
    return f"{STATES[link.state]}, {spoken_day(link.last_contact)}"


def _lines(scene: Scene, key: str, up: bool) -> Iterator[tuple[str, str]]:
    """Whom somebody reports to, or leads."""
    for link in scene.links_of.get(key, ()):
        if link.relation == "reports" and key == (link.start if up else link.end):
            other = scene.items[link.end if up else link.start]
            yield other.name, "; ".join(place.title for place in other.places if place.title)


def _partnerships(redundancy: Iterable[Redundancy], organisation: str) -> Iterator[tuple[str, str]]:
    for row in redundancy:
        for partner in row.by_partner:
            if partner.organisation.id == organisation and not row.partnership.implied:
                yield row.partnership.name, str(verdict(partner.verdict, partner.kappa))


def _filled(*lists: tuple[str, Sequence[tuple[str, str]]]) -> tuple[tuple[str, Points], ...]:
    return tuple((f"{title} ({len(rows)})" if len(rows) > 1 else title, tuple(rows)) for title, rows in lists if rows)
