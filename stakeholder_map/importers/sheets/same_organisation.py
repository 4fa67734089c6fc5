"""Which organisation of another list a row means: by its number in a public register, else by its name."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from ...identity import Entry, public_numbers
from ...identity.naming import normal
from ..assembly.draft import Draft
from ..cells.record import Record


def known_elsewhere(draft: Draft, record: Record, alike: Counter[str]) -> Entry | None:
    """The one organisation that another list has stored and that this row can only mean; None when it may be new.

    A row that this source has stored as its own before stays that. With an id, nothing may speak against it: another
    row of the same name (`alike` counts them), another number of the same register, another website.
    """
    code = record.text("id")
    if code and draft.key("Organisation", code) in draft.known.entries:
        return None
    numbers = public_numbers(record["identifiers"] or ())
    found = [entry for key, theirs in draft.known.numbers.items() if numbers & theirs
             and (entry := draft.known.entries.get(key))] if numbers else []
    found = draft.known.distinct(found or draft.known.by_name("Organisation", record.text("name")), draft.source)
    if len(found) != 1 or found[0].source == draft.source:
        return None
    return None if code and _speaks_against(draft, record, found[0], numbers, alike) else found[0]


def _speaks_against(draft: Draft, record: Record, entry: Entry, numbers: frozenset[str], alike: Counter[str]) -> bool:
    theirs = draft.known.numbers.get(entry.key, frozenset())
    if numbers & theirs:
        return False
    same_register = ({_register(n) for n in numbers} & {_register(n) for n in theirs}) - {""}
    sites = {_host(text) for text in (record.text("website"), draft.known.websites.get(entry.key, ""))} - {""}
    ours = bool(record["ours"]) and entry.key not in draft.known.ours
    return alike[normal(record.text("name"))] > 1 or bool(same_register) or len(sites) > 1 or ours


def _register(number: str) -> str:
    """`gb-chc` of `gb-chc-1092948`: the register that gave the number, '' where it is not said."""
    return number.rpartition("-")[0]


def _host(website: str) -> str:
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
