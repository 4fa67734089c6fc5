"""Answers of colleagues to an interview or a survey, read as rows of `ties`: the same way in as every file.

An answer goes to the list that states the relationship (its source), and changes only what was asked: nothing that
the sheet leaves out is closed. What no list states yet goes to a source of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from ..batch import Batch, Origin
from ..errors import InputError
from ..identity import Directory
from ..identity.naming import normal, normal_person
from ..spreadsheet import bare
from .assembly import assemble
from .cells.columns import header_key
from .common.made import MadeRows
from .files.tables import Row, Table, as_text, read_tables
from .options import Options

COLUMNS = ("colleague", "question", "answer", "last_contact", "to", "confirmed_on", "until", "from", "partnership",
           "since", "organisation", "source", "kind", "others")
"""Columns of the sheet: the first five are for people, the rest says what the answer is about."""
NEEDED = ("answer", "from", "to", "kind")
SOURCE = "interview"
"""The source of relationships that nobody had recorded before the interview."""

_OF_PEOPLE = ("organisation", "title", "email")
"""What is said of somebody whom nobody knew, beside their name."""

YES = frozenset({"yes", "y", "true", "1", "ja", "oui", "si"})
NO = frozenset({"no", "n", "false", "0", "nein", "non"})

Doing = Literal["confirmed", "closed", "moved", "left", "open", "unclear"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one row of the sheet does. `open`: not answered. `left`: nothing to change. `unclear`: rejected."""

    line: int
    colleague: str
    about: str
    doing: Doing
    text: str


@dataclass(frozen=True)
class Answers:
    """What a sheet of answers says: one Batch for each source, and each row in words."""

    batches: tuple[Batch, ...]
    answers: tuple[Answer, ...]


Cells = dict[str, str]


def read_answers(path: Path, day: date, known: Directory) -> Answers:
    """Read a filled-in sheet of answers, given on the day `day`. Raises InputError when it is none."""
    table = next((t for t in read_tables(path) if {header_key(h) for h in t.header} >= set(NEEDED)), None)
    if table is None:
        raise InputError(f"{path.name} is no sheet of answers: it has no columns {', '.join(NEEDED)}.",
                         "Write one with: stakeholder-map interview --to answers.csv")
    positions = {header_key(name): n for n, name in enumerate(table.header)}
    rows = [(Origin(path.name, row.line), {c: cell(row, positions.get(header_key(c))) for c in COLUMNS})
            for row in table.rows]
    return understood(rows, day, known)


def understood(rows: Iterable[tuple[Origin, Cells]], day: date, known: Directory, unsaid: str = SOURCE,
               origins: Mapping[str, str] | None = None) -> Answers:
    """What answers say: each has a place and cells of COLUMNS, and may have `strength`, `title` and `email`.

    Relationships that no list states go to the source `unsaid`. `origins` names columns of the file for messages.
    """
    told: list[Answer] = []
    groups: dict[str, list[tuple[Origin, Row, Cells]]] = defaultdict(list)
    for at, cells in rows:
        answer, stated = _read(at.line, cells, day, known)
        told.append(answer)
        if stated:
            fault = ((("answer", cells["answer"], answer.text),) if answer.doing == "unclear" else ())
            groups[cells["source"] or unsaid].append((at, Row(at.line, (), None, fault), stated))
    batches = [_batch(source, found, day, known, origins or {}) for source, found in sorted(groups.items())]
    return Answers(tuple(batches), tuple(told))


def cell(row: Row, position: int | None) -> str:
    """A cell as text, without the apostrophe that keeps a spreadsheet from calculating it."""
    text = as_text(row.cells[position]).strip() if position is not None and position < len(row.cells) else ""
    return bare(text)


