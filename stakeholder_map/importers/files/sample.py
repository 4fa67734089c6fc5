"""What a format looks at to recognise files as its own: their names, headers and first characters, each read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...errors import InputError
from ..cells.columns import header_key
from .endings import ending_of
from .tables import BOOK_ENDINGS, TEXT_ENDINGS
from .text_tables import decode, parse_text
from .titles import FARTHEST

BEGINNING = 20_000
MOST_FILES = 50


@dataclass(frozen=True)
class Sample:
    """The beginnings of a file, or of the files of a folder, and of files that were named `beside` it."""

    path: Path
    beside: tuple[Path, ...] = ()

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The file itself, or the first files of the folder in order of name; hidden ones are passed over."""
        if not self.path.is_dir():
            return (self.path, *self.beside)
        found = sorted(f for f in self.path.iterdir() if f.is_file() and not f.name.startswith((".", "~$")))
        return tuple(found[:MOST_FILES])

    @cached_property
    def folders(self) -> frozenset[str]:
        """Names of the folders in a folder."""
        return frozenset(f.name for f in self.path.iterdir() if f.is_dir()) if self.path.is_dir() else frozenset()

    @cached_property
    def endings(self) -> frozenset[str]:
        """Endings of the files, in lower case: `.csv`."""
        return frozenset(map(self.ending, self.files))

    def ending(self, file: Path) -> str:
        """The ending of one of the files: of a file that was named, if need be, by what is in it."""
        return file.suffix.lower() if self.path.is_dir() else ending_of(file)

    @cached_property
    def texts(self) -> dict[Path, str]:
        """The first characters of each file that is text and no workbook."""
        texts = {}
        for file in self.files:
            try:
                with file.open("rb") as stream:
                    raw = stream.read(BEGINNING)
                cut = raw if len(raw) < BEGINNING else raw.rpartition(b"\n")[0] or raw
                texts[file] = decode(cut, file.name)[0]
            except (InputError, OSError):
                continue
        return texts

    @property
    def text(self) -> str:
        """The first characters of the first text file, '' when there is none."""
        return next(iter(self.texts.values()), "")

    @cached_property
    def headers(self) -> tuple[tuple[str, ...], ...]:
        """The header of every table: the first line that is not blank of text, of workbooks that of each sheet."""
        found: list[tuple[str, ...]] = []
        for file in self.files:
            if self.ending(file) in TEXT_ENDINGS and file in self.texts:
                found += _header(self.texts[file], file)
            elif self.ending(file) in BOOK_ENDINGS:
                found += self._books[file].values()
        return tuple(found)

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets of workbooks."""
        return tuple(name for book in self._books.values() for name in book)

    @cached_property
    def _books(self) -> dict[Path, dict[str, tuple[str, ...]]]:
        return {file: _book(file) for file in self.files if self.ending(file) in BOOK_ENDINGS}

    @cached_property
    def _columns(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(header_key(name) for name in header) for header in self.headers)

    def has(self, *columns: str) -> bool:
        """Whether one table has all of these columns, without regard to capitals, spaces and marks."""
        wanted = {header_key(name) for name in columns}
        return any(wanted <= columns for columns in self._columns)


def _header(text: str, file: Path) -> list[tuple[str, ...]]:
    """The header of a text; of one whose beginning cannot be taken apart that of its first line."""
    lines = text.strip().split("\n")
    first = 2 if lines[0].lower().startswith(("sep=", '"sep=')) else 1
    for some in (lines[:FARTHEST], lines[:first]):
        try:
            return [parse_text("\n".join(some), file.stem, file.name).header]
        except InputError:
            continue
    return []


def _book(file: Path) -> dict[str, tuple[str, ...]]:
    from .workbooks import headers

    try:
        return headers(file)
    except InputError:
        return {}
