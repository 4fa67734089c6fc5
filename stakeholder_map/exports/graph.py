"""The facts as a NetworkX graph of plain values, as graph formats want them: dates as text, nothing that is absent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..model import NODES, STRICTER
from .cut import Cut
from .formats import Made

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]

SILENT = "addresses and telephones of people whom nobody may contact"
SHOWN = "characters that XML cannot hold, shown as \ufffd"
_REACHES = ("email", "phone")
_STAMPS = frozenset({"key", "seen", "made", "sheet", "absent", "resumed", "also_made", *STRICTER.values()})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph(cut: Cut, left: Counter[str]) -> Graph:
    """Every thing under its id with `label` (what people call it) and `class` (Person …); every tie with `class`."""
    made: Graph = nx.MultiDiGraph()
    things = cut.snapshot.graph.nodes
    for key in sorted(things):
        data = things[key]
        silent = [name for name in _REACHES if data.get("do_not_contact") and data.get(name)]
        left[SILENT] += len(silent)
        made.add_node(key, **{"label": cut.snapshot.name(key), "class": data["label"],
                              **_plain(data, {*silent, "label"})})
    for start, end, key, data in sorted(cut.snapshot.graph.edges(data=True, keys=True), key=lambda t: t[:3]):
        made.add_edge(start, end, key, **{"class": data["type"], **_plain(data, {"type"})})
    return made


def _plain(data: Mapping[str, Any], but: set[str]) -> dict[str, Any]:
    return {name: _value(value) for name, value in sorted(data.items())
            if value is not None and name not in _STAMPS and name not in but}


def _value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_value(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def for_xml(made: Graph, left: Counter[str]) -> Graph:
    """The graph with lists joined and without characters that XML cannot hold."""
    clean: Graph = nx.MultiDiGraph()

    def text(value: Any) -> Any:
        value = "; ".join(map(str, value)) if isinstance(value, list) else value
        if not isinstance(value, str):
            return value
        shown, count = _NOT_XML.subn("\ufffd", value)
        left[SHOWN] += count
        return shown

    for key, data in made.nodes(data=True):
        clean.add_node(text(key), **{name: text(value) for name, value in data.items()})
    for start, end, key, data in made.edges(data=True, keys=True):
        clean.add_edge(text(start), text(end), text(key), **{name: text(value) for name, value in data.items()})
    return clean


def counts(made: Graph) -> dict[str, int]:
    """How many things of each kind, by their plural, and ties of each type."""
    things = Counter(NODES[data["class"]].plural for _, data in made.nodes(data=True))
    ties = Counter(data["class"] for _, _, data in made.edges(data=True))
    return {**dict(sorted(things.items())), **dict(sorted(ties.items()))}


def made_of(content: bytes, drawn: Graph, left: Mapping[str, int]) -> Made:
    """One file of a graph."""
    return Made({"": content}, counts(drawn), {what: count for what, count in left.items() if count})
