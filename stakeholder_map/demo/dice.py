"""Chance that repeats: the same seed and topic give the same draws, whatever else is drawn elsewhere."""

from __future__ import annotations

from random import Random


def dice(seed: int, topic: str) -> Random:
    """A generator of its own for one topic."""
    return Random(f"{seed}:{topic}")  # noqa: S311 - nothing here is a secret
