"""What does not depend on the day is worked out once for all days of a graph: looking back on a year needs hundreds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from ...snapshot import Snapshot

if TYPE_CHECKING:
    from ...snapshot import Graph

T = TypeVar("T")


def timeless(work: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Remembers the result for the last few graphs. `work` must not look at the day, nor at who departed."""

    @lru_cache(maxsize=4)
    def of(graph: Graph) -> T:
        return work(Snapshot(date.max, graph))

    @wraps(work)
    def remembered(snapshot: Snapshot) -> T:
        return of(snapshot.graph)

    return remembered
