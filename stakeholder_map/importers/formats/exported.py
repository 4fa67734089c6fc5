"""A folder that `export` wrote: every fact as it was, with its id, its source and the sheet that said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...batch import Batch, Fact, Node, Origin, Problem, Tie
from ...custom import CustomField, merged, parse
from ...errors import InputError
from ...identity import Directory
from ...model import NodeKind
from ...spreadsheet import bare
from ..common.exact import (
    DECLARATION,
    DECLARED,
    END,
    EXACT,
    KEY,
    SHEET,
    SOURCE,
    START,
    Sheet,
    column,
    is_exact,
    kind_of,
    read_cell,
    sheets,
)
from ..files.sample import Sample
from ..files.tables import Row, Table, as_text, files_in, read_tables
from ..options import Options
from ..rejects import MARKS

NAME = "exported"
HELP = "A folder of CSV files that `stakeholder-map export` wrote; gives the same facts again"
_HINT = "Correct the row and import it again."

Said = list[tuple[str, Fact]]
"""Facts, each with the source that states it."""


def detect(sample: Sample) -> float:
    """How surely this is an exported folder, or a file of one, from 0 to 1."""
    return 0.97 if is_exact(sample.headers) else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The facts of exported folders: one Batch for each source, the others in `then`. Nothing is ever closed by it.

    With `options.source` only what that source says.
    """
    if options.ours:
        raise InputError("An exported folder says itself which organisations are ours", "Leave --ours out.")
    files = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    tables = [part for file in files if file.stem.casefold() != "readme" for table in read_tables(file)
              for part in _by_file(table)]
    fields = merged(options.fields, *(_declared(table) for table in tables if table.name == DECLARED))
    reading = _Reading(sheets(fields))
    for table in tables:
        if table.name != DECLARED:
            reading.table(table)
    said = reading.facts(known)
    wanted = options.source
    if wanted and wanted not in {source for source, _ in said}:
        raise InputError(f"Nothing in the folder is from “{wanted}”",
                         f"Its sources are: {', '.join(sorted({source for source, _ in said}))}.")
    batches = _batches([(source, fact) for source, fact in said if wanted in ("", source)], known)
    if not batches:
        raise InputError(f"{', '.join(map(str, paths))}: there are no facts in it", "Was it exported as a folder?")
    batches = [replace(batch, fields=tuple(f for f in fields if _states(batch, f))) for batch in batches]
    first = replace(batches[0], problems=tuple(reading.problems), rejects=tuple(reading.rejects),
                    rows=reading.rows)
    return replace(first, then=tuple(batches[1:]))


def _by_file(table: Table) -> list[Table]:
    """Rows that were rejected as tables of the files that they are from; any other table as it is."""
    if EXACT not in table.header:
        return [table]
    at = table.header.index("_file")
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        groups[Path(as_text(row.cells[at])).stem].append(row)
    return [_part(table, name, rows) for name, rows in groups.items()]


def _part(table: Table, name: str, rows: Sequence[Row]) -> Table:
    """Some rows, with the columns that they fill."""
    kept = [n for n, header in enumerate(table.header) if header in (SOURCE, SHEET) or (
        header not in (*MARKS, EXACT) and any(row.cells[n:n + 1] not in ((), ("",)) for row in rows))]
    cut = [Row(row.line, tuple(row.cells[n] for n in kept if n < len(row.cells))) for row in rows]
    return Table(name, table.file, tuple(table.header[n] for n in kept), cut)


def _declared(table: Table) -> tuple[CustomField, ...]:
    """The declarations in the file of fields."""
    rows = [dict(zip(table.header, (bare(as_text(cell)) for cell in row.cells), strict=False)) for row in table.rows]
    return parse([{name: row.get(name, "") for name in DECLARATION} for row in rows], table.file)


def _states(batch: Batch, field: CustomField) -> bool:
    """Does any fact of the batch say something in this field?"""
    return any(field.stored in fact.props for fact in batch.facts
               if (fact.label if isinstance(fact, Node) else fact.type) in field.carriers)


