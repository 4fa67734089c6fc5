"""A post of their own for people with an organisation who hold none of the posts listed there."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import normal, slug
from ..assembly.draft import Draft, Placed
from .common import place
from .seats import Holding, with_level


def own_posts(draft: Draft, holdings: Sequence[Holding]) -> dict[tuple[str, str], str]:
    """A post, untitled if need be, for each person of the people sheet who has no row of posts in the organisation.

    Gives the keys of these posts by (person, organisation).
    """
    seats = _seats(draft, holdings)
    own: dict[tuple[str, str], str] = {}
    for placed in draft.placed:
        record, organisation = placed.record, placed.organisation
        if organisation is None:
            if record.text("title"):
                draft.log.remark(record, "title", "Titles of people without an organisation were left out.",
                                 "Fill in the organisation.")
            continue
        if (placed.person, organisation.key) in seats:
            continue
        post = f"{placed.person}/post/{slug(organisation.id)}"
        elsewhere = _held_elsewhere(draft, placed, organisation.key, post)
        own[placed.person, organisation.key] = elsewhere or post
        if elsewhere:
            continue
        props = with_level(draft, record.fields("title", "level", "function"), record)
        draft.node(record, "Post", post, props)
        place(draft, record, "IN", ("Post", post), organisation, placed.unit)
        draft.tie(record, "HOLDS", ("Person", placed.person), ("Post", post),
                  record.fields("since", "until", "confirmed_on"))
    return own


def _held_elsewhere(draft: Draft, placed: Placed, organisation: str, post: str) -> str:
    """The post that another list has for them there, if this row has no other title; a post stated before goes on."""
    person = draft.same.get(placed.person) or draft.known.same.get(placed.person, placed.person)
    held = [entry for key in sorted(draft.known.held.get(person, ())) if (entry := draft.known.entries.get(key))
            and entry.source != draft.source and organisation in entry.organisations]
    title = normal(placed.record.text("title"))
    fitting = [entry.key for entry in held if not title or title == normal(entry.name)]
    return fitting[0] if fitting and post not in draft.known.entries else ""


def _seats(draft: Draft, holdings: Sequence[Holding]) -> set[tuple[str, str]]:
    """(person, organisation) of every holding, rejected rows included: those people need no post of their own.

    What another list says in a posts sheet is not among them: it leaves alone what this list has stated itself.
    """
    before = () if "posts" in draft.sheets else draft.known.seats
    seats = {(person, place) for person, place, source in before if source == draft.source}
    for holding in holdings:
        organisation = holding.organisation
        if organisation is None and not holding.record.ok:
            organisation = draft.finder.find(holding.record.text("organisation"), ("Organisation",)).entry
        if organisation and holding.holder:
            seats.add((holding.holder.key, organisation.key))
    return seats
