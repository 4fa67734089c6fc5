"""Text from data as a reader should see it: what would hide or turn other text round is shown instead of obeyed."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """One line, with characters that control direction or a terminal shown as `[U+202E]`."""
    return "".join(_shown(character) for character in " ".join(text.split()))


def _shown(character: str) -> str:
    hidden = character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
    return f"[U+{ord(character):04X}]" if hidden else character
