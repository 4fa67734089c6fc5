"""Takes tokens in and writes text out: what the grammar of the console is made with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from .tokens import Token, refuse, tokens
from .vocabulary import CHANGES, ONLY_READS, OTHERS, objection

DEPTH = 60
"""Brackets that may be open at once."""


class Pen:
    """A statement, the token that is looked at, and what has been written so far.

    Each method of the grammar leaves off at the token after its part.
    """

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.tokens = tokens(typed)
        self.at = 0
        self.text = ""
        self.places: list[tuple[int, int]] = []
        self.texts: dict[str, str] = {}
        self.variables: dict[str, str] = {}
        self.used: set[str] = set()
        self.columns: list[str] = []
        self.paths = 0
        self.depth = 0
        self.cases = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def after(self, steps: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def write(self, text: str, token: Token | None = None) -> None:
        """Add `text`; with `token` it stands for that token, which is then done."""
        apart = token is not None and token.gap
        if self.text and (apart or re.match(r"[\w$`]{2}", self.text[-1] + text[:1])):
            self.text += " "
        if token is not None:
            self.places.append((len(self.text), token.start))
            self.at += 1
        self.text += text

    def refuse(self, what: str = "", hint: str = ONLY_READS) -> NoReturn:
        """Refuse the statement at the present token."""
        now = self.now
        if now.kind == "end":
            what, hint = what or "something is missing at its end", hint
        elif not what:
            what, hint = objection(self.typed[now.start :].split(maxsplit=1)[0] if now.kind == "text" else now.value)
        refuse(self.typed, now.start, what, hint)

    def sign(self, *signs: str) -> None:
        """One of these signs must stand here."""
        if not self.now.sign(*signs):
            self.refuse("" if self.now.word(*CHANGES, *OTHERS) else f"{' or '.join(signs)} is expected here")
        self.write(self.now.value, self.now)

    def word(self) -> None:
        """The word that stands here, as a word of the language."""
        self.write(self.now.value.upper(), self.now)

    def name(self) -> str:
        """The name of a variable must stand here; written as v and a number it can be nothing else."""
        if self.now.kind not in ("word", "name") or self.now.word(*CHANGES, *OTHERS):
            self.refuse()
        name = self.now.value
        self.write(self.variable(name), self.now)
        return name

    def variable(self, name: str) -> str:
        """What stands for a variable in the text."""
        return self.variables.setdefault(name, f"v{len(self.variables) + 1}")

    def key(self) -> str:
        """The name of a property, a label or a type must stand here; in backticks it can be nothing else."""
        if self.now.kind not in ("word", "name"):
            self.refuse("a name is expected here")
        key = self.now.value
        self.write(f"`{key}`", self.now)
        return key

    def inside(self, part: Callable[[], object], close: str) -> None:
        """What stands in brackets, up to the closing one."""
        self.depth += 1
        if self.depth > DEPTH:
            self.refuse(f"more than {DEPTH} brackets are open", "Take the statement apart with WITH.")
        part()
        self.depth -= 1
        self.sign(close)
