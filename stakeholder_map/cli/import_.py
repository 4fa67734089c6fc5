"""`stakeholder-map import`: reads files, says what they would change, and does exactly that."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import options

if TYPE_CHECKING:
    from .. import importers
    from ..model import Batch
    from ..plan import Closing, Plan


def register(app: typer.Typer) -> None:
    app.command("import")(import_)


def import_(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders, workbooks or CSV files.", metavar="PATH...")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file that says what each column means.")] = None,
    format_: Annotated[
        str, typer.Option("--format", help="Read as this format instead of finding out.", metavar="NAME")
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
    from ..errors import InputError, RejectedError
    from ..identity import Directory
    from ..plan import joined
    from ..plan import plan as make_plan
    from . import guessing, import_text, news, screen, taking_back

    if guess or to:
        guessing.propose(paths or [], to, guess=guess)
        return
    if undo and not paths:
        taking_back.take_back(undo, json=json)
        return
    if undo or not paths:
        raise InputError("Name files to import, or with --undo none." if undo else "There is nothing to import.",
                         "For example: stakeholder-map import FOLDER")
    if close and keep:
        raise InputError("--close and --keep contradict each other.", "Choose one of them.")
    remembered = None if mapping or format_ else guessing.known_mapping(paths, json=json)
    with options.open_store(warns=False) as store:
        store.prepare()
        stopped = store.unfinished() if resume else None
        day = stopped.as_of if stopped else options.day(as_of)
        choices = importers.Options(source=source or (stopped.source if stopped else ""), ours=tuple(ours or ()),
                                    as_of=day, format=format_, mapping=mapping or remembered, left=tuple(left or ()),
                                    colleague=colleague, add_people=add_people,
                                    fields=merged(store.fields(), options.settings().fields()))
        facts = store.facts()
        known = Directory.of(facts)
        with screen.waiting("Reading the files"):
            batch = importers.read(paths, choices, known)
        if batch.colleagues and not json and (gone := screen.choose(
                "These people own records. Which of them no longer work here?", batch.colleagues)):
            choices = replace(choices, left=(*choices.left, *gone))
            batch = importers.read(paths, choices, known)
        if atomic and batch.rejected:
            import_text.problems(batch)
            raise RejectedError(
                f"{len(batch.rejected)} things are wrong; nothing was loaded.",
                "Correct them, or leave --atomic out.",
                batch.rejected,
            )
        closing: Closing = "close" if close else "keep" if keep else "ask"
        plans: list[Plan] = []
        for part in (batch, *batch.then):
            coming = frozenset((thing.label, thing.key) for made in plans for thing in made.batch.nodes)
            plans.append(make_plan(store, part, as_of=day, closing=closing, resume=resume and not plans, coming=coming))
            if not dry_run:
                _load(store, plans[-1], _fingerprint(paths, choices))
        plan = joined(plans)
        told = news.of(plan, facts)
        if not dry_run:
            guessing.keep_mapping(paths, mapping)
    kept = _keep_rejects(batch, rejects, paths) if batch.rejects and not dry_run else None
    import_text.report(plan, batch, told, json=json, dry_run=dry_run, kept=kept)
    if batch.proposals:
        import_text.propose(batch, paths, json=json, dry_run=dry_run)
    if batch.rejected:
        raise typer.Exit(2)


def _load(store: Any, plan: Plan, sha256: str) -> None:
    from .. import __version__
    from ..plan import MOST, apply
    from . import screen

    if len(plan.changes) > MOST:
        options.half_written = ("go on with `stakeholder-map import --resume` and the same files, or take back what is "
                                "written with `stakeholder-map import --undo last`.")
    with screen.progress("Loading") as advance:
        apply(store, plan, sha256=sha256, program=__version__, progress=advance)


def _fingerprint(paths: list[Path], choices: importers.Options) -> str:
    """SHA-256 over the files that were read, in the order of their names, and the options that change what they say."""
    said = replace(choices, source="", as_of=None, mapping=None)
    sha = hashlib.sha256(b"" if said == type(said)() else repr(said).encode())
    given = [*paths, *([choices.mapping] if choices.mapping else [])]
    for path in sorted(file for place in given for file in (place.rglob("*") if place.is_dir() else [place])):
        if path.is_file():
            with path.open("rb") as file:
                sha.update(hashlib.file_digest(file, "sha256").digest())
    return sha.hexdigest()


def _keep_rejects(batch: Batch, chosen: Path | None, paths: list[Path]) -> Path:
    from .. import importers

    beside = paths[0].absolute()
    target = chosen or beside.with_name(f"{beside.stem}-rejected.csv")
    importers.write_rejects(batch, target)
    return target
