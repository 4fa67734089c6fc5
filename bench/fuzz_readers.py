"""Feeds every format with broken files, and reports what is not refused in words, and what takes longest.

    python bench/fuzz_readers.py [--seconds 60] [--only NAME ...] [--seeds FOLDER ...] [--seed 1] [--to FOLDER]

Seeds are the files of the folders named (the real files by default, where they are) and one invented file of each
kind, in bench/seeds. Each is cut, doubled, spliced with another, given stray bytes and awkward words; of workbooks
also the parts inside. A reader may raise InputError and nothing else, and must come back within `--limit` seconds.
Exit code 1 when one does not; its input is then in `--to`, once for each place in the program.
"""

from __future__ import annotations

import argparse
import io
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType, ModuleType

sys.path.insert(0, str(Path(__file__).parent.parent))

from mutations import LARGEST_SEED, mutated, mutated_book

from stakeholder_map import importers
from stakeholder_map.errors import InputError
from stakeholder_map.identity import Directory
from stakeholder_map.importers.files.sample import Sample
from tests.importing import SHARED, directory

OWN = Path(__file__).with_name("seeds")
TODAY = date(2026, 6, 30)
MOST_SEEDS = 60
MEMORY = 4_000_000_000
Seed = tuple[str, bytes]


class HangError(Exception):
    """A reader did not come back."""


@dataclass
class Tally:
    """What happened to one format."""

    runs: int = 0
    refused: int = 0
    slowest: float = 0.0
    slow_input: str = ""
    crashes: Counter[str] = field(default_factory=Counter)


def seeds(folders: list[Path]) -> list[Seed]:
    """Names and contents of small files, of no ending too many."""
    found: list[Seed] = [("people.xlsx", workbook())]
    endings: Counter[str] = Counter()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            ending = path.suffix.lower()
            if path.is_file() and 0 < path.stat().st_size <= LARGEST_SEED and ending not in (".md", ".py", ".html"):
                endings[ending] += 1
                if endings[ending] <= MOST_SEEDS:
                    found.append((path.name, path.read_bytes()))
    return found


def workbook() -> bytes:
    """A workbook with two sheets, merged cells and a formula."""
    from openpyxl import Workbook

    book = Workbook()
    for name, rows in (("people", [["List"], ["id", "name", "organisation"], [1, "Ana Bell", "us"], [2, "Bo", "=C3"]]),
                       ("organisations", [["id", "name", "ours"], ["us", "Us", "yes"], ["nb", "Northby", None]])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["people"].merge_cells("A1:C1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def known() -> Directory:
    """A small store, so that surveys, calendars and mail name people who are known: the exported folder."""
    return directory(importers.read([OWN / "exported"], importers.Options(as_of=TODAY), Directory()))


def suited(seeds: list[Seed], home: Path) -> dict[str, list[Seed]]:
    """Seeds by the format that recognises them."""
    by_format: dict[str, list[Seed]] = defaultdict(list)
    for name, raw in seeds:
        (home / name).write_bytes(raw)
        sample = Sample(home / name)
        for called, module in importers.formats().items():
            if module.detect(sample) >= 0.4:
                by_format[called].append((name, raw))
    return by_format


def feed(module: ModuleType, path: Path, limit: float) -> tuple[float, str]:
    """Seconds, and "", "refused" or the place in the program that raised something else."""
    ours = () if module.NAME == "exported" else ("Us",)
    options = importers.Options(as_of=TODAY, ours=ours, format=module.NAME)
    start = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, limit)
    said = ""
    try:
        importers.read([path], options, known())
    except InputError:
        said = "refused"
    except (Exception, RecursionError) as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "stakeholder_map" in f.filename]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside"
        said = f"{type(error).__name__} at {where}: {str(error)[:80]}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - start, said


def _hang(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - every handler has this shape
    raise HangError("did not come back")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--limit", type=float, default=20, help="seconds after which a reader hangs")
    words.add_argument("--only", nargs="*", default=[])
    words.add_argument("--seeds", nargs="*", type=Path, default=[SHARED])
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--to", type=Path, default=Path("fuzz-found"))
    chosen = words.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _hang)
    random = Random(chosen.seed)
    tallies: dict[str, Tally] = defaultdict(Tally)
    with tempfile.TemporaryDirectory() as home:
        loose = seeds([OWN, *(folder for folder in chosen.seeds if folder.is_dir())])
        fitting = suited(loose, Path(home))
        modules = [m for name, m in importers.formats().items() if name != "mapping" and (
            not chosen.only or name in chosen.only)]
        end = time.monotonic() + chosen.seconds
        while time.monotonic() < end:
            for module in modules:
                one(module, random, fitting[module.NAME] or loose, loose, Path(home), chosen, tallies[module.NAME])
    report(tallies)


def one(module: ModuleType, random: Random, fitting: list[Seed], loose: list[Seed], home: Path,
        chosen: argparse.Namespace, tally: Tally) -> None:
    """Feed one broken file to one format, and write down what happened."""
    called, raw = random.choice(fitting if random.random() < 0.9 else loose)
    others = [content for _, content in random.sample(loose, min(4, len(loose)))]
    broken = (mutated_book if called.endswith(".xlsx") else mutated)(raw, others, random)
    path = home / called
    path.write_bytes(broken)
    seconds, said = feed(module, path, chosen.limit)
    tally.runs += 1
    tally.refused += said == "refused"
    name = f"{module.NAME}-{tally.runs}-{called}"
    if seconds > tally.slowest:
        tally.slowest, tally.slow_input = seconds, f"{name}, {len(broken):,} bytes"
    if said not in ("", "refused"):
        if said.partition(": ")[0] not in {known.partition(": ")[0] for known in tally.crashes}:
            chosen.to.mkdir(parents=True, exist_ok=True)
            (chosen.to / name).write_bytes(broken)
        tally.crashes[said] += 1


def report(tallies: dict[str, Tally]) -> None:
    """What happened, by format; leaves with 1 when something did that must not."""
    for name, tally in sorted(tallies.items()):
        print(f"{name:<20} {tally.runs:6} files, {tally.refused:6} refused, slowest {tally.slowest:6.2f} s "
              f"({tally.slow_input})")
        for said, times in tally.crashes.most_common():
            print(f"    {times:4} × {said}")
    if any(tally.crashes for tally in tallies.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
