"""Popolo JSON: organisations, posts, people and their memberships, for civic-data programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ...model import TEXT
from ...snapshot import Attributes
from ..cut import Cut, posts_named_after, records_of
from ..jobs import climb, places
from . import Made

NAME = "popolo"
HELP = "Popolo JSON, for open civic data"
ENDINGS = (".popolo",)
FOLDER = False
FILES: frozenset[str] = frozenset()

SILENT = "people whom nobody may contact"
Entry = dict[str, Any]


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one file
    """Everything that Popolo has words for; who held what is kept with its dates."""
    silent = {key for key, person in cut.snapshot.nodes("Person") if person.get("do_not_contact")}
    found = {"persons": _persons(cut, silent), "organizations": [*_organisations(cut), *_units(cut)],
             "posts": _posts(cut, silent), "memberships": _memberships(cut, silent)}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    left = {SILENT: len(silent)} if silent else {}
    return Made({"": text.encode() + b"\n"}, {name: len(entries) for name, entries in found.items()}, left)


def _persons(cut: Cut, silent: set[str]) -> list[Entry]:
    return [_entry(id=key, name=data.get("name") or key, email=data.get("email"), contact_details=_phone(data),
                   **_own(cut, "Person", data))
            for key, data in cut.snapshot.nodes("Person") if key not in silent]


def _own(cut: Cut, label: str, data: Attributes) -> Entry:
    """What people declared themselves, under the names that it has in the store; Popolo lets everybody add some."""
    return {field.stored: value.isoformat() if isinstance(value, date) else value for field in cut.fields
            if label in field.carriers and (value := data.get(field.stored)) is not None}


def _phone(data: Attributes) -> list[Entry] | None:
    return [{"type": "voice", "label": "work", "value": data["phone"]}] if data.get("phone") else None


def _organisations(cut: Cut) -> list[Entry]:
    above = places(cut.snapshot)
    return [_entry(id=key, name=data.get("name") or key, classification=data.get("kind"),
                   parent_id=next(iter(above.get(key, ())), None), identifiers=_identifiers(data), links=_links(data),
                   **_own(cut, "Organisation", data))
            for key, data in cut.snapshot.nodes("Organisation")]


def _identifiers(data: Attributes) -> list[Entry] | None:
    return [{"identifier": text} for text in data.get("identifiers") or ()] or None


def _links(data: Attributes) -> list[Entry] | None:
    site = str(data.get("website") or "")
    address = site if "://" in site else f"https://{site}"
    return [{"url": address, "note": "Website"}] if site and not any(map(str.isspace, site)) else None


def _units(cut: Cut) -> list[Entry]:
    above = places(cut.snapshot)
    return [_entry(id=key, name=data.get("name") or key, classification="unit",
                   parent_id=next(iter(above.get(key, ())), None),
                   founding_date=_day(data, "since"), dissolution_date=_day(data, "until"))
            for key, data in cut.snapshot.nodes("Unit")]


def _posts(cut: Cut, silent: set[str]) -> list[Entry]:
    named = posts_named_after(records_of(silent, cut.ties), cut.ties)
    above = places(cut.snapshot)
    return [_entry(id=key, label=data.get("title") or key, role=data.get("title"),
                   organization_id=next(iter(above.get(key, ())), None),
                   start_date=_day(data, "since"), end_date=_day(data, "until"), **_own(cut, "Post", data))
            for key, data in cut.snapshot.nodes("Post") if key not in named]


def _memberships(cut: Cut, silent: set[str]) -> list[Entry]:
    snapshot, above = cut.snapshot, places(cut.snapshot)
    entries = []
    for person, post, held in sorted(snapshot.ties("HOLDS"), key=lambda tie: str(tie[2]["key"])):
        if person not in silent:
            organisation, units = climb(snapshot, above, post)
            entries.append(_entry(
                id=held["key"], person_id=person, post_id=post,
                organization_id=units[-1] if units else organisation, role=snapshot.graph.nodes[post].get("title"),
                start_date=_day(held, "since"), end_date=_day(held, "until")))
    return entries


def _day(data: Attributes, name: str) -> str | None:
    """A date, partial where it was written so."""
    written = str(data.get(name + TEXT) or "")
    if written and len(written) in (4, 7) and written[:4].isdigit() and written[5:7].isdigit() == (len(written) == 7):
        return written[:4] + ("-" + written[5:7] if len(written) == 7 and written[4] == "-" else "")
    on = data.get(name)
    return on.isoformat() if on else None


def _entry(**values: Any) -> Entry:
    return {name: value for name, value in values.items() if value is not None}
