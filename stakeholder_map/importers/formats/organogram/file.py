"""UK government organogram files: which columns they have in which dialect, which rows are senior, of which day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ....identity.naming import normal
from ...cells.dates import MONTHS
from ...files.tables import Row, Table, as_text

COLUMNS: dict[str, tuple[str, ...]] = {
    "ref": ("post unique reference", "unique post reference", "post reference"),
    "name": ("name",),
    "grade": ("grade", "grade or equivalent"),
    "title": ("job title",),
    "about": ("job team function", "job function"),
    "parent": ("parent department",),
    "organisation": ("organisation", "organization"),
    "unit": ("unit",),
    "phone": ("contact phone", "phone"),
    "email": ("contact e mail", "contact email", "e mail", "email"),
    "reports_to": ("reports to senior post", "reports to"),
    "function": ("professional occupational group", "profession", "professional group"),
    "snapshot": ("back to index", "snapshot", "date"),
    "kind": ("senior junior",),
}
SENIOR = ("ref", "title", "reports_to", "organisation")
JUNIOR = ("reporting senior post", "generic job title")
_PAY = re.compile(r"salary|\bpay\b|payscale|\bfte\b")
_MONTH = re.compile(r"([A-Za-z]{3,9})[- ](\d{2}|\d{4})")
_ISO_DAY = re.compile(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)")
_UK_DAY = re.compile(r"(\d\d)[-_]?(\d\d)[-_]?(20\d\d)")


@dataclass(frozen=True)
class Snapshot:
    """The senior posts of one file on one day."""

    table: Table
    at: dict[str, int]
    rows: Sequence[Row]
    day: date | None

    def text(self, row: Row, column: str) -> str:
        """A cell as text, '' when the column or the cell is not there."""
        position = self.at.get(column, -1)
        return as_text(row.cells[position]).strip() if 0 <= position < len(row.cells) else ""


def bare(header: str) -> str:
    """A header without what stands in brackets: £ signs there come in every encoding."""
    return normal(re.sub(r"\([^)]*\)?", " ", header))


def positions(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands."""
    names = [bare(text) for text in header]
    return {column: next(names.index(n) for n in (*others,) if n in names)
            for column, others in COLUMNS.items() if any(n in names for n in others)}


def is_senior(header: Sequence[str]) -> bool:
    return all(column in positions(header) for column in SENIOR)


def is_junior(header: Sequence[str]) -> bool:
    names = [bare(text) for text in header]
    return all(name in names for name in JUNIOR)


def pay_columns(header: Sequence[str]) -> list[str]:
    """Columns about pay and hours: they are never read."""
    return [text for text in header if _PAY.search(normal(text))]


def snapshots(table: Table) -> tuple[list[Snapshot], int]:
    """The senior posts of a table, day by day, and how many rows are junior."""
    at = positions(table.header)
    whole = Snapshot(table, at, table.rows, _day_of_name(table.file))
    seniors = [row for row in table.rows if whole.text(row, "kind").casefold() in ("senior", "")]
    days: dict[date | None, list[Row]] = {}
    for row in seniors:
        days.setdefault(_day(whole.text(row, "snapshot")) if "snapshot" in at else whole.day, []).append(row)
    return [Snapshot(table, at, rows, day) for day, rows in days.items()], len(table.rows) - len(seniors)


def _day(text: str) -> date | None:
    """The last day of a month such as Mar-15, or a whole date."""
    found = _MONTH.fullmatch(text)
    if found and (month := MONTHS.get(found[1].lower())):
        year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        return date(year, month, monthrange(year, month)[1])
    return _day_of_name(text)


def _day_of_name(text: str) -> date | None:
    for pattern, order in ((_ISO_DAY, (1, 2, 3)), (_UK_DAY, (3, 2, 1))):
        if found := pattern.search(Path(text).name):
            try:
                return date(*(int(found[n]) for n in order))
            except ValueError:
                continue
    return None
