"""`stakeholder-map people`: who may be one person, who is, and who is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from . import options

if TYPE_CHECKING:
    from ..identity.duplicates import Pair

Name = Annotated[str, typer.Argument(help="A person: name, id or e-mail address.", metavar="PERSON")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Who is who: records that may be one person, merges, and taking them apart.",
                        no_args_is_help=True)
    for command in (duplicates, show, merge, unmerge, apart):
        group.command()(command)
    app.add_typer(group, name="people")


def duplicates(
    least: Annotated[
        float | None, typer.Option(help="Lowest score to propose, from 0 to 1 (0.5).", metavar="SCORE", min=0, max=1)
    ] = None,
    json: options.Json = False,
) -> None:
    """Proposes records that may be one person, with reasons. Joins nobody: that takes `people merge`."""
    from ..identity.duplicates import LEAST, records
    from ..identity.duplicates import duplicates as find
    from ..jsonout.form import dumps
    from ..jsonout.records import duplicates_payload
    from ..plan.merge import kept_apart
    from . import screen

    least = LEAST if least is None else least
    with options.open_store() as store, screen.waiting("Comparing people"):
        facts = store.facts()
        found = find(records(facts), kept_apart(store, facts), least)
    if json:
        typer.echo(dumps(duplicates_payload(options.day(None), found, least)), nl=False)
        return
    for pair in found:
        _propose(pair)
    screen.say(f"{len(found):,} pairs that may be one person. If they are: stakeholder-map people merge KEEP OTHER. If "
               "they are two: stakeholder-map people apart ONE OTHER." if found else "No two records look like one "
               "person.")


def show(person: Name) -> None:
    """Shows a person with every record that lists have of them."""
    from . import screen
    from .who import Who

    with options.open_store() as store:
        who = Who(store.facts())
        screen.entry(*who.lines(who.person(person)))


def merge(keep: Name, other: Name, yes: Yes = False) -> None:
    """Makes OTHER one person with KEEP, after showing both. What each list says of them stays with that list."""
    from .. import __version__
    from ..plan.merge import merge as join
    from . import screen
    from .who import Who

    with options.open_store() as store:
        who = Who(store.facts())
        one, two = who.person(keep), who.person(other)
        if one != two:
            for key in (one, two):
                screen.entry(*who.lines(key))
            if who.stand_apart(one, two):
                screen.say("They stand at different organisations: what one of them knows will count for both.")
            _ask("Are these one person?", yes)
        done = join(store, one, two, program=__version__)
        parked = f", {done.parked} between the two rest until then" if done.parked else ""
        screen.say(f"{who.name(two)} is now one person with {who.name(one)}: {done.moved} ties were moved{parked}. "
                   f"Take it back with: stakeholder-map people unmerge {two}")


def unmerge(person: Name) -> None:
    """Makes two people again of records that were merged, or that an import took for one."""
    from .. import __version__
    from ..plan.merge import unmerge as take_apart
    from . import screen
    from .who import Who

    with options.open_store() as store:
        who = Who(store.facts())
        alias = who.alias(person)
        done = take_apart(store, alias, program=__version__)
        screen.say(f"{who.name(alias)} ({alias}) is a person again, apart from {who.name(done.keep)} ({done.keep}), "
                   f"with {done.moved + done.parked} ties.")


def apart(one: Name, other: Name) -> None:
    """Notes that two are different people, so that they are not proposed again."""
    from .. import __version__
    from ..plan.merge import keep_apart
    from . import screen
    from .who import Who

    with options.open_store() as store:
        who = Who(store.facts())
        a, b = who.person(one), who.person(other)
        keep_apart(store, a, b, program=__version__)
        screen.say(f"{who.name(a)} ({a}) and {who.name(b)} ({b}) are two people.")


def _propose(pair: Pair) -> None:
    from ..words import enumeration
    from . import screen

    shown = [f"{person.name} ({person.key}{''.join(f', {place}' for place in person.places)})"
             for person in (pair.keep, pair.other)]
    screen.entry(f"{pair.score:.2f}  {shown[0]} – {shown[1]}",
                 f"{enumeration(pair.reasons)}.", f"stakeholder-map people merge {pair.keep.key} {pair.other.key}")


def _ask(question: str, yes: bool) -> None:
    from ..errors import InputError

    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("Nothing was merged: nobody is there to say yes.", "Add --yes if they are one person.")
    if not typer.confirm(question, err=True):
        raise typer.Exit(0)
