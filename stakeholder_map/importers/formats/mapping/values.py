"""What a mapping may put into a cell: a column, a constant, a template, the first that is filled, and a few changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ....errors import InputError
from ....identity.naming import named_by
from ...files.tables import Cell, as_text
from .pieces import between, cut, texts_of

Look = Callable[[str], Cell]
"""Gives the cell of a column of the row at hand."""

_IN_BRACES = re.compile(r"\{([^{}]+)\}")
_FORMS = ("column", "constant", "template", "first", "owner")
_CHANGES = ("map", "otherwise", "split", "part", "date", "surname_first", "name_of_address", "email",
            "code", "optional")
_PART = re.compile(r"([1-9]\d?)(-?)")
_CAPITALS = re.compile(r"((?:[^\W\d_a-z]{2,}(?:[-' ]|$))+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Field:
    """How one cell is made. `form` is column, constant, template, first or owner; the others change what was found.

    `part` is which piece after the split (the first is 1) and whether all after it belong to it. `also` are the
    columns with the address and the code of an owner. One that is `optional` is left out of a file without its column.
    """

    at: str
    form: str
    value: Any
    map: Mapping[str, str] | None = None
    otherwise: str | None = None
    split: tuple[str, ...] = ()
    part: tuple[int, bool] | None = None
    dates: tuple[str, ...] = ()
    surname_first: bool = False
    also: tuple[str, str] = ("", "")
    name_of_address: bool = False
    optional: bool = False

    @property
    def owner(self) -> bool:
        """Whether it names a colleague of ours who looks after the record."""
        return self.form == "owner"

    def columns(self) -> Iterator[str]:
        """Columns of the file that are used."""
        if self.form in ("column", "owner"):
            yield self.value
            yield from filter(None, self.also)
        elif self.form == "template":
            yield from _IN_BRACES.findall(self.value)
        elif self.form == "first":
            for part in self.value:
                yield from part.columns()

    def make(self, look: Look) -> Cell:
        """The cell, from the row at hand. Raises ValueError when it cannot be made."""
        cell = self._found(look)
        if cell is None or cell == "":
            return None if self.otherwise is None else self.otherwise
        return self._changed(cell)

    def _found(self, look: Look) -> Cell:
        if self.form == "constant":
            return str(self.value)
        if self.form in ("column", "owner"):
            return look(self.value)
        if self.form == "first":
            return next((cell for part in self.value if (cell := part.make(look)) not in (None, "")), None)
        parts = {name: as_text(look(name)).strip() for name in _IN_BRACES.findall(self.value)}
        if not any(parts.values()):
            return None
        return " ".join(_IN_BRACES.sub(lambda found: parts[found[1]], self.value).split())

    def _changed(self, cell: Cell) -> Cell:
        if self.part is not None:
            cell = _piece(as_text(cell), self.split, self.part)
            if not cell:
                return None if self.otherwise is None else self.otherwise
        if self.name_of_address:
            cell = named_by(as_text(cell)) or self.otherwise
        elif self.surname_first:
            cell = turned(as_text(cell))
        if self.map is not None:
            text = as_text(cell).strip()
            otherwise = text if self.otherwise is None else self.otherwise
            return self.map.get(text, self.map.get(text.casefold(), otherwise))
        if self.split and self.part is None:
            return ";".join(cut(as_text(cell), self.split))
        return _day(cell, self.dates) if self.dates and isinstance(cell, str) else cell


def _piece(text: str, marks: Sequence[str], part: tuple[int, bool]) -> str:
    """One piece of a text, or that piece and all after it as they stand; '' when there are fewer."""
    number, rest = part
    if rest and number == 1:
        return text.strip()
    pieces = re.split(between(marks), text, maxsplit=number - 1 if rest else 0)
    return pieces[number - 1].strip() if number <= len(pieces) else ""


def turned(name: str) -> str:
    """A name that has the surname first ("Bell, Ana" or "BELL Ana") the other way round; others as they are."""
    last, comma, first = name.partition(",")
    if comma and first.strip() and last.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    found = None if comma else _CAPITALS.match(name.strip())
    return f"{name.strip()[found.end():].strip()} {found[1].strip()}" if found else name


def _day(text: str, forms: tuple[str, ...]) -> Cell:
    for form in forms:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"“{text[:60]}” is not a date of the form {' or '.join(forms)}")


def parse_field(value: Any, at: str) -> Field:
    """A field as the mapping file writes it: the name of a column, or a table with one of the forms."""
    if isinstance(value, str):
        return Field(at, "column", value)
    if isinstance(value, bool | int | float):
        raise InputError(f"{at} is {value}", 'Constants are written { constant = "…" }.')
    forms = [form for form in _FORMS if isinstance(value, dict) and form in value]
    wrong = [name for name in value if name not in (*_FORMS, *_CHANGES)] if isinstance(value, dict) else []
    if len(forms) != 1 or wrong:
        raise InputError(f"{at} cannot be understood" + (f": {', '.join(wrong)}" if wrong else ""),
                         f"Write the name of a column, or a table with one of {', '.join(_FORMS)} "
                         f"and perhaps {', '.join(_CHANGES)}.")
    return Field(at, forms[0], _found(forms[0], value, at), _mapped(value.get("map"), at), value.get("otherwise"),
                 *_pieces(value, at), _dates(value.get("date"), at), value.get("surname_first") is True,
                 _also(value, forms[0], at), value.get("name_of_address") is True, value.get("optional") is True)


def _found(form: str, value: Mapping[str, Any], at: str) -> Any:
    found = value[form]
    if form == "first" and isinstance(found, list):
        return [parse_field(part, at) for part in found]
    wanted: type = {"constant": object, "first": list}.get(form, str)
    if not isinstance(found, wanted):
        raise InputError(f"{at}: {form} has the wrong kind of value", "See docs/import.md.")
    return found


def _mapped(mapped: Any, at: str) -> Mapping[str, str] | None:
    if mapped is None:
        return None
    if not isinstance(mapped, dict) or not all(isinstance(v, str) for v in mapped.values()):
        raise InputError(f"{at}: map is a table of texts", 'Such as map = { "Y" = "yes", "N" = "no" }.')
    return {**{k.casefold(): v for k, v in mapped.items()}, **mapped}


def _pieces(value: Mapping[str, Any], at: str) -> tuple[tuple[str, ...], tuple[int, bool] | None]:
    """What separates, and which piece is meant."""
    split, part = texts_of(value.get("split")), value.get("part")
    found = None if part is None or isinstance(part, bool) else _PART.fullmatch(str(part))
    if (value.get("split") and not split) or (part is not None and not (found and split)):
        raise InputError(f"{at}: part is the number of a piece after split",
                         'Such as split = ",", part = 2; part = "2-" means the second piece and all after it.')
    return split, (int(found[1]), bool(found[2])) if found else None


def _dates(value: Any, at: str) -> tuple[str, ...]:
    forms = tuple(value if isinstance(value, list) else [value] if value else [])
    if not all(isinstance(form, str) for form in forms):
        raise InputError(f"{at}: date is the form of a date, or a list of forms", 'Such as date = "%d.%m.%y".')
    return forms


def _also(value: Mapping[str, Any], form: str, at: str) -> tuple[str, str]:
    also = value.get("email", ""), value.get("code", "")
    if (any(also) and form != "owner") or not all(isinstance(name, str) for name in also):
        raise InputError(f"{at}: email and code are columns of an owner",
                         'Such as { owner = "Account manager", email = "Manager e-mail" }.')
    return also
