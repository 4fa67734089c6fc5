"""What a mapping may put into a cell: a column, a constant, a template, the first that is filled, and a few changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ....errors import InputError
from ...tables import Cell, as_text

Look = Callable[[str], Cell]
"""Gives the cell of a column of the row at hand."""

_IN_BRACES = re.compile(r"\{([^{}]+)\}")
_FORMS = ("column", "constant", "template", "first")
_CHANGES = ("map", "otherwise", "split", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """How one cell is made. `form` is column, constant, template or first; the others change what was found."""

    at: str
    form: str
    value: Any
    map: Mapping[str, str] | None = None
    otherwise: str | None = None
    split: str = ""
    date: str = ""

    def columns(self) -> Iterator[str]:
        """Columns of the file that are used."""
        if self.form == "column":
            yield self.value
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
        if self.form == "column":
            return look(self.value)
        if self.form == "first":
            return next((cell for part in self.value if (cell := part.make(look)) not in (None, "")), None)
        parts = {name: as_text(look(name)).strip() for name in _IN_BRACES.findall(self.value)}
        if not any(parts.values()):
            return None
        return " ".join(_IN_BRACES.sub(lambda found: parts[found[1]], self.value).split())

    def _changed(self, cell: Cell) -> Cell:
        if self.map is not None:
            text = as_text(cell).strip()
            otherwise = text if self.otherwise is None else self.otherwise
            return self.map.get(text, self.map.get(text.casefold(), otherwise))
        if self.split:
            return ";".join(part.strip() for part in as_text(cell).split(self.split) if part.strip())
        if self.date and isinstance(cell, str):
            try:
                return datetime.strptime(cell.strip(), self.date).date()
            except ValueError:
                raise ValueError(f"“{cell[:60]}” is not a date of the form {self.date}") from None
        return cell


def parse_field(value: Any, at: str) -> Field:
    """A field as the mapping file writes it: the name of a column, or a table with one of four forms."""
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
    form = forms[0]
    found = value[form]
    if form == "first" and isinstance(found, list):
        found = [parse_field(part, at) for part in found]
    wanted = {"column": str, "template": str, "first": list}.get(form, object)
    if not isinstance(found, wanted):
        raise InputError(f"{at}: {form} has the wrong kind of value", "See docs/import.md.")
    mapped = value.get("map")
    if mapped is not None and not (isinstance(mapped, dict) and all(isinstance(v, str) for v in mapped.values())):
        raise InputError(f"{at}: map is a table of texts", 'Such as map = { "Y" = "yes", "N" = "no" }.')
    both = {**{k.casefold(): v for k, v in mapped.items()}, **mapped} if mapped else mapped
    return Field(at, form, found, both, value.get("otherwise"), value.get("split", ""), value.get("date", ""))
