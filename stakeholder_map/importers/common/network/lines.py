"""What lines say: a post, a tie, a part, a membership, by the kinds of the things at their two ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from ....identity.naming import normal, slug
from ..kinds import capacity_of
from ..made import MadeRows
from ..our_side import OurSide
from .strength import as_strength, why_not
from .things import Line, Thing

_PART = re.compile(r"part of|member of|belongs to|subsidiary of|child of|unit of|branch of")
_WHOLE = re.compile(r"parent( of)?|owns|has (part|unit|subsidiary)|contains")
_AT_WORK = re.compile(r"(works|worked|working|employed|employee|staff|job|employment|serves)?"
                      r"( (at|for|by|in|of|with))?|holds|member( of)?|belongs to|affiliat(ed|ion)( with| to)?"
                      r"|is (in|at)|directed|undirected|mutual|employs|employer( of)?|has (employees?|members?|staff)"
                      r"|(associated|connected|linked|related)( to| with)?")
_UNDER = re.compile(r"(reports|reporting) to|(line )?(managed|supervised) by")
_OVER = re.compile(r"(line )?(manages|supervises)|(line )?(manager|supervisor|boss) of")
_MEMBER = re.compile(r"member of|reads|read by")
_YES = ("yes", "true", "1")


class Lines:
    """Reads lines into rows, and into what they say about the things themselves.

    `place` has, for each thing, columns of its own row; `holders` the people on each post; `jobs` counts the words on
    lines that were read as posts, `left` what was left out; `weights` says why numbers are no strengths.
    """

    def __init__(self, things: Mapping[str, Thing], ours: OurSide, made: MadeRows) -> None:
        self._things = things
        self._ours = ours
        self._made = made
        self._pairs: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self._bosses: list[tuple[Thing, Thing, Line]] = []
        self._employers: dict[str, dict[str, str]] = defaultdict(dict)
        self.place: dict[str, dict[str, str]] = defaultdict(dict)
        self.holders: dict[str, list[tuple[Thing, Line]]] = defaultdict(list)
        self.jobs: Counter[str] = Counter()
        self.titled: set[str] = set()
        self.left: Counter[str] = Counter()
        self.weights = ""
        self._sayings: Mapping[tuple[str, str], Callable[[Thing, Thing, Line], None]] = {
            ("Person", "Organisation"): self._works, ("Person", "Unit"): self._works,
            ("Person", "Post"): lambda person, post, line: self.holders[post.code].append((person, line)),
            ("Post", "Organisation"): self._lies("organisation"), ("Post", "Unit"): self._lies("unit"),
            ("Post", "Post"): self._lies("reports_to"), ("Unit", "Organisation"): self._lies("organisation"),
            ("Unit", "Unit"): self._lies("part_of"), ("Mailbox", "Organisation"): self._lies("organisation"),
            ("Mailbox", "Unit"): self._lies("unit"), ("Organisation", "Organisation"): self._together,
            ("Organisation", "Partnership"): self._member, ("Person", "Partnership"): self._represents,
            ("Person", "Person"): self._knows, ("Person", "Mailbox"): self._writes}

    def read(self, lines: Sequence[Line]) -> None:
        """Read all lines, whichever way round they are drawn."""
        for line in lines:
            ends = self._things.get(line.start), self._things.get(line.end)
            kinds = tuple(thing.kind if thing else "" for thing in ends)
            start, end = ends
            if line.start == line.end:
                self.left["lines from a thing to itself"] += 1
            elif not start or not end:
                self._pairs[line.start, line.end].append(line)
            elif say := self._sayings.get((kinds[0], kinds[1])):
                say(start, end, line)
            elif say := self._sayings.get((kinds[1], kinds[0])):
                say(end, start, line)
            else:
                self.left[f"lines between {' and '.join(sorted(map(_called, kinds)))}"] += 1
        self._report()
        self._ties()

    def organised(self, thing: Thing) -> str:
        """How rows refer to an organisation: by name where it is ours and another source has it."""
        return thing.name if self._ours.stored(thing.name) else thing.ref

    def _lies(self, column: str) -> Callable[[Thing, Thing, Line], None]:
        def say(one: Thing, other: Thing, _: Line) -> None:
            self.place[one.code].setdefault(column, self.organised(other))

        return say

    def _knows(self, one: Thing, other: Thing, line: Line) -> None:
        """A line between people: who reports to whom where its words say so, else a tie."""
        words = [normal(line.text(name).replace("_", " ")) for name in ("kind", "label")]
        if any(map(_UNDER.fullmatch, words)):
            self._bosses.append((one, other, line))
        elif any(map(_OVER.fullmatch, words)):
            self._bosses.append((other, one, line))
        else:
            self._tie(one, other, line)

    def _report(self) -> None:
        """Lines of command of those who belong to an organisation; of others they say no more than a tie."""
        for person, boss, line in self._bosses:
            here = self.place[person.code]
            if not person.text("organisation") and "organisation" not in here:
                here.update(self._employer(person, boss))
            if person.text("organisation") or "organisation" in here:
                here.setdefault("reports_to", boss.ref)
            else:
                self._tie(person, boss, line)

    def _employer(self, person: Thing, boss: Thing) -> dict[str, str]:
        """The organisation of a titled post: the only one, else the one where the boss has a post too."""
        mine, theirs = self._employers[person.code], self._employers[boss.code]
        there = [name for code, name in mine.items() if len(mine) == 1 or code in theirs]
        return {"organisation": there[0]} if len(there) == 1 else {}

    def _tie(self, one: Thing, other: Thing, line: Line) -> None:
        self._pairs[min(one.code, other.code), max(one.code, other.code)].append(line)

    def _writes(self, person: Thing, box: Thing, line: Line) -> None:
        if _MEMBER.fullmatch(normal(line.text("kind").replace("_", " "))):
            before = self.place[box.code].get("members", "")
            self.place[box.code]["members"] = f"{before};{person.ref}" if before else person.ref
        else:
            self._tie(person, box, line)

    def _works(self, person: Thing, place: Thing, line: Line) -> None:
        """A line to an organisation or a unit is a post there; a word on it that is a role is the title."""
        words = next((w for w in (line.text("label"), line.text("kind")) if w
                      and not _AT_WORK.fullmatch(normal(w.replace("_", " ")))), "")
        title = words or person.text("title")
        self.jobs[line.text("kind") or line.text("label") or "without a word"] += 1
        column = "organisation" if place.kind == "Organisation" else "unit"
        here = self.place[person.code]
        if column == "organisation":
            self._employers[person.code][place.code] = self.organised(place)
        span = {"since": line.text("since"), "until": line.text("until")}
        again = {normal(here.get(column, "")), normal(person.text(column))} & {normal(place.name), normal(place.ref)}
        if title or (not again and (here or person.text("organisation"))):
            self._made.add("posts", line.at, {"title": title or "Member", column: self.organised(place),
                                              "holder": person.ref, **span})
            self.titled |= set() if words else {person.code}
        else:
            here.update({column: self.organised(place), **{name: value for name, value in span.items() if value}})

    def _together(self, one: Thing, other: Thing, line: Line) -> None:
        """A line between organisations: a part, a partnership of ours, or none of our business."""
        words = normal(line.text("kind").replace("_", " "))
        if _PART.fullmatch(words) or _WHOLE.fullmatch(words):
            part, whole = (one, other) if _PART.fullmatch(words) else (other, one)
            self.place[part.code].setdefault("part_of", self.organised(whole))
        elif self._is_ours(one) or self._is_ours(other):
            first, second = sorted((one, other), key=lambda thing: thing.code)
            row = {"id": f"{slug(first.ref)}--{slug(second.ref)}", "name": f"{first.name} and {second.name}"}
            if self._made.once("partnerships", line.at, row):
                for thing in (first, second):
                    self._made.add("members", line.at, {"partnership": row["id"], "organisation": self.organised(thing),
                                                        "since": line.text("since"), "until": line.text("until")})
        else:
            self.left["lines between other organisations"] += 1

    def _is_ours(self, thing: Thing) -> bool:
        return self._ours.has(thing.name, thing.id) or thing.text("ours").casefold() in _YES

    def _member(self, organisation: Thing, partnership: Thing, line: Line) -> None:
        self._made.add("members", line.at, {
            "partnership": partnership.ref, "organisation": self.organised(organisation),
            "participation": line.text("participation"), "since": line.text("since"), "until": line.text("until")})

    def _represents(self, person: Thing, partnership: Thing, line: Line) -> None:
        """A line to a partnership is representation, unless its word says that it is something else of ours."""
        word = normal(line.text("kind").replace("_", " "))
        if word in ("coordinates", "co ordinates"):
            self.place[partnership.code].setdefault("coordinator", person.ref)
            return
        if word == "engaged in":
            self.left["assessments of how people stand towards partnerships"] += 1
            return
        self._made.add("representatives", line.at, {
            "partnership": partnership.ref, "person": person.ref,
            "capacity": line.text("capacity") or capacity_of(line.text("label") or line.text("kind")),
            "since": line.text("since"), "until": line.text("until")})

    def _ties(self) -> None:
        """One row for each pair and span; a pair whose lines disagree on the strength has none."""
        self.weights = why_not(line.text("strength") for lines in self._pairs.values() for line in lines)
        for lines in self._pairs.values():
            spans: dict[tuple[str, str], list[Line]] = defaultdict(list)
            for line in lines:
                spans[line.text("since"), line.text("until")].append(line)
            for (since, until), same in spans.items():
                said = {text for line in same if (text := line.text("strength"))}
                disagree = len({as_strength(text) for text in said}) > 1 and not self.weights
                self.left["strengths on which the lines of one pair disagree"] += disagree
                self._made.add("ties", same[0].at, {
                    "from": self._ref(same[0].start), "to": self._ref(same[0].end),
                    "strength": as_strength(next(iter(said))) if said and not disagree and not self.weights else None,
                    "since": since, "until": until, "last_contact": same[0].text("last_contact")})

    def _ref(self, code: str) -> str:
        thing = self._things.get(code)
        return code if thing is None else thing.address if thing.kind == "Mailbox" else thing.ref


def _called(kind: str) -> str:
    """A kind in words, with its article."""
    if kind in ("?", ""):
        return "something else"
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind.lower()}"
