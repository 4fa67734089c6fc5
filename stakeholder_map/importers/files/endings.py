"""What a file is by its ending, or, where that says nothing, by how it begins."""

from __future__ import annotations

import re
from pathlib import Path

_NAMED = re.compile(r"\.[a-z]{1,9}\d?")
_BEGINNINGS = (
    (re.compile(r"[\[{]"), ".json"),
    (re.compile(r"<(https?|urn):\S*>\s"), ".nt"),
    (re.compile(r"(@|BASE|PREFIX\s)(prefix|base|\S*:)?\s*\S*\s*<", re.IGNORECASE), ".ttl"),
    (re.compile(r"<(\?xml|[\w:]+[\s>])"), ".xml"),
    (re.compile(r"\*(vertices|network|arcs|edges)\b", re.IGNORECASE), ".net"),
    (re.compile(r"dl\s+n[rc]?\s*[=\s]\s*\d", re.IGNORECASE), ".dl"),
    (re.compile(r"(Creator\b.*\n\s*)?(Version\b.*\n\s*)?graph\s*\[", re.IGNORECASE), ".gml"),
)
"""How files that are no tables begin, with the ending that they should have."""
_SAME = {".cyjs": ".json"}
"""Endings of programs for what has an ending of its own."""
_TABLE = re.compile(r"[^\n]*[,;\t|]")


def ending_of(path: Path) -> str:
    """The ending of a file in lower case; of one without any, or called `.txt`, that of what it is by its beginning.

    A text that is nothing else is a table (`.csv`) if its first line has a separator.
    """
    named = path.suffix.lower()
    if _NAMED.fullmatch(named) and named != ".txt":
        return _SAME.get(named, named)
    try:
        with path.open("rb") as stream:
            head = stream.read(2_000)
    except OSError:
        return named
    if head.startswith(b"PK\x03\x04"):
        return ".xlsx"
    text = _decoded(head).lstrip("\ufeff \r\n\t")
    found = next((ending for beginning, ending in _BEGINNINGS if beginning.match(text)), "")
    return found or (named if named == ".txt" else ".csv" if _TABLE.match(text) else named)


def _decoded(head: bytes) -> str:
    """The beginning of a text, as far as signs that are in every encoding go."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")
