"""`stakeholder-map compare`: what changed between two days, why, and what we only learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from . import lean, options

if TYPE_CHECKING:
    from datetime import date

    from ..analysis.compare.changed import Change, Comparison
    from ..analysis.compare.views import Standing


def register(app: typer.Typer) -> None:
    app.command()(compare)


def compare(
    since: Annotated[str, typer.Option("--from", help="The earlier day, such as 2026-01-31.", metavar="DATE")],
    until: Annotated[
        str | None, typer.Option("--to", help="The later day; today by default.", metavar="DATE")
    ] = None,
    partnership: options.Partnership = None,
    half_life: options.HalfLife = None,
    json: options.Json = False,
) -> None:
    """What changed between two days: what happened, kept apart from what we only learned."""
    from ..errors import InputError
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import compare_payload
    from ..snapshot import Snapshot
    from . import screen

    with lean.matrices():
        from ..analysis.compare import compare as find

    days = options.settings(half_life=half_life).values.half_life
    first, last = options.day(since), options.day(until)
    with options.open_store() as store:
        snapshot, ledger = Snapshot.read(store, last), options.ledger(store, first)
    found = find(snapshot, first, last, days, ledger, partnership)
    if partnership and not found.changes:
        raise InputError(f"No partnership is called '{partnership}'.", "List them with: stakeholder-map redundancy")
    if json:
        typer.echo(dumps(compare_payload(found)), nl=False)
        return
    changed = [change for change in found.changes if change.changed]
    for change in changed:
        _show(change, first)
    screen.say(_summary(found, changed))


def _show(change: Change, first: date) -> None:
    from . import screen

    before, after = _said(change.before), _said(change.after)
    screen.say(f"{change.partnership.name}: {before} → {after}")
    if change.reported and change.before and _said(change.reported) != before:
        screen.say(f"    The records of that day said: {_said(change.reported)}.")
    for heading, events in (("What happened", change.happened), (f"What we learned about {first}", change.learned)):
        screen.section(f"    {heading}", [f"{e.on}: {e.text}" if e.on else e.text for e in events])
    if not change.happened and change.learned:
        screen.say("    Nothing happened: the difference is what we learned.")


def _said(standing: Standing | None) -> str:
    from ..words import verdict

    if standing is None:
        return "not under way"
    known = "" if standing.kappa is None else f" ({standing.kappa} independent, {standing.kappa_confirmed} confirmed)"
    return f"{verdict(standing.verdict, standing.kappa)}{known}"


def _summary(found: Comparison, changed: list[Change]) -> str:
    from ..words import count

    worse, better = (sum(c.direction == d for c in changed) for d in ("worse", "better"))
    text = (f"From {found.since} to {found.until}, {len(changed)} of {count(len(found.changes), 'partnership')} "
            f"changed: {worse} for the worse, {better} for the better by what happened.")
    if not found.can_tell:
        start = f"The oldest import is of {found.recorded_since}" if found.recorded_since else "Nothing was imported"
        text += (f"\n{start}, so what was known on {found.since} cannot be told: both days are seen with what is "
                 "recorded now.")
    return text
