"""What a map can show: organisations, people and the links between them, on one day. No drawing here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

Kind = Literal["ours", "organisation", "colleague", "contact"]
Relation = Literal["knows", "works", "belongs", "reports", "together"]
STRENGTH_ORDER = ("live", "cooling", "asserted", "lapsed", "ended", "")


@dataclass(frozen=True)
class Place:
    """A post that somebody holds: their title, where, and in which unit."""

    title: str
    organisation: str
    unit: str = ""


Held = Mapping[str, tuple[Place, ...]]
"""Person -> what they hold."""


@dataclass(frozen=True)
class Item:
    """Something on the map. `home` is the organisation it belongs to; `verdict`, `kappa` and `reason` are that one's.

    `sole` marks a person through whom every relationship with some partner organisation passes.
    """

    id: str
    kind: Kind
    name: str
    home: str = ""
    places: tuple[Place, ...] = ()
    sector: str = ""
    verdict: str = ""
    kappa: int | None = None
    reason: str = ""
    sole: bool = False
    own: frozenset[str] = frozenset()
    """What it has, or its organisation, in fields that people declared themselves: see `custom.words`."""

    @property
    def is_person(self) -> bool:
        return self.kind in ("colleague", "contact")


@dataclass(frozen=True)
class Link:
    """A link between two items. Relationships have a `state` and a `last_contact`; `count` are folded into this one."""

    start: str
    end: str
    relation: Relation
    state: str = ""
    last_contact: date | None = None
    count: int = 1
    label: str = ""

    @property
    def id(self) -> str:
        return f"{self.relation}:{self.start}>{self.end}"


@dataclass(frozen=True)
class Scene:
    """Items by id and the links between them. Read-only."""

    on: date
    items: Mapping[str, Item] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    @cached_property
    def links_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The links of each item."""
        found: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.start].append(link)
            found[link.end].append(link)
        return {key: tuple(links) for key, links in found.items()}

    def name(self, key: str) -> str:
        return self.items[key].name if key in self.items else ""

    def only(self, keys: Iterable[str], where: Callable[[Link], bool] = bool) -> Scene:
        """The part with these items, and the links between them that fulfil `where`."""
        chosen = frozenset(keys)
        items = {key: item for key, item in self.items.items() if key in chosen}
        links = tuple(link for link in self.links if link.start in items and link.end in items and where(link))
        return replace(self, items=items, links=links)
