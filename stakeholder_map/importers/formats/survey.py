"""A survey that colleagues filled in: whom they know, how well, when last, and who is no longer there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from ...batch import Batch, Origin, Problem, Proposal
from ...errors import InputError
from ...identity import Directory
from ...identity.naming import normal
from ...words import count, were
from ..answers import COLUMNS as ANSWER
from ..answers import NO, YES, Cells, cell, elsewhere, understood
from ..assembly import assemble
from ..cells.columns import header_key
from ..files.sample import Sample
from ..files.tables import Table, files_in, read_tables
from ..options import Options
from ..proposals import ending

NAME = "survey"
HELP = "A survey written by `stakeholder-map survey` and filled in"
COLUMNS = {"organisation": "Organisation", "to": "Person", "title": "Post", "strength": "How well, 1 to 5",
           "last_contact": "Last contact", "there": "Still there", "email": "E-mail", "key": "person key",
           "at": "organisation key", "from": "colleague key", "source": "list", "since": "since"}
"""What the reader calls a column, and its heading. Up to `email` they are for people, the others are hidden."""
FILLED = ("strength", "last_contact", "there")


def detect(sample: Sample) -> float:
    """How surely files are surveys, from 0 to 1."""
    return 0.98 if sample.has(COLUMNS["strength"], COLUMNS["from"], COLUMNS["key"]) else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The ties that colleagues state, one Batch for each list that states them already; who has gone is proposed."""
    every = [table for path in paths for file in (files_in(path) if path.is_dir() else [path])
             for table in read_tables(file)]
    tables = [table for table in every if _is_survey(table)]
    if not tables:
        raise InputError("There is no survey in these files", "Write one with: stakeholder-map survey --to FILE.xlsx")
    rows = [found for table in tables for found in _rows(table, known)]
    said = understood(((at, _answer(cells)) for at, cells in rows), options.day, known, options.source or NAME, COLUMNS)
    proposals = [proposal for at, cells in rows for proposal in (
        *_gone(at, cells, options.day, known), *_stated_elsewhere(at, cells, options.day, known))]
    notes = [problem for table in tables for problem in table.problems]
    notes += [Problem("This is no survey; left out.", file=table.file, rejected=False) for table in every
              if not _is_survey(table)]
    waiting = sum(answer.doing == "open" for answer in said.answers)
    if waiting:
        notes.append(Problem(f"{waiting:,} of {count(len(rows), 'line')} {were(waiting)} not filled in.",
                             rejected=False))
    return _together(said.batches, options, known, notes, proposals, len(rows))


def _is_survey(table: Table) -> bool:
    return {header_key(COLUMNS[name]) for name in ("strength", "from", "key")} <= set(map(header_key, table.header))


def _together(batches: Sequence[Batch], options: Options, known: Directory, notes: Sequence[Problem],
              proposals: Sequence[Proposal], rows: int) -> Batch:
    """The batches as one with the others behind it; the first one carries everything that people are told."""
    if not batches:
        batches = [assemble([], options, known, options.source or NAME, closing=False)]
    problems = chain(notes, *(batch.problems for batch in batches))
    rejects = chain(*(batch.rejects for batch in batches))
    others = tuple(replace(batch, problems=(), rejects=(), rows=0) for batch in batches[1:])
    return replace(batches[0], problems=tuple(problems), rejects=tuple(rejects), rows=rows,
                   proposals=tuple(_once(proposals)), then=others)


def _once(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Each proposal once, however many colleagues say it."""
    return list({(p.source, p.sheet, tuple(p.row.items())): p for p in reversed(proposals)}.values())[::-1]


def _rows(table: Table, known: Directory) -> Iterator[tuple[Origin, Cells]]:
    """The lines of a sheet that name anybody; a line that somebody added belongs to the colleague of the sheet."""
    at = {name: next((n for n, text in enumerate(table.header) if header_key(text) == header_key(heading)), None)
          for name, heading in COLUMNS.items()}
    read = [(row, {name: cell(row, position) for name, position in at.items()}) for row in table.rows]
    colleague = next((cells["from"] for _, cells in read if cells["from"]), "")
    for row, cells in read:
        cells["from"] = cells["from"] or colleague
        cells["colleague"] = known.entries[cells["from"]].name if cells["from"] in known.entries else cells["from"]
        if cells["key"] or cells["to"]:
            yield Origin(table.file, row.line), cells


def _answer(cells: Cells) -> Cells:
    """A line as an answer: 0 or no is no, a number is yes, blank is not answered."""
    said = cells["strength"].strip()
    no = normal(said) in NO
    answer = "no" if no else "yes" if said else ""
    new = not cells["key"]
    return {**dict.fromkeys(ANSWER, ""), "colleague": cells["colleague"], "from": cells["from"], "answer": answer,
            "to": cells["key"] or cells["to"], "last_contact": cells["last_contact"], "since": cells["since"],
            "source": cells["source"], "kind": "who" if new else "still",
            "strength": said if answer == "yes" and (said == "1" or normal(said) not in YES) else "",
            "organisation": cells["at"] or cells["organisation"], "title": cells["title"], "email": cells["email"]}


def _gone(at: Origin, cells: Cells, day: date, known: Directory) -> list[Proposal]:
    """That somebody's posts have ended, where a colleague says that they are no longer there."""
    person = known.entries.get(cells["key"])
    if person is None or normal(cells["there"]) not in NO:
        return []
    return ending(known, person, day - timedelta(days=1),
                  f"{cells['colleague']} says that {person.name} is no longer there.", at)


def _stated_elsewhere(at: Origin, cells: Cells, day: date, known: Directory) -> list[Proposal]:
    """That a relationship ended in all lists: an answer ends it in the one that it was asked about."""
    person = known.entries.get(cells["key"])
    if person is None or not cells["source"] or normal(cells["strength"]) not in NO:
        return []
    until = day - timedelta(days=1)
    return [Proposal(f"{cells['colleague']} says that they are no longer in contact with {person.name}; "
                     f"“{cells['source']}” is ended, and “{source}” still states it.", person.name, source, "ties",
                     {"from": cells["from"], "to": cells["key"], "until": until.isoformat()}, at, until)
            for source in elsewhere(known, {"from": cells["from"], "to": cells["key"], "source": cells["source"]})]
