"""A post of their own for people with an organisation who hold none of the posts listed there."""

from __future__ import annotations

from collections.abc import Sequence

from ...identity import Entry
from ...identity.naming import digest, slug
from ..assembly.draft import Draft, Placed
from .common import place
from .seats import Holding, with_level


def own_posts(draft: Draft, holdings: Sequence[Holding]) -> dict[tuple[str, str], str]:
    """A post, untitled if need be, for each person of the people sheet who has no row of posts in the organisation.

    Gives the keys of these posts by (person, organisation). Of a title that another list says too each list states a
    post of its own, and the analyses see one seat (`identity.unite`).
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
        post = _key(draft, placed.person, organisation)
        elsewhere = "" if record.text("title") else _held_elsewhere(draft, placed, organisation.key, post)
        own[placed.person, organisation.key] = elsewhere or post
        if elsewhere:
            continue
        props = with_level(draft, record.fields("title", "level", "function"), record)
        draft.node(record, "Post", post, props)
        place(draft, record, "IN", ("Post", post), organisation, placed.unit)
        draft.tie(record, "HOLDS", ("Person", placed.person), ("Post", post),
                  record.fields("since", "until", "confirmed_on"))
    return own


def _key(draft: Draft, person: str, organisation: Entry) -> str:
    """The key of somebody's own post; ids of two organisations that differ in capitals only lead to two keys."""
    key = f"{person}/post/{slug(organisation.id)}"
    stored = draft.known.entries.get(key)
    there = [draft.known.entries[place] for place in stored.organisations] if stored else []
    twin = there and all(e.source == organisation.source and e.id != organisation.id
                         and slug(e.id) == slug(organisation.id) for e in there)
    return f"{key}-{digest(organisation.id)}" if twin else key


def _held_elsewhere(draft: Draft, placed: Placed, organisation: str, post: str) -> str:
    """The post that another list has for them there; a row without a title adds nothing to it.

    A post that this list has stated before goes on.
    """
    person = draft.same.get(placed.person) or draft.known.same.get(placed.person, placed.person)
    held = [entry for key in sorted(draft.known.held.get(person, ())) if (entry := draft.known.entries.get(key))
            and entry.source != draft.source and organisation in entry.organisations]
    return held[0].key if held and post not in draft.known.entries else ""


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
