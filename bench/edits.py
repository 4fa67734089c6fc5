"""Editors at the same time on the same records: how many edits were acknowledged, and how many are really stored.

    python bench/edits.py [--editors 8] [--edits 500] [--records 5] [--engines embedded neo4j]

Each editor has a connection of its own and takes one record after the other. An edit that comes too late is a conflict:
the editor sees what is there now and goes on from that. At the end the record of edits must be one unbroken chain for
each field: a value that nobody saw before it was overwritten would break it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stakeholder_map.plan import apply, plan
from stakeholder_map.store import Store
from tests.editing import contest
from tests.engines import STARTS, Engine, Engines
from tests.lists import listed, person


def run(engine: Engine, editors: int, edits: int, records: int, queue: bool) -> bool:
    """One contest; whether nothing was lost. Without `queue` only the locks inside the engine stand between editors."""
    def opened() -> Store:
        store = Store.open(engine.place, **engine.account)
        if not queue:
            store._lock = nullcontext()
        return store

    engine.empty()
    with opened() as store:
        store.prepare()
        apply(store, plan(store, listed(*(person(f"p{n}") for n in range(records))), as_of=date.today()))
    begun = time.monotonic()
    found = contest(opened, [f"crm:p{n}" for n in range(records)], editors, edits)
    took = time.monotonic() - begun
    print(f"{engine.name:13} {'queue and locks' if queue else 'locks only':16} acknowledged {found.acknowledged:5} "
          f"stored {found.stored:5} lost {found.broken:3} conflicts {found.conflicts:5}  {took:6.1f} s", flush=True)
    return found.acknowledged == found.stored and not found.broken


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--editors", type=int, default=8)
    words.add_argument("--edits", type=int, default=500)
    words.add_argument("--records", type=int, default=5)
    words.add_argument("--engines", nargs="+", default=list(STARTS), choices=list(STARTS))
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        engines = Engines(Path(home))
        with engines.stack:
            fine = [run(engines.get(name), chosen.editors, chosen.edits, chosen.records, queue)
                    for name in chosen.engines for queue in ([True, False] if name == "embedded" else [True])]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
