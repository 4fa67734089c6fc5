"""What to do first about a partner organisation that too few people hold: one sentence and the practice behind it."""

from __future__ import annotations

from collections.abc import Collection

from ..analysis.answers import PartnerRedundancy
from .shapes import Advice


def advise(partner: PartnerRedundancy, needed: int, size: int | None, do_not_contact: Collection[str]) -> Advice | None:
    """The first step towards `needed` independent contacts; None where nothing is wrong.

    `size` is how many people the organisation has, where recorded; people in `do_not_contact` are never to be asked.
    """
    there = partner.organisation.name
    if partner.verdict == "severed":
        team = " A team address still answers: start there." if partner.kappa_any else ""
        who = "one of our people" if needed == 1 else "two of our people"
        return Advice(f"Find out who now looks after this at {there}, and let {who} get in touch.{team}", "change")
    if partner.verdict != "fail":
        return None
    if size is not None and size < needed:
        text = f"Agree with {there} whom to turn to when their contact is away; they are too few for more."
        return Advice(text, "two-people")
    return _second_contact(partner, needed, do_not_contact)


def _second_contact(partner: PartnerRedundancy, needed: int, do_not_contact: Collection[str]) -> Advice:
    there = partner.organisation.name
    ours = next((p for p in partner.sole_contacts if p.side == "ours"), None)
    theirs = next((p for p in partner.sole_contacts if p.side == "theirs"), None)
    who_else = f"ask {theirs.name} who else at {there} we should know" if theirs else ""
    if theirs and theirs.id in do_not_contact:
        who_else = f"find a second contact at {there}"
    if ours and theirs:
        return Advice(f"Bring a second colleague beside {ours.name}, and {who_else}.", "two-people")
    if ours:
        return Advice(f"Introduce a second colleague to the people whom {ours.name} knows at {there}.", "two-people")
    if theirs:
        return Advice(f"{who_else[0].upper()}{who_else[1:]}, and meet them.", "who-else")
    missing = needed - (partner.kappa or 0)
    people = "another colleague and another contact" if missing == 1 else f"{missing} more colleagues and contacts"
    return Advice(f"Bring together {people} who are not yet among these.", "both-sides")
