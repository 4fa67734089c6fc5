"""The reason for each verdict, in words that name the people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...words import count, day
from ..answers import PartnerRedundancy, PersonRef, Verdict
from ..ground import Bond, Ground
from ..ground.contacts import HALF_LIFE, half_life
from ..ground.partnerships import Partner, Partnership
from ..ground.refs import listed, pair_text
from ..ground.sides import OURS


def partner(
    base: Ground,
    partnership: Partnership,
    partner: Partner,
    verdict: Verdict,
    bonds: Sequence[Bond],
    both: Sequence[str],
    matching: dict[str, str],
    sole: Sequence[PersonRef],
    severing: Sequence[PersonRef],
    default: float = HALF_LIFE,
) -> str:
    """Why `partner` has this verdict."""
    there = base.snapshot.name(partner.organisation)
    if verdict == "unknown":
        return _unknown(base, partnership, partner, there)
    if verdict == "severed":
        return _severed(base, partnership, partner, there, default)
    if verdict == "fail":
        enough = len(severing) >= partnership.needed
        text = "" if enough else _fail(partnership, there, sole, severing, bool(both))
        return text + _fallback(base, partnership, partner, there, enough)
    if verdict == "unconfirmed":
        return _unconfirmed(base, partnership, there, bonds)
    held = [pair_text(base.snapshot.name, a, b) for a, b in sorted(matching.items())]
    held += [f"{base.snapshot.name(p)} (on both sides)" for p in both]
    share = "one relationship" if len(held) == 1 else f"{len(held)} relationships that share nobody"
    return f"Held by {listed(held)}: {share}; {partnership.needed} needed."


def partnership(core: Sequence[PartnerRedundancy], verdict: Verdict) -> str:
    """Why a partnership has this verdict: the reason of the core members that have it."""
    if not core:
        return "No partner organisation is recorded as a core member."
    at = [p for p in core if p.verdict == verdict]
    if len(core) == 1:
        return at[0].reason
    others = len(at) - 1
    return at[0].reason + (f" The same verdict holds for {count(others, 'other member')}." if others else "")


def _unknown(base: Ground, partnership: Partnership, partner: Partner, there: str) -> str:
    ours = base.sides.members(OURS, partnership.key)
    theirs = base.sides.members(partner.organisation, partnership.key)
    if not theirs:
        return f"Nobody at {there} is recorded, so it is not known who holds this partnership."
    if not ours:
        return f"None of our own people is recorded, so it is not known who knows {_people(base, theirs)} at {there}."
    them = f"our people and {_people(base, theirs)} at {there}"
    if any(colleague in ours for contact in theirs for colleague in base.relationships.of(contact)):
        return f"What is recorded between {them} is not for this partnership, or not from their time there."
    return f"No relationship was ever recorded between {them}."


def _severed(base: Ground, partnership: Partnership, partner: Partner, there: str, default: float) -> str:
    days = half_life(default, partnership.cadence_days)
    ours, theirs = base.people(partnership, partner)
    lost = []
    for colleague, contact, relationship in base.recorded(partnership, partner, default):
        gone = [base.snapshot.name(p) for p, side in ((colleague, ours), (contact, theirs)) if p not in side]
        last = relationship.last_contact
        when = f"last contact {day(last)}" if last else "no contact recorded"
        still = when if relationship.state(days) == "lapsed" else "ended"
        why = f"{' and '.join(gone)} left" if gone else still
        lost.append((last or date.min, f"{pair_text(base.snapshot.name, colleague, contact)} ({why})"))
    lost.sort(key=lambda item: (-item[0].toordinal(), item[1]))
    before = [text for _, text in lost] or [
        f"{base.snapshot.name(p)} left" for p in base.were_both(partnership, partner)
    ]
    return f"No relationship with {there} is left: {listed(before)}."


def _fail(
    partnership: Partnership,
    there: str,
    sole: Sequence[PersonRef],
    severing: Sequence[PersonRef],
    both: bool,
) -> str:
    names = listed([f"{p.name} ({'our side' if p.side == 'ours' else there})" for p in sole or severing])
    if sole and both:
        text = f"Only {sole[0].name}, who is on both sides, links us with {there}; {partnership.needed} needed."
    elif sole:
        text = f"Every relationship with {there} passes through {names}; {partnership.needed} needed."
    else:
        text = f"Without {names} nobody would know anybody at {there} any more; {partnership.needed} needed."
    return text


def _fallback(base: Ground, partnership: Partnership, partner: Partner, there: str, enough: bool) -> str:
    """What to do about a partner with too few people; an introduction would not help."""
    if not base.too_small(partnership, partner):
        return ""
    has = f"{there} has only {count(base.snapshot.graph.nodes[partner.organisation]['size'], 'person', 'people')}"
    if enough:
        return f"{has} as recorded, and {partnership.needed} are needed: agree a fallback, or correct the size."
    return f" {has}, so agree a fallback with them."


def _unconfirmed(base: Ground, partnership: Partnership, there: str, bonds: Sequence[Bond]) -> str:
    asserted = [pair_text(base.snapshot.name, b.ours, b.theirs) for b in bonds if b.state == "asserted"]
    shared = [pair_text(base.snapshot.name, b.ours, b.theirs) for b in bonds if b.shared and b.state != "asserted"]
    parts = []
    if asserted:
        parts.append(f"no contact is recorded for {listed(asserted)}")
    if shared:
        parts.append(f"{listed(shared)} may serve another partnership with {there}")
    return f"Enough relationships with {there} are recorded ({partnership.needed} needed), but {'; '.join(parts)}."


def _people(base: Ground, keys: Iterable[str]) -> str:
    return listed(sorted(base.snapshot.name(key) for key in keys))
