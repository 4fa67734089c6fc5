"""Numbers on lines between people: strengths from 1 to 5 if all of them can be, else nothing, with a sentence why."""

from __future__ import annotations

from collections.abc import Iterable


def as_strength(text: str) -> int | None:
    """A whole number from 1 to 5, also written 3.0; None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and 1 <= number <= 5 else None


def why_not(texts: Iterable[str]) -> str:
    """Why the numbers of a file cannot be strengths, '' when they can."""
    said = [text for text in texts if text]
    odd = [text for text in said if as_strength(text) is None]
    if odd:
        return f"not all of them are whole numbers from 1 to 5 ({', '.join(dict.fromkeys(odd[:5]))})"
    if len(said) > 1 and {as_strength(text) for text in said} == {1}:
        return "all of them are 1, which programs write where nobody has said anything"
    return ""
