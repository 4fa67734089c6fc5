"""What a card says about somebody's work: name, organisation, post, one address, one telephone, whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....batch import Origin
from ....identity.naming import normal
from ...common.contacts import Contact, relation, work_email, work_phone
from .cards import Card
from .lines import Property

KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
MANAGERS = ("X-MANAGER", "X-EVOLUTION-MANAGER", "X-MS-MANAGER", "X-MANAGERSNAME", "X-KADDRESSBOOK-X-MANAGERSNAME")
ASSISTANTS = ("X-ASSISTANT", "X-EVOLUTION-ASSISTANT", "X-MS-ASSISTANT", "X-ASSISTANTSNAME",
              "X-KADDRESSBOOK-X-ASSISTANTSNAME")
RELATED = ("RELATED", "X-ABRELATEDNAMES")


def kind(card: Card) -> str:
    """individual, group, org, location …; a card that names an organisation and nobody else is one of org."""
    said = next((card.first(name).lower() for name in KINDS if card.first(name)), "")
    company = card.first("X-ABSHOWAS").upper() == "COMPANY" or (
        not any(full_name(card)) and not card.first("TITLE")
        and normal(card.first("FN")) in ("", normal(organisation(card))))
    if said in ("", "individual"):
        return "org" if company and organisation(card) else "individual"
    return "org" if said == "organization" else said


def full_name(card: Card) -> tuple[str, ...]:
    """The parts of the structured name: family, given, additional names, honorific before and after."""
    return next((found.fields for found in card.all("N") if any(found.fields)), ())


def name(card: Card) -> str:
    """How somebody is called: the formatted name, unless it is blank or only an address or telephone, else the
    structured one; '' where that is a telephone too.
    """
    parts = (*full_name(card), "", "", "")
    structured = " ".join(part for part in (parts[1], parts[2], parts[0]) if part).replace(",", " ")
    numbers = {_digits(found.text) for found in card.all("TEL")} - {""}
    shown, structured = ("" if _digits(text) in numbers else text for text in (card.first("FN"), structured))
    return structured or shown if not shown or "@" in shown else shown


def _digits(text: str) -> str:
    """The digits of a telephone, '' for text that has letters."""
    return "" if any(map(str.isalpha, text)) else "".join(filter(str.isdigit, text))


def organisation(card: Card) -> str:
    return next(iter(_organisation(card)), "")


def _organisation(card: Card) -> tuple[str, ...]:
    """Organisation and units, of the one at work, else of the preferred one, else of the first."""
    found = [p for p in card.all("ORG") if any(p.fields)]
    return min(found, key=lambda p: ("home" in p.types, "work" not in p.types, "pref" not in p.types)).fields \
        if found else ()


def _further(card: Card) -> tuple[str, ...]:
    """Organisations and titles beside those that are read; the same one in another language (`ALTID`) is none."""
    names = [p.fields[0] for p in card.all("ORG") if not p.param("ALTID")]
    titles = [p.text for p in card.all("TITLE") if not p.param("ALTID")]
    read = {normal(organisation(card)), normal(card.first("TITLE")), ""}
    return tuple({normal(text): text for text in (*names, *titles) if normal(text) not in read}.values())


def _types(card: Card, found: Property) -> frozenset[str]:
    return found.types | {card.label(found)} if card.label(found) else found.types


def emails(card: Card) -> list[tuple[frozenset[str], str]]:
    """All addresses with the words that say which they are."""
    return [(_types(card, found), found.text) for found in card.all("EMAIL")]


def email(card: Card) -> str:
    return work_email(emails(card))


def phone(card: Card) -> str:
    chosen = work_phone((_types(card, found), found.text) for found in card.all("TEL"))
    return re.sub(r";ext=", " ext ", re.sub(r"^tel:", "", chosen, flags=re.IGNORECASE))


def uid(card: Card) -> str:
    return _reference(card.first("UID"))


def _reference(text: str) -> str:
    """How others refer to a card: its UID without the scheme, or an address without `mailto:`."""
    return re.sub(r"^(urn:uuid:|mailto:)", "", text.strip(), flags=re.IGNORECASE)


def members(card: Card) -> list[str]:
    return [_reference(p.text) for p in card.all(*MEMBERS) if p.text]


def contact(card: Card, file: str, agents: Sequence[Card]) -> Contact:
    """The contact of a card; `agents` are the cards inside it."""
    inside = card.inside
    place = _organisation(card) or (_organisation(inside) if inside else ())
    return Contact(
        Origin(file, card.line), name(card), uid(card), email(card), phone(card), place[0] if place else "",
        tuple(unit for unit in place[1:] if unit), card.first("TITLE"), card.first("ROLE"),
        managers=tuple(_named(card, MANAGERS, "manager")),
        assistants=(*_named(card, ASSISTANTS, "assistant"), *(uid(a) or email(a) or name(a) for a in agents)),
        related=tuple(_named(card, (), "work")), further=_further(card))


def _named(card: Card, properties: tuple[str, ...], kind: str) -> list[str]:
    """Whom properties of these names, and relations of this kind, mean: a UID, an address or a name each."""
    found = [next(iter(p.param("UID")), "") or p.text for p in card.all(*properties)]
    found += [p.text for p in card.all(*RELATED) if relation_of(card, p) == kind]
    return list(dict.fromkeys(text for text in map(_reference, found) if text))


def relation_of(card: Card, found: Property) -> str:
    """manager, assistant, work or private; what is not said to be about work is private."""
    return relation(_types(card, found) - {"pref"}) or "private"
