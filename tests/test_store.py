"""The store on every engine: opening, schema, loading all or nothing, reading, digests, questions, bad days."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from stakeholder_map import embedded, queries
from stakeholder_map.batch import Batch, Node, Tie
from stakeholder_map.errors import InputError, QueryError, StoreError, StoreUnavailable
from stakeholder_map.model import NODES, STRICTER, TIES
from stakeholder_map.plan import apply, load_rows, plan
from stakeholder_map.store import Store, reading
from stakeholder_map.store.driver import Transaction
from stakeholder_map.store.driver_errors import MemoryShortError
from stakeholder_map.store.facts import digest
from stakeholder_map.store.ledger import Import
from stakeholder_map.store.loading import BYTES, ROWS, Load, MovedError, Rows, batches

from .engines import Engine
from .lists import crowd, knows, listed, person
from .proxies import losing, silent

DAY = date(2026, 1, 1)
SECRET = "canary-password"
AT_ONCE = 3.0
"""Seconds after which a store that is not there must have been said to be so."""


def load(store: Store, batch: Batch) -> None:
    apply(store, plan(store, batch, as_of=DAY))


def raw(store: Store, rows: Rows, version: int) -> None:
    """Rows as they are, past all checks of a plan."""
    store.load(Load(Import("crm", DAY, ()), version, rows))


# Opening


def refused(place: str, **account: str) -> tuple[StoreUnavailable, float]:
    begin = time.monotonic()
    with pytest.raises(StoreUnavailable) as caught:
        Store.open(place, **account)
    return caught.value, time.monotonic() - begin


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "neo4j+s"])
@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:1", "nowhere.invalid:7687"])
def test_nobody_there_is_said_at_once(scheme: str, host: str, capfd: pytest.CaptureFixture[str]) -> None:
    place = f"{scheme}://{host}"
    error, took = refused(place, user="neo4j", password=SECRET)
    assert took < AT_ONCE
    assert error.message == f"Nobody answers at {place}."
    assert "--store" in error.hint
    assert error.__cause__ is None
    assert capfd.readouterr() == ("", "")


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with silent() as port:
        error, took = refused(f"bolt://127.0.0.1:{port}", user="neo4j", password=SECRET)
    assert took < AT_ONCE
    assert "Nobody answers" in error.message


@pytest.mark.parametrize("user", ["neo4j", "root", ""])
def test_a_wrong_account_is_said_plainly(engine: Engine, user: str) -> None:
    error, took = refused(engine.address.uri, user=user, password=SECRET, database=engine.address.database)
    assert took < AT_ONCE
    assert "does not accept the password" in error.message
    assert "STAKEHOLDER_MAP_PASSWORD" in error.hint
    assert SECRET not in f"{error!r} {error.hint} {error.__context__!r}"


def test_an_unknown_database_is_said(engine: Engine) -> None:
    error, _ = refused(engine.address.uri, user=engine.address.user, password=engine.address.password,
                       database="nowhere")
    assert "no database called 'nowhere'" in error.message


@pytest.mark.parametrize("place", ["http://127.0.0.1:7474", "bolt://", f"bolt://neo4j:{SECRET}@localhost:7687"])
def test_what_is_no_address_is_refused(place: str) -> None:
    with pytest.raises(InputError) as caught:
        Store.open(place)
    assert SECRET not in caught.value.message


def test_the_driver_logs_nothing_about_people(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    load(store, listed(person("ana", email="ana@secret.example")))
    with pytest.raises(StoreError) as caught:
        raw(store, {"person": [{"key": "crm:bo", "props": {"name": {"not": "ana@secret.example"}}}]}, 1)
    assert "secret.example" not in caplog.text + str(caught.value) + caught.value.hint


# Schema


def test_prepare_is_harmless_again(store: Store) -> None:
    load(store, crowd(5, 5))
    before = store.digest()
    store.prepare()
    assert store.digest() == before


def test_a_key_is_unique_for_every_label_and_type(store: Store) -> None:
    """The constraints: one key cannot be given twice, whatever creates it."""
    kinds = {kind.label for kind in NODES.values()} | {kind.type for kind in TIES.values()}
    text = " ".join(query.text for query in queries.catalogue("schema"))
    assert set(re.findall(r"FOR \(n:(\w+)\)|-\[r:(\w+)\]-", text)) == {
        *((label, "") for label in (*NODES, "Ledger", "Import", "Edit")), *(("", kind.type) for kind in TIES.values())}
    load(store, listed(person("ana"), person("bo"), person("cy"), knows("ana", "bo")))
    twice = knows("ana", "cy", key="")
    rows = {"knows-person-person": [{"key": "crm:KNOWS:ana>bo", "start": twice.start, "end": twice.end, "props": {}}]}
    with pytest.raises(StoreError, match="nothing was written"):
        raw(store, rows, 1)
    assert store.counts() == {"KNOWS": 1, "Person": 3}
    assert len(kinds) == 29


def test_a_newer_store_is_refused(store: Store, engine: Engine) -> None:
    store._connection.write(lambda t: t.one(queries.get("ledger/begin"), {"schema": 99}))
    for work in (store.prepare, store.facts, store.digest):
        with pytest.raises(StoreError, match="newer version of the program"):
            work()


def test_a_store_that_was_never_prepared_is_empty(engine: Engine) -> None:
    engine.empty(keep_prepared=False)
    with Store.open(engine.place, **engine.account) as store:
        assert store.facts().nodes == []
        assert store.counts() == {}
        load(store, listed(person("ana")))
        assert store.counts() == {"Person": 1}


def test_load_statements_and_model_agree() -> None:
    names = {kind.label.lower() for kind in NODES.values()} | {kind.name for kind in TIES.values()}
    assert {query.name for query in queries.catalogue("load")} == names
    for (kind, start, end), tie in TIES.items():
        text = queries.get(f"load/{tie.name}").text
        assert f"(a:{start} {{key: row.start}})" in text
        assert f"(b:{end} {{key: row.end}})" in text
        assert f"(a)-[r:{kind} {{key: row.key}}]->(b)" in text or f"(b)<-[r:{kind} {{key: row.key}}]-(a)" in text
    for label in NODES:
        assert f"MERGE (n:{label} {{key: row.key}})" in queries.get(f"load/{label.lower()}").text


def test_the_snapshot_reads_every_label_and_type() -> None:
    for name, kinds in (("nodes", set(NODES)), ("ties", {tie.type for tie in TIES.values()})):
        for query in (queries.get(f"snapshot/{form}{name}") for form in ("", "plain-", "count-")):
            found = re.search(r"[(\[][nr]:([\w|]+)", query.text)
            assert found is not None
            assert set(found[1].split("|")) == kinds


# Loading and reading


def everything() -> Batch:
    """One fact of every kind with every field set."""
    values = {str: "Ü ‘x’ \\` '); MATCH (n) DETACH DELETE n //\n😀", int: 3, bool: True, date: date(1999, 12, 31)}

    def props(fields: Any, ends: str = "") -> dict[str, Any]:
        days = [date(2020, 2, 29), date(2021, 1, 1), date(1999, 12, 31)]
        lists = {"contacts": sorted(days)}
        return {name: lists.get(name, ["b", "a\t"]) if type_ is list else values[type_]
                for name, type_ in fields.items()}

    nodes = [Node(label, f"x:{label} 1", props(kind.fields), kind.plural) for label, kind in NODES.items()]
    ties = [Tie(kind, f"x:{kind}:{start}>{end}", start, f"x:{start} 1", end, f"x:{end} 1", props(tie.fields), "ties")
            for (kind, start, end), tie in TIES.items()]
    return Batch("x", (*nodes, *ties), frozenset({"ties"}))


def test_every_kind_with_every_field_comes_back_as_it_was(store: Store) -> None:
    batch = everything()
    load(store, batch)
    facts = store.facts()
    stated = {fact.key: dict(fact.props) for fact in batch.facts}
    own = ("key", "source", "sheet", "seen", "made", *STRICTER.values())
    stored = {props["key"]: {name: value for name, value in props.items() if name not in own}
              for props in [*(node[1] for node in facts.nodes), *(tie[5] for tie in facts.ties)]}
    assert stored == stated
    assert {(kind, a, start, b, end) for kind, a, start, b, end, _ in facts.ties} == {
        (tie.type, tie.start_label, tie.start, tie.end_label, tie.end) for tie in batch.ties}
    assert plan(store, batch, as_of=DAY).counts["KNOWS"]["unchanged"] == 1


def test_the_digest_is_the_same_on_every_engine(store: Store) -> None:
    load(store, everything())
    assert store.digest() == "e93320f4982485103724039f145f3207a7fd1d0e5f7387f03b48900ed50a18b3"


def test_the_digest_sees_every_change(store: Store) -> None:
    seen = {store.digest()}
    for batch in (listed(person("ana")), listed(person("ana", phone="1")), listed(person("ana", phone="2"))):
        load(store, batch)
        seen.add(store.digest())
    assert len(seen) == 4


def everything_in(store: Store) -> list[str]:
    return store.everything(lambda _, values: sorted(map(repr, values)))


def test_an_engine_with_too_little_memory_gives_facts_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, everything())
    packed, content = store.facts(), everything_in(store)
    read = Transaction.facts

    def short(self: Transaction, query: queries.Query, parameters: Any = None, *, packed: bool) -> Any:
        if packed:
            raise MemoryShortError("too little memory")
        return read(self, query, parameters, packed=packed)

    monkeypatch.setattr(Transaction, "facts", short)
    assert digest(store.facts()) == digest(packed)
    assert everything_in(store) == content
    monkeypatch.setattr(Transaction, "facts", lambda *_, **__: short(store, "", {}, packed=True))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="too little memory"):
        store.facts()


def test_half_a_commit_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neo4j shows a commit while it is being stored: ties already, their ends not yet, and the old version."""
    load(store, listed(person("ana"), person("bo"), knows("ana", "bo")))
    read, missed = reading._nodes, []

    def late(transaction: Transaction, source: str | None, packed: bool) -> Any:
        found = list(read(transaction, source, packed))
        missed.append(found.pop() if not missed else None)
        return iter(found)

    monkeypatch.setattr(reading, "_nodes", late)
    facts = store.facts()
    assert (len(facts.nodes), len(facts.ties), len(missed)) == (2, 1, 2)


