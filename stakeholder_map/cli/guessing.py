"""`stakeholder-map import --guess`: proposes a mapping; and mappings that were used for the same headers before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer


def propose(paths: Sequence[Path], to: Path | None, *, guess: bool) -> None:
    """Print a proposed mapping, or write it."""
    from ..errors import InputError
    from ..importers import recognised
    from ..importers.guess import guess as make_guess
    from ..importers.guess import read_for_guess
    from ..words import tally
    from . import screen

    if not guess or not paths:
        raise InputError("--to belongs to --guess." if not guess else "There is nothing to look at.",
                         "For example: stakeholder-map import contacts.csv --guess --to contacts.toml")
    if to is not None and to.exists():
        raise InputError(f"{to} is there already.", "Choose another name, or move it away.")
    found = make_guess(*read_for_guess(paths))
    for name in sorted({recognised(path).NAME for path in paths} - {"plain"}):
        screen.say(f"The format {name} knows such files: they can be imported without a mapping.", json=True)
    if found.empty:
        headers = [column.header for table in found.tables for column in table.columns if column.header]
        raise InputError("No column was recognised as names of people or organisations, so no mapping is proposed. "
                         f"Headers: {', '.join(headers[:30]) or 'none'}.",
                         "Write a mapping by hand; docs/import.md says how.")
    if to is None:
        typer.echo(found.toml(), nl=False)
        return
    try:
        to.write_text(found.toml(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{to} cannot be written: {error.strerror}.", "Choose another place.") from error
    decide = sum(len(table.open) for table in found.tables)
    more = f"; {tally(decide, 'columns are left for you to decide')}" if decide else ""
    screen.say(f"The proposed mapping is {to}{more}. Check it, then: stakeholder-map import {paths[0]} --mapping {to}")


def known_mapping(paths: Sequence[Path], *, json: bool) -> Path | None:
    """The mapping that was last used for files with the same headers; says so."""
    from ..importers.remembered import recall
    from . import screen

    found = recall(paths, _folder())
    if found:
        screen.say(f"These headers came before and were read with the mapping {found.name}; it is used again "
                   f"({found}). --format plain, or any other format, reads without it.", json=json)
    return found


def keep_mapping(paths: Sequence[Path], mapping: Path | None) -> None:
    """Remember the mapping that was named for files with these headers."""
    from ..importers.remembered import remember

    if mapping:
        remember(paths, mapping, _folder())


def _folder() -> Path:
    from ..settings import data_folder

    return data_folder() / "mappings"
