"""From tables of the plain sheets to a Batch: check, resolve, state; the same way in for every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from ...batch import Batch, Problem, Proposal
from ...custom import CustomField
from ...errors import InputError
from ...identity import Directory, Entry
from ...identity.naming import clean_id, slug
from ..cells.columns import Column, Kind, Sheet, header_key
from ..cells.records import read_records
from ..common.private import is_private
from ..files.tables import Table
from ..options import Options
from ..sheets import (
    agreements,
    changes,
    interactions,
    levels,
    mailboxes,
    members,
    organisations,
    partnerships,
    people,
    posts,
    representatives,
    stakeholders,
    ties,
    units,
)
from .draft import Draft
from .finishing import finish
from .renamed import note_renamed

IN_ORDER: tuple[ModuleType, ...] = (levels, organisations, units, people, posts, mailboxes, partnerships, members,
                                    representatives, stakeholders, ties, interactions, agreements, changes)
"""Each sheet after the sheets it refers to."""

SHEETS: dict[str, Sheet] = {module.SHEET.name: module.SHEET for module in IN_ORDER}
_BY_NAME = {header_key(name): sheet for sheet in SHEETS.values() for name in (*sheet.synonyms, sheet.name)}

LONGEST_SOURCE = 120


def sheet_of(name: str) -> Sheet | None:
    """The sheet that a file or a sheet of a workbook is called after, or None."""
    return _BY_NAME.get(header_key(name))


def assemble(tables: Sequence[Table], options: Options, known: Directory, source: str,
             notes: Sequence[Problem] = (), closing: bool = True, rows: int | None = None,
             colleagues: Sequence[str] = (), proposals: Sequence[Proposal] = ()) -> Batch:
    """The facts of some tables, each called after a sheet. Without `closing` the batch closes nothing it leaves out.

    `rows` is the number of rows read, where a format makes its tables from other ones.
    """
    draft = Draft(_source_name(source), options, known, closing)
    draft.log.problems += notes
    for table in tables:
        sheet = sheet_of(table.name)
        assert sheet is not None
        draft.sheets.add(sheet.name)
        draft.records[sheet.name] += read_records(table, with_fields(sheet, options.fields), draft.log, options.day)
    for module in IN_ORDER:
        module.build(draft)
        if module is organisations:
            _mark_ours(draft)
    _check_sides(draft)
    note_renamed(draft)
    batch = finish(draft, draft.sheets - {"levels"} if closing else (), rows)
    fields = tuple(f for f in options.fields if any(record.has(f.stored) for record in draft.records[f.sheet]))
    return replace(batch, colleagues=tuple(colleagues), proposals=tuple(proposals), fields=fields)


_KINDS: Mapping[str, Kind] = {"text": "text", "number": "number", "date": "first", "yes_no": "yes_no", "list": "list"}


def with_fields(sheet: Sheet, fields: Sequence[CustomField]) -> Sheet:
    """A sheet with the columns that people declared for it. Raises InputError for what is known, or private."""
    own = [field for field in fields if field.sheet == sheet.name]
    taken = {header_key(name): column.name for column in sheet for name in (column.name, *column.synonyms)}
    for field in own:
        if known := taken.get(header_key(field.name)):
            raise InputError(f"The field “{field.name}” need not be declared: {sheet.name} has a column “{known}”.",
                             "Take it out of [[fields]], or give it another name.")
        if is_private(field.name):
            raise InputError(f"The field “{field.name}” is about private life or pay, and nothing of the kind is kept.",
                             "Take it out of [[fields]].")
    more = tuple(Column(field.stored, _KINDS[field.type], f"{field.name}, a field of your own.",
                        synonyms=(field.name,)) for field in own)
    return replace(sheet, columns=(*sheet.columns, *more)) if more else sheet


def _source_name(text: str) -> str:
    """The name of a source as it stands at the beginning of keys: no colon, no control characters, not endless."""
    name = clean_id(text).replace(":", "-")
    if not name or len(name) > LONGEST_SOURCE:
        raise InputError(f"“{text[:60]}” cannot be the name of a source",
                         f"Give it a name of at most {LONGEST_SOURCE} characters.")
    return name


def _mark_ours(draft: Draft) -> None:
    """Mark the organisations named by the option as ours; one that nobody knows is added."""
    for name in draft.options.ours:
        found = draft.finder.find(name, ("Organisation",))
        if found.entry is None and not found.unknown:
            raise InputError(f"--ours {name}: {found.reason}", found.hint)
        if found.entry is None and (close := draft.finder.suggest(name, ("Organisation",))):
            raise InputError(f"--ours {name}: there is no such organisation", f"Did you mean {close}?")
        entry = found.entry or Entry("Organisation", draft.key("Organisation", slug(name)), name)
        if entry.key in draft.known.ours and draft.stated(entry.key) is None:
            continue
        if entry.source != draft.source:
            raise InputError(f"--ours {name}: it comes from “{entry.source}” and is not marked as ours there",
                             f"Import “{entry.source}” again with --ours, or mark it in its file.")
        if found.entry is None:
            draft.finder.add(entry)
            draft.log.note(f"The organisation “{name}” of --ours was not in the files and was added as ours.")
        named = {} if found.entry else {"name": name}
        draft.node(None, "Organisation", entry.key, {**named, "ours": True}, "ours")


def _check_sides(draft: Draft) -> None:
    """Without a side of our own nothing can be answered, so an import that leaves none is refused."""
    if draft.known.ours or draft.options.ours or any(record["ours"] for record in draft.records["organisations"]):
        return
    names = [record.text("name") for record in draft.records["organisations"]][:5]
    shown = f" Organisations in the file: {', '.join(names)}." if names else ""
    raise InputError("Nobody is marked as ours: no organisation in the file or in the store is our own side.",
                     f"Write yes in the column “ours” of our organisation, or say --ours NAME.{shown}")
