"""The record of what an import changed and closed, with before and after, as texts in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .encoding import dumps, loads

FACTS = 500
"""So many facts stand in one text."""

SEEN = "seen"
"""What an entry says that is no change: facts (keys in `ends`) that the import `key` had stated last before."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One changed or closed fact. `statement` is the one that writes it, `ends` are the keys of a tie's ends."""

    doing: str
    statement: str
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    ends: tuple[str, ...] = ()


def rows(edits: Sequence[Edit], key: str) -> list[dict[str, Any]]:
    """The edits of the import `key` as rows of ledger/edits."""
    parts = [edits[start : start + FACTS] for start in range(0, len(edits), FACTS)]
    return [{"key": f"{key}/{number}", "import": key, "number": number, "facts": _text(part)}
            for number, part in enumerate(parts, start=1)]


def of(texts: Iterable[str]) -> Iterator[Edit]:
    """The edits in the texts that `rows` wrote."""
    for text in texts:
        for fact in loads(text):
            yield Edit(**{**fact, "ends": tuple(fact["ends"])})


def _text(edits: Sequence[Edit]) -> str:
    return dumps([asdict(edit) for edit in edits])
