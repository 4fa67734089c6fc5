"""Rows of the plain sheets as a format makes them, each with the place in the file that says so."""

from __future__ import annotations

from collections.abc import Mapping

from ...batch import Origin
from ..files.tables import Cell, Row, Table

_Group = tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...]]


class MadeRows:
    """Collects rows of plain sheets; `tables` gives them to `assembly.assemble`.

    A column that a row does not name is not said; one that is blank is said to be nothing, as in the plain folder.
    `origins` names, for columns of the sheet, the columns of the file they come from, for messages.
    """

    def __init__(self, origins: Mapping[str, str] | None = None) -> None:
        self._origins = dict(origins or {})
        self._groups: dict[_Group, Table] = {}
        self._seen: set[tuple[str, str]] = set()

    def add(self, sheet: str, at: Origin, cells: Mapping[str, Cell], origins: Mapping[str, str] | None = None,
            fault: str = "") -> None:
        """A row of `sheet` that stands at `at` in its file; a `fault` rejects it as a whole."""
        back = {**self._origins, **(origins or {})}
        group = (sheet, at.file, tuple(cells), tuple(sorted(back.items())))
        table = self._groups.setdefault(group, Table(sheet, at.file, tuple(cells), columns=back))
        table.rows.append(Row(at.line, tuple(cells.values()), faults=(("", "", fault),) if fault else ()))

    def once(self, sheet: str, at: Origin, cells: Mapping[str, Cell], by: str = "id") -> bool:
        """The same, unless a row of the sheet with this `by` was made before; whether it was made now."""
        mark = (sheet, str(cells[by]))
        if mark in self._seen:
            return False
        self._seen.add(mark)
        self.add(sheet, at, cells)
        return True

    def tables(self) -> list[Table]:
        """The rows as tables called after their sheets."""
        return list(self._groups.values())
