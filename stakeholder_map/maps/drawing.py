"""Draws a scene as a pyvis network: marks, lines, positions, legend. The only user of pyvis."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from ..words import STATES, VERDICTS, count, verdict
from .layout import Point, islands
from .scene import Item, Kind, Link, Relation, Scene
from .view import View, shown

VIS_NETWORK = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
"""The drawing library that pyvis carries, with its licence header."""

PALETTE: dict[str, dict[str, str]] = {
    "light": {
        "severed": "#b3261e", "fail": "#9a5b00", "unknown": "#6b7280", "unconfirmed": "#0072b2", "pass": "#00795c",
        "ours": "#1f2937", "colleague": "#1f2937", "contact": "#cbd5e1", "rim": "#475569", "none": "#9ca3af",
        "live": "#334155", "cooling": "#334155", "asserted": "#64748b", "lapsed": "#9ca3af", "ended": "#c4c9d1",
        "quiet": "#d3d8df", "ink": "#ffffff", "text": "#1c2430",
    },
    "dark": {
        "severed": "#ff8a80", "fail": "#f5b041", "unknown": "#9ca3af", "unconfirmed": "#56b4e9", "pass": "#2bc79a",
        "ours": "#f1f5f9", "colleague": "#f1f5f9", "contact": "#475569", "rim": "#cbd5e1", "none": "#9ca3af",
        "live": "#e2e8f0", "cooling": "#e2e8f0", "asserted": "#a8b3c2", "lapsed": "#7d8794", "ended": "#535c68",
        "quiet": "#3d4551", "ink": "#12161c", "text": "#e8edf3",
    },
}
"""Colours by tone. Bright ones belong to verdicts only; every tone has a shape or a sign beside it."""

KINDS: dict[Kind, tuple[str, str, str, int]] = {
    "colleague": ("star", "★", "Our people", 15),
    "contact": ("dot", "●", "Contacts", 10),
    "organisation": ("box", "■", "Organisations", 32),
    "ours": ("box", "◼", "Our organisation", 22),
}
"""Kind of an item -> shape, sign, words, size."""

LINES: dict[str, tuple[float, list[int] | bool]] = {
    "live": (2.5, False), "cooling": (2.5, [14, 5]), "asserted": (2, [6, 6]), "lapsed": (1.6, [2, 6]),
    "ended": (1.2, [1, 8]),
}
"""State of a relationship -> width and dashes."""

RELATIONS: dict[Relation, tuple[str, float, list[int] | bool]] = {
    "knows": ("Knows", 2, False),
    "works": ("Works at", 1, False),
    "reports": ("Reports to", 1.4, [10, 4, 2, 4]),
    "together": ("Same partnership", 2, [3, 3]),
    "belongs": ("Works for us", 1, False),
}
"""Relation -> words, and for those without a state width and dashes."""

BOX: dict[str, Any] = {
    "font": {"size": 17, "strokeWidth": 0, "ink": "ink", "color": PALETTE["light"]["ink"]}, "margin": 8,
    "shapeProperties": {"borderRadius": 4},
}
WRAP = 24
"""Letters of a name on one line of a box."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "tooltipDelay": 150, "multiselect": True, "keyboard": False,
        "hideEdgesOnDrag": True, "hideEdgesOnZoom": True,
    },
    "nodes": {
        "borderWidth": 1.5, "borderWidthSelected": 4, "font": {"size": 14, "strokeWidth": 3},
        "scaling": {"label": {"enabled": True, "drawThreshold": 8}},
    },
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
}


@dataclass(frozen=True)
class Drawing:
    """A drawn scene: the pyvis network (items, links, options) and its legend."""

    scene: Scene
    network: Network
    legend: tuple[dict[str, Any], ...]

    @property
    def items(self) -> list[dict[str, Any]]:
        return list(self.network.nodes)

    @property
    def links(self) -> list[dict[str, Any]]:
        return list(self.network.edges)

    @property
    def far(self) -> list[str]:
        """Items whose names stay readable from afar: organisations, the worst held first, then our people."""
        weight = Counter(end for link in self.scene.links for end in (link.start, link.end))
        worst = [*VERDICTS, ""]
        items = [item for item in self.scene.items.values() if item.kind != "contact"]
        items.sort(key=lambda i: (i.is_person, worst.index(i.verdict), -weight[i.id], i.id))
        return [item.id for item in items][:200]


def draw(scene: Scene, anchors: Mapping[str, Point] | None = None, hide_names: bool = False) -> Drawing:
    """Draws everything in `scene`; `anchors` keep organisations where they were. Nothing is written or fetched."""
    places = place(scene, anchors)
    network = Network(directed=True)  # directed, because undirected networks drop parallel links
    for key, item in scene.items.items():
        x, y = places[key]
        network.add_node(key, x=round(x, 1), y=round(y, 1), **_mark(scene, item, hide_names))
    for link in scene.links:
        network.add_edge(link.start, link.end, **_line(link))
    network.set_options(json.dumps(OPTIONS))
    return Drawing(scene, network, _legend(scene))


