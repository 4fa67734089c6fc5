"""Changes one random byte of a backup, again and again, and looks whether verifying and restoring refuse it.

    python bench/backup_flips.py --flips 500

Each damaged file is verified and restored over a store that holds something else, which must stay as it is.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kills_import import listed

from stakeholder_map import embedded
from stakeholder_map.errors import InputError
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store
from stakeholder_map.store.archive_reading import Backup, opened, verify
from stakeholder_map.store.copying import backup, restore

DAY = date(2026, 1, 1)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--flips", type=int, default=500)
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        place, whole, broken = Path(home, "store"), Path(home, "whole.backup"), Path(home, "broken.backup")
        try:
            with Store.open(place) as store:
                apply(store, plan(store, listed(1), as_of=DAY))
                backup(store, whole)
                apply(store, plan(store, listed(2), as_of=DAY))
                figures = flipped(store, whole.read_bytes(), broken, chosen.flips)
        finally:
            embedded.stop(place)
    verified, restored, touched = figures
    print(f"{chosen.flips} flips: {verified} got past verify, {restored} past restore, {touched} touched the store")
    raise SystemExit(1 if any(figures) else 0)


def flipped(store: Store, whole: bytes, broken: Path, flips: int) -> tuple[int, int, int]:
    """How many flips went unseen by verify and by restore, and how often the store was another one afterwards."""
    chance, before, version = random.Random(1), store.digest(), store.version()
    verified = restored = touched = 0
    for _ in range(flips):
        at = chance.randrange(len(whole))
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1:])
        verified += passes(lambda: verify(broken))
        restored += passes(lambda: restored_over(store, broken))
        touched += store.version() != version or store.unfinished() is not None
    return verified, restored, touched + (store.digest() != before)


def restored_over(store: Store, path: Path) -> None:
    with opened(path) as file:
        restore(Backup(file, str(path)), store, aside=path.with_suffix(".aside"))


def passes(work: Callable[[], object]) -> bool:
    try:
        work()
    except InputError:
        return False
    return True


if __name__ == "__main__":
    main()
