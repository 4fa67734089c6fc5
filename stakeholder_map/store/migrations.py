"""Brings a store that an older version wrote up to the schema of this one, step by step.

Each step goes from one version of the schema to the next and must be harmless when it is done twice, because it is
done again when the program or the engine was killed in the middle of it. Before a step begins, the head of the ledger
says which it is: from then on an older program refuses the store, and a newer one knows what to finish. A step may
change data or the schema of the engine, not both in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from .. import queries
from .driver import Connection
from .reading import Head, read_mark, run_all

Step = Callable[[Connection], None]


def make(connection: Connection) -> None:
    """Make the schema where it is missing; harmless when done already."""
    for query in queries.catalogue("schema"):
        connection.write(partial(run_all, query))


STEPS: Mapping[int, Step] = {2: make}
"""By the version of the schema that it leads to. 2: aliases, what further lists say of the same people."""


def needed(head: Head, schema: int) -> bool:
    """Is there a step to do? A store without a ledger has no schema yet, which is another matter."""
    return head.migrating is not None or 0 < head.schema < schema


def migrate(connection: Connection, schema: int, steps: Mapping[int, Step] | None = None) -> None:
    """Do the steps that are missing, the one first that was not finished."""
    steps = STEPS if steps is None else steps
    while needed(head := connection.read(read_mark), schema):
        number = head.migrating or head.schema + 1
        if _record(connection, "begin-step", number):
            steps[number](connection)
            _record(connection, "end-step", number)


def _record(connection: Connection, name: str, number: int) -> bool:
    """Write into the head of the ledger; False when another program was faster."""
    return connection.write(lambda t: t.one(queries.get(f"ledger/{name}"), {"schema": number})) is not None
