"""What a post is while it is read, who is no holder, and the level of a title."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...identity import Entry
from ...identity.naming import normal
from ...words import count
from ..assembly.draft import Draft, Props
from ..cells.levels import propose_levels
from ..cells.record import Record


@dataclass(slots=True)
class Holding:
    """One row of posts: where the post is, and who holds it."""

    record: Record
    organisation: Entry | None = None
    unit: Entry | None = None
    holder: Entry | None = None


@dataclass(slots=True)
class Post:
    """One post with the rows that speak about it."""

    key: str
    title: str
    organisation: Entry | None
    unit: Entry | None
    holdings: list[Holding] = field(default_factory=list)


def with_level(draft: Draft, props: Props, record: Record) -> Props:
    """The fields of a post with the confirmed level of its title; titles without a level are remembered."""
    title = record.text("title")
    if title and not props.get("level"):
        if confirmed := draft.levels.get(normal(title)):
            return {**props, "level": confirmed}
        draft.untitled.add(title)
    return props


def propose(draft: Draft) -> None:
    """Say once which levels the titles suggest; nothing is filled in before somebody confirms it."""
    if not draft.untitled:
        return
    proposed = propose_levels(draft.untitled)
    shown = [f"{title} → {level or '?'}" for title, level in proposed.items()]
    more = f" and {len(shown) - 20} more" if len(shown) > 20 else ""
    draft.log.note(f"No level is known for {count(len(shown), 'title')}. Proposed: {'; '.join(shown[:20])}{more}.",
                   "Confirm them in a sheet “levels” with the columns title and level, or fill in the column level.")
