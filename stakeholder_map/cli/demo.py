"""`stakeholder-map demo`: loads the demo into a store of its own, writes its report, opens the explorer."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from . import options
from .explore import NoBrowser, Port


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    to: Annotated[
        Path | None,
        typer.Option(help="Where to write the report; the user's data folder by default.", metavar="FILE.html"),
    ] = None,
    no_explore: Annotated[bool, typer.Option("--no-explore", help="Stop after the report.")] = False,
    no_browser: NoBrowser = False,
    port: Port = None,
) -> None:
    """Shows everything on an invented portfolio: loads it, writes its report, opens the explorer."""
    from .. import reports
    from ..reports.continuity import continuity
    from ..settings import data_folder
    from ..snapshot import Snapshot
    from . import screen

    place = options.flags["store"] or str(data_folder() / "demo")
    options.flags["store"] = place
    today = date.today()
    chosen = options.settings(port=port)
    with options.open_store(chosen) as store:
        _fill(store, today)
        snapshot, imported = Snapshot.read(store, today), options.last_import(store)
    report = continuity(snapshot, chosen.values.half_life, imported)
    if to is None:
        to = data_folder() / "demo-report.html"
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = reports.write(report, to)
    screen.say(f"{report.headline}. The report is in {path}.")
    if not no_explore:
        from ..explore import explore

        raise typer.Exit(explore(place, port=chosen.values.port, open_browser=not no_browser))


def _fill(store: object, today: date) -> None:
    """Loads the demo as of today into a store of its own; a demo of another day is renewed."""
    from .. import __version__, demo, importers
    from ..errors import InputError
    from ..identity import Directory
    from ..plan import apply, plan
    from ..store import Store
    from . import screen

    assert isinstance(store, Store)
    store.prepare()
    facts = store.facts()
    if any(props.get("source") != demo.SOURCE for _, props in facts.nodes):
        raise InputError(
            f"The store {store.place} holds data of your own.", "Give the demo a store of its own with --store."
        )
    with tempfile.TemporaryDirectory() as folder:
        with screen.waiting("Inventing the demo"):
            demo.write(Path(folder), today)
            batch = importers.read(
                [Path(folder)], importers.Options(source=demo.SOURCE, as_of=today), Directory.of(facts)
            )
        with screen.progress("Loading the demo") as advance:
            apply(store, plan(store, batch, as_of=today, closing="close"), program=__version__, progress=advance)