def _read(line: int, cells: Cells, day: date, known: Directory) -> tuple[Answer, Cells]:
    """A row in words, and the cells of `ties` that it states."""
    said, about = normal(cells["answer"]), _name(known, cells["to"])
    colleague = cells["colleague"] or _name(known, cells["from"])

    def answer(doing: Doing, text: str) -> Answer:
        return Answer(line, colleague, about, doing, text)

    if not said and not (cells["last_contact"] or cells["confirmed_on"] or cells["until"]) and (
            cells["kind"] != "who" or not cells["to"]):
        return answer("open", "not answered"), {}
    ends = {"from": cells["from"] or "?", "to": cells["to"] or "?", "since": cells["since"]}
    yes = said in YES or (not said and not cells["until"])
    if said and said not in YES | NO:
        return answer("unclear", f"“{cells['answer']}” is neither yes nor no"), ends
    if yes and cells["until"]:
        return answer("unclear", "is yes, and a last day is given"), ends
    if not yes:
        return _no(cells, day, known, answer, ends)
    if not cells["to"]:
        return answer("unclear", "is yes, and nobody is named"), ends
    confirmed = cells["confirmed_on"] or ("" if cells["kind"] == "which" else day.isoformat())
    stated = {**ends, "strength": cells.get("strength", ""), "confirmed_on": confirmed,
              "last_contact": cells["last_contact"],
              "partnership": cells["partnership"], "asserted_by": "" if cells["source"] else colleague,
              **{c: cells.get(c, "") if cells["kind"] == "who" else "" for c in _OF_PEOPLE}}
    serves = " and ".join(_name(known, key.strip()) for key in cells["partnership"].split(";") if key.strip())
    text = f"contact with {about} is about {serves}" if cells["kind"] == "which" else f"knows {about}"
    return answer("confirmed", text + (f" (confirmed on {confirmed})" if confirmed else "")), stated


def _no(
    cells: Cells, day: date, known: Directory, answer: Callable[[Doing, str], Answer], ends: Cells
) -> tuple[Answer, Cells]:
    if cells["kind"] == "who":
        return answer("left", f"knows nobody at {_name(known, cells['organisation'])}; it stays not known"), {}
    if cells["kind"] == "which":
        if not cells["others"]:
            return answer("left", "names no other partnership; nothing was changed"), {}
        others = " and ".join(_name(known, key.strip()) for key in cells["others"].split(";"))
        return answer("moved", f"contact with {_name(known, cells['to'])} is about {others}"), {
            **ends, "partnership": cells["others"]}
    until = cells["until"] or (day - timedelta(days=1)).isoformat()
    whom = _name(known, cells["to"])
    if not cells["source"]:
        return answer("left", f"only meetings with {whom} are on record; without more of them it lapses by itself"), {}
    others = "".join(f"; “{source}” still states it" for source in elsewhere(known, cells))
    return answer("closed", f"is no longer in contact with {whom} (last day {until}){others}"), {
        **ends, "until": until, "last_contact": cells["last_contact"], "partnership": cells["partnership"]}


def elsewhere(known: Directory, cells: Cells) -> list[str]:
    """The other lists that state the relationship of an answer, and have not ended it."""
    ends = [(cells["from"], cells["to"]), (cells["to"], cells["from"])]
    return sorted({at[0] for at in known.ends if at[1:] in ends and at not in known.over} - {cells["source"]})


def _batch(source: str, rows: Sequence[tuple[Origin, Row, Cells]], day: date, known: Directory,
           origins: Mapping[str, str]) -> Batch:
    """The rows of one source as a Batch; a cell that is blank says nothing, so each set of columns is a table."""
    tables: dict[tuple[str, tuple[str, ...]], Table] = {}
    new, seen = MadeRows(origins), set[tuple[str, str]]()
    for at, row, stated in rows:
        filled = tuple(c for c, text in stated.items() if text and c not in _OF_PEOPLE)
        table = tables.setdefault((at.file, filled), Table("ties", at.file, filled, columns=dict(origins)))
        table.rows.append(Row(row.line, tuple(stated[c] for c in filled), None, row.faults))
        who = normal_person(stated["to"]), stated.get("organisation", "")
        if who[1] and who not in seen and not _known(known, stated["to"]):
            seen.add(who)
            new.add("people", at, {"name": stated["to"], **{c: stated.get(c, "") for c in _OF_PEOPLE}})
    return assemble([*new.tables(), *tables.values()], Options(source=source, as_of=day), known, source, closing=False)


def _known(known: Directory, text: str) -> bool:
    found = known.by_id("Person", text) or known.by_name("Person", text) or known.by_email("Person", text.casefold())
    return bool(found) or text in known.entries


def _name(known: Directory, key: str) -> str:
    entry = known.entries.get(key)
    return entry.name if entry and entry.name else key

