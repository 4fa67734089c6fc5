"""What each answer about a whole portfolio costs, as ratios measured in one run.

    python bench/analysis.py [--people 10000] [--ties 30000] [--interactions 30000]

Baseline: putting the facts of the files together as a snapshot, which any answer needs first (reading them from a
store takes several times as long). Each answer is asked of a snapshot of its own, so that none finds what another
left behind; libraries are loaded beforehand.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from generate import Options, generate
from risk import timed

from stakeholder_map import importers
from stakeholder_map.analysis.backcheck import backcheck
from stakeholder_map.analysis.compare import compare
from stakeholder_map.analysis.coverage import coverage
from stakeholder_map.analysis.inside import inside
from stakeholder_map.analysis.introductions import introductions
from stakeholder_map.analysis.leave.consequences import consequences
from stakeholder_map.analysis.questions import questions
from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.redundancy.sensitivity import sensitivity
from stakeholder_map.analysis.risk import risk
from stakeholder_map.analysis.ties import ties
from stakeholder_map.cli import lean
from stakeholder_map.identity import Directory
from stakeholder_map.snapshot import Snapshot

YEAR = timedelta(days=365)
ANSWERS: Mapping[str, Callable[[Snapshot], object]] = {
    "redundancy": redundancy,
    "three half-lives": sensitivity,
    "ties": ties,
    "risk": risk,
    "inside": inside,
    "coverage": coverage,
    "introduce": introductions,
    "introduce to three": lambda snapshot: introductions(snapshot, redundancy=3),
    "interview": questions,
    "ten leave": lambda snapshot: consequences(snapshot, [key for key, _ in snapshot.nodes("Person")][:10]),
    "compare a year": lambda snapshot: compare(snapshot, snapshot.date - YEAR, snapshot.date),
    "backcheck last year": lambda snapshot: backcheck(snapshot, snapshot.date.year - 1),
}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=10_000)
    words.add_argument("--ties", type=int, default=30_000)
    words.add_argument("--interactions", type=int, default=30_000)
    words.add_argument("--answers", default=",".join(ANSWERS), help="names with commas between them")
    chosen = words.parse_args()
    lean.collect_rarely()  # as every command does
    today = date.today()
    with tempfile.TemporaryDirectory() as home:
        generate(Path(home, "folder"), Options(chosen.people, chosen.ties, chosen.interactions, True, 1, today))
        batch = importers.read([Path(home, "folder")], importers.Options(as_of=today), Directory())
    warm = Snapshot.of("ana! met bo; cy! met dee", today)
    for answer in ANSWERS.values():
        answer(warm)
    _, snapping = timed(lambda: Snapshot.of_batch(batch, today))
    print(f"{chosen.people:,} people, {chosen.ties:,} ties, {chosen.interactions:,} interactions; "
          f"putting the snapshot together: {snapping:.2f} s")
    for name in chosen.answers.split(","):
        snapshot = Snapshot.of_batch(batch, today)
        _, spent = timed(lambda: ANSWERS[name](snapshot))  # noqa: B023 - called at once
        print(f"  {name:24} {spent:7.2f} s, {spent / snapping:5.1f} times the snapshot", flush=True)


if __name__ == "__main__":
    main()
