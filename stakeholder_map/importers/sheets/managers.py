"""Who reports to whom, from the reports_to column of people; a missing or unclear manager never costs a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..assembly.draft import Draft, Placed
from .common import loops
from .seats import Holding

_Seats = Mapping[tuple[str, str], set[str]]

_MISSING = "The manager is not among the people of the same organisation; the row was kept without the line."
_UNCLEAR = "It is not clear who the manager is; the row was kept without the line."
_SEVERAL = "The person or their manager holds several posts there; the row was kept without the line."
_LOOP = "People who report to themselves, or in a circle; the lines were left out."


def report_to_managers(draft: Draft, holdings: Sequence[Holding], own: Mapping[tuple[str, str], str]) -> None:
    """REPORTS_TO between the posts of people and of their managers; `own` are the posts made for people."""
    rows = [p for p in draft.placed if p.record.ok and p.organisation and p.record.text("reports_to")]
    if not rows:
        return
    seats = _said(holdings, own)
    lines = [(row, *ends) for row in rows if (ends := _ends(draft, row, seats))]
    circular = loops({post: manager for _, post, manager in lines})
    for row, post, manager in lines:
        if post in circular or post == manager:
            draft.log.remark(row.record, "reports_to", _LOOP, "Correct reports_to.")
        else:
            draft.tie(row.record, "REPORTS_TO", ("Post", post), ("Post", manager), {"line": "solid"})


def _said(holdings: Sequence[Holding], own: Mapping[tuple[str, str], str]) -> _Seats:
    """The posts that people hold at organisations, as this import says."""
    seats: dict[tuple[str, str], set[str]] = defaultdict(set)
    for at, post in own.items():
        seats[at].add(post)
    for holding in holdings:
        if holding.record.ok and holding.holder and holding.organisation and not holding.record["until"]:
            seats[holding.holder.key, holding.organisation.key].add(holding.record.key)
    return seats


def _held(draft: Draft, seats: _Seats, person: str, organisation: str) -> set[str]:
    """The posts that somebody holds at an organisation: as this import says, else as the store has it."""
    stored = (draft.known.entries.get(post) for post in draft.known.held.get(person, ()))
    return seats.get((person, organisation)) or {
        entry.key for entry in stored if entry and organisation in entry.organisations}


def _ends(draft: Draft, row: Placed, seats: _Seats) -> tuple[str, str] | None:
    """The posts of a person and of their manager at one organisation; None, and a remark, where that is not clear."""
    assert row.organisation is not None
    at, text = row.organisation.key, row.record.text("reports_to")
    found = draft.finder.find(text, ("Person",), at)
    if found.entry is None and not found.unknown:
        draft.log.remark(row.record, "reports_to", _UNCLEAR, found.hint or "Write their e-mail address.")
        return None
    above = _held(draft, seats, found.entry.key, at) if found.entry else set()
    below = _held(draft, seats, row.person, at)
    if not above:
        draft.log.remark(row.record, "reports_to", _MISSING, "Add the manager with the same organisation.")
        return None
    if len(above) > 1 or len(below) != 1:
        draft.log.remark(row.record, "reports_to", _SEVERAL, "Say in the posts who reports to whom.")
        return None
    return next(iter(below)), next(iter(above))
