"""Proposes pairs of records that may be one person, with reasons and a score. Nothing is ever joined by this.

The score is a chance by rule of thumb: each agreement and each contradiction adds to the odds or takes from them, as in
Fellegi and Sunter (1969), with weights that are stated here instead of learned, because no store has a known truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from .blocks import pairs
from .names import Likeness, likeness, name
from .proposed import LEAST, Pair, Recorded, judged, proposed
from .records import Record, records

__all__ = ["LEAST", "Pair", "Record", "Recorded", "duplicates", "records"]

SAME_ADDRESS, SAME_NUMBER, SAME_PLACE, MOVED = 6.0, 3.0, 2.0, 1.0
OTHER_PLACE, SAME_LIST, OTHER_ADDRESS = -1.0, -1.0, -1.5
SAME_LOCAL_PART, OTHERS_NAME = 2.0, 2.5
SAME_NAME, INITIALS, RARE = 3.5, 2.0, 1.5



def duplicates(people: Sequence[Record], apart: Collection[frozenset[str]] = (),
               least: float = LEAST) -> list[Pair[Record]]:
    """Pairs of at least this score (0 to 1), the surest first; without those that somebody said are two (`apart`)."""
    rare = _rare(people)
    return proposed(people, pairs(people), lambda one, other: compare(one, other, rare), apart, least)


def compare(one: Record, other: Record, rare: Collection[str] = ()) -> tuple[float, tuple[str, ...]]:
    """The score of a pair, and what speaks for it in words; `rare` are words that hardly anybody else is called."""
    named = max((likeness(name(a), name(b)) for a in one.names for b in other.names),
                key=lambda found: found.weight, default=Likeness(0.0))
    if named.weight >= SAME_NAME and any(word in rare for text in one.names for word in name(text).looks):
        named = Likeness(named.weight + RARE, f"{named.reason}, and a rare one")
    evidence = [named, *_addresses(one, other, named.weight < INITIALS), *_places(one, other)]
    if one.phones & other.phones:
        evidence.append(Likeness(SAME_NUMBER, "the same telephone number"))
    if one.sources & other.sources:
        evidence.append(Likeness(SAME_LIST))
    return judged(evidence)


def _rare(people: Sequence[Record]) -> set[str]:
    """Words that stand in the names of no more people than two."""
    counts = Counter(word for person in people for word in {w for text in person.names for w in name(text).looks})
    return {word for word, count in counts.items() if count <= 2 and len(word) > 1}


def _addresses(one: Record, other: Record, renamed: bool) -> Iterator[Likeness]:
    """What their addresses say. That both are made of one name says nothing new about two who have that name."""
    if one.emails & other.emails:
        yield Likeness(SAME_ADDRESS, "the same e-mail address")
        return
    mine, theirs = _split(one.emails), _split(other.emails)
    local = {local for local, _ in mine if len(local) > 4} & {local for local, _ in theirs}
    if local and (renamed or not _carries(one, {(found, "") for found in local})):
        yield Likeness(SAME_LOCAL_PART, "the same e-mail address at another organisation")
    elif renamed and (_carries(one, theirs) or _carries(other, mine)):
        yield Likeness(OTHERS_NAME, "the e-mail address of one carries the name of the other")
    elif {house for _, house in mine} & {house for _, house in theirs}:
        yield Likeness(OTHER_ADDRESS)


def _carries(person: Record, addresses: set[tuple[str, str]]) -> bool:
    """Is one of these addresses made of the whole name of this person?"""
    forms = {"".join(order) for text in person.names for words in [name(text).looks] if len(words) > 1
             for order in (words, words[::-1], (words[0][0], words[-1]))}
    return any("".join(filter(str.isalpha, local)) in forms for local, _ in addresses)


def _split(emails: Collection[str]) -> set[tuple[str, str]]:
    return {(local, house) for local, _, house in (email.partition("@") for email in emails)}


def _places(one: Record, other: Record) -> Iterator[Likeness]:
    if one.here & other.here or one.before & other.before:
        yield Likeness(SAME_PLACE, "the same organisation")
    elif (one.here & other.before) or (one.before & other.here):
        yield Likeness(SAME_PLACE, "the same organisation, at different times")
    elif (one.here and other.before and not other.here) or (other.here and one.before and not one.here):
        yield Likeness(MOVED, "one left before the other is known elsewhere")
    elif (one.here or one.before) and (other.here or other.before):
        yield Likeness(OTHER_PLACE)
