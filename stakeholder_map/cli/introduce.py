"""`stakeholder-map introduce`: whom to introduce to whom, in which meeting, and what to do first."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options

Redundancy = Annotated[
    int | None,
    typer.Option(
        help="As many independent relationships everywhere; by default what each partnership needs.",
        min=1, max=20, metavar="K",
    ),
]
Risk = Annotated[
    float | None,
    typer.Option(
        help="Instead: until the chance that contact is lost within a year is at most P, such as 0.1.", metavar="P"
    ),
]
Limit = Annotated[int, typer.Option(help="The most introductions for one colleague.", min=1, metavar="N")]


def register(app: typer.Typer) -> None:
    app.command()(introduce)


def introduce(
    redundancy: Redundancy = None,
    risk: Risk = None,
    limit: Limit = 2,
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """The fewest introductions that give every partnership enough relationships, who can make them, and when."""
    from ..analysis.risk.loss import check_chance
    from ..errors import InputError
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import introduce_payload
    from . import introduce_text, lean, screen

    with lean.matrices():
        from ..analysis.introductions import introductions

    if risk is not None:
        check_chance(risk)
        if redundancy is not None:
            raise InputError("--redundancy and --risk are two different targets.", "Give one of them.")
    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    with screen.waiting("Looking for introductions"), screen.quiet():
        answer = introductions(snapshot, chosen.half_life, redundancy, risk, limit, partnership)
    if json:
        typer.echo(dumps(introduce_payload(snapshot.date, answer)), nl=False)
        return
    if not options.nothing_on(snapshot):
        introduce_text.show(answer)
