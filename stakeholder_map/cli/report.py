"""`stakeholder-map report`: the continuity report as one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(report)


def report(
    to: Annotated[Path, typer.Option(help="File to write: .html, .md, .csv or .json.", metavar="FILE")] = Path(
        "continuity-report.html"
    ),
    as_of: options.AsOf = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """Writes the continuity report: what hangs on whom, why, and what is not known."""
    from .. import reports
    from ..jsonout.form import dumps
    from ..reports.json import as_json
    from . import lean, screen

    with lean.matrices():
        from ..reports.continuity import continuity

    chosen = options.settings(half_life=half_life).values
    snapshot, imported, half = options.whole_story(as_of)
    made = replace(continuity(snapshot, chosen.half_life, imported), incomplete=half)
    if json:
        typer.echo(dumps(as_json(made)), nl=False)
        return
    screen.say(f"{made.headline} (as of {made.as_of}). The report is in {reports.write(made, to)}.")
