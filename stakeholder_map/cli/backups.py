"""`stakeholder-map store backup`, `verify`, `restore`, `copy`: the whole store in a file, and back, and elsewhere."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options

if TYPE_CHECKING:
    from ..store.archive import Manifest

File = Annotated[Path, typer.Argument(help="The backup, one file.", metavar="FILE")]
HALF = "the store is only half filled now. Give the same command again: it begins anew."


def backup(file: File) -> None:
    """Writes everything in the store to a file, while others go on reading it. An older backup there is replaced."""
    from ..store.copying import backup as write
    from . import screen

    _must_be_there()
    with options.open_store(warns=False) as store, screen.progress("Backing up") as advance:
        made = write(store, _absolute(file), advance)
    screen.say(f"{file} holds {_told(made)}.")


def verify(file: File) -> None:
    """Checks every byte of a backup and everything that it says about itself. Needs no store."""
    from ..store.archive_reading import verify as check
    from . import screen

    with screen.progress("Checking") as advance:
        made = check(_absolute(file), advance)
    screen.say(f"{file} is whole. It holds {_told(made)}.")


def restore(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of what the store holds, which is backed up first.")
    ] = False,
) -> None:
    """Fills an empty store from a backup, after checking all of it."""
    from ..store.archive_reading import Backup, opened
    from ..store.copying import restore as fill
    from . import screen

    path = _absolute(file)
    aside = path.with_name(f"{path.stem}-before-{datetime.now():%Y-%m-%d-%H%M%S}.backup") if replace else None
    with ExitStack() as stack:
        source = stack.enter_context(opened(path))
        with screen.progress("Checking") as advance:
            checked = Backup(source, str(file), advance)
        store = stack.enter_context(options.open_store(warns=False))
        options.half_written = HALF
        with screen.progress("Restoring") as advance:
            made = fill(checked, store, advance, aside=aside)
    if aside and aside.exists():
        screen.say(f"What the store held before is in {aside}.")
    screen.say(f"The store {store.place} holds {_told(made)}.")


def copy(place: Annotated[str, typer.Argument(help="Folder or address of an empty store.", metavar="PLACE")]) -> None:
    """Copies the store into an empty one, on the other engine if you like; ends well only if both hold the same."""
    from ..store.copying import copy as fill
    from . import screen

    _must_be_there()
    with options.open_store(warns=False) as store, options.open_store(place=place, warns=False) as target:
        options.half_written = HALF
        with screen.progress("Copying") as advance:
            digest = fill(store, target, advance)
        screen.say(f"The store {target.place} holds the same as {store.place} (digest {digest[:16]}…).")


def _must_be_there() -> None:
    """A mistyped folder must not become a new, empty store."""
    from .. import embedded
    from ..errors import InputError
    from ..store.driver import address

    place = options.settings().values.store
    if not address(place) and not embedded.exists(Path(place).expanduser().absolute()):
        raise InputError(f"There is no store in {place}.", "Name another one with --store.")


def _absolute(file: Path) -> Path:
    return file.expanduser().absolute()


def _told(made: Manifest) -> str:
    from ..words import count

    return f"{count(sum(made.counts.values()), 'fact')} of {count(made.imports, 'import')}, written {made.when[:10]}"
