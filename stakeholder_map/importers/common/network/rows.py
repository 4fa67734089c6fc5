"""Things and lines as rows of the plain sheets, and notes on what was left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ....batch import Problem
from ....identity.naming import normal
from ...files.tables import Table
from ..made import MadeRows
from ..our_side import OurSide
from ..private import is_free_text, is_private, note
from .lines import Lines
from .things import Line, Thing


class NetworkRows:
    """The tables that things and lines give. `unread` counts the attributes that mean nothing here."""

    def __init__(self, things: Sequence[Thing], lines: Sequence[Line], ours: OurSide, unread: Counter[str]) -> None:
        self._things = {thing.code: thing for thing in things}
        self._all = lines
        self._ours = ours
        self._unread = unread
        self._made = MadeRows({"from": "source", "to": "target"})
        self._lines = Lines(self._things, ours, self._made)
        self._makers: Mapping[str, Callable[[Thing], None]] = {
            "Person": self._person, "Organisation": self._organisation, "Unit": self._unit, "Post": self._post,
            "Mailbox": self._mailbox, "Partnership": self._partnership}

    def tables(self) -> list[Table]:
        """Every thing as a row of its kind, once all lines have said where it belongs."""
        self._lines.read(self._all)
        for thing in self._things.values():
            if maker := self._makers.get(thing.kind):
                maker(thing)
            else:
                written = thing.text("written")
                self._lines.left[f"things of the kind “{written}”" if written else "things of no kind"] += 1
        self._implied_organisations()
        return self._made.tables()

    def _person(self, thing: Thing) -> None:
        place = self._lines.place[thing.code]
        organisation = thing.text("organisation") or place.get("organisation", "")
        placed = organisation or place.get("unit", "")
        self._made.add("people", thing.at, {
            "id": thing.id, "name": thing.name, "email": thing.text("email"), "phone": thing.text("phone"),
            "organisation": organisation, "unit": (thing.text("unit") or place.get("unit", "")) if placed else "",
            "title": thing.text("title") if placed or thing.code not in self._lines.titled else "",
            "level": thing.level, "reports_to": place.get("reports_to", ""),
            "languages": thing.text("languages"), "do_not_contact": thing.text("do_not_contact"),
            "restricted": thing.text("restricted"), "since": place.get("since") or thing.text("since"),
            "until": place.get("until") or thing.text("until")})

    def _organisation(self, thing: Thing) -> None:
        stored = self._ours.stored(thing.name)
        written = thing.text("written")
        bare = normal(written) in ("organisation", "organization", "org")
        self._made.add("organisations", thing.at, {
            "id": "" if stored else thing.id, "name": thing.name, "kind": "" if bare else written,
            "ours": "" if stored else thing.text("ours"), "part_of": self._lines.place[thing.code].get("part_of", ""),
            "identifiers": thing.text("identifiers"), "website": thing.text("website")})

    def _unit(self, thing: Thing) -> None:
        place = self._lines.place[thing.code]
        self._made.add("units", thing.at, {
            "id": thing.id, "name": thing.name, "organisation": place.get("organisation") or thing.text("organisation"),
            "part_of": place.get("part_of", ""), "since": thing.text("since"), "until": thing.text("until")})

    def _post(self, thing: Thing) -> None:
        """One row for each holder; what stands on the line to the holder is about the holding."""
        place = self._lines.place[thing.code]
        holders: Sequence[tuple[Thing | None, Line | None]] = self._lines.holders.get(thing.code) or [(None, None)]
        for holder, line in holders:
            said = line.fields if line else {}
            self._made.add("posts", line.at if line else thing.at, {
                "id": thing.code, "title": thing.name, "level": thing.level, "function": thing.text("function"),
                "organisation": place.get("organisation", "") or thing.text("organisation"),
                "unit": place.get("unit", ""), "reports_to": place.get("reports_to", ""),
                "holder": holder.ref if holder else "", "kind": said.get("how", ""), "since": said.get("since", ""),
                "until": said.get("until", ""), "post_since": thing.text("since"), "post_until": thing.text("until")})

    def _mailbox(self, thing: Thing) -> None:
        place = self._lines.place[thing.code]
        self._made.add("mailboxes", thing.at, {
            "address": thing.address, "name": thing.name if thing.name != thing.address else "",
            "organisation": place.get("organisation", ""), "unit": place.get("unit", ""),
            "members": place.get("members", "")})

    def _partnership(self, thing: Thing) -> None:
        self._made.add("partnerships", thing.at, {
            "id": thing.id, "name": thing.name, "started": thing.text("since"),
            "coordinator": self._lines.place[thing.code].get("coordinator", "")})

    def _implied_organisations(self) -> None:
        """Organisations that only stand in attributes of people and the like."""
        there = {normal(text) for t in self._things.values() if t.kind == "Organisation" for text in (t.name, t.id)}
        for thing in self._things.values():
            name = thing.text("organisation")
            if thing.kind in ("Person", "Unit", "Post") and name and normal(name) not in there:
                there.add(normal(name))
                self._made.add("organisations", thing.at, {"name": name})

    def notes(self, file: str) -> list[Problem]:
        """What was left out, or read in a way that people should know; to be asked for after the tables."""
        free = {name: n for name, n in self._unread.items() if is_free_text(name)}
        private = {name: n for name, n in self._unread.items() if is_private(name) and name not in free}
        other = {name: n for name, n in self._unread.items() if name not in {**free, **private}}
        notes = [note(what, counts, file) for what, counts in (("Private", private), ("Free text", free)) if counts]
        for begin, counts in (("Left out", self._lines.left), ("Attributes that are not known, left out", other),
                              ("Lines between a person and an organisation were read as posts", self._lines.jobs)):
            if said := _counted(counts):
                hint = "Say what things are: person or organisation." if begin == "Left out" else ""
                notes.append(Problem(f"{begin}: {said}.", hint, file=file, rejected=False))
        if self._lines.weights:
            notes.append(Problem(f"The numbers on the lines were left out: {self._lines.weights}.", "Write strengths "
                                 "from 1 (slight) to 5 (strong).", file=file, rejected=False))
        return notes


def _counted(counts: Mapping[str, int]) -> str:
    """Counts in words, at most thirty of them, '' when there are none."""
    shown = [f"{name} ({count:,})" for name, count in counts.items() if count]
    return ", ".join(shown[:30]) + (f" and {len(shown) - 30} more" if len(shown) > 30 else "")
