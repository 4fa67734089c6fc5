"""Excel workbooks as Tables: computed values, merged cells filled, hidden sheets marked, bombs refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from ...batch import Problem
from ...errors import InputError
from .tables import MOST_COLUMNS, Cell, Row, Table, as_text
from .titles import FARTHEST, header_at, settled

LARGEST_UNPACKED = 150_000_000
_BEGINNING = 500_000
_WIDEST = 16_384
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNCOMPUTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)|<f[^>]*/>\s*(?:<v\s*/>|<v></v>|</c>)")
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


def read_workbook(path: Path) -> list[Table]:
    """One table per sheet that has a header."""
    with _opened(path) as (book, archive):
        tables = [_table(sheet, archive, path) for sheet in book.worksheets]
    return [table for table in tables if table.header]


def headers(path: Path) -> dict[str, tuple[str, ...]]:
    """The header of each sheet by its name, without reading further."""
    with _opened(path) as (book, archive):
        for sheet in book.worksheets:
            _scan(archive, sheet)
        tops = {sheet.title: [row for row in sheet.iter_rows(max_row=FARTHEST, values_only=True) if any(row)]
                for sheet in book.worksheets}
    return {name: tuple(as_text(cell).strip() for cell in rows[header_at(rows)]) for name, rows in tops.items() if rows}


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, zipfile.ZipFile]]:
    """The workbook and its archive. Raises InputError when it cannot be read."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path.name)
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                yield book, archive
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it meet
        raise InputError(f"{path.name} cannot be read as a workbook ({type(error).__name__})",
                         "Open it in a spreadsheet program and save it again as .xlsx.") from error


def _check(archive: zipfile.ZipFile, file: str) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED or len(members) > 5_000:
        raise InputError(f"{file} unpacks to {unpacked // 1_000_000} MB in {len(members)} parts, which is too much",
                         "Save only the needed sheets in a new workbook.")
    if "EncryptedPackage" in archive.namelist() or any(member.flag_bits & 1 for member in members):
        raise InputError(f"{file} is protected by a password", "Save it without a password.")
    if "xl/workbook.xml" not in archive.namelist():
        raise InputError(f"{file} is a zip archive but not an Excel workbook", "Unpack it, or save it as .xlsx.")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                _check_beginning(part.read(_BEGINNING), file)


def _check_beginning(raw: bytes, file: str) -> None:
    bare = raw.replace(b"\0", b"")
    if b"<!DOCTYPE" in bare or (len(raw) == _BEGINNING and not _ELEMENT.search(bare)):
        raise InputError(f"{file} holds a document type declaration, which no workbook needs",
                         "Save it again with a spreadsheet program.")


def _widest(piece: bytes, width: int, file: str) -> int:
    """How many cells the last row of a piece has so far; `width` is what the row it begins in has before.

    Rows with more cells than any spreadsheet has are refused before anything is made of them.
    """
    for n, row in enumerate(piece.split(b"<row")):
        width = row.count(b"<c ") + row.count(b"<c>") + (0 if n else width)
        if width > _WIDEST:
            raise InputError(f"{file} has a row of more than {_WIDEST} columns; at most {MOST_COLUMNS} are read",
                             "Leave out the columns that are not needed.")
    return width


def _table(sheet: Any, archive: zipfile.ZipFile, path: Path) -> Table:
    sheet.reset_dimensions()
    file = f"{path.name}, sheet {sheet.title}"
    merged, uncomputed = _scan(archive, sheet)
    header: tuple[str, ...] = ()
    first = 1
    rows: list[Row] = []
    copies: dict[tuple[int, int], Cell] = {}
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if all(cell is None or cell == "" for cell in cells):
            continue
        filled = _fill(line, cells, merged, copies) if merged and header else cells
        if len(filled) > MOST_COLUMNS:
            filled = _trim(filled, file)
        if header:
            rows.append(Row(line, filled))
        else:
            header, first = tuple(as_text(cell).strip() for cell in filled), line
    table = settled(Table(sheet.title, file, header, rows, hidden=sheet.sheet_state != "visible", header_line=first))
    table.problems += _notes(table, bool(merged), uncomputed)
    return table


def _trim(cells: tuple[Cell, ...], file: str) -> tuple[Cell, ...]:
    last = max(n for n, cell in enumerate(cells) if cell is not None) + 1
    if last > MOST_COLUMNS:
        raise InputError(f"{file} has {last} columns; at most {MOST_COLUMNS} are read",
                         "Leave out the columns that are not needed.")
    return cells[:last]


def _notes(table: Table, merged: bool, uncomputed: int) -> list[Problem]:
    notes = []
    if merged:
        notes.append("Merged cells were read as the same value in every one of them.")
    if uncomputed:
        notes.append(f"{uncomputed} formulas have no computed value and were read as blank.")
    wrong = [row.line for row in table.rows if any(isinstance(c, str) and c in _ERRORS for c in row.cells)]
    if wrong:
        notes.append(f"Cells that show an error such as #N/A were read as blank (line {', '.join(map(str, wrong[:5]))}"
                     f"{' and others' if len(wrong) > 5 else ''}).")
        table.rows[:] = [Row(row.line, tuple(None if isinstance(c, str) and c in _ERRORS else c for c in row.cells))
                         for row in table.rows]
    return [Problem(note, "Open the workbook in a spreadsheet program, check, and save it.", file=table.file,
                    rejected=False) for note in notes]


def _fill(line: int, cells: tuple[Cell, ...], merged: list[tuple[int, int, int, int]],
          copies: dict[tuple[int, int], Cell]) -> tuple[Cell, ...]:
    """The row with the value of each merged area's first cell in all of its cells."""
    out: list[Cell] | None = None
    for n, (top, left, bottom, right) in enumerate(merged):
        if not top <= line <= bottom:
            continue
        out = out or list(cells)
        out += [None] * (right + 1 - len(out))
        if line == top:
            copies[n, 0] = out[left]
        out[left:right + 1] = [copies.get((n, 0))] * (right + 1 - left)
    return tuple(out) if out else cells


def _scan(archive: zipfile.ZipFile, sheet: Any) -> tuple[list[tuple[int, int, int, int]], int]:
    """Merged areas below the header as (top, left, bottom, right), and how many formulas were never computed."""
    member = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    merged: list[tuple[int, int, int, int]] = []
    uncomputed = width = 0
    if member not in archive.namelist():
        return merged, uncomputed
    with archive.open(member) as part:
        for piece in _pieces(part):
            width = _widest(piece, width, f"The sheet {sheet.title}")
            uncomputed += len(_UNCOMPUTED.findall(piece))
            merged += [(int(top), _column(left), int(bottom), _column(right))
                       for left, top, right, bottom in _MERGED.findall(piece)]
    return [m for m in sorted(set(merged)) if m[2] - m[0] < 100_000 and m[3] < MOST_COLUMNS][:2_000], uncomputed


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces that end at the end of a tag, so that no tag is cut in two."""
    rest = b""
    while read := part.read(1_000_000):
        whole = rest + read
        cut = max(whole.rfind(b"</c>") + 4, whole.rfind(b"<mergeCell "))
        cut = cut if cut > 3 and len(read) == 1_000_000 else len(whole)
        yield whole[:cut]
        rest = whole[cut:]
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
