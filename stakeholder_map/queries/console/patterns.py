"""Patterns: paths of things and ties, each with the condition that only what is visible is on it."""

from __future__ import annotations

import re
from functools import cache

from .. import get
from .expressions import Expressions
from .vocabulary import PATHS


@cache
def visible() -> str:
    """The condition of queries/console/visible.cypher for the path `way`, on one line."""
    text = " ".join(get("console/visible").text.split())
    return text[text.index(" WHERE all(") + len(" WHERE ") : text.index(" RETURN count(")]


class Patterns(Expressions):
    """Writes patterns."""

    def patterns(self) -> None:
        """What is matched, each path named so that its condition can be written, and then the WHERE."""
        names = [self.path()]
        while self.now.sign(","):
            self.sign(",")
            names.append(self.path())
        self.write(" WHERE " + " AND ".join(re.sub(r"\bway\b", name, visible()) for name in names))
        if self.now.word("WHERE"):
            self.at += 1
            self.write(" AND (")
            self.expression()
            self.write(")")

    def path(self) -> str:
        """One path; its name."""
        if self.now.kind in ("word", "name") and self.after().sign("="):
            name = self.variable(self.name())
            self.sign("=")
        else:
            self.paths += 1
            name = f"p{self.paths}"
            self.write(f" {name} = ")
        if self.now.kind == "word" and self.now.value.lower() in PATHS:
            self.write(PATHS[self.now.value.lower()], self.now)
            self.sign("(")
            self.inside(self.steps, ")")
        else:
            self.steps()
        return name

    def steps(self) -> None:
        """Things and the ties between them."""
        self.thing()
        while self.now.sign("-", "<", "("):
            if not self.now.sign("("):
                self.tie()
            self.thing()

    def thing(self) -> None:
        """A thing in round brackets, or a part of a path that is repeated."""
        self.sign("(")
        if self.now.sign("("):
            self.inside(self.group, ")")
            self.repeated()
        else:
            self.inside(self.features, ")")

    def group(self) -> None:
        self.steps()
        if self.now.word("WHERE"):
            self.word()
            self.expression()

    def repeated(self) -> None:
        """{1,3}, + or *."""
        if self.now.sign("+", "*"):
            self.sign("+", "*")
        elif self.now.sign("{"):
            self.sign("{")
            while self.now.kind == "number" or self.now.sign(","):
                self.write(self.now.value, self.now)
            self.sign("}")

    def tie(self) -> None:
        if self.now.sign("<"):
            self.sign("<")
        self.sign("-")
        if self.now.sign("["):
            self.sign("[")
            self.inside(self.features, "]")
        self.sign("-")
        if self.now.sign(">"):
            self.sign(">")
        self.repeated()

    def features(self) -> None:
        """What a thing or a tie is like: name, labels, length, properties, WHERE."""
        if self.now.kind == "name" or (self.now.kind == "word" and not self.now.word("WHERE")):
            self.name()
        if self.now.sign(":"):
            self.labels()
        if self.now.sign("*"):
            self.sign("*")
            while self.now.kind == "number" or self.now.sign(".."):
                self.write(self.now.value, self.now)
        if self.now.sign("{"):
            self.entries()
        if self.now.word("WHERE"):
            self.word()
            self.expression()
