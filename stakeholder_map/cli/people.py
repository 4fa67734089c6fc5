"""`stakeholder-map people`: who may be one person, who is, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from .who_is_who import Named, group

if TYPE_CHECKING:
    from ..identity.duplicates import Pair, Record
    from ..store import Facts, Store


def register(app: typer.Typer) -> None:
    app.add_typer(group(_People()), name="people")


class _People:
    singular, plural = "person", "people"

    def named(self, facts: Facts) -> Named:
        from .who import Who

        return Who(facts)

    def proposed(self, store: Store, facts: Facts, least: float) -> Sequence[Pair[Record]]:
        from ..identity.duplicates import duplicates, records
        from ..plan.merge import kept_apart

        return duplicates(records(facts), kept_apart(store, facts), least)

    def merge(self, store: Store, who: Named, keep: str, other: str) -> str:
        from .. import __version__
        from ..plan.merge import merge

        done = merge(store, keep, other, program=__version__)
        parked = f", {done.parked} between the two rest until then" if done.parked else ""
        return (f"{who.name(other)} is now one person with {who.name(keep)}: {done.moved} ties were moved{parked}. "
                f"Take it back with: stakeholder-map people unmerge {other}")

    def unmerge(self, store: Store, who: Named, key: str) -> str:
        from .. import __version__
        from ..plan.merge import unmerge

        done = unmerge(store, key, program=__version__)
        return (f"{who.name(key)} ({key}) is a person again, apart from {who.name(done.keep)} ({done.keep}), "
                f"with {done.moved + done.parked} ties.")
