"""`stakeholder-map keystones`: people on whom several partnerships, or contact among our own people, hang."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from . import options

if TYPE_CHECKING:
    from ..analysis.inside import Inside

MOST = 10
"""So many people are shown for our own organisation; JSON has them all."""


def register(app: typer.Typer) -> None:
    app.command()(keystones)


def keystones(as_of: options.AsOf = None, half_life: options.HalfLife = None, json: options.Json = False) -> None:
    """People who are the sole contact in several partnerships, and those who hold our own people together."""
    from ..jsonout.form import dumps
    from ..jsonout.partnerships import keystones_payload
    from ..words import count
    from . import lean, screen

    with lean.matrices():
        from ..analysis.inside import inside
        from ..analysis.keystones import keystones as find
        from ..analysis.redundancy import redundancy

    chosen = options.settings(half_life=half_life).values
    snapshot = options.snapshot(as_of)
    rows = find(redundancy(snapshot, chosen.half_life))
    within = inside(snapshot, chosen.half_life)
    if json:
        typer.echo(dumps(keystones_payload(snapshot.date, rows, within)), nl=False)
        return
    if options.nothing_on(snapshot):
        return
    if not rows:
        screen.say("Nobody is the sole contact in more than one partnership.")
    for row in rows:
        side = "our side" if row.side == "ours" else row.organisation
        names = ", ".join(partnership.name for partnership in row.partnerships)
        screen.item(row.person.name, side, f"sole contact in {count(len(row.partnerships), 'partnership')}", names)
    _inside(within)
    screen.say("This is about how contacts are spread, not about the people.")


def _inside(found: Inside) -> None:
    """Who holds our own people together, as far as that is recorded."""
    from ..words import count, share
    from . import screen

    screen.say(
        f"\nAmong our own people: of {count(found.people, 'person', 'people')} {found.linked} have a recorded"
        f" relationship or meeting with a colleague, in {count(found.groups, 'group')}."
    )
    for cut in found.cut_people[:MOST]:
        screen.say(f"  Without {cut.person.name}, {count(cut.cut_off, 'colleague')} would be cut off from the rest.")
    for link in found.bridges[:MOST]:
        if link.smaller > 1:
            one, other = (person.name for person in link.people)
            screen.say(f"  Only {one} and {other} link {count(link.smaller, 'colleague')} with the rest.")
    if found.pair:
        one, other = (person.name for person in found.pair.people)
        screen.say(
            f"  Without {one} and {other} {share(found.pair.apart)} of all pairs of the other colleagues would not"
            f" reach each other any more (today {share(found.pair.apart_now)})."
        )
    if len(found.cut_people) > MOST:
        screen.say(f"  And {len(found.cut_people) - MOST} more who hold others: see --json.")
