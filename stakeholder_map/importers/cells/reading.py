"""The cells of one column as values, in the way its declaration asks for; what cannot be read rejects its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from ...batch import Origin
from ...identity.naming import LONGEST_KEY, clean_id, is_role_address, normal
from ..files.tables import LARGEST_CELL, Cell, as_text
from .columns import Column, Kind
from .dates import Order, order_of, parse_date, said
from .levels import parse_level
from .record import Log, Reading, Record
from .values import clean, is_blank, parse_email, parse_integer, parse_list, parse_number, parse_yes_no

_ADDRESS = re.compile(r"[^\s@<>;,|/:\"()\[\]]+@[\w-]+(?:\.[\w-]+)+")

Read = Callable[[Record, Cell], Any]
"""Makes a value of a cell that is not blank. Raises ValueError for one that cannot be read."""


def read_column(column: Column, reading: Reading, records: list[Record], log: Log, today: date) -> None:
    """Read one column of all records of a reading into its values; blank cells are None."""
    position = reading.positions[column.name]
    values = reading.values[column.name] = [None] * len(records)
    if column.kind in ("first", "last"):
        reading.written[column.name] = {}
    cells = (r.row.cells[position] for r in records if position < len(r.row.cells))
    read = _reader(column, cells, records, log, today)
    for record in records:
        row = record.row.cells
        cell = row[position] if position < len(row) else None
        if cell is None or cell == "":
            continue
        if type(cell) is str and len(cell) > LARGEST_CELL:
            log.reject(record, column.name, f"The cell has {len(cell):,} characters; at most {LARGEST_CELL:,} are read",
                       "Shorten it.", cell[:60])
            continue
        try:
            values[record.number] = read(record, cell)
        except ValueError as error:
            log.reject(record, column.name, f"“{as_text(cell)[:80]}” {error}", _advice(column))


def _reader(column: Column, cells: Iterable[Cell], records: list[Record], log: Log, today: date) -> Read:
    if column.kind in ("first", "last"):
        order = order_of(cells)
        _say_order(column, order, records, log)
        return lambda record, cell: _read_date(record, cell, column, order, log, today)
    if column.kind in ("email", "level", "choice"):
        return lambda record, cell: _read_word(record, cell, column, log)
    if column.kind == "integer":
        return lambda _, cell: parse_integer(cell, column.least, column.most)
    return _PLAIN[column.kind]


def _read_id(cell: Cell) -> str:
    text = clean_id(as_text(cell))
    if len(text) > LONGEST_KEY:
        raise ValueError(f"has {len(text)} characters; an id has at most {LONGEST_KEY}")
    return text


def _read_reference(cell: Cell) -> str:
    text = clean(cell)
    return "" if is_blank(text) else text


_PLAIN: Mapping[Kind, Read] = {
    "id": lambda _, cell: _read_id(cell),
    "text": lambda _, cell: clean(cell),
    "number": lambda _, cell: parse_number(cell),
    "yes_no": lambda _, cell: parse_yes_no(cell),
    "list": lambda _, cell: parse_list(cell),
    "reference": lambda _, cell: _read_reference(cell),
    "references": lambda _, cell: parse_list(cell),
}


def _read_date(record: Record, cell: Cell, column: Column, order: Order, log: Log, today: date) -> date | None:
    value, written = parse_date(cell, column.kind == "last", order)
    if column.past and value and value > today:
        log.remark(record, column.name, "A date in the future; kept, and it counts from that day on.",
                   "Is the year right?")
    if written is not None:
        record.reading.written[column.name][record.number] = written
    return value


def _read_word(record: Record, cell: Cell, column: Column, log: Log) -> str | None:
    """E-mail, level or choice: one that is not strict is left blank with a note when it cannot be read."""
    text = clean(cell)
    if is_blank(text):
        return None
    if column.kind == "email":
        try:
            return parse_email(cell) if text.count("@") < 2 else _one_of(text, record, column, log)
        except ValueError:
            log.remark(record, column.name, "Not an e-mail address; left out.", "Write one address, such as ana@x.org.")
            return None
    value = parse_level(text) if column.kind == "level" else _choose(text, column)
    if not value and column.strict and column.kind == "choice":
        raise ValueError("is none of the words for this column")
    if not value:
        log.remark(record, column.name, f"“{text[:60]}” is none of the words for this column; left blank.",
                   _advice(column))
    return value or None


def _one_of(text: str, record: Record, column: Column, log: Log) -> str | None:
    """One of several addresses in a cell: the first that has part of the name, else the first own one."""
    found: list[str] = [one.strip(".'") for one in _ADDRESS.findall(text)]
    if len({one.casefold() for one in found}) < 2:
        return parse_email(text)
    words = normal(record.text("name")).split()
    named = [one for one in found for part in (normal(one.partition("@")[0]),)
             if any(word in part.split() or (len(word) > 2 and word in part) for word in words)]
    own = [one for one in found if not is_role_address(one)]
    log.remark(record, column.name, "Cells with several e-mail addresses: the one that fits the name was taken, else "
               "the first of their own.", "Write one address in a cell.")
    return (named or own or found)[0]


def _choose(text: str, column: Column) -> str | None:
    wanted = normal(text.replace("_", " "))
    return next((choice for choice, others in column.choices.items()
                 if wanted in (normal(choice.replace("_", " ")), *others)), None)


def _advice(column: Column) -> str:
    if column.kind in ("first", "last"):
        return "Write dates as 2024-03-31, 2024-03 or 2024."
    if column.kind == "yes_no":
        return "Write yes or no."
    if column.kind == "level":
        return "Write executive, senior, operational or frontline."
    if column.kind == "choice":
        return f"Write one of: {', '.join(column.choices)}."
    if column.kind == "integer":
        return "Write a whole number" + (f" from {column.least} to {column.most}." if column.most else ".")
    if column.kind == "number":
        return "Write a number such as 1250 or 12.5."
    return column.help


def _say_order(column: Column, order: Order, records: list[Record], log: Log) -> None:
    message, hint = said(order)
    if message and records:
        at = records[0].at(column.name)
        log.note(message, hint, Origin(at.file, 0, at.column))
