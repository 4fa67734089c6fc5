"""Who stands behind the addresses of invitations and mail: people whom the store knows, and strangers who met us."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...batch import Origin, Problem
from ...identity import Directory, Entry
from ...identity.naming import address, is_role_address, is_team_name, normal_person
from ...words import tally
from ..options import Options
from .made import MadeRows

SHOWN = 20
_PROVIDERS = re.compile(
    r"(g|google|hot|live|ya|proton|fast|rocket|zoho|aol|web|inbox)?mail\.[a-z.]+|outlook\.[a-z.]+|live\.[a-z.]+|msn\.com"
    r"|yahoo\.[a-z.]+|ymail\.com|icloud\.com|me\.com|mac\.com|aol\.[a-z.]+|gmx\.[a-z.]+|web\.de|t-online\.de|orange\.fr"
    r"|btinternet\.com|protonmail\.[a-z]+|proton\.me|pm\.me|yandex\.[a-z]+|qq\.com|163\.com|comcast\.net|sky\.com")
_HOST = re.compile(r"(?:[a-z]+://)?(?:www\d?\.)?([\w.-]+\.\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody whom rows can refer to: a person or a mailbox, and whether they are ours."""

    reference: str
    ours: bool
    mailbox: bool = False


@dataclass(slots=True)
class Stranger:
    """An address (or a name) that the store does not know: how it is called, how often and when last it met us."""

    name: str
    times: int = 0
    last: date = date.min


class Correspondents:
    """Finds people by their address, else by their name. With `options.add_people` strangers are added as people of
    the one organisation that their domain belongs to; without, they are only counted.
    """

    def __init__(self, made: MadeRows, options: Options, known: Directory) -> None:
        self._made = made
        self._known = known
        self._adds = options.add_people
        self._domains = _domains(known)
        self._found: dict[tuple[str, str], Correspondent | None] = {}
        self.added: list[str] = []
        self.strangers: dict[str, Stranger] = {}
        self.ambiguous: set[str] = set()

    def find(self, at: Origin, email: str, name: str = "", shared: bool = False,
             adds: bool = True) -> Correspondent | None:
        """The person or mailbox with an address; without an address, the only one with that name. None: a stranger.

        A stranger who `adds` is added where that was asked for.
        """
        email = address(email)
        mark = (email, "" if email else normal_person(name))
        if mark not in self._found:
            entry = self.entry(email, name)
            self._found[mark] = Correspondent(entry.key, bool(entry.organisations & self._known.ours),
                                              entry.label == "Mailbox") if entry else None
        if self._found[mark] is None and self._adds and adds:
            self._found[mark] = self._add(at, email, name, shared)
        return self._found[mark]

    def entry(self, email: str, name: str = "") -> Entry | None:
        """The only person or mailbox of the store with an address or name. Of several, the only one who belongs
        somewhere; else nobody can tell.
        """
        candidates = [e for label in ("Person", "Mailbox") for e in self._known.by_email(label, email)] if email \
            else self._known.by_name("Person", name) if name else []
        candidates = self._known.distinct(candidates)
        chosen = candidates if len(candidates) == 1 else [entry for entry in candidates if entry.organisations]
        if candidates and len(chosen) != 1:
            self.ambiguous.add(" or ".join(entry.key for entry in candidates[:4]))
        return chosen[0] if len(chosen) == 1 else None

    def ours(self, email: str) -> bool:
        """Whether an address is one of ours: of somebody of ours, or of nobody known at a domain of ours."""
        found = self.find(Origin(), email, adds=False)
        return found.ours if found else self.organisation(address(email)) in self._known.ours

    def organisation(self, email: str) -> str:
        """The key of the one organisation that the domain of an address belongs to, '' when there is none."""
        domain = email.rpartition("@")[2]
        while "." in domain:
            if found := self._domains.get(domain):
                return next(iter(found)) if len(found) == 1 else ""
            domain = domain.partition(".")[2]
        return ""

    def _add(self, at: Origin, email: str, name: str, shared: bool) -> Correspondent | None:
        organisation = self.organisation(email)
        if not organisation:
            return None
        name = "" if "@" in name else name
        mailbox = shared or is_role_address(email) or is_team_name(name)
        if mailbox:
            cells = {"address": email, "name": name, "organisation": organisation}
            self._made.once("mailboxes", at, cells, by="address")
        else:
            cells = {"id": email, "name": called(name, email), "email": email, "organisation": organisation}
            self._made.once("people", at, cells)
        self.added.append(email)
        return Correspondent(email, organisation in self._known.ours, mailbox)

    def met(self, strangers: Iterable[tuple[str, str]], on: date) -> None:
        """Count (address, name) of strangers who were in one conversation with ours."""
        for email, name in strangers:
            email = address(email)
            mark = email or normal_person(name)
            if mark:
                known = self.strangers.setdefault(mark, Stranger(email or name.strip()))
                known.times += 1
                known.last = max(known.last, on)

    def notes(self) -> list[Problem]:
        """Who was added, who is unknown, and who cannot be told apart."""
        notes = []
        if self.added:
            notes.append(Problem(tally(len(self.added), f"people were added by their addresses: {_some(self.added)}."),
                                 "Add what is missing: their titles, and who has left.", rejected=False))
        if self.strangers:
            notes.append(self._unknown())
        for shown in sorted(self.ambiguous):
            notes.append(Problem(f"An address or name may be {shown}; left out.",
                                 "Merge them if they are one person, or correct the address.", rejected=False))
        return notes

    def _unknown(self) -> Problem:
        ranked = sorted(self.strangers.values(), key=lambda s: (-s.times, s.name))
        shown = [f"{s.name} ({s.times}×, last on {s.last})" for s in ranked]
        addable = sum(bool(self.organisation(mark)) for mark in self.strangers if "@" in mark)
        hint = (f"{addable} of them have an address of an organisation that is known: --add-people adds these. "
                if addable else "")
        return Problem(tally(len(shown), "people who were in contact with us are not known and were left out: "
                                         f"{_some(shown)}."),
                       f"{hint}Put those who matter into a sheet of people.", rejected=False)


def called(name: str, email: str) -> str:
    """The name of somebody, else what their address says: ana.bell@x.org is Ana Bell."""
    if name.strip() and "@" not in name:
        return name.strip()
    words = [word for word in re.split(r"[._+-]+", email.partition("@")[0]) if word and not word.isdigit()]
    return " ".join(word.capitalize() for word in words) or email.partition("@")[0]


def _domains(known: Directory) -> dict[str, set[str]]:
    """Which organisations a domain belongs to: by their websites and the addresses of their people."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, website in known.websites.items():
        if host := _HOST.match(website.strip()):
            found[host[1].lower()].add(key)
    for entry in known.entries.values():
        if entry.email and len(entry.organisations) == 1:
            found[entry.email.rpartition("@")[2]] |= entry.organisations
    return {domain: keys for domain, keys in found.items() if not _PROVIDERS.fullmatch(domain)}


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