class _Reading:
    """Collects rows as facts, and what is wrong with them."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets
        self.problems: list[Problem] = []
        self.rejects: list[dict[str, str]] = []
        self.rows = 0
        self._rows: dict[Origin, dict[str, str]] = {}
        self._things: dict[tuple[str, str], tuple[str, Node]] = {}
        self._ties: Said = []

    def table(self, table: Table) -> None:
        """All rows of one file."""
        sheet = self._sheets.get(table.name)
        if sheet is None or not is_exact([table.header]):
            self._note(table, f"{table.file} is no file of an exported folder and was left out")
            return
        if extra := [name for name in table.header if name and name not in sheet.columns]:
            self._note(table, f"Left out, because an exported folder has no such column: {', '.join(extra[:20])}")
        for row in table.rows:
            self.rows += 1
            self._row(table, sheet, row)

    def _row(self, table: Table, sheet: Sheet, row: Row) -> None:
        cells = dict(zip(table.header, map(as_text, row.cells), strict=False))
        at = Origin(table.file, row.line)
        self._rows[at] = {**cells, "_file": f"{sheet.name}.csv"}
        kind = kind_of(sheet, cells)
        missing = next((name for name in (KEY, SOURCE) if not cells.get(name)), None)
        if kind is None or missing or len(row.cells) > len(table.header):
            self._reject(at, missing or "", "The row does not say which fact it is")
            return
        props = {}
        for name, type_ in sheet.types.items():
            try:
                props[name] = read_cell(cells.get(column(name), ""), name, type_)
            except ValueError as error:
                self._reject(at, column(name), f"“{cells[column(name)][:80]}” {error}")
                return
        allowed = {name: value for name, value in props.items() if value is not None}
        if isinstance(kind, NodeKind):
            node = Node(kind.label, cells[KEY], allowed, cells.get(SHEET, ""), at)
            if self._things.setdefault((kind.label, node.key), (cells[SOURCE], node))[1] is not node:
                self._reject(at, KEY, f"“{node.key}” stands in the folder already")
            return
        ends = (kind.start, cells.get(START, ""), kind.end, cells.get(END, ""))
        self._ties.append((cells[SOURCE], Tie(kind.type, cells[KEY], *ends, allowed, cells.get(SHEET, ""), at)))

    def facts(self, known: Directory) -> Said:
        """Everything that could be read, each with its source; ties whose ends are nowhere are rejected."""
        ties: Said = []
        for source, tie in self._ties:
            assert isinstance(tie, Tie)
            ends = {START: (tie.start_label, tie.start), END: (tie.end_label, tie.end)}
            lost = next((name for name, end in ends.items() if not self._there(end, known)), None)
            if lost is None:
                ties.append((source, tie))
            else:
                self._reject(tie.origin, lost, f"“{ends[lost][1]}” is neither in the folder nor in the store")
        return [*self._things.values(), *ties]

    def _there(self, end: tuple[str, str], known: Directory) -> bool:
        entry = known.entries.get(end[1])
        is_alias = end[1] in known.same
        return end in self._things or (entry is not None and ("Alias" if is_alias else entry.label) == end[0])

    def _reject(self, at: Origin, name: str, message: str) -> None:
        self.problems.append(Problem(message, _HINT, at.file, at.line, name))
        self.rejects.append({SOURCE: "", SHEET: "", **self._rows[at], "_line": str(at.line), "_column": name,
                             "_reason": message, EXACT: "yes"})

    def _note(self, table: Table, message: str) -> None:
        self.problems.append(Problem(f"{message}.", file=table.file, rejected=False))


def _batches(said: Said, known: Directory) -> list[Batch]:
    """One Batch for each source, in their order; ties to what a later source states come in a second one of theirs."""
    by_source: dict[str, list[Fact]] = defaultdict(list)
    for source, fact in said:
        by_source[source].append(fact)
    there = set(known.entries)
    first: list[Batch] = []
    later: dict[str, list[Fact]] = {}
    for source, facts in sorted(by_source.items()):
        there |= {fact.key for fact in facts if isinstance(fact, Node)}
        waiting: list[Fact] = [f for f in facts if isinstance(f, Tie) and not {f.start, f.end} <= there]
        out = set(map(id, waiting))
        first.append(Batch(source, tuple(fact for fact in facts if id(fact) not in out)))
        if waiting:
            later[source] = waiting
    return [*first, *(Batch(source, tuple(facts)) for source, facts in later.items())]
