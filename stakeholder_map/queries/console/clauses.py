"""Clauses: what a whole statement is made of."""

from __future__ import annotations

from .patterns import Patterns
from .vocabulary import AFTER, ONLY_READS, PROCEDURES


class Writer(Patterns):
    """Writes a whole statement."""

    def statement(self) -> None:
        """All of it."""
        self.union()
        if self.now.sign(";"):
            self.at += 1
        if self.now.kind != "end":
            self.refuse(hint="Ask one question at a time." if self.tokens[self.at - 1].sign(";") else ONLY_READS)

    def union(self) -> None:
        """Queries with UNION between them."""
        self.query()
        while self.now.word("UNION"):
            self.word()
            if self.now.word("ALL", "DISTINCT"):
                self.word()
            self.query()

    def query(self) -> None:
        """Clauses up to RETURN; in a subquery the brace may end it before."""
        while not self.now.word("RETURN"):
            if self.now.word("OPTIONAL") and self.after().word("MATCH", "CALL"):
                self.word()
            if self.now.word("MATCH"):
                self.word()
                self.patterns()
            elif self.now.word("WITH"):
                self.projection()
            elif self.now.word("UNWIND"):
                self.unwind()
            elif self.now.word("CALL"):
                self.call()
            elif self.now.sign("}") and self.depth:
                return
            else:
                self.refuse("RETURN is missing" if self.now.kind == "end" or self.now.sign(";") else "")
        self.projection()

    def unwind(self) -> None:
        self.word()
        self.expression()
        self.alias()

    def alias(self) -> str:
        """`AS name`."""
        if not self.now.word("AS"):
            self.refuse("AS and a name are expected here")
        self.word()
        return self.name()

    def projection(self) -> None:
        """WITH or RETURN, with what belongs to it."""
        last = self.now.word("RETURN")
        self.word()
        if self.now.word("DISTINCT"):
            self.word()
        outer = last and not self.depth and not self.columns
        while True:
            column = self.item(last)
            if outer:
                self.columns.append(column)
            if not self.now.sign(","):
                break
            self.sign(",")
        self.order()
        if self.now.word("WHERE") and not last:
            self.word()
            self.expression()

    def item(self, last: bool) -> str:
        """One item of WITH or RETURN; the name of its column."""
        start = self.now.start
        if self.now.sign("*") and (self.after().sign(",") or self.after().kind == "end" or self.after().word(*AFTER)):
            if last:
                self.refuse("RETURN * names no columns", "Name what the answer is to show: RETURN p.name, o.name.")
            self.sign("*")
            return "*"
        self.expression()
        shown = " ".join(self.typed[start : self.now.start].split())
        return self.alias() if self.now.word("AS") else shown.replace("`", "")

    def order(self) -> None:
        """ORDER BY, SKIP, LIMIT."""
        if self.now.word("ORDER") and self.after().word("BY"):
            self.word()
            self.word()
            self.expression()
            while self.now.sign(","):
                self.sign(",")
                self.expression()
        while self.now.word("SKIP", "OFFSET", "LIMIT"):
            self.word()
            self.expression()

    def call(self) -> None:
        """CALL (names) { … }, CALL { … }, or one of the known procedures."""
        self.word()
        if self.now.sign("(", "{"):
            if self.now.sign("("):
                self.sign("(")
                self.inside(self.scope, ")")
            self.sign("{")
            self.inside(self.union, "}")
            return
        start = self.at
        while self.after().sign("."):
            self.at += 2
        called = "".join(token.value for token in self.tokens[start : self.at + 1])
        if called not in PROCEDURES:
            self.at = start
            self.refuse(f"the console does not call {called or 'procedures'}", f"It calls {', '.join(PROCEDURES)}.")
        self.write(called, self.now)
        self.sign("(")
        self.sign(")")
        found = PROCEDURES[called]
        if not (self.now.word("YIELD") and self.after().value == found):
            self.refuse(f"YIELD {found} is expected here")
        self.word()
        self.write(found, self.now)
        self.write(" AS ")
        if self.now.word("AS"):
            self.at += 1
            self.name()
        else:
            self.write(self.variable(found))

    def scope(self) -> None:
        """The names that a subquery takes over."""
        while not self.now.sign(")"):
            self.sign("*") if self.now.sign("*") else self.name()
            if not self.now.sign(")"):
                self.sign(",")
