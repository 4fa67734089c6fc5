"""The partnerships that a list of contacts names beside its organisations, and that these are members of them."""

from __future__ import annotations

from ..files.tables import Table
from .columns import Column
from .entries import Entry, Target, each, filled

_MARKS = (";", "\n", "|")
"""What may stand between several partnerships in a cell; commas stand in names too."""


def partnerships(table: Table, column: Column, place: str) -> list[Target]:
    """Tables of a mapping for a column of partnerships. `place` is the TOML of the organisation."""
    cells = [column.text(row) for row in table.rows]
    marks = [mark for mark in _MARKS if any(mark in cell for cell in cells)]
    lines = [each([column], marks, "some cells name several")] if marks else []
    if column.profile.filled < column.profile.rows:
        lines.append(Entry("where", filled([column]), "rows without it are left out"))
    named = Target("partnerships", [*lines, Entry("distinct", '"name"', "each partnership once")])
    named.add("name", [column])
    members = Target("members", [*lines, Entry("distinct", '["partnership", "organisation"]', "each member once")])
    members.add("partnership", [column])
    members.entries.append(Entry("organisation", place, "it stands in the same row"))
    return [named, members]
