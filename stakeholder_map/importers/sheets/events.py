"""Keys for rows that happen or are agreed and have no id: by whom and what they concern, numbered by date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...identity.naming import digest
from ..assembly.draft import Draft
from ..cells.record import Record


def event_keys(draft: Draft, label: str, rows: Sequence[tuple[Record, Sequence[str]]], date: str) -> None:
    """Give each row its key: its id, else a digest of what it concerns and an ordinal by date. Dates are in no key."""
    alike: dict[str, list[Record]] = defaultdict(list)
    for record, concerns in rows:
        if record.text("id"):
            record.key = draft.key(label, record.text("id"))
        else:
            alike[digest("\n".join(concerns))].append(record)
    for concern, records in alike.items():
        distinct: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            distinct[f"{record[date] or ''} {sorted(record.values.items(), key=str)}"].append(record)
        for n, text in enumerate(sorted(distinct), start=1):
            for record in distinct[text]:
                record.key = draft.key(label, f"{label.lower()}/{concern}" + (f"/{n}" if n > 1 else ""))
