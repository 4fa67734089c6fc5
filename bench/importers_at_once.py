"""Eight programs import overlapping lists at once, each in parts, and must wait for each other.

    python bench/importers_at_once.py             the embedded engine
    python bench/importers_at_once.py --neo4j     a Neo4j of its own

Each imports its own list, and all of them one list that they share. Afterwards every fact must be there once, every
import in the ledger, and nobody may have been refused.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kills_import import DAY, PART, opened, running

from stakeholder_map import plan as planning
from stakeholder_map.batch import Batch, Node
from stakeholder_map.errors import StoreUnavailable
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store

PROGRAMS, PEOPLE, TRIES = 8, 600, 20


def listed(source: str) -> Batch:
    return Batch(source, tuple(Node("Person", f"{source}:p{n}", {"name": f"Person {n}"}, "people")
                               for n in range(PEOPLE)), frozenset({"people"}))


def child(place: str, number: int) -> None:
    planning.MOST = PART
    with patiently(place) as store:
        for source in (f"own{number}", "shared"):
            apply(store, plan(store, listed(source), as_of=DAY))


def patiently(place: str) -> Store:
    """The store, also when a machine that does too much at once takes longer than the program waits for an answer."""
    for _ in range(TRIES):
        try:
            return opened(place)
        except StoreUnavailable:
            time.sleep(1)
    return opened(place)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--neo4j", action="store_true")
    words.add_argument("--store", default="", help=argparse.SUPPRESS)
    words.add_argument("--child", type=int, help=argparse.SUPPRESS)
    chosen = words.parse_args()
    if chosen.child is not None:
        child(chosen.store, chosen.child)
        return
    with tempfile.TemporaryDirectory() as home, running(Path(home), neo4j=chosen.neo4j) as at:
        start = time.perf_counter()
        programs = [subprocess.Popen([sys.executable, __file__, "--store", at.place, "--child", str(number)])
                    for number in range(PROGRAMS)]
        refused = sum(program.wait() != 0 for program in programs)
        took = time.perf_counter() - start
        with opened(at.place) as store:
            people, entries, half = store.counts()["Person"], store.imports(), store.unfinished()
    imports = len({entry.group for entry in entries})
    print(f"{PROGRAMS} programs in {took:.0f} s: {refused} refused; {people:,} people ({(PROGRAMS + 1) * PEOPLE:,} "
          f"expected), {imports} imports ({2 * PROGRAMS} expected) in {len(entries)} parts, half an import: {half}")
    raise SystemExit(0 if (refused, people, imports, half) == (0, (PROGRAMS + 1) * PEOPLE, 2 * PROGRAMS, None) else 1)


if __name__ == "__main__":
    main()
