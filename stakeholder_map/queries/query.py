"""One statement: a `.cypher` file that its own header documents, read and checked.

    // name: who-knows-whom
    // group: Who knows whom
    // description: Who of ours knows whom at a partner organisation.
    //   A line that is indented goes on with the one before it.
    // param organisation: text, required. Name or id of the partner organisation.
    // param as_of: date = today. The day to answer for.
    // returns colleague: our person
    // returns contact: their person

A parameter is `required`, `optional` (null when not given) or has a default; its type is one of parameters.TYPES.
Questions (ask/) stand in a group. `// writes` marks a statement that changes the store. A file whose header and text
disagree is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ..errors import QueryError
from . import cypher
from .parameters import TYPES, Param

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENTRY = re.compile(
    r"// (?P<word>name|group|description|param|returns|writes)\b(?: (?P<subject>\w+))?(?:: (?P<rest>.+))?$")
_MORE = re.compile(r"//\s{2,}(?P<rest>\S.*)$")
_PARAM = re.compile(r"(?P<type>[a-z/]+)(?P<rule>, required|, optional| = \S+?)\.\s+(?P<help>\S.*)")
QUESTIONS = "ask"
"""The folder of the questions that people ask."""

_WITH_SUBJECT = ("param", "returns")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it means."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A checked statement. `text` is the whole file, header included: that is what goes to the engine."""

    name: str
    description: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    text: str
    path: Path
    writes: bool = False
    group: str = ""

    @property
    def title(self) -> str:
        """Its name as people read it: `Who knows whom`."""
        return self.name.replace("-", " ").capitalize()

    @property
    def summary(self) -> str:
        """The first sentence of the description, without its full stop."""
        return self.description.split(". ")[0].rstrip(".")

    @property
    def statements(self) -> list[str]:
        """The single statements of the text: a file of schema statements holds several."""
        return cypher.statements(self.text)

    def bind(self, values: Mapping[str, object], today: date | None = None) -> dict[str, Any]:
        """Every parameter with a value of its type, from text as typed on a command line or from Python values."""
        given = {name.replace("-", "_"): value for name, value in values.items() if value is not None}
        known = {param.name: param for param in self.params}
        if unknown := sorted(given.keys() - known.keys()):
            self._refuse(f"'{self.name}' has no parameter called {unknown[0]}.")
        if missing := [param for param in self.params if param.required and param.name not in given]:
            self._refuse(f"'{self.name}' needs {missing[0].name}: {missing[0].help}")
        return {name: self._value(param, given.get(name), today or date.today()) for name, param in known.items()}

    def _value(self, param: Param, given: object, today: date) -> object:
        try:
            return param.value(given, today)
        except (TypeError, ValueError):
            self._refuse(f"'{self.name}': {param.name} must be {TYPES[param.type].words}, not {given!r}.")

    def _refuse(self, message: str) -> NoReturn:
        known = ", ".join(str(param) for param in self.params)
        raise QueryError(message, f"Its parameters are: {known}." if known else "It takes no parameters.")


def load(path: Path) -> Query:
    """Read and check one file."""
    text = path.read_text(encoding="utf-8")
    entries = _entries(path, text)
    subjects = {word: [(entry.subject, entry) for entry in entries if entry.word == word] for word in _WITH_SUBJECT}
    query = Query(
        name=_only(path, entries, "name"),
        description=_only(path, entries, "description"),
        params=tuple(_param(path, entry) for _, entry in subjects["param"]),
        columns=tuple(Column(name, entry.rest) for name, entry in subjects["returns"]),
        text=text,
        path=path,
        writes=any(entry.word == "writes" for entry in entries),
        group=_only(path, entries, "group") if path.parent.name == QUESTIONS else "",
    )
    _check_header(query)
    _check_text(query)
    return query


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    subject: str
    rest: str
    line: int


def _entries(path: Path, text: str) -> list[_Entry]:
    """The entries of the header: the comment lines at the top of the file, up to the first other line."""
    entries: list[_Entry] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        if (more := _MORE.match(line)) and entries:
            last = entries[-1]
            entries[-1] = _Entry(last.word, last.subject, f"{last.rest} {more['rest']}", last.line)
        elif (found := _ENTRY.match(line)) and bool(found["subject"]) == (found["word"] in _WITH_SUBJECT):
            entries.append(_Entry(found["word"], found["subject"] or "", (found["rest"] or "").strip(), number))
        else:
            hint = "The top of queries/query.py shows what a header is."
            _disagree(path, number, f"'{line}' is no line of a header", hint)
    return entries


def _only(path: Path, entries: list[_Entry], word: str) -> str:
    found = [entry.rest for entry in entries if entry.word == word]
    if len(found) != 1 or not found[0]:
        _disagree(path, 1, f"the header needs exactly one '// {word}: ...'")
    return found[0]


def _param(path: Path, entry: _Entry) -> Param:
    found = _PARAM.fullmatch(entry.rest)
    if not found or found["type"] not in TYPES:
        hint = f"Write `// param {entry.subject}: TYPE, required. What it is.` with one of {', '.join(TYPES)}."
        _disagree(path, entry.line, f"the type, default or help of parameter {entry.subject} is missing", hint)
    default = found["rule"].removeprefix(" = ") if found["rule"].startswith(" = ") else None
    param = Param(entry.subject, found["type"], default, found["help"], optional=found["rule"] == ", optional")
    try:
        param.value(None, date.today())
    except (TypeError, ValueError):
        _disagree(path, entry.line, f"the default of parameter {param.name} is not {TYPES[param.type].words}")
    return param


def _check_header(query: Query) -> None:
    """The name is the file's, nothing is declared twice, every column has a meaning."""
    if query.name != query.path.stem or not NAME.fullmatch(query.name):
        _disagree(query.path, 1, f"the name '{query.name}' is not the file's, '{query.path.stem}'")
    names = [param.name for param in query.params], [column.name for column in query.columns]
    if twice := [name for group in names for name in group if group.count(name) > 1]:
        _disagree(query.path, 1, f"'{twice[0]}' is declared twice")
    if bare := [column.name for column in query.columns if not column.help]:
        _disagree(query.path, 1, f"the column {bare[0]} has no meaning", "Write `// returns COLUMN: what it is`.")


def _check_text(query: Query) -> None:
    """Parameters, columns and the mark for writing are those that the text really has."""
    used, declared = cypher.parameters(query.text), {param.name for param in query.params}
    if unknown := sorted(used.keys() - declared):
        _disagree(query.path, used[unknown[0]], f"${unknown[0]} is used but not declared")
    if idle := sorted(declared - used.keys()):
        _disagree(query.path, 1, f"the parameter {idle[0]} is declared but not used")
    columns = [column.name for column in query.columns]
    for line, names in cypher.returned(query.text) or [(1, [])]:
        if names != columns:
            _disagree(query.path, line, f"the header promises the columns {columns}, RETURN gives {names}")
    writes = cypher.writes(query.text)
    if writes and not query.writes:
        _disagree(query.path, writes[1], f"{writes[0]} may write", "Add `// writes` if it is meant to.")
    if query.writes and not writes:
        _disagree(query.path, 1, "the header says that it writes, but it does not")
    if not cypher.bare(query.text).rstrip().endswith(";"):
        _disagree(query.path, query.text.count("\n") + 1, "the statement must end with ;")


def _disagree(path: Path, line: int, what: str, hint: str = "Correct the header or the text.") -> NoReturn:
    raise QueryError(f"{path.parent.name}/{path.name}, line {line}: {what}.", hint)
