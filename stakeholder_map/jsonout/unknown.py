"""What could not be answered, as it stands under `unknown` of every answer about partnerships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..analysis.answers import PartnershipRef, Redundancy, Ref
    from ..analysis.risk.answers import Risk


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What could not be answered about a partnership, or about one organisation in it, and why."""

    partnership: PartnershipRef
    organisation: Ref | None
    reason: str


def unanswered(rows: Sequence[Redundancy | Risk]) -> list[Unanswered]:
    """One for each organisation with verdict unknown; `organisation` is None where no member could be asked about."""
    found = []
    for row in rows:
        members = [p for p in row.by_partner if p.verdict == "unknown"]
        found += [Unanswered(row.partnership, p.organisation, p.reason) for p in members]
        if row.verdict == "unknown" and not members:
            found.append(Unanswered(row.partnership, None, row.reason))
    return found
