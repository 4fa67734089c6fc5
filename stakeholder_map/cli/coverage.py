"""`stakeholder-map coverage`: which levels and functions of each partner we are in touch with, and which not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from . import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..analysis.coverage import Coverage


def register(app: typer.Typer) -> None:
    app.command()(coverage)


def coverage(
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """Which levels and functions of each partner's own chart we are in touch with, have lost, or only know of."""
    from ..analysis.coverage import coverage as find
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import coverage_payload
    from . import screen

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    rows = find(snapshot, chosen.half_life, partnership)
    if json:
        typer.echo(dumps(coverage_payload(snapshot.date, rows)), nl=False)
        return
    if options.nothing_on(snapshot):
        return
    if partnership:
        for row in rows:
            _one(row, snapshot.date)
        if not rows:
            screen.say("No partner organisation is recorded in this partnership.")
    else:
        _all(rows)
        screen.say(f"Seats with a relationship that counts, of all seats on record (as of {snapshot.date}). "
                   "What is not recorded is blank.\n--partnership NAME shows functions, people, and what to do next.")


def _all(rows: Sequence[Coverage]) -> None:
    from ..model import LEVELS
    from ..reports.coverage import cell
    from . import screen

    def cells(row: Coverage) -> list[str]:
        found = []
        for level in (*LEVELS, None):
            here = [seat.status for seat in row.seats if seat.level == level]
            found.append(cell(here.count("engaged"), len(here), here.count("lost")))
        return found

    heads = ("Partnership", "Organisation", *(level.capitalize() for level in LEVELS), "No level")
    screen.table(heads, [(row.partnership.name, row.organisation.name, *cells(row)) for row in rows])


def _one(row: Coverage, today: date) -> None:
    from ..reports import coverage as words
    from . import screen

    screen.say(f"\n{row.organisation.name} in {row.partnership.name}")
    if not row.seats:
        screen.say("No post and nobody there is recorded, so nothing can be said.")
        return
    functions = list(dict.fromkeys(cell.function for cell in row.cells))
    levels = list(dict.fromkeys(cell.level for cell in row.cells))
    grid = {(cell.level, cell.function): words.cell(cell.engaged, cell.seats, cell.lost) for cell in row.cells}
    screen.table(("Level", *(function or "no function" for function in functions)),
                 [(level or "not recorded", *(grid.get((level, f), "") for f in functions)) for level in levels])
    for heading, seats in words.seats(row):
        screen.section(heading, seats)
    screen.section("What the relationships are like", list(words.relationships(row.relationships)))
    if row.stakeholders:
        screen.table(("Stakeholder", "Current", "Desired", "Power", "Interest", "As of", "To note"),
                     [words.stakeholder(one, today) for one in row.stakeholders])
    screen.section("The chart as recorded", list(words.chart(row)))
