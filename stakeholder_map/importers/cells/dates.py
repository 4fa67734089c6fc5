"""Dates as people write them: ISO whole or partial, Excel's own, day first or month first by the whole column."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..files.tables import Cell, as_text
from .values import is_blank

MONTHS = {name: n for n, names in enumerate((
    "jan january januar janv janvier ene enero", "feb february februar févr février fev fevrier febr febrero",
    "mar march mär märz maerz mars marzo", "apr april avr avril abr abril", "may mai mayo", "jun june juni juin junio",
    "jul july juli juil juillet julio", "aug august août aout ago agosto",
    "sep sept september septembre septiembre setiembre", "oct october okt oktober octobre octubre",
    "nov november novembre noviembre", "dec december dez dezember déc décembre decembre dic diciembre"), start=1)
    for name in names.split()}
"""Names of months in English, German, French and Spanish."""
_EXCEL_DAY_0 = date(1899, 12, 30)
_TIME = r"(?:[T ]\d{1,2}:\d{2}.*)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})" + _TIME + r")?", re.DOTALL)
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})" + _TIME, re.DOTALL)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*([-/.])\s*\d{1,2}\s*\1\s*'?\d{2}|[A-Za-z]{3,9}[-/ .']+\d{2}")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ \-./]+(?:of |de )?)?([^\W\d_]{3,10})\.?[ \-./,]+(?:de )?(\d{4})")
_WORDS_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


@dataclass(frozen=True, slots=True)
class Order:
    """How a column of dates such as 31/03/2024 is read: day first, month first, or not at all where both fit."""

    month_first: bool = False
    mixed: bool = False
    ambiguous: bool = False
    proof: str = ""


DAY_FIRST = Order()


def order_of(cells: Iterable[Cell]) -> Order:
    """The order that fits all values of a column; day first when no value contradicts it."""
    day = month = ""
    ambiguous = False
    for cell in cells:
        text = cell.strip() if isinstance(cell, str) and len(cell) < 40 and cell[4:5] != "-" else ""
        found = _NUMBERS.fullmatch(text)
        if not found or found[2] == ".":
            continue
        one, two = int(found[1]), int(found[3])
        if one > 12 >= two:
            day = day or text
        elif two > 12 >= one:
            month = month or text
        ambiguous = ambiguous or (one <= 12 and two <= 12 and one != two)
    if month and not day:
        return Order(month_first=True, ambiguous=ambiguous, proof=month)
    return Order(mixed=bool(month and day), ambiguous=ambiguous, proof=day)


def said(order: Order) -> tuple[str, str]:
    """What people are told about how a column was read, with a hint; two times '' when there is nothing to tell."""
    if not (order.ambiguous or order.month_first):
        return "", ""
    if order.mixed:
        return ("Some dates of this column are day first, others month first; where both are possible the row is "
                "rejected.", "Write dates as 2024-03-31.")
    if order.month_first:
        return f"Dates of this column were read month first, because of {order.proof}.", ""
    because = f", because of {order.proof}" if order.proof else ""
    return (f"Dates of this column, such as 03/04/2024, were read day first{because}.",
            "If that is wrong, write dates as 2024-04-03.")


def parse_date(cell: Cell, last: bool = False, order: Order = DAY_FIRST) -> tuple[date | None, str | None]:
    """A date and, if it was partial, the text as written; a partial one is its first day, or its `last`.

    Raises ValueError with a sentence for people.
    """
    if cell is None or cell == "":
        return None, None
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, bool):
        raise ValueError("is not a date")
    text = as_text(cell).strip()
    if len(text) == 10 and text[4] == "-" == text[7]:
        try:
            return date.fromisoformat(text), None
        except ValueError:
            pass
    if is_blank(text):
        return None, None
    return _parse_text(text, last, order)


def _parse_text(text: str, last: bool, order: Order) -> tuple[date | None, str | None]:
    if text.isascii() and text.isdigit():
        return _digits(text, last)
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _whole(year, month, day) if day else _partial(int(year), int(month), last, text)
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found, order)
    if found := _MONTH_YEAR.fullmatch(text):
        return _partial(int(found[2]), int(found[1]), last, text)
    if found := _WORDS.fullmatch(text):
        month = MONTHS.get(found[2].lower())
        if month:
            return _whole(found[3], month, found[1]) if found[1] else _partial(int(found[3]), month, last, text)
    if (found := _WORDS_AMERICAN.fullmatch(text)) and found[1].lower() in MONTHS:
        return _whole(found[3], MONTHS[found[1].lower()], found[2])
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError("has a year of two digits")
    raise ValueError("is not a date")


def _digits(text: str, last: bool) -> tuple[date, str | None]:
    if len(text) == 8:
        return _whole(text[:4], text[4:6], text[6:])
    number = int(text)
    if len(text) == 4 and 1800 <= number <= 2200:
        return date(number, 12, 31) if last else date(number, 1, 1), text
    if len(text) == 5 and 10_000 <= number <= 80_000:
        return _EXCEL_DAY_0 + timedelta(days=number), None
    raise ValueError("is not a date")


def _numbers(found: re.Match[str], order: Order) -> tuple[date, str | None]:
    one, two = int(found[1]), int(found[3])
    dotted = found[2] == "."
    if order.mixed and not dotted and one <= 12 and two <= 12 and one != two:
        raise ValueError("may be day first or month first, and the column has both")
    month_first = not dotted and (order.month_first or (order.mixed and two > 12 >= one))
    return _whole(found[4], one if month_first else two, two if month_first else one)


def _whole(year: str | int, month: str | int, day: str | int) -> tuple[date, str | None]:
    try:
        return date(int(year), int(month), int(day)), None
    except ValueError:
        raise ValueError("is not a day of any calendar") from None


def _partial(year: int, month: int, last: bool, text: str) -> tuple[date, str | None]:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        raise ValueError("is not a month of any calendar")
    return date(year, month, monthrange(year, month)[1] if last else 1), text
