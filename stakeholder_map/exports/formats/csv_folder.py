"""A folder of CSV files with every fact as it is: read into an empty store it gives the same facts, ids and ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ...importers.common.exact import (
    DECLARATION,
    DECLARED,
    END,
    KEY,
    SHEET,
    SHEET_OF,
    SHEETS,
    SOURCE,
    START,
    TIE,
    Sheet,
    column,
    sheets,
    written,
)
from ...model import NODES, STRICTER, TIES
from ...spreadsheet import BOM, csv_text
from ..cut import Cut
from . import EXPORTED, README, Made

NAME = "csv"
HELP = "a folder of CSV files that can be imported again"
ENDINGS = ("",)
FOLDER = True
FILES = frozenset({README, *(f"{name}.csv" for name in (*SHEETS, DECLARED))})
ABOUT = f"""{EXPORTED}

Each row is one fact, with its id, the list it comes from (_source) and the sheet that said it (_sheet).
    stakeholder-map import THIS-FOLDER
gives the same facts again. The cells are what is stored, with an apostrophe before everything that a spreadsheet would
take for a formula; the import takes it away. People whose record is restricted are not in them.
"""
_OURS = frozenset({"key", "source", "sheet", "seen", "made", *STRICTER.values()})
_BY_ID = "properties that this version does not know"

Rows = defaultdict[str, list[dict[str, str]]]


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one
    """All facts, of all times unless the cut is of one day."""
    rows: Rows = defaultdict(list)
    by_name = sheets(cut.fields)
    left: Counter[str] = Counter()
    for label, props in cut.nodes:
        sheet = by_name[SHEET_OF[id(NODES[label])]]
        rows[sheet.name].append({KEY: props["key"], **_cells(sheet, props, left)})
    for type_, start_label, start, end_label, end, props in cut.ties:
        kind = TIES[type_, start_label, end_label]
        sheet = by_name[SHEET_OF[id(kind)]]
        rows[sheet.name].append({TIE: kind.name, START: start, END: end, KEY: props["key"],
                                 **_cells(sheet, props, left)})
    files = {f"{name}.csv": _file(sheet, rows[name]) for name, sheet in by_name.items() if rows[name]}
    if cut.fields:
        files[f"{DECLARED}.csv"] = _table(DECLARATION, [asdict(field) for field in cut.fields])
    return Made({README: ABOUT.encode(), **files}, {name: len(rows[name]) for name in SHEETS if rows[name]}, left)


def _cells(sheet: Sheet, props: dict[str, Any], left: Counter[str]) -> dict[str, str]:
    types = sheet.types
    left.update([_BY_ID] * len(props.keys() - types.keys() - _OURS))
    cells = {column(name): written(value) for name, value in props.items() if name in types}
    return {**cells, SOURCE: str(props.get("source", "")), SHEET: str(props.get("sheet", ""))}


def _file(sheet: Sheet, rows: list[dict[str, str]]) -> bytes:
    """The rows in the order of their ids, with the columns that any of them fills."""
    used = [name for name in sheet.columns if name in (SOURCE, SHEET) or any(row.get(name) for row in rows)]
    return _table(used, sorted(rows, key=lambda row: (row.get(TIE, ""), row[KEY])))


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    text = csv_text(columns, ([row.get(name, "") for name in columns] for row in rows))
    return (BOM + text).encode("utf-8")
