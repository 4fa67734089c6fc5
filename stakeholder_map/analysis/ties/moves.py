"""Contacts who moved from one organisation to another and took the relationship with them: it serves the new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..answers import Ref
from ..ground import Ground
from ..ground.contacts import stated
from ..ground.employment import Holding, employments
from ..ground.refs import ref
from ..ground.relationships import Relationship


@dataclass(frozen=True, slots=True)
class Move:
    """Where somebody was before, and since when they are where they are."""

    organisation: Ref
    on: date


class Moves:
    """Finds who came from where."""

    def __init__(self, base: Ground) -> None:
        self.base, self.employments = base, employments(base.snapshot)

    def of(self, person: str, organisation: str, relationship: Relationship) -> Move | None:
        """The move of `person` to `organisation`, where the relationship is older than that; else None.

        A change of post inside the organisation, or from a part of it, is no move.
        """
        above, today = self.base.sides.above, self.base.snapshot.date
        inside, elsewhere = list[Holding](), list[tuple[date, str]]()
        for employer, holdings in self.employments.get(person, {}).items():
            if organisation in above.get(employer, ()):
                inside += holdings
            else:
                elsewhere += [(h.days.until, employer) for h in holdings]
        came = min((h.days.since for h in inside if h.days.since <= today), default=date.min)
        before = max(((until, employer) for until, employer in elsewhere if until < came), default=None)
        if before is None or not any(day < came for day in _signs(relationship)):
            return None
        return Move(ref(self.base.snapshot, before[1]), came)


def _signs(relationship: Relationship) -> Iterator[date]:
    """Every day that shows that the two knew each other."""
    yield from (contact.on for contact in relationship.contacts)
    for statement in relationship.statements:
        yield from stated(statement, relationship.on)
        if statement.get("since"):
            yield statement["since"]
