"""Introductions until the loss is low enough: one after the other, each the one that lowers it most.

Source: the chance that somebody who knows somebody is left is a coverage function of the ties, hence monotone and
submodular, whatever makes departures go together. So the greedy rule reaches at least 1 - 1/e of what as many ties
could (Nemhauser, Wolsey and Fisher 1978), and at most 1 + ln(gap at the start / gap before the last tie) times the
fewest ties that reach a target (Wolsey 1982); both by NEAR weaker, for taking the cheapest of nearly equal ones. At
every step the gap left, divided by the most that one tie closes, bounds the ties that are needed in any case.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..redundancy.channels import Ends
from ..redundancy.links import Link
from ..risk.prospects import Prospects

MOST = 6
"""So many introductions for one partner organisation are enough."""
NEAR = 0.85
"""Among ties that lower the loss nearly as much as the best, the cheapest is taken."""
GAIN, WORTH = 1e-6, 0.01
"""What a tie lowers the loss by at least; WORTH where the target is out of reach."""


@dataclass(frozen=True)
class Course:
    """The ties in the order in which they were chosen, and the loss with all of them.

    `least`: so many ties the target needs in any case, however they are chosen.
    """

    ties: tuple[Ends, ...]
    loss: float
    least: int


def greedy(
    prospects: Prospects,
    link: Link,
    cost: Mapping[Ends, float],
    target: float,
    limit: int = MOST,
    load: Mapping[str, int] | None = None,
) -> Course:
    """New ties among those in `cost` until the loss of `link` is at most `target`, or nothing lowers it any more.

    Nobody of ours gets more than `limit` with what they have in `load`. At most MOST ties.
    """
    ties, losses, least = list[Ends](), [prospects.loss(link)], 0
    used = Counter(load or {})
    while losses[-1] > target and len(ties) < MOST:
        free = {pair: value for pair, value in cost.items() if used[pair[0]] < limit and pair not in ties}
        best = _best(prospects, link, ties, free)
        if best is None or best[0] > losses[-1] - GAIN:
            break
        least = max(least, math.ceil((losses[-1] - target) / (losses[-1] - best[2]) - GAIN))
        losses.append(best[0])
        ties.append(best[1])
        used[best[1][0]] += 1
    if losses[-1] > target:
        while ties and losses[-2] - losses[-1] < WORTH:
            ties.pop()
            losses.pop()
    return Course(tuple(ties), losses[-1], least)


def _best(
    prospects: Prospects, link: Link, ties: list[Ends], cost: Mapping[Ends, float]
) -> tuple[float, Ends, float] | None:
    """The loss with one more tie, the tie (the cheapest of those nearly as good as the best), the loss with the best.

    Newcomers with the same chance and employer are interchangeable: each kind of pair is worked out once.
    """
    now = {*link.ends, *ties}
    known = {end for pair in now for end in pair}
    cheapest: dict[tuple[object, object], tuple[float, Ends]] = {}
    for pair, value in cost.items():
        ours, theirs = (p if p in known else prospects.kind(p, link, p == pair[0]) for p in pair)
        cheapest[ours, theirs] = min((value, pair), cheapest.get((ours, theirs), (math.inf, pair)))
    found = [(round(prospects.loss(link, {*now, pair}), 9), value, pair) for value, pair in cheapest.values()]
    if not found:
        return None
    before, lowest = prospects.loss(link, now), min(found)[0]
    near = [item for item in found if before - item[0] >= NEAR * (before - lowest) - GAIN]
    best = min(near, key=lambda item: (item[1], item[2]))
    return best[0], best[2], lowest
