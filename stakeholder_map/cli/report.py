"""`stakeholder-map report`: the continuity report as one file."""

from __future__ import annotations

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
    from ..jsonout import dumps
    from ..reports.json import as_json
    from . import lean, screen

    with lean.matrices():
        from ..reports.continuity import continuity

    chosen = options.settings(half_life=half_life).values
    snapshot, imported = options.snapshot_and_last_import(as_of)
    made = continuity(snapshot, chosen.half_life, imported)
    if json:
        typer.echo(dumps(as_json(made)), nl=False)
        return
    screen.say(f"{made.headline} (as of {made.as_of}). The report is in {reports.write(made, to)}.")
