"""Writes messages as Outlook saves them (.msg), as small compound files, for the tests of the mail format."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Storage = Mapping[str, "bytes | Storage"]


def text(tag: int, value: str) -> tuple[str, bytes]:
    """A property that is text, as name and content of its stream."""
    return f"__substg1.0_{tag:04X}001F", value.encode("utf-16-le")


def numbers(values: Mapping[int, int], *, inside: bool = False) -> tuple[str, bytes]:
    """The properties of a message, or of a recipient, that are numbers."""
    rows = b"".join(struct.pack("<HHIQ", 0x40, tag, 6, value) for tag, value in values.items())
    return "__properties_version1.0", bytes(8 if inside else 32) + rows


def write(path: Path, content: Storage) -> Path:
    """A compound file with this content; every stream is shorter than 4,096 bytes."""
    mini = b""
    minifat: list[int] = []
    entries: list[list[Any]] = [["Root Entry", 5, _FREE, _FREE, _FREE, 0, 0]]

    def add(storage: Storage) -> int:
        first, before = _FREE, None
        for name, value in storage.items():
            number = len(entries)
            entries.append([name, 1 if not isinstance(value, bytes) else 2, _FREE, _FREE, _FREE, _END, 0])
            if before is None:
                first = number
            else:
                entries[before][3] = number
            before = number
            if isinstance(value, bytes):
                nonlocal mini
                blocks = -(-len(value) // 64)
                start = len(minifat)
                minifat.extend([*range(start + 1, start + blocks), _END] if blocks else [])
                mini += value.ljust(blocks * 64, b"\0")
                entries[number][5:] = [start if blocks else _END, len(value)]
            else:
                entries[number][4] = add(value)
        return first

    entries[0][4] = add(content)
    directory = b"".join(_entry(*entry) for entry in entries)
    parts = [directory, struct.pack(f"<{len(minifat)}I", *minifat), mini]
    starts, fat, body = [], [_FAT], b""
    for part, filler in zip(parts, (b"\0", b"\xff", b"\0"), strict=True):
        sectors = max(1, -(-len(part) // 512))
        start = len(fat)
        starts.append(start)
        fat.extend([*range(start + 1, start + sectors), _END])
        body += part.ljust(sectors * 512, filler)
    assert len(fat) <= 128
    root = _entry("Root Entry", 5, _FREE, _FREE, entries[0][4], starts[2], len(mini))
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9,
                         6, 0, 1, starts[0], 0, 4096, starts[1], 1, _END, 0)
    header += struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)
    path.write_bytes(header + struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat))) + root + body[128:])
    return path


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI8x8xIQ", raw, len(raw), kind, 1, left, right, child, 0, start, size)
