"""Four measures of how much a chart of reporting lines is a proper tree; all are 1 for one.

Source: Krackhardt, Graph theoretical dimensions of informal organizations (1994). Efficiency uses the undirected
denominator of that paper. Lines run from the superior to the one below.
"""

from __future__ import annotations

from itertools import combinations

import networkx as nx

LARGEST = 2000
"""Posts of one connected part that is no tree up to which common superiors are looked for."""


def connectedness(chart: nx.DiGraph[str]) -> float:
    """Share of pairs that lines connect in any direction; 1 for fewer than two posts."""
    pairs = len(chart) * (len(chart) - 1) // 2
    joined = sum(len(part) * (len(part) - 1) // 2 for part in nx.weakly_connected_components(chart))
    return joined / pairs if pairs else 1.0


def hierarchy(chart: nx.DiGraph[str]) -> float:
    """1 less the share of pairs one of which is above the other, of which each is above the other (loops)."""
    above = ancestors(chart)
    reached = sum(superiors.bit_count() - 1 for superiors in above.values())
    mutual = sum(len(part) * (len(part) - 1) // 2 for part in nx.strongly_connected_components(chart))
    pairs = reached - mutual
    return 1 - mutual / pairs if pairs else 1.0


def efficiency(chart: nx.DiGraph[str]) -> float:
    """1 less the share of lines beyond those that each connected part needs, of the most there could be."""
    extra = most = 0
    for part in nx.weakly_connected_components(chart):
        lines = nx.Graph(chart.subgraph(part)).number_of_edges()
        extra += lines - (len(part) - 1)
        most += len(part) * (len(part) - 1) // 2 - (len(part) - 1)
    return 1 - extra / most if most else 1.0


def least_upper_bounds(chart: nx.DiGraph[str]) -> float | None:
    """1 less the share of pairs in connected parts without a nearest common superior (one of the two counts as one).

    None where a part that is no tree has more than LARGEST posts.
    """
    above = ancestors(chart)
    without = most = 0
    for part in nx.weakly_connected_components(chart):
        most += (len(part) - 1) * (len(part) - 2) // 2
        if _is_tree(chart, part):
            continue
        if len(part) > LARGEST:
            return None
        nearest = {above[post] for post in part}
        without += sum((above[a] & above[b]) not in nearest for a, b in combinations(part, 2))
    return max(0.0, 1 - without / most) if most else 1.0


def ancestors(chart: nx.DiGraph[str]) -> dict[str, int]:
    """Each post -> the set of posts above it and itself, as bits of a number."""
    parts = nx.condensation(chart)
    bit = {post: 1 << n for n, post in enumerate(chart)}
    found: dict[int, int] = {}
    for part in nx.topological_sort(parts):
        own = sum(bit[post] for post in parts.nodes[part]["members"])
        for above in parts.predecessors(part):
            own |= found[above]
        found[part] = own
    return {post: found[part] for part in parts for post in parts.nodes[part]["members"]}


def _is_tree(chart: nx.DiGraph[str], part: set[str]) -> bool:
    return sum(d for _, d in chart.in_degree(part)) == len(part) - 1 and all(d < 2 for _, d in chart.in_degree(part))
