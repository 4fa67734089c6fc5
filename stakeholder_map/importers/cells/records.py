"""Tables as records: each row checked against the columns of its sheet."""

from __future__ import annotations

from datetime import date

from ..common.private import is_private
from ..files.tables import TOO_WIDE, Table, as_text
from .columns import Sheet, match_header
from .reading import read_column
from .record import Log, Reading, Record


def read_records(table: Table, sheet: Sheet, log: Log, today: date) -> list[Record]:
    """The rows of a table as records of a sheet; rows that cannot be read are rejected, the rest is complete."""
    positions, notes = match_header(table, sheet)
    log.problems += [*table.problems, *notes]
    reading = Reading(sheet.name, table, positions)
    records = [Record(reading, number, row) for number, row in enumerate(table.rows)]
    for record in records:
        for column_name, value, message in record.row.faults[:1]:
            log.reject(record, column_name, message, "Correct the cell, or the mapping.", value)
        _check_width(record, log)
    for column in sheet:
        if column.name in positions:
            read_column(column, reading, records, log, today)
    for record in records:
        if record.ok:
            _check_row(record, sheet, log)
    return records


def _check_width(record: Record, log: Log) -> None:
    extra = [cell for cell in record.row.cells[len(record.table.header):] if cell not in (None, "")]
    if extra:
        shown = "" if any(map(is_private, record.table.header)) else as_text(extra[0])
        log.reject(record, "", TOO_WIDE.format(len(record.row.cells), len(record.table.header)),
                   "Is a separator inside a cell? Put quotation marks around that cell.", shown)


def _check_row(record: Record, sheet: Sheet, log: Log) -> None:
    for column in sheet:
        if column.required and not column.blank_ok and record[column.name] in (None, "", []):
            log.reject(record, column.name, f"The cell “{record.at(column.name).column}” is blank",
                       f"Fill it in: {column.help}")
            return
    for first, last in sheet.spans:
        since, until = record[first], record[last]
        if since and until and until < since:
            log.reject(record, last, f"{last} ({until}) is before {first} ({since})", "Correct one of the two dates.")
