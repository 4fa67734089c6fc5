"""UK government organogram files: which columns they have in which dialect, which rows are senior, of which day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ....identity.naming import normal
from ...cells.dates import MONTHS
from ...cells.values import is_blank
from ...common.name_order import each_name, given_first, without_comma
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
_OF_CHARTS = {"id": "post unique reference", "parentid": "reports to", "level": "senior junior",
              "jobtitle": "job title", "professionaloccupationalgroup": "professional occupational group"}
"""The same columns as programmes that draw the charts have them; these files do not name the organisation."""
SENIOR = ("ref", "title", "reports_to")
JUNIOR = ("reporting senior post", "generic job title")
_KINDS = frozenset(("senior", "junior", ""))
_PAY = re.compile(r"salary|\bpay\b|pay(scale|floor|ceil)|\bfte\b")
_MONTH = re.compile(r"([A-Za-z]{3,9})[- ](\d{2}|\d{4})")
_ISO_DAY = re.compile(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)")
_UK_DAY = re.compile(r"(\d\d)[-_]?(\d\d)[-_]?(20\d\d)")
_SHORT_DAYS = (re.compile(r"(?<!\d)(?P<day>3[01])(?P<month>0[39])(?P<year>\d\d)(?!\d)"),
               re.compile(r"(?<!\d)(?P<year>\d\d)(?P<month>0[39])(?P<day>3[01])(?!\d)"),
               re.compile(r"(?<![a-z])(?P<month>mar(ch)?|sept?(ember)?)[-_ ]*(20)?(?P<year>\d\d)(?!\d)", re.IGNORECASE))
"""Organograms are of the end of March and of September: how names of files say so in short."""


@dataclass(frozen=True)
class Snapshot:
    """The senior posts of one file on one day. `given_first` says that its names stand as “Ana,Bell”."""

    table: Table
    at: dict[str, int]
    rows: Sequence[Row]
    day: date | None
    given_first: bool = False

    def text(self, row: Row, column: str) -> str:
        """A cell as text, '' when the column or the cell is not there, or says that nothing applies."""
        position = self.at.get(column, -1)
        text = as_text(row.cells[position]).strip() if 0 <= position < len(row.cells) else ""
        if column == "name":
            return without_comma(text) if self.given_first else text
        return "" if is_blank(text) else text

    def each_holder(self, row: Row) -> list[Row]:
        """The row once for each name in it: two names in one cell share the post."""
        at = self.at.get("name", len(row.cells))
        names = each_name(as_text(row.cells[at])) if at < len(row.cells) else []
        return [row] if len(names) < 2 else [
            replace(row, cells=(*row.cells[:at], name, *row.cells[at + 1:])) for name in names]


def bare(header: str) -> str:
    """A header without what stands in brackets: £ signs there come in every encoding."""
    return normal(re.sub(r"\([^)]*\)?", " ", header))


def positions(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands."""
    names = [bare(text) for text in header]
    if _OF_CHARTS.keys() <= set(names):
        names = [_OF_CHARTS.get(name, name) for name in names]
    return {column: next(names.index(n) for n in (*others,) if n in names)
            for column, others in COLUMNS.items() if any(n in names for n in others)}


def is_senior(header: Sequence[str]) -> bool:
    at = positions(header)
    return all(column in at for column in SENIOR) and ("organisation" in at or "kind" in at)


def is_junior(header: Sequence[str]) -> bool:
    names = [bare(text) for text in header]
    return all(name in names for name in JUNIOR)


def pay_columns(header: Sequence[str]) -> list[str]:
    """Columns about pay and hours: they are never read."""
    return [text for text in header if _PAY.search(normal(text))]


def snapshots(table: Table) -> tuple[list[Snapshot], int]:
    """The senior posts of a table, day by day, and how many rows are junior."""
    at = _with_kind(table, positions(table.header))
    whole = Snapshot(table, at, table.rows, _day_of_name(table.file))
    turned = given_first(name for row in table.rows for name in each_name(whole.text(row, "name")))
    seniors = [row for row in table.rows if whole.text(row, "kind").casefold() in ("senior", "")]
    days: dict[date | None, list[Row]] = {}
    for row in seniors:
        days.setdefault(_day(whole.text(row, "snapshot")) if "snapshot" in at else whole.day, []).append(row)
    return [Snapshot(table, at, rows, day, turned) for day, rows in days.items()], len(table.rows) - len(seniors)


def _with_kind(table: Table, at: dict[str, int]) -> dict[str, int]:
    """The positions with that of the column that calls posts senior or junior, by its values: it has many headings."""
    if "kind" in at:
        return at
    for column in set(range(len(table.header))) - set(at.values()):
        said = {as_text(row.cells[column]).strip().casefold() for row in table.rows if column < len(row.cells)}
        if said - {""} and said <= _KINDS:
            return {**at, "kind": column}
    return at


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
    said = next((found for pattern in _SHORT_DAYS if (found := pattern.search(Path(text).name))), None)
    if said is None:
        return None
    return date(2000 + int(said["year"]), 3, 31) if said["month"][:2].lower() in ("03", "ma") else \
        date(2000 + int(said["year"]), 9, 30)
