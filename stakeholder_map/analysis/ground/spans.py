"""Spans of days, both ends inclusive, open when absent: overlap, membership, order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple


class Span(NamedTuple):
    """From the first to the last day."""

    since: date
    until: date

    def __and__(self, other: Span) -> Span | None:
        """The days in both, or None."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since <= until else None

    def has(self, day: date) -> bool:
        return self.since <= day <= self.until


ALWAYS = Span(date.min, date.max)


def span(attributes: Mapping[str, Any]) -> Span | None:
    """The fact's own days; None when it ended before it began."""
    since, until = attributes.get("since") or date.min, attributes.get("until") or date.max
    return Span(since, until) if since <= until else None


def meet(left: Iterable[Span], right: Iterable[Span], within: Span = ALWAYS) -> bool:
    """Is there a day in `left`, in `right` and in `within`?"""
    right = tuple(right)
    return any((common := a & b) and common & within for a in left for b in right)
