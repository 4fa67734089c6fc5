"""`stakeholder-map template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(template)


def template(
    to: Annotated[Path, typer.Option(help="The workbook to write.", metavar="FILE.xlsx")] = Path(
        "stakeholder-map.xlsx"
    ),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
) -> None:
    """Writes an empty workbook with help in its headers; fill in what you know and import it."""
    from ..errors import InputError
    from ..importers.template import write_template
    from . import options, screen

    if to.exists() and not force:
        raise InputError(f"{to} is there already.", "Choose another name, or write over it with --force.")
    write_template(to, options.settings().fields())
    screen.say(f"The workbook is {to}. Fill in what you know, then: stakeholder-map import {to}")
