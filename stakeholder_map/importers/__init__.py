"""Reading what people already have: find the format, read it, give a Batch. The formats are in `formats/`."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from ..batch import Batch
from ..errors import InputError
from ..identity import Directory
from .cells.levels import propose_levels
from .files.json_files import ENDINGS
from .files.sample import Sample
from .formats import formats
from .options import Options
from .rejects import write_rejects

__all__ = ["Options", "formats", "propose_levels", "read", "write_rejects"]


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """What some files say, given what the store already knows. All paths are of one format.

    Raises InputError when the files cannot be read at all; rows that cannot be read are in the batch as problems.
    """
    if not paths:
        raise InputError("No file was named", "Name a file or a folder.")
    for path in paths:
        if not path.exists():
            raise InputError(f"{path} does not exist", "Check the path.")
    with _without_collection():
        batch: Batch = _format(paths, options).read(paths, options, known)
    return batch


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold off the collection of cycles: reading only builds up, and walking through it again and again takes long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _format(paths: Sequence[Path], options: Options) -> ModuleType:
    wanted = "mapping" if options.mapping else options.format
    if wanted:
        if wanted not in formats():
            raise InputError(f"There is no format “{wanted}”", f"Formats are: {', '.join(sorted(formats()))}.")
        return formats()[wanted]
    chosen = {path: recognised(path) for path in paths}
    for path in (p for p, module in chosen.items() if module.NAME == "plain" and p.suffix.lower() in ENDINGS):
        what = ", ".join(f"{name} ({module.JSON})" for name, module in sorted(formats().items())
                         if hasattr(module, "JSON"))
        raise InputError(f"{path.name} is JSON, but of no form that is known",
                         f"From JSON are read: {what}. If it is one of these, say which with --format NAME.")
    names = {module.NAME for module in chosen.values()}
    if len(names) > 1 and (whole := _together(paths, names)):
        return whole
    if len(names) > 1:
        raise InputError(f"The files are of different formats: "
                         f"{', '.join(f'{p.name} ({m.NAME})' for p, m in chosen.items())}",
                         "Import one format after the other, or say which with --format.")
    return next(iter(chosen.values()))


def _together(paths: Sequence[Path], names: Set[str]) -> ModuleType | None:
    """The one format that is surer of the files side by side than of any of them alone: they are parts of one list."""
    beside = Sample(paths[0], tuple(paths[1:]))
    surer = [module for module in map(formats().__getitem__, sorted(names))
             if module.detect(beside) > max(module.detect(Sample(path)) for path in paths)]
    return surer[0] if len(surer) == 1 else None


def recognised(path: Path) -> ModuleType:
    """The format that a path is most surely of; where none is recognised, plain: it says best what was expected."""
    sample = Sample(path)
    best: ModuleType = max(formats()["plain"], *formats().values(), key=lambda module: float(module.detect(sample)))
    return best
