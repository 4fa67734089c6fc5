"""Messages as interactions: one for each thread and day, two-way where somebody of the other side was answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ....batch import Origin
from ....identity.naming import digest
from ...common.correspondents import Correspondent, Correspondents
from ...common.made import MadeRows
from .message import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """A message between the two sides: who wrote, and whom of the other side they addressed (references)."""

    at: Origin
    code: str
    thread: str
    parents: tuple[str, ...]
    on: date
    ours: bool
    author: str
    others: frozenset[str]


_Pair = tuple[str, str]
"""One of ours and one of theirs."""


class Threads:
    """Collects messages between us and others. Counts what else there is; of that nothing is kept."""

    def __init__(self, people: Correspondents, made: MadeRows, today: date) -> None:
        self._people = people
        self._made = made
        self._today = today
        self._sent: dict[str, Sent] = {}
        self._threads: dict[str, str] = {}
        self._seen: set[str] = set()
        self.read = 0
        self.left_out: Counter[str] = Counter()

    def add(self, at: Origin, message: Message) -> None:
        """A message; a copy of one that was there before is passed over."""
        self.read += 1
        if message.code in self._seen:
            self.left_out["copies of the same message"] += 1
            return
        self._seen.add(message.code)
        if message.why:
            self.left_out[message.why] += 1
            return
        if message.authors:
            self._between(at, message)
        else:
            self.left_out["messages without a sender"] += 1

    def _between(self, at: Origin, message: Message) -> None:
        """Keep a message that goes from one side to the other."""
        find, (name, email) = self._people.find, message.authors[0]
        ours = self._people.ours(email)
        to = [one for one in message.recipients if one[1] != email]
        if not ours and not any(self._people.ours(one) for _, one in to):
            to += message.delivered
        across = any(self._people.ours(one) != ours for _, one in to)
        author = find(at, email, name, adds=across)
        listed = [(one, find(at, one[1], one[0], adds=self._people.ours(one[1]) != ours)) for one in to]
        self._strangers(message, author, listed)
        if author is None:
            self.left_out["messages of people who are not known"] += 1
            return
        others = frozenset(p.reference for _, p in listed if p and p.ours != author.ours) - {author.reference}
        if not others:
            self.left_out["messages to nobody known on the other side"] += 1
        elif message.on is None or message.on > self._today:
            self._reject(at, message)
        else:
            self._sent[message.code] = Sent(at, message.code, message.thread, message.parents, message.on, author.ours,
                                            author.reference, others)

    def _strangers(self, message: Message, author: Correspondent | None,
                   listed: list[tuple[tuple[str, str], Correspondent | None]]) -> None:
        """Count those who are not known: who wrote to us, and to whom we wrote."""
        if message.on is None:
            return
        if author and author.ours:
            self._people.met(((email, name) for (name, email), person in listed if person is None), message.on)
        elif author is None and any(person and person.ours for _, person in listed):
            name, email = message.authors[0]
            self._people.met([(email, name)], message.on)

    def _reject(self, at: Origin, message: Message) -> None:
        fault = "The message is dated in the future" if message.on else "The message has no date that can be read"
        fault = f"{fault}: “{message.written[:60]}”"
        self._made.add("interactions", at, {"on": message.written}, {"on": "Date"}, fault)

    def state(self) -> None:
        """Make the rows of interactions."""
        days: dict[tuple[str, date], list[Sent]] = defaultdict(list)
        for sent in self._sent.values():
            days[self._thread(sent), sent.on].append(sent)
        for (thread, on), messages in sorted(days.items(), key=lambda found: (found[0][1], found[0][0])):
            for direction, hub, others in self._exchanges(messages):
                self._made.add("interactions", messages[0].at, {
                    "id": f"{on}/{digest(f'{thread}/{direction}/{hub}')}", "on": on, "channel": "e-mail",
                    "direction": direction, "people": ";".join([hub, *sorted(others)])})

    def _thread(self, sent: Sent) -> str:
        """The thread of a message: that of the first message it leads back to."""
        path: dict[str, None] = {}
        while sent.code not in path and sent.code not in self._threads:
            path[sent.code] = None
            sent = next((self._sent[code] for code in sent.parents if code in self._sent), sent)
        thread = self._threads.get(sent.code, sent.thread)
        self._threads.update(dict.fromkeys(path, thread))
        return thread

    def _exchanges(self, messages: list[Sent]) -> Iterator[tuple[str, str, set[str]]]:
        """What one thread is on one day: exchanges by our person, then what went one way only by who wrote.

        Nobody stands beside somebody whom they neither wrote to nor heard from: each row has one person in its middle.
        """
        both: set[_Pair] = {pair for sent in messages for pair in self._answered(sent)}
        both |= {pair for sent in messages for pair in _pairs(sent)
                 if any(pair in _pairs(other) for other in messages if other.ours != sent.ours)}
        for ours in sorted({a for a, _ in both}):
            yield "both", ours, {b for a, b in both if a == ours}
        for direction, from_us in (("out", True), ("in", False)):
            written: dict[str, set[str]] = defaultdict(set)
            for sent in (sent for sent in messages if sent.ours == from_us):
                written[sent.author] |= {b if from_us else a for a, b in _pairs(sent) - both}
            for author, others in sorted(written.items()):
                if others:
                    yield direction, author, others

    def _answered(self, sent: Sent) -> set[_Pair]:
        """Whom a message answers: those it addresses who wrote earlier in its thread."""
        earlier = (self._sent.get(code) for code in sent.parents)
        return {pair for one in earlier if one and one.ours != sent.ours and one.author in sent.others
                for pair in _pairs(sent) & _pairs(one)}


def _pairs(sent: Sent) -> set[_Pair]:
    return {(sent.author, other) if sent.ours else (other, sent.author) for other in sent.others}
