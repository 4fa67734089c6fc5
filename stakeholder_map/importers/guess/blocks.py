"""Lists in blocks: the organisation stands in the first row of its contacts and nowhere below."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import address
from ..files.tables import Table
from .columns import Column
from .entries import Entry, Target, quoted
from .settling import having

_LEAST = 1 / 3
"""So many of the rows must be blank where no addresses bear it out: fewer may be contacts without an organisation."""


def in_blocks(table: Table, columns: Sequence[Column], place: Column) -> bool:
    """Whether rows without an organisation belong to the one above them."""
    names = [c for c in columns if c.role in ("name", "first", "last", "holder")]
    shown = place.profile
    if not names or shown.distinct < shown.filled or not 1 < shown.filled < shown.rows or (
            place.position > min(c.position for c in names) or not place.text(table.rows[0])):
        return False
    if not all(place.text(row) or any(c.text(row) for c in names) for row in table.rows):
        return False
    same = _borne_out(table, place, having(columns, "email"))
    return sum(same) > len(same) / 2 if same else shown.filled <= shown.rows * (1 - _LEAST)


def filled_down(targets: Sequence[Target], place: Column) -> None:
    """Let the tables of people take the organisation from above."""
    why = "blank below the first row of each: these are contacts of the one above"
    for target in targets:
        if target.sheet != "organisations" and any(entry.toml == quoted(place.called) for entry in target.entries):
            target.entries.insert(0, Entry("fill_down", f"[{quoted(place.called)}]", why))


def _borne_out(table: Table, place: Column, emails: Sequence[Column]) -> list[bool]:
    """Of each row without organisation that has an address: whether one above it in the block is of the same place."""
    found: list[bool] = []
    block: set[str] = set()
    for row in table.rows:
        here = {mail.partition("@")[2] for c in emails if (mail := address(c.text(row)))}
        if place.text(row):
            block = here
        else:
            found += [bool(here & block)] if here and block else []
            block |= here
    return found
