"""The empty workbook to fill in: a sheet per kind of thing, help in every header, lists to choose from, examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..custom import PREFIX, CustomField
from ..errors import InputError
from ..model import LEVELS
from .assembly import SHEETS, with_fields
from .cells.columns import Column, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ORDER = ("organisations", "people", "ties", "partnerships", "units", "posts", "mailboxes", "members", "representatives",
         "stakeholders", "interactions", "agreements", "changes", "levels")
"""Sheets in the order in which somebody fills them in: the first three are enough to begin."""

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "organisations": (
        {"id": "us", "name": "Harbour Trust", "kind": "charity", "ours": "yes"},
        {"id": "northby", "name": "Northby Council", "kind": "council", "ours": "no", "website": "northby.example"}),
    "people": (
        {"id": "p1", "name": "Ines Castell", "email": "ines@harbour.example", "organisation": "us",
         "title": "Partnership manager", "level": "senior", "since": "2021-09"},
        {"id": "p2", "name": "Tom Adeyemi", "email": "t.adeyemi@northby.example", "organisation": "Northby Council",
         "title": "Housing officer", "level": "operational", "confirmed_on": "2025-11-20"}),
    "ties": ({"from": "p1", "to": "p2", "strength": "4", "since": "2022", "last_contact": "2026-01-14",
              "partnership": "Warm Homes"},),
    "partnerships": (
        {"id": "warm", "name": "Warm Homes", "organisations": "us; northby", "degree": "cooperation",
         "goal": "No cold home in Northby", "started": "2022-04", "importance": "4", "coordinator": "p1"},),
    "units": ({"id": "housing", "name": "Housing", "organisation": "northby"},),
    "posts": (
        {"id": "h1", "title": "Housing officer", "organisation": "northby", "unit": "housing", "reports_to": "h2",
         "holder": "p2", "kind": "substantive", "since": "2020-05-01"},
        {"id": "h2", "title": "Head of housing", "organisation": "northby", "unit": "housing", "level": "senior"}),
    "mailboxes": (
        {"address": "housing@northby.example", "organisation": "northby", "unit": "housing", "members": "p2"},),
    "members": ({"partnership": "warm", "organisation": "northby", "participation": "core",
                 "objective": "Fewer complaints about damp", "host_unit": "housing"},),
    "representatives": ({"partnership": "warm", "person": "p2", "capacity": "lead", "on_behalf_of": "northby"},),
    "stakeholders": ({"partnership": "warm", "person": "p2", "current": "neutral", "desired": "supportive",
                      "power": "3", "interest": "4", "as_of": "2026-02-01", "assessed_by": "Ines Castell"},),
    "interactions": ({"id": "m1", "on": "2026-01-14", "channel": "meeting", "purpose": "Quarterly review",
                      "people": "p1; p2", "partnership": "warm"},),
    "agreements": ({"id": "a1", "partnership": "warm", "kind": "memorandum", "owner": "p1", "signatories": "p1; p2",
                    "signed": "2022-04-01", "until": "2027-03-31"},),
    "changes": ({"on": "2026-04-01", "kind": "restructure", "organisation": "northby", "unit": "housing",
                 "note": "Housing moves to another directorate"},),
    "levels": ({"title": "Housing officer", "level": "operational"},),
}

HELP = (
    "Fill in what you know; every sheet and nearly every column may stay empty.",
    "Begin with organisations (write yes under “ours” for your own), people and ties.",
    "Point at a header to see what belongs in its column. The sheet “Example” shows filled rows; it is not imported.",
    "Refer to rows of other sheets by their id; an e-mail address or a name works too as long as it is unique.",
    "Write dates as 2024-03-31, or only 2024-03 or 2024. Several values in one cell are separated by ;",
    "Then: stakeholder-map import FILE.xlsx --dry-run, and the same without --dry-run.",
)
_WIDTHS = {"name": 28, "title": 28, "goal": 40, "objective": 40, "note": 40, "purpose": 30, "people": 36, "help": 100}
_ROWS = 2_000


def write_template(path: Path, fields: Sequence[CustomField] = ()) -> None:
    """Write the empty workbook, with columns for the `fields` that people declared. Raises InputError when the place
    cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Help"
    for line, text in enumerate(HELP, start=1):
        first.cell(line, 1, text)
    first.column_dimensions["A"].width = _WIDTHS["help"]
    for name in ORDER:
        _sheet(book.create_sheet(name), with_fields(SHEETS[name], fields))
    _examples(book.create_sheet("Example"))
    try:
        book.save(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}", "Choose another place.") from None


