"""From evidence to proposals: a score by stated weights, the surest pairs first, whatever it is that may be one."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from .names import Likeness

LEAST = 0.5
"""Pairs below this score are not proposed unless asked for."""

PRIOR = -4.0
"""What has to be overcome: two who share a mark are mostly two."""


class Recorded(Protocol):
    """What every record has that may be proposed; `ties` says how much hangs on it."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def ties(self) -> int: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def sources(self) -> frozenset[str]: ...


R = TypeVar("R", bound=Recorded, covariant=True)
S = TypeVar("S", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Pair(Generic[R]):
    """Two records that may be one. `keep` is the one on which more hangs."""

    keep: R
    other: R
    score: float
    reasons: tuple[str, ...]


def judged(evidence: Iterable[Likeness]) -> tuple[float, tuple[str, ...]]:
    """The score of all evidence, and what speaks for it in words."""
    found = list(evidence)
    total = PRIOR + sum(one.weight for one in found)
    return 1 / (1 + math.exp(-total)), tuple(one.reason for one in found if one.reason)


def proposed(records: Sequence[S], pairs: Iterable[tuple[int, int]],
             compare: Callable[[S, S], tuple[float, tuple[str, ...]]],
             apart: Collection[frozenset[str]], least: float) -> list[Pair[S]]:
    """The pairs (places of the records) of at least this score, the surest first, without those `apart`."""
    found = []
    for a, b in pairs:
        one, other = records[a], records[b]
        if frozenset((one.key, other.key)) not in apart:
            score, reasons = compare(one, other)
            if score >= least:
                keep, gone = sorted((one, other), key=lambda record: (-record.ties, record.key))
                found.append(Pair(keep, gone, round(score, 3), reasons))
    return sorted(found, key=lambda pair: (-pair.score, pair.keep.key, pair.other.key))
