"""Independent channels between two groups of people: largest matching, smallest severing set, paths through others.

Source: König (1931) and Menger (1927): between two sides the largest set of ties no two of which share a person is
as large as the smallest set of people that touches every tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, maximum_flow

Ends = tuple[str, str]
"""A tie between one of our people and one of theirs."""
Numbers = NDArray[np.int32]
Arc = tuple[str, str]
"""A step that a path may take."""


@dataclass(frozen=True)
class Numbered:
    """Ties of several blocks as numbers: whoever stands in several blocks is somebody else in each.

    `rows` and `columns` are the two ends of each tie, numbers into `ours` and `theirs`; `block` is that of each row.
    """

    rows: Numbers
    columns: Numbers
    ours: Sequence[str]
    theirs: Sequence[str]
    block: NDArray[np.int64]
    blocks: int

    @cached_property
    def matrix(self) -> csr_array:
        """All blocks as one block-diagonal matrix."""
        shape = (len(self.ours), len(self.theirs))
        return csr_array((np.ones(len(self.rows), dtype=np.int8), (self.rows, self.columns)), shape=shape)


def numbered(blocks: Iterable[Iterable[Ends]]) -> Numbered:
    """Numbers everybody in every block, in the order in which they come."""
    lists = [list(ties) for ties in blocks]
    flat = list(chain.from_iterable(lists))
    number = defaultdict[str, int](count().__next__)
    ends = [np.fromiter((number[tie[end]] for tie in flat), np.int64, len(flat)) for end in (0, 1)]
    place = np.repeat(np.arange(len(lists)), np.fromiter(map(len, lists), np.int64, len(lists)))
    (rows, ours), (columns, theirs) = (_in_turn(place * len(number) + one) for one in ends)
    names = list(number)
    here, there = (([names[n] for n in (found % len(names)).tolist()] if names else []) for found in (ours, theirs))
    return Numbered(rows, columns, here, there, ours // max(1, len(names)), len(lists))


def _in_turn(keys: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int64]]:
    """For each key its number in the order of first appearance, and the different keys in that order."""
    different, first, at = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    turn = np.empty(len(order), dtype=np.int32)
    turn[order] = np.arange(len(order), dtype=np.int32)
    return turn[at], different[order]


def sizes(ties: Numbered) -> list[int]:
    """How many ties a largest matching of every block has, all solved at once: O(E sqrt V) over all blocks."""
    if not ties.ours:
        return [0] * ties.blocks
    matched = maximum_bipartite_matching(ties.matrix, perm_type="column") >= 0
    return [int(n) for n in np.bincount(ties.block[matched], minlength=ties.blocks)]


def matchings(blocks: Iterable[Iterable[Ends]]) -> list[dict[str, str]]:
    """A largest matching of every block (ours -> theirs), all solved at once as one block-diagonal matrix.

    Which of several largest matchings is found depends on the order of the ties.
    """
    ties = numbered(blocks)
    result: list[dict[str, str]] = [{} for _ in range(ties.blocks)]
    if ties.ours:
        partner = maximum_bipartite_matching(ties.matrix, perm_type="column").tolist()
        for place, name, other in zip(ties.block.tolist(), ties.ours, partner, strict=True):
            if other >= 0:
                result[place][name] = ties.theirs[other]
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


def vertex_paths(networks: Sequence[Collection[Arc]], unlimited: Sequence[frozenset[str]] = ()) -> list[int]:
    """For every network the largest number of paths from "source" to "sink" no two of which share anybody.

    Arcs are directed; everyone in between may be used once, those in `unlimited` (mailboxes, for each network) any
    number of times. All networks are solved as one flow from one source to one sink.
    """
    tails, heads, limits, block = list[int](), list[int](), list[int](), [-1, -1]
    many = 2 * sum(map(len, networks)) + 2
    for place, arcs in enumerate(networks):
        free = unlimited[place] if unlimited else frozenset[str]()
        number: dict[str, int] = {}
        for a, b in dict.fromkeys(arcs):
            for name in (a, b):
                if name not in number and name not in ("source", "sink"):
                    number[name] = len(block)
                    tails.append(len(block))
                    heads.append(len(block) + 1)
                    limits.append(many if name in free else 1)
                    block += [place, place]
            tails.append(0 if a == "source" else number[a] + 1)
            heads.append(1 if b == "sink" else number[b])
            limits.append(many)
    if not tails:
        return [0] * len(networks)
    at = np.asarray(tails, dtype=np.int32), np.asarray(heads, dtype=np.int32)
    graph = csr_array((np.asarray(limits, dtype=np.int32), at), shape=(len(block), len(block)))
    flow = csr_array(maximum_flow(graph, 0, 1).flow)
    begin, end = flow.indptr[:2]
    found = np.zeros(len(networks), dtype=np.int64)
    np.add.at(found, np.asarray(block)[flow.indices[begin:end]], flow.data[begin:end])
    return [int(n) for n in found]


def on_every_path(arcs: Iterable[Arc]) -> list[str]:
    """Everybody whom each path from "source" to "sink" passes, in the order of the paths (dominators)."""
    above: Mapping[str, str] = nx.immediate_dominators(nx.DiGraph(list(arcs)), "source")
    chain = [above.get("sink", "source")]
    while chain[-1] != "source":
        chain.append(above[chain[-1]])
    return chain[-2::-1]
