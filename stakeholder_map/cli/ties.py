"""`stakeholder-map ties`: who knows whom at the partner organisations, and how alive that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from . import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..analysis.ties import TieState


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
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import ties_payload
    from ..words import STATES
    from . import screen

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    rows = find(snapshot, chosen.half_life, partnership)
    if json:
        typer.echo(dumps(ties_payload(snapshot.date, rows)), nl=False)
        return
    if options.nothing_on(snapshot):
        return
    screen.table(
        ("Our side", "Their side", "Organisation", "State", "Last contact", "Worth noticing"),
        [
            (r.ours.name, r.theirs.name, r.organisation.name, str(STATES[r.state]), r.last_contact,
             ", ".join(_noticed(r)))
            for r in rows
        ],
    )  # fmt: skip


def _noticed(row: TieState) -> Iterator[str]:
    """What is worth noticing about a relationship."""
    from ..words import FINDINGS, day

    yield from (FINDINGS[finding].label for finding in row.findings)
    if row.moved:
        yield f"Came from {row.moved.organisation.name} ({day(row.moved.on)})"
