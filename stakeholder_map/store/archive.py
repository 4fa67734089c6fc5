"""A backup file: everything a store holds, independent of its engine, with a checksum over every byte.

    stakeholder-map backup 1          first line
    gzip of JSON lines                the manifest, every fact, and the ledger
    sha256 <64 digits>                last line: over everything before it
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from . import SCHEMA
from .encoding import dumps, loads
from .facts import Content, Facts, counts, digest

FIRST = b"stakeholder-map backup 1\n"
CHUNK = 1 << 20
LEVEL = 6
_GZIP = 31


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says that it holds; `when` is UTC."""

    schema: int
    version: int
    counts: dict[str, int]
    imports: int
    edits: int
    digest: str
    when: str = field(default="", compare=False)


def write(content: Content, path: Path) -> Manifest:
    """Write a backup. It appears under its name only when it is whole, and only its owner may read it."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    manifest = _manifest(content)
    sha = hashlib.sha256()
    try:
        with open(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            for part in (FIRST, *_packed(content, manifest)):
                sha.update(part)
                file.write(part)
            file.write(_last(sha))
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
    return read(path)[0]


def read(path: Path) -> tuple[Manifest, Content]:
    """What a backup says that it holds, and what it holds, after checking all of it. Raises InputError when wrong."""
    try:
        with path.open("rb") as file:
            return _content(_lines(file, _checked(file)), path)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except (OSError, zlib.error, ValueError, KeyError, TypeError):
        raise InputError(f"{path} is damaged, or no backup: nothing was read from it.", "Use another backup.") from None


def _packed(content: Content, manifest: Manifest) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, wbits=_GZIP)
    for line in _values(content, manifest):
        yield packer.compress(dumps(line).encode() + b"\n")
    yield packer.flush()


def _values(content: Content, manifest: Manifest) -> Iterator[object]:
    yield ["manifest", asdict(manifest)]
    for kind, facts in (("node", content.facts.nodes), ("tie", content.facts.ties)):
        yield from ([kind, *fact] for fact in facts)
    for kind, entries in (("import", content.imports), ("edit", content.edits)):
        yield from ([kind, entry] for entry in entries)


def _checked(file: BinaryIO) -> int:
    """Where the packed part ends; raises ValueError unless every byte of the file is as it was written."""
    sha, last = hashlib.sha256(), len(_last(hashlib.sha256()))
    size = file.seek(0, os.SEEK_END) - last
    file.seek(0)
    if file.read(len(FIRST)) != FIRST:
        raise ValueError("first line")
    file.seek(0)
    while file.tell() < size:
        sha.update(file.read(min(CHUNK, size - file.tell())))
    if file.read() != _last(sha):
        raise ValueError("checksum")
    return size


def _last(sha: hashlib._Hash) -> bytes:
    return b"\nsha256 " + sha.hexdigest().encode() + b"\n"


def _lines(file: BinaryIO, end: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    file.seek(len(FIRST))
    rest = b""
    while file.tell() < end:
        *lines, rest = (rest + unpacker.decompress(file.read(min(CHUNK, end - file.tell())))).split(b"\n")
        yield from lines
    if rest or not unpacker.eof:
        raise ValueError("cut short")


def _content(lines: Iterator[bytes], path: Path) -> tuple[Manifest, Content]:
    kind, said = loads(next(lines, b"[]"))
    if kind != "manifest":
        raise ValueError(kind)
    if said["schema"] > SCHEMA:
        raise InputError(f"{path} was written by a newer version of the program.", "Install that version.")
    manifest = Manifest(**said)
    content = Content(Facts([], [], manifest.version))
    places = {"node": content.facts.nodes, "tie": content.facts.ties, "import": content.imports, "edit": content.edits}
    for line in lines:
        kind, *value = loads(line)
        places[kind].append(value[0] if kind in ("import", "edit") else tuple(value))  # type: ignore[attr-defined]
    if _manifest(content) != manifest:
        raise ValueError("manifest")
    return manifest, content


def _manifest(content: Content) -> Manifest:
    return Manifest(SCHEMA, content.facts.version, counts(content.facts), len(content.imports), len(content.edits),
                    digest(content.facts), datetime.now(UTC).isoformat(timespec="seconds"))
