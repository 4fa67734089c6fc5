"""Rules for every .cypher file: what the two engines do differently without saying so, and what one of them lacks.

Each rule takes the bare text of a file (no comments, no strings) and gives the places that break it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Rule = Callable[[str], Iterator[int]]

AGGREGATE = re.compile(r"\b(?:count|sum|min|max|avg|collect|stdevp?|percentile(?:cont|disc))\s*\(", re.IGNORECASE)
CLAUSE = re.compile(
    r"\b(?:WITH|RETURN|WHERE|ORDER\s+BY|SKIP|LIMIT|MATCH|OPTIONAL|UNWIND|CALL|UNION|SET|MERGE|CREATE|DELETE)\b|[;]",
    re.IGNORECASE)
LOGIC = re.compile(r"\b(?:IS|NOT|AND|OR|XOR|IN|STARTS|ENDS|CONTAINS|CASE)\b|=~|<<<\[", re.IGNORECASE)


def _forbid(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    compiled = re.compile(pattern, flags)

    def rule(text: str) -> Iterator[int]:
        return (found.start() for found in compiled.finditer(text))

    return rule


def closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` closes; the end of the text when it does not."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place
    return len(text)


def aggregate_in_logic(text: str) -> Iterator[int]:
    """An aggregate inside a boolean, null, IN, string or CASE expression, or indexed, is no aggregate when embedded."""
    for start, item in projections(text):
        inside = item
        while found := AGGREGATE.search(inside):
            end = closing(inside, found.end() - 1)
            inside = inside[:found.start()] + "<<<" + inside[end + 1:].lstrip()
        if "<<<" in inside and LOGIC.search(inside):
            yield start


def projections(text: str) -> Iterator[tuple[int, str]]:
    """The items of every WITH and RETURN, also inside subqueries, with subqueries in them blanked out."""
    for word in re.finditer(r"\b(?:WITH|RETURN)\b(?:\s+DISTINCT\b)?", text, re.IGNORECASE):
        place = start = word.end()
        item = ""
        while place < len(text) and text[place] not in ")}]":
            if text[place] in "([{":
                end = closing(text, place)
                item += " " if text[place] == "{" and not item.rstrip().endswith(":") else text[place:end + 1]
                place = end + 1
            elif (found := CLAUSE.match(text, place)) and not text[place - 1].isalnum() and not found[0].isspace():
                break
            elif text[place] == ",":
                yield start, item
                item, start, place = "", place + 1, place + 1
            else:
                item += text[place]
                place += 1
        yield start, item


def with_in_subquery(text: str) -> Iterator[int]:
    """After a WITH inside a subquery the embedded engine forgets the variables of the outer query."""
    for found in re.finditer(r"\b(?:EXISTS|COUNT|COLLECT)\s*\{|\bCALL\s*\([^)]*\)\s*\{", text, re.IGNORECASE):
        start = found.end() - 1
        inner = re.search(r"(?<!STARTS )(?<!ENDS )\bWITH\b", text[start:closing(text, start)], re.IGNORECASE)
        if inner:
            yield start + inner.start()


def without_subqueries(text: str) -> str:
    """`text` with everything in braces blanked out; every other character keeps its place."""
    while found := re.search(r"\{[^{}]*\}", text):
        text = text[:found.start()] + " " * len(found[0]) + text[found.end():]
    return text


def order_by_shadowed(text: str) -> Iterator[int]:
    """ORDER BY x.key where x is also the name of a column: Neo4j takes the column, the embedded engine the variable."""
    outer = without_subqueries(text)
    for found in re.finditer(r"\bRETURN\b(.*?)\bORDER\s+BY\b([^;}]*)", outer, re.IGNORECASE | re.DOTALL):
        for name in re.findall(r"\bAS\s+(\w+)", found[1], re.IGNORECASE):
            if used := re.search(rf"(?<![.\w]){name}\.\w", found[2]):
                yield found.start(2) + used.start()


def tie_by_key_alone(text: str) -> Iterator[int]:
    """A tie that is found by its own key takes the embedded engine a scan: bind one end first, and walk from it."""
    for found in re.finditer(r"\((\w*)[^()]*\)\s*<?-\[[^\]]*\bkey\s*:", text):
        if not found[1] or not re.search(rf"\({found[1]}\b", text[:found.start()]):
            yield found.start()


def merge_on_other_than_key(text: str) -> Iterator[int]:
    """MERGE finds a fact by its key and nothing else: a null anywhere in a MERGE is refused or makes duplicates."""
    for found in re.finditer(r"\bMERGE\s*((?:\([^()]*\)|-\[[^\]]*\]->?|<-|-)+)", text, re.IGNORECASE):
        if any(not re.fullmatch(r"\{\s*key\s*:\s*[\w.$]*\s*\}", part) for part in re.findall(r"\{[^}]*\}", found[1])):
            yield found.start()


RULES: dict[str, Rule] = {
    "an aggregate inside a logical expression": aggregate_in_logic,
    "WITH inside a subquery": with_in_subquery,
    "ORDER BY a property of a name that is also a column": order_by_shadowed,
    "a tie found by its own key alone": tie_by_key_alone,
    "MERGE on something else than the key": merge_on_other_than_key,
    "a quantified path pattern": _forbid(r"\)\s*(?:\{\s*\d*\s*(?:,\s*\d*\s*)?\}|\+\s*\()|\)\s*\*\s*\("),
    "shortestPath, which filters after searching": _forbid(r"\b(?:all)?shortestPaths?\s*\("),
    "SHORTEST or ANY paths": _forbid(r"\bSHORTEST\b|=\s*ANY\s*\("),
    "a constraint other than IS UNIQUE": _forbid(r"\bREQUIRE\b(?![^;]*\bIS\s+UNIQUE\b)"),
    "a label set after creation": _forbid(r"\bSET\s+\w+\s*:"),
    "a dynamic label, type or property": _forbid(r"[:|]\s*\$\(|\w\[\s*\$\w+\s*\]"),
    "a procedure, a file, or parts in transactions": _forbid(
        r"\bCALL\s+[a-z]|\bLOAD\s+CSV\b|\bIN\s+TRANSACTIONS\b|\bapoc\.|^\s*(?:USE|CYPHER)\s",
        re.IGNORECASE | re.MULTILINE),
    "CALL without the variables that it takes": _forbid(r"\bCALL\s*\{"),
    "an id of the engine": _forbid(r"\b(?:elementId|id)\s*\("),
    "an index for searching words or meanings": _forbid(r"\b(?:FULLTEXT|VECTOR)\b"),
}
