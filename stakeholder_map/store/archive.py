"""A backup file: everything a store holds, independent of its engine, with a checksum over every byte.

    stakeholder-map backup 1          first line
    gzip of JSON lines                the schema, every fact, the ledger, and at the end the manifest
    sha256 <64 digits>                last line: over everything before it

It is written as a stream, which needs memory for a few facts only.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import BinaryIO

from ..errors import InputError
from ..model import NODES, TIES
from .encoding import dumps
from .facts import Digest
from .reading import Head, Value

FIRST = b"stakeholder-map backup 1\n"
LEVEL = 6
GZIP = 31


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says that it holds; `unfinished` as in the head of the ledger, `when` is UTC."""

    schema: int
    version: int
    counts: dict[str, int]
    imports: int
    edits: int
    digest: str
    unfinished: str | None = None
    when: str = field(default="", compare=False)


class Tally:
    """Counts what goes by."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._ledger: Counter[str] = Counter()
        self._digest = Digest()

    def over(self, values: Iterable[Value]) -> Iterator[Value]:
        """The values as they are. Raises KeyError for a fact of a kind that no store holds."""
        for value in values:
            kind, *fact = value
            if kind in ("node", "tie"):
                _ = NODES[fact[0]] if kind == "node" else TIES[fact[0], fact[1], fact[3]]
                self._counts[fact[0]] += 1
                self._digest.add(*fact)
            else:
                self._ledger[kind] += 1
            yield value

    def manifest(self, head: Head) -> Manifest:
        if self._ledger.keys() - {"import", "edit"}:
            raise ValueError("kind")
        return Manifest(head.schema, head.version, dict(sorted(self._counts.items())), self._ledger["import"],
                        self._ledger["edit"], self._digest.value(), head.unfinished,
                        datetime.now(UTC).isoformat(timespec="seconds"))


def write(file: BinaryIO, head: Head, values: Iterable[Value], name: str) -> Manifest:
    """Write everything that `values` gives as a backup, from the start of `file` on, over what may be in it.

    Raises InputError when that cannot be; `name` is what people call the file.
    """
    out, tally, packer = _Out(file, name), Tally(), zlib.compressobj(LEVEL, wbits=GZIP)
    out.put(FIRST)
    for line in chain([("schema", head.schema)], tally.over(values)):
        out.put(packer.compress(dumps(line).encode() + b"\n"))
    manifest = tally.manifest(head)
    out.put(packer.compress(dumps(["manifest", asdict(manifest)]).encode() + b"\n") + packer.flush())
    out.end()
    return manifest


class _Out:
    """A file that is written from its start, and the checksum over it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name, self._sha = file, name, hashlib.sha256()
        with writing(name):
            file.seek(0)
            file.truncate()

    def put(self, part: bytes) -> None:
        self._sha.update(part)
        with writing(self._name):
            self._file.write(part)

    def end(self) -> None:
        with writing(self._name):
            self._file.write(last_line(self._sha))
            self._file.flush()
            os.fsync(self._file.fileno())


@contextmanager
def writing(name: str) -> Iterator[None]:
    """A full disk is an error of the file, which must not be taken for one of the connection to the store."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{name} cannot be written: {error.strerror}.", "Choose another file.") from None


def last_line(sha: hashlib._Hash) -> bytes:
    return b"\nsha256 " + sha.hexdigest().encode() + b"\n"
