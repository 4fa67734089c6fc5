"""UK government organograms: the senior posts of an organisation, their holders, and who reports to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch, Problem
from ....errors import InputError
from ....identity import Directory
from ....identity.naming import normal, slug
from ....words import tally
from ...assembly import assemble
from ...common.name_order import names_together
from ...files.sample import Sample
from ...files.tables import Table, files_in, read_tables
from ...options import Options
from ...rejects import is_rejects
from .file import Snapshot, is_junior, is_senior, pay_columns, snapshots
from .rows import PlainRows

NAME = "organogram"
HELP = "UK government organogram, the CSV of senior posts"


def detect(sample: Sample) -> float:
    """How surely files are organograms, from 0 to 1: by their headers."""
    return max((1.0 if is_senior(header) else 0.95 if is_junior(header) else 0.0 for header in sample.headers),
               default=0.0)


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The senior posts of one organisation on one day as organisations, units, people and posts."""
    found: list[Snapshot] = []
    notes: list[Problem] = []
    again = False
    for file in (f for path in paths for f in (files_in(path) if path.is_dir() else [path])):
        for table in read_tables(file):
            again = again or is_rejects(table)
            found += _take(table, notes)
    if not found:
        raise InputError("There are no senior posts in these files", "Name the senior CSV of an organogram.")
    called = _called_after(found, notes)
    source = options.source or (f"{NAME}-{slug(called)}" if called else _one_source(found))
    rows = PlainRows(_choose(found, options, notes), called or _only_organisation(found))
    if rows.paid:
        notes.append(Problem(tally(rows.paid, "people are paid but hold no post (reference 0); left out."),
                             rejected=False))
    if rows.repeated:
        notes.append(Problem(f"Names that stand at several posts were read as one person each: "
                             f"{', '.join(rows.repeated[:10])}.", "Check that they are.", rejected=False))
    notes += names_together(rows.together)
    return assemble(rows.tables(), options, known, source, notes, closing=not again, rows=rows.count)


def _take(table: Table, notes: list[Problem]) -> list[Snapshot]:
    """The snapshots of a table; a junior or foreign one is noted and left out."""
    if is_senior(table.header):
        days, juniors = snapshots(table)
        if juniors:
            notes.append(_note(table, tally(juniors, "junior posts were left out: junior posts have no names.")))
        if pay := pay_columns(table.header):
            notes.append(_note(table, tally(len(pay), f"columns about pay and hours were left out: {', '.join(pay)}.")))
        notes.extend(table.problems)
        return days
    notes.append(_note(table, "Junior posts were left out: they have no names." if is_junior(table.header)
                       else "Not an organogram; left out."))
    return []


def _note(table: Table, message: str, hint: str = "") -> Problem:
    return Problem(message, hint, file=table.file, rejected=False)


def _choose(found: Sequence[Snapshot], options: Options, notes: list[Problem]) -> list[Snapshot]:
    """The snapshots of the latest day that is not after the day asked for."""
    days = sorted({snapshot.day for snapshot in found if snapshot.day})
    until = [day for day in days if options.as_of is None or day <= options.as_of]
    if not days:
        return list(found)
    day = until[-1] if until else days[0]
    others = ", ".join(str(d) for d in days if d != day)
    if others:
        notes.append(Problem(f"The posts of {day} were read. Also there: {others}.",
                             "Choose another day with --as-of, oldest first to build the history.", rejected=False))
    if day != options.as_of:
        notes.append(Problem(f"The posts are those of {day}.", f"Import them with --as-of {day}.", rejected=False))
    return [snapshot for snapshot in found if snapshot.day == day or snapshot.day is None]


def _one_source(found: Sequence[Snapshot]) -> str:
    """The name of the source of all files; they must be of one organisation."""
    files: dict[int, list[Snapshot]] = {}
    for snapshot in found:
        files.setdefault(id(snapshot.table), []).append(snapshot)
    groups = sorted({_source(snapshots) for snapshots in files.values()})
    if len(groups) > 1:
        raise InputError(f"These are organograms of {len(groups)} organisations: {', '.join(groups[:8])}",
                         "Import one organisation after the other.")
    return groups[0]


def _source(found: Sequence[Snapshot]) -> str:
    """The name of the source of a file: after the organisation, or its parent department where there are several."""
    names = [name for s in found for row in s.rows if (name := s.text(row, "organisation"))]
    slugs = {slug(name) for name in names}
    parents = {slug(name) for s in found for row in s.rows if (name := s.text(row, "parent"))}
    if len(slugs) == 1:
        return f"organogram-{slugs.pop()}"
    if len(parents) == 1:
        return f"organogram-{parents.pop()}"
    common = Counter(slug(name) for name in names).most_common(1)
    return f"organogram-{common[0][0]}" if common else "organogram"


def _called_after(found: Sequence[Snapshot], notes: list[Problem]) -> str:
    """The name of the file, where it names no organisation; '' where one does."""
    if any(s.text(row, column) for s in found for row in s.rows for column in ("organisation", "parent")):
        return ""
    table = found[0].table
    name = Path(table.file.partition(",")[0]).stem
    notes.append(_note(table, f"The file does not say of which organisation it is; it was called “{name}”.",
                       "Give the file the name of the organisation, or add a column “Organisation”."))
    return name


def _only_organisation(found: Sequence[Snapshot]) -> str:
    """The organisation that all files are of, for rows that do not name it."""
    names = {normal(n): n for s in found for row in s.rows if (n := s.text(row, "organisation"))}
    return next(iter(names.values())) if len(names) == 1 else ""
