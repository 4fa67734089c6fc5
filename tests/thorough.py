"""How thorough a run is: a newcomer's takes less than five minutes, that of CI and of who changes the engine longer.

Left out of a newcomer's run are the tests marked `thorough`, and some of the examples of each property.
"""

from __future__ import annotations

import os

VARIABLE = "STAKEHOLDER_MAP_THOROUGH"
THOROUGH = bool(os.environ.get(VARIABLE))
PART = 3


def examples(most: int) -> int:
    """How many examples a property is tried with: all in a thorough run, a third of them otherwise."""
    return most if THOROUGH else max(most // PART, 10)
