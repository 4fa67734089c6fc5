"""`stakeholder-map leave`: what happens when people leave, and what to hand over to whom before they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from . import options

if TYPE_CHECKING:
    from datetime import date

    from ..analysis.leave import Leave, WorstLeave
    from ..snapshot import Snapshot


People = Annotated[
    list[str] | None, typer.Argument(help="Who leaves: names, ids or e-mail addresses.", metavar="PERSON")
]
Team = Annotated[list[str] | None, typer.Option(help="Everybody in this team and its parts.", metavar="UNIT")]
On = Annotated[
    str | None, typer.Option("--on", help="Everybody who has announced to leave by this day.", metavar="DATE")
]
Worst = Annotated[
    int | None,
    typer.Option(help="The K of our people whose leaving would cut most.", min=1, max=50, metavar="K"),
]
EitherSide = Annotated[bool, typer.Option("--either-side", help="With --worst: of people on either side.")]


def register(app: typer.Typer) -> None:
    app.command()(leave)


def leave(
    people: People = None,
    team: Team = None,
    on: On = None,
    worst: Worst = None,
    either_side: EitherSide = False,
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """What happens to each partnership when people leave, and what to hand over to whom before they go."""
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import leave_payload
    from . import lean, leave_text

    with lean.matrices():
        from ..analysis.leave import WorstLeave
        from ..analysis.leave import leave as find
        from ..analysis.leave.leavers import leaving

    until = _until(people, team, on, worst, either_side)
    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    answer: Leave | WorstLeave
    if worst is None:
        _check_until(until, snapshot.date)
        answer = find(snapshot, leaving(snapshot, people or (), team or (), until), chosen.half_life, partnership)
    else:
        answer = _worst(snapshot, worst, chosen.half_life, either_side, partnership)
    if json:
        typer.echo(dumps(leave_payload(snapshot.date, answer)), nl=False)
        return
    if isinstance(answer, WorstLeave):
        leave_text.worst(answer, either_side)
    leave_text.leave(answer.leave if isinstance(answer, WorstLeave) else answer, snapshot.date, until)


def _worst(snapshot: Snapshot, k: int, half_life: float, either_side: bool, partnership: str | None) -> WorstLeave:
    from . import lean, screen

    with lean.matrices():
        from ..analysis.leave import worst_leave
    with screen.waiting("Looking for the worst departures"), screen.quiet():
        return worst_leave(snapshot, k, half_life, either_side, partnership)


def _until(
    people: list[str] | None, team: list[str] | None, on: str | None, worst: int | None, either_side: bool
) -> date | None:
    """The day that `--on` names, when the options make sense together."""
    from ..errors import InputError

    named = bool(people or team or on)
    if worst is None and not named:
        raise InputError("Nobody was named.", "Name people, a team (--team), a day (--on DATE) or --worst K.")
    if worst is not None and named:
        raise InputError("--worst looks for the people itself.", "Leave out names, --team and --on, or --worst.")
    if either_side and worst is None:
        raise InputError("--either-side goes with --worst.", "Write: stakeholder-map leave --worst 3 --either-side")
    return options.day(on) if on else None


def _check_until(until: date | None, today: date) -> None:
    from ..errors import InputError

    if until is not None and until < today:
        raise InputError(f"{until} is before {today}, the day of this answer.", "Choose a later --on, or --as-of.")
