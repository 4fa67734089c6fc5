"""Networks as lists of edges: two names in each line, apart by space, and perhaps a number or attributes behind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ....batch import Origin, Problem
from ...files.tables import Cell, check
from ...files.text_tables import decode
from .parts import Network

FORMS = (".edgelist", ".edges", ".ncol")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
_ATTRIBUTES = re.compile(r"(.*?)\s(\{.*\})\s*")
_COMMENT = re.compile(r"^\s*[#%].*|\s#.*")
_FEWEST = 2


def is_edge_list(text: str, named: bool) -> bool:
    """Whether a text is a list of edges. Without a name that says so, every line must have a number or attributes
    behind, or digits in both names: two words alone may be first name and surname."""
    lines = [line for line in map(_bare, text.split("\n")[:-1] or [text]) if line]
    found = [_parts(line) for line in lines]
    if named:
        return any(found)
    return len(found) >= _FEWEST and all(
        part and (part[2] or (any(map(str.isdigit, part[0])) and any(map(str.isdigit, part[1])))) for part in found)


def read_edge_list(path: Path, network: Network) -> Iterator[Problem]:
    """Add what a file holds; lines that are no pairs are told."""
    check(path)
    text, notes = decode(path.read_bytes(), path.name)
    yield from notes
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if not (bare := _bare(line)):
            continue
        if parts := _parts(bare):
            network.join(parts[0], parts[1], parts[2], Origin(path.name, number))
        else:
            yield Problem("The line has no two names", "Write two names and perhaps a number, apart by space.",
                          path.name, number)


def _bare(line: str) -> str:
    """A line without what is only a remark."""
    return _COMMENT.sub("", line).strip()


def _parts(line: str) -> tuple[str, str, dict[str, Cell]] | None:
    """Both ends of a line and its attributes; None when it is something else."""
    found = _ATTRIBUTES.fullmatch(line)
    words = (found[1] if found else line).split("\t" if line.count("\t") else None)
    ends, rest = [word.strip().strip('"') for word in words[:2]], [word for word in words[2:] if word.strip()]
    if len(ends) != 2 or not all(ends) or len(rest) > 1 or (rest and not _NUMBER.fullmatch(rest[0].strip())):
        return None
    attributes: dict[str, Cell] = {"weight": rest[0].strip()} if rest else {}
    return (ends[0], ends[1], {**attributes, **_attributes(found[2])}) if found else (ends[0], ends[1], attributes)


def _attributes(text: str) -> dict[str, Cell]:
    """What Python's own spelling of attributes says, such as {'weight': 3}; nothing where it is something else."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return {}
    return {str(name): one for name, one in value.items() if isinstance(one, str | int | float | bool)} \
        if isinstance(value, dict) else {}