def test_facts_of_one_source(store: Store) -> None:
    load(store, listed(person("ana"), person("bo"), knows("ana", "bo")))
    load(store, listed(person("dee", "hr"), source="hr"))
    assert [props["key"] for _, props in store.facts("hr").nodes] == ["hr:dee"]
    assert store.facts("hr").ties == []
    assert len(store.facts().nodes) == 3


def test_rows_go_in_parts_of_bounded_size() -> None:
    small: list[dict[str, Any]] = [{"key": str(n), "props": {}} for n in range(2 * ROWS + 1)]
    assert [len(part) for part in batches(small)] == [ROWS, ROWS, 1]
    large: list[dict[str, Any]] = [{"key": str(n), "props": {"name": "x" * (BYTES // 12)}} for n in range(7)]
    assert [len(part) for part in batches(large)] == [2, 2, 2, 1]
    assert list(batches([])) == []


def test_progress_is_told(store: Store) -> None:
    told: list[tuple[int, int]] = []
    apply(store, plan(store, crowd(1500, 20), as_of=DAY), progress=lambda done, total: told.append((done, total)))
    assert told == [(1000, 1520), (1500, 1520), (1520, 1520)]


def test_the_ledger_tells_every_import(store: Store) -> None:
    load(store, crowd(3, 2))
    apply(store, plan(store, crowd(3, 3), as_of=date(2026, 2, 1)), sha256="abc", program="1.0", who="somebody")
    last, first = store.imports()
    assert (first.number, last.number) == (1, 2)
    assert (last.source, last.as_of, last.sha256, last.who, last.program) == (
        "crm", date(2026, 2, 1), "abc", "somebody", "1.0")
    assert last.sheets == ("organisations", "people", "ties")
    assert last.counts["KNOWS"] == {"created": 1, "changed": 0, "closed": 0, "unchanged": 2}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", last.when)
    assert store.imports("nobody") == []


def test_an_import_made_for_another_state_is_refused(store: Store) -> None:
    made = plan(store, listed(person("ana")), as_of=DAY)
    load(store, listed(person("bo")))
    with pytest.raises(MovedError):
        raw(store, load_rows(made.changes, "k"), made.version)
    assert store.counts() == {"Person": 1}


def test_a_tie_whose_end_is_gone_loads_nothing(store: Store) -> None:
    rows = load_rows(plan(store, listed(person("ana"), person("bo"), knows("ana", "bo")), as_of=DAY).changes, "k")
    rows = {name: [row for row in part if row["key"] != "crm:bo"] for name, part in rows.items()}
    with pytest.raises(StoreError, match="no longer in the store"):
        raw(store, rows, 0)
    assert store.counts() == {}
    assert store.imports() == []


@pytest.mark.parametrize("value", ["\ud800", 2**70])
def test_a_value_that_cannot_be_stored_loads_nothing(store: Store, value: Any) -> None:
    with pytest.raises(InputError, match="cannot be stored"):
        load(store, listed(person("ana"), person("bo", phone=value)))
    assert store.counts() == {}


# Bad days


def test_an_interrupted_import_leaves_nothing(store: Store) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply(store, plan(store, crowd(1500, 20), as_of=DAY), progress=interrupt)
    assert store.counts() == {}
    load(store, crowd(1500, 20))
    assert store.counts() == {"KNOWS": 20, "Person": 1500}


KILLED = """
import os, signal, sys
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store
from tests.lists import crowd
from tests.test_store import DAY
place, user, password, database = sys.argv[1:]
with Store.open(place, user=user or None, password=password or None, database=database or None) as store:
    apply(store, plan(store, crowd(2500, 20), as_of=DAY), progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_killed_import_leaves_nothing_and_blocks_nobody(store: Store, engine: Engine) -> None:
    account = engine.account
    words = [str(engine.place), *(account.get(name, "") for name in ("user", "password", "database"))]
    ended = subprocess.run([sys.executable, "-c", KILLED, *words], cwd=Path(__file__).parent.parent, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert store.counts() == {}
    load(store, crowd(2500, 20))
    assert store.counts() == {"KNOWS": 20, "Person": 2500}


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_engine_killed_during_an_import_is_started_again(place: Path) -> None:
    """The engine dies three times; the import still happens once, and whole."""
    kills: list[int] = []

    def kill(done: int, total: int) -> None:
        if len(kills) < 3 and done > 1000:
            running = embedded.status(place)
            assert running is not None
            kills.append(running.pid)
            os.kill(running.pid, signal.SIGKILL)

    with Store.open(place) as store:
        apply(store, plan(store, crowd(2500, 1000), as_of=DAY), progress=kill)
        assert len(set(kills)) == 3
        assert store.counts() == {"KNOWS": 1000, "Person": 2500}
        assert len(store.imports()) == 1


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_engine_killed_between_two_commands_is_started_again(place: Path) -> None:
    with Store.open(place) as store:
        load(store, crowd(5, 5))
        before = store.digest()
        running = embedded.status(place)
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        assert store.digest() == before


def test_a_lost_answer_to_a_commit_is_looked_up(store: Store, engine: Engine) -> None:
    """The commit gets through, its answer does not: the ledger decides, and nothing is written twice."""
    at = urlsplit(engine.address.uri)
    address = engine.address
    with (losing((at.hostname or "", at.port or 0)) as proxy,
          Store.open(f"bolt://127.0.0.1:{proxy.port}", user=address.user, password=address.password,
                     database=address.database) as far):

        def arm(done: int, total: int) -> None:
            proxy.armed = done == total

        summary = apply(far, plan(far, crowd(20, 20), as_of=DAY), progress=arm)
    assert proxy.lost == 1
    assert [entry.key for entry in store.imports()] == [summary.entry.key]
    assert store.counts() == {"KNOWS": 20, "Person": 20}


def test_what_is_read_while_others_import_is_of_one_piece(store: Store, engine: Engine) -> None:
    """Nobody ever reads a tie without its ends, or half an import."""
    def write() -> None:
        with Store.open(engine.place, **engine.account) as other:
            for size in range(10, 60, 10):
                load(other, crowd(size, size - 1))

    writer = Thread(target=write)
    writer.start()
    seen: set[tuple[int, int]] = set()
    while writer.is_alive() or not seen:
        facts = store.facts()
        seen.add((len(facts.nodes), len(facts.ties)))
    writer.join()
    assert seen <= {(0, 0), *((size, size - 1) for size in range(10, 60, 10))}


# Questions


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of statements with one question."""
    (tmp_path / "ask").mkdir()
    (tmp_path / "ask" / "names.cypher").write_text(
        "// name: names\n// group: Tests\n// description: Names.\n// param most: text = z. Up to this one.\n"
        "// returns name: a name\n// returns met: when\nMATCH (p:Person)\nOPTIONAL MATCH (p)-[k:KNOWS]->()\nWITH p, k\n"
        "WHERE p.name <= $most\nRETURN p.name AS name, k.last_contact AS met\nORDER BY name;\n", encoding="utf-8")
    real = queries.get
    monkeypatch.setattr(queries, "get", lambda name: queries.load(tmp_path / f"{name}.cypher")
                        if name == "ask/names" else real(name))


def test_a_question_gives_columns_rows_and_says_when_cut(store: Store, asked: None) -> None:
    assert (store.run("names").columns, store.run("names").rows) == (("name", "met"), [])
    load(store, crowd(5, 5))
    answer = store.run("names")
    assert answer.rows == [(f"Person {n}", date(2026, 1, 1)) for n in range(5)]
    assert not answer.truncated
    assert store.run("names", limit=4).truncated
    assert len(store.run("names", limit=4).rows) == 4
    assert not store.run("names", limit=5).truncated
    assert len(store.run("names", most="Person 1").rows) == 2


def test_only_questions_are_asked(store: Store) -> None:
    for name in ("person", "../load/person", "load/person", "nothing"):
        with pytest.raises(QueryError):
            store.run(name)
    with pytest.raises(QueryError):
        store.run("who-knows-whom", nonsense=1)


def test_questions_use_an_account_that_cannot_write(store: Store, engine: Engine) -> None:
    if engine.name != "embedded":
        pytest.skip("Neo4j Community has one account; there the access mode refuses writes")
    with pytest.raises(StoreError, match="refused a statement"):
        store._read_only().write(lambda t: t.run("CREATE (:Person {key: 'x'})"))
    assert store.counts() == {}