def sheet_table(sheet: Sheet) -> str:
    """The columns of a sheet as a Markdown table, for the documentation."""
    lines = [f"### {sheet.name}", "", sheet.help, "", "| column | what belongs there |", "|---|---|"]
    return "\n".join([*lines, *(f"| {column.name} | {_help(column)} |" for column in sheet)])


def _sheet(page: Worksheet, sheet: Sheet) -> None:
    """Headers with help, columns of text so that no date or id is changed, and lists to choose from."""
    for n, column in enumerate(sheet, start=1):
        cell = page.cell(1, n, column.synonyms[0] if column.name.startswith(PREFIX) else column.name)
        explain(cell, _help(column))
        emphasise(cell, column.required)
        letter = cell.column_letter
        page.column_dimensions[letter].width = _WIDTHS.get(column.name, 16)
        if column.kind != "integer":
            page.column_dimensions[letter].number_format = "@"
        _choices(page, column, letter)
    page.freeze_panes = "A2"


def _help(column: Column) -> str:
    words = [column.help]
    if column.required:
        words.append("Needed." if not column.blank_ok else "The column is needed.")
    if column.choices and column.name not in ("degree",):
        words.append(f"One of: {', '.join(column.choices)}.")
    return " ".join(words)


def explain(cell: Any, text: str) -> None:
    """Help that shows where somebody points at a header."""
    from openpyxl.comments import Comment

    cell.comment = Comment(text, "Stakeholder Map", width=320, height=110)


def emphasise(cell: Any, required: bool) -> None:
    """The look of a header; stronger where the column is needed."""
    from openpyxl.styles import Font, PatternFill

    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="DCE9F5" if required else "EEF1F4")


def choose(page: Worksheet, letter: str, words: Sequence[str], text: str) -> None:
    """A list of words to choose from in a column; blank is allowed, `text` says what is wrong otherwise."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    rule.error = text
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS}")


def _choices(page: Worksheet, column: Column, letter: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    words = {"yes_no": ("yes", "no"), "level": LEVELS, "choice": tuple(column.choices)}.get(column.kind, ())
    if words:
        choose(page, letter, words, _help(column))
        return
    if column.kind == "integer" and column.least is not None:
        rule = DataValidation("whole", formula1=str(column.least), formula2=str(column.most) if column.most else None,
                              operator="between" if column.most else "greaterThanOrEqual", allow_blank=True,
                              showErrorMessage=True)
        rule.error = _help(column)
    else:
        return
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS}")


def _examples(page: Worksheet) -> None:
    """All examples below one another, each sheet under its own headers."""
    line = 1
    for name in ORDER:
        columns = [column.name for column in SHEETS[name] if any(column.name in row for row in EXAMPLES[name])]
        emphasise(page.cell(line, 1, f"Sheet {name}: {SHEETS[name].help}"), required=True)
        for n, column in enumerate(columns, start=1):
            emphasise(page.cell(line + 1, n, column), required=False)
            for below, row in enumerate(EXAMPLES[name], start=2):
                page.cell(line + below, n, row.get(column, "")).number_format = "@"
        line += len(EXAMPLES[name]) + 3
    for letter in "ABCDEFGHIJKL":
        page.column_dimensions[letter].width = 22
