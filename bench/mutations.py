"""Broken copies of files, for bench/fuzz_readers.py."""

from __future__ import annotations

import io
import zipfile
from random import Random

LARGEST_SEED = 200_000
_TEXTS = (
    "\0", "\x0b", "\x1b[2J", "\ufeff", "\u202e", "\ud800", "\U0001f600", "\xa0", '"', '""', "'", ";", ",", "\r",
    "\n\n", "\t", "<", ">", "&", "&x;", "<!DOCTYPE x>", "{", "}", "[", "]", ":", "=", "\\", "%", "@", "-1", "0",
    "1e999", "9" * 20, "NaN", "null", "true", "2024-02-30", "0000-00-00", "9999-12-31", "RRULE:FREQ=SECONDLY",
    "P99999999D", "TZID=Nowhere/At_All", "../../x", "=cmd|' /C calc'!A0", "#REF!", "x" * 3000,
)  # fmt: skip
WORDS = [*(text.encode("utf-8", "surrogatepass") for text in _TEXTS), b"\xff\xfe", b"\xc3", b"\xff"]


def mutated(raw: bytes, others: list[bytes], random: Random) -> bytes:
    """A broken copy of some bytes."""
    data = bytearray(raw)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((1, 2, 8, 64, 500)))
        kind = random.randrange(8)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end] * random.choice((1, 2, 50))
        elif kind == 2:
            data[at:at] = random.choice(WORDS)
        elif kind == 3:
            data[at:end] = random.choice(WORDS)
        elif kind == 4:
            data[at:end] = random.randbytes(end - at)
        elif kind == 5:
            other = random.choice(others)
            cut = random.randrange(len(other) + 1)
            data[at:] = other[cut:cut + 2000]
        elif kind == 6:
            lines = bytes(data).splitlines(keepends=True)
            random.shuffle(lines)
            data = bytearray(b"".join(lines))
        else:
            del data[at:]
    return bytes(data[:LARGEST_SEED])


def mutated_book(raw: bytes, others: list[bytes], random: Random) -> bytes:
    """A workbook with broken parts, or broken itself."""
    if random.random() < 0.3 or not zipfile.is_zipfile(io.BytesIO(raw)):
        return mutated(raw, others, random)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated(part, [part, *others], random) if name == chosen else part)
    return out.getvalue()
