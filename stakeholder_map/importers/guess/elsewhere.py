"""People whom another table lists already: a list of organisations need not name their contacts once more."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import normal, normal_person
from ..files.tables import Table
from .columns import Column, columns_of, with_role
from .settling import having, settled_columns


def named_once(tables: Sequence[Table]) -> list[list[Column]]:
    """The columns of each table; one that names the main contacts of organisations is put aside where another table
    lists most of them and says more, for else they would be read as two people each.
    """
    found = [columns_of(table) for table in tables]
    if len(tables) < 2:
        return found
    settled = [settled_columns(columns) for columns in found]
    people = [_people(table, columns) for table, columns in zip(tables, settled, strict=True)]
    for n, (table, columns) in enumerate(zip(tables, settled, strict=True)):
        others = set().union(*(names for m, names in enumerate(people) if m != n))
        for column in _main_contacts(columns):
            named = _texts(table, column)
            if named and sum(name in others for name in named) >= len(named) / 2:
                found[n] = [with_role(c, "extra", "most of these people stand in another table, which says more about "
                                                  "them") if c.position == column.position else c for c in found[n]]
    return found


def _main_contacts(columns: Sequence[Column]) -> list[Column]:
    """The column of names in a table that has each organisation once and no addresses of people."""
    place = having(columns, "organisation")
    alone = not any(having(columns, role) for role in ("first", "last", "email", "title"))
    once = bool(place) and place[0].profile.distinct == place[0].profile.filled
    return having(columns, "name") if once and alone else []


def _people(table: Table, columns: Sequence[Column]) -> set[str]:
    """The people whom a table lists with more than their names."""
    pair = [*having(columns, "first"), *having(columns, "last")]
    names = pair if len(pair) == 2 else having(columns, "name")
    if not names or (len(pair) != 2 and _main_contacts(columns)):
        return set()
    texts = ([column.text(row) for column in names] for row in table.rows)
    return {normal(" ".join(some)) if pair else normal_person(some[0]) for some in texts}


def _texts(table: Table, column: Column) -> set[str]:
    return {text for row in table.rows if (text := normal_person(column.text(row)))}
