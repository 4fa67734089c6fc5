"""Reading what people already have: each format is one module of this folder, found by itself.

A format module has NAME, `detect(path)` (how surely a path is of this format, 0 to 1) and
`read(paths, options, known)`, which gives a Batch. Everything a format reads becomes tables of the plain sheets
(`sheets/`), so that all formats are checked, resolved and keyed in the same way (`assembly.py`).
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType

from ..errors import InputError
from ..identity import Directory
from ..model import Batch
from .levels import propose_levels
from .options import Options
from .rejects import write_rejects

__all__ = ["Options", "formats", "propose_levels", "read", "write_rejects"]


@cache
def formats() -> dict[str, ModuleType]:
    """The formats of this folder by name: every module with NAME, detect and read."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {module.NAME: module for module in modules if all(hasattr(module, a) for a in ("NAME", "detect", "read"))}


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
    plain = formats()["plain"]  # says best what was expected where nothing is recognised
    chosen: dict[Path, ModuleType] = {
        path: max(plain, *formats().values(), key=lambda m: float(m.detect(path))) for path in paths}
    names = {module.NAME for module in chosen.values()}
    if len(names) > 1:
        raise InputError(f"The files are of different formats: "
                         f"{', '.join(f'{p.name} ({m.NAME})' for p, m in chosen.items())}",
                         "Import one format after the other, or say which with --format.")
    return next(iter(chosen.values()))
