"""Cells as values: clean text, yes and no, whole numbers, lists, e-mail addresses."""

from __future__ import annotations

import re

from ...custom import number
from ..files.tables import Cell, as_text

_BLANK = frozenset({"", "-", "–", "—", "n/a", "na", "none", "null", "nil", "(none)", "#n/a"})
_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "on", "ours", "ja", "wahr", "oui", "vrai", "si", "sí",
                  "verdadero"})
_NO = frozenset({"no", "n", "false", "0", "✗", "✘", "off", "nein", "falsch", "non", "faux", "falso"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_THOUSANDS = re.compile(r"(?<=\d)[,  ](?=\d{3}\b)")
_ADDRESS = re.compile(r"(?:[^<>@]*<)?(?:mailto:)?\s*([^\s@<>;,:\"()]+@[\w-]+(?:\.[\w-]+)*)\s*>?")


def is_blank(text: str) -> bool:
    """Whether a cell of a date, number, choice or reference says nothing ("-", "n/a")."""
    return len(text) < 8 and text.strip().casefold() in _BLANK


def clean(cell: Cell) -> str:
    """Text without control characters (new line and tab stay) and outer space; otherwise unchanged."""
    text = cell if type(cell) is str else as_text(cell)
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def parse_yes_no(cell: Cell) -> bool | None:
    """Yes or no; raises ValueError for anything else."""
    if isinstance(cell, bool):
        return cell
    text = clean(cell).casefold()
    if is_blank(text):
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError("is neither yes nor no")


def parse_integer(cell: Cell, least: int | None = None, most: int | None = None) -> int | None:
    """A whole number within bounds; raises ValueError for anything else."""
    text = clean(cell)
    if is_blank(text):
        return None
    bare = _THOUSANDS.sub("", text)
    found = re.fullmatch(r"([+-]?\d{1,15})(?:\.0+)?", bare)
    if not found or not bare.isascii():
        raise ValueError("is not a whole number")
    number = int(found[1])
    if least is not None and most is not None and not least <= number <= most:
        raise ValueError(f"is not between {least} and {most}")
    if least is not None and number < least:
        raise ValueError(f"is less than {least}")
    return number


def parse_number(cell: Cell) -> int | float | None:
    """A number, whole or not; raises ValueError for anything else."""
    text = clean(cell)
    return None if is_blank(text) else number(_THOUSANDS.sub("", text))


def parse_list(cell: Cell) -> list[str]:
    """The parts of a list separated by semicolons, without blanks and repetitions, in order."""
    text = clean(cell)
    if ";" not in text and "\n" not in text:
        return [text] if text else []
    return list(dict.fromkeys(part for part in (p.strip() for p in re.split(r"[;\n]", text)) if part))


def parse_email(cell: Cell) -> str | None:
    """The address of a cell as written, or None for blank; raises ValueError when there is none in it."""
    text = clean(cell)
    if is_blank(text):
        return None
    found = _ADDRESS.match(text)
    if not found:
        raise ValueError("is not an e-mail address")
    return found[1].strip(".'")
