"""Which element is which: by ID, else by label and type, else by label; connections with several targets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from ....batch import Origin, Problem
from ....identity.naming import normal
from ...common.network import Line, Thing, line, thing
from ...files.tables import Cell, as_text
from .files import Map, Placed

_IDS = ("id", "_id")
_TYPES = ("type", "element type")
_OURS = (*_IDS, "label", "from", "to")


class Elements:
    """Things and lines of a map. Elements that stand twice are one; `notes` says what could not be told apart."""

    def __init__(self, found: Map, unread: Counter[str]) -> None:
        self._unread = unread
        self._by_label: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, Thing] = {}
        self.notes: list[Problem] = []
        self.lines: list[Line] = []
        merged: dict[str, Placed] = {}
        for attributes, at in found.elements:
            self._element(attributes, at, merged)
        for code, (attributes, at) in merged.items():
            self._found[code] = self._thing(code, attributes, at)
        for attributes, at in found.connections:
            self._connection(attributes, at)

    @property
    def things(self) -> list[Thing]:
        return list(self._found.values())

    def _element(self, attributes: Mapping[str, Cell], at: Origin, merged: dict[str, Placed]) -> None:
        label, kind = _text(attributes, "label"), _text(attributes, *_TYPES)
        code = _text(attributes, *_IDS) or self._same(label, kind, merged)
        if not code:
            self.notes.append(Problem("The element has neither a label nor an ID", "Give it a label.", at.file, at.line,
                                      "Label"))
            return
        before = merged.get(code)
        filled = {name: value for name, value in attributes.items() if value not in (None, "")}
        merged[code] = ({**filled, **before[0]}, before[1]) if before else (filled, at)
        if label and code not in self._by_label[normal(label)]:
            self._by_label[normal(label)].append(code)

    def _same(self, label: str, kind: str, merged: Mapping[str, Placed]) -> str:
        """The code of an element without ID: that of an equal one before, else its label, with its type if needed."""
        for code in self._by_label[normal(label)] if label else []:
            before = _text(merged[code][0], *_TYPES)
            if not kind or not before or normal(before) == normal(kind):
                return code
        return f"{label} ({kind})" if label in merged else label

    def _thing(self, code: str, attributes: Mapping[str, Cell], at: Origin) -> Thing:
        label = _text(attributes, "label")
        rest = {name: _first(value) for name, value in attributes.items() if name not in _OURS}
        made = thing(code, rest, at, self._unread, label)
        own = bool(_text(attributes, *_IDS))
        name = label or made.name
        return Thing(code, made.kind, name, at, made.fields, code if own or code != label else "")

    def _connection(self, attributes: Mapping[str, Cell], at: Origin) -> None:
        """A line to each target; several stand in one cell with | between them."""
        start = _text(attributes, "from")
        targets = [text for part in _text(attributes, "to").split("|") if (text := part.strip())]
        rest = {name: value for name, value in attributes.items() if name not in _OURS and name != "direction"}
        if label := _text(attributes, "label"):
            rest["label"] = label
        if not start or not targets:
            self.notes.append(Problem("The connection does not say between whom it is", "Fill in From and To.",
                                      at.file, at.line, "To" if start else "From"))
        for target in targets if start else []:
            one, other = self._code(start, at), self._code(target, at)
            if one and other:
                self.lines.append(line(one, other, rest, at, self._unread))

    def _code(self, text: str, at: Origin) -> str:
        """The element that a connection means: by ID, else by label, '' where several have it.

        One that stands nowhere among the elements is drawn without a kind.
        """
        if text in self._found:
            return text
        codes = self._by_label.get(normal(text), [])
        if len(codes) > 1:
            self.notes.append(Problem(f"“{text}” may be {' or '.join(codes[:5])}", "Write the ID instead of the label.",
                                      at.file, at.line, value=text))
            return ""
        if codes:
            return codes[0]
        self._found[text] = thing(text, {}, at, self._unread, text)
        self._by_label[normal(text)].append(text)
        return text


def _first(value: Cell) -> Cell:
    """The first of several values of a cell."""
    return value.split("|")[0] if isinstance(value, str) else value


def _text(attributes: Mapping[str, Cell], *names: str) -> str:
    return next((text for name in names if (text := as_text(attributes.get(name)).strip())), "")
