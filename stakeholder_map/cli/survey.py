"""`stakeholder-map survey`: a sheet for each colleague that asks whom they know at partner organisations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(survey)


def survey(
    to: Annotated[
        Path, typer.Option(help="One workbook with a sheet for each colleague, or a folder with a workbook for each.",
                           metavar="FILE.xlsx|FOLDER")
    ],
    colleagues: Annotated[
        list[str] | None, typer.Option("--for", help="Only this colleague: name or id (repeatable).",
                                       metavar="COLLEAGUE")
    ] = None,
    as_of: options.AsOf = None,
) -> None:
    """Writes a survey: whom does each colleague know, how well, when last, and who is gone; `import` reads it back."""
    from ..errors import InputError
    from ..reports.survey import rosters, write
    from ..words import count
    from . import screen
    from .interview import colleague_key

    snapshot = options.snapshot(as_of)
    asked = [colleague_key(snapshot, text, "stakeholder-map ties") for text in colleagues or ()]
    made = rosters(snapshot, list(dict.fromkeys(asked)))
    if not any(roster.lines for roster in made):
        raise InputError("There is nobody to ask, or nobody to ask about.",
                         "Import our people and those of partner organisations first.")
    write(made, to)
    screen.say(f"{count(len(made), 'sheet')} with {count(len(made[0].lines), 'person', 'people')} each "
               f"{'is' if len(made) == 1 else 'are'} in {to}. Let colleagues fill in how well they know whom, then: "
               f"stakeholder-map import {to}")
