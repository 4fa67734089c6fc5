"""Rows per second of loading and reading a store, as ratios against a bare loop of the same statements in one run.

    python bench/store.py [--people 10000] [--ties 30000] [--engines embedded neo4j]

The bare loops send the same statements with the same rows through the official driver, and read the same answer with
nothing made of it. `repeat` loads the same facts once more: nothing changes, but all of it is compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from generate import Options, generate
from neo4j import GraphDatabase, ManagedTransaction

from stakeholder_map import importers, queries
from stakeholder_map.batch import Batch
from stakeholder_map.identity import Directory
from stakeholder_map.plan import apply, load_rows, plan
from stakeholder_map.store import Store
from stakeholder_map.store.loading import Rows
from tests.engines import STARTS, Engine

T = TypeVar("T")
ROWS = 1000
TODAY = date.today()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def bare_load(engine: Engine, rows: Rows) -> None:
    """Every statement with its rows, in one transaction."""
    def work(transaction: ManagedTransaction) -> None:
        for name, part in rows.items():
            for start in range(0, len(part), ROWS):
                transaction.run(queries.get(f"load/{name}").text, rows=part[start : start + ROWS]).consume()

    at = engine.address
    with (GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver,
          driver.session(database=at.database) as session):
        session.execute_write(work)


def bare_read(engine: Engine) -> int:
    """Both statements of a snapshot; how many facts came."""
    at = engine.address
    with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        return sum(len(record[0]) for name in ("nodes", "ties") for record in driver.execute_query(
            queries.get(f"snapshot/{name}").text, source=None, database_=at.database).records)


def bare(engine: Engine, batch: Batch) -> tuple[int, float]:
    """How many facts the bare loop loads, and in which time."""
    with Store.open(engine.place, **engine.account) as store:
        store.prepare()
        rows = load_rows(plan(store, batch, as_of=TODAY).changes, "bench")
        return sum(len(part) for part in rows.values()), timed(lambda: bare_load(engine, rows))[1]


def measure(engine: Engine, batch: Batch, facts: int, baseline: float) -> None:
    """Both ways through the store, and the bare loop of reading, on a fresh engine."""
    with Store.open(engine.place, **engine.account) as store:
        store.prepare()
        _, load = timed(lambda: apply(store, plan(store, batch, as_of=TODAY)))
        _, again = timed(lambda: apply(store, plan(store, batch, as_of=TODAY)))
        read, bare_reading = timed(lambda: bare_read(engine))
        _, reading = timed(store.facts)
    shown = [("bare load", facts, baseline, 1.0), ("load", facts, load, baseline / load),
             ("repeat", facts, again, baseline / again), ("bare read", read, bare_reading, 1.0),
             ("read", read, reading, bare_reading / reading)]
    for name, count, took, ratio in shown:
        print(f"{engine.name:13} {name:10} {count / took:10,.0f} facts/s {took:7.2f} s   {ratio:5.2f} of the bare loop",
              flush=True)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--ties", type=int, default=30_000)
    words.add_argument("--engines", nargs="+", default=list(STARTS), choices=list(STARTS))
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "folder")
        generate(folder, Options(chosen.people, chosen.ties, 0, False, 1, TODAY))
        batch = importers.read([folder], importers.Options(as_of=TODAY), Directory())
        for name in chosen.engines:
            with STARTS[name](Path(home, "bare")) as engine:
                facts, baseline = bare(engine, batch)
            with STARTS[name](Path(home, "full")) as engine:
                measure(engine, batch, facts, baseline)


if __name__ == "__main__":
    main()
