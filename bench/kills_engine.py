"""Kills the embedded engine with `kill -9` while two clients write, again and again, and counts what was lost.

    python bench/kills_engine.py --kills 50

A batch is one transaction of three statements: 100 nodes in a chain of 99 ties, and a node that says how many there
must be. A batch that was acknowledged must be there after the next start, whole, and found by its index as well; one
that was not acknowledged must be there whole or not at all.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import signal
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from stakeholder_map import embedded
from stakeholder_map.embedded import Rendezvous

SIZE, WRITERS = 100, 2
SCHEMA = (
    "CREATE CONSTRAINT item_key IF NOT EXISTS FOR (n:Item) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT batch_key IF NOT EXISTS FOR (n:Batch) REQUIRE n.key IS UNIQUE",
    "CREATE INDEX item_round IF NOT EXISTS FOR (n:Item) ON (n.round)",
    "CREATE INDEX batch_round IF NOT EXISTS FOR (n:Batch) ON (n.round)",
)
NODES = "UNWIND $keys AS key MERGE (n:Item {key: key}) SET n.batch = $batch, n.round = $round"
TIES = "UNWIND $pairs AS pair MATCH (a:Item {key: pair[0]}) MATCH (b:Item {key: pair[1]}) MERGE (a)-[:NEXT]->(b)"
DONE = "MERGE (n:Batch {key: $batch}) SET n.round = $round, n.size = $size"
BY_INDEX = "MATCH (n:Item {round: $round}) RETURN n.batch AS batch, count(n) AS nodes, count(DISTINCT n.key) AS keys"
BY_TIES = "MATCH (n:Item {round: $round}) MATCH (n)-[:NEXT]->(m) RETURN n.batch AS batch, count(m) AS ties"
CLOSED = "MATCH (n:Batch {round: $round}) RETURN n.key AS batch"
EACH = "UNWIND $keys AS key MATCH (n:Item {key: key}) RETURN count(n) AS found"
ALL = "MATCH (n:Item) RETURN count(n) AS nodes, count(DISTINCT n.key) AS keys"


@dataclass
class Tally:
    """What happened, over all kills."""

    acknowledged: int = 0
    unacknowledged_kept: int = 0
    lost: int = 0
    torn: int = 0
    not_indexed: int = 0
    restarts: list[float] = field(default_factory=list)


logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)  # that the connection breaks is the point


def main() -> None:
    """Run the kills and print the figures; exit code 1 when anything was lost or torn."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    chance = random.Random(given.seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        with _driver(embedded.ensure(place)) as driver:
            for statement in SCHEMA:
                driver.execute_query(statement, database_="graph")
        for number in range(given.kills):
            _round(place, number, chance.uniform(0.0, 1.5), tally)
            print(f"kill {number + 1}: {tally.acknowledged} batches acknowledged, {tally.lost} lost, {tally.torn} torn")
        nodes, keys = _rows(embedded.ensure(place), ALL)[0]
        embedded.stop(place)
    expected = (tally.acknowledged + tally.unacknowledged_kept) * SIZE
    print(f"kills: {given.kills}; batches acknowledged: {tally.acknowledged}, lost: {tally.lost}, torn: {tally.torn}, "
          f"not found by index: {tally.not_indexed}; kept though not acknowledged: {tally.unacknowledged_kept}")
    print(f"nodes at the end: {nodes} ({keys} different keys, {expected} expected)")
    print(f"seconds to start again: median {statistics.median(tally.restarts):.2f}, most {max(tally.restarts):.2f}")
    if tally.lost or tally.torn or tally.not_indexed or not nodes == keys == expected:
        raise SystemExit(1)


def _round(place: Path, number: int, seconds: float, tally: Tally) -> None:
    """Write, kill that many seconds after the first acknowledgement, start again, and compare."""
    found = embedded.ensure(place)
    acknowledged: list[str] = []
    stop = threading.Event()
    writers = [threading.Thread(target=_write, args=(found, number, w, acknowledged, stop)) for w in range(WRITERS)]
    for writer in writers:
        writer.start()
    while not acknowledged:
        time.sleep(0.01)
    time.sleep(seconds)
    os.kill(found.pid, signal.SIGKILL)
    stop.set()
    for writer in writers:
        writer.join()
    begun = time.perf_counter()
    again = embedded.ensure(place)
    tally.restarts.append(time.perf_counter() - begun)
    _compare(again, number, set(acknowledged), tally)


def _write(found: Rendezvous, number: int, writer: int, acknowledged: list[str], stop: threading.Event) -> None:
    """Write batches until the engine is gone."""
    with _driver(found) as driver, driver.session(database="graph") as session:
        count = 0
        while not stop.is_set():
            batch = f"{number}-{writer}-{count}"
            try:
                session.execute_write(_batch, batch, number)
            except (DriverError, Neo4jError):
                return
            acknowledged.append(batch)
            count += 1


def _batch(transaction: ManagedTransaction, batch: str, number: int) -> None:
    keys = _keys(batch)
    transaction.run(NODES, keys=keys, batch=batch, round=number).consume()
    transaction.run(TIES, pairs=[list(pair) for pair in pairwise(keys)]).consume()
    transaction.run(DONE, batch=batch, round=number, size=SIZE).consume()


def _keys(batch: str) -> list[str]:
    return [f"{batch}/{item}" for item in range(SIZE)]


def _compare(found: Rendezvous, number: int, acknowledged: set[str], tally: Tally) -> None:
    nodes = {batch: count for batch, count, keys in _rows(found, BY_INDEX, round=number) if count == keys}
    ties = dict(_rows(found, BY_TIES, round=number))
    closed = {batch for (batch,) in _rows(found, CLOSED, round=number)}
    present = set(nodes) | set(ties) | closed
    whole = {batch for batch in closed if nodes.get(batch) == SIZE and ties.get(batch) == SIZE - 1}
    tally.acknowledged += len(acknowledged)
    tally.lost += len(acknowledged - present)
    tally.torn += len(present - whole)
    tally.unacknowledged_kept += len(whole - acknowledged)
    tally.not_indexed += sum(_rows(found, EACH, keys=_keys(batch))[0][0] != SIZE for batch in whole)


def _driver(found: Rendezvous) -> Driver:
    return GraphDatabase.driver(found.uri, auth=(found.user, found.password), max_transaction_retry_time=0)


def _rows(found: Rendezvous, statement: str, **parameters: object) -> list[list[Any]]:
    with _driver(found) as driver:
        answer = driver.execute_query(statement, parameters, database_="graph")
        return [list(record.values()) for record in answer.records]


if __name__ == "__main__":
    main()
