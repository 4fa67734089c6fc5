"""Query files: what a header may say, what is refused and where, and how typed values become parameters."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stakeholder_map import queries
from stakeholder_map.errors import QueryError
from stakeholder_map.model import TIES
from stakeholder_map.queries import cypher

HEADER = """// name: tiny
// description: People
//   of a name.
// param name: text, required. Whom to look for.
// param as_of: date = today. The day to answer for.
// returns person: who was found
"""
BODY = """MATCH (p:Person {name: $name})
WHERE coalesce(p.since, $as_of) <= $as_of
RETURN p.name AS person
ORDER BY person;
"""


def read(folder: Path, text: str, name: str = "tiny") -> queries.Query:
    path = folder / f"{name}.cypher"
    path.write_text(text, encoding="utf-8")
    return queries.load(path)


def test_header_is_the_signature(tmp_path: Path) -> None:
    query = read(tmp_path, HEADER + BODY)
    assert (query.name, query.description, query.writes) == ("tiny", "People of a name.", False)
    assert [(p.name, p.type, p.default, p.required, p.help) for p in query.params] == [
        ("name", "text", None, True, "Whom to look for."), ("as_of", "date", "today", False, "The day to answer for.")]
    assert query.columns == (queries.Column("person", "who was found"),)
    assert query.text == HEADER + BODY


@pytest.mark.parametrize(("old", "new", "line", "says"), [
    ("// name: tiny", "// name: huge", 1, "'huge' is not the file's, 'tiny'"),
    ("// description: People\n//   of a name.\n", "", 1, "exactly one '// description"),
    ("text, required", "string, required", 4, "the type, default or help of parameter name"),
    (" Whom to look for.", "", 4, "the type, default or help of parameter name"),
    ("date = today", "date = soon", 5, "the default of parameter as_of is not a date"),
    ("// returns person: who was found", "// returns person", 1, "the column person has no meaning"),
    ("// returns person:", "// returns who:", 9, "promises the columns ['who'], RETURN gives ['person']"),
    ("p.name AS person", "p.name AS person, p.key", 9, "RETURN gives ['person', '']"),
    ("$name}", "$nam}", 7, "$nam is used but not declared"),
    ("{name: $name}", "{name: '$name'}", 1, "the parameter name is declared but not used"),
    ("WHERE", "SET p.seen = 1\nWITH p WHERE", 8, "SET may write"),
    ("MATCH", "CALL db.labels() YIELD label\nMATCH", 7, "CALL may write"),
    ("// returns", "// writes\n// returns", 1, "says that it writes, but it does not"),
    ("// returns", "// Returns", 6, "is no line of a header"),
    ("person;", "person", 11, "must end with ;"),
    ("// returns", "// returns person: again\n// returns", 1, "'person' is declared twice"),
])
def test_a_file_whose_header_and_text_disagree_is_refused(
    tmp_path: Path, old: str, new: str, line: int, says: str,
) -> None:
    with pytest.raises(QueryError) as caught:
        read(tmp_path, (HEADER + BODY).replace(old, new, 1))
    assert f"{tmp_path.name}/tiny.cypher, line {line}: " in caught.value.message
    assert says in caught.value.message
    assert caught.value.hint


def test_comments_strings_and_subqueries_are_no_part_of_the_signature(tmp_path: Path) -> None:
    query = read(tmp_path, HEADER.replace("returns person", "returns n") + """
        // $nobody DELETE
        MATCH (p:Person {name: $name}) /* SET $x */ WHERE p.url <> "https://x.org/$y?RETURN='1'" AND $as_of = $as_of
        WITH p, COUNT { MATCH (p)-[:KNOWS]-(q) RETURN q AS x } AS many, p.set AS kept
        RETURN DISTINCT coalesce(many, [p.a, p.b][0], {create: 1}) AS n ORDER BY n;
    """)
    assert not query.writes


def test_every_branch_of_a_union_gives_the_columns(tmp_path: Path) -> None:
    text = HEADER + BODY.replace("ORDER BY person;", "UNION ALL MATCH (p:Unit) RETURN p.name AS unit;")
    with pytest.raises(QueryError, match=r"line 10: .*RETURN gives \['unit'\]"):
        read(tmp_path, text)


def test_values_from_the_command_line_get_their_types(tmp_path: Path) -> None:
    query = read(tmp_path, """// name: tiny
