"""Exports: the portfolio, or its contacts, as a file or folder for other programs. The formats are in `formats/`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from ..errors import InputError
from ..whole import write_file, write_folder
from .cut import Cut, cut
from .formats import EXPORTED, README, Made, formats

__all__ = ["Cut", "Made", "Written", "cut", "export", "formats"]


@dataclass(frozen=True)
class Written:
    """What an export wrote: how much of each kind, what was left out and how much of it, and what to know about it."""

    to: Path
    format: str
    day: date
    counts: Mapping[str, int]
    left_out: Mapping[str, int]
    notes: tuple[str, ...]


def export(what: Cut, to: Path, format_: str = "", *, force: bool = False) -> Written:
    """Write the facts to a file or folder, all or nothing; the format is that of the ending unless it is named.

    Raises InputError when the format is unknown, something is there already (unless `force`), or the place cannot be
    written. With `force` a folder is replaced only when it holds nothing but an earlier export.
    """
    target = to.expanduser()
    module = _format(target, format_)
    folder = _is_folder(module, target)
    made: Made = module.render(what, folder)
    try:
        target = target.resolve()
        _check(target, folder, module.FILES, force=force)
        if folder:
            write_folder(target, made.files)
        else:
            write_file(target, made.files[""])
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{to} cannot be written: {reason}.",
                         "Choose a place that exists and that you may write to.") from error
    return Written(target, module.NAME, what.day, made.counts, {**what.left_out, **made.left_out}, made.notes)


def _format(target: Path, wanted: str) -> ModuleType:
    if wanted:
        if wanted not in formats():
            raise InputError(f"There is no format “{wanted}”.", f"Formats are: {_known()}.")
        return formats()[wanted]
    ending = target.suffix.lower()
    found = [module for module in formats().values() if ending in module.ENDINGS]
    if not found:
        hint = f"Say which with --format: {_known()}."
        if ending == ".csv":
            hint = "CSV is a folder of files: name one without an ending."
        raise InputError(f"{target.name} does not say which format it is to be.", hint)
    return found[0]


def _known() -> str:
    return ", ".join(sorted(formats()))


def _is_folder(module: ModuleType, target: Path) -> bool:
    """An ending of the format makes it a file; formats without one are folders."""
    if target.suffix.lower() in module.ENDINGS and target.suffix:
        return False
    if module.FOLDER:
        return True
    if target.suffix or not module.ENDINGS:
        return False
    raise InputError(f"The format {module.NAME} is one file.", f"Such as {target.name}{module.ENDINGS[0]}.")


def _check(target: Path, folder: bool, names: frozenset[str], *, force: bool) -> None:
    """Refuse to write over what is there, and to delete what no export of this format wrote."""
    if not target.exists():
        return
    if target.is_dir() != folder:
        raise InputError(f"{target} is {'a folder' if target.is_dir() else 'a file'}.", "Choose another name.")
    inside = {path.name for path in target.iterdir()} if folder else set()
    if folder and not inside:
        return
    if inside - names:
        raise InputError(f"{target} holds other files, such as {min(inside - names)}.", "Choose another folder.")
    if folder and not _is_ours(target / README):
        raise InputError(f"{target} holds files that no export wrote.", "Choose another folder.")
    if not force:
        raise InputError(f"{target} is there already.", "Choose another name, or write over it with --force.")


def _is_ours(readme: Path) -> bool:
    with suppress(OSError), readme.open("rb") as file:
        return file.read(len(EXPORTED)) == EXPORTED.encode()
    return False
