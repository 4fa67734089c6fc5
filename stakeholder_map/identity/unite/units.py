"""Which units of several lists are one: the same name in the same organisation, and no other unit above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..naming import normal
from .things import Groups, Node, Tie, homes, source_of


def same_units(nodes: Sequence[Node], ties: Sequence[Tie]) -> dict[str, str]:
    """Key of a unit -> key of the unit of another list that it is.

    Where one list has several of a name in an organisation, the name of the unit above has to agree too.
    """
    names = {str(props["key"]): normal(str(props.get("name") or "")) for label, props in nodes if label == "Unit"}
    if len({source_of(key) for key in names}) < 2:
        return {}
    above = {start: names.get(end, "") for kind, label, start, end_label, end, _ in ties
             if kind == "PART_OF" and label == end_label == "Unit"}
    called: defaultdict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    for key, places in homes(ties, sorted(names)).items():
        if places and names[key]:
            called[places, names[key]].append(key)
    groups = Groups()
    for units in called.values():
        parents = {above.get(key, "") for key in units} - {""}
        _join(groups, units if len(parents) < 2 else ())
        for parent in parents:
            _join(groups, [key for key in units if above.get(key) == parent])
    return groups.leading_to()


def _join(groups: Groups, units: Iterable[str]) -> None:
    """Make them one, unless one list has two of them."""
    units = list(units)
    if len({source_of(key) for key in units}) == len(units):
        for one, other in pairwise(units):
            groups.join(one, other)