// description: All types.
// param a: integer = 5. A whole number.
// param b: number = 0.5. A number.
// param c: yes/no = no. A choice.
// param d: list, optional. Several.
// param e: date = today. A day.
// param rows: rows, optional. From the program.
// returns x: all of it
RETURN [$a, $b, $c, $d, $e, $rows] AS x;
""")
    day = date(2026, 6, 30)
    assert query.bind({}, today=day) == {"a": 5, "b": 0.5, "c": False, "d": None, "e": day, "rows": None}
    typed = query.bind({"a": "7", "b": "1", "c": "Yes", "d": "x; y", "e": "2025-01-31", "rows": [{"k": 1}]})
    assert typed == {"a": 7, "b": 1.0, "c": True, "d": ["x", "y"], "e": date(2025, 1, 31), "rows": [{"k": 1}]}
    assert query.bind({"e": day, "c": False}, today=date(2000, 1, 1))["e"] == day


@pytest.mark.parametrize(("values", "message"), [
    ({}, "'tiny' needs name: Whom to look for."),
    ({"name": "  "}, "'tiny': name must be a text, not '  '."),
    ({"name": "Bo", "day": "2026-01-01"}, "'tiny' has no parameter called day."),
    ({"name": "Bo", "as-of": "31/01/2026"}, "'tiny': as_of must be a date such as 2026-01-31, not '31/01/2026'."),
])
def test_wrong_parameters_name_those_that_there_are(tmp_path: Path, values: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(tmp_path, HEADER + BODY).bind(values)
    assert caught.value.message == message
    assert caught.value.hint == "Its parameters are: name (text, required), as_of (date = today)."


@pytest.mark.parametrize("name", ["ask/who-know-whom", "ask/../ask/who-knows-whom", "/etc/passwd", "", "ask/", "../x"])
def test_an_unknown_name_is_refused_with_advice(name: str) -> None:
    with pytest.raises(QueryError) as caught:
        queries.get(name)
    assert ("Did you mean who-knows-whom" if name == "ask/who-know-whom" else "`stakeholder-map ask`") in (
        caught.value.hint)


def test_statements_are_split_at_semicolons_outside_strings_and_comments() -> None:
    assert cypher.statements("// a;\nRETURN ';' AS a;\nRETURN 2 AS b // ;\n;\n") == [
        "// a;\nRETURN ';' AS a", "RETURN 2 AS b // ;"]


def test_every_file_under_queries_loads() -> None:
    folders = {path.parent.name for path in queries.folder().glob(f"*/*{queries.SUFFIX}")}
    assert "ask" in folders
    for name in folders:
        for query in queries.catalogue(name):
            assert queries.get(f"{name}/{query.name}") == query


def test_every_type_of_tie_is_read_counted_taken_back_loaded_and_unique() -> None:
    types = {kind.type for kind in TIES.values()}
    for name in ("snapshot/ties", "snapshot/plain-ties", "snapshot/count-ties", "ledger/remove-ties"):
        found = re.search(r"\[r:([A-Z_|]+)\]", queries.get(name).text)
        assert found
        assert set(found[1].split("|")) == types, name
    assert {kind.name for kind in TIES.values()} <= {query.name for query in queries.catalogue("load")}
    unique = re.findall(r"\[r:([A-Z_]+)\]", queries.get("schema/ties").text)
    assert set(unique) == types


def test_the_catalogue_is_up_to_date() -> None:
    written = (queries.folder() / queries.INDEX).read_text(encoding="utf-8")
    assert written == queries.index(), "run: python -m stakeholder_map.queries"
