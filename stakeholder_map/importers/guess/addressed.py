"""Names with their addresses in one cell: “Ana Bell <ana@x.org>”, “Ana Bell (ana@x.org)”, “Ana Bell, ana@x.org”."""

from __future__ import annotations

import re
from collections.abc import Sequence

ADDRESSED = re.compile(r"([^<>()@]+?)\s*(<|\(|,|:|\||\n| [-–] )\s*(?:mailto:)?[^\s@<>;,()]+@[^\s@<>;,()]+\s*[>)]?")
_CLOSING = {"<": (">",), "(": (")",)}


def openings(texts: Sequence[str]) -> tuple[str, ...]:
    """What stands between names and addresses, and after these; without the marks that stand in names too."""
    found = [match for text in texts if (match := ADDRESSED.fullmatch(text))]
    marks = [mark for mark in dict.fromkeys(match[2] for match in found)
             if not any(mark in match[1] for match in found)]
    return tuple(part for mark in marks for part in (mark, *_CLOSING.get(mark, ())))
