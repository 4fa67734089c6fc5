"""How long things may take, from the environment."""

from __future__ import annotations

import math
import os


def seconds(variable: str, usual: float) -> float:
    """A time limit from the environment; 0 means none."""
    try:
        given = float(os.environ.get(variable, ""))
    except ValueError:
        return usual
    return given if given > 0 else math.inf


QUESTION_SECONDS = seconds("STAKEHOLDER_MAP_QUESTION_SECONDS", 60)
"""Longest time of a question; on the embedded engine of every statement of the reader account."""
