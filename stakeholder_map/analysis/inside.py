"""The working network among our own people: who alone holds groups of colleagues together.

Colleagues work together where a relationship between them is recorded or they were at the same interaction. Source:
cut vertices and bridges of a graph (Tarjan 1972, Hopcroft and Tarjan 1973), by NetworkX.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from ..snapshot import Snapshot
from .answers import Ref
from .fragmentation import fragmentation, worst_pair
from .ground import ground
from .ground.contacts import HALF_LIFE
from .ground.refs import ref
from .ground.relationships import COUNTING
from .ground.sides import OURS

MOST_PEOPLE = 1_000
"""Among more the worst pair is not looked for: it would take a minute."""


@dataclass(frozen=True, slots=True)
class CutPerson:
    """Without `person`, so many colleagues would no longer reach the largest group of the rest."""

    person: Ref
    cut_off: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """The only link between two groups of colleagues; `smaller` is the size of the smaller one."""

    people: tuple[Ref, Ref]
    smaller: int


@dataclass(frozen=True, slots=True)
class WorstPair:
    """Without these two most pairs of the other colleagues no longer reach each other: that share, and what it is now.

    Either of them alone may change nothing.
    """

    people: tuple[Ref, Ref]
    apart: float
    apart_now: float


@dataclass(frozen=True, slots=True)
class Inside:
    """Our people, how many of them work with any other, in how many groups, and what holds those together.

    `pair` is None where no two people make a difference, and where more than MOST_PEOPLE are linked.
    """

    people: int
    linked: int
    groups: int
    cut_people: tuple[CutPerson, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    pair: WorstPair | None = None


def inside(snapshot: Snapshot, half_life: float = HALF_LIFE) -> Inside:
    """The working network of our people on the day; those who cut off most come first. `half_life` in days."""
    base = ground(snapshot)
    ours = base.sides.present(snapshot, OURS)
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(
        (one, other)
        for one in sorted(ours)
        for other, relationship in base.relationships.of(one).items()
        if one < other and other in ours and relationship.state(half_life) in COUNTING
    )
    parts = list(nx.connected_components(network))
    cut_off, bridges = _cuts(network)

    cut = [CutPerson(ref(snapshot, p), number) for p, number in cut_off.items()]
    links = [Bridge((ref(snapshot, a), ref(snapshot, b)), number) for (a, b), number in bridges.items()]
    return Inside(
        len(ours),
        len(network),
        len(parts),
        tuple(sorted(cut, key=lambda c: (-c.cut_off, c.person.id))),
        tuple(sorted(links, key=lambda b: (-b.smaller, b.people[0].id, b.people[1].id))),
        _pair(snapshot, network),
    )


def _pair(snapshot: Snapshot, network: nx.Graph[str]) -> WorstPair | None:
    found, now = worst_pair(network) if len(network) <= MOST_PEOPLE else None, fragmentation(network)
    if found is None or found[1] <= now:
        return None
    (one, other), apart = found
    return WorstPair((ref(snapshot, one), ref(snapshot, other)), apart, now)


def _cuts(network: nx.Graph[str]) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Each cut vertex with how many others it cuts off the largest rest, each bridge with its smaller side."""
    people: dict[str, int] = {}
    links: dict[tuple[str, str], int] = {}
    blocks = [sorted(map(str, block)) for block in nx.biconnected_components(network)]
    cuts = set(nx.articulation_points(network))
    tree: nx.Graph[str | int] = nx.Graph((number, v) for number, b in enumerate(blocks) for v in b if v in cuts)
    tree.add_nodes_from(range(len(blocks)))
    for part in nx.connected_components(tree):
        order = list(nx.dfs_preorder_nodes(tree, root := min(n for n in part if isinstance(n, int))))
        above = nx.dfs_predecessors(tree, root)
        size = {n: 1 if isinstance(n, str) else sum(v not in cuts for v in blocks[n]) for n in order}
        for n in reversed(order[1:]):
            size[above[n]] += size[n]
        whole = size[root]
        for n in order:
            below = {m: size[m] for m in tree[n] if m != above.get(n)}
            if isinstance(n, str):
                people[n] = whole - 1 - max(*below.values(), whole - size[n])
            elif len(blocks[n]) == 2:
                a, b = blocks[n]
                side = below[b] if b in below else below.get(a, 1)
                links[a, b] = min(side, whole - side)
    return people, links
