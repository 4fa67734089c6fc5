"""Every .cypher file keeps to what both engines do alike, and each rule catches what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stakeholder_map import queries
from stakeholder_map.queries import cypher

from .cypher_rules import RULES

MUST_BE_REFUSED = "selftest"
"""Statements of this folder are there to be refused by the engine."""

FILES = sorted(p for p in queries.folder().glob(f"*/*{queries.SUFFIX}") if p.parent.name != MUST_BE_REFUSED)

OPTIONAL_PARAMETERS = {
    "ask/contacts-by-level", "ask/contacts-nobody-knows", "ask/known-only-by", "ask/vacant-posts",
    "ledger/imports", "snapshot/nodes", "snapshot/ties", "snapshot/plain-nodes",
    "snapshot/plain-ties",
}
"""Statements with `$x IS NULL OR ...`: they look at every fact of a label, which is all right for these."""

BREAKS = [
    ("an aggregate inside a logical expression", "MATCH (n) RETURN max(n.v) IS NOT NULL AS x;"),
    ("an aggregate inside a logical expression", "MATCH (n) WITH n.a AS a, 2 IN collect(n.v) AS x RETURN x;"),
    ("an aggregate inside a logical expression", "MATCH (n) RETURN NOT count(n) > 1 AS x;"),
    ("an aggregate inside a logical expression", "MATCH (n) RETURN CASE WHEN max(n.v) IS NULL THEN 1 END AS x;"),
    ("an aggregate inside a logical expression", "MATCH (n) RETURN collect(n)[0].v AS x;"),
    ("an aggregate inside a logical expression", "CALL () { MATCH (n) RETURN count(n) IN [1] AS x } RETURN x;"),
    ("WITH inside a subquery", "MATCH (b) RETURN COUNT { UNWIND [1] AS x WITH x MATCH (a)--(b) RETURN a } AS n;"),
    ("WITH inside a subquery", "MATCH (b) CALL (b) { MATCH (b)--(c) WITH c RETURN c.x AS x } RETURN x;"),
    ("ORDER BY a property of a name that is also a column", "MATCH (p) RETURN p.title AS p ORDER BY p.key;"),
    ("a tie found by its own key alone", "UNWIND $rows AS row MATCH ()-[r:KNOWS {key: row.key}]->() SET r.until = 1;"),
    ("a tie found by its own key alone", "MATCH (a:Person)-[r:KNOWS {key: $key}]->(b) RETURN r;"),
    ("MERGE on something else than the key", "MERGE (n:Person {key: $k, name: $n});"),
    ("MERGE on something else than the key", "MATCH (a {key: 1}) MATCH (b {key: 2}) MERGE (a)-[:R {since: $d}]->(b);"),
    ("a quantified path pattern", "MATCH ((a)-[:R]-(b)){1,3} RETURN a;"),
    ("a quantified path pattern", "MATCH (x) ((a)-[:R]->(b))+ (y) RETURN x;"),
    ("shortestPath, which filters after searching", "MATCH p = shortestPath((a)-[*]-(b)) RETURN p;"),
    ("SHORTEST or ANY paths", "MATCH p = SHORTEST 1 (a)-[:R]-+(b) RETURN p;"),
    ("SHORTEST or ANY paths", "MATCH p = ANY (a)-[:R]-+(b) RETURN p;"),
    ("a constraint other than IS UNIQUE", "CREATE CONSTRAINT c FOR (n:P) REQUIRE n.key IS NOT NULL;"),
    ("a label set after creation", "MATCH (n) SET n:Old;"),
    ("a dynamic label, type or property", "CREATE (n:$($label));"),
    ("a dynamic label, type or property", "MATCH (n) SET n[$name] = 1;"),
    ("a procedure, a file, or parts in transactions", "CALL db.labels() YIELD label RETURN label;"),
    ("a procedure, a file, or parts in transactions", "LOAD CSV FROM $f AS row RETURN row;"),
    ("CALL without the variables that it takes", "CALL { RETURN 1 AS x } RETURN x;"),
    ("an id of the engine", "MATCH (n) RETURN elementId(n) AS id;"),
    ("an index for searching words or meanings", "CREATE FULLTEXT INDEX f FOR (n:P) ON EACH [n.name];"),
]


def broken(text: str) -> list[str]:
    bare = cypher.bare(text)
    return [f"line {cypher.line_of(bare, place)}: {name}" for name, rule in RULES.items() for place in rule(bare)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_statements_keep_the_rules(path: Path) -> None:
    assert broken(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("rule", "text"), BREAKS)
def test_each_rule_catches_what_it_is_for(rule: str, text: str) -> None:
    assert broken(text) == [f"line 1: {rule}"]


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _ in BREAKS} == set(RULES)


@pytest.mark.parametrize("text", [
    "MATCH (n) WITH max(n.v) AS m WHERE m IS NOT NULL RETURN m AS m ORDER BY m;",
    "MATCH (n) RETURN count(DISTINCT CASE WHEN n.v IS NOT NULL THEN n END) AS x, coalesce(max(n.v), 0) + 1 AS y;",
    "MATCH (a) CALL (a) { MATCH (a)--(b) RETURN b } WITH b RETURN b.name AS name ORDER BY name, b.key;",
    "MATCH (n) WHERE n.name STARTS WITH $x RETURN n.name AS n;",
    "UNWIND $rows AS row MATCH (a:Person {key: row.start}) MATCH (a)-[r:KNOWS {key: row.key}]->() SET r += row.props;",
])
def test_good_statements_pass(text: str) -> None:
    assert broken(text) == []


def test_statements_that_look_at_everything_are_known() -> None:
    scans = {f"{path.parent.name}/{path.stem}" for path in FILES
             if re.search(r"\$\w+\s+IS\s+NULL\s+OR\b", cypher.bare(path.read_text(encoding="utf-8")))}
    assert scans == OPTIONAL_PARAMETERS


@pytest.mark.parametrize("query", queries.catalogue(), ids=lambda query: query.name)
def test_answers_have_an_order(query: queries.Query) -> None:
    last = list(re.finditer(r"\bRETURN\b", cypher.bare(query.text)))[-1]
    ordered = re.search(r"\bORDER BY\b", cypher.bare(query.text)[last.start():]) or query.text.rstrip().endswith("};")
    assert ordered, "the rows need an order, so that every engine gives them alike"
