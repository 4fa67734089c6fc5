"""What `ask` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from .form import payload

if TYPE_CHECKING:
    from ..queries.query import Query
    from ..store import Answer


def answer_payload(as_of: date, answer: Answer) -> dict[str, Any]:
    """What `ask NAME --json` prints; `truncated` when there may be more rows; `cut` says why: rows, time or size."""
    return payload(
        "ask", as_of, answer.rows, (), columns=answer.columns, truncated=answer.truncated, cut=answer.cut or None)


def catalogue_payload(as_of: date, found: Sequence[Query]) -> dict[str, Any]:
    """What `ask --json` prints: the questions with their parameters."""
    rows = [{"name": q.name, "group": q.group, "description": q.description, "params": q.params, "columns": q.columns}
            for q in found]
    return payload("ask", as_of, rows, ())