def ego(scene: Scene, centre: str, steps: int = 2) -> Drawing:
    """The surroundings of one person or organisation."""
    return draw(shown(scene, View(around=centre, steps=steps)).scene)


def place(scene: Scene, anchors: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Positions: contacts around their organisation; colleagues between, those without relationships around ours."""
    if anchors and anchors.keys() == scene.items.keys():
        return dict(anchors)
    linked = {end for link in scene.links if link.relation == "knows" for end in (link.start, link.end)}
    people = {
        key: item.home for key, item in scene.items.items()
        if item.home in scene.items and (item.kind == "contact" or (item.kind == "colleague" and key not in linked))
    }
    organisations = [key for key, item in scene.items.items() if not item.is_person]
    alone = [key for key, item in scene.items.items() if item.is_person and key not in people]
    links = [(link.start, link.end) for link in scene.links if link.relation != "belongs"]
    return islands(people, links, organisations, alone, anchors)


def shown_name(item: Item, hide_names: bool) -> str:
    """The name on the map; people's names can be hidden before a map is shared."""
    if hide_names and item.is_person:
        return "Colleague" if item.kind == "colleague" else "Contact"
    return item.name


def _mark(scene: Scene, item: Item, hide_names: bool) -> dict[str, Any]:
    shape, _, _, size = KINDS[item.kind]
    name = shown_name(item, hide_names)
    words = verdict(item.verdict, item.kappa) if item.verdict and not item.is_person else None
    home = scene.name(item.home)
    lines = [name] if item.is_person else textwrap.wrap(name, WRAP)
    titles = dict.fromkeys(place.title for place in item.places if place.title)
    notes = [*titles, home, "Sole contact" if item.sole else "", str(words) if words else "",
             "" if hide_names else item.reason]
    tags = [f"kind:{item.kind}", *([f"verdict:{item.verdict}"] if item.verdict else [])]
    tone = item.kind if item.is_person or item.kind == "ours" else item.verdict or "none"
    return {
        "label": "\n".join([*lines, *([str(words)] if words else []), *(["sole contact"] if item.sole else [])]),
        "title": "\n".join(filter(None, [name, *notes])),
        "spoken": ", ".join(filter(None, [name, str(words.label) if words else "", home])),
        "far": f"{words.sign} {name}" if words else name,
        "shape": shape, "size": size, "kind": item.kind, "tags": tags, "tone": tone,
        "rim": item.verdict if item.sole and item.verdict else "rim",
        "color": {"background": PALETTE["light"][tone], "border": PALETTE["light"]["rim"]},
        **({"font": {"size": 15, "strokeWidth": 3}} if item.is_person else BOX),
    }


def _line(link: Link) -> dict[str, Any]:
    words, width, dashes = RELATIONS[link.relation]
    tone, tags = "quiet", [f"relation:{link.relation}"]
    if link.state:
        (width, dashes), tone, tags = LINES[link.state], link.state, [f"state:{link.state}"]
        words = STATES[link.state].label
    several = f"{count(link.count, 'relationship')}, best: {words}" if link.count > 1 else words
    notes = [several, link.label, f"last contact {link.last_contact:%d/%m/%Y}" if link.last_contact else ""]
    return {
        "id": link.id, "title": "\n".join(filter(None, notes)), "tags": tags, "tone": tone, "dashes": dashes,
        "width": min(6.0, width + 0.4 * (link.count - 1)), "color": {"color": PALETTE["light"][tone]},
        "arrows": {"to": {"enabled": link.relation == "reports", "scaleFactor": 0.5}},
    }


def _legend(scene: Scene) -> tuple[dict[str, Any], ...]:
    """What the marks mean, with counts: kinds, verdicts of organisations, relationships by state, other links."""
    kinds = Counter(item.kind for item in scene.items.values())
    verdicts = Counter(item.verdict for item in scene.items.values() if item.kind == "organisation")
    states = Counter(link.state for link in scene.links if link.state)
    others = Counter(link.relation for link in scene.links if not link.state)
    groups = (
        ("On the map", [
            {"tag": f"kind:{kind}", "label": words, "count": kinds[kind], "glyph": sign,
             "tone": "none" if kind == "organisation" else kind if kind != "contact" else "rim"}
            for kind, (_, sign, words, _) in KINDS.items() if kinds[kind]]),
        ("How it is held", [
            {"tag": f"verdict:{name}", "label": word.label, "help": word.help, "count": verdicts[name],
             "glyph": word.sign, "tone": name}
            for name, word in VERDICTS.items() if verdicts[name]]),
        ("Relationships", [
            {"tag": f"state:{name}", "label": word.label, "help": word.help, "count": states[name], "tone": name,
             "width": LINES[name][0], "dashes": LINES[name][1] or None}
            for name, word in STATES.items() if states[name]]),
        ("Other links", [
            {"tag": f"relation:{name}", "label": words, "count": others[name], "tone": "quiet", "width": width,
             "dashes": dashes or None}
            for name, (words, width, dashes) in RELATIONS.items() if others[name]]),
    )
    return tuple({"title": title, "entries": entries} for title, entries in groups if entries)
