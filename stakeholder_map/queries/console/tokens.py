"""Cuts a statement of the free console into tokens; whatever is not plain Cypher is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NoReturn, cast

from ...errors import QueryError

LENGTH = 20_000
"""Characters that a statement may have."""

Kind = Literal["word", "name", "text", "number", "parameter", "sign", "end"]

_TOKEN = re.compile(
    r"(?P<gap>(?://[^\n\r]*|/\*.*?\*/|\s)+)"
    r"|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<name>`[^`\\\x00-\x1f]+`(?!`))"
    r"|(?P<parameter>\$[A-Za-z]\w*)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|<>|=~|\.\.|/(?![/*])|[-+*%^=<>(){}\[\],.;:|&!])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\\": "\\", "'": "'", '"': '"', "`": "`"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a statement. `value` is what it means: a text without quotes, a name without backticks.

    `gap` says that something stood between it and the token before.
    """

    kind: Kind
    value: str
    start: int
    gap: bool = False

    def word(self, *words: str) -> bool:
        """Is it one of these words (in capitals), not in backticks?"""
        return self.kind == "word" and self.value.upper() in words

    def sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.value in signs


def tokens(text: str) -> list[Token]:
    """The tokens of a statement, the last one of kind `end`. Raises QueryError with line and column."""
    if len(text) > LENGTH:
        raise QueryError(f"The statement is longer than {LENGTH:,} characters.", "Ask for less at once.")
    return list(_cut(text))


def _cut(text: str) -> Iterator[Token]:
    at, gap = 0, False
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            refuse(text, at, f"{_shown(text, at)} has no place in a statement", _hint(text[at]))
        kind, value = str(found.lastgroup), found.group()
        if kind == "gap":
            gap = True
        else:
            named = cast(Kind, kind)  # the groups are named after the kinds
            yield Token(named, _meaning(text, at, named, value), at, gap)
            gap = False
        at = found.end()
    yield Token("end", "", len(text), True)


def _meaning(text: str, at: int, kind: str, value: str) -> str:
    if kind == "text":
        return _ESCAPE.sub(lambda found: _unescaped(text, at + found.start(), found), value[1:-1])
    if kind in ("name", "parameter"):
        value = value.strip("`").removeprefix("$")
        if value.startswith("__"):
            refuse(text, at, f"names that start with __ are the console's own, as {value} does", "Choose another one.")
    return value


def _unescaped(text: str, at: int, found: re.Match[str]) -> str:
    if found[1] and not 0xD800 <= int(found[1], 16) <= 0xDFFF:
        return chr(int(found[1], 16))
    if found[2] not in _PLAIN:
        refuse(text, at, f"{found[0]} stands for nothing", r"Write \\ for a backslash.")
    return _PLAIN[found[2]]


def place(text: str, at: int) -> str:
    """`line 2, column 5`, both counted from 1."""
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def refuse(text: str, at: int, what: str, hint: str) -> NoReturn:
    """Raise an error that names the place."""
    raise QueryError(f"The statement is refused at {place(text, at)}: {what}.", hint)


def _shown(text: str, at: int) -> str:
    character = text[at]
    return f"'{character}'" if character.isprintable() else f"the character U+{ord(character):04X}"


def _hint(character: str) -> str:
    closing = {"'": "Close the text with '.", '"': 'Close the text with ".',
               "`": "Close the name with ` and use no backslash or backtick in it.",
               "$": "A parameter is $ and a name, such as $days.", "/": "Close the comment with */."}
    return closing.get(character, "Names with other characters than letters and digits stand in `backticks`.")
