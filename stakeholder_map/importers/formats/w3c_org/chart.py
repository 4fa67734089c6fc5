"""Which things of a graph are organisations, units, posts, people, joint undertakings and memberships."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ....identity.nobody import holder_says
from .changes import events
from .terms import FOAF, GOV, OPENGOV, ORG, SCHEMA, VCARD, Lookup, grouped, ordered

_ORGANISATIONS = (f"{ORG}Organization", f"{ORG}FormalOrganization", f"{FOAF}Organization", f"{VCARD}Organization",
                  f"{GOV}PublicBody", f"{GOV}Department", *(f"{s}Organization" for s in SCHEMA))
_PEOPLE = (f"{FOAF}Person", f"{VCARD}Individual", "http://www.w3.org/ns/person#Person", *(f"{s}Person" for s in SCHEMA))
_POSTS = (f"{ORG}Post", f"{GOV}Post", f"{GOV}CivilServicePost", f"{GOV}SeniorCivilServicePost")


class Chart:
    """The things of a graph by kind, and how they belong together; all from what the graph itself says."""

    def __init__(self, look: Lookup) -> None:
        self.look = look
        self.parts = look.pairs((f"{ORG}unitOf", f"{ORG}subOrganizationOf", f"{ORG}transitiveSubOrganizationOf",
                                 f"{GOV}parentDepartment"), (f"{ORG}hasUnit", f"{ORG}hasSubOrganization"))
        self.places = look.pairs((f"{ORG}postIn", f"{GOV}postIn"), (f"{ORG}hasPost", f"{GOV}hasPost"))
        self._member = dict(look.pairs((f"{ORG}member", f"{GOV}postholder"), (f"{ORG}hasMembership", f"{GOV}tenure")))
        held = look.pairs((f"{ORG}heldBy", f"{GOV}heldBy"), (f"{ORG}holds", f"{GOV}holdsPost"))
        posts = look.typed(*_POSTS) | {p for p, _ in self.places} | {p for p, _ in held}
        roles = [(m, role) for m, role in look.pairs((f"{ORG}role",)) if role in posts]
        self._seat = dict([*roles, *look.pairs((f"{GOV}post", f"{OPENGOV}post"))])
        self.held = ordered({*held, *((post, self._member[m]) for m, post in self._seat.items()
                                      if post in posts and m in self._member)})
        self.where, self.holders = grouped(self.places), grouped(self.held)
        self.bosses = grouped(look.pairs((f"{ORG}reportsTo", f"{GOV}reportsTo")))
        self.belongs = look.pairs((f"{ORG}memberOf",), (f"{ORG}hasMember",))
        self.heads = look.pairs((f"{ORG}headOf",))
        self.joint = look.typed(f"{ORG}OrganizationalCollaboration")
        self.memberships = ordered(look.typed(f"{ORG}Membership", f"{GOV}Tenure"))
        self.units = (look.typed(f"{ORG}OrganizationalUnit") | {
            s for s, _ in look.pairs((f"{ORG}unitOf",), (f"{ORG}hasUnit",))}) - self.joint
        self.events = events(look)
        self.posts = posts

    @cached_property
    def seats(self) -> list[tuple[Any, Any, Any, Any]]:
        """Each membership as (membership, member, organisation or None, post or None)."""
        where, member = dict(self.look.pairs((f"{ORG}organization",))), self._member
        return [(m, member[m], where.get(m), self._seat.get(m)) for m in self.memberships if m in member]

    @cached_property
    def seats_of(self) -> dict[Any, list[tuple[Any, Any, Any]]]:
        """The memberships of each agent as (membership, organisation or None, post or None)."""
        return grouped((who, (membership, where, post)) for membership, who, where, post in self.seats)

    @cached_property
    def works(self) -> set[tuple[Any, Any]]:
        """Pairs of a person and a place in which they hold a post."""
        return {(person, place) for post, person in self.held for place in self.where.get(post, ())}

    @cached_property
    def organisations(self) -> set[Any]:
        """Organisations that are neither units nor joint undertakings, also those that are only referred to."""
        said = {o for _, o in (*self.parts, *self.places, *self.belongs, *self.heads)}
        said |= {thing for event in self.events for thing in (*event.before, *event.after)}
        said |= {where for _, _, where, _ in self.seats if where is not None}
        return (self.look.typed(*_ORGANISATIONS) | said) - self.units - self.joint - self.posts

    @cached_property
    def people(self) -> set[Any]:
        """People with a name; "Vacant" and the like are nobody."""
        said = self.look.typed(*_PEOPLE) | {p for _, p in self.held} | {m for _, m, _, _ in self.seats}
        said |= {agent for agent, _ in (*self.belongs, *self.heads)}
        said -= self.organisations | self.units | self.posts | self.joint
        return {p for p in said if (name := self.look.name(p)) and not holder_says(name)}

    @cached_property
    def above(self) -> dict[Any, Any]:
        """The larger unit or organisation of each; a unit above goes before an organisation."""
        return {part: sorted(wholes, key=lambda w: (w not in self.units, str(w)))[0]
                for part, wholes in grouped(self.parts).items()}

    def organisation_of(self, place: Any) -> Any:
        """The organisation in which a unit (or the organisation itself) lies, None where nothing says it."""
        steps = 0
        while place is not None and place in self.units and steps < 50:
            place, steps = self.above.get(place), steps + 1
        return place if place in self.organisations else None
