"""Mappings that were used before, found again by the headers of the files they were used for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from .cells.columns import header_key
from .files.sample import Sample
from .formats.mapping.file import is_shipped
from .rejects import MARKS

MOST = 100_000
"""A mapping above so many bytes is not remembered."""


def fingerprint(paths: Sequence[Path]) -> str:
    """What stands for the headers of some files, whatever their names and rows; '' when a file has none.

    Capitals, spaces and marks in headers make no difference, nor does the order of files; the order of columns does.
    """
    headers = [header for path in paths for header in Sample(path).headers]
    if not headers or any(set(MARKS) & set(header) for header in headers):
        return ""
    keys = sorted("\x1f".join(map(header_key, header)) for header in headers)
    return hashlib.sha256("\x1e".join(keys).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def remember(paths: Sequence[Path], mapping: Path, folder: Path) -> None:
    """Keep a copy of a mapping that was used for some files, in place of the one that was used for such files before.

    `folder` is where mappings are kept; one that comes with the program is not. Raises InputError when it cannot be
    written.
    """
    mark = fingerprint(paths)
    if not mark or is_shipped(mapping) or mapping.stat().st_size > MOST:
        return
    place = folder / mark
    if mapping.absolute().parent == place.absolute():
        return
    try:
        text = mapping.read_bytes()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in place.glob("*.toml"):
            old.unlink()
        copy = place / f"{mapping.stem}.toml"
        copy.write_bytes(text)
        copy.chmod(0o600)
    except OSError as error:
        raise InputError(f"The mapping cannot be kept in {place}: {error.strerror}",
                         "Check who may write there.") from None


def recall(paths: Sequence[Path], folder: Path) -> Path | None:
    """The mapping that was last used for files with the same headers, or None."""
    if not folder.is_dir() or not all(path.exists() for path in paths):
        return None
    mark = fingerprint(paths)
    return next(iter(sorted((folder / mark).glob("*.toml"))), None) if mark else None
