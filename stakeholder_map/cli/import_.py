"""`stakeholder-map import`: reads files, says what they would change, and does exactly that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options


def register(app: typer.Typer) -> None:
    app.command("import")(import_)


def import_(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders: lists, address books, calendars, mail …", metavar="PATH..."),
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file that says what each column means.")] = None,
    format_: Annotated[
        str,
        typer.Option("--format", help="Read as this format (docs/import.md) instead of finding out.", metavar="NAME"),
    ] = "",
    ours: Annotated[
        list[str] | None, typer.Option(help="An organisation that is ours (repeatable).", metavar="NAME")
    ] = None,
    left: Annotated[
        list[str] | None, typer.Option(help="An owner of records who has left us (repeatable).", metavar="NAME")
    ] = None,
    colleague: Annotated[
        str, typer.Option(help="The colleague whose address book it is: they know the people in it.", metavar="NAME")
    ] = "",
    source: Annotated[
        str, typer.Option(help="Name of the list this file is the newest state of.", metavar="NAME")
    ] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day the files describe; today by default.", metavar="DATE")
    ] = None,
    add_people: Annotated[
        bool, typer.Option("--add-people", help="Add people of calendars and mail whose organisation is known.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    close: Annotated[bool, typer.Option("--close", help="What the file no longer says has ended.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="The file is an extract: end nothing that it leaves out.")
    ] = False,
    atomic: Annotated[bool, typer.Option("--atomic", help="Load nothing unless every row is good.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write rejected rows; beside the input by default.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Finish an import that stopped half way, with the same files.")
    ] = False,
    guess: Annotated[
        bool, typer.Option("--guess", help="Propose a mapping from headers and values, and load nothing.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option(help="With --guess: the mapping file to write.", metavar="FILE.toml")
    ] = None,
    undo: Annotated[
        str, typer.Option(help="Take an import back: its ID from `store imports`, or `last`.", metavar="ID")
    ] = "",
    json: options.Json = False,
) -> None:
    """Loads files; rows with something wrong are left out, explained and kept in a file of their own."""
    from .. import importers
    from ..custom import merged
    from . import guessing, import_text, importing, news, taking_back

    if guess or to:
        guessing.propose(paths or [], to, guess=guess)
        return
    if undo and not paths and not dry_run:
        taking_back.take_back(undo, json=json)
        return
    named = _checked(paths, undo=undo, close=close, keep=keep)
    remembered = None if mapping or format_ else guessing.known_mapping(named, json=json)
    with options.open_store(warns=False) as store:
        store.prepare()
        stopped = store.unfinished() if resume else None
        day = stopped.as_of if stopped else options.day(as_of)
        choices = importers.Options(source=source or (stopped.source if stopped else ""), ours=tuple(ours or ()),
                                    as_of=day, format=format_, mapping=mapping or remembered, left=tuple(left or ()),
                                    colleague=colleague, add_people=add_people,
                                    fields=merged(store.fields(), options.settings().fields()))
        facts = store.facts()
        batch, choices = importing.read(named, choices, facts, atomic=atomic, json=json)
        kept = None if dry_run else importing.place_of_rejects(batch, rejects, named)
        plan = importing.carry_out(store, batch, day, closing="close" if close else "keep" if keep else "ask",
                                   resume=resume, sha256=None if dry_run else importing.fingerprint(named, choices))
        told = news.of(plan, facts)
        if not dry_run:
            guessing.keep_mapping(named, mapping)
    if kept:
        importing.keep_rejects(batch, kept)
    import_text.report(importing.named(plan, facts), batch, told, json=json, dry_run=dry_run, kept=kept)
    if batch.proposals:
        import_text.propose(batch, named, json=json, dry_run=dry_run)
    if batch.rejected:
        raise typer.Exit(2)


def _checked(paths: list[Path] | None, *, undo: str, close: bool, keep: bool) -> list[Path]:
    """The files that were named. Raises InputError when none is, or when options contradict each other."""
    from ..errors import InputError

    if undo and not paths:
        raise InputError("--undo has no --dry-run; nothing was taken back.",
                         "`stakeholder-map store imports` lists what each import did; import the files again to bring "
                         "back what was taken back.")
    if undo or not paths:
        raise InputError("Name files to import, or with --undo none." if undo else "There is nothing to import.",
                         "For example: stakeholder-map import FOLDER")
    if close and keep:
        raise InputError("--close and --keep contradict each other.", "Choose one of them.")
    return paths
