"""What becomes of the facts when two records of one person are joined, and when they are taken apart. Pure.

The person who goes becomes an alias of the one who stays, as an import of their list would have made it. Keys of ties
name the records between which a list states them, so they show later what belongs to whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..identity.unite.things import itself, merged
from ..model import STRICTER, TIES
from ..store.edits import Edit
from ..store.facts import Facts, TieFact
from ..store.loading import Row

SAME_AS = "SAME_AS"
STAMPS = ("source", "sheet", "seen", "made")
_KINDS = {kind.name: kind for kind in TIES.values()}


@dataclass(frozen=True)
class Work:
    """What is taken away (`cut`: ties of a person by type) and written, and the record of it for the ledger."""

    rows: dict[str, list[Row]]
    edits: list[Edit]
    moved: int
    parked: int
    cut: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)


def join(facts: Facts, keep: str, other: str) -> Work:
    """The person `other` as an alias of `keep`; a tie between the two is parked in the ledger."""
    people = {props["key"]: props for label, props in facts.nodes if label == "Person"}
    for key in (keep, other):
        if key not in people:
            raise InputError(f"Nobody has the id '{key}'.", "See `stakeholder-map people duplicates`.")
    if keep == other:
        raise InputError("These are one and the same record.", "Name two.")
    props = {name: value for name, value in people[other].items() if name not in STRICTER.values()}
    mine = [tie for tie in facts.ties if other in _people_of(tie)]
    parked = [tie for tie in mine if keep in _people_of(tie)]
    moved = [tie for tie in mine if keep not in _people_of(tie)]
    led = [_led(tie, other, keep) for tie in moved]
    same = {name: props[name] for name in STAMPS if name in props}
    same["key"] = f"{props['source']}:{SAME_AS}:{other}>{keep}"
    rows = {"alias": [{"key": other, "props": props}],
            **_rows([*led, (SAME_AS, "Alias", other, "Person", keep, same)])}
    edits = [Edit("merged", "person", other, props, {}, (keep,)), *map(_moved, moved, led),
             *(Edit("parked", _statement(tie), tie[5]["key"], tie[5], {}, (tie[2], tie[4])) for tie in parked)]
    return Work(rows, edits, len(moved), len(parked))


def part(facts: Facts, alias: str, before: Sequence[Edit]) -> Work:
    """The alias as a person again, with the ties that its merge (`before`) moved, and those that name it.

    Aliases that came along with it go with it. Without a merge it is one that an import recognised.
    """
    keep, props = meant(facts, alias)
    were = {(edit.statement, edit.key) for edit in before if edit.doing == "moved"}
    near = [tie for tie in facts.ties if keep in _people_of(tie) and tie[:3] != (SAME_AS, "Alias", alias)]
    along = {tie[2] for tie in near if tie[0] == SAME_AS and (_statement(tie), tie[5]["key"]) in were}
    back = [tie for tie in near
            if (_statement(tie), tie[5]["key"]) in were or _named(tie, {alias, *along})]
    led = [_led(tie, keep, alias) for tie in back]
    people = {alias, *(props["key"] for label, props in facts.nodes if label == "Person")}
    parked = [_parked(edit) for edit in before if edit.doing == "parked" and set(edit.ends) <= people]
    cut: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in back:
        cut[keep, tie[0]].append(tie[5]["key"])
    rows = {"person": [{"key": alias, "props": props}], **_rows([*led, *parked])}
    edits = [Edit("unmerged", "alias", alias, props, {}, (keep,)), *map(_moved, back, led)]
    return Work(rows, edits, len(back), len(parked), dict(cut))


def merged_organisation(facts: Facts, keep: str, other: str) -> Work:
    """The organisation `other` as a further record of `keep`: both stay as their lists have them, and one tie says so.

    It goes with the record that its list states, and is stated again by every later file of that list.
    """
    stored = {props["key"]: props for label, props in facts.nodes if label == "Organisation"}
    for key in (keep, other):
        if key not in stored:
            raise InputError(f"No organisation has the id '{key}'.", "See `stakeholder-map organisations duplicates`.")
    if itself(keep, merged(facts.ties)) == itself(other, merged(facts.ties)):
        raise InputError("These are one and the same organisation.", "Name two.")
    props = stored[other]
    same = {name: props[name] for name in STAMPS if name in props}
    same["key"] = f"{props['source']}:{SAME_AS}:{other}>{keep}"
    tie = (SAME_AS, "Organisation", other, "Organisation", keep, same)
    return Work(_rows([tie]), [Edit("merged", "organisation", other, {}, {}, (keep,))], 0, 0)


def parted_organisation(facts: Facts, other: str) -> tuple[Work, str]:
    """The organisation `other` by itself again, and the one into which it was merged."""
    keep = merged(facts.ties).get(other)
    if keep is None:
        raise InputError(f"'{other}' is not merged into another organisation.",
                         "See `stakeholder-map organisations show NAME`.")
    return Work({}, [Edit("unmerged", "organisation", other, {}, {}, (keep,))], 0, 0), keep


def meant(facts: Facts, alias: str) -> tuple[str, dict[str, Any]]:
    """The person whom an alias means, and what the alias says. Raises InputError when there is no such alias."""
    person = next((tie[4] for tie in facts.ties if tie[0] == SAME_AS and tie[2] == alias), "")
    props = next((props for label, props in facts.nodes if label == "Alias" and props["key"] == alias), None)
    if not person or props is None:
        raise InputError(f"'{alias}' is not joined with anybody.", "See `stakeholder-map people show NAME`.")
    return person, props


def _people_of(tie: TieFact) -> tuple[str, ...]:
    """Keys of the people at the ends of a tie."""
    return tuple(key for label, key in (tie[1:3], tie[3:5]) if label == "Person")


def _led(tie: TieFact, old: str, new: str) -> TieFact:
    """The tie with another person in the place of one."""
    kind, a, start, b, end, props = tie
    return (kind, a, new if (a, start) == ("Person", old) else start, b, new if (b, end) == ("Person", old) else end,
            props)


def _named(tie: TieFact, records: Collection[str]) -> bool:
    """Does the key of a tie name one of these records, as those that imports make do?"""
    kind, props = tie[0], tie[5]
    head, mark, ends = str(props["key"]).partition(f":{kind}:")
    return bool(mark) and head == props.get("source") and any(
        ends.startswith(f"{record}>") or re.search(f">{re.escape(record)}(#\\d+)?$", ends) for record in records)


def _statement(tie: TieFact) -> str:
    return TIES[tie[0], tie[1], tie[3]].name


def _rows(ties: Iterable[TieFact]) -> dict[str, list[Row]]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for tie in ties:
        rows[_statement(tie)].append({"key": tie[5]["key"], "start": tie[2], "end": tie[4], "props": tie[5]})
    return dict(rows)


def _moved(tie: TieFact, led: TieFact) -> Edit:
    return Edit("moved", _statement(tie), tie[5]["key"], {"start": tie[2], "end": tie[4]},
                {"start": led[2], "end": led[4]}, (led[2], led[4]))


def _parked(edit: Edit) -> TieFact:
    kind = _KINDS[edit.statement]
    return kind.type, kind.start, edit.ends[0], kind.end, edit.ends[1], dict(edit.before)
