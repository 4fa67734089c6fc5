"""Files and folders that appear whole or not at all, and that only their owner may read: they name people."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_file(target: Path, content: bytes) -> None:
    """Writes beside the target first, then takes its place in one step. Raises OSError."""
    handle, beside = tempfile.mkstemp(prefix=".report-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _put(file.fileno(), content)
        if target.exists():
            os.chmod(beside, target.stat().st_mode & 0o777)
        os.replace(beside, target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files into a new folder, which then takes the place of `target`. Raises OSError."""
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, content in files.items():
            handle = os.open(beside / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                _put(file.fileno(), content)
        _take_place(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _take_place(beside: Path, target: Path) -> None:
    """The old folder is moved aside and deleted only when the new one stands there."""
    if not target.exists():
        os.rename(beside, target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    os.rename(target, aside / "old")
    try:
        os.rename(beside, target)
    except OSError:
        os.rename(aside / "old", target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left):]
    os.fsync(handle)
