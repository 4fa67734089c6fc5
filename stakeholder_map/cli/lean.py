"""Keeps large libraries from loading what no command needs: a command should answer before one looks away."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


def collect_rarely() -> None:
    """Modules and answers stay until a command ends, so looking for garbage among them finds none."""
    gc.set_threshold(100_000)


@contextmanager
def driver() -> Iterator[None]:
    """The driver loads these where it finds them, for half a second; no command hands it their values."""
    hidden = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: "there is no such module"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


@contextmanager
def matrices() -> Iterator[None]:
    """SciPy looks at everything NumPy has, which loads its Fortran compiler: an empty module stands in for it."""
    import numpy as np

    if "f2py" in vars(np):
        yield
        return
    np.f2py = ModuleType("numpy.f2py")
    try:
        yield
    finally:
        del np.f2py
