"""The plain folder and workbook: one file or sheet per kind of thing, as the template has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...batch import Batch, Problem
from ...errors import InputError
from ...identity import Directory
from ..assembly import SHEETS, assemble, sheet_of, with_fields
from ..cells.columns import header_key, match_header
from ..files.sample import Sample
from ..files.tables import BOOK_ENDINGS, TEXT_ENDINGS, Table, files_in, read_tables
from ..options import Options
from ..rejects import is_rejects, source_of, split_rejects

NAME = "plain"
HELP = "A folder or workbook of " + ", ".join(SHEETS)
_ASIDE = frozenset({"help", "readme", "example", "examples", "notes", "lists"})
_LIKELY = 0.5
"""So sure another format must be to be named to people."""
_GUESS = "For a list with columns of its own, `stakeholder-map import FILE --guess` proposes how to read it."


def detect(sample: Sample) -> float:
    """How surely files are a plain folder, file or workbook, from 0 to 1."""
    path = sample.path
    if path.is_dir():
        return 0.9 if any(sheet_of(file.stem) for file in files_in(path)) else 0.3 if _books(path) else 0.0
    if sample.has("_sheet", "_reason"):
        return 0.9
    if sample.ending(path) in BOOK_ENDINGS:
        return 0.85 if any(sheet_of(name) for name in sample.sheets) else 0.5
    if sample.ending(path) not in TEXT_ENDINGS:
        return 0.0
    return 0.8 if sheet_of(path.stem) else 0.2


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The facts of plain folders, files and workbooks, read together as one."""
    tables: list[Table] = []
    notes: list[Problem] = []
    again: set[str] = set()
    files = [(file, path.is_dir()) for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    found = [(file, inside, *_sort(file, options, alone=len(paths) == 1 and not inside)) for file, inside in files]
    fresh = any(taken and not sources for _, _, taken, sources, _ in found)
    for file, inside, taken, sources, aside in found:
        notes += aside
        if inside and sources and fresh:
            notes.append(_aside(file.name, "has rows that were rejected before", "Corrected, import it by itself."))
        else:
            tables += taken
            again |= sources
    if not tables:
        raise InputError(f"{', '.join(str(p) for p in paths)}: there is no file or sheet that can be read"
                         + "".join(f"; {note.message.rstrip('.')}" for note in notes[:1]),
                         f"{_GUESS}{_near(paths)} Plain files are called organisations.csv, people.csv, ties.csv and "
                         "so on; `stakeholder-map template` writes a workbook with all of these sheets.")
    if len(again) > 1 and not options.source:
        raise InputError(f"The rejected rows are of several lists: {', '.join(sorted(again))}",
                         "Import one file of them after the other.")
    source = options.source or next(iter(again), NAME)
    notes = [*(_fitting(tables, options, paths) if not again else []), *notes]
    return assemble(tables, options, known, source, notes, closing=not again)


def _fitting(tables: Sequence[Table], options: Options, paths: Sequence[Path]) -> list[Problem]:
    """A note on each table of which most filled columns are none of its sheet. Raises InputError where one is missing
    that is needed.
    """
    notes = []
    for table in tables:
        sheet = sheet_of(table.name)
        assert sheet is not None
        try:
            known = set(match_header(table, with_fields(sheet, options.fields))[0].values())
        except InputError as error:
            raise InputError(error.message, f"{_GUESS}{_near(paths)} {error.hint}") from None
        unknown = [name for n, name in enumerate(table.header) if n not in known and name and table.filled(n)]
        filled = len(unknown) + sum(bool(table.filled(n)) for n in known)
        if len(unknown) * 2 > filled:
            notes.append(Problem(f"Most of its columns ({len(unknown)} of {filled}) are not those of the sheet "
                                 f"{sheet.name}, and were left out.", _GUESS + _near(paths), file=table.file,
                                 rejected=False))
    return notes


def _near(paths: Sequence[Path]) -> str:
    """Which other format the files were nearly taken for."""
    from . import formats

    sure = {name: max(module.detect(Sample(path)) for path in paths) for name, module in formats().items()
            if name != NAME}
    best = max(sure, key=lambda name: sure[name])
    return f" It may also be read with --format {best}." if sure[best] >= _LIKELY else ""


def _books(folder: Path) -> list[Path]:
    return [file for file in files_in(folder) if file.suffix.lower() in BOOK_ENDINGS]


def _sort(file: Path, options: Options, alone: bool) -> tuple[list[Table], set[str], list[Problem]]:
    """Tables of a file that are sheets, the sources of those that are rejects, and notes on the others."""
    if file.suffix.lower() in TEXT_ENDINGS and not sheet_of(file.stem):
        if file.suffix.lower() in (".txt", ".tab") and not alone:
            return [], set(), [_aside(file.name)]
        table = read_tables(file)[0]
        if is_rejects(table):
            return split_rejects(table, _needed), {source_of(table) or NAME}, []
        return [], set(), [_aside(file.name)]
    taken: list[Table] = []
    notes: list[Problem] = []
    again: set[str] = set()
    tables = [table for table in read_tables(file, _wanted(file, options)) if table.name.casefold() not in _ASIDE]
    if len(tables) == 1 and not sheet_of(tables[0].name) and sheet_of(file.stem):
        tables[0].name = file.stem
    for table in tables:
        if table.hidden:
            notes += [_aside(table.file, "is hidden")] if sheet_of(table.name) else []
        elif is_rejects(table):
            taken += split_rejects(table, _needed)
            again.add(source_of(table) or NAME)
        elif sheet_of(table.name):
            taken.append(table)
        else:
            notes.append(_aside(table.file))
    return taken, again, notes


def _needed(name: str) -> set[str]:
    """How the columns may be called without which a sheet cannot be read."""
    sheet = sheet_of(name)
    return {header_key(text) for column in sheet or () if column.required for text in (column.name, *column.synonyms)}


def _wanted(file: Path, options: Options) -> set[str] | None:
    """The columns to keep of a text that is called after a sheet; all of one with rejected rows, and of workbooks."""
    sheet = sheet_of(file.stem)
    if sheet is None or file.suffix.lower() not in TEXT_ENDINGS or Sample(file).has("_sheet", "_reason"):
        return None
    columns = with_fields(sheet, options.fields)
    return {header_key(text) for column in columns for text in (column.name, *column.synonyms)}


def _aside(file: str, why: str = "is called after none of the sheets", hint: str = "") -> Problem:
    return Problem(f"{file} {why} and was left out.", hint or f"Sheets are: {', '.join(SHEETS)}. {_GUESS}",
                   rejected=False)
