"""Popolo objects as rows of the plain sheets: seats become posts, or representation where somebody sits for others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from ....identity.naming import address
from ....model import Problem
from ...kinds import capacity_of, is_party
from ...made import MadeRows
from ...private import is_free_text, is_private, note
from ...tables import Cell, Table
from .collect import Collection, Item

ORIGINS = {"holder": "person_id", "person": "person_id", "organisation": "organization_id", "since": "start_date",
           "until": "end_date", "on_behalf_of": "on_behalf_of_id", "part_of": "parent_id", "kind": "classification",
           "title": "role", "partnership": "organization_id", "capacity": "role"}
_PRIVATE = ("identifiers", "death_date", "pronouns", "national_identity", "other_names", "birth_date", "image")
_VOICE = (("voice", "phone", "telephone", "tel", "work"), ("cell", "mobile"))


class PopoloRows:
    """The tables of plain sheets that a collection gives, and notes on what was left out of them."""

    def __init__(self, collection: Collection) -> None:
        self._all = collection
        self._parties = {code for code, item in collection.organizations.items()
                         if is_party(item.text("classification"))}
        self._left: Counter[str] = Counter()
        self._made = MadeRows(ORIGINS)

    def tables(self) -> list[Table]:
        """Organisations, people, posts, mailboxes, partnerships, their members and representatives."""
        for code, item in self._all.organizations.items():
            self._organisation(code, item)
        for item in self._all.persons.values():
            self._made.add("people", item.at, _person(item))
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

    def _behalf(self, item: Item) -> str:
        behalf = item.text("on_behalf_of_id")
        return "" if behalf in self._parties or behalf == item.text("organization_id") else behalf

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
        self._made.add("organisations", at, {
            "id": item.text("id"), "name": name, "kind": item.text("classification"), "part_of": self._parent(item),
            "identifiers": ";".join(_identifiers(item))})
        for email in _details(item, ("email", "e-mail")):
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
        if item.text("on_behalf_of_id") in self._parties:
            self._left["political organisations on whose behalf somebody sits"] += 1
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
            "organisation": self._say("organizations", where), "function": _area(post) or _area(item),
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
                "since": _span(items, "start_date", min), "until": _span(items, "end_date", max)})

    def notes(self) -> list[Problem]:
        """What was left out, counted; to be asked for after the tables."""
        notes = [Problem(f"Left out: {', '.join(f'{what} ({n:,})' for what, n in counts.items())}.", hint,
                         rejected=False) for counts, hint in (
            (self._left, "Parties and who belongs to them are private; other organisations can be added to the file."),
            (self._all.other, "Only people, organisations, posts and memberships are read.")) if counts]
        for what, test in (("Private", lambda name: is_private(name) or name in _PRIVATE), ("Free text", is_free_text)):
            files: dict[str, Counter[str]] = defaultdict(Counter)
            for item in self._all.persons.values():
                files[item.at.file].update(name for name, value in item.data.items() if value and test(name))
            notes += [note(what, dict(counts), file) for file, counts in files.items() if counts]
        if not self._all.count:
            notes.append(Problem("There is no person, organisation, post or membership in these files.",
                                 rejected=False))
        return notes


def _person(item: Item) -> Mapping[str, Cell]:
    parts = [item.text("given_name"), item.text("additional_name"), item.text("family_name")]
    phones = (phone for types in _VOICE for phone in _details(item, types))
    return {"id": item.text("id"), "name": item.text("name") or " ".join(part for part in parts if part),
            "email": item.text("email") or next(iter(_details(item, ("email", "e-mail"))), ""),
            "phone": next(phones, "")}


def _details(item: Item, types: Iterable[str]) -> list[str]:
    """Contact details of some types that are still valid; what is marked as private or of the home is passed over."""
    found = []
    for detail in item.data.objects("contact_details"):
        marks = f"{detail.text('label')} {detail.text('note')}".casefold()
        if detail.text("type").casefold() in types and not detail.text("valid_until") \
                and "home" not in marks and "private" not in marks:
            value = detail.text("value").removeprefix("mailto:").removeprefix("tel:")
            found.append(address(value) if "email" in types else value)
    return [value for value in found if value]


def _identifiers(item: Item) -> list[str]:
    pairs = [(one.text("scheme"), one.text("identifier")) for one in item.data.objects("identifiers")]
    return ["-".join(part for part in pair if part).replace(";", " ") for pair in pairs if pair[1]]


def _area(item: Item | None) -> str:
    areas = item.data.objects("area") if item else []
    return areas[0].text("name") if areas else ""


def _span(items: list[Item], name: str, which: Callable[[list[str]], str]) -> str:
    """The first or last of some dates; nothing where one of them is not known."""
    dates = [item.text(name) for item in items]
    return which(dates) if all(dates) else ""
