"""What the files of a network hold: attributes by thing and by line, with places; from several files together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ....batch import Origin, Problem
from ....errors import InputError
from ....words import count
from ...cells.columns import header_key
from ...common.kinds import kind_of
from ...common.network import Line, Thing, line, thing
from ...files.tables import Cell

MOST_THINGS = 100_000
MOST_LINES = 500_000
TWO_KINDS = "{} holds things of two kinds and does not say which they are"
NAME_THEM = "Save it as GraphML, with an attribute “type” that says person or organisation."

Attributes = Mapping[str, Cell]


@dataclass
class Network:
    """Things by id, and lines between ids."""

    things: dict[str, tuple[dict[str, Cell], Origin]] = field(default_factory=dict)
    lines: list[tuple[str, str, Attributes, Origin]] = field(default_factory=list)

    def add(self, code: str, attributes: Attributes, at: Origin) -> None:
        """A thing; what several files say of one is taken together."""
        plain: dict[str, Cell] = {name: value for name, value in attributes.items() if value not in (None, "")
                                  and isinstance(value, str | int | float | bool)}
        if code in self.things:
            self.things[code] = ({**plain, **self.things[code][0]}, self.things[code][1])
        else:
            self.things[code] = (plain, at)
        self._limit(len(self.things), MOST_THINGS, "things", at)

    def join(self, start: str, end: str, attributes: Attributes, at: Origin) -> None:
        """A line; its ends become things if they are none yet."""
        for code in (start, end):
            if code not in self.things:
                self.add(code, {}, at)
        plain = {name: value for name, value in attributes.items() if isinstance(value, str | int | float | bool)}
        self.lines.append((start, end, plain, at))
        self._limit(len(self.lines), MOST_LINES, "lines", at)

    def _two_kinds(self, typed: bool) -> None:
        """Raise InputError where a network says that it has things of two kinds, and not which they are."""
        sides = {str(value) for attributes, _ in self.things.values() for name, value in attributes.items()
                 if header_key(name) == "bipartite"}
        if len(sides) > 1 and not typed:
            raise InputError(TWO_KINDS.format(next(iter(self.things.values()))[1].file), NAME_THEM)

    @staticmethod
    def _limit(count: int, most: int, what: str, at: Origin) -> None:
        if count > most:
            raise InputError(f"{at.file} holds more than {most:,} {what}", "Export a smaller part of the network.")

    def read(self, unread: Counter[str]) -> tuple[list[Thing], list[Line], list[Problem]]:
        """Things and lines with what their attributes mean, and a note where nothing says what the things are."""
        labels = {code: _label(attributes) for code, (attributes, _) in self.things.items()}
        things = [thing(code, attributes, at, unread, labels[code])
                  for code, (attributes, at) in ((c, (_rest(a), at)) for c, (a, at) in self.things.items())]
        typed = any(header_key(name) in _KINDS for attributes, _ in self.things.values() for name in attributes)
        typed = typed or any(made.kind and made.kind == kind_of(labels[made.code]) for made in things)
        self._two_kinds(typed)
        unknown = [n for n, made in enumerate(things) if not made.kind and not typed]
        for n in unknown:
            attributes, at = self.things[things[n].code]
            things[n] = thing(things[n].code, _rest(attributes), at, Counter(), labels[things[n].code], "Person")
        lines = [line(start, end, {k: v for k, v in attributes.items() if header_key(k) not in ("id", "key")}, at,
                      unread) for start, end, attributes, at in self.lines]
        notes = [Problem(f"Nothing says what {count(len(unknown), 'thing')} may be; read as people.",
                         "Add a column or attribute “type” with person or organisation.", rejected=False)] \
            if unknown else []
        return things, lines, notes


def _label(attributes: Attributes) -> str:
    return next((str(attributes[name]) for name in attributes if header_key(name) == "label"), "")


def _rest(attributes: Attributes) -> dict[str, Cell]:
    """Attributes without the label and without what the thing is called by others."""
    return {name: value for name, value in attributes.items() if header_key(name) not in ("label", "id", "key")}


_KINDS = frozenset(header_key(word) for word in ("type", "kind", "node type", "entity type", "element type"))
