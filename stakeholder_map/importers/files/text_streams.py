"""A text file line by line: what encoding it has, and no line without an end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ...batch import Problem
from ...errors import InputError

LONGEST_LINE = 5_000_000
PIECE = 1_000_000
WINDOWS = "windows-1252-bytes"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start:error.end]
    return wrong.decode("cp1252", "replace").replace("\ufffd", "\u25a1"), error.end


codecs.register_error(WINDOWS, _as_windows)


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes as text: by byte order mark, else UTF-16 by its zero bytes, else UTF-8, else Windows-1252."""
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding or "utf-8").lstrip("\ufeff" if encoding else ""), []
    except UnicodeDecodeError:
        pass
    if encoding:
        raise unlike(encoding, file)
    if raw.count(b"\0") > len(raw) // 50:
        raise no_text(file)
    return raw.decode("utf-8", WINDOWS), [windows(file)]


def encoding_of(raw: bytes) -> str:
    """The encoding that the first bytes show, '' when they show none: UTF-8, or Windows-1252."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
                           (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return encoding
    head = raw[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < odd // 10:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and odd < even // 10 else ""


def unlike(encoding: str, file: str) -> InputError:
    return InputError(f"{file} begins like {encoding.upper()} but does not go on like it",
                      "Save it again as CSV UTF-8.")


def no_text(file: str) -> InputError:
    return InputError(f"{file} is not a text file", "Save it as CSV UTF-8 or as .xlsx.")


def windows(file: str) -> Problem:
    return Problem("The file is not UTF-8; it was read as Windows-1252.",
                   "If accents look wrong, save it as CSV UTF-8.", file=file, rejected=False)


class TextFile:
    """Lines of a text file, any number of times, in memory only one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as stream:
            self.encoding = encoding_of(stream.read(2000))
        self._errors = "strict"
        self.problems: list[Problem] = []

    def as_windows(self) -> None:
        """Read what is no UTF-8 as Windows-1252 from now on. Raises InputError for what is no text at all."""
        if self.encoding:
            raise unlike(self.encoding, self._path.name)
        zeros = size = 0
        with self._path.open("rb") as stream:
            while piece := stream.read(PIECE):
                zeros, size = zeros + piece.count(b"\0"), size + len(piece)
        if zeros > size // 50:
            raise no_text(self._path.name)
        self._errors = WINDOWS
        self.problems = [windows(self._path.name)]

    def lines(self) -> Iterator[str]:
        """Its lines with their ends."""
        with self._path.open(encoding=self.encoding or "utf-8", errors=self._errors, newline="") as stream:
            lines = bounded(stream, self._path.name)
            yield next(lines, "").lstrip("\ufeff")
            yield from lines


def bounded(stream: TextIO, file: str) -> Iterator[str]:
    """The lines of a stream. Raises InputError for one that goes on and on."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise InputError(f"{file}, line {number}: the line is longer than {LONGEST_LINE:,} characters",
                             "Is it the right file?")
        yield line
