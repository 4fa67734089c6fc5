"""Meetings of calendars as rows of interactions: who took part, who had accepted, who is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ...batch import Origin, Problem
from ...model import CROWD
from ...words import tally
from .correspondents import Correspondents
from .made import MadeRows

AHEAD = timedelta(days=366)
"""Meetings that are planned for later than this are left out."""
NEXT = 2
"""So many planned meetings of a series are kept: plans change, and what is stored as planned counts on its day."""

Answer = Literal["accepted", "absent", "open"]
"""What somebody said to an invitation. `open`: nobody knows whether they came."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody on the list of a meeting; `shared` for a group."""

    email: str
    name: str
    answer: Answer
    shared: bool = False


class Meetings:
    """Collects meetings. An invitation that was accepted is stored as `accepted`, for nobody wrote down who came."""

    def __init__(self, made: MadeRows, people: Correspondents) -> None:
        self._made = made
        self._people = people
        self.left_out: Counter[str] = Counter()

    def add(self, at: Origin, code: str, on: date, invited: Iterable[Invited]) -> None:
        """A meeting on a day; `code` is its id, '' where it has none. Left out: crowds, and who meets nobody known."""
        listed = list(invited)
        found = [(who, self._people.find(at, who.email, who.name, who.shared)) for who in listed]
        came = {person.reference for who, person in found if person and who.answer == "accepted"}
        absent = {person.reference for who, person in found if person and who.answer == "absent"} - came
        if any(person and person.ours for _, person in found):
            self._people.met(((who.email, who.name) for who, person in found
                              if person is None and who.answer == "accepted"), on)
        if sum(who.answer == "accepted" and not who.shared for who in listed) > CROWD >= len(came):
            self.left_out[f"meetings of more than {CROWD} people"] += 1
        elif len(came) < 2:
            self.left_out["meetings in which fewer than two people took part whom the store knows"] += 1
        else:
            open_ = sum(person is not None and who.answer == "open" for who, person in found)
            self.left_out["answers of people who may come, or did not say"] += open_
            self._made.add("interactions", at, {
                "id": code, "on": on, "channel": "meeting", "accepted": ";".join(sorted(came)),
                "absent": ";".join(sorted(absent))})

    def concern(self, at: Origin, invited: Iterable[Invited]) -> bool:
        """Whether anybody on a list is known; otherwise the meeting is counted as left out."""
        listed = list(invited)
        if any(self._people.find(at, who.email, who.name, who.shared) for who in listed):
            return True
        self.left_out["events to which nobody known was invited" if listed else "events without guests"] += 1
        return False

    def undated(self, at: Origin, code: str, written: str, invited: Iterable[Invited], column: str = "",
                fault: str = "") -> None:
        """A meeting whose day cannot be read: rejected with the people it names, so that it can be put right alone.

        `written` is the day as it stands in the file, in `column`; a `fault` rejects the row for something else.
        """
        people: dict[Answer, set[str]] = {"accepted": set(), "absent": set(), "open": set()}
        for who in invited:
            if person := self._people.find(at, who.email, who.name, who.shared, adds=False):
                people[who.answer].add(person.reference)
        self._made.add("interactions", at, {
            "id": code, "on": written or None, "channel": "meeting", "accepted": ";".join(sorted(people["accepted"])),
            "absent": ";".join(sorted(people["absent"] - people["accepted"]))}, {"on": column} if column else {}, fault)

    def called_off(self, at: Origin, code: str, on: date, invited: Iterable[Invited]) -> None:
        """A meeting that was stored as planned and did not take place: nobody came."""
        found = {person.reference for who in invited if (person := self._people.find(at, who.email, who.name))}
        self._made.add("interactions", at, {"id": code, "on": on, "channel": "meeting", "accepted": "",
                                            "absent": ";".join(sorted(found))})

    def notes(self) -> list[Problem]:
        """What was left out, each with how often."""
        counts = {what: times for what, times in self.left_out.items() if times}
        return [*left_out(counts), *self._people.notes()]


def left_out(counts: dict[str, int], file: str = "") -> list[Problem]:
    """One note on what a calendar or a mailbox has that is no contact; none when there is nothing."""
    if not counts:
        return []
    shown = "; ".join(tally(times, what) for what, times in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    return [Problem(f"Left out: {shown}.", file=file, rejected=False)]
