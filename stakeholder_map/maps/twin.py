"""The map as tables: everything on it, and every relationship, with the names that the map shows."""

from __future__ import annotations

from collections.abc import Sequence

from ..words import ITEMS, STATES, verdict
from .drawing import KINDS, shown_name
from .scene import Scene

ITEM_COLUMNS = ("Name", "What", "Organisation", "Post", "Verdict")
LINK_COLUMNS = ("Our side", "Their side", "Organisation", "State", "Last contact")


Cells = tuple[object, ...]


def item_rows(scene: Scene, first: Sequence[str] = (), hide_names: bool = False) -> list[tuple[str, Cells]]:
    """The id and the cells (ITEM_COLUMNS) of everything on the map; `first` and what it is linked with come first."""
    linked = {end for key in first for link in scene.links_of.get(key, ()) for end in (link.start, link.end)}
    order = list(KINDS)
    items = sorted(
        scene.items.values(),
        key=lambda i: (i.id not in first, i.id not in linked, order.index(i.kind), i.name.casefold(), i.id),
    )
    return [
        (item.id, (
            shown_name(item, hide_names), ITEMS[item.kind], scene.name(item.home),
            "; ".join(dict.fromkeys(place.title for place in item.places if place.title)),
            str(verdict(item.verdict, item.kappa)) if item.verdict and not item.is_person else "",
        ))
        for item in items
    ]


def link_rows(scene: Scene, hide_names: bool = False) -> list[Cells]:
    """The cells (LINK_COLUMNS) of every relationship on the map."""
    rows = []
    for link in scene.links:
        if link.relation != "knows":
            continue
        ours, theirs = scene.items[link.start], scene.items[link.end]
        several = f" ({link.count})" if link.count > 1 else ""
        rows.append((
            shown_name(ours, hide_names), shown_name(theirs, hide_names), scene.name(theirs.home) or theirs.name,
            STATES[link.state].label + several, link.last_contact,
        ))
    return sorted(rows, key=lambda row: [str(cell) for cell in row])
