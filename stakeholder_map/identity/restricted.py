"""Whose record is restricted: the strictest that any list says of a person holds for all that lists say of them."""

from __future__ import annotations

from ..model import STRICTER
from . import FactsLike


def restricted(facts: FactsLike) -> frozenset[str]:
    """Keys of people whose record any list restricts, and of everything that further lists say of them (aliases)."""
    same = {start: end for kind, _, start, _, end, _ in facts.ties if kind == "SAME_AS"}
    people = {same.get(str(props["key"]), str(props["key"])) for label, props in facts.nodes
              if label in ("Person", "Alias") and (props.get("restricted") or props.get(STRICTER["restricted"]))}
    return frozenset(people | {alias for alias, person in same.items() if person in people})
