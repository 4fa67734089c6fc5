"""What coverage says in sentences: seats to win back or to meet, what relationships are like, what the chart lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..analysis.coverage import Coverage
from ..analysis.coverage.closeness import Closeness, Pair, Share
from ..analysis.coverage.engagement import Stakeholder
from ..analysis.coverage.seat_coverage import SeatCoverage
from ..words import COVERAGE, count, day, enumeration

MOST = 8
"""So many seats of one kind are named; the rest are counted."""
OLD = 365
"""Days after which an assessment is called old."""


def cell(engaged: int, seats: int, lost: int) -> str:
    """`2 of 3, 1 lost`."""
    return f"{engaged} of {seats}" + (f", {lost} lost" if lost else "") if seats else ""


def seats(row: Coverage) -> Iterator[tuple[str, list[str]]]:
    """For each way of standing except in touch: its words, and the seats, those to win back first."""
    for status in ("lost", "known", "unknown"):
        found = [_seat(seat) for seat in row.seats if seat.status == status]
        if found:
            more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
            yield str(COVERAGE[status]), found[:MOST] + more


def _seat(seat: SeatCoverage) -> str:
    title = seat.post.name if seat.post and seat.post.name != seat.post.id else "untitled post"
    where = "" if seat.level is None else f" ({seat.level})"
    held = enumeration([who.name for who in seat.holders]) or "no holder recorded"
    text = f"{held}, {title}{where}"
    knew = enumeration([who.name for who in seat.colleagues])
    if seat.status == "lost":
        before = f"; {enumeration([who.name for who in seat.former])} sat there before" if seat.former else ""
        return f"{text}{before}: ask {knew}, last contact {day(seat.last_contact)}"
    if seat.status == "known" and knew:
        return f"{text}; in another partnership known to {knew}"
    return text


def relationships(found: Closeness) -> Iterator[str]:
    """What the ties are like, as far as anything is recorded."""
    if not found.ties:
        return
    bare = found.ties - found.evidenced
    if found.evidenced:
        all_of_them = count(found.evidenced, "relationship")
        how_many = f"{found.two_way} of {all_of_them}" if found.two_way else "No relationship"
        but = _named(found.not_two_way, "; not " if found.two_way else ": ")
        yield f"{how_many} with recorded contact had contact both ways lately{but}."
    if bare:
        yield f"For {count(bare, 'more relationship')} no contact is recorded."
    if found.channels:
        yield f"Ways of contact on record: {enumeration(found.channels)}{_named(found.mail_only, '; only mail for ')}."
    yield from (text for text in (_share(found.ours, "our"), _share(found.theirs, "their")) if text)
    yield from _levels(found)
    if found.groups:
        groups = "; ".join(enumeration([who.name for who in group]) for group in found.groups)
        yield f"Nothing records that these colleagues of ours know of each other's contact here: {groups}."


def _named(pairs: Sequence[Pair], before: str) -> str:
    names = [f"{a.name} – {b.name}" for a, b in pairs]
    more = [f"{len(names) - 3} more"] if len(names) > 3 else []
    return before + enumeration(names[:3] + more) if names else ""


def _share(share: Share, side: str) -> str:
    if share.largest is None or share.who is None or share.hhi is None:
        return ""
    if share.largest > 1 - 1e-9:
        return f"On {side} side all recorded contact goes through {share.who.name}."
    alike = f"as even as {1 / share.hhi:.1f} people with equal shares"
    return f"On {side} side {share.who.name} holds {share.largest:.0%} of the strength of all contact ({alike})."


def _levels(found: Closeness) -> Iterator[str]:
    if found.level_gap:
        apart = "above" if found.level_gap > 0 else "below"
        steps = count(abs(found.level_gap), "level")
        yield (f"Their highest contact ({found.level_theirs}) stands {steps} {apart} ours ({found.level_ours}).")
    if found.wide:
        yield f"Far apart in level{_named(found.wide, ': ')}."


def stakeholder(found: Stakeholder, today: date) -> tuple[str, ...]:
    """A row: who, current, desired, power, interest, as of, what to note."""
    notes = []
    if found.below:
        notes.append("below what is desired")
    if not found.in_touch:
        notes.append("nobody of ours is in touch")
    if found.as_of and (today - found.as_of).days > OLD:
        notes.append("an old opinion")
    if found.below is None:
        notes.append("not assessed in full")
    values = (found.current, found.desired, found.power, found.interest, found.as_of)
    return (found.person.name, *("not known" if v is None else str(v) for v in values), ", ".join(notes))


def chart(row: Coverage) -> Iterator[str]:
    """What is odd in the recorded chart."""
    for remark in row.chart.remarks:
        names = [post.name for post in remark.posts]
        more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
        yield remark.text + (f" {enumeration(names[:MOST] + more)}." if names else "")
    if row.seats and row.levels_unrecorded:
        yield f"No seat is recorded at these levels: {enumeration(list(row.levels_unrecorded))}."


