"""What people read for the verdicts, the states of a relationship and its strength: one place for every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Word:
    """A sign that needs no colour, the words beside it, and one sentence of explanation."""

    sign: str
    label: str
    help: str

    def __str__(self) -> str:
        return f"{self.sign} {self.label}"


VERDICTS: dict[str, Word] = {
    "severed": Word("✖", "No relationship left", "People on both sides knew each other; nobody does any more."),
    "fail": Word("▲", "Held by too few", "Fewer separate relationships than this partnership needs."),
    "unknown": Word("?", "Not known yet", "Nobody has recorded who knows whom here. No alarm, but worth asking."),
    "unconfirmed": Word("○", "To be confirmed", "Enough relationships are recorded, but nobody confirmed them lately."),
    "pass": Word("✓", "Well held", "Enough separate relationships, confirmed by recent contact."),
}
"""Worst first."""

ONE_PERSON = Word("▲", "Hangs on one person", "One departure would leave nobody who knows anybody on the other side.")
ONE_IS_ENOUGH = Word("✓", "One is enough here", "One relationship, and this partnership asks for no more.")

STATES: dict[str, Word] = {
    "live": Word("━", "In touch", "Recent contact."),
    "cooling": Word("╍", "Cooling", "Contact, but a while ago: it will lapse unless somebody gets in touch."),
    "asserted": Word("┅", "Not confirmed", "Somebody recorded it, but no contact is on record."),
    "lapsed": Word("┈", "Lapsed", "There was contact, but too long ago to count."),
    "ended": Word("×", "Ended", "Closed, or one of the two has left."),
}
"""Strongest first."""

FINDINGS: dict[str, Word] = {
    "one-way": Word("→", "One way only", "Messages went one way lately, and no answer or meeting is on record."),
    "rhythm-broken": Word("…", "Gone quiet", "There was steady contact, and now silence for much longer than usual."),
}
"""What is worth noticing about a relationship that still counts."""

COVERAGE: dict[str, Word] = {
    "engaged": Word("━", "In touch", "Somebody in that seat has a relationship that counts."),
    "lost": Word("┈", "Lost", "We knew the holder, or the one before, and no relationship counts any more."),
    "known": Word("·", "Known by name", "We know who sits there, and have no relationship in this partnership."),
    "unknown": Word("?", "Nobody recorded", "The seat is on their chart, and no holder is recorded."),
}
"""How we stand with a seat on a partner's chart."""

OUTCOMES: dict[str, Word] = {
    "miss": Word("✖", "Missed", "No warning, and contact was lost."),
    "hit": Word("▲", "Warned, and lost", "The report warned, and contact was lost."),
    "false_alarm": Word("○", "Warned, not lost", "The report warned, and somebody took over."),
    "right": Word("✓", "Not lost", "No warning, and contact was kept."),
    "too_early": Word("?", "Too early", "Half a year has not passed."),
    "ended": Word("×", "Ended", "The partnership was over."),
}
"""What became of what a leaver held, beside what the report would have said."""

ITEMS = {
    "colleague": "Our people", "contact": "Contact", "organisation": "Organisation", "ours": "Our organisation",
}
"""What a thing on the map is."""

KINDS: dict[str, str] = {
    "aliases": "people whom another list has too", "SAME_AS": "who is who",
    "HOLDS": "people in posts", "IN": "posts in organisations and units", "PART_OF": "parts of organisations",
    "REPORTS_TO": "reporting lines", "KNOWS": "relationships", "WRITES_TO": "relationships with mailboxes",
    "MEMBER_OF": "members", "HOSTS": "host units", "REPRESENTS": "representatives", "COORDINATES": "co-ordinators",
    "ENGAGED_IN": "stakeholders",
    "SERVES": "mailboxes of teams", "TOOK_PART": "people at interactions", "ABOUT": "what interactions were about",
    "COVERS": "what agreements cover", "OWNS": "owners of agreements", "SIGNED": "signatures",
    "AFFECTS": "what changes affect",
}
"""What an import calls the ties of each type; things go by the plural of their label."""


def verdict(name: str, kappa: int | None = None) -> Word:
    """The words for a verdict; with one relationship only they say so."""
    if kappa == 1 and name == "fail":
        return ONE_PERSON
    if kappa == 1 and name == "pass":
        return ONE_IS_ENOUGH
    return VERDICTS[name]


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 contact`, `2,180 contacts`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


_IRREGULAR = {"people": "person", "copies": "copy", "activities": "activity", "addresses": "address",
              "entries": "entry"}
_VERBS = {"have": "has", "are": "is", "were": "was", "do": "does", "refer": "refers", "belong": "belongs",
          "repeat": "repeats", "hold": "holds", "say": "says", "keep": "keeps"}
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


def tally(number: int, what: str) -> str:
    """`2 people have died`, and `1 person has died`: of one, the noun and its verbs in the first clause are singular.

    The noun is one of the first two words; what is said of another noun (`messages of people who are not known`) stays.
    """
    first, mark, rest = what.partition(";")
    words = first.split(" ")
    at = next((n for n, word in enumerate(words[:2]) if word in _IRREGULAR or word.endswith("s")), None)
    if number != 1 or at is None:
        return f"{number:,} {what}"
    words[at] = _IRREGULAR.get(words[at], words[at].removesuffix("s"))
    for n in range(at + 1, len(words)):
        if words[n - 1].endswith(":") or (words[n] in _RELATIVE and n > at + 1):
            break
        if words[n - 1] != "not":
            words[n] = _VERBS.get(words[n], words[n])
    return f"1 {' '.join(words)}{mark}{rest}"


def were(number: int) -> str:
    """`was` for one, else `were`."""
    return "was" if number == 1 else "were"


def cut(why: str, rows: int) -> str:
    """Says that an answer may not be all; empty for a whole one."""
    return {
        "rows": f"Cut: {'this is' if rows == 1 else 'these are'} the first {count(rows, 'row')} of more.",
        "time": f"Cut: the time for a question was over after {count(rows, 'row')}; there may be more.",
        "size": f"Cut: the answer grew too large after {count(rows, 'row')}; there are more.",
    }.get(why, "")


def share(chance: float) -> str:
    """A chance as `16%`; what is nearly never or nearly certain is not called so."""
    if 0 < chance < 0.005:
        return "<1%"
    return ">99%" if 0.995 < chance < 1 else f"{chance:.0%}"


def enumeration(names: Sequence[str], most: int | None = None) -> str:
    """`a, b and c`; of more than `most` only so many, and how many more there are."""
    if most is not None and len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def day(on: date | None, otherwise: str = "not recorded") -> str:
    """`3 June 2026`."""
    return f"{on.day} {on:%B %Y}" if on else otherwise
