"""Options that several commands share, and what they stand for: settings, a store, a day, a snapshot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import lean

if TYPE_CHECKING:
    from ..analysis.compare.recorded import Ledger
    from ..settings import Settings
    from ..snapshot import Snapshot
    from ..store import Store

flags: dict[str, Any] = {}
"""What was said before the command."""

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="The day to look at, such as 2026-06-30; today by default.", metavar="DATE"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on standard output.")]
Partnership = Annotated[str | None, typer.Option(help="Only this partnership, by name or id.", metavar="NAME")]
HalfLife = Annotated[
    float | None, typer.Option(help="Days in which a relationship loses half its strength (210).", metavar="DAYS")
]


def day(text: str | None) -> date:
    """The day that `--as-of` names, today by default."""
    from ..errors import InputError

    if text is None or text == "today":
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"'{text}' is no date.", "Write it as year-month-day, such as 2026-06-30.") from error


def settings(**more: Any) -> Settings:
    """The settings in force, with what was said on the command line."""
    from .. import settings as module

    return module.load({**flags, **more})


half_written = ""
"""What Ctrl-C leaves behind, when that is not nothing."""


@contextmanager
def open_store(chosen: Settings | None = None, *, place: str | None = None, warns: bool = True) -> Iterator[Store]:
    """The store that is chosen, or the one at `place`, opened, and closed afterwards.

    Says first that the store holds half an import, when it does, unless the caller has to do with that itself.
    """
    with lean.driver():
        from ..store import Store

    chosen = chosen or settings()
    values = chosen.values
    where = place or values.store
    with Store.open(where, user=values.user, password=chosen.password(), database=values.database) as store:
        store.bring_up_to_date()
        if warns and (said := half_of(store)):
            from . import screen

            screen.say(said, json=answers_only())
        yield store


def answers_only() -> bool:
    """Whether standard output carries nothing but the answer, for a program."""
    return not {"--json", "--csv"}.isdisjoint(sys.argv)


def half_of(store: Store) -> str:
    """What there is to say about half an import in the store, and what to do; '' when it is whole."""
    from ..store.ledger import half

    stopped = store.unfinished()
    return " ".join(half(stopped)) if stopped else ""


def snapshot(as_of: str | None) -> Snapshot:
    """The chosen store on the chosen day."""
    return snapshot_and_last_import(as_of)[0]


def snapshot_and_last_import(as_of: str | None) -> tuple[Snapshot, date | None]:
    """The chosen store on the chosen day, and the day of its newest import."""
    return whole_story(as_of)[:2]


def whole_story(as_of: str | None) -> tuple[Snapshot, date | None, str]:
    """The chosen store on the chosen day, the day of its newest import, and what is said of half an import in it."""
    from ..snapshot import Snapshot

    on = day(as_of)
    with open_store() as store:
        found = Snapshot.read(store, on), last_import(store), half_of(store)
    if as_of is not None:
        _warn_before_records(found[0])
    return found


def _warn_before_records(snapshot: Snapshot) -> None:
    """Say so where the day is older than all records: then only what has no date is known of it."""
    from ..words import day as in_words
    from . import screen

    if snapshot.begins and snapshot.date < snapshot.begins:
        screen.say(f"Nothing on record is as old as {in_words(snapshot.date)}: the oldest day is "
                   f"{in_words(snapshot.begins)}. What has no date is taken to have been so already.",
                   json=answers_only())


def ledger(store: Store, since: date) -> Ledger:
    """Every import that was not taken back, and edits, with what changed where that is younger than `since`."""
    from ..analysis.compare.recorded import Edit, Import, Ledger

    entries = [entry for entry in store.imports() if entry.status in ("done", "edit")]
    return Ledger(tuple(
        Import(entry.key, entry.as_of, tuple(
            Edit(edit.key, edit.ends, edit.before, edit.after) for edit in store.edits(entry.key)
        ) if entry.as_of > since else ())
        for entry in reversed(entries)
    ))


def last_import(store: Store) -> date | None:
    """The day of the newest import."""
    from ..store.ledger import BY_HAND

    return next((date.fromisoformat(entry.when[:10]) for entry in store.imports() if entry.status not in BY_HAND), None)


def check_partnership(snapshot: Snapshot, name: str | None) -> None:
    """Raises InputError when a partnership was named and none is called so, or none was under way on the day."""
    from ..analysis.ground import ground
    from ..analysis.ground.partnerships import Partnership as Stored
    from ..errors import InputError

    if name is None or ground(snapshot).called(name):
        return
    stored = (Stored(key, snapshot.name(key), False, 0, (), data) for key, data in snapshot.nodes("Partnership"))
    if any(one.is_called(name) for one in stored):
        raise InputError(f"'{name}' was not under way on {snapshot.date}.", "Name another day with --as-of.")
    raise InputError(f"No partnership is called '{name}'.", "List them with: stakeholder-map redundancy")


def nothing_on(snapshot: Snapshot) -> bool:
    """Is no partnership on record for the day? Then that is said: nothing recorded is no good news."""
    from ..analysis.ground import ground
    from . import screen

    if ground(snapshot).partnerships:
        return False
    hint = "Name another day with --as-of." if snapshot.graph else "The store is empty: import something first."
    screen.say(f"No partnership is on record for {snapshot.date}. {hint}")
    return True
