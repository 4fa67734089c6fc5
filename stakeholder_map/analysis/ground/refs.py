"""References to things and people by key, with the names that people know; alone, in pairs and in lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...snapshot import Snapshot
from ...words import enumeration
from ..answers import PartnershipRef, PersonRef, Ref, Side
from .partnerships import Partnership

SHOWN = 3
"""How many names a sentence holds before it says how many more there are."""


def ref(snapshot: Snapshot, key: str) -> Ref:
    return Ref(key, snapshot.name(key))


def person(snapshot: Snapshot, key: str, side: Side) -> PersonRef:
    return PersonRef(key, snapshot.name(key), side)


def people(snapshot: Snapshot, keys: Iterable[str], side: Side) -> tuple[PersonRef, ...]:
    """Everybody once, in the order of their keys."""
    return tuple(person(snapshot, key, side) for key in sorted(set(keys)))


def pair_text(name: Callable[[str], str], ours: str, theirs: str) -> str:
    """`Ana Silva – Xan Abel`."""
    return f"{name(ours)} – {name(theirs)}"


def listed(names: Sequence[str]) -> str:
    """At most SHOWN of them; two people of one name are named twice."""
    return enumeration(names, SHOWN)


def partnership_ref(partnership: Partnership) -> PartnershipRef:
    return PartnershipRef(partnership.key, partnership.name, partnership.implied)
