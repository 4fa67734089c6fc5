"""A new organisation in which the people of a former one stand: is it that one under another name?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ...identity import Entry
from ...words import count
from .draft import Draft

FEWEST = 2
"""So many people have to be the same; one who goes from one organisation to another has changed the job."""


def note_renamed(draft: Draft) -> None:
    """Say which organisations that are new may be stored ones: where most people of both are the same.

    Nobody of the file may stand at the former one any more.
    """
    new = [e for e in draft.finder.own.entries.values() if e.label == "Organisation"
           and e.source == draft.source and e.key not in draft.known.entries]
    if not new or not draft.known.entries:
        return
    now, before = _now(draft), _before(draft)
    for organisation in new:
        here = now.get(organisation.key, set())
        for key, there in before.items():
            both = here & there
            if len(both) >= FEWEST and 2 * len(both) >= max(len(here), len(there)) and not there & now.get(key, set()):
                _note(draft, organisation, draft.known.entries[key], len(both), len(there))


def _note(draft: Draft, new: Entry, old: Entry, same: int, of: int) -> None:
    draft.log.note(
        f"“{new.name}” is new, and {same} of {count(of, 'person', 'people')} known at “{old.name}” stand there now: "
        "is it the same organisation under another name?",
        f"If so: give it the id or the name that it had, and import again; or `stakeholder-map organisations merge "
        f"{old.key} {new.key}` afterwards.")


def _now(draft: Draft) -> Mapping[str, set[str]]:
    """Organisation -> the people whom the file places there, by whom they are."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in draft.finder.own.entries.values():
        for place in entry.organisations if entry.label == "Person" else ():
            found[place].add(_itself(draft, entry.key))
    return found


def _before(draft: Draft) -> Mapping[str, set[str]]:
    """Organisation -> the people who hold a post there today, as the store has it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, posts in draft.known.held.items():
        for post in posts:
            for place in entry.organisations if (entry := draft.known.entries.get(post)) else ():
                found[place].add(_itself(draft, person))
    return found


def _itself(draft: Draft, key: str) -> str:
    return draft.same.get(key) or draft.known.same.get(key, key)
