"""What automatic replies and returned mail say about people: proposals that somebody has left, and who comes after.

The text is looked at for this alone, and nothing of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.message import Message as Headers
from email.policy import compat32

from ....batch import Origin, Problem, Proposal
from ....identity import Directory, Entry
from ....identity.naming import address, is_role_address, normal_person
from ...common.correspondents import Correspondents, called
from ...proposals import ending, successor
from .message import TOO_MANY, Message
from .stream import Raw

_LEFT = re.compile(
    r"\b(have|has|'ve|’ve) (now |since |recently |just |already )?"
    r"(left\b(?! (the |my )?(office|desk|early|for|on|an?|you|this|some|it)\b)|retired)"
    r"|\bno longer (works?|working (for|at|with|here)|employed|an? employee|with (?!me\b)|at (?!my|the office|work))"
    r"|\bis no longer (here|part of)|\b(my|the) last (working )?day (was|is|will be)\b"
    r"|\bleft the (organi[sz]ation|company|council|charity|trust|firm)"
    r"|\bnicht mehr (bei|für|in unserem|im unternehmen|tätig)|\bausgeschieden\b|\bverlassen\b"
    r"|\b(ne travaill\w+|ne fai\w+) plus\b|\ba quitté\b|\bj.ai quitté\b|\bya no trabaj"
    r"|\bniet (meer|langer) (werkzaam|in dienst)|\bwerkt? niet meer\b|\bnon lavor\w+ più\b", re.IGNORECASE)
_TURN_TO = re.compile(
    r"\b(contact|write to|e-?mail|reach( out to)?|get in touch with|speak (to|with)|forward|redirect|address|direct"
    r"|ask|replaced by|successor|taken over by|wenden|kontaktieren|schreiben|nachfolger\w*|contacter|écri\w+|adress\w+"
    r"|contacte|dirija\w*|escrib\w+|neem contact|contattare|scriv\w+)\b", re.IGNORECASE)
_EMAIL = r"[\w.+'-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80}){1,5}"
_WORD = r"[^\W\d_a-z][\w'’-]{0,40}"
_NAMED = re.compile(rf"({_WORD}(?: {_WORD}){{0,3}})\W{{0,3}}(?:at|on|via|by e-?mail|unter|à|em)?\W{{0,4}}({_EMAIL})")
_NAME_ONLY = re.compile(
    r"\b(?i:contact|write to|e-?mail|reach|get in touch with|speak to|speak with|ask|replaced by|taken over by"
    rf"|successor is)\s+(?:my (?:colleague|successor),?\s+)?({_WORD}(?: {_WORD}){{0,2}})")
_GONE = re.compile(
    r"\b5\.1\.(1|2|3|6|10)\b|\b5\.2\.1\b|user unknown|unknown (user|recipient|address)"
    r"|no such (user|recipient|mailbox)|does ?n.t exist|does not exist|address not found"
    r"|recipient ?not ?found|couldn.t be found", re.IGNORECASE)
_PERHAPS = re.compile(r"address rejected|account .{0,20}disabled|mailbox unavailable", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(4\.\d{1,3}|5\.2\.[2-4]|5\.3|5\.[67])\.?\d{0,3}\b")
"""Reasons that say nothing about whether somebody has the address: it is full, or the message was not wanted."""
_FAILED = re.compile(r"final-recipient:[^;\n]*;\s*(\S+)", re.IGNORECASE)
_NOT_NAMES = frozenset({"me", "us", "the", "our", "reception", "please", "i", "we", "him", "her", "them", "you"})
_QUOTED = re.compile(r"^\s*(>.*|-{3,} ?(original|forwarded).*)$", re.IGNORECASE)


class Notices:
    """Collects proposals: the newest for each person, and none for those who wrote themselves on a later day."""

    def __init__(self, people: Correspondents, known: Directory, source: str, today: date) -> None:
        self._people = people
        self._known = known
        self._source = source
        self._today = today
        self._found: dict[str, tuple[date, list[Proposal]]] = {}
        self._wrote: dict[str, date] = {}

    def wrote(self, message: Message) -> None:
        """Note on which day somebody last wrote themselves; mass mailings and automatic messages prove nothing."""
        if message.on and message.on <= self._today and message.authors and message.why in ("", TOO_MANY):
            email = message.authors[0][1]
            self._wrote[email] = max(message.on, self._wrote.get(email, message.on))

    def add(self, at: Origin, message: Message, raw: Raw) -> None:
        """Look at a notice for what it says about people whom the store knows."""
        if message.on is None:
            return
        for email in dict.fromkeys(_returned(raw)):
            if person := self._person(email):
                self._keep(person, message.on, ending(
                    self._known, person, message.on - timedelta(days=1),
                    f"Mail to {person.name} came back on {message.on}: nobody has that address. Have they left?", at))
        text = _text(raw)
        author = self._person(message.authors[0][1]) if message.authors else None
        if author and _LEFT.search(text):
            self._keep(author, message.on, list(self._left(at, message, author, text)))

    def _keep(self, person: Entry, on: date, proposals: list[Proposal]) -> None:
        """The newest by their dates: the messages of a mailbox stand in any order."""
        if person.key not in self._found or self._found[person.key][0] <= on:
            self._found[person.key] = (on, proposals)

    def _person(self, email: str) -> Entry | None:
        entry = self._people.entry(email) if email else None
        return entry if entry and entry.label == "Person" else None

    def _left(self, at: Origin, message: Message, person: Entry, text: str) -> Iterator[Proposal]:
        assert message.on is not None
        name, email = _turned_to(text, person.email)
        entry = self._person(email) if email else self._namesake(name, person)
        name = entry.name if entry else name
        after = f" They name {name}{f' ({email})' if email and not entry else ''} instead." if name else ""
        yield from ending(self._known, person, message.on - timedelta(days=1),
                          f"An automatic reply of {message.on} says that {person.name} has left.{after}", at, name)
        organisation = self._people.organisation(email)
        if name and email and entry is None and organisation:
            yield successor(self._source, name, email, organisation, f"{name} is named instead of {person.name}.", at)

    def _namesake(self, name: str, person: Entry) -> Entry | None:
        """The only person of the same organisation who is called so, if only by a first name."""
        wanted = normal_person(name).split()
        found = [e for e in self._known.entries.values() if e.label == "Person" and e.key != person.key
                 and e.organisations & person.organisations and normal_person(e.name).split()[:len(wanted)] == wanted]
        return found[0] if wanted and len(found) == 1 else None

    def proposals(self) -> tuple[list[Proposal], list[Problem]]:
        """All proposals, by the people they are about, and a note on those who are still there after all."""
        last: dict[str, date] = {}
        for email, on in self._wrote.items() if self._found else ():
            if person := self._person(email):
                last[person.key] = max(on, last.get(person.key, on))
        still = sorted(key for key, (on, _) in self._found.items() if last.get(key, on) > on)
        kept = [p for key in sorted(self._found) if key not in still for p in self._found[key][1]]
        names = ", ".join(self._known.entries[key].name for key in still)
        return kept, [Problem("Automatic replies or returned mail said that they had left, and they wrote again later: "
                              f"{names}.", rejected=False)] if still else []


def _turned_to(text: str, own: str) -> tuple[str, str]:
    """Name and address of whom a notice says to write to, each '' where it does not say."""
    for sentence in re.split(r"(?<=[!?\n])\s+|(?<=[^A-Z]\.)\s+", text):
        if not _TURN_TO.search(sentence):
            continue
        named = {address(email): name for name, email in _NAMED.findall(sentence)}
        for email in map(address, re.findall(_EMAIL, sentence)):
            if email and email != own and not is_role_address(email):
                return called(_clean(named.get(email, "")), email), email
        if (found := _NAME_ONLY.search(sentence)) and (name := _clean(found[1])):
            return name, ""
    return "", ""


def _clean(name: str) -> str:
    """A name without words that are none, such as the "Please" before it."""
    words = name.split()
    while words and (words[0].casefold() in _NOT_NAMES or _TURN_TO.fullmatch(words[0])):
        words.pop(0)
    return " ".join(words) if words and words[0].casefold() not in _NOT_NAMES else ""


def _returned(raw: Raw) -> Iterator[str]:
    """Addresses to which mail could not be delivered because nobody has them."""
    for part in _parts(raw):
        if part.get_content_type() == "message/delivery-status":
            status = str(part)
            for block in re.split(r"\n\s*\n", status):
                if (found := _FAILED.search(block)) and "failed" in block.casefold() and _gone(block):
                    yield address(found[1])
    failed = message_from_bytes(raw.head, policy=compat32).get_all("X-Failed-Recipients") or []
    if failed and _gone(_text(raw)):
        yield from (address(one) for text in failed for one in str(text).split(","))


def _gone(text: str) -> bool:
    """Whether mail came back because nobody has the address."""
    return bool(_GONE.search(text) or (_PERHAPS.search(text) and not _OTHERWISE.search(text)))


def _parts(raw: Raw) -> list[Headers]:
    if raw.plain:
        return []
    try:
        return list(message_from_bytes(raw.head + b"\n" + raw.text, policy=compat32).walk())
    except Exception:  # a structure that the library cannot follow
        return []


def _text(raw: Raw) -> str:
    """The text of a notice in one line a paragraph, without what it quotes."""
    texts = [raw.text.decode("utf-8", "replace")] if raw.plain else [_decoded(p) for p in _parts(raw)[:20]]
    lines: list[str] = []
    for line in "\n".join(texts).splitlines():
        if _QUOTED.match(line):
            break
        lines.append(line.strip())
    return re.sub(r"(?<!\n)\n(?!\n)", " ", "\n".join(lines))


def _decoded(part: Headers) -> str:
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html"):
        return ""
    try:
        payload = part.get_payload(decode=True)
        text = payload.decode(part.get_content_charset() or "utf-8", "replace") if isinstance(payload, bytes) else ""
    except (LookupError, ValueError):  # an encoding that nobody knows
        return ""
    return re.sub(r"<[^>]{0,2000}>", " ", re.sub(r"(?i)<(br|p|div)[ />]", "\n<", text)) if kind == "text/html" else text
