"""How far a network falls apart without some of its people, and the two without whom it falls apart most.

Source: KPP-Neg (Borgatti 2006). The two cannot be found one after the other: people who change nothing alone may
separate the network together. All pairs are looked at: one walk through the network without each person tells what
taking any second one would do (lowpoints; Hopcroft and Tarjan 1973).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import networkx as nx

Neighbours = Sequence[Sequence[int]]


def fragmentation(network: nx.Graph[str], without: Collection[str] = ()) -> float:
    """Share of the pairs of those who are left that no longer reach each other, 0 to 1; 0 where no pair is left."""
    rest = network.subgraph(set(network) - set(without))
    pairs = len(rest) * (len(rest) - 1)
    return 1 - sum(len(p) * (len(p) - 1) for p in nx.connected_components(rest)) / pairs if pairs else 0.0


def worst_pair(network: nx.Graph[str]) -> tuple[tuple[str, str], float] | None:
    """The two without whom most pairs of the others no longer reach each other; the first by name among equals.

    With that share. None for fewer than four people. O(V (V + E)).
    """
    people = sorted(network)
    number = {person: i for i, person in enumerate(people)}
    neighbours = [sorted(number[other] for other in network[person]) for person in people]
    if len(people) < 4:
        return None
    together = ((reach, first, second) for first in range(len(people)) for second, reach in _each(neighbours, first)
                if second > first)
    reach, first, second = min(together)
    return (people[first], people[second]), 1 - reach / _pairs(len(people) - 2)


def _each(neighbours: Neighbours, out: int) -> Iterator[tuple[int, int]]:
    """For everybody else: how many ordered pairs still reach each other without them and without `out`."""
    walk = _Walk(neighbours, out)
    parts = [walk.part(root) for root in range(len(neighbours)) if not walk.seen[root]]
    whole = sum(_pairs(len(part)) for part in parts)
    for part in parts:
        for person in part:
            rest = len(part) - 1 - walk.beyond[person]
            yield person, whole - _pairs(len(part)) + walk.cut[person] + _pairs(rest)


def _pairs(people: int) -> int:
    return people * (people - 1)


class _Walk:
    """A walk through the network without one person, in depth.

    `seen` counts in which turn somebody was reached (-1: never), `low` the earliest turn that their followers reach
    past them, `size` their followers with themselves; of the followers who hang on somebody alone `beyond` counts the
    people and `cut` the ordered pairs that still reach each other.
    """

    def __init__(self, neighbours: Neighbours, out: int) -> None:
        number = len(neighbours)
        self.neighbours = neighbours
        self.seen, self.low, self.size = [0] * number, [0] * number, [1] * number
        self.above, self.cut, self.beyond = [-1] * number, [0] * number, [0] * number
        self.seen[out] = -1

    def part(self, root: int) -> list[int]:
        """Walks through the connected part of `root` and returns its people."""
        order, trail = [root], [(root, iter(self.neighbours[root]))]
        self.seen[root] = self.low[root] = 1
        while trail:
            person, others = trail[-1]
            for other in others:
                if not self.seen[other]:
                    order.append(other)
                    self.seen[other] = self.low[other] = len(order)
                    self.above[other] = person
                    trail.append((other, iter(self.neighbours[other])))
                    break
                if self.seen[other] > 0 and other != self.above[person]:
                    self.low[person] = min(self.low[person], self.seen[other])
            else:
                trail.pop()
                if self.above[person] >= 0:
                    self._fold(person, self.above[person])
        return order

    def _fold(self, person: int, boss: int) -> None:
        """Adds what is known of somebody to the one through whom they were reached."""
        self.size[boss] += self.size[person]
        self.low[boss] = min(self.low[boss], self.low[person])
        if self.low[person] >= self.seen[boss]:
            self.cut[boss] += _pairs(self.size[person])
            self.beyond[boss] += self.size[person]
