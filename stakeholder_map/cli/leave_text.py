"""What `leave` prints for people: what breaks, whom to hand over to whom, what else to settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..words import VERDICTS, count, day, enumeration, share, verdict
from . import screen

if TYPE_CHECKING:
    from ..analysis.answers import PersonRef, Ref
    from ..analysis.leave import Leave, WorstLeave
    from ..analysis.leave.consequences import Consequence, PartnerConsequence
    from ..analysis.leave.handover import HandOver
    from ..analysis.leave.leavers import Leaver
    from ..analysis.leave.orphans import Orphan
    from ..analysis.leave.successors import Successor

SHOWN = 12
"""So many lines of a list are printed; the rest is in the JSON."""
NAMES = 4


def worst(answer: WorstLeave, either_side: bool) -> None:
    """Who they are, whether that is proved, and the whole curve."""
    if not answer.leave.leavers:
        screen.say("Nobody's leaving would cut a partnership that is held today with so few people.")
        return
    who = "people, on either side," if either_side else "of our people"
    sure = "No other choice would cut more" if answer.exact else "The best found in the time given"
    names = enumeration([_called(leaver) for leaver in answer.leave.leavers])
    screen.say(f"The {len(answer.leave.leavers)} {who} whose leaving would cut most: {names}.")
    share = answer.weight / answer.total if answer.total else 0
    screen.say(f"{sure}: {share:.0%} of all partnerships by importance ({answer.weight:g} of {answer.total:g}).")
    if answer.by_greed < answer.weight:
        screen.say(f"Choosing one after the other would have found only {answer.by_greed:g}.")
    points = ", ".join(f"{p.people}: {p.share:.0%}{'' if p.exact else ' or more'}" for p in answer.curve)
    screen.say(f"How much goes with how many of our people: {points}.")
    if answer.truck_factor:
        screen.say(f"It would take {answer.truck_factor} of our people to cut more than half.")
    screen.say("")


def leave(answer: Leave, today: date, until: date | None) -> None:
    """One answer, top down: what breaks, the hand-over, the rest."""
    for gone in answer.gone:
        when = f" on {day(gone.until)}" if gone.until else ""
        screen.say(f"{gone.name} has already left{when}; nothing is changed by that.")
    if not answer.leavers:
        if until and not answer.gone:
            screen.say(f"Nobody has announced to leave by {day(until)}.")
        return
    screen.say(f"If {_leavers(answer.leavers)} left today ({today}):")
    _rows(answer)
    several = len(answer.leavers) > 1
    _handover(answer.handover, answer.successors, several)
    _orphans(answer.orphaned, several)


def _leavers(leavers: Sequence[Leaver]) -> str:
    return enumeration([_called(p) + (f" (going on {day(p.leaving_on)})" if p.leaving_on else "") for p in leavers])


def _called(leaver: Leaver) -> str:
    """With the organisation where it is not ours."""
    there = leaver.organisation.name if leaver.organisation and leaver.side == "theirs" else ""
    return f"{leaver.name} of {there}" if there else leaver.name


def _rows(answer: Leave) -> None:
    changed = [row for row in answer.rows if row.change != "same"]
    severed = sum(row.change == "severed" for row in changed)
    screen.say(f"{count(severed, 'partnership')} would have no relationship left, {len(changed) - severed} would be "
               f"weaker, {len(answer.rows) - len(changed)} would not change.")
    screen.say("")
    for row in changed:
        concerned = _concerned(row)
        worst = min((p.after for p in concerned), key=lambda after: list(VERDICTS).index(after.verdict))
        sign = str(verdict(worst.verdict, worst.kappa))
        screen.item(sign, row.partnership.name, _fact(row, concerned), " ".join(_partner(p) for p in concerned))
    screen.say("")


def _concerned(row: Consequence) -> list[PartnerConsequence]:
    """The members that this is about: the severed ones, else the weakened ones."""
    return [p for p in row.by_partner if p.change == row.change and (p.participation == "core")]


def _fact(row: Consequence, concerned: Sequence[PartnerConsequence]) -> str:
    before, after = (chance(max((s.loss for s in standings if s.loss is not None), default=None)) for standings in (
        [p.before for p in concerned], [p.after for p in concerned]))
    same = f"{before} already" if before == "100%" else f"{before} as before"
    change = same if before == after else f"{before} → {after}"
    return f"{row.needed} needed; chance that contact is lost within a year: {change}"


def chance(loss: float | None) -> str:
    """`33%`; in words where it is not known."""
    return "not known" if loss is None else share(loss)


def _partner(partner: PartnerConsequence) -> str:
    name, after = partner.organisation.name, partner.after.kappa or 0
    text = f"{name}: {partner.before.kappa or 0} → {count(after, 'independent relationship')}"
    if partner.before.kappa == partner.after.kappa:
        text = f"{name}: fewer confirmed relationships ({partner.before.kappa_confirmed} → " \
               f"{partner.after.kappa_confirmed})"
    if partner.together:
        text += ", only because they leave together"
    if partner.sole_contacts:
        text += f"; everything would pass through {enumeration(_names(partner.sole_contacts))}"
    lost = [p for p in partner.contacts_lost if p.side == "theirs"]
    if lost:
        text += f"; nobody of ours would know {enumeration(_names(lost))} any more"
    levels = [level.level for level in partner.levels_lost]
    if levels and partner.change != "severed":
        text += f"; nobody known at {enumeration(levels)} level"
    return text + "."


def _names(people: Sequence[PersonRef | Ref]) -> list[str]:
    """Up to NAMES names and how many more."""
    names = [p.name for p in people]
    return names if len(names) <= NAMES else [*names[: NAMES - 1], f"{len(names) - NAMES + 1} more"]


def _handover(handover: Sequence[HandOver], successors: Sequence[Successor], several: bool) -> None:
    after = {(s.contact.id, s.organisation.id): s for s in successors}
    theirs = _grouped([row for row in handover if row.contact.side == "theirs"], after)
    if theirs:
        screen.say("To hand over, contacts that nobody else knows first:")
        _table(("Contact", "Organisation", "From", "Also known by", "To", "Because"), theirs, several)
    ours = [row for row in handover if row.contact.side == "ours"]
    if ours:
        screen.say("To ask before they go who follows them:")
        _table(("Leaves", "Organisation", "Ask through", "Who else there they know"), [
            (enumeration([p.name for p in row.leavers]), row.organisation.name, row.contact.name,
             enumeration(_names(row.also)) or "nobody else") for row in ours
        ])


def _grouped(rows: Sequence[HandOver], after: Mapping[tuple[str, str], Successor]) -> list[tuple[str, ...]]:
    """One line for all contacts of an organisation that go the same way."""
    found: dict[tuple[str, ...], list[tuple[str, Sequence[str]]]] = {}
    for row in rows:
        to = after[row.contact.id, row.organisation.id]
        name = to.successor.name if to.successor else "nobody"
        key = (row.organisation.name, enumeration(_names(row.leavers)), enumeration(_names(row.also)) or "nobody", name)
        found.setdefault(key, []).append((row.contact.name, to.reasons))
    return [
        (enumeration([name for name, _ in contacts]), *key, _reasons([reasons for _, reasons in contacts]))
        for key, contacts in found.items()
    ]


def _reasons(reasons: Sequence[Sequence[str]]) -> str:
    """The strongest reasons that hold for all of them, else those for the first."""
    common = [text for text in reasons[0] if all(text in others for others in reasons[1:])]
    if len(reasons) > 1 and all(others[:1] and others[0].startswith("knows") for others in reasons):
        common = ["knows them already", *common] if "already" in reasons[0][0] else common
    return "; ".join((common or list(reasons[0]) or ["nobody of ours is left"])[:3])


def _orphans(orphaned: Sequence[Orphan], several: bool) -> None:
    if orphaned:
        screen.say("Also to settle:")
        _table(("What", "Partnership", "From", "To do"), [
            (f"{KINDS[o.kind]}{o.subject}" + (f", {day(o.due)}" if o.due else ""),
             o.partnership.name if o.partnership else "", enumeration([p.name for p in o.leavers]), o.todo)
            for o in orphaned
        ], several)


KINDS = {"coordinator": "", "seat": "seat: ", "owner": "owner of: ", "signatory": "signed: ", "mailbox": "mailbox ",
         "meetings": "", "planned meeting": "planned: ", "post": "vacancy: "}


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], several: bool = True) -> None:
    """The first SHOWN rows; without the column of who leaves where that is one person only."""
    kept = [at for at, name in enumerate(columns) if several or name != "From"]
    screen.table([columns[at] for at in kept], [[row[at] for at in kept] for row in rows[:SHOWN]])
    if len(rows) > SHOWN:
        screen.say(f"and {len(rows) - SHOWN} more; --json has all of them.")
    screen.say("")
