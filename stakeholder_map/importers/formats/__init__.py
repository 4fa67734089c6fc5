"""The formats that can be read, one module (or package) each, found by themselves.

A format has NAME, HELP (one line), perhaps JSON (what it reads from JSON files), `detect(sample)` (how surely files are
of this format, 0 to 1) and `read(paths, options, known)`, which gives a Batch. Everything a format reads becomes rows
of the plain sheets (`common.made.MadeRows`), so that all formats are checked, resolved and keyed in the same way
(`assembly.assemble`).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def formats() -> dict[str, ModuleType]:
    """The formats by name: every module of this folder."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {module.NAME: module for module in modules}
