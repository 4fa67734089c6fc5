"""A post of their own for people with an organisation who hold none of the posts listed there."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import normal, slug
from ..draft import Draft, Placed
from .common import place
from .seats import Holding, with_level


def own_posts(draft: Draft, holdings: Sequence[Holding]) -> None:
    """A post, untitled if need be, for each person of the people sheet who has no row of posts in the organisation."""
    seats = _seats(draft, holdings)
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
        if _held_elsewhere(draft, placed, organisation.key, post):
            continue
        props = with_level(draft, record.fields("title", "level", "function"), record)
        draft.node(record, "Post", post, props)
        place(draft, record, "IN", ("Post", post), organisation, placed.unit)
        draft.tie(record, "HOLDS", ("Person", placed.person), ("Post", post),
                  record.fields("since", "until", "confirmed_on"))


def _held_elsewhere(draft: Draft, placed: Placed, organisation: str, post: str) -> bool:
    """Has another list a post for them there already, and this row no other title? A post stated before goes on."""
    person = draft.same.get(placed.person) or draft.known.same.get(placed.person, placed.person)
    held = [entry for key in draft.known.held.get(person, ()) if (entry := draft.known.entries.get(key))
            and entry.source != draft.source and organisation in entry.organisations]
    title = normal(placed.record.text("title"))
    return post not in draft.known.entries and bool(held) and (not title or title in {normal(e.name) for e in held})


def _seats(draft: Draft, holdings: Sequence[Holding]) -> set[tuple[str, str]]:
    """(person, organisation) of every holding, rejected rows included: those people need no post of their own."""
    seats = set() if "posts" in draft.sheets else set(draft.known.seats)
    for holding in holdings:
        organisation = holding.organisation
        if organisation is None and not holding.record.ok:
            organisation = draft.finder.find(holding.record.text("organisation"), ("Organisation",)).entry
        if organisation and holding.holder:
            seats.add((holding.holder.key, organisation.key))
    return seats
