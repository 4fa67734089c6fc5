"""What an RDF graph says about a chart and its people, as rows of the plain sheets."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from ....batch import Origin, Problem
from ....identity.naming import slug
from ....identity.nobody import holder_says
from ...common.kinds import capacity_of
from ...common.made import MadeRows
from ...common.private import note
from ...files.tables import Table
from .changes import in_words, span
from .chart import Chart
from .rdf import Triples
from .terms import DCT, FOAF, GOV, MAIL, ORG, PHONE, PRIVATE, PROFESSION, SCHEMA, SKOS, TITLES, Lookup, ordered

_DATA = "http://purl.org/linked-data/cube#Observation"


class OrgRows:
    """The tables of plain sheets that a graph gives; `count` is how many things were read."""

    def __init__(self, triples: Triples) -> None:
        self._look = Lookup(triples)
        self._chart = Chart(self._look)
        self._made = MadeRows()
        self._left: Counter[str] = Counter()
        self._at = triples.at
        self._file = triples.file
        self._ids: dict[Any, str] = {}
        self._taken: set[str] = set()
        self._done: set[Any] = set()
        self.count = 0

    def tables(self) -> list[Table]:
        """Organisations, units, people, posts, partnerships, their members and representatives, and ties."""
        chart = self._chart
        named = [o for o in ordered(chart.organisations) if self._look.name(o)]
        self._left["organisations without a name"] += len(chart.organisations) - len(named)
        chart.organisations.intersection_update(named)
        for make, things in ((self._organisation, named), (self._unit, chart.units), (self._person, chart.people),
                             (self._partnership, chart.joint), (self._post, chart.posts)):
            for thing in ordered(things):
                self.count += 1
                make(thing)
        self._seats()
        self._ties()
        self._changes()
        return self._made.tables()

    def _id(self, thing: Any) -> str:
        """The address of a thing; one without an address is called after its name."""
        if thing is None:
            return ""
        if thing not in self._ids:
            code = base = str(thing) if type(thing).__name__ == "URIRef" else slug(self._look.name(thing) or "thing")
            while code in self._taken:
                code = f"{base}-{len(self._taken)}"
            self._taken.add(code)
            self._ids[thing] = code
        return self._ids[thing]

    def _place(self, thing: Any) -> Origin:
        return self._at(str(thing) if type(thing).__name__ == "URIRef" else self._look.name(thing))

    def _organisation(self, thing: Any) -> None:
        look, above = self._look, self._chart.above.get(thing)
        kind = look.label_of(thing, (f"{ORG}classification",))
        public = thing in look.typed(f"{GOV}PublicBody", f"{GOV}Department")
        site = look.one(thing, (f"{FOAF}homepage", *(f"{s}url" for s in SCHEMA)))
        codes = [str(c) for c in look.all(thing, (f"{ORG}identifier", f"{SKOS}notation", f"{DCT}identifier"))]
        self._made.add("organisations", self._place(thing), {
            "id": self._id(thing), "name": look.name(thing), "kind": kind or ("public body" if public else ""),
            "part_of": self._id(above) if above in self._chart.organisations else "",
            "identifiers": ";".join(codes), "website": str(site or "")})

    def _unit(self, thing: Any) -> None:
        above = self._chart.above.get(thing)
        self._made.add("units", self._place(thing), {
            "id": self._id(thing), "name": self._look.name(thing),
            "organisation": self._id(self._chart.organisation_of(thing)),
            "part_of": self._id(above) if above in self._chart.units else "", **span(self._chart.events, thing)})

    def _person(self, thing: Any) -> None:
        look = self._look
        self._made.add("people", self._place(thing), {
            "id": self._id(thing), "name": look.name(thing), "email": look.contact(thing, MAIL, "mailto:"),
            "phone": look.contact(thing, PHONE, "tel:")})

    def _partnership(self, thing: Any) -> None:
        self._made.add("partnerships", self._place(thing), {"id": self._id(thing), "name": self._look.name(thing)})

    def _post(self, thing: Any) -> None:
        """One row for each holder of a post, one without holder where it is vacant."""
        chart = self._chart
        where = chart.where.get(thing, [])
        unit = next((p for p in where if p in chart.units), None)
        organisation = next((p for p in where if p in chart.organisations), None) or chart.organisation_of(unit)
        above = [boss for boss in chart.bosses.get(thing, ()) if boss in chart.posts]
        self._left["further lines of posts that report to several"] += max(len(above) - 1, 0)
        everybody = chart.holders.get(thing, [])
        holders: list[Any] = [p for p in everybody if p in chart.people] or [None]
        title = self._look.label_of(thing, (f"{ORG}role",)) or self._look.text(thing, TITLES)
        said = next((holder_says(self._look.name(p)) for p in everybody), "")
        for holder in holders:
            membership, since, until = self._tenure(thing, holder, organisation)
            self._done.add(membership)
            self._made.add("posts", self._place(thing), {
                "id": self._id(thing), "title": title or "Post",
                "organisation": self._id(organisation), "unit": self._id(unit),
                "function": self._look.label_of(holder, PROFESSION) if holder else "",
                "reports_to": self._id(above[0]) if above else self._boss(holder),
                "holder": self._id(holder) or ("Eliminated" if said == "abolished" else ""),
                "kind": "job_share" if len(holders) > 1 else "", "since": since, "until": until})

    def _boss(self, holder: Any) -> str:
        """Whom the holder reports to, where the lines are between people."""
        bosses = [boss for boss in self._chart.bosses.get(holder, ()) if boss in self._chart.people]
        return self._id(bosses[0]) if holder and bosses else ""

    def _tenure(self, post: Any, holder: Any, organisation: Any) -> tuple[Any, str, str]:
        """The membership that says how long somebody holds a post: one of this post, else one of the organisation."""
        found = [m for m, where, seat in self._chart.seats_of.get(holder, ()) if m not in self._done
                 and (seat == post or (seat is None and where is not None and where == organisation))]
        return (found[0], *self._look.span(found[0])) if found else (None, "", "")

    def _seats(self) -> None:
        """Memberships that no post has said: representation in a partnership, else a post called after the role."""
        chart, look = self._chart, self._look
        placed = {(agent, where) for _, agent, where, _ in chart.seats}
        bare = [(None, agent, where, None) for agent, where in ordered({*chart.belongs, *chart.heads})
                if (agent, where) not in placed | chart.works]
        for membership, agent, where, post in [*chart.seats, *bare]:
            if membership in self._done and membership is not None:
                continue
            since, until = look.span(membership) if membership is not None else ("", "")
            role = look.label_of(membership, (f"{ORG}role",)) if membership is not None else ""
            self.count += membership is not None
            self._seat(agent, where if where is not None else self._where(post), role, since, until,
                       self._place(membership if membership is not None else agent))

    def _seat(self, agent: Any, where: Any, role: str, since: str, until: str, at: Origin) -> None:
        chart = self._chart
        span = {"since": since, "until": until}
        if where in chart.joint:
            if agent in chart.organisations:
                self._made.add("members", at, {"partnership": self._id(where), "organisation": self._id(agent), **span})
            else:
                self._made.add("representatives", at, {"partnership": self._id(where), "person": self._id(agent),
                                                       "capacity": capacity_of(role), **span})
        elif agent in chart.people and chart.organisation_of(where) is not None:
            title = role or ("Head" if (agent, where) in chart.heads else "Member")
            self._made.add("posts", at, {
                "title": title, "organisation": self._id(chart.organisation_of(where)),
                "unit": self._id(where) if where in chart.units else "", "holder": self._id(agent),
                "reports_to": self._boss(agent), **span})
        else:
            self._left["memberships of nobody, or nowhere"] += 1

    def _where(self, post: Any) -> Any:
        return next(iter(self._chart.where.get(post, ())), None)

    def _ties(self) -> None:
        for one, other in self._look.pairs((f"{FOAF}knows",)):
            if one in self._chart.people and other in self._chart.people:
                self.count += 1
                self._made.add("ties", self._place(one), {"from": self._id(one), "to": self._id(other)})

    def _changes(self) -> None:
        """A row for each organisation or unit that a change event names: a change affects one thing."""
        chart = self._chart
        for event in chart.events:
            affected = [thing for thing in dict.fromkeys((*event.before, *event.after))
                        if thing in chart.organisations or thing in chart.units]
            self._left["changes of nobody who is named"] += not affected
            self._left["changes without a day"] += bool(affected) and not event.on
            self.count += bool(affected) and bool(event.on)
            for thing in affected if event.on else ():
                unit = thing in chart.units
                self._made.add("changes", self._place(event.thing), {
                    "id": f"{self._id(event.thing)}/{self._id(thing)}", "on": event.on, "kind": event.kind,
                    "organisation": self._id(chart.organisation_of(thing)), "unit": self._id(thing) if unit else "",
                    "note": in_words(event, self._look)})

    def notes(self) -> list[Problem]:
        """What was left out, counted; to be asked for after the tables."""
        self._left["groups of junior posts and other statistics"] += len(self._look.typed(_DATA))
        private: dict[str, int] = defaultdict(int)
        for word in PRIVATE:
            for person, _ in self._look.pairs((word,)):
                private[word.rpartition("/")[2].rpartition("#")[2]] += person in self._chart.people
        left = {what: count for what, count in self._left.items() if count}
        notes = [Problem(f"Left out: {', '.join(f'{what} ({n:,})' for what, n in left.items())}.", file=self._file,
                         rejected=False)] if left else []
        if filled := {name: n for name, n in private.items() if n}:
            notes.append(note("Private", filled, self._file))
        if not self.count:
            notes.append(Problem("There are no organisations, posts or people in these files.", file=self._file,
                                 rejected=False))
        return notes
