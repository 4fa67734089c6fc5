"""References to things and people by key, with the names that people know."""

from __future__ import annotations

from collections.abc import Iterable

from ...snapshot import Snapshot
from ..answers import PartnershipRef, PersonRef, Ref, Side
from .partnerships import Partnership


def ref(snapshot: Snapshot, key: str) -> Ref:
    return Ref(key, snapshot.name(key))


def person(snapshot: Snapshot, key: str, side: Side) -> PersonRef:
    return PersonRef(key, snapshot.name(key), side)


def people(snapshot: Snapshot, keys: Iterable[str], side: Side) -> tuple[PersonRef, ...]:
    """Everybody once, in the order of their keys."""
    return tuple(person(snapshot, key, side) for key in sorted(set(keys)))


def partnership_ref(partnership: Partnership) -> PartnershipRef:
    return PartnershipRef(partnership.key, partnership.name, partnership.implied)
