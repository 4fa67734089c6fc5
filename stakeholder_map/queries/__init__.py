"""Finds the statements under queries/ and lists them. `python -m stakeholder_map.queries` writes queries/README.md."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ..errors import QueryError
from .parameters import Param
from .query import NAME, Column, Query, load

__all__ = [
    "INDEX", "SUFFIX", "Column", "Param", "Query", "catalogue", "folder", "get", "groups", "index", "load", "main",
]

SUFFIX = ".cypher"
LAST = "The data itself"
INDEX = "README.md"


def folder() -> Path:
    """Where the statements are: inside the installed package, or beside it in the repository."""
    inside = Path(__file__).parent
    return inside if (inside / "ask").is_dir() else inside.parent.parent / "queries"


@cache
def get(name: str) -> Query:
    """The statement called `name`, such as `ask/who-knows-whom`."""
    where, _, last = name.rpartition("/")
    path = folder() / where / (last + SUFFIX)
    if NAME.fullmatch(where) and NAME.fullmatch(last) and path.is_file():
        return load(path)
    near = difflib.get_close_matches(last, _names(where) if NAME.fullmatch(where) else [])
    hint = f"Did you mean {' or '.join(near)}?" if near else "`stakeholder-map ask` lists the questions."
    raise QueryError(f"There is no question called '{last}'.", hint)


@cache
def catalogue(where: str = "ask") -> tuple[Query, ...]:
    """All statements of one folder under queries/, by name."""
    return tuple(load(folder() / where / (name + SUFFIX)) for name in _names(where))


def _names(where: str) -> list[str]:
    return sorted(path.stem for path in (folder() / where).glob("*" + SUFFIX))


def groups(found: Iterable[Query]) -> dict[str, list[Query]]:
    """Questions by their group; groups and questions by name, what is about the data itself last."""
    by: dict[str, list[Query]] = {}
    for query in sorted(found, key=lambda query: (query.group == LAST, query.group, query.name)):
        by.setdefault(query.group, []).append(query)
    return by


def index() -> str:
    """The text of queries/README.md: every question with its parameters and columns."""
    questions = catalogue()
    parts = [_INTRODUCTION.format(count=len(questions))]
    for group, members in groups(questions).items():
        parts += [f"**{group}**", "", "| question | what it answers |", "|---|---|"]
        parts += [f"| [{query.name}](#{query.name}) | {query.summary} |" for query in members] + [""]
    parts.pop()
    for query in questions:
        parts += ["", f"## {query.name}", "", query.description, ""]
        parts += [f"* `{param}`: {param.help}" for param in query.params]
        parts += ["", "| column | meaning |", "|---|---|"]
        parts += [f"| {column.name} | {column.help} |" for column in query.columns]
    return "\n".join(parts) + "\n"


_INTRODUCTION = """# Questions

<!-- Written by `python -m stakeholder_map.queries` from the headers in ask/: change those, not this page. -->

{count} questions that anybody can ask: `stakeholder-map ask NAME --PARAMETER VALUE`. Each is one file in `ask/`
that also opens in Neo4j Browser and runs in `cypher-shell`, with its parameters set first:

    cypher-shell --param "days => 180" --param "as_of => date()" --file queries/ask/people-gone-quiet.cypher

To add a question, add a file. Its header says what it is called, what it needs and what it answers (the top of
`stakeholder_map/queries/query.py` has an example); a known answer goes into `tests/answers.py`. The rows need a total
order, and the text may only use what both engines do alike: `tests/cypher_rules.py` checks most of that. It cannot see
that days from a parameter or a list must go through `date()` before `max`, `min`, `DISTINCT` or grouping.
"""


def main() -> None:
    """Write the catalogue of the questions."""
    (folder() / INDEX).write_text(index(), encoding="utf-8")

