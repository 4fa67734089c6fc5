"""Popolo objects as rows of the plain sheets: seats become posts, or representation where somebody sits for others."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from ....batch import Problem
from ...common.kinds import capacity_of, is_party, kind_of
from ...common.made import MadeRows
from ...common.private import is_free_text, is_private, note
from ...files.tables import Cell, Table
from .collect import Collection, Item
from .fields import area, details, identifiers, person, span

ORIGINS = {"holder": "person_id", "person": "person_id", "organisation": "organization_id", "since": "start_date",
           "until": "end_date", "on_behalf_of": "on_behalf_of_id", "part_of": "parent_id", "kind": "classification",
           "title": "role", "partnership": "organization_id", "capacity": "role"}
_PRIVATE = ("identifiers", "death_date", "pronouns", "national_identity", "other_names", "birth_date", "image")
_SITE = ("website", "homepage", "official website")
_OFFICES = ("department", "departments")
"""In government a department is an organisation of its own."""


class PopoloRows:
    """The tables of plain sheets that a collection gives, and notes on what was left out of them."""

    def __init__(self, collection: Collection) -> None:
        collection.date_by_periods()
        self._all = collection
        self._parties = {code for code, item in collection.organizations.items()
                         if is_party(item.text("classification"), item.text("name"))}
        self._left: Counter[str] = Counter()
        self._made = MadeRows(ORIGINS)

    def tables(self) -> list[Table]:
        """Organisations, people, posts, mailboxes, partnerships, their members and representatives."""
        for code, item in self._all.organizations.items():
            self._organisation(code, item)
        for item in self._all.persons.values():
            self._made.add("people", item.at, person(item))
        for item in self._all.memberships.values():
            self._membership(item)
        for code, item in self._all.posts.items():
            if item.text("organization_id") not in self._parties:
                self._post(item, code, None)
        self._members()
        return self._made.tables()

    def _say(self, kind: str, code: str) -> str:
        """How rows refer to an object: by its id, or by its name where it has none."""
        item: Item | None = getattr(self._all, kind).get(code)
        return code if item is None or item.text("id") else item.text("name", "label")

    @cached_property
    def _boards(self) -> set[str]:
        """Organisations that are partnerships: somebody sits there for another one, or another one is a member."""
        return {where for item in self._all.memberships.values() if (where := item.text("organization_id"))
                and where not in self._parties and (self._behalf(item) or item.text("member_id"))}

    @cached_property
    def _units(self) -> set[str]:
        """Organisations that say they are a unit of another one that is there."""
        return {code for code, item in self._all.organizations.items() if item.text("parent_id") in
                self._all.organizations and kind_of(item.text("classification")) == "Unit"
                and item.text("classification").casefold() not in _OFFICES}

    def _top(self, code: str) -> str:
        """The organisation in which a unit lies, '' where none is found."""
        steps = 0
        while code in self._units and steps < 50:
            code, steps = self._all.organizations[code].text("parent_id"), steps + 1
        return code if code in self._all.organizations and code not in self._units else ""

    def _place(self, organisation: str, unit: str, column: str = "unit") -> dict[str, Cell]:
        return {"organisation": self._say("organizations", organisation),
                column: self._say("organizations", unit) if unit in self._units else ""}

    def _behalf(self, item: Item) -> str:
        """The organisation for which somebody sits elsewhere: one that is there, and none of politics."""
        behalf = item.text("on_behalf_of_id")
        there = behalf in self._all.organizations and behalf not in self._parties
        return behalf if there and behalf != item.text("organization_id") else ""

    def _organisation(self, code: str, item: Item) -> None:
        if code in self._parties:
            self._left["political organisations"] += 1
            return
        name, at = item.text("name"), item.at
        if code in self._boards:
            self._made.add("partnerships", at, {"id": item.text("id"), "name": name,
                                                "started": item.text("founding_date"),
                                                "planned_end": item.text("dissolution_date")})
            return
        if code in self._units:
            parent = item.text("parent_id")
            self._made.add("units", at, {
                "id": item.text("id"), "name": name, **self._place(self._top(code), parent, "part_of"),
                "since": item.text("founding_date"), "until": item.text("dissolution_date")})
            return
        sites = [link.text("url") for link in item.data.objects("links") if link.text("note").casefold() in _SITE]
        self._made.add("organisations", at, {
            "id": item.text("id"), "name": name, "kind": item.text("classification"), "part_of": self._parent(item),
            "identifiers": ";".join(identifiers(item)), "website": next(iter(sites), "")})
        for email in details(item, ("email", "e-mail")):
            self._made.add("mailboxes", at, {"address": email, "organisation": item.text("id") or name})

    def _parent(self, item: Item) -> str:
        parent = item.text("parent_id")
        if parent and (parent not in self._all.organizations or parent in self._boards | self._parties):
            self._left["larger organisations that are not in the file"] += 1
            return ""
        return self._say("organizations", parent) if parent else ""

    def _membership(self, item: Item) -> None:
        where, person = item.text("organization_id"), item.text("person_id")
        post = self._all.posts.get(item.text("post_id"))
        where = where or (post.text("organization_id") if post else "")
        if where in self._parties:
            self._left["memberships in political organisations"] += 1
            return
        if not where and not person:
            self._left["memberships of nobody, or nowhere"] += 1
            return
        behalf = item.text("on_behalf_of_id")
        self._left["political organisations on whose behalf somebody sits"] += behalf in self._parties
        self._left["unknown organisations on whose behalf somebody sits"] += bool(behalf) and (
            behalf not in self._all.organizations)
        if where not in self._boards:
            self._post(post, item.text("post_id"), item, where)
        elif person:
            self._made.add("representatives", item.at, {
                "partnership": self._say("organizations", where), "person": self._say("persons", person),
                "capacity": capacity_of(item.text("role", "label") or (post.text("role", "label") if post else "")),
                "on_behalf_of": self._say("organizations", self._behalf(item)),
                "since": item.text("start_date"), "until": item.text("end_date")})

    def _post(self, post: Item | None, code: str, item: Item | None, where: str = "") -> None:
        """A post by itself, or with one who holds it."""
        at = item.at if item else post.at if post else None
        if at is None or (where := where or (post.text("organization_id") if post else "")) in self._boards:
            return
        seat = item.text("role", "label") if item else ""
        self._made.add("posts", at, {
            "id": code if post is None or post.text("id") else "",
            "title": (post.text("role", "label") if post else "") or seat or "Member",
            **self._place(self._top(where) or where, where), "function": area(post) or area(item),
            "holder": self._say("persons", item.text("person_id")) if item else "",
            "since": item.text("start_date") if item else "", "until": item.text("end_date") if item else "",
            "post_since": post.text("start_date") if post else "",
            "post_until": post.text("end_date") if post else ""})

    def _members(self) -> None:
        """Each organisation that takes part in a partnership, from the first to the last day of its people there."""
        seats: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self._all.memberships.values():
            member = self._behalf(item) or item.text("member_id")
            if item.text("organization_id") in self._boards and member in self._all.organizations:
                seats[item.text("organization_id"), member].append(item)
        for (board, member), items in seats.items():
            self._made.add("members", items[0].at, {
                "partnership": self._say("organizations", board), "organisation": self._say("organizations", member),
                "since": span(items, "start_date", min), "until": span(items, "end_date", max)})

    def notes(self) -> list[Problem]:
        """What was left out, counted; to be asked for after the tables."""
        notes = [Problem(f"Left out: {', '.join(f'{what} ({n:,})' for what, n in counts.items() if n)}.", hint,
                         rejected=False) for counts, hint in (
            (self._left, "Parties and who belongs to them are private; other organisations can be added to the file."),
            (self._all.other, "Only people, organisations, posts and memberships are read.")) if any(counts.values())]
        for what, test in (("Private", lambda name: is_private(name) or name in _PRIVATE), ("Free text", is_free_text)):
            files: dict[str, Counter[str]] = defaultdict(Counter)
            for item in self._all.persons.values():
                files[item.at.file].update(name for name, value in item.data.items() if value and test(name))
            notes += [note(what, dict(counts), file) for file, counts in files.items() if counts]
        if not self._all.count:
            notes.append(Problem("There is no person, organisation, post or membership in these files.",
                                 rejected=False))
        return notes
