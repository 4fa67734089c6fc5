"""Independent channels between two groups of people: largest matching, smallest severing set, paths through others.

Source: König (1931) and Menger (1927): between two sides the largest set of ties no two of which share a person is
as large as the smallest set of people that touches every tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, maximum_flow

Ends = tuple[str, str]
"""A tie between one of our people and one of theirs."""


def matchings(blocks: Sequence[Iterable[Ends]]) -> list[dict[str, str]]:
    """A largest matching of every block (ours -> theirs), all blocks solved at once as one block-diagonal matrix.

    Somebody who stands in several blocks is somebody else in each. Which of several largest matchings is found
    depends on the order of the ties. O(E sqrt V) over all blocks together.
    """
    rows: list[int] = []
    columns: list[int] = []
    ours: list[str] = []
    theirs: list[str] = []
    places: list[int] = []
    next_row, next_column = count().__next__, count().__next__
    for place, ties in enumerate(blocks):
        row = defaultdict[str, int](next_row)
        column = defaultdict[str, int](next_column)
        for a, b in ties:
            rows.append(row[a])
            columns.append(column[b])
        ours += row
        theirs += column
        places += [place] * len(row)
    result: list[dict[str, str]] = [{} for _ in blocks]
    if not rows:
        return result
    at = np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32)
    matrix = csr_array((np.ones(len(rows), dtype=np.int8), at), shape=(len(ours), len(theirs)))
    partner = maximum_bipartite_matching(matrix, perm_type="column").tolist()
    for place, name, other in zip(places, ours, partner, strict=True):
        if other >= 0:
            result[place][name] = theirs[other]
    return result


def severing_set(ties: Iterable[Ends], matching: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """A smallest set of people (ours, theirs) that touches every tie, from a largest matching (König).

    Everybody reachable by alternating paths from our unmatched people; the set does not depend on which largest
    matching was found.
    """
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for ours, theirs in sorted(set(ties)):
        neighbours[ours].append(theirs)
    back = {theirs: ours for ours, theirs in matching.items()}
    trail = [ours for ours in neighbours if ours not in matching]
    ours_reached, theirs_reached = set(trail), set[str]()
    while trail:
        for theirs in neighbours[trail.pop()]:
            if theirs not in theirs_reached:
                theirs_reached.add(theirs)
                if (ours := back[theirs]) not in ours_reached:
                    ours_reached.add(ours)
                    trail.append(ours)
    return [o for o in neighbours if o not in ours_reached], sorted(theirs_reached)


def vertex_paths(arcs: Iterable[tuple[str, str]], unlimited: frozenset[str] = frozenset()) -> int:
    """The largest number of paths from "source" to "sink" no two of which share anybody.

    `arcs` are directed; every one in between may be used once, those in `unlimited` (mailboxes) any number of times.
    """
    number: dict[tuple[str, str], int] = {}

    def vertex(name: str, half: str) -> int:
        return number.setdefault((name, "" if name in ("source", "sink") else half), len(number))

    arcs = set(arcs)
    many = 2 * len(arcs) + 2
    between = {name for arc in arcs for name in arc} - {"source", "sink"}
    capacity = {(vertex(a, "out"), vertex(b, "in")): many for a, b in arcs}
    capacity |= {(vertex(n, "in"), vertex(n, "out")): many if n in unlimited else 1 for n in between}
    source, sink = vertex("source", ""), vertex("sink", "")
    at = np.asarray(list(capacity), dtype=np.int32).reshape(-1, 2)
    values = np.asarray(list(capacity.values()), dtype=np.int32)
    graph = csr_array((values, (at[:, 0], at[:, 1])), shape=(len(number), len(number)))
    return int(maximum_flow(graph, source, sink).flow_value)


def on_every_path(arcs: Iterable[tuple[str, str]]) -> list[str]:
    """Everybody whom each path from "source" to "sink" passes, in the order of the paths (dominators)."""
    above: Mapping[str, str] = nx.immediate_dominators(nx.DiGraph(list(arcs)), "source")
    chain = [above.get("sink", "source")]
    while chain[-1] != "source":
        chain.append(above[chain[-1]])
    return chain[-2::-1]
