"""What an import has understood so far: things by key, ties with their ordinals, and the rows behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ...batch import Node, Origin
from ...identity import Directory, Entry
from ...identity.naming import LONGEST_KEY, digest
from ..cells.record import Log, Record
from ..options import Options
from .finder import Finder
from .ordinals import Said, StatedTie

Props = Mapping[str, Any]
NOTHING: Props = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Placed:
    """A person of the people sheet with the organisation and unit their row names."""

    record: Record
    person: str
    organisation: Entry | None
    unit: Entry | None


@dataclass(slots=True)
class _StatedNode(Said):
    """A thing, and the rows that state it."""

    node: Node


@dataclass
class Draft:
    """Collects the facts of one import. Sheets add to it in the order in which they depend on each other."""

    source: str
    options: Options
    known: Directory
    whole: bool = True
    """Do the files hold all that their source knows, so that who is not there is gone?"""
    log: Log = field(default_factory=Log)
    finder: Finder = field(init=False)
    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    sheets: set[str] = field(default_factory=set)
    levels: dict[str, str] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    nobody: dict[str, str] = field(default_factory=dict)
    """Ids of rows of people that name nobody, with what stands there: “Vacant”."""
    untitled: set[str] = field(default_factory=set)
    implied: set[str] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)
    """People whom this source states for the first time and another list knows already: their key here, and there."""
    adopted: dict[str, str] = field(default_factory=dict)
    """Ids of organisations that another list has stored already: the id here, and the key there."""
    short_members: list[tuple[Record, Entry, Entry]] = field(default_factory=list)
    stated_nodes: dict[str, _StatedNode] = field(default_factory=dict)
    stated_ties: dict[tuple[str, str, str], StatedTie | list[StatedTie]] = field(default_factory=dict)
    """By type and ends: the one tie, or all of them."""
    _first: dict[str, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    _claimed: dict[str, str] = field(default_factory=dict)
    twins: list[tuple[Record, Record]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.finder = Finder(self.source, self.known)

    def accepted(self, sheet: str) -> list[Record]:
        """Rows of a sheet that nothing has rejected so far."""
        return [record for record in self.records[sheet] if record.ok]

    def key(self, label: str, code: str) -> str:
        """The key of an id of this source. An id that things of two kinds share carries its kind for the second."""
        code = code if len(code) <= LONGEST_KEY else f"{code[:LONGEST_KEY - 20]}-{digest(code)}"
        stored = [e.key for e in self.known.by_id(label, code) if e.source == self.source]
        key = stored[0] if stored else f"{self.source}:{code}"
        taken = self.known.entries.get(key)
        if self._claimed.setdefault(key, taken.label if taken else label) != label:
            key = f"{self.source}:{label.lower()}/{code}"
        return key

    def first(self, record: Record, key: str, what: str) -> bool:
        """Whether a row is the first with its key; an identical repetition is noted, a different one rejected."""
        record.key = key
        before = self._first[record.sheet].setdefault(key, record)
        if before is record:
            return True
        columns = [c for c in {**before.values, **record.values} if before.values.get(c) != record.values.get(c)]
        if not columns:
            self.twins.append((record, before))
            self.log.remark(record, "", "The row repeats an earlier one and was taken once.", "", what)
        else:
            other = before.origin
            self.log.reject(record, columns[0], f"“{what}” stands already in line {other.line} of {other.file} with a "
                            f"different {', '.join(columns[:4])}",
                            "Keep one of the two rows, or give them different ids.")
        return False

    def node(self, record: Record | None, label: str, key: str, props: Props, sheet: str = "") -> None:
        """State a thing; a thing that several rows state keeps what any of them says."""
        origin = record.origin if record else Origin()
        sheet = sheet or (record.sheet if record else "")
        own = self._own(record, label)
        props = {**props, **own} if own else props
        stated = self.stated_nodes.get(key)
        if stated is None:
            self.stated_nodes[key] = _StatedNode(record, Node(label, key, props, sheet, origin))
            return
        old = stated.node
        merged = {**old.props, **{f: v for f, v in props.items() if v is not None or f not in old.props}}
        stated.node = Node(label, key, merged, old.sheet, old.origin)
        stated.repeat(record)

    def stated(self, key: str) -> Mapping[str, Any] | None:
        """The fields of a thing as stated so far."""
        stated = self.stated_nodes.get(key)
        return stated.node.props if stated else None

    def tie(self, record: Record | None, kind: str, start: tuple[str, str], end: tuple[str, str],
            props: Props | None = None, sheet: str = "") -> None:
        """State a tie between two (label, key); its key is made when all ties between the two are known."""
        sheet = sheet or (record.sheet if record else "")
        own = self._own(record, kind)
        stated = StatedTie(record, kind, start[0], start[1], end[0], end[1], {**(props or {}), **own} if own else
                           props or NOTHING, sheet)
        before = self.stated_ties.setdefault((kind, start[1], end[1]), stated)
        if isinstance(before, list):
            before.append(stated)
        elif before is not stated:
            self.stated_ties[kind, start[1], end[1]] = [before, stated]

    def _own(self, record: Record | None, carrier: str) -> Props:
        """What a row says in fields that people declared themselves for things or ties of this kind."""
        if record is None or not self.options.fields:
            return {}
        return record.fields(*(field.stored for field in self.options.fields
                               if carrier in field.carriers and field.sheet == record.sheet))

    def find(self, record: Record, column: str, *labels: str, within: str = "") -> Entry | None:
        """The thing a cell refers to; None when it is blank, or when it refers to none and the row is rejected."""
        text = record.text(column)
        return self.lookup(record, column, text, *labels, within=within) if text else None

    def find_all(self, record: Record, column: str, *labels: str, within: str = "") -> list[Entry]:
        """The things a list refers to; the row is rejected when one of them is not found."""
        found = [self.lookup(record, column, text, *labels, within=within) for text in record[column] or ()]
        return list({entry.key: entry for entry in found if entry}.values())

    def lookup(self, record: Record, column: str, text: str, *labels: str, within: str = "") -> Entry | None:
        """The thing that `text` refers to; when it refers to none the row is rejected."""
        resolution = self.finder.find(text, labels, within)
        if resolution.entry is None:
            self.log.reject(record, column, resolution.reason, resolution.hint, text)
        return resolution.entry

    def refuse(self, record: Record, label: str, *callings: str) -> None:
        """Make what a rejected row defines unknown to later rows, with the reason."""
        if record.problem:
            at = record.problem
            self.finder.refuse(label, callings, f"line {at.line} of {at.file}: {at.message}")

    def settle(self, records: Sequence[Record], label: str, resolve: Callable[[Record], object]) -> None:
        """Resolve references between rows of one sheet: a rejected row takes the rows that depend on it with it."""
        left = -1
        while left != (left := sum(record.ok for record in records)):
            for record in records:
                if record.ok:
                    resolve(record)
                if not record.ok and record.key in self.finder.own.entries:
                    self.finder.own.remove(record.key)
                    self.refuse(record, label, record.text("id"), record.text("name"))
