"""Any CSV files or workbook through a mapping file: rows are joined, filtered and turned into the plain sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from ....batch import Batch, Origin, Problem
from ....errors import InputError
from ....identity import Directory
from ....identity.naming import normal
from ....words import count, tally, were
from ...assembly import assemble
from ...common.made import MadeRows
from ...common.owners import Owners
from ...common.private import is_left_out, left_out
from ...files.sample import Sample
from ...files.tables import Cell, Row, Table, as_text
from ...options import Options
from .file import load_mapping, shipped_for
from .files import Files, Scope
from .pieces import filled_down, in_pieces
from .targets import Join, MappingFile, Target
from .values import Field, Look

NAME = "mapping"
HELP = "Any files, through a mapping file"


def detect(sample: Sample) -> float:
    """A mapping is named, unless one that comes with the program was written for files with these headers."""
    return 0.9 if shipped_for(sample.headers) else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The facts of any files, as the mapping file of the options says."""
    named = options.mapping or shipped_for([header for path in paths for header in Sample(path).headers])
    if named is None:
        raise InputError("No mapping file was named", "Say which with --mapping FILE.toml.")
    mapping = load_mapping(named, options.fields)
    options = replace(options, fields=mapping.fields)
    files = Files(paths, mapping.files, mapping.columns())
    made = MadeRows()
    owners = Owners(made, options, known)
    tables: list[Table] = []
    for target in mapping.targets:
        if target.rows:
            tables.append(_constant(target, mapping))
        else:
            tables += [_mapped(target, table, files, owners) for table in files.main(target)]
    told = [] if options.mapping else [Problem(
        f"Read with the mapping {named.stem}, which comes with the program.",
        "If it is another list, say --format plain, or --guess to make a mapping of your own.", rejected=False)]
    return assemble([*tables, *made.tables()], options, known, options.source or mapping.source,
                    [*told, *files.notes, *_unused(files), *owners.notes()], closing=not files.again,
                    colleagues=owners.new)


def _constant(target: Target, mapping: MappingFile) -> Table:
    header = tuple(dict.fromkeys(name for row in target.rows for name in row))
    rows = [Row(0, tuple(row.get(name) for name in header)) for row in target.rows]
    return Table(target.sheet, mapping.name, header, rows)


def _mapped(target: Target, table: Table, files: Files, owners: Owners) -> Table:
    """The rows of a table that a target takes, as a table of its sheet."""
    joined = {join.name: _join(target, table, join, files) for join in target.joins}
    scope = Scope(table, target.at, joined, files)
    target = replace(target, fields={name: field for name, field in target.fields.items()
                                     if not field.optional or all(map(scope.has, field.columns()))})
    tests = [scope.test(condition) for condition in target.where]
    lookers = {column: scope.looker(column) for field in target.fields.values() for column in field.columns()}
    rows = filled_down(table.rows, table, target.fill_down, scope) if target.fill_down else table.rows
    rows, uneven = in_pieces(rows, table, target.each, scope) if target.each else (rows, [])
    files.notes += uneven
    taken = [row for row in rows if all(test(row) for test in tests)]
    out = Table(target.sheet, table.file, tuple(target.fields), columns={
        name: next(field.columns(), name) for name, field in target.fields.items()})
    for row in taken:
        out.rows.append(_row(target, table, row, partial(_looked_up, lookers, row), owners))
    out.rows[:] = _owned(out, target)
    out.rows[:] = _distinct(out.rows, target)
    if target.once and (again := len(taken) - len(out.rows)):
        files.notes.append(Problem(tally(again, f"rows of {target.sheet} repeat another the other way round; taken "
                                                "once."), file=table.file, rejected=False))
    if left := len(rows) - len(taken):
        files.notes.append(Problem(f"{left:,} of {count(len(rows), 'row')} {were(left)} left out of {target.sheet}, "
                                   "as the mapping says.", file=table.file, rejected=False))
    return out


def _looked_up(lookers: Mapping[str, Callable[[Row], Any]], row: Row, column: str) -> Any:
    return lookers[column](row)


def _row(target: Target, table: Table, row: Row, look: Look, owners: Owners) -> Row:
    cells: list[Cell] = []
    faults: list[tuple[str, str, str]] = []
    for name, field in target.fields.items():
        try:
            cell = field.make(look)
            cells.append(_owner(field, cell, look, Origin(table.file, row.line), owners) if field.owner else cell)
        except ValueError as error:
            cells.append(None)
            faults.append((name, as_text(look(next(field.columns()))), str(error)))
    return Row(row.line, tuple(cells), row.made_from or (table, row), tuple(faults))


def _owner(field: Field, cell: Cell, look: Look, at: Origin, owners: Owners) -> str:
    """How rows refer to the colleague whom an owner column names; '' where it names nobody."""
    email, code = (as_text(look(column)).strip() if column else "" for column in field.also)
    return owners.reference(at, as_text(cell).strip(), email, code)


def _owned(table: Table, target: Target) -> list[Row]:
    """The rows without those whose owner is nobody: they state no tie."""
    at = [n for n, field in enumerate(target.fields.values()) if field.owner]
    return [row for row in table.rows if all(row.cells[n] for n in at)]


def _distinct(rows: list[Row], target: Target) -> list[Row]:
    """Rows without those that repeat the `distinct` fields, or the `once` fields in any order.

    Names are equal without regard to capitals, accents and punctuation, as they are everywhere.
    """
    names = list(target.fields)
    for fields, form in ((target.distinct, tuple), (target.once, lambda values: tuple(sorted(values)))):
        if fields:
            at = [names.index(name) for name in fields]
            first: dict[tuple[str, ...], Row] = {}
            for row in rows:
                first.setdefault(form(normal(text) or text if names[n] == "name" else text for n in at
                                      for text in (as_text(row.cells[n]).strip(),)), row)
            rows = [row for key, row in first.items() if any(key)]
    return rows


def _join(target: Target, table: Table, join: Join, files: Files) -> tuple[Table, Callable[[Row], Row | None]]:
    """The other table of a join, and a function that finds its row for a row of the main table."""
    others = files.find(join.file, join.sheet, f"{target.at}, join {join.name}")
    other = others[0]
    at = f"{target.at}, join {join.name}"
    here, there = Scope(table, at, {}, files), Scope(other, at, {}, files)
    mine, theirs = [here.looker(c) for c in join.on], [there.looker(c) for c in join.on.values()]
    tests = [there.test(condition) for condition in join.where]
    index: dict[tuple[str, ...], Row] = {}
    double = 0
    for row in other.rows:
        key = tuple(as_text(look(row)).strip() for look in theirs)
        if all(key) and all(test(row) for test in tests):
            double += key in index
            index.setdefault(key, row)
    if double:
        repeated = tally(double, f"rows repeat {', '.join(join.on.values())}; the first of each joins.")
        files.notes.append(Problem(repeated, file=other.file, rejected=False))
    return other, lambda row: index.get(tuple(as_text(look(row)).strip() for look in mine))


def _unused(files: Files) -> list[Problem]:
    """Notes for each file on columns that the mapping does not use; private ones and free text are counted."""
    notes = []
    for file, (table, used) in files.used.items():
        unused = [name for name in table.header if name and name not in used and not name.startswith("_")]
        header = tuple(name if name in unused else "" for name in table.header)
        notes += left_out([replace(table, header=header)])
        if left := [name for name in unused if not is_left_out(name)]:
            notes.append(Problem(f"Left out, because the mapping does not use it: {', '.join(left[:30])}"
                                 + (f" and {len(left) - 30} more." if len(left) > 30 else "."),
                                 file=file, rejected=False))
    return notes


