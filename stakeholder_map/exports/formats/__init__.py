"""The formats of exports, one module each, found by themselves.

A format has NAME, HELP (one line), ENDINGS of files ('' for a folder), FOLDER (whether it can be a folder), FILES
(what it may write into one) and `render(cut, folder)`, which gives Made. It sees only what may leave: see `cut`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

README = "README.txt"
EXPORTED = "Exported from Stakeholder Map."
"""How the README.txt of every exported folder begins; a folder without it is never written over."""


@dataclass(frozen=True)
class Made:
    """The files of an export by name, a single one under ''; how much was written and left out; what to know."""

    files: Mapping[str, bytes]
    counts: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@cache
def formats() -> dict[str, ModuleType]:
    """The formats by name: every module of this folder."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {module.NAME: module for module in modules}
