"""`stakeholder-map redundancy`: how many departures would cut each partnership, and who they are."""

from __future__ import annotations

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(redundancy)


def redundancy(
    as_of: options.AsOf = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """How many people would have to leave for each partnership to be cut, and who they are."""
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import redundancy_payload
    from ..words import verdict
    from . import lean, screen

    with lean.matrices():
        from ..analysis.redundancy import redundancy as find
        from ..analysis.redundancy import summary
        from ..analysis.redundancy.sensitivity import in_words, sensitivity

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    options.check_partnership(snapshot, partnership)
    rows = find(snapshot, chosen.half_life, partnership)
    depends = sensitivity(snapshot, partnership=partnership)
    if json:
        typer.echo(dumps(redundancy_payload(snapshot.date, rows, depends)), nl=False)
        return
    if options.nothing_on(snapshot):
        return
    for row in rows:
        known = "not known" if row.kappa is None else f"{row.kappa} independent, {row.kappa_confirmed} confirmed"
        screen.item(
            str(verdict(row.verdict, row.kappa)), row.partnership.name, f"{known}, {row.needed} needed", row.reason
        )
    screen.say(f"{summary(rows)} (as of {snapshot.date}).")
    if text := in_words(depends):
        screen.say(text)
