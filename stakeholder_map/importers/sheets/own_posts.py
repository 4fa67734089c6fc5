"""A post of their own for people with an organisation who hold none of the posts listed there."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity.naming import slug
from ..draft import Draft
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
        post = own[placed.person, organisation.key] = f"{placed.person}/post/{slug(organisation.id)}"
        props = with_level(draft, record.fields("title", "level", "function"), record)
        draft.node(record, "Post", post, props)
        place(draft, record, "IN", ("Post", post), organisation, placed.unit)
        draft.tie(record, "HOLDS", ("Person", placed.person), ("Post", post),
                  record.fields("since", "until", "confirmed_on"))
    return own


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
