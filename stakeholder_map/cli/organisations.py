"""`stakeholder-map organisations`: which records may be one organisation, which are, and which are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from .who_is_who import Named, group

if TYPE_CHECKING:
    from ..identity.duplicates import Pair
    from ..identity.duplicates.organisations import Record
    from ..store import Facts, Store


def register(app: typer.Typer) -> None:
    app.add_typer(group(_Organisations()), name="organisations")


class _Organisations:
    singular, plural = "organisation", "organisations"

    def named(self, facts: Facts) -> Named:
        from .which import Which

        return Which(facts)

    def proposed(self, store: Store, facts: Facts, least: float) -> Sequence[Pair[Record]]:
        from ..identity.duplicates.organisations import duplicates, records
        from ..plan.merge import kept_apart

        return duplicates(records(facts), kept_apart(store, facts), least)

    def merge(self, store: Store, who: Named, keep: str, other: str) -> str:
        from .. import __version__
        from ..plan.merge import merge_organisations

        merge_organisations(store, keep, other, program=__version__)
        return (f"{who.name(other)} is now one organisation with {who.name(keep)} in every answer. "
                f"Take it back with: stakeholder-map organisations unmerge {other}")

    def unmerge(self, store: Store, who: Named, key: str) -> str:
        from .. import __version__
        from ..plan.merge import unmerge_organisation

        done = unmerge_organisation(store, key, program=__version__)
        return (f"{who.name(key)} ({key}) is an organisation by itself again, apart from {who.name(done.keep)} "
                f"({done.keep}).")
