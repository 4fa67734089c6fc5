"""A change of one fact: what differs between what a file states and what the store has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ..model import STATED, TEXT, NodeKind, TieKind
from .spells import ABSENT, RESUMED, SINCE, UNTIL

Props = Mapping[str, Any]
Doing = Literal["created", "changed", "closed", "unchanged"]
Kind = NodeKind | TieKind
EVIDENCE = ("last_contact", "confirmed_on")
HISTORY = "contacts"
"""Every known day of contact, in order: what `last_contact` and `confirmed_on` said before stays there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one fact; `before` and `after` hold only what differs. `ends` are the keys of a tie's ends.

    `said` is the import that stated the fact last before this one, '' for a new one.
    """

    doing: Doing
    kind: Kind
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    ends: tuple[str, str] | None = None
    said: str = ""

    @property
    def kind_name(self) -> str:
        """Plural of a label, type of a tie."""
        return self.kind.plural if isinstance(self.kind, NodeKind) else self.kind.type


def allowed(kind: NodeKind | TieKind) -> frozenset[str]:
    """Names of the properties that a fact of this kind may state; only an exported folder states the marks."""
    marks = (ABSENT, RESUMED) if closes(kind) else ()
    return frozenset((*kind.fields, *marks)) | frozenset(n + TEXT for n, type_ in kind.fields.items() if type_ is date)


def closes(kind: NodeKind | TieKind) -> bool:
    """Can a fact of this kind end? Events happen and stay."""
    return not kind.event and UNTIL in kind.fields


def stated(props: Props) -> dict[str, Any]:
    """Properties in the form in which they are stored: an empty list says nothing, like None."""
    return {name: (list(value) or None) if type(value) is list or type(value) is tuple else value
            for name, value in props.items()}


def created(props: Props, kind: NodeKind | TieKind) -> dict[str, Any]:
    """What a new fact stores."""
    clean = {name: value for name, value in stated(props).items() if value is not None}
    if HISTORY in kind.fields:
        history = sorted({*clean.get(HISTORY, ()), *(clean[name] for name in EVIDENCE if name in clean)})
        if history:
            clean[HISTORY] = history
    return clean


def changed(props: Props, known: Props, kind: NodeKind | TieKind, as_of: date) -> dict[str, Any]:
    """The properties that the file sets otherwise than the store has them; None takes one away.

    A property that the file has no column for stays as it is.
    """
    said = _explained(stated(props), known, as_of)
    after = {name: value for name, value in said.items() if value != known.get(name)}
    for name in tuple(after):
        if name + TEXT in known and name + TEXT not in said:
            after[name + TEXT] = None
    if HISTORY in kind.fields:
        history = _history(said, known)
        if history != known.get(HISTORY):
            after[HISTORY] = history
        else:
            after.pop(HISTORY, None)
    return after


def _explained(said: dict[str, Any], known: Props, as_of: date) -> dict[str, Any]:
    """`said` without what the store knows better, and with what undoes a closing by absence."""
    if said.get(ABSENT) or said.get(RESUMED):
        return said
    if known.get(RESUMED):
        since = said.get(SINCE)
        if since is None or since <= known[RESUMED]:
            said = {name: value for name, value in said.items() if name not in (SINCE, SINCE + TEXT)}
        else:
            said[RESUMED] = None
    if known.get(ABSENT):
        if said.get(UNTIL) is None and as_of <= known[UNTIL]:
            said = {name: value for name, value in said.items() if name not in (UNTIL, UNTIL + TEXT)}
        else:
            said = {**said, UNTIL: said.get(UNTIL), ABSENT: None}
    return said


def _history(said: Props, known: Props) -> list[date] | None:
    """All known days of contact after this file.

    A day that the file takes back goes, and when the last day of all moves back, so do those after it. A file that
    no longer gives any day takes back only the one that it gave.
    """
    days = {*(known.get(HISTORY) or ()), *(known[name] for name in EVIDENCE if known.get(name))}
    current = [day for name in EVIDENCE if (day := said.get(name, known.get(name)))]
    taken_back = {known[name] for name in EVIDENCE
                  if known.get(name) and name in said and (said[name] or date.min) < known[name]}
    if taken_back:
        last = max(current, default=date.max)
        days = {day for day in days - taken_back if day <= last}
    return sorted({*days, *current, *(said.get(HISTORY) or ())}) or None


def sheet(said: str, known: Props, kind: NodeKind | TieKind, present: frozenset[str]) -> str:
    """The sheet whose silence closes this fact from now on.

    A fact stays with the sheet that said it first while that one is not in the file, so that a file with fewer
    sheets does not take over what it only mentions; the sheet of the kind itself always comes first.
    """
    before = str(known.get(STATED[1]) or "")
    own = isinstance(kind, NodeKind) and said == kind.plural
    return said if own or not before or before in present else before


def ended(known: Props, as_of_before: date) -> dict[str, Any]:
    """What closing a fact by absence sets."""
    after = {UNTIL: as_of_before, ABSENT: True}
    return after | {UNTIL + TEXT: None} if known.get(UNTIL + TEXT) is not None else after
