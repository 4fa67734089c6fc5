"""Import, read and redundancy of a large folder, as ratios against a bare loop of the same statements in one run.

    python bench/main_job.py [--people 10000] [--ties 30000]

Baseline: the very same load statements with the very same rows, sent in batches of 1,000 in one transaction through
the official driver, with nothing around them: no reading of files, checks, comparison or ledger.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from generate import Options, generate
from neo4j import GraphDatabase, ManagedTransaction

from stakeholder_map import embedded, importers, queries
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.identity import Directory
from stakeholder_map.plan import apply, load_rows, plan
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Store
from stakeholder_map.store.loading import Rows

T = TypeVar("T")
ROWS = 1000


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def bare_loop(place: Path, rows: Rows) -> None:
    """The baseline: every statement with its rows, one transaction."""
    found = embedded.ensure(place)

    def work(transaction: ManagedTransaction) -> None:
        for name, part in rows.items():
            for start in range(0, len(part), ROWS):
                transaction.run(queries.get(f"load/{name}").text, rows=part[start : start + ROWS]).consume()

    with (
        GraphDatabase.driver(found.uri, auth=(found.user, found.password)) as driver,
        driver.session(database=found.database) as session,
    ):
        session.execute_write(work)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--ties", type=int, default=30_000)
    chosen = words.parse_args()
    today = date.today()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "folder")
        generate(folder, Options(chosen.people, chosen.ties, 0, False, 1, today))
        options = importers.Options(as_of=today)
        with Store.open(Path(home, "bare")) as store:
            store.prepare()
            batch, reading = timed(lambda: importers.read([folder], options, Directory.of(store.facts())))
            made = plan(store, batch, as_of=today)
            rows = load_rows(made.changes, "bench")
            facts = sum(len(part) for part in rows.values())
            _, baseline = timed(lambda: bare_loop(Path(home, "bare"), rows))
        with Store.open(Path(home, "full")) as store:
            store.prepare()
            made, planning = timed(lambda: plan(store, batch, as_of=today))
            _, loading = timed(lambda: apply(store, made))
            whole = reading + planning + loading
            snapshot, snapping = timed(lambda: Snapshot.read(store, today))
            found, solving = timed(lambda: redundancy(snapshot))
        for name in ("bare", "full"):
            embedded.stop(Path(home, name))
    print(f"{chosen.people:,} people, {chosen.ties:,} ties, {facts:,} facts, {len(found):,} partnerships")
    print(f"bare loop                      {facts / baseline:10,.0f} facts/s   {baseline:6.2f} s")
    print(f"load, with plan and ledger     {facts / (planning + loading):10,.0f} facts/s   {planning + loading:6.2f} s")
    print(f"import, with reading the files {facts / whole:10,.0f} facts/s   {whole:6.2f} s  (reading {reading:.2f} s)")
    print(f"import / bare loop: {baseline / whole:.2f} of the rows per second (0.70 wanted)")
    answering = snapping + solving
    print(f"snapshot {snapping:.2f} s, redundancy {solving:.2f} s: {answering / whole:.2f} of the import (below 1)")


if __name__ == "__main__":
    main()
