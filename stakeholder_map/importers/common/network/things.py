"""What maps and networks hold: things and lines between them, with the attributes that mean something to us."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ....batch import Origin
from ....identity.naming import is_team_name
from ....model import LEVELS
from ...cells.columns import header_key
from ...files.tables import Cell, as_text
from ..kinds import kind_of

_THING: dict[str, tuple[str, ...]] = {
    "class": ("class", "node class"),
    "kind": ("type", "kind", "element type", "node type", "entity type", "entity", "category"),
    "name": ("name", "full name", "display name"),
    "first": ("first name", "given name"), "last": ("last name", "surname", "family name"),
    "email": ("email", "e mail", "email address", "mail"),
    "phone": ("phone", "telephone", "tel", "phone number"),
    "organisation": ("organisation", "organization", "org", "company", "employer", "affiliation", "institution"),
    "unit": ("unit", "department", "team", "division"),
    "title": ("job title", "role", "position", "title", "job"),
    "level": ("level", "seniority"), "function": ("function", "job function"),
    "website": ("website", "url", "web", "homepage"), "identifiers": ("identifiers", "identifier", "org id"),
    "languages": ("languages", "language"), "since": ("since", "start date"), "until": ("until", "end date"),
    "address": ("address",), "ours": ("ours",), "do_not_contact": ("do not contact",), "restricted": ("restricted",),
}
_LINE: dict[str, tuple[str, ...]] = {
    "class": ("class", "edge class"), "how": ("kind",),
    "kind": ("type", "connection type", "relationship", "relation", "relationship type", "edge type"),
    "label": ("label", "role", "job title", "title", "name"),
    "strength": ("strength", "weight", "closeness", "value"),
    "since": ("since", "start date", "from date", "start"), "until": ("until", "end date", "to date", "end"),
    "last_contact": ("last contact",), "capacity": ("capacity",), "participation": ("participation",),
    "line": ("line",), "direction": ("direction",),
}
_HOLDINGS = ("substantive", "acting", "job_share", "secondment")
_DATE = re.compile(r"(18|19|20|21)\d\d(\D.*)?|\d{1,2}[-/. ].*")


def _words(fields: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, int]]:
    return {header_key(word): (name, rank) for name, words in fields.items() for rank, word in enumerate(words)}


_THING_WORDS, _LINE_WORDS = _words(_THING), _words(_LINE)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: what other things call it, its kind ('' is not said, ? is another), name, place and fields."""

    code: str
    kind: str
    name: str
    at: Origin
    fields: Mapping[str, str]
    id: str = ""

    @property
    def ref(self) -> str:
        """How rows refer to it."""
        return self.id or self.name

    @property
    def address(self) -> str:
        """The address of a mailbox, its name where it has none."""
        return self.text("address") or self.text("email") or self.name

    @property
    def level(self) -> str:
        """The level of a post, if it is one of ours."""
        return level if (level := self.text("level").casefold()) in LEVELS else ""

    def text(self, name: str) -> str:
        return self.fields.get(name, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two things, called by their codes."""

    start: str
    end: str
    at: Origin
    fields: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.fields.get(name, "")


def thing(code: str, attributes: Mapping[str, Cell], at: Origin, unread: Counter[str], label: str = "",
          default: str = "") -> Thing:
    """A thing with the kind and name that its attributes give. `label` is what stands on it in the picture.

    `unread` counts the attributes that mean nothing here; `default` is the kind where nothing says one.
    """
    fields = _picked(attributes, _THING_WORDS, unread)
    written = fields.pop("kind", "")
    sort = fields.pop("class", "")
    written = written or sort
    named = any(fields.get(field) for field in ("name", "first", "last", "title", "address"))
    by_label = kind_of(label) if named and not written else ""
    kind = by_label or kind_of(sort) or kind_of(written)
    shown = "" if by_label else label
    parts = " ".join(part for part in (fields.pop("first", ""), fields.pop("last", "")) if part)
    name = fields.pop("name", "") or parts
    if kind in ("Post", "Mailbox") and not name:
        name = fields.get("title" if kind == "Post" else "address", "")
    name = name or shown or code
    if not kind:
        person = parts or any(fields.get(field) for field in ("email", "organisation", "title"))
        kind = "?" if written else "Person" if person or is_team_name(name) else default
    if kind != "Mailbox" and fields.pop("address", ""):
        unread["address"] += 1
    fields["written"] = written
    return Thing(code, kind, name, at, fields, code if code != name else "")


def line(start: str, end: str, attributes: Mapping[str, Cell], at: Origin, unread: Counter[str]) -> Line:
    """A line with the fields that its attributes give."""
    fields = _picked(attributes, _LINE_WORDS, unread)
    how = fields.pop("how", "")
    fields["kind"] = fields.pop("class", "") or fields.get("kind", "") or how
    fields["how"] = how if how in _HOLDINGS else ""
    for name in ("since", "until", "last_contact"):
        if name in fields and not _DATE.fullmatch(fields[name]):
            unread[name] += 1
            del fields[name]
    return Line(start, end, at, fields)


def _picked(attributes: Mapping[str, Cell], words: Mapping[str, tuple[str, int]],
            unread: Counter[str]) -> dict[str, str]:
    """The attributes that have a meaning, by field: of several words for one field the first of our own list."""
    found: dict[str, tuple[int, str]] = {}
    for attribute, value in attributes.items():
        text = as_text(value).strip()
        if not text:
            continue
        name, rank = words.get(header_key(attribute), ("", 0))
        if not name:
            unread[attribute] += 1
        elif name not in found or rank < found[name][0]:
            found[name] = (rank, text)
    return {name: text for name, (_, text) in found.items()}
