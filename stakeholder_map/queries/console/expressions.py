"""Expressions: values, operators, functions, maps, lists, labels, and the subqueries in them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .pen import Pen
from .vocabulary import AFTER, CLAUSES, FUNCTIONS, PATHS, SUBQUERIES, WORDS

OPERATORS = ("+", "-", "*", "/", "%", "^", "=", "<>", "<", ">", "<=", ">=", "=~", "..")
PATTERN_HINT = "Write EXISTS { (a)-->(b) } or COUNT { (a)-->(b) } around it."


class Expressions(Pen, ABC):
    """Writes expressions."""

    @abstractmethod
    def union(self) -> None:
        """The queries of a subquery."""

    @abstractmethod
    def patterns(self) -> None:
        """What is matched, and under which condition."""

    def expression(self) -> None:
        """Everything up to a comma, a closing bracket or a word that begins something new."""
        start = self.at
        while self.now.kind != "end" and not self.now.sign(",", ")", "]", "}", ";", "|"):
            after_starts = self.now.word("WITH") and self.tokens[self.at - 1].word("STARTS", "ENDS")
            if after_starts:
                self.word()
            elif self.now.word(*AFTER):
                break
            else:
                self.piece()
        if self.at == start:
            self.refuse("" if self.now.kind == "word" else "something is missing here")

    def piece(self) -> None:
        """One value, sign or word of an expression."""
        now = self.now
        if now.kind == "text":
            self.write(f"$__{self.texts.setdefault(now.value, str(len(self.texts) + 1))}", now)
        elif now.kind == "parameter":
            self.used.add(now.value)
            self.write(f"${now.value}", now)
        elif now.kind == "number":
            self.write(now.value, now)
        elif now.kind == "name":
            self.name()
        elif now.kind == "word":
            self.spoken()
        elif now.sign("(", "["):
            self.brackets()
        elif now.sign("{"):
            self.entries()
        elif now.sign(":"):
            self.labels()
        elif now.sign("."):
            self.property()
        elif now.sign(*OPERATORS):
            self.write(now.value, now)
        else:
            self.refuse(f"{now.value} is not understood here")

    def spoken(self) -> None:
        """A word in an expression: of the language, a function, a subquery, or a name."""
        now, upper = self.now, self.now.value.upper()
        dotted = f"{now.value}.{self.after(2).value}"
        if upper in SUBQUERIES and self.after().sign("{"):
            self.subquery()
        elif self.after().sign("(") and upper not in WORDS:
            self.function(now.value)
        elif self.after().sign(".") and self.after(3).sign("("):
            self.at += 2
            self.function(dotted)
        elif self.reserved(upper):
            self.word()
        else:
            self.name()

    def reserved(self, upper: str) -> bool:
        """Is this a word of the language here? ENDS, STARTS and END are often names."""
        if upper == "CASE":
            self.cases += 1
        elif upper == "END":
            open_case, self.cases = self.cases > 0, max(self.cases - 1, 0)
            return open_case
        elif upper in ("STARTS", "ENDS"):
            return self.after().word("WITH")
        return upper in WORDS

    def function(self, called: str) -> None:
        if called.lower() not in FUNCTIONS:
            hint = PATTERN_HINT if called.lower() in PATHS else "The console knows the usual functions of Cypher."
            self.refuse(f"the console has no function {called}()", hint)
        self.write(FUNCTIONS[called.lower()], self.now)
        self.brackets()

    def property(self) -> None:
        self.sign(".")
        if self.after().sign("("):
            self.refuse()
        self.key()

    def brackets(self) -> None:
        """Round or square ones: values, a list, a choice from a list, what a function takes."""
        close = {"(": ")", "[": "]"}[self.now.value]
        self.sign("(", "[")
        self.inside(lambda: self.values(close), close)
        arrow = self.now.sign("-") and self.after().sign("[", "-", ">")
        if arrow or (self.now.sign("<") and self.after().sign("-") and self.after(2).sign("[", "-", "(")):
            self.refuse("a pattern cannot stand in an expression", PATTERN_HINT)

    def values(self, close: str) -> None:
        """Expressions with , or | or WHERE between them."""
        while not self.now.sign(close):
            if self.now.word("WHERE"):
                self.word()
            elif self.now.sign(",", "|"):
                self.write(self.now.value, self.now)
            else:
                self.expression()
                if not self.now.sign(close, ",", "|") and not self.now.word("WHERE"):
                    self.refuse()

    def entries(self) -> None:
        """A map, or what is taken of a thing: {key: value, .name, .*}."""
        self.sign("{")
        self.inside(self.entry_list, "}")

    def entry_list(self) -> None:
        while not self.now.sign("}"):
            if self.now.sign("."):
                self.sign(".")
                self.sign("*") if self.now.sign("*") else self.key()
            elif self.now.kind in ("word", "name") and self.after().sign(":"):
                self.key()
                self.sign(":")
                self.expression()
            else:
                if self.now.kind in ("word", "name") and self.after().sign(",", "}"):
                    self.write(f"`{self.now.value}`: ")
                self.expression()
            if not self.now.sign("}"):
                self.sign(",")

    def subquery(self) -> None:
        """EXISTS, COUNT or COLLECT with a query, or with just a pattern."""
        self.word()
        self.sign("{")
        if self.now.word(*CLAUSES):
            self.inside(self.union, "}")
        else:
            self.write(" MATCH ")
            self.inside(self.patterns, "}")

    def labels(self) -> None:
        """`:A|B`, `:A&!B`, `:(A|B)&%`, and the older `:A|:B` and `:A:B`."""
        while self.now.sign(":", "|", "&"):
            self.sign(":", "|", "&")
            if self.now.sign(":"):
                self.sign(":")
            self.label()

    def label(self) -> None:
        while self.now.sign("!"):
            self.sign("!")
        if self.now.sign("("):
            self.sign("(")
            self.inside(self.label_group, ")")
        elif self.now.sign("%"):
            self.sign("%")
        else:
            self.key()

    def label_group(self) -> None:
        self.label()
        self.labels()
