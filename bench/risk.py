"""Chance of loss and redundancy for a whole portfolio, as ratios measured in one run.

    python bench/risk.py [--people 10000] [--ties 30000] [--store]

Redundancy: all partnerships in one pass against one NetworkX matching for each, and against the bare SciPy call on
the finished matrix. Risk: the chance of loss (departures going together, four sets of assumptions) of all
partnerships against reading the snapshot: with --store from an embedded store, else only putting the facts of the
files together, which takes less time, so that the ratio looks worse than it is.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import networkx as nx
from generate import Options, generate
from scipy.sparse.csgraph import maximum_bipartite_matching

from stakeholder_map import embedded, importers
from stakeholder_map.analysis.ground import ground
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.redundancy.channels import Ends, numbered, sizes
from stakeholder_map.analysis.risk import total, weigh
from stakeholder_map.batch import Batch
from stakeholder_map.cli import lean
from stakeholder_map.identity import Directory
from stakeholder_map.plan import apply, plan
from stakeholder_map.snapshot import Snapshot
from stakeholder_map.store import Store

T = TypeVar("T")


def timed(work: Callable[[], T], times: int = 1) -> tuple[T, float]:
    """The result, and the shortest time of so many runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - start)
    return result, min(spent)


def built(blocks: list[list[Ends]]) -> Iterator[tuple[nx.Graph[tuple[str, str]], set[tuple[str, str]]]]:
    """A bipartite graph for each block, and our people in it."""
    for block in blocks:
        graph: nx.Graph[tuple[str, str]] = nx.Graph((("ours", a), ("theirs", b)) for a, b in block)
        yield graph, {node for node in graph if node[0] == "ours"}


def one_by_one(blocks: list[list[Ends]]) -> list[int]:
    """The baseline: a bipartite graph and a matching for each block."""
    return [len(nx.bipartite.hopcroft_karp_matching(graph, top)) // 2 for graph, top in built(blocks)]


def reading(batch: Batch, today: date, home: Path, store: bool) -> tuple[Snapshot, float]:
    """The snapshot, and how long reading it took."""
    if not store:
        return timed(lambda: Snapshot.of_batch(batch, today))
    with Store.open(home / "store") as opened:
        opened.prepare()
        apply(opened, plan(opened, batch, as_of=today))
        result = timed(lambda: Snapshot.read(opened, today))
    embedded.stop(home / "store")
    return result


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--ties", type=int, default=30_000)
    words.add_argument("--store", action="store_true", help="read the snapshot from an embedded store")
    chosen = words.parse_args()
    lean.collect_rarely()  # as every command does
    today = date.today()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "folder")
        generate(folder, Options(chosen.people, chosen.ties, 0, False, 1, today))
        batch = importers.read([folder], importers.Options(as_of=today), Directory())
        snapshot, snapping = reading(batch, today, Path(home), chosen.store)
    base, grounding = timed(lambda: ground(snapshot))
    blocks, bonding = timed(lambda: [
        [(b.ours, b.theirs) for b in base.bonds(p, partner)] for p in base.partnerships for partner in p.partners
    ])
    ties, numbering = timed(lambda: numbered(blocks), 9)
    _, filling = timed(lambda: replace(ties).matrix, 9)  # a copy has none yet
    found, one_pass = timed(lambda: sizes(ties), 9)
    each, separate = timed(lambda: one_by_one(blocks), 5)
    _, building = timed(lambda: list(built(blocks)), 5)
    _, bare = timed(lambda: maximum_bipartite_matching(ties.matrix, perm_type="column"), 9)
    assert found == each
    answers, answering = timed(lambda: redundancy(snapshot))
    rows, weighing = timed(lambda: weigh(snapshot, answers))
    methods = Counter(m.figures.method for row in rows for m in row.by_partner if m.figures.method)
    print(f"{chosen.people:,} people, {chosen.ties:,} ties, {len(rows):,} partnerships, {len(ties.rows):,} cross ties")
    print(f"snapshot {snapping:.2f} s ({'store' if chosen.store else 'files'}), ground {grounding:.2f} s, "
          f"bonds {bonding:.2f} s, redundancy {answering:.2f} s")
    print(f"all matchings, one by one: graphs {building:.4f} s, matching {separate - building:.4f} s")
    print(f"               one pass:   numbers {numbering:.4f} s, matrix {filling:.4f} s, matching {one_pass:.4f} s, "
          f"of which the bare call {bare:.4f} s")
    print(f"  one by one / one pass, matching alone: {(separate - building) / one_pass:.1f} (20 wanted), from names: "
          f"{separate / (numbering + filling + one_pass):.1f}")
    print(f"  one pass / bare call: {one_pass / bare:.1f} (2 wanted); with the matrix "
          f"{(one_pass + filling) / bare:.1f}")
    print(f"risk {weighing:.2f} s, expected loss {total(rows).expected_loss:.1f}; {dict(methods)}")
    print(f"  risk / snapshot: {weighing / snapping:.1f} (below 20)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main()
