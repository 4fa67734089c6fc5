"""Cards of questions, one for each colleague and no longer than a minute, and the sheet that takes the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..analysis.answers import PartnershipRef, PersonRef
from ..analysis.questions.inquiries import Inquiry, Question
from ..importers.answers import COLUMNS
from ..snapshot import Snapshot
from ..words import count, enumeration, verdict
from .facts import titles

MOST = 5
"""So many questions fit into a minute; the rest wait for the next time."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it stands on a card; several partnerships may wait for one answer."""

    question: Question
    partnerships: tuple[PartnershipRef, ...]
    text: str
    why: str
    value: float


@dataclass(frozen=True, slots=True)
class Card:
    """What one colleague is asked, the most valuable first, and how many more questions wait."""

    colleague: PersonRef
    items: tuple[Item, ...]
    waiting: int


def cards(snapshot: Snapshot, inquiries: Sequence[Inquiry], most: int = MOST) -> list[Card]:
    """A card for everybody who is asked anything, those with the most valuable questions first."""
    posts = titles(snapshot)
    grouped: defaultdict[tuple[str, ...], list[tuple[Inquiry, Question]]] = defaultdict(list)
    for inquiry in inquiries:
        for question in inquiry.questions:
            about = question.about.id if question.about else inquiry.partnership.id
            at = question.statement or question.organisation.id
            grouped[question.ask.id, about, question.kind, at].append((inquiry, question))
    by_colleague: defaultdict[str, list[Item]] = defaultdict(list)
    for (colleague, *_), members in grouped.items():
        by_colleague[colleague].append(_item(members, posts))
    made = []
    for items in by_colleague.values():
        items.sort(key=lambda i: (-i.value, i.text))
        made.append(Card(items[0].question.ask, tuple(items[:most]), max(0, len(items) - most)))
    return sorted(made, key=lambda card: (-card.items[0].value, card.colleague.name, card.colleague.id))


def _item(members: Sequence[tuple[Inquiry, Question]], posts: Mapping[str, str]) -> Item:
    question = members[0][1]
    partnerships = tuple({inquiry.partnership.id: inquiry.partnership for inquiry, _ in members}.values())
    about = ""
    if question.about:
        title, there = posts.get(question.about.id), question.organisation.name
        about = f"{question.about.name} ({title}, {there})" if title else f"{question.about.name} at {there}"
    why = [_why(inquiry, q) for inquiry, q in members]
    value = max(inquiry.value for inquiry, _ in members)
    return Item(question, partnerships, _text(question, about, partnerships), " ".join(why), value)


def _text(question: Question, about: str, partnerships: Sequence[PartnershipRef]) -> str:
    names = enumeration([p.name for p in partnerships])
    others = enumeration([p.name for p in question.others if p not in partnerships])
    if question.kind == "who":
        return f"Whom do you know at {question.organisation.name}? It is about {names}."
    if question.kind == "still":
        return f"Do you still know {about}? When were you last in contact?"
    instead = f", or about {others}" if others else ""
    if question.kind == "which":
        return f"Is your contact with {about} about {names}{instead}?"
    return f"Do you still know {about}? When were you last in contact? Is it about {names}{instead}?"


def _why(inquiry: Inquiry, question: Question) -> str:
    """What hangs on the answer."""
    name = inquiry.partnership.name
    if question.kind == "who":
        return f"Nobody has recorded who knows whom there, so nothing can be said about {name}."
    others = len(inquiry.questions) - 1
    more = f", with {count(others, 'other answer')}" if others else ""
    text = f"Yes{more} makes {name} “{verdict(inquiry.if_yes).label}”."
    if question.if_no is None:
        return text
    return f"{text} No makes it “{verdict(question.if_no).label}”."


def lines(card: Card) -> Iterator[str]:
    """A card as text to print, send or read out."""
    yield f"{card.colleague.name}: {count(len(card.items), 'question')}, one minute"
    for number, item in enumerate(card.items, start=1):
        yield f"  {number}. {item.text}"
        yield f"     {item.why}"
        blank = "name: ______________  " if item.question.kind == "who" else ""
        yield f"     {blank}yes / no   last contact: ____________"
    if card.waiting:
        yield f"  {count(card.waiting, 'more question')} can wait for the next time."


def sheet(made: Sequence[Card]) -> list[tuple[object, ...]]:
    """The rows to fill in, in the order of importers.answers.COLUMNS."""
    return [tuple(_row(item).get(column) for column in COLUMNS) for card in made for item in card.items]


def _row(item: Item) -> dict[str, str | date | None]:
    question = item.question
    named = [p.id for p in item.partnerships] if "which" in question.kind else list(question.named)
    return {
        "colleague": question.ask.name,
        "question": item.text,
        "from": question.ask.id,
        "to": question.about.id if question.about else None,
        "since": question.since,
        "partnership": ";".join(named) if question.kind != "who" else _stored(item.partnerships),
        "others": ";".join(p.id for p in question.others if p not in item.partnerships),
        "organisation": question.organisation.id,
        "source": question.source,
        "kind": question.kind,
    }


def _stored(partnerships: Sequence[PartnershipRef]) -> str:
    """An answer to "whom do you know" serves the partnership it was asked for, unless that is only implied."""
    return ";".join(p.id for p in partnerships if not p.implied)
