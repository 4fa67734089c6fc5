"""What `import` does, step by step: reads with questions to whoever is there, plans, loads, keeps what was rejected."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from . import options

if TYPE_CHECKING:
    from .. import importers
    from ..batch import Batch
    from ..plan import Closing, Plan
    from ..store import Facts, Store


def read(paths: list[Path], choices: importers.Options, facts: Facts, *, atomic: bool,
         json: bool) -> tuple[Batch, importers.Options]:
    """What the files say, and the choices with what was answered. With `atomic`, raises when anything is wrong."""
    from .. import importers
    from ..errors import RejectedError
    from ..identity import Directory
    from ..words import tally
    from . import import_text, screen

    known = Directory.of(facts)
    with screen.waiting("Reading the files"):
        batch = importers.read(paths, choices, known)
    if batch.colleagues and not json and (gone := screen.choose(
            "These people own records. Which of them no longer work here?", batch.colleagues)):
        choices = replace(choices, left=(*choices.left, *gone))
        batch = importers.read(paths, choices, known)
    if atomic and batch.rejected:
        import_text.problems(batch)
        raise RejectedError(tally(len(batch.rejected), "things are wrong; nothing was loaded."),
                            "Correct them, or leave --atomic out.", batch.rejected)
    return batch, choices


def carry_out(store: Store, batch: Batch, day: date, *, closing: Closing, resume: bool, sha256: str | None) -> Plan:
    """Plan the import and load it; without `sha256` it is only planned. Parts of other sources follow it."""
    from ..plan import joined
    from ..plan import plan as make_plan

    plans: list[Plan] = []
    for part in (batch, *batch.then):
        coming = frozenset((thing.label, thing.key) for made in plans for thing in made.batch.nodes)
        plans.append(make_plan(store, part, as_of=day, closing=closing, resume=resume and not plans, coming=coming))
        if sha256 is not None:
            _load(store, plans[-1], sha256)
    return joined(plans)


def named(made: Plan, facts: Facts) -> Plan:
    """The plan with the names of what other lists have too, to which ties of this one lead."""
    from ..store.facts import names_of

    return replace(made, names={**names_of(facts), **made.names})


def _load(store: Store, plan: Plan, sha256: str) -> None:
    from .. import __version__
    from ..plan import MOST, apply
    from . import screen

    if len(plan.changes) > MOST:
        options.half_written = ("go on with `stakeholder-map import --resume` and the same files, or take back what is "
                                "written with `stakeholder-map import --undo last`.")
    with screen.progress("Loading") as advance:
        apply(store, plan, sha256=sha256, program=__version__, progress=advance)


def fingerprint(paths: list[Path], choices: importers.Options) -> str:
    """SHA-256 over the files that were read, in the order of their names, and the options that change what they say."""
    said = replace(choices, source="", as_of=None, mapping=None)
    sha = hashlib.sha256(b"" if said == type(said)() else repr(said).encode())
    given = [*paths, *([choices.mapping] if choices.mapping else [])]
    for path in sorted(file for place in given for file in (place.rglob("*") if place.is_dir() else [place])):
        if path.is_file():
            with path.open("rb") as file:
                sha.update(hashlib.file_digest(file, "sha256").digest())
    return sha.hexdigest()


def place_of_rejects(batch: Batch, chosen: Path | None, paths: list[Path]) -> Path | None:
    """Where the rejected rows will be written, beside the input unless a place was named; None where there are none.

    Rows that wait there to be corrected are never written over unless the place was named. Raises InputError where
    nothing can be written, before anything is loaded.
    """
    if not batch.rejects:
        return None
    beside = Path(os.path.abspath(paths[0]))
    names = ("", *(f"-{number}" for number in range(2, 1000)))
    targets = [chosen] if chosen else [beside.with_name(f"{beside.stem}-rejected{name}.csv") for name in names]
    target = next((target for target in targets if chosen or not _waiting(target, batch)), targets[-1])
    if reason := _unwritable(target, paths):
        raise InputError(f"The rejected rows cannot be written to {target}: {reason}; nothing was loaded.",
                         "Name another place: --rejects FILE.csv")
    return target


def _waiting(target: Path, batch: Batch) -> bool:
    """Does a file hold other rows than those that would be written there?"""
    from ..importers.rejects import content

    try:
        return target.exists() and target.read_bytes() != content(batch.rejects)
    except OSError:
        return True


def _unwritable(target: Path, paths: list[Path]) -> str:
    """Why rejected rows cannot be written to a file, '' when they can."""
    try:
        if target.is_dir():
            return "it is a folder"
        if target.exists():
            if any(path.exists() and path.samefile(target) for path in paths):
                return "it is one of the files that are imported"
            with target.open("rb") as file:
                if file.read(1) and b"_reason" not in file.readline(100_000):
                    return "there is something else in it"
        with tempfile.TemporaryFile(dir=target.parent):
            return ""
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)


def keep_rejects(batch: Batch, target: Path) -> None:
    """Write the rejected rows, when everything else is loaded. Raises InputError when the disk is full by now."""
    from .. import importers

    try:
        importers.write_rejects(batch, target)
    except OSError as error:
        raise InputError(f"Everything else was loaded, but the rejected rows could not be written to {target}: "
                         f"{error.strerror}.", "Import the same files again when there is room; that changes nothing "
                         "else.") from error
