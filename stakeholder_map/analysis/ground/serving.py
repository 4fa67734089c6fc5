"""Which partnerships a relationship with an organisation serves (interfaces: Which partnership a tie serves)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...snapshot import Snapshot
from .partnerships import Partnership
from .relationships import Relationship, Statement


class Serving:
    """Answers which partnerships a relationship serves, and whether it is shared between several."""

    def __init__(self, snapshot: Snapshot, partnerships: Iterable[Partnership]) -> None:
        self.with_organisation: defaultdict[str, set[str]] = defaultdict(set)
        for partnership in partnerships:
            for partner in partnership.partners:
                self.with_organisation[partner.organisation].add(partnership.key)
        self.represents: defaultdict[str, set[str]] = defaultdict(set)
        self.represented: defaultdict[str, set[str]] = defaultdict(set)
        for person, represented, data in snapshot.ties("REPRESENTS"):
            if data.get("since") is None or data["since"] <= snapshot.date:
                self.represented[person].add(represented)
                if snapshot.in_force(data):  # a simulated departure changes who is there, not what a tie is about
                    self.represents[person].add(represented)

    def now(self, relationship: Relationship, organisation: str) -> Mapping[str, bool]:
        """Partnership -> is the relationship shared there? For a relationship that counts today."""
        said = relationship.open or relationship.statements
        named = [_named(s) for s in said] or [_named_by_contacts(relationship)]
        return self._serves(relationship, organisation, named, self.represents)

    def ever(self, relationship: Relationship, organisation: str, statement: Statement | None) -> frozenset[str]:
        """Every partnership that one statement serves or served, also through representatives of the past.

        None stands for a relationship that only its contacts tell of.
        """
        named = [_named(statement) if statement is not None else _named_by_contacts(relationship)]
        today = self._serves(relationship, organisation, named, self.represents)
        return frozenset(today) | frozenset(self._serves(relationship, organisation, named, self.represented))

    def _serves(
        self,
        relationship: Relationship,
        organisation: str,
        named: list[frozenset[str]],
        representing: Mapping[str, set[str]],
    ) -> Mapping[str, bool]:
        possible = self.with_organisation.get(organisation, set())
        result: dict[str, bool] = {}
        for names in named:
            if names:
                served = possible & names
            else:
                a, b = relationship.ends
                served = possible & (representing.get(a, set()) | representing.get(b, set()))
            shared = not names and not served and len(possible) > 1
            for partnership in served if names or served else possible:
                result[partnership] = result.get(partnership, True) and shared
        return result


def _named(statement: Statement) -> frozenset[str]:
    return frozenset(statement.get("partnerships") or ())


def _named_by_contacts(relationship: Relationship) -> frozenset[str]:
    """What the contacts were about, when every one of them says so."""
    if not all(c.about for c in relationship.contacts):
        return frozenset()
    return frozenset().union(*(c.about for c in relationship.contacts))
