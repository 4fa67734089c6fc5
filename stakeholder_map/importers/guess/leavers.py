"""Contacts whom a list itself says are gone: rows of people who have left, with no column that says when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...identity.naming import normal
from ..files.tables import Table
from .columns import Column
from .entries import none_of
from .settling import having

_GONE = re.compile(r"(has |have )?left( (the )?(organi[sz]ation|company|role|post|job))?|leaver|former|ex"
                   r"|retired|departed|gone|moved on|no longer (there|in post|in role|employed|works there)|resigned"
                   r"|deceased|ausgeschieden|ehemalig|nicht mehr (da|dort)|im ruhestand|pensioniert|partie?|a quitte"
                   r"|retraitee?|baja|ya no esta|jubilad[oa]")


def left(table: Table, columns: Sequence[Column]) -> list[str]:
    """Conditions that leave out who has left; none where a column says when, as those stay with their last day."""
    if having(columns, "until"):
        return []
    return [none_of(column, gone) for column in having(columns, "status") if (gone := sorted({
        text for row in table.rows if _GONE.fullmatch(normal(text := column.text(row)))}))]
