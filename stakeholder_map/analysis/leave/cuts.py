"""What departures can cut: partnerships with their weight and the relationships of each of their core members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..redundancy.channels import Ends
from ..redundancy.links import Link


@dataclass(frozen=True)
class Target:
    """What can be cut: a partnership with its weight, and for each core member its relationships.

    Each member is a set of pairs; a person on both sides is the pair of themselves. Cutting one member cuts it all.
    """

    key: str
    weight: float
    members: tuple[frozenset[Ends], ...]


def targets(links: Iterable[Link]) -> list[Target]:
    """What can be cut today: every core member with a relationship, weighted by the importance of its partnership."""
    found: dict[str, list[frozenset[Ends]]] = {}
    weight: dict[str, int] = {}
    for link in links:
        pairs = frozenset(link.ends) | {(person, person) for person in link.both}
        if link.core and pairs:
            found.setdefault(link.partnership.key, []).append(pairs)
            weight[link.partnership.key] = link.partnership.importance
    return [Target(key, weight[key], tuple(members)) for key, members in sorted(found.items())]


def movers(targets: Sequence[Target], either_side: bool) -> set[str]:
    """Who may be taken away: our people, or anybody; somebody on both sides is one of ours too."""
    pairs = {pair for target in targets for member in target.members for pair in member}
    return {p for pair in pairs for p in (pair if either_side else pair[:1])}


def is_cut(target: Target, gone: set[str]) -> bool:
    return any(all(a in gone or b in gone for a, b in pairs) for pairs in target.members)
