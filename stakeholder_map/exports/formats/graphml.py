"""GraphML, for yEd, Gephi, Cytoscape and NetworkX."""

from __future__ import annotations

import io
from collections import Counter

from ..cut import Cut
from . import Made

NAME = "graphml"
HELP = "GraphML, for yEd, Gephi, Cytoscape, NetworkX"
ENDINGS = (".graphml",)
FOLDER = False
FILES: frozenset[str] = frozenset()


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one file
    """All things and ties with their properties; lists are joined with `; `."""
    import networkx as nx

    from ..graph import for_xml, graph, made_of

    left: Counter[str] = Counter()
    drawn = for_xml(graph(cut, left), left)
    out = io.BytesIO()
    nx.write_graphml(drawn, out, encoding="utf-8", named_key_ids=True, edge_id_from_attribute=None)
    return made_of(out.getvalue(), drawn, left)
