"""`stakeholder-map explore`: the explorer in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options

NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]
Port = Annotated[int | None, typer.Option(help="Port on this machine; a free one by default.", min=1, max=65535)]


def register(app: typer.Typer) -> None:
    app.command()(explore)


def explore(port: Port = None, no_browser: NoBrowser = False) -> None:
    """Opens the explorer; it answers on this machine only. Ctrl-C ends it."""
    from ..explore import explore as start

    chosen = options.settings(port=port)
    with options.open_store(chosen) as store:
        store.prepare()
    raise typer.Exit(start(chosen.values.store, port=chosen.values.port, open_browser=not no_browser))
