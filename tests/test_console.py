"""The free console on every engine: nothing is written or fetched, nobody restricted comes out, limits hold."""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from stakeholder_map import embedded, queries
from stakeholder_map.errors import QueryError, StakeholderMapError, StoreError
from stakeholder_map.model import NODES
from stakeholder_map.plan import apply, plan
from stakeholder_map.queries.console import check
from stakeholder_map.store import Answer, Store
from stakeholder_map.store.asking import answer

from .engines import Engine
from .harbour import TODAY, harbour
from .hostile_cypher import HARMLESS, refused
from .test_ask import TRIED

CANARY = "canary-in-a-file"
RESTRICTED = ("town:gus", "town:eve", "town:kim", "town:nia")
FREE = (
    "MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label",
    "MATCH (p:Person) RETURN p.name AS name ORDER BY name",
    "MATCH (a)-[r]-(b) RETURN type(r) AS t, count(*) AS n ORDER BY t",
    "MATCH (a:Person {key: 'town:gus'}) RETURN a.name",
    "MATCH (a:Person)-[:KNOWS]->(b:Person) RETURN a.name AS a, b.name AS b ORDER BY a, b",
    "MATCH ()-[k:KNOWS]->() RETURN startNode(k).name AS a, endNode(k).name AS b ORDER BY a, b",
    "MATCH way = (:Person {key: 'town:ana'})-[:KNOWS*1..4]-(:Person {key: 'town:lee'}) "
    "RETURN [n IN nodes(way) | n.name] AS names ORDER BY size(names), names",
    "MATCH (a:Person) OPTIONAL MATCH (a)-[:KNOWS]-(b) RETURN a.name AS a, b.name AS b ORDER BY a, b",
    "MATCH (a:Person) WHERE EXISTS { (a)-[:KNOWS]-(:Person {key: 'town:gus'}) } RETURN a.name AS a ORDER BY a",
    "MATCH (a:Person) RETURN a.name AS a, COUNT { (a)-[:KNOWS]-(:Person) } AS n ORDER BY a, n",
    "MATCH (a:Person) RETURN a.name AS a, COLLECT { MATCH (a)-[:KNOWS]-(b:Person) RETURN b.name ORDER BY b.name } AS n "
    "ORDER BY a",
    "MATCH (a:Person) CALL (a) { MATCH (a)-[:KNOWS]-(b:Person) RETURN count(b) AS n } RETURN a.name AS a, n ORDER BY a",
    "MATCH (p:Post) WHERE NOT EXISTS { MATCH (p)<-[:HOLDS]-() } RETURN p.title AS t ORDER BY t",
    "MATCH (p:Person) WHERE p.restricted RETURN count(p) AS n",
    "MATCH (p:Person|Unit) RETURN p.name AS a UNION MATCH (p:!Person) RETURN p.title AS a ORDER BY a",
    "MATCH (p) WHERE p.key STARTS WITH 'town:k' RETURN p{.name, .key} AS p ORDER BY p.name",
    "MATCH (a:Person), (b:Person) WHERE a.key < b.key RETURN count(*) AS n",
    "MATCH (a:Person {key: 'town:ana'})-[:KNOWS]-{1,3}(b:Person) RETURN DISTINCT b.name AS b ORDER BY b",
)
"""Free questions whose answers would show somebody who is there but not visible."""


@pytest.fixture(scope="module")
def town(engine: Engine) -> Iterator[Store]:
    """The harbour town on each engine."""
    engine.empty()
    with Store.open(engine.place, **engine.account) as opened:
        opened.prepare()
        for batch in harbour():
            apply(opened, plan(opened, batch, as_of=TODAY))
        yield opened


@contextmanager
def driver(engine: Engine, *, reader: bool = False) -> Iterator[Driver]:
    at = engine.address
    user, password = at.user, at.password
    if reader:
        found = embedded.ensure(Path(engine.place))
        user, password = str(found.reader_user), str(found.reader_password)
    with GraphDatabase.driver(at.uri, auth=(user, password), max_transaction_retry_time=0) as opened:
        yield opened


