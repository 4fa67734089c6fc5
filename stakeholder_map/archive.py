"""A backup file: everything a store holds, independent of its engine, with a checksum over every byte.

    stakeholder-map backup 1          first line
    gzip of JSON lines                a header, every fact, the ledger, and last a manifest with counts and digest
    sha256 <64 digits>                last line: over everything before it
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from .encoding import dumps, loads
from .errors import InputError
from .store import SCHEMA, Content, Facts, digest

MAGIC = b"stakeholder-map backup 1\n"
TRAILER = len(b"\nsha256 ") + 64 + 1
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    counts: dict[str, int]
    digest: str
    schema: int
    when: str


class _Hashed:
    """A file that is written and hashed at the same time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sha = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def write(content: Content, path: Path) -> Manifest:
    """Write a backup; it appears under its name only when it is whole, and only its owner may read it."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
            hashed = _Hashed(file)
            hashed.write(MAGIC)
            manifest = _manifest(content)
            with gzip.GzipFile("", "wb", 6, hashed, mtime=0) as packed:  # type: ignore[call-overload]
                for line in _lines(content, manifest):
                    packed.write(dumps(line).encode() + b"\n")
            file.write(_trailer(hashed.sha.hexdigest()))
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from None
    finally:
        with suppress(OSError):
            half.unlink()
    return manifest


def verify(path: Path) -> Manifest:
    """Check every byte of a backup, its counts and its digest. Raises InputError when anything is wrong."""
    return _manifest(read(path))


def read(path: Path) -> Content:
    """What a backup holds, after checking it. Raises InputError when anything is wrong with it."""
    _check_sum(path)
    try:
        with path.open("rb") as file:
            file.seek(len(MAGIC))
            with gzip.GzipFile(fileobj=_Body(file, path.stat().st_size - TRAILER)) as packed:  # type: ignore[arg-type]
                content, manifest = _content(loads(line) for line in packed)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, IndexError):
        raise _broken(path) from None
    if content.schema > SCHEMA:
        raise InputError(f"{path.name} is a backup of a newer version of the program.", "Install that version.")
    if manifest != _manifest(content).counts | {"digest": digest(content.facts)}:
        raise _broken(path)
    return content
