"""GEXF, for Gephi."""

from __future__ import annotations

import io
import re
from collections import Counter

from ..cut import Cut
from . import Made

NAME = "gexf"
HELP = "GEXF, for Gephi"
ENDINGS = (".gexf",)
FOLDER = False
FILES: frozenset[str] = frozenset()
_TODAY = re.compile(rb'(<meta [^>]*lastmodifieddate=")[^"]*(")')


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one file
    """All things and ties with their properties; lists are joined with `; `."""
    import networkx as nx

    from ..graph import for_xml, graph, made_of

    left: Counter[str] = Counter()
    drawn = for_xml(graph(cut, left), left)
    out = io.BytesIO()
    nx.write_gexf(drawn, out, encoding="utf-8")
    content = _TODAY.sub(rb"\g<1>" + cut.day.isoformat().encode() + rb"\g<2>", out.getvalue(), count=1)
    return made_of(content, drawn, left)
