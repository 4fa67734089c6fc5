"""Salesforce ids: 15 characters whose case matters, or the same with three more that say which are capitals."""

from __future__ import annotations

import re

_LONG = re.compile(r"[A-Za-z0-9]{18}")
_KEYED = re.compile(r"[0a][0-9A-Za-z]{14}AA[A-Z]")
"""What ends like most ids of 18 characters, even if the three do not fit, as in data made by hand."""
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def record_id(text: str) -> str:
    """An id in the form in which all its spellings are equal: the first 15 characters, no mark of a reference."""
    text = text.strip().removeprefix("@")
    if not _LONG.fullmatch(text):
        return text
    return text[:15] if suffix(text[:15]) == text[15:].upper() or _KEYED.fullmatch(text) else text


def suffix(short: str) -> str:
    """The three characters for an id of 15: each stands for which of five are capitals."""
    parts = (short[n:n + 5] for n in (0, 5, 10))
    return "".join(_SUFFIX[sum(1 << at for at, c in enumerate(part) if "A" <= c <= "Z")] for part in parts)
