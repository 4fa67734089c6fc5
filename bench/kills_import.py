"""Kills imports, and the embedded engine under them, at random moments, and looks for lost or torn ones.

    python bench/kills_import.py --kills 50                       the embedded engine, in a folder of its own
    python bench/kills_import.py --kills 50 --store bolt://...    a Neo4j that may be emptied; account as always

Round n imports the same list with every strength set to n and one more person. Afterwards all facts must be of round
n, or all of the round before; an import that said that it was done must be there; the ledger must agree.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from stakeholder_map import embedded
from stakeholder_map.model import Batch, Node, Tie
from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store

PEOPLE, TIES = 400, 1200
DAY = date(2026, 1, 1)
SETTLE = 0.3
LONGEST = 1.0
"""Seconds after which an import is killed at the latest: about as long as one takes."""


def listed(number: int) -> Batch:
    """The list as it is in round `number`."""
    names = [f"p{index}" for index in range(PEOPLE + number)]
    people = tuple(Node("Person", f"x:{name}", {"name": name}, "people") for name in names)
    pairs = [(names[at % PEOPLE], names[(at + 1 + at // PEOPLE) % PEOPLE]) for at in range(TIES)]
    ties = tuple(Tie("KNOWS", f"x:KNOWS:{a}>{b}", "Person", f"x:{a}", "Person", f"x:{b}", {"strength": number}, "ties")
                 for a, b in pairs)
    return Batch("x", people + ties, frozenset({"people", "ties"}))


def opened(place: str) -> Store:
    of = os.environ.get
    account = (of("STAKEHOLDER_MAP_USER"), of("STAKEHOLDER_MAP_PASSWORD"), of("STAKEHOLDER_MAP_DATABASE"))
    user, password, database = account if "://" in place else (None, None, None)
    return Store.open(place, user=user, password=password, database=database)


def child(place: str, number: int) -> None:
    """One import, which says when it begins to write and when it is done."""
    with opened(place) as store:
        made = plan(store, listed(number), as_of=DAY)
        print("writing", flush=True)
        apply(store, made)
        print("done", flush=True)


def killed(place: str, number: int, chance: random.Random, *, engine: bool) -> bool:
    """Start an import and kill it, or the engine under it, while it writes; whether it said that it was done."""
    command = [sys.executable, __file__, "--store", place, "--child", str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, LONGEST))
        running = embedded.status(Path(place)) if engine else None
        if running:
            os.kill(running.pid, signal.SIGKILL)
        elif not engine:
            process.kill()
        return "done" in process.stdout.read()


def state(store: Store) -> tuple[int, str]:
    """The round that the facts are of, and what is not whole about them; '' when all is well."""
    version = -1
    while version != store.version():  # the commit of one that was just killed may still be under way
        version = store.version()
        time.sleep(SETTLE)
    facts, imports = store.facts(), store.imports()
    rounds = Counter(props["strength"] for *_, props in facts.ties)
    latest, people = max(rounds, default=0), len(facts.nodes)
    whole = not rounds or (rounds == {latest: TIES} and people == PEOPLE + latest)
    if whole and len(imports) == facts.version:
        return latest, ""
    return latest, f"ties {dict(rounds)}, {people} people, {len(imports)} imports, version {facts.version}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--store", default="")
    words.add_argument("--child", type=int)
    chosen = words.parse_args()
    if chosen.child is not None:
        child(chosen.store, chosen.child)
        return
    chance, lost, torn, kept, survived = random.Random(1), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as home:
        place = chosen.store or str(Path(home, "store"))
        with opened(place) as store:
            store.prepare()
            before = 0
            for number in range(1, chosen.kills + 1):
                done = killed(place, number, chance, engine=not chosen.store and number % 2 == 0)
                now, wrong = state(store)
                if wrong or now not in (before, number):
                    print(f"round {number} after {before}: {now}, {wrong}")
                    torn += 1
                lost += done and now != number
                kept += not done and now == number
                survived += done
                before = now
        if not chosen.store:
            embedded.stop(Path(place))
    print(f"{chosen.kills} kills: {survived} imports went on and ended well, {kept} were saved without saying so, "
          f"{lost} acknowledged ones lost, {torn} torn")


if __name__ == "__main__":
    main()
