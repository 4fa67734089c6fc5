"""vCards, the format of address books: versions 2.1, 3.0 and 4.0, also as JSON (jCard) and XML (xCard)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch, Origin, Problem
from ....errors import InputError
from ....identity import Directory
from ....words import tally
from ...common.address_book import AddressBook
from ...files.sample import Sample
from ...files.tables import check
from ...files.text_tables import decode
from ...options import Options
from . import work
from .cards import BEGIN, Card, read_cards
from .left_out import is_private, left_out
from .other import JCARD, XCARD, read_jcard, read_xcard

NAME = "vcard"
HELP = "vCards of an address book: .vcf of any version, jCard, xCard, or a folder of them"
JSON = "cards as jCard"
ENDINGS = (".vcf", ".vcard")
_CALENDAR = re.compile(r"^BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)
_CARD_LINE = re.compile(rf"^{BEGIN.pattern}$", re.IGNORECASE | re.MULTILINE)


def detect(sample: Sample) -> float:
    """How surely files are vCards, from 0 to 1: they begin like one; of a folder all files do."""
    if not sample.path.is_dir():
        return _certainty(sample.text)
    cards = sum(_certainty(text) > 0.5 for text in sample.texts.values())
    return 0.0 if not cards else 0.96 if cards == len(sample.files) else 0.4


def _certainty(text: str) -> float:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if BEGIN.fullmatch(first) or JCARD.match(text) or (first.lstrip().startswith("<") and XCARD in text):
        return 0.98
    return 0.3 if _CARD_LINE.search(text) and not _CALENDAR.search(text) else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The people, organisations and groups of some cards; a single card closes nothing."""
    book = AddressBook(options, known, NAME, "vCards")
    notes: list[Problem] = []
    count = 0
    for file in (f for path in paths for f in (_files(path) if path.is_dir() else [path])):
        cards = _read(file, notes)
        _take(book, cards, file.name, notes)
        count += len(cards)
    if not count:
        raise InputError(f"{', '.join(path.name for path in paths)}: there is no vCard in it",
                         "A card begins with the line BEGIN:VCARD.")
    return book.batch(notes, closing=count > 1, rows=count)


def _files(folder: Path) -> list[Path]:
    """The files of a folder that are called after cards, or begin like one."""
    return [file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith((".", "~$"))
            and (file.suffix.lower() in ENDINGS or _certainty(Sample(file).text) > 0.5)]


def _read(file: Path, notes: list[Problem]) -> list[Card]:
    """The cards of a file, with notes on what in it could not be read."""
    check(file)
    text, problems = decode(file.read_bytes(), file.name)
    notes += problems
    if JCARD.match(text):
        return read_jcard(file, text)
    if text.lstrip().startswith("<"):
        return read_xcard(file)
    return read_cards(text)


def _take(book: AddressBook, cards: Sequence[Card], file: str, notes: list[Problem]) -> None:
    agents: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        agents[id(card.inside)].append(card)
    others: list[str] = []
    for card in cards:
        if not is_private(card) and not _add(book, card, agents[id(card)], file):
            others.append(card.first("FN") or f"line {card.line}")
    if others:
        notes.append(Problem(f"Groups without an address, places and things were left out ({len(others):,}): "
                             f"{', '.join(others[:5])}{' …' if len(others) > 5 else ''}.", file=file, rejected=False))
    notes += [*left_out(cards, file), *_odd(cards, file)]


def _add(book: AddressBook, card: Card, agents: Sequence[Card], file: str) -> bool:
    """Put a card into the book; False where it is neither a person, an organisation nor a group with an address."""
    kind, email, at = work.kind(card), work.email(card), Origin(file, card.line)
    if kind == "org":
        book.company(at, work.organisation(card) or work.name(card), email)
    elif kind == "group" and email:
        book.mailbox(at, email, work.name(card), work.organisation(card), work.members(card))
    elif kind == "individual":
        book.person(work.contact(card, file, agents))
    else:
        return False
    return True


def _odd(cards: Sequence[Card], file: str) -> list[Problem]:
    """Notes on lines that are no properties and on cards that are never closed."""
    lines = [line for card in cards for line in card.unread]
    shown = ", ".join(map(str, lines[:8])) + (", …" if len(lines) > 8 else "")
    found = [Problem(tally(len(lines), f"lines inside cards could not be read and were left out: {shown}."),
                     "Export the cards again.", file, lines[0], rejected=False)] if lines else []
    return found + [Problem("The card is not closed (END:VCARD); it was read up to the next one.", "", file, card.line,
                            rejected=False) for card in cards if not card.closed][:20]
