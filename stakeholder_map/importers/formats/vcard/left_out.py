"""What of a card is never read: private life and free text; counted, so that people know what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ....batch import Problem
from ...common.contacts import homes_left_out
from ...common.private import note
from .cards import Card
from .lines import Property
from .work import RELATED, emails, relation_of

_PRIVATE = {
    "BDAY": "birthdays", "X-EVOLUTION-BIRTHDAY-DATE": "birthdays", "ANNIVERSARY": "anniversaries",
    "X-ANNIVERSARY": "anniversaries", "X-EVOLUTION-ANNIVERSARY": "anniversaries", "X-ABDATE": "anniversaries",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversaries", "X-WAB-WEDDING-ANNIVERSARY": "anniversaries",
    "BIRTHPLACE": "birthplaces", "DEATHDATE": "deaths", "DEATHPLACE": "deaths", "GENDER": "gender",
    "X-GENDER": "gender", "X-WAB-GENDER": "gender", "X-SPOUSE": "spouses", "X-EVOLUTION-SPOUSE": "spouses",
    "X-MS-SPOUSE": "spouses", "X-KADDRESSBOOK-X-SPOUSESNAME": "spouses", "X-MS-CHILD": "children",
    "X-CHILDREN": "children", "HOBBY": "hobbies", "INTEREST": "hobbies", "EXPERTISE": "hobbies",
    "ACCOUNT": "bank accounts",
}


def left_out(cards: Sequence[Card], file: str) -> list[Problem]:
    """One note each on what is private and on free text of the cards of a file, with how many there were."""
    private: Counter[str] = Counter()
    notes = 0
    for card in cards:
        if is_private(card):
            private["contacts marked as private"] += 1
            continue
        private["home e-mail addresses"] += homes_left_out(emails(card))
        notes += sum(bool(found.text) for found in card.all("NOTE"))
        for found in card.properties:
            if what := _private(card, found):
                private[what] += 1
    counts = {what: count for what, count in sorted(private.items()) if count}
    return [*([note("Private", counts, file)] if counts else []),
            *([note("Free text", {"notes": notes}, file)] if notes else [])]


def is_private(card: Card) -> bool:
    """Whether a card, or the one it stands in, is marked as private or confidential, as Outlook marks contacts."""
    said = next((found.text.upper() for found in card.all("CLASS")), "")
    return said in ("PRIVATE", "CONFIDENTIAL") or bool(card.inside and is_private(card.inside))


def _private(card: Card, found: Property) -> str:
    """What a property is about that is private, '' for nothing."""
    at_home = "home" in found.types or card.label(found) == "home"
    if found.name in ("TEL", "ADR", "LABEL") and at_home:
        return "home telephones" if found.name == "TEL" else "home addresses"
    if found.name in RELATED and relation_of(card, found) == "private":
        return "family, friends and other private relations"
    return "pictures" if found.name == "PHOTO" else _PRIVATE.get(found.name, "")