def whole(engine: Engine) -> list[Any]:
    """Everything that a statement could change: things, ties, schema, accounts."""
    asked = ["MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY n.key, toString(n.number)",
             "MATCH (a)-[r]->(b) RETURN type(r) AS t, properties(r) AS p, a.key AS a, b.key AS b ORDER BY r.key",
             "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
             "SHOW INDEXES YIELD name RETURN name ORDER BY name", "SHOW USERS"]
    with driver(engine) as opened:
        return [[dict(row) for row in opened.execute_query(text, database_=engine.address.database).records]
                for text in asked]


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Puts a file with a canary and the address of a listener into a statement; afterwards nobody must have called."""
    file = tmp_path / "canary.csv"
    file.write_text(CANARY)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        yield lambda text: text.replace("{file}", str(file)).replace("{address}", address)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


# The list of what is allowed


def test_there_are_many_hostile_statements() -> None:
    assert len(set(refused())) >= 250


@pytest.mark.parametrize("typed", refused())
def test_the_list_alone_refuses_everything_hostile(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(typed)
    assert re.search(r"at line \d+, column \d+|longer than", caught.value.message)
    assert caught.value.hint


@pytest.mark.parametrize("typed", HARMLESS)
def test_what_only_looks_hostile_is_answered(town: Store, typed: str) -> None:
    assert town.ask(typed).columns


def test_nothing_is_sent_as_it_was_typed() -> None:
    found = check("MATCH (p:Person {name: 'O\\'Neil \\u00e9'}) /* x */ WHERE p.größe > $least "
                  "RETURN p.name AS größe, 1+1")
    text = found.text
    assert found.columns == ("größe", "1+1")
    assert found.texts == {"__1": "O'Neil é"}
    assert found.used == {"least"}
    assert not re.search(r"O'Neil|/\*|(?<!`)größe|'", text)


@pytest.mark.parametrize(("typed", "where", "says"), [
    ("MATCH (n:Person)\nWHERE n.name = 'a'\nSET n.x = 1", "line 3, column 1", "SET changes the store"),
    ("MATCH (n) RETURN apoc.text.join(n)", "line 1, column 28", "'join' is not understood here"),
    ("MATCH (a) WHERE (a)-->() RETURN a", "line 1, column 20", "a pattern cannot stand in an expression"),
    ("MATCH (n:Person RETURN n", "line 1, column 17", ") is expected here"),
    ("RETURN 'open", "line 1, column 8", "has no place"),
    ("MATCH (n) RETURN *", "line 1, column 18", "RETURN * names no columns"),
    ("RETURN 1; RETURN 2", "line 1, column 11", "'RETURN' is not understood here"),
    ("RETURN " + "(" * 99 + "1" + ")" * 99, "line 1, column 6", "more than 60 brackets"),
    ("MATCH (n)", "line 1, column 10", "RETURN is missing"),
])
def test_a_refusal_says_where_and_what(typed: str, where: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(typed)
    assert where in caught.value.message
    assert says in caught.value.message


@pytest.mark.parametrize("query", queries.catalogue(), ids=lambda query: query.name)
def test_every_question_of_the_library_may_be_typed(query: queries.Query) -> None:
    assert check(query.text).columns == tuple(column.name for column in query.columns)


def test_every_kind_of_thing_is_visible_and_nothing_else() -> None:
    condition = queries.get("console/visible").text.partition("WHERE")[2]
    assert set(re.findall(r"[:|]([A-Z]\w+)", condition)) == set(NODES) - {"Alias"}


# The layers


def test_all_layers_together_let_nothing_through(town: Store, engine: Engine, bait: Callable[[str], str]) -> None:
    before = whole(engine)
    for typed in (*refused(), *HARMLESS):
        with suppress(StakeholderMapError):
            assert CANARY not in repr(town.ask(bait(typed)).rows)
    assert whole(engine) == before


def test_the_account_or_the_access_mode_alone_lets_nothing_through(
    town: Store, engine: Engine, bait: Callable[[str], str],
) -> None:
    """Without the list: embedded the reader account holds, on Neo4j the read mode of the session."""
    reader = engine.name == "embedded"
    before = whole(engine)
    with driver(engine, reader=reader) as opened:
        for typed in refused():
            mode = WRITE_ACCESS if reader else READ_ACCESS
            with (suppress(Neo4jError, DriverError, UnicodeError),
                  opened.session(database=engine.address.database, default_access_mode=mode) as session):
                assert CANARY not in repr([row.data() for row in session.run(bait(typed), a="file:///etc/passwd")])
    assert whole(engine) == before


# What is visible


def free_answers(store: Store) -> dict[str, Any]:
    return {typed: store.ask(typed).rows for typed in FREE}


def all_answers(store: Store, engine: Engine) -> dict[str, Any]:
    """The answers to the free questions above, and to the library: to some of it where each takes a while at first."""
    found = free_answers(store)
    for query in queries.catalogue():
        if engine.name != "embedded" and query.name not in ("who-knows-whom", "find", "known-only-by"):
            continue
        values = {p.name: TRIED[p.name][0] for p in query.params if p.name in TRIED}
        found[query.name] = store.run(query.name, **values).rows
    return found


def test_who_is_restricted_is_in_no_answer(engine: Engine, town: Store) -> None:
    """Every answer is the one of a store in which the restricted people are not."""
    at = engine.address
    plain = free_answers(town)
    with driver(engine) as opened:
        opened.execute_query("MATCH (p:Person) WHERE p.key IN $keys SET p.restricted = true", keys=list(RESTRICTED),
                             database_=at.database)
        hidden = all_answers(town, engine)
        opened.execute_query("MATCH (p:Person) WHERE p.key IN $keys DETACH DELETE p", keys=list(RESTRICTED),
                             database_=at.database)
        gone = all_answers(town, engine)
    engine.empty()
    town.prepare()
    for batch in harbour():
        apply(town, plan(town, batch, as_of=TODAY))
    assert hidden == gone
    assert sum(plain[typed] != hidden[typed] for typed in FREE) > len(FREE) - 4, "they had been in almost each"
    assert "Gus" not in repr(hidden)


def test_the_ledger_is_not_visible(town: Store) -> None:
    assert town.ask("MATCH (i:Import) RETURN i").rows == []
    assert town.ask("MATCH (n) WHERE n:Ledger OR n:Edit OR n.sha256 IS NOT NULL RETURN n").rows == []
    assert town.ask("MATCH (n) WHERE n.version IS NOT NULL OR n.who IS NOT NULL RETURN count(n) AS n").rows == [(0,)]


# Answers, limits, errors


def test_parameters_and_values(town: Store) -> None:
    found = town.ask("MATCH (p:Person {key: $key})-[h:HOLDS]->(s) "
                     "RETURN p, h.since AS since, [p.name, 'x'] AS l, s.level", key="town:ana")
    assert found.columns == ("p", "since", "l", "s.level")
    (person, since, names, level), = found.rows
    assert (person["label"], person["name"], since, names, level) == (
        "Person", "Ana Archer", TODAY.replace(2020, 1, 1), ["Ana Archer", "x"], "senior")
    with pytest.raises(QueryError, match=r"uses \$key, which has no value"):
        town.ask("RETURN $key AS key")
    with pytest.raises(QueryError, match=r"does not use \$other"):
        town.ask("RETURN 1 AS one", other=1)
    with pytest.raises(QueryError, match="cannot be sent"):
        town.ask("RETURN $n AS n", n=10**30)


@pytest.mark.parametrize(("typed", "says"), [
    ("MATCH (n:Person)\nRETURN nobody.name", "'nobody' is used but means nothing there"),
    ("MATCH (n:Person)\nWHERE n.name =\nRETURN n", "line 2, column 14, near '='|line 3, column 1, near 'RETURN'"),
    ("RETURN 1/0 AS n", "cannot be worked out"),
    ("RETURN date('secret-of-somebody') AS n", "cannot be worked out"),
    ("MATCH (p:Person {key: 'town:ana'}) RETURN date(p.email) AS n", "cannot be worked out"),
])
def test_what_an_engine_objects_to_is_a_sentence_without_values(
    town: Store, typed: str, says: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(QueryError, match=says) as caught:
        town.ask(typed)
    out, err = capfd.readouterr()
    told = caught.value.message + caught.value.hint + caplog.text + out + err
    assert "secret" not in told
    assert "ana@" not in told
    assert caught.value.__cause__ is None


def test_an_answer_says_when_it_is_cut(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "UNWIND range(1, 50) AS n RETURN n"
    assert (len(town.ask(many, 49).rows), town.ask(many, 49).cut) == (49, "rows")
    assert (len(town.ask(many, 50).rows), town.ask(many, 50).cut) == (50, "")
    assert not town.ask(many, 50).truncated
    monkeypatch.setattr("stakeholder_map.store.asking.SIZE", 100)
    assert town.ask(many).cut == "size"


BOMBS = (
    "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b RETURN sum(a % (b + 1)) AS n",
    "MATCH way = (a)-[*1..14]-(b) RETURN count(way) AS n",
    "UNWIND range(1, 99999) AS a UNWIND range(1, 9999) AS b WITH a, b WHERE a * b < 0 RETURN a",
    "RETURN size([x IN range(1, 20000) WHERE any(y IN range(1, 5000) WHERE x * y = -1)]) AS n",
)


LIMIT = 1.0


@pytest.fixture(scope="module")
def hurried(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small store whose questions have one second; embedded it has an engine of its own."""
    place = tmp_path_factory.mktemp("hurried") / "store" if engine.name == "embedded" else engine.place
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STAKEHOLDER_MAP_QUESTION_SECONDS", str(LIMIT))
        with Store.open(place, **engine.account) as opened:
            opened.prepare()
            if not opened.counts():
                for batch in harbour():
                    apply(opened, plan(opened, batch, as_of=TODAY))
            yield opened
    if engine.name == "embedded":
        embedded.stop(Path(place))


