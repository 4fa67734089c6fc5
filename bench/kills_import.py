"""Kills imports, and the engine under them, at random moments, and looks for lost or torn ones.

    python bench/kills_import.py --kills 50                   the embedded engine, in a folder of its own
    python bench/kills_import.py --kills 50 --neo4j           a Neo4j of its own, which is killed and started again
    python bench/kills_import.py --kills 50 --parts           imports in eight parts; one that stopped half way is
                                                              in turn finished with --resume and taken back with --undo

Round n imports the same list with every strength set to n and one more person; in turn the import and the engine are
killed. Afterwards the digest must be that of round n, or that of the round before, as uninterrupted imports gave
them; an import that said that it was done must be there; the ledger must agree.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stakeholder_map import embedded
from stakeholder_map import plan as planning
from stakeholder_map.batch import Batch, Node, Tie
from stakeholder_map.plan import apply, plan
from stakeholder_map.plan.undo import undo
from stakeholder_map.store import Store
from tests.neo4j.server import LONG_TERM, Server

PEOPLE, TIES = 400, 1200
PART = 400
DAY = date(2026, 1, 1)
SETTLE = 0.3


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
    account = (of("STAKEHOLDER_MAP_USER"), of("STAKEHOLDER_MAP_PASSWORD")) if "://" in place else (None, None)
    return Store.open(place, user=account[0], password=account[1])


def child(place: str, number: int) -> None:
    """One import, which says when it begins to write and when it is done."""
    with opened(place) as store:
        made = plan(store, listed(number), as_of=DAY)
        print("writing", flush=True)
        apply(store, made)
        print("done", flush=True)


@dataclass
class Tally:
    """What happened, over all kills."""

    killed: dict[str, int] = field(default_factory=lambda: {"importer": 0, "engine": 0})
    done: int = 0
    saved: int = 0
    resumed: int = 0
    undone: int = 0
    lost: int = 0
    torn: int = 0
    longest: float = 1.0
    """Seconds after which an import is killed at the latest: about as long as one takes."""


@dataclass
class Engine:
    """The engine that is to be killed, and what must be done afterwards."""

    place: str
    kill: Callable[[], object]
    start: Callable[[], object]


def killed(at: Engine, number: int, chance: random.Random, tally: Tally, *, parts: bool) -> bool:
    """Start an import and kill it, or the engine under it, while it writes; whether it said that it was done."""
    command = [sys.executable, __file__, "--store", at.place, "--child", str(number), *(["--parts"] * parts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, tally.longest))
        what = "engine" if number % 2 == 0 else "importer"
        (at.kill if what == "engine" else process.kill)()
        tally.killed[what] += 1
        said = process.stdout.read()
    if what == "engine":
        at.start()
    done = said.startswith("done")
    tally.longest *= 0.8 if done else 1.1
    return done


def settled(store: Store) -> None:
    """Wait until nothing moves: the commit of an import that was just killed may still be under way."""
    version = -1
    while version != store.version():
        version = store.version()
        time.sleep(SETTLE)


def ended(store: Store, number: int, tally: Tally, after: str, before: str) -> None:
    """Finish or take back an import that stopped half way, and look whether that gave what it must give."""
    half = store.unfinished()
    if half is None:
        return
    if (tally.resumed + tally.undone) % 2 == 0:
        tally.resumed += 1
        apply(store, plan(store, listed(number), as_of=DAY, resume=True))
        expected = after
    else:
        tally.undone += 1
        undo(store, half.group)
        expected = before
    tally.torn += store.digest() != expected or store.unfinished() is not None


def round_of(at: Engine, reference: Store, number: int, chance: random.Random, tally: Tally, *, parts: bool) -> None:
    before = reference.digest()
    apply(reference, plan(reference, listed(number), as_of=DAY))
    after = reference.digest()
    with opened(at.place) as store:
        was = store.digest()
    done = killed(at, number, chance, tally, parts=parts)
    with opened(at.place) as store:
        settled(store)
        half = store.unfinished()
        if half:
            ended(store, number, tally, after, was)
        now = store.digest()
        wrong = now not in (was, after) or len(store.imports()) != store.version()
    tally.torn += wrong
    tally.done += done
    tally.lost += done and now != after
    tally.saved += not done and not half and now == after
    print(f"round {number}: {tally}{f' WRONG {before} {was} {now} {after}' if wrong else ''}", flush=True)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--neo4j", action="store_true")
    words.add_argument("--parts", action="store_true")
    words.add_argument("--store", default="", help=argparse.SUPPRESS)
    words.add_argument("--child", type=int, help=argparse.SUPPRESS)
    chosen = words.parse_args()
    if chosen.parts:
        planning.MOST = PART
    if chosen.child is not None:
        child(chosen.store, chosen.child)
        return
    with tempfile.TemporaryDirectory() as home, running(Path(home), neo4j=chosen.neo4j) as at:
        try:
            tally = run(at, Path(home, "reference"), chosen)
        finally:
            embedded.stop(Path(home, "reference"))
    print(f"{chosen.kills} kills ({tally.killed}): {tally.done} imports went on and ended well, {tally.saved} were "
          f"saved without saying so, {tally.resumed} finished and {tally.undone} taken back after half of them; "
          f"{tally.lost} acknowledged ones lost, {tally.torn} torn")
    raise SystemExit(1 if tally.lost or tally.torn else 0)


def run(at: Engine, reference: Path, chosen: argparse.Namespace) -> Tally:
    tally, chance = Tally(), random.Random(1)
    with opened(at.place) as store:
        store.prepare()
    with opened(str(reference)) as known:
        known.prepare()
        for number in range(1, chosen.kills + 1):
            round_of(at, known, number, chance, tally, parts=chosen.parts)
    return tally


@contextmanager
def running(home: Path, *, neo4j: bool) -> Iterator[Engine]:
    """An engine for as long as the block lasts."""
    if neo4j:
        server = Server(LONG_TERM)
        try:
            yield _neo4j(server)
        finally:
            server.remove()
    else:
        try:
            yield _embedded(home / "store")
        finally:
            embedded.stop(home / "store")


def _embedded(place: Path) -> Engine:
    def kill() -> None:
        running = embedded.status(place)
        if running:
            os.kill(running.pid, signal.SIGKILL)

    return Engine(str(place), kill, lambda: embedded.ensure(place))


def _neo4j(server: Server) -> Engine:
    address = server.start()
    os.environ |= {"STAKEHOLDER_MAP_USER": address.user, "STAKEHOLDER_MAP_PASSWORD": address.password}
    return Engine(address.uri, server.kill, server.start)


if __name__ == "__main__":
    main()
