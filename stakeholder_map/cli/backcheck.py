"""`stakeholder-map backcheck`: what the report would have said before our own people left, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from . import lean, options

if TYPE_CHECKING:
    from ..analysis.backcheck.outcomes import Backcheck


def register(app: typer.Typer) -> None:
    app.command()(backcheck)


def backcheck(
    year: Annotated[int | None, typer.Option(help="The year to look back on; last year by default.")] = None,
    as_of: options.AsOf = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """What the report would have said the day before our people left in a past year, and what was really lost."""
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import backcheck_payload
    from ..snapshot import Snapshot

    with lean.matrices():
        from ..analysis.backcheck import backcheck as find

    days = options.settings(half_life=half_life).values.half_life
    today = options.day(as_of)
    chosen = today.year - 1 if year is None else year
    with options.open_store() as store:
        snapshot, ledger = Snapshot.read(store, today), options.ledger(store, date.min)
    found = find(snapshot, chosen, days, ledger)
    if json:
        typer.echo(dumps(backcheck_payload(today, found)), nl=False)
    else:
        _show(found, today)


def _show(found: Backcheck, today: date) -> None:
    from ..reports.backcheck import summary
    from ..words import OUTCOMES, VERDICTS, count
    from . import screen

    for case in found.cases:
        head = f"{case.leaver.name}, last day {case.last_day}"
        screen.item(str(OUTCOMES[case.outcome]), case.partnership.name, head, case.text)
    if found.silent:
        screen.section("Nothing could be said about these, because no relationship of theirs is on record",
                       [f"{s.leaver.name}, last day {s.last_day}" for s in found.silent])
    if found.otherwise:
        screen.section("Lost in the year without one of ours leaving",
                       [f"{lost.partnership.name} (was: {VERDICTS[lost.verdict_before].label}): {lost.reason}"
                        for lost in found.otherwise])
    until = "so far" if today.year == found.year else "when it ended"
    screen.section(f"Verdicts when {found.year} began, and what was lost {until}",
                   [f"{VERDICTS[fate.verdict]}: {fate.lost} of {count(fate.organisations, 'organisation')} lost"
                    for fate in found.fates])
    for sentence in summary(found):
        screen.say(sentence)
    if found.known_then < len(found.cases):
        screen.say(f"{len(found.cases) - found.known_then} of {count(len(found.cases), 'case')} lie before the oldest "
                   "import: they are judged with what is recorded now, which may hold more than was known then.")
