"""The commands that say which records are one, for people and for organisations alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from . import options

if TYPE_CHECKING:
    from ..identity.duplicates import Pair, Recorded
    from ..store import Facts, Store

Name = Annotated[str, typer.Argument(help="Name or id; of a person also the e-mail address.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Least = Annotated[
    float | None, typer.Option(help="Lowest score to propose, from 0 to 1 (0.5).", metavar="SCORE", min=0, max=1)
]


class Named(Protocol):
    """Finds what somebody names, and shows what every list says of it."""

    def find(self, text: str) -> str: ...
    def joined(self, text: str) -> str: ...
    def name(self, key: str) -> str: ...
    def lines(self, key: str) -> Sequence[str]: ...
    def warning(self, one: str, two: str) -> str: ...


class Kind(Protocol):
    """What may be one: how it is called, who finds it, and what joining it and taking it apart says when done."""

    singular: str
    plural: str

    def named(self, facts: Facts) -> Named: ...
    def proposed(self, store: Store, facts: Facts, least: float) -> Sequence[Pair[Recorded]]: ...
    def merge(self, store: Store, who: Named, keep: str, other: str) -> str: ...
    def unmerge(self, store: Store, who: Named, key: str) -> str: ...


def group(kind: Kind) -> typer.Typer:
    """The commands duplicates, show, merge, unmerge and apart for one kind."""
    one, many = kind.singular, kind.plural
    made = typer.Typer(help=f"Records that may be one {one}: proposals, merges, and taking them apart.",
                       no_args_is_help=True)

    @made.command(help=f"Proposes records that may be one {one}, with reasons. Joins none: that takes `{many} merge`.")
    def duplicates(least: Least = None, json: options.Json = False) -> None:
        _propose(kind, least, json)

    @made.command(help=f"Shows one {one} with every record that lists have.")
    def show(name: Name) -> None:
        from . import screen

        with options.open_store() as store:
            who = kind.named(store.facts())
            screen.entry(*who.lines(who.find(name)))

    @made.command(help=f"Makes OTHER one {one} with KEEP, after showing both. Each list goes on saying what it says.")
    def merge(keep: Name, other: Name, yes: Yes = False) -> None:
        _merge(kind, keep, other, yes)

    @made.command(help=f"Makes two {many} again of records that were made one.")
    def unmerge(name: Name) -> None:
        from . import screen

        with options.open_store() as store:
            who = kind.named(store.facts())
            screen.say(kind.unmerge(store, who, who.joined(name)))

    @made.command(help=f"Notes that two are different {many}, so that they are not proposed again.")
    def apart(first: Name, second: Name) -> None:
        _apart(kind, first, second)

    return made


def _propose(kind: Kind, least: float | None, json: bool) -> None:
    from ..identity.duplicates import LEAST
    from ..jsonout.form import dumps
    from ..jsonout.records import duplicates_payload
    from ..words import count
    from . import screen

    least = LEAST if least is None else least
    with options.open_store() as store, screen.waiting(f"Comparing {kind.plural}"):
        found = kind.proposed(store, store.facts(), least)
    if json:
        typer.echo(dumps(duplicates_payload(options.day(None), found, least, kind.plural)), nl=False)
        return
    for pair in found:
        _show(pair, kind.plural)
    command = f"stakeholder-map {kind.plural}"
    none = f"No two records look like one {kind.singular}."
    screen.say(f"{count(len(found), 'pair')} that may be one {kind.singular}. If they are: {command} merge KEEP OTHER. "
               f"If they are two: {command} apart ONE OTHER." if found else none)


def _show(pair: Pair[Recorded], plural: str) -> None:
    from ..words import enumeration
    from . import screen

    shown = [f"{one.name} ({one.key}{''.join(f', {place}' for place in one.places)})"
             for one in (pair.keep, pair.other)]
    screen.entry(f"{pair.score:.2f}  {shown[0]} – {shown[1]}",
                 f"{enumeration(pair.reasons)}.", f"stakeholder-map {plural} merge {pair.keep.key} {pair.other.key}")


def _merge(kind: Kind, keep: str, other: str, yes: bool) -> None:
    from . import screen

    with options.open_store() as store:
        who = kind.named(store.facts())
        one, two = who.find(keep), who.find(other)
        if one != two:
            for key in (one, two):
                screen.entry(*who.lines(key))
            if warning := who.warning(one, two):
                screen.say(warning)
            _ask(kind, yes)
        screen.say(kind.merge(store, who, one, two))


def _apart(kind: Kind, first: str, second: str) -> None:
    from .. import __version__
    from ..plan.merge import keep_apart
    from . import screen

    with options.open_store() as store:
        who = kind.named(store.facts())
        a, b = who.find(first), who.find(second)
        keep_apart(store, a, b, label=kind.singular.title(), program=__version__)
        screen.say(f"{who.name(a)} ({a}) and {who.name(b)} ({b}) are two {kind.plural}.")


def _ask(kind: Kind, yes: bool) -> None:
    from ..errors import InputError

    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("Nothing was merged: nobody is there to say yes.",
                         f"Add --yes if they are one {kind.singular}.")
    if not typer.confirm(f"Are these one {kind.singular}?", err=True):
        raise typer.Exit(0)
