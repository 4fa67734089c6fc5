"""`stakeholder-map redundancy`: how many departures would cut each partnership, and who they are."""

from __future__ import annotations

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command()(redundancy)


def redundancy(
    as_of: options.AsOf = None, partnership: options.Partnership = None, half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """How many people would have to leave for each partnership to be cut, and who they are."""
    from ..analysis.redundancy import redundancy as find, summary
    from ..errors import InputError
    from ..jsonout import dumps, redundancy_payload
    from ..words import VERDICTS
    from . import screen

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    rows = find(snapshot, chosen.half_life, partnership)
    if partnership and not rows:
        raise InputError(f"No partnership is called '{partnership}'.", "List them with: stakeholder-map redundancy")
    if json:
        typer.echo(dumps(redundancy_payload(snapshot.date, rows)), nl=False)
        return
    screen.table(
        ("Partnership", "Verdict", "Independent", "Confirmed", "Needed", "Why"),
        [(r.partnership.name, str(VERDICTS[r.verdict]), "?" if r.kappa is None else r.kappa,
          "?" if r.kappa_confirmed is None else r.kappa_confirmed, r.needed, r.reason) for r in rows],
    )
    screen.say(f"{summary(rows)} (as of {snapshot.date}).")
