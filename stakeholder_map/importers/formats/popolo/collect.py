"""The persons, organisations, posts and memberships of Popolo files, nested ones brought to the top."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ....batch import Origin
from ...files.json_files import Found, each, origin

_ARRAYS = {"persons": "person", "people": "person", "organizations": "organization", "organisations": "organization",
           "posts": "post", "memberships": "membership"}
_NOT_READ = ("areas", "events", "motions", "votes", "vote_events", "speeches", "counts", "group_results")
_TYPES = {"person": "person", "organization": "organization", "organisation": "organization", "post": "post",
          "membership": "membership"}
_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("membership", ("person_id", "person", "member", "post_id", "on_behalf_of_id")),
    ("person", ("given_name", "family_name", "birth_date", "gender", "honorific_prefix", "honorific_suffix",
                "sort_name", "national_identity", "biography", "death_date", "email")),
    ("organization", ("classification", "founding_date", "dissolution_date", "posts", "children")),
)
_ELSEWHERE = ("voter_id", "votes", "motion", "vote_events", "attendees", "geometry", "creator_id", "option", "text",
              "identifier")


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a kind, with its place and the fields it has from where it is nested."""

    data: Found
    at: Origin
    given: tuple[tuple[str, str], ...] = ()

    def text(self, *names: str) -> str:
        return self.data.text(*names) or next((v for k, v in self.given if k in names and v), "")


@dataclass
class Collection:
    """All objects of some files, by kind and then by id (or place, where there is none).

    `count` is how many objects were read, `other` how many of each kind were left out, `whole` is False when a file
    is only a single object or a list.
    """

    persons: dict[str, Item] = field(default_factory=dict)
    organizations: dict[str, Item] = field(default_factory=dict)
    posts: dict[str, Item] = field(default_factory=dict)
    memberships: dict[str, Item] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)
    periods: dict[str, tuple[str, str]] = field(default_factory=dict)
    """First and last day of each legislative period."""
    whole: bool = True
    count: int = 0

    def take(self, value: Any, path: Path) -> None:
        """Add what a file holds."""
        if isinstance(value, Found) and any(isinstance(value.get(name), list) for name in _ARRAYS) \
                and not value.text("id", "name", "label"):
            for name in value:
                for data in each(value[name]):
                    self._add(_ARRAYS.get(name, ""), data, path, name)
            return
        self.whole = False
        for data in each(value):
            self._add(_kind(data), data, path, "objects of other kinds")

    def date_by_periods(self) -> None:
        """Give seats the days of their legislative period where they have none of their own."""
        for code, item in self.memberships.items():
            if (period := item.text("legislative_period_id")) in self.periods:
                days = zip(("start_date", "end_date"), self.periods[period], strict=True)
                self.memberships[code] = replace(item, given=(*item.given, *days))

    def _add(self, kind: str, data: Found, path: Path, name: str, given: tuple[tuple[str, str], ...] = ()) -> str:
        """Add an object and what is nested in it; returns its id, or its place where it has none."""
        if data.text("redirect"):
            self.other["objects that stand for another one"] += 1
            return ""
        if not kind and name == "events" and data.text("id"):
            self.periods[data.text("id")] = (data.text("start_date"), data.text("end_date"))
        if not kind:
            self.other[name if name in _NOT_READ else "objects of other kinds"] += 1
            return ""
        item = Item(data, origin(path, data), (*given, *self._referred(data, path)))
        code = item.text("id") or f"{path}:{data.line}:{self.count}"
        there: dict[str, Item] = getattr(self, f"{kind}s")
        before = there.get(code)
        if before is None:
            self.count += 1
        if before is None or len(before.data) < len(data):
            there[code] = item if before is None else Item(data, item.at, (*item.given, *before.given))
        self._nested(kind, code, data, path)
        return code

    def _referred(self, data: Found, path: Path) -> tuple[tuple[str, str], ...]:
        """Ids of the objects that stand whole where only their id is needed."""
        found = []
        for name, kind in (("person", "person"), ("organization", "organization"), ("post", "post"),
                           ("on_behalf_of", "organization"), ("parent", "organization")):
            for inner in data.objects(name):
                found.append((f"{name}_id", self._add(kind, inner, path, name)))
        for inner in data.objects("member"):
            kind = _kind(inner) or "person"
            found.append((f"{'person' if kind == 'person' else 'member'}_id", self._add(kind, inner, path, "member")))
        return tuple(found)

    def _nested(self, kind: str, code: str, data: Found, path: Path) -> None:
        for inner in data.objects("memberships"):
            given: list[tuple[str, str]] = [(f"{kind}_id", code)]
            if kind == "post":
                given.append(("organization_id", self.posts[code].text("organization_id")))
            self._add("membership", inner, path, "memberships", tuple(given))
        if kind == "organization":
            for inner in data.objects("posts"):
                self._add("post", inner, path, "posts", (("organization_id", code),))
            for inner in data.objects("children"):
                self._add("organization", inner, path, "children", (("parent_id", code),))


def _kind(data: Found) -> str:
    """What a single object is, by its type or by the fields that only one kind has."""
    said = data.text("@type", "type", "_type").rpartition("/")[2].rpartition("#")[2].casefold()
    if said in _TYPES:
        return _TYPES[said]
    if any(name in data for name in _ELSEWHERE):
        return ""
    for kind, names in _MARKS:
        if any(name in data for name in names):
            return kind
    if "memberships" in data and "name" in data:
        inner = data.objects("memberships")
        return "organization" if any("person_id" in m or "person" in m for m in inner) else "person"
    organised = "organization_id" in data or "organization" in data
    return "post" if organised and ("label" in data or "role" in data) and "name" not in data else ""
