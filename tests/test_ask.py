"""Every question of queries/ask/ on every engine: the rows worked out by hand, and the same rows everywhere."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from neo4j import GraphDatabase

from stakeholder_map import queries
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store

from .answers import CASES, Case
from .engines import Engine, Engines
from .harbour import TODAY, harbour

NAMES = [query.name for query in queries.catalogue()]
TRIED: dict[str, list[object]] = {
    "as_of": [TODAY, date(2026, 3, 31), date(2025, 12, 31)],
    "organisation": ["Acme Foundation", "BETA COUNCIL", "town:trust", "Nobody"],
    "person": ["ana archer", "town:eve", "Hana Hill"],
    "from_person": ["Dan Dyer", "town:ana"],
    "to_person": ["Kim King", "town:lee", "Nia Nash"],
    "partnership": ["Clean Harbour", "town:forum"],
    "text": ["ha", "O"],
    "colleague": ["town:ana", "Dan Dyer"],
}
"""Values that the comparison of the engines asks every question with; other parameters keep their default."""


@pytest.fixture(scope="module")
def town(engine: Engine) -> Iterator[Store]:
    """The harbour town on each engine."""
    engine.empty()
    with Store.open(engine.place, **engine.account) as opened:
        opened.prepare()
        for batch in harbour():
            apply(opened, plan(opened, batch, as_of=TODAY))
        yield opened


@pytest.fixture(scope="session")
def first_answers() -> dict[str, Any]:
    """What the first engine answered, by question."""
    return {}


def ask(store: Store, name: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    dated = {"as_of": TODAY} if any(p.name == "as_of" for p in queries.get(f"ask/{name}").params) else {}
    return store.run(name, **{**dated, **params}).rows


@pytest.mark.parametrize("case", CASES, ids=str)
def test_known_answers(town: Store, case: Case) -> None:
    assert ask(town, case.name, case.params) == case.rows


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_a_known_answer_with_rows(name: str) -> None:
    assert any(case.name == name and case.rows for case in CASES), f"add a case for {name} to tests/answers.py"


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_gives_the_columns_that_the_header_promises(town: Store, engine: Engine, name: str) -> None:
    query = queries.get(f"ask/{name}")
    case = next(case for case in CASES if case.name == name and case.rows)
    at = engine.address
    with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        answer = driver.execute_query(query.text, query.bind(case.params, today=TODAY), database_=at.database)
    assert answer.keys == [column.name for column in query.columns]


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_same_rows(town: Store, engines: Engines, first_answers: dict[str, Any],
                                          name: str) -> None:
    if not engines.several():
        pytest.skip("there is no other engine here to compare this one with")
    tried = [[(p.name, value) for value in TRIED[p.name]]
             for p in queries.get(f"ask/{name}").params if p.name in TRIED]
    answers = {repr(chosen): ask(town, name, dict(chosen)) for chosen in itertools.product(*tried)}
    assert answers == first_answers.setdefault(name, answers)
