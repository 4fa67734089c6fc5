"""Spells: one tie can begin and end several times; each time is a fact of its own with its own key.

A tie that its source no longer says is closed by absence and marked `absent`. When the source says it again after
some days without it, a new spell begins on the day of that file, marked `resumed`, with the next ordinal in its key
(`…#2`); the old one stays as it was, so that every day in between is answered as it was answered then.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..batch import Tie
from ..model import TEXT

Props = dict[str, Any]
SINCE, UNTIL = "since", "until"
DAY = timedelta(days=1)
_APART = ("partnerships", "capacity", "on_behalf_of", "line")
"""Fields that tell parallel ties between the same two ends apart; they are no spells of each other."""

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
    ordered = sorted(known, key=_order)
    pairs = _pairs(sorted(said, key=lambda tie: _order({**tie.props, "key": tie.key})), ordered)
    chosen = {spell["key"] for _, spell in pairs if spell is not None}
    free = [spell for spell in ordered if spell["key"] not in chosen]
    return [Match(tie, None) if spell is None else _meant(tie, _latest(tie, spell, free), as_of)
            for tie, spell in pairs]


def _meant(tie: Tie, spell: Props, as_of: date) -> Match:
    return Match(tie, None, spell[UNTIL]) if _over(tie, spell, as_of) else Match(tie, spell)


def _pairs(said: Sequence[Tie], known: Sequence[Props]) -> list[tuple[Tie, Props | None]]:
    """Each tie with the spell it is most surely meant by: the surest pairs first, so that none takes another's."""
    left = list(known)
    pairs: list[tuple[Tie, Props | None]] = [(tie, None) for tie in said]
    for sure in _SURE:
        for at, (tie, chosen) in enumerate(pairs):
            if chosen is None and left:
                spell = next((spell for spell in reversed(left) if sure(tie, spell)), None)
                if spell is not None:
                    left.remove(spell)
                    pairs[at] = (tie, spell)
    return pairs


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


def _alike(tie: Tie, spell: Props) -> bool:
    """Do they agree in what tells parallel ties apart, as far as the file says it?"""
    return all(tie.props[name] == spell.get(name) for name in _APART if name in tie.props)


def _may_be(tie: Tie, spell: Props) -> bool:
    """Can they be the same? Not when one began after the other had ended."""
    since, until = tie.props.get(SINCE), tie.props.get(UNTIL)
    begin, end = spell.get(SINCE), spell.get(UNTIL)
    return not (since and end and since > end) and not (until and begin and until < begin)


_SURE: Sequence[Callable[[Tie, Props], bool]] = (
    lambda tie, spell: tie.props.get(SINCE) is not None and tie.props[SINCE] == spell.get(SINCE) and _alike(tie, spell)
    and tie.key == spell["key"],
    lambda tie, spell: tie.props.get(SINCE) is not None and tie.props[SINCE] == spell.get(SINCE) and _alike(tie, spell),
    lambda tie, spell: tie.key == spell["key"] and _alike(tie, spell) and _may_be(tie, spell),
    lambda tie, spell: _alike(tie, spell) and _may_be(tie, spell),
    lambda tie, spell: tie.key == spell["key"] and _may_be(tie, spell),
    _may_be,
)
"""Reasons to take a stated tie and a stored spell for the same, the surest first."""


def _latest(tie: Tie, spell: Props, free: list[Props]) -> Props:
    """Go on from a spell that ended by absence to the last one that resumed it, and take that from `free`."""
    until = tie.props.get(UNTIL)
    for later in tuple(free):
        follows = spell.get(ABSENT) and later.get(RESUMED) == spell[UNTIL] and _alike(tie, later)
        if follows and (until is None or until >= later[SINCE]):
            free.remove(later)
            spell = later
    return spell


def _over(tie: Tie, spell: Props, as_of: date) -> bool:
    """Did this spell end by absence, some days before `as_of`, and does the file not say when it really ended?"""
    return bool(spell.get(ABSENT)) and tie.props.get(UNTIL) is None and as_of > spell[UNTIL] + DAY
