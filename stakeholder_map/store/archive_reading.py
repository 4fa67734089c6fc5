"""Reads backup files: checks every byte before anything else is done with them, then gives what is in them.

Memory is needed for a few facts only, however large the file is.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import InputError
from . import reading
from .archive import FIRST, GZIP, Manifest, Tally, last_line
from .encoding import loads
from .loading import Progress
from .reading import Head, Value

CHUNK = 1 << 20
_DAMAGE = (OSError, zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError)


def is_backup(path: Path) -> bool:
    """Does the file begin as a backup does?"""
    try:
        with path.open("rb") as file:
            return file.read(len(FIRST)) == FIRST
    except OSError:
        return False


class Backup:
    """A backup that was checked: every byte, its counts and its digest."""

    def __init__(self, file: BinaryIO, name: str, progress: Progress | None = None) -> None:
        """Check `file`, which people call `name`. Raises InputError when anything is wrong."""
        self._file, self._name = file, name
        try:
            self._end = _checked(file, progress)
            self.manifest = self._agreed()
        except _DAMAGE:
            raise damaged(name) from None

    def values(self) -> Iterator[Value]:
        """Everything that was in the store. Raises InputError when the file cannot be read any more."""
        try:
            for kind, *value in self._values():
                if kind not in ("schema", "manifest"):
                    yield kind, *value
        except _DAMAGE:
            raise damaged(self._name) from None

    def _values(self) -> Iterator[list[Any]]:
        return (loads(line) for line in _lines(self._file, self._end))

    def _agreed(self) -> Manifest:
        """The manifest, which agrees with what is in the file."""
        values = self._values()
        kind, schema = next(values, ("", 0))
        if kind != "schema":
            raise ValueError(kind)
        if schema > reading.SCHEMA:
            raise InputError(f"{self._name} was written by a newer version of the program.", "Install that version.")
        tally, said = Tally(), dict[str, Any]()
        for _ in tally.over(_until_manifest(values, said)):
            pass
        manifest = Manifest(**said)
        if manifest != tally.manifest(Head(schema, manifest.version, manifest.unfinished)) or next(values, None):
            raise ValueError("manifest")
        return manifest


def verify(path: Path, progress: Progress | None = None) -> Manifest:
    """Check every byte of a backup, its counts and its digest. Raises InputError when anything is wrong."""
    with opened(path) as file:
        return Backup(file, str(path), progress).manifest


def opened(path: Path) -> BinaryIO:
    """The file, open for reading. Raises InputError when that cannot be."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.",
                         "Name a file that `stakeholder-map store backup` wrote.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Choose another file.") from None


def damaged(name: str) -> InputError:
    """What is said of a file that is not as it was written."""
    return InputError(f"{name} is damaged, or no backup: nothing was read from it.", "Use another backup.")


def _until_manifest(values: Iterator[list[Any]], said: dict[str, Any]) -> Iterator[Value]:
    """What stands before the manifest, which goes into `said`."""
    for value in values:
        if value[0] == "manifest":
            said.update(value[1])
            return
        yield tuple(value)


def _checked(file: BinaryIO, progress: Progress | None) -> int:
    """Where the packed part ends; raises ValueError unless every byte of the file is as it was written."""
    sha, last = hashlib.sha256(), len(last_line(hashlib.sha256()))
    size = file.seek(0, os.SEEK_END) - last
    file.seek(0)
    if file.read(len(FIRST)) != FIRST:
        raise ValueError("first line")
    file.seek(0)
    while file.tell() < size:
        sha.update(_read(file, size))
        if progress:
            progress(file.tell(), size)
    if file.read() != last_line(sha):
        raise ValueError("checksum")
    return size


def _lines(file: BinaryIO, end: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(GZIP)
    file.seek(len(FIRST))
    rest = b""
    while file.tell() < end:
        packed = _read(file, end)
        while unpacked := unpacker.decompress(packed, CHUNK):
            *lines, rest = (rest + unpacked).split(b"\n")
            yield from lines
            packed = unpacker.unconsumed_tail
    if rest or not unpacker.eof or unpacker.unused_data:
        raise ValueError("cut short")


def _read(file: BinaryIO, end: int) -> bytes:
    part = file.read(min(CHUNK, end - file.tell()))
    if not part:
        raise ValueError("cut short")
    return part
