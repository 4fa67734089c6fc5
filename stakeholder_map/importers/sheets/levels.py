"""The sheet of levels: titles and the level each was confirmed to have."""

from __future__ import annotations

from ...identity.naming import normal
from ..assembly.draft import Draft
from ..cells.columns import Column, Sheet

SHEET = Sheet("levels", "Which level a job title has; applied to posts and people whose row gives no level.", (
    Column("title", "text", "A job title as it stands in people or posts.", required=True,
           synonyms=("job title", "post")),
    Column("level", "level", "executive, senior, operational or frontline.", required=True, blank_ok=True,
           synonyms=("confirmed level", "proposed level")),
), spans=())


def build(draft: Draft) -> None:
    """Remember the confirmed level of each title."""
    for record in draft.accepted("levels"):
        if draft.first(record, normal(record.text("title")), record.text("title")) and record.text("level"):
            draft.levels[normal(record.text("title"))] = record.text("level")
