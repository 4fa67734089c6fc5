"""Networks as JSON with nodes and links, the way D3 and NetworkX write them."""

from __future__ import annotations

import re
from pathlib import Path

from ....batch import Problem
from ...files.json_files import Found, origin, read_json
from ...files.tables import Cell
from .parts import Network

_LINKS = ("links", "edges")
_DEEPER = ("attributes", "data", "properties")
_LISTED = re.compile(r'"elements"\s*:\s*\[\s*\{\s*"(data|group)"\s*:')
"""How a Cytoscape list begins, in which things and lines stand together."""


def is_node_link(text: str) -> bool:
    """Whether a JSON text begins like a network."""
    if _LISTED.search(text):
        return True
    return '"nodes"' in text and any(name in text for name in ('"source"', '"links"', '"edges"', '"label"'))


def read_node_link(path: Path, network: Network) -> list[Problem]:
    """Add what a file holds; attributes may stand one level deeper, and so may the lists (Cytoscape: `elements`)."""
    value, notes = read_json(path)
    if not isinstance(value, Found):
        return notes
    nodes, links = _lists(value)
    places: list[str] = []
    counted = not any("id" in _flat(data) or "key" in _flat(data) for data in nodes)
    for data in nodes:
        attributes = _flat(data)
        if code := _text(attributes, "id", "key", "name", "label"):
            network.add(code, attributes, origin(path, data))
        places.append(code)
    for data in links:
        attributes = _flat(data)
        if counted:
            attributes.update({name: _by_place(places, attributes.get(name)) for name in ("source", "target")})
        start, end = _text(attributes, "source", "from", "start"), _text(attributes, "target", "to", "end")
        rest = {k: v for k, v in attributes.items() if k not in ("source", "target", "from", "to")}
        if start and end:
            network.join(start, end, rest, origin(path, data))
    return notes


def _lists(value: Found) -> tuple[list[Found], list[Found]]:
    """The things and the lines of a network, also where both stand in one list."""
    listed = value.objects("elements")
    if len(listed) == 1 and not listed[0].objects("data"):
        value = listed[0]
    elif listed:
        drawn = [bool(_text(_flat(data), "source") and _text(_flat(data), "target")) for data in listed]
        return ([data for data, is_line in zip(listed, drawn, strict=True) if not is_line],
                [data for data, is_line in zip(listed, drawn, strict=True) if is_line])
    return list(value.objects("nodes")), [one for name in _LINKS for one in value.objects(name)]


def _by_place(places: list[str], end: Cell) -> Cell:
    """The end of a line that is the place of a thing in the list: early D3 knows things without ids by it."""
    known = isinstance(end, int) and not isinstance(end, bool) and 0 <= end < len(places)
    return (places[end] or end) if known and isinstance(end, int) else end


def _flat(data: Found) -> dict[str, Cell]:
    inner = [pair for name in _DEEPER for deeper in data.objects(name) for pair in deeper.items()]
    return {k: v for k, v in [*inner, *data.items()] if isinstance(v, str | int | float | bool)}


def _text(attributes: dict[str, Cell], *names: str) -> str:
    return next((text for name in names if (text := str(attributes.get(name, "")).strip())), "")