def timed(store: Store, typed: str, seconds: float = LIMIT) -> Answer:
    return answer(store._read_only(), check(typed), {}, seconds=seconds)


@pytest.mark.thorough
@pytest.mark.parametrize("typed", BOMBS)
def test_a_question_ends_when_its_time_is_over(hurried: Store, typed: str) -> None:
    hurried.ask("RETURN 1 AS n")
    begun = time.monotonic()
    with pytest.raises(StoreError, match="took longer than 1 seconds and was stopped"):
        timed(hurried, typed)
    assert time.monotonic() - begun < LIMIT + 5
    assert hurried.ask("RETURN 1 AS n").rows == [(1,)]


def test_rows_that_came_in_time_are_kept(engine: Engine, request: pytest.FixtureRequest) -> None:
    if engine.name == "embedded":
        pytest.skip("it works an answer out before it sends the first row")
    hurried: Store = request.getfixturevalue("hurried")
    hurried.ask("RETURN 1 AS n")
    found = timed(hurried, "UNWIND range(1, 900000) AS n WITH n, reduce(s = 0, i IN range(1, 900) | s + i * n) AS s "
                           "RETURN n, s", seconds=5)
    assert found.rows[0][0] == 1
    assert found.cut == ("time" if len(found.rows) < 10_000 else "rows")
