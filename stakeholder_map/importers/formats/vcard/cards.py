"""vCards of a text: where each begins, its properties, cards inside cards, cards that are never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .lines import BULKY, END, Property, logical_lines, parse, unescaped

BEGIN = re.compile(r"\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
DEEPEST = 8
"""Cards inside cards are read down to this depth."""


@dataclass
class Card:
    """One card: the line it begins on, its properties, and the card it stands in (as the agent), if any."""

    line: int
    properties: list[Property] = field(default_factory=list)
    inside: Card | None = None
    closed: bool = True
    unread: list[int] = field(default_factory=list)
    """Lines that are no properties."""

    def all(self, *names: str) -> list[Property]:
        """Properties with these names, in the order of the card."""
        return [found for found in self.properties if found.name in names]

    def first(self, name: str) -> str:
        """The text of a property: of the preferred one, else of the first that says something, else ''."""
        found = sorted(self.all(name), key=lambda p: "pref" not in p.types)
        return next((text for p in found if (text := p.text)), "")

    def label(self, of: Property) -> str:
        """What the label of the same group calls a property (`item1.X-ABLabel:_$!<Manager>!$_`), in lower case."""
        return self._labels.get(of.group, "") if of.group else ""

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The first label of each group; looked at only when the card is complete."""
        found = [(p.group, re.sub(r"^_\$!<(.*)>!\$_$", r"\1", p.text).strip().lower()) for p in self.all("X-ABLABEL")]
        return dict(reversed(found))


def read_cards(text: str, depth: int = 0) -> list[Card]:
    """All cards of a text, in the order in which they begin; what stands outside cards is passed over."""
    found: list[Card] = []
    at: Card | None = None
    for number, line in logical_lines(text):
        if BEGIN.fullmatch(line):
            outer = at if at is None or _opens_agent(at) else None
            if at and outer is None:
                _abandon(at)
            at = Card(number, inside=outer)
            found.append(at)
        elif at is None:
            continue
        elif END.fullmatch(line):
            at = at.inside
        elif _take(at, number, line):
            at = Card(number, inside=at)
            found.append(at)
    if at:
        _abandon(at)
    return [nested for card in found for nested in (card, *_written_in_line(card, depth))]


def _abandon(card: Card | None) -> None:
    """A card, and those around it, that the file never closes."""
    while card:
        card.closed = False
        card = card.inside


def _opens_agent(card: Card) -> bool:
    """Whether a card that begins now belongs into this one: its last line is an agent without value."""
    return bool(card.properties) and card.properties[-1].name == "AGENT" and not card.properties[-1].value.strip() \
        and _depth(card) < DEEPEST


def _depth(card: Card | None) -> int:
    depth = 0
    while card:
        card, depth = card.inside, depth + 1
    return depth


def _take(card: Card, number: int, line: str) -> bool:
    """Put a line into a card; whether it begins a card inside this one (`AGENT:BEGIN:VCARD`)."""
    found = parse(number, line)
    if found is None:
        if not (card.properties and card.properties[-1].name in BULKY and ":" not in line):
            card.unread.append(number)
        return False
    begins = found.name == "AGENT" and bool(BEGIN.fullmatch(found.value)) and _depth(card) < DEEPEST
    card.properties.append(Property(number, "AGENT", "") if begins else found)
    return begins


def _written_in_line(card: Card, depth: int) -> Iterator[Card]:
    """Cards that stand escaped in the value of an agent, as vCard 3.0 has them."""
    for agent in card.all("AGENT"):
        if depth < DEEPEST and BEGIN.match(agent.value):
            for nested in read_cards(unescaped(agent.value), depth + 1):
                nested.line = agent.line
                nested.inside = nested.inside or card
                yield nested
