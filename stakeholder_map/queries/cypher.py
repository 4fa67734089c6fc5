"""Reads the text of a Cypher statement just far enough to check it: parameters, columns, writes, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_QUIET = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_WRITE = re.compile(
    r"(?<![.:$\w])(?:(CREATE|MERGE|SET|DELETE|REMOVE|DROP|ALTER|FOREACH|LOAD\s+CSV|IN\s+TRANSACTIONS)\b(?!\s*:)"
    r"|(CALL)\s+[A-Z])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z_]\w*|[(\[{]|[)\]}]|,|;")
_AFTER_RETURN = frozenset({"ORDER", "SKIP", "LIMIT", "UNION", "NEXT", ";"})


def bare(text: str) -> str:
    """`text` with comments, strings and quoted names blanked out; every other character keeps its place."""
    return _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def line_of(text: str, position: int) -> int:
    """The line, counted from 1, in which `position` lies."""
    return text.count("\n", 0, position) + 1


def parameters(text: str) -> dict[str, int]:
    """The parameters that `text` uses, each with the line of its first use."""
    quiet = bare(text)
    used: dict[str, int] = {}
    for found in _PARAMETER.finditer(quiet):
        used.setdefault(found.group(1), line_of(quiet, found.start()))
    return used


def writes(text: str) -> tuple[str, int] | None:
    """The first word of `text` that may write, or that runs a procedure, with its line; None for a plain read."""
    quiet = bare(text)
    found = _WRITE.search(quiet)
    return (" ".join(found[1 if found[1] else 2].upper().split()), line_of(quiet, found.start())) if found else None


def statements(text: str) -> list[str]:
    """The statements of `text`, in order, each without its semicolon; what holds only comments is left out."""
    quiet, start, parts = bare(text), 0, []
    for end in [found.start() for found in re.finditer(";", quiet)] + [len(text)]:
        if quiet[start:end].strip():
            parts.append(text[start:end].strip())
        start = end + 1
    return parts


def returned(text: str) -> list[tuple[int, list[str]]]:
    """For each outermost RETURN of `text`: its line and the names of its columns ('' where one has no name)."""
    quiet = bare(text)
    words = [(word, at) for word, at, depth in _words(quiet) if depth == 0]
    clauses = []
    for index, (word, at) in enumerate(words):
        if word == "RETURN":
            rest = words[index + 1 :]
            end = next((place for word, place in rest if word in _AFTER_RETURN), len(quiet))
            commas = [place for word, place in rest if word == "," and place < end]
            clauses.append((line_of(quiet, at), _column_names(quiet, at + len("RETURN"), commas, end)))
    return clauses


def _column_names(quiet: str, start: int, commas: list[int], end: int) -> list[str]:
    edges = [start - 1, *commas, end]
    items = [quiet[left + 1 : right].strip() for left, right in pairwise(edges)]
    return [_name(re.sub(r"^DISTINCT\b", "", item, flags=re.IGNORECASE).strip()) for item in items]


def _name(item: str) -> str:
    found = re.search(r"(?:^|\bAS\s+)(\w+)$", item, re.IGNORECASE)
    return found.group(1) if found else ""


def _words(quiet: str) -> Iterator[tuple[str, int, int]]:
    """Words (in capitals) and separators of `quiet` with their place and how many brackets are open there."""
    depth = 0
    for found in _WORD.finditer(quiet):
        word = found.group()
        if word in "([{":
            depth += 1
        elif word in ")]}":
            depth -= 1
        else:
            yield word.upper(), found.start(), depth
