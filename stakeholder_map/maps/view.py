"""Which part of a scene is shown: filters, the surroundings of something, and folding when there is too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..words import count
from .scene import STRENGTH_ORDER, Item, Link, Relation, Scene

MOST = 600
"""So many items are drawn at once; beyond that they are folded into organisations."""

Level = Literal["everybody", "folded", "organisations"]
DEFAULT_RELATIONS: frozenset[Relation] = frozenset({"knows", "works"})


@dataclass(frozen=True)
class View:
    """What somebody asked to see; empty filters ask for everything."""

    sectors: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()
    relations: frozenset[Relation] = DEFAULT_RELATIONS
    ended: bool = False
    around: str = ""
    steps: int = 0
    organisations_only: bool = False
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shown:
    """The part of the scene that is drawn; `hidden` counts the people folded into their organisations."""

    scene: Scene
    level: Level = "everybody"
    hidden: int = 0
    left_out: int = 0

    @property
    def status(self) -> str:
        """One line that is always there: what is drawn, and a sentence when that is not everything."""
        kinds = Counter(item.kind for item in self.scene.items.values())
        known = sum(link.count for link in self.scene.links if link.relation == "knows")
        numbers = (
            count(kinds["organisation"], "organisation"),
            count(kinds["contact"], "contact") if kinds["contact"] else "",
            f"{kinds['colleague']:,} of our people" if kinds["colleague"] else "", count(known, "relationship"),
        )
        return f"{', '.join(filter(None, numbers))}. {self.notice}".strip()

    @property
    def notice(self) -> str:
        """What is not drawn, and how to see it."""
        if self.left_out:
            return f"Only the {len(self.scene.items):,} best connected are drawn: find others by name."
        if self.level == "everybody":
            return ""
        return (
            f"{count(self.hidden, 'person is', 'people are')} folded into their organisations: choose one and 2 steps "
            "around it to see them."
        )


def shown(scene: Scene, view: View, most: int = MOST) -> Shown:
    """The part of `scene` that `view` asks for, folded until it has at most `most` items."""
    part = _filtered(scene, view)
    if view.steps and view.around in part.items:
        part = part.only(_around(part, view.around, view.steps))
    if not view.organisations_only and len(part.items) <= most:
        return Shown(part)
    people = sum(item.is_person for item in part.items.values())
    folded = _fold(part, keep_colleagues=True)
    if not view.organisations_only and len(folded.items) <= most:
        colleagues = sum(item.is_person for item in folded.items.values())
        return Shown(folded, "folded", people - colleagues)
    bare = _fold(part, keep_colleagues=False)
    best = _best(bare, most)
    return Shown(bare.only(best), "organisations", people, len(bare.items) - len(best))


def _filtered(scene: Scene, view: View) -> Scene:
    def wanted(link: Link) -> bool:
        return link.relation in view.relations and (view.ended or link.state != "ended")

    narrowed = bool(view.sectors or view.verdicts or view.own)
    kept = {key for key, item in scene.items.items() if item.kind in ("ours", "colleague") or _matches(item, view)}
    part = scene.only(kept, wanted)
    gone = {key for key, item in part.items.items() if item.is_person and not item.places}
    loose = {key for key, item in part.items.items() if item.kind in ("ours", "colleague")} if narrowed else gone
    linked = {key for key in loose if any(_outward(part, key, link) for link in part.links_of.get(key, ()))}
    return part.only(part.items.keys() - ((loose | gone) - linked))


def _matches(item: Item, view: View) -> bool:
    return ((not view.sectors or item.sector in view.sectors) and (not view.verdicts or item.verdict in view.verdicts)
            and (not view.own or not view.own.isdisjoint(item.own)))


def _outward(part: Scene, key: str, link: Link) -> bool:
    """Does the link lead from our side to a partner?"""
    other = part.items[link.end if link.start == key else link.start]
    return other.kind in ("contact", "organisation") or part.items[key].kind == "contact"


def _around(scene: Scene, centre: str, steps: int) -> set[str]:
    """Everything up to so many steps from `centre`."""
    reached, edge = {centre}, {centre}
    for _ in range(steps):
        edge = {end for key in edge for link in scene.links_of.get(key, ()) for end in (link.start, link.end)} - reached
        reached |= edge
    return reached


def _fold(scene: Scene, keep_colleagues: bool) -> Scene:
    """People become part of their organisation; their relationships are counted on one line."""

    def stand_in(key: str) -> str:
        item = scene.items[key]
        return key if not item.is_person or (keep_colleagues and item.kind == "colleague") else item.home

    items = {key: item for key, item in scene.items.items() if stand_in(key) == key}
    folded: dict[str, Link] = {}
    for link in scene.links:
        start, end = stand_in(link.start), stand_in(link.end)
        if start == end or start not in items or end not in items or link.relation == "reports":
            continue
        moved = replace(link, start=start, end=end)
        folded[moved.id] = _sum(folded.get(moved.id), moved)
    return replace(scene, items=items, links=tuple(folded.values()))


def _sum(known: Link | None, link: Link) -> Link:
    if known is None:
        return link
    best = min(known, link, key=lambda k: STRENGTH_ORDER.index(k.state))
    days = [day for day in (known.last_contact, link.last_contact) if day]
    return replace(best, count=known.count + link.count, last_contact=max(days, default=None))


def _best(scene: Scene, most: int) -> Sequence[str]:
    """The `most` items with most relationships."""
    weight = {key: sum(link.count for link in scene.links_of.get(key, ())) for key in scene.items}
    return sorted(scene.items, key=lambda key: (-weight[key], key))[:most]
