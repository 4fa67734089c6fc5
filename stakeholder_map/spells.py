"""Spells: one tie can begin and end several times; each time is a fact of its own with its own key.

A tie that its source no longer says is closed by absence and marked `absent`. When the source says it again after
some days without it, a new spell begins on the day of that file, marked `resumed`, with the next ordinal in its key
(`…#2`); the old one stays as it was, so that every day in between is answered as it was answered then.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .model import TEXT, Tie

Props = dict[str, Any]
SINCE, UNTIL = "since", "until"
DAY = timedelta(days=1)
ABSENT = "absent"
"""Marks a fact that was closed because its source fell silent about it."""
RESUMED = "resumed"
"""In a spell that begins on the day on which its source spoke of it again: the day on which the one before ended."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which stored spell a stated tie means; None for a new one.

    `resumed` is the day on which the one before ended, when the file does not say when this one began.
    """

    tie: Tie
    spell: Props | None
    resumed: date | None = None


def match(said: Sequence[Tie], known: Sequence[Props], as_of: date) -> list[Match]:
    """Match the stated ties of one type between the same two ends with their stored spells."""
    left = sorted(known, key=_order)
    matches: list[Match] = []
    for tie in sorted(said, key=lambda tie: _order({**tie.props, "key": tie.key})):
        spell = _same(tie, left)
        if spell is None:
            matches.append(Match(tie, None))
            continue
        spell = _latest(tie, spell, left)
        over = _over(tie, spell, as_of)
        matches.append(Match(tie, None, spell[UNTIL]) if over else Match(tie, spell))
        left.remove(spell)
    return matches


def resumed(props: Mapping[str, Any], as_of: date, ended: date) -> dict[str, Any]:
    """Properties of a spell that begins again on `as_of`, after the one before ended."""
    return {**props, SINCE: as_of, SINCE + TEXT: None, RESUMED: ended}


def next_key(tie: Tie, taken: Container[tuple[str, str]]) -> str:
    """A key for a further spell of `tie`: the same with the first free ordinal."""
    base, mark, ordinal = tie.key.rpartition("#")
    if not mark or not ordinal.isdigit() or tie.key.endswith(tie.end):
        base = tie.key
    number = 2
    while (tie.type, key := f"{base}#{number}") in taken:
        number += 1
    return key


def _order(props: Props) -> tuple[date, int, str]:
    key = str(props["key"])
    return props.get(SINCE) or date.min, len(key), key


def _same(tie: Tie, left: Sequence[Props]) -> Props | None:
    """The spell with the same beginning, else with the same key, else the last one that overlaps."""
    since, until = tie.props.get(SINCE), tie.props.get(UNTIL)
    for spell in left:
        if since is not None and spell.get(SINCE) == since:
            return spell
    near = [spell for spell in left if not _apart(spell, since, until)]
    return next((spell for spell in near if spell["key"] == tie.key), near[-1] if near else None)


def _apart(spell: Props, since: date | None, until: date | None) -> bool:
    begin, end = spell.get(SINCE), spell.get(UNTIL)
    return bool((since and end and since > end) or (until and begin and until < begin))


def _latest(tie: Tie, spell: Props, left: Sequence[Props]) -> Props:
    """Go on from a spell that ended by absence to the last one that resumed it."""
    until = tie.props.get(UNTIL)
    for later in left[left.index(spell) + 1 :]:
        if spell.get(ABSENT) and later.get(RESUMED) and (until is None or until >= later[SINCE]):
            spell = later
    return spell


def _over(tie: Tie, spell: Props, as_of: date) -> bool:
    """Did this spell end by absence, some days before `as_of`, and does the file not say when it really ended?"""
    return bool(spell.get(ABSENT)) and tie.props.get(UNTIL) is None and as_of > spell[UNTIL] + DAY
