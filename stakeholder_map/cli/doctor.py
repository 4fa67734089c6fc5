"""`stakeholder-map doctor`: the settings in force and where they come from, and whether everything is in place."""

from __future__ import annotations

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(json: options.Json = False) -> None:
    """Shows the settings in force, where each comes from, and whether everything is in place."""
    from .. import checks
    from .store import show

    show("doctor", checks.everything(options.settings()), json)
