"""One large CSV of contacts: rows per second, peak memory, and the ratio to a bare loop of the same statements.

    python bench/large_csv.py [--rows 100000] [--columns 20] [--width 12] [--read-only]

The file has `--columns` columns, of which a mapping reads nine; the others hold texts of about `--width` characters.
600,000 rows with the usual columns are 200 MB. Baseline: the same load statements with the same rows, sent in batches
of 1,000 in one transaction through the official driver, with nothing around them.
"""

from __future__ import annotations

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

from main_job import bare_loop

from stakeholder_map import embedded, importers
from stakeholder_map.batch import Batch
from stakeholder_map.identity import Directory
from stakeholder_map.plan import apply, load_rows, plan
from stakeholder_map.store import Store

T = TypeVar("T")
USED = ("Id", "First name", "Last name", "E-mail", "Phone", "Organisation", "Job title", "Since", "Language")
TITLES = ("Director", "Head of Service", "Manager", "Adviser", "Officer", "Assistant")
MAPPING = """\
source = "big"
[[organisations]]
file = "*"
distinct = "name"
name = "Organisation"
[[people]]
file = "*"
id = "Id"
name = { template = "{First name} {Last name}" }
email = "E-mail"
phone = "Phone"
organisation = "Organisation"
title = "Job title"
since = "Since"
languages = "Language"
"""


def write(path: Path, rows: int, columns: int, width: int) -> None:
    """The file: people of one organisation for every nine of them."""
    random = Random(1)
    filler = [f"Text {n}" for n in range(columns - len(USED))]
    words = ["".join(random.choices("abcdefghij klmnop", k=width)) for _ in range(1000)]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow([*USED, *filler])
        for n in range(rows):
            out.writerow([f"c{n}", f"Ana{n % 977}", f"Bell{n}", f"ana{n}@org{n // 9}.example", f"01234 {n:06}",
                          f"Organisation {n // 9}", TITLES[n % 6], f"20{n % 20 + 4:02}-0{n % 9 + 1}-11", "en",
                          *(words[(n * 7 + m) % 1000] for m in range(len(filler)))])


def timed(what: str, work: Callable[[], T], rows: int) -> tuple[T, float]:
    """The result and the seconds, said with the rate and the peak memory of this process so far."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<28} {rows / seconds:10,.0f} rows/s  {seconds:7.2f} s   peak {peak:7,.0f} MB", flush=True)
    return result, seconds


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=100_000)
    words.add_argument("--columns", type=int, default=20)
    words.add_argument("--width", type=int, default=12)
    words.add_argument("--read-only", action="store_true", help="read the file, and load nothing")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        path, mapping = Path(home, "contacts.csv"), Path(home, "big.toml")
        mapping.write_text(MAPPING)
        write(path, chosen.rows, chosen.columns, chosen.width)
        print(f"{chosen.rows:,} rows, {chosen.columns} columns, {path.stat().st_size / 1e6:,.0f} MB")
        options = importers.Options(as_of=date.today(), mapping=mapping, ours=("Our Office",))
        reader = lambda: importers.read([path], options, Directory())  # noqa: E731
        batch, reading = timed("read", reader, chosen.rows)
        assert not batch.rejected
        if not chosen.read_only:
            load(Path(home), batch, reading, chosen.rows)


def load(home: Path, batch: Batch, reading: float, rows: int) -> None:
    """Plan and load the batch, then load the same rows with nothing around them."""
    today = date.today()
    with Store.open(home / "full") as store:
        store.prepare()
        made, planning = timed("plan", lambda: plan(store, batch, as_of=today), rows)
        _, loading = timed("load", lambda: apply(store, made), rows)
    with Store.open(home / "bare") as store:
        store.prepare()
    sent = load_rows(made.changes, "bench")
    facts = sum(map(len, sent.values()))
    _, baseline = timed("bare loop", lambda: bare_loop(home / "bare", sent), rows)
    for name in ("full", "bare"):
        embedded.stop(home / name)
    whole = reading + planning + loading
    print(f"{facts:,} facts; import / bare loop: {baseline / whole:.2f} of the rows per second (0.60 wanted)")


if __name__ == "__main__":
    main()
