"""JSON in the node-link form, as NetworkX reads it."""

from __future__ import annotations

import json
from collections import Counter

from ..cut import Cut
from . import Made

NAME = "json"
HELP = "JSON in the node-link form, for NetworkX and D3"
ENDINGS = (".json",)
FOLDER = False
FILES: frozenset[str] = frozenset()


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one file
    """All things under `nodes` and all ties under `edges`, with their properties; lists stay lists."""
    import networkx as nx

    from ..graph import graph, made_of

    left: Counter[str] = Counter()
    drawn = graph(cut, left)
    text = json.dumps(nx.node_link_data(drawn, edges="edges"), ensure_ascii=False, indent=1)
    return made_of(text.encode() + b"\n", drawn, left)
