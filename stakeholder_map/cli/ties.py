"""`stakeholder-map ties`: who knows whom at the partner organisations, and how alive that is."""

from __future__ import annotations

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(ties)


def ties(
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """Who knows whom at the partner organisations, and how alive that is."""
    from ..analysis.ties import ties as find
    from ..jsonout import dumps, ties_payload
    from ..words import FINDINGS, STATES
    from . import screen

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    rows = find(snapshot, chosen.half_life, partnership)
    if json:
        typer.echo(dumps(ties_payload(snapshot.date, rows)), nl=False)
        return
    screen.table(
        ("Our side", "Their side", "Organisation", "State", "Last contact", "Worth noticing"),
        [
            (r.ours.name, r.theirs.name, r.organisation.name, str(STATES[r.state]), r.last_contact,
             ", ".join(FINDINGS[finding].label for finding in r.findings))
            for r in rows
        ],
    )  # fmt: skip
