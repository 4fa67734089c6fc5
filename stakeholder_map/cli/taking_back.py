"""`stakeholder-map import --undo ID`: takes an import back and names what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from . import options

if TYPE_CHECKING:
    from ..plan.undo import Undone

SHOWN = 20
LAST = "last"


def take_back(key: str, *, json: bool) -> None:
    """Take the import `key` back, or the last one; say what went and what stays."""
    from .. import __version__
    from ..jsonout.form import dumps
    from ..jsonout.records import undo_payload
    from ..plan.undo import undo
    from . import screen

    with options.open_store(warns=False) as store, screen.progress("Taking back") as advance:
        options.half_written = "an import that is only half taken back is said to be so; give the same command again."
        undone = undo(store, None if key == LAST else key, program=__version__, progress=advance)
    if json:
        typer.echo(dumps(undo_payload(undone.entry.as_of, undone)), nl=False)
    else:
        _say(undone)


def _say(undone: Undone) -> None:
    from ..words import tally
    from . import screen

    entry = undone.entry
    gone = tally(undone.removed, "facts that it created are gone")
    before = tally(undone.restored, "facts are as before")
    screen.say(f"Took back the import of '{entry.source}' of {entry.as_of}: {gone}, {before}.")
    if not undone.kept:
        return
    screen.say(f"Not taken back ({len(undone.kept):,}), because imported again or edited since, or because something "
               "else leads to it:")
    for key in undone.kept[:SHOWN]:
        screen.say(f"  {undone.names.get(key) or key} ({key})")
    if len(undone.kept) > SHOWN:
        screen.say(f"  … and {len(undone.kept) - SHOWN:,} more; --json lists all of them.")
