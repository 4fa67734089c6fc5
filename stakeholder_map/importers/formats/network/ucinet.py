"""Networks of UCINET in its DL text: a matrix, or lists of who is tied to whom, with labels above or inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ....batch import Origin
from ....errors import InputError
from ...files.tables import check
from .forms import text_of
from .parts import MOST_THINGS, NAME_THEM, TWO_KINDS, Network

_BEGINS = re.compile(r"\ufeff?\s*dl\s+n[rc]?\s*[=\s]\s*\d", re.IGNORECASE)
_DATA = re.compile(r"^\s*data\s*:", re.IGNORECASE | re.MULTILINE)
_TWO = re.compile(r"\bn[rc]\s*[=\s]", re.IGNORECASE)
_SIZE = re.compile(r"\bn\s*[=\s]\s*(\d+)", re.IGNORECASE)
_FORMAT = re.compile(r"\bformat\s*[=\s]\s*(\w+)", re.IGNORECASE)
_EMBEDDED = re.compile(r"\blabels\s+embedded\b", re.IGNORECASE)
_LABELS = re.compile(r"\blabels\s*:(.*)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\"[^\"]*\"|[^\s,]+")

Row = tuple[int, list[str]]
"""The number of a line, and its words."""


def is_ucinet(text: str) -> bool:
    """Whether a text begins as UCINET's DL does."""
    return bool(_BEGINS.match(text))


def read_ucinet(path: Path, network: Network) -> None:
    """Add what a file holds. Raises InputError when it is of a form that is not known, or not complete."""
    check(path)
    text = text_of(path)
    data, size = _DATA.search(text), _SIZE.search(text)
    head = text[:data.start()] if data else text
    if _TWO.search(head):
        raise InputError(TWO_KINDS.format(path.name), NAME_THEM)
    if not data or not size or not 0 < int(size[1]) <= MOST_THINGS:
        raise _broken(path, "the number of things (n=) or the line “data:” is missing")
    first = text.count("\n", 0, data.end()) + 1
    rows = [(number, words) for number, line in enumerate(text[data.end():].split("\n"), start=first)
            if (words := _words(line))]
    inside = bool(_EMBEDDED.search(head))
    found = _LABELS.search(_EMBEDDED.sub("", head))
    names = _words(found[1]) if found else []
    form = (named[1] if (named := _FORMAT.search(head)) else "fullmatrix").lower()
    if not inside:
        names = (names + [str(n + 1) for n in range(len(names), int(size[1]))])[:int(size[1])]
    for name in names:
        network.add(name, {}, Origin(path.name, 1))
    for line, start, end, weight in _lines(path, form, rows, [] if inside else names, int(size[1])):
        network.join(start, end, {"weight": weight} if weight else {}, Origin(path.name, line))


def _words(text: str) -> list[str]:
    return [word.strip('"') for word in _WORD.findall(text)]


def _broken(path: Path, why: str) -> InputError:
    return InputError(f"{path.name} cannot be read as a network of UCINET: {why}", "Save it again as GraphML.")


def _lines(path: Path, form: str, rows: list[Row], names: list[str], size: int) -> Iterator[tuple[int, str, str, str]]:
    """Each line of the network: where it stands, both ends, and its number if it has one."""
    if form in ("fullmatrix", "fm"):
        yield from _matrix(path, rows, names, size)
    elif form in ("edgelist1", "el1", "nodelist1", "nl1"):
        for line, words in rows:
            start, *rest = words
            ends, weight = (rest[:1], "".join(rest[1:2])) if form.startswith("e") else (rest, "")
            for end in ends:
                yield line, _name(path, start, names), _name(path, end, names), weight
    else:
        raise _broken(path, f"the format “{form}” is not known")


def _name(path: Path, word: str, names: list[str]) -> str:
    """What a word of a list means: the place of a label, or, where labels stand inside, the label."""
    if not names:
        return word
    if word.isdecimal() and 0 < int(word) <= len(names):
        return names[int(word) - 1]
    if word in names:
        return word
    raise _broken(path, f"“{word}” is none of the {len(names):,} things")


def _matrix(path: Path, rows: list[Row], names: list[str], size: int) -> Iterator[tuple[int, str, str, str]]:
    """The numbers of a matrix that are not 0, without its diagonal; of several matrices the first."""
    if not names:
        names = rows[0][1] if rows else []
        rows = [(line, words[1:]) for line, words in rows[1:]]
    cells = [(line, word) for line, words in rows for word in words]
    if len(names) != size or len(cells) < size * size:
        raise _broken(path, f"a matrix of {size:,} things needs {size * size:,} numbers and {size:,} labels")
    for n, (line, word) in enumerate(cells[:size * size]):
        start, end = divmod(n, size)
        if start != end and word.strip("0."):
            yield line, names[start], names[end], word
