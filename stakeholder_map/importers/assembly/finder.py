"""Finds what a reference in a file means, and says why when it means nothing or more than one thing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...identity import Directory, Entry, called
from ...identity.naming import address, clean_id, normal

MOST_SUGGESTED = 40
"""Close matches are worked out for so many unknown names of one import; after that only the fact is stated."""

_BRACKETED = re.compile(r"\s*<[^<>]*>$")
"""What stands behind the name in “Ana Bell <ana@x.org>”."""

_Look = Callable[[Directory, str], list[Entry]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference means: an entry, or the reason why it means none, with a hint."""

    entry: Entry | None = None
    reason: str = ""
    hint: str = ""
    unknown: bool = False


@dataclass
class Finder:
    """Finds what a reference of one import means: first among what the import itself says, then in the store."""

    source: str
    known: Directory
    own: Directory = field(default_factory=Directory)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    """Names, addresses and ids of rejected rows, with the reason: whatever refers to them is rejected too."""
    _suggested: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        self.own.add(entry)

    def get(self, key: str) -> Entry | None:
        return self.own.entries.get(key) or self.known.entries.get(key)

    def refuse(self, label: str, callings: Iterable[str], reason: str) -> None:
        """Remember how a rejected row calls its thing, so that rows depending on it name the first cause."""
        for calling in callings:
            if calling:
                self.refused.setdefault((label, clean_id(calling)), reason)
                self.refused.setdefault((label, called(label, calling)), reason)

    def find(self, text: str, labels: tuple[str, ...], within: str = "") -> Resolution:
        """What `text` means among `labels`; `within` is an organisation that decides between equal names."""
        wanted = clean_id(text)
        here = [entry for label in labels for entry in self.own.by_id(label, wanted)]
        if "@" in wanted and (holder := self._holder(wanted, labels, here)):
            return Resolution(holder)
        if len(here) == 1:
            return Resolution(here[0])
        for candidates in self._candidates(wanted, labels):
            chosen = _one_unit(_narrow(self.known.distinct(candidates, self.source), within), within, self.source)
            if len(chosen) == 1:
                return Resolution(chosen[0])
            if chosen:
                return self._ambiguous(text, chosen)
        if cause := self._cause(wanted, labels):
            return Resolution(None, f"“{text}” depends on a rejected row: {cause}", "Correct that row first.")
        return self.unknown(text, labels)

    def _holder(self, wanted: str, labels: tuple[str, ...], here: Sequence[Entry]) -> Entry | None:
        """Who has an address in this file, where it is the id of somebody who was known by it before."""
        email = address(wanted)
        if email != wanted.lower() or any(entry.email == email for entry in here):
            return None
        found = [entry for label in labels for entry in self.own.by_email(label, email)]
        return found[0] if len(found) == 1 else None

    def _candidates(self, wanted: str, labels: tuple[str, ...]) -> Iterable[list[Entry]]:
        same_id = self._collect(labels, lambda d, label: d.by_id(label, wanted))
        yield [entry for entry in same_id if entry.source == self.source]
        whole = self.get(wanted)
        yield [whole] if whole and whole.label in labels else []
        yield same_id
        name = _BRACKETED.sub("", wanted) or wanted
        if "@" in wanted and (email := address(wanted)):
            found = self._layered(labels, lambda d, label: d.by_email(label, email))
            yield [e for e in found if called(e.label, e.name) == called(e.label, name)] or found
        if not self._cause(name, labels):
            yield self._layered(labels, lambda d, label: d.by_name(label, name))

    def _layered(self, labels: tuple[str, ...], look: _Look) -> list[Entry]:
        here = [e for label in labels for e in look(self.own, label)]
        return here or [e for label in labels for e in look(self.known, label)]

    def _collect(self, labels: tuple[str, ...], look: _Look) -> list[Entry]:
        return [e for directory in (self.own, self.known) for label in labels for e in look(directory, label)]

    def _cause(self, wanted: str, labels: tuple[str, ...]) -> str:
        if not self.refused:
            return ""
        return next((self.refused[label, at] for label in labels for at in (wanted, called(label, wanted))
                     if (label, at) in self.refused), "")

    def _ambiguous(self, text: str, chosen: Sequence[Entry]) -> Resolution:
        shown = " or ".join(self.show(e) for e in chosen[:5]) + (" or others" if len(chosen) > 5 else "")
        return Resolution(None, f"“{text}” may be {shown}", "Write the id or the e-mail address instead of the name.")

    def unknown(self, text: str, labels: tuple[str, ...]) -> Resolution:
        """A reference that means nothing, with close names."""
        what = {"Organisation": "organisation", "Person": "person", "Unit": "unit", "Post": "post",
                "Partnership": "partnership", "Mailbox": "mailbox"}.get(labels[0], labels[0].lower())
        close = self.suggest(text, labels)
        asked = f"Did you mean {close}? " if close else ""
        return Resolution(None, f"“{text}” is not a known {what}",
                          f"{asked}Correct it, or add it to the {what}s".replace("persons", "people") + " sheet.", True)

    def suggest(self, text: str, labels: tuple[str, ...]) -> str:
        """Close names for a name that was not found, in words; '' when nothing is close."""
        at = (text, labels)
        if at not in self._suggested:
            if len(self._suggested) >= MOST_SUGGESTED:
                return ""
            pool = {normal(n): n for label in labels for d in (self.known, self.own) for n in d.names(label)
                    if abs(len(n) - len(text)) <= 8}
            close = difflib.get_close_matches(normal(text), pool, n=3, cutoff=0.75)
            self._suggested[at] = " or ".join(f"“{pool[c]}”" for c in close)
        return self._suggested[at]

    def show(self, entry: Entry) -> str:
        """An entry in words: name, id and where it belongs."""
        where = [self.get(key) for key in sorted(entry.organisations)[:2]]
        inside = "".join(f", {e.name or e.id}" for e in where if e)
        return f"{entry.name or entry.id} ({entry.id}{inside})" if entry.source == self.source else \
            f"{entry.name or entry.id} ({entry.key}{inside})"

    def place(self, key: str, organisation: str) -> None:
        """Note that a person (or unit) belongs to an organisation, for telling equal names apart."""
        entry = self.own.entries.get(key)
        if entry and organisation not in entry.organisations:
            self.own.entries[key] = replace(entry, organisations=entry.organisations | {organisation})


def _narrow(candidates: Sequence[Entry], within: str) -> list[Entry]:
    unique = list({e.key: e for e in candidates}.values())
    inside = [e for e in unique if within in e.organisations] if within and len(unique) > 1 else []
    return inside if len(inside) == 1 else unique


def _one_unit(candidates: list[Entry], within: str, source: str) -> list[Entry]:
    """Units of one name in one organisation that several lists state are one: that of this list, else the first."""
    here = [e for e in candidates if e.label == "Unit" and within in e.organisations]
    if len(candidates) < 2 or not here:
        return candidates
    own = [e for e in here if e.source == source]
    sources = {e.source for e in here}
    return own or (sorted(here, key=lambda e: e.key)[:1] if len(sources) == len(here) else candidates)
