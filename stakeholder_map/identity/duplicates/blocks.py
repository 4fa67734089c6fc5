"""Which pairs are worth comparing: people who share a mark. So ten thousand people are compared in seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from .names import name
from .records import Record

MOST = 60
"""A mark that more people share is left out: too common to say anything by itself."""


def pairs(people: Sequence[Record]) -> set[tuple[int, int]]:
    """Places of the people to compare with each other, the smaller one first."""
    return sharing(_marks(person) for person in people)


def sharing(marks: Iterable[Iterable[str]]) -> set[tuple[int, int]]:
    """Pairs of places in `marks`, the marks of each record, that have one in common which few have."""
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    for place, found in enumerate(marks):
        for mark in set(found):
            blocks[mark].add(place)
    return {pair for block in blocks.values() if 1 < len(block) <= MOST for pair in combinations(sorted(block), 2)}


def _marks(person: Record) -> Iterator[str]:
    for email in person.emails:
        local = "".join(filter(str.isalpha, email.partition("@")[0]))
        yield f"@{email}"
        yield f"~{local}"
    for phone in person.phones:
        yield f"#{phone}"
    for text in person.names:
        words = name(text).looks
        yield f"={' '.join(sorted(words))}"
        yield f"~{''.join(words)}"
        for word in words:
            for place in person.here | person.before:
                yield f"&{word}&{place}"
        if len(words) == 1:
            yield f"-{words[0]}"
        yield from _slips(words)


def _slips(words: Sequence[str]) -> Iterator[str]:
    """Each longer word whole and without one of its letters, with the initials of the others.

    Two words that differ by one slip share one of these, whichever slip it was.
    """
    for place, word in enumerate(words):
        if len(word) < 3:
            continue
        others = {other[0] for at, other in enumerate(words) if at != place}
        shorter = {word[:n] + word[n + 1:] for n in range(len(word))} if len(word) > 3 else set()
        for initial in others:
            yield from (f"{form}|{initial}" for form in (word, *shorter))
