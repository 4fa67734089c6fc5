"""What a file says: facts about things and ties, what was wrong with its rows, and all of it as one Batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .model import NODES, TIES, NodeKind, TieKind

if TYPE_CHECKING:
    from .custom import CustomField


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact or a problem stands: file, physical line (first line is 1), column header or ''."""

    file: str = ""
    line: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A fact about one thing. `props` holds the fields of its kind; absent and None mean not stated."""

    label: str
    key: str
    props: Mapping[str, Any]
    sheet: str = ""
    origin: Origin = Origin()

    @property
    def kind(self) -> NodeKind:
        return NODES[self.label]


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact between two things, from `start` to `end` (their keys, with their labels)."""

    type: str
    key: str
    start_label: str
    start: str
    end_label: str
    end: str
    props: Mapping[str, Any]
    sheet: str = ""
    origin: Origin = Origin()

    @property
    def kind(self) -> TieKind:
        return TIES[self.type, self.start_label, self.end_label]


Fact = Node | Tie


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: where, what, and what to do. `rejected` rows are not loaded; notes are."""

    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: str = ""
    value: str = ""
    rejected: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that a file suggests and that somebody has to confirm: never a fact by itself.

    `what` says it in words, `about` is the person by name. `row` is the row of the plain `sheet` that would make it so
    in the list `source`. `origin` is where the evidence stands.
    """

    what: str
    about: str
    source: str
    sheet: str
    row: Mapping[str, str]
    origin: Origin = Origin()
    until: date | None = None
    successor: str = ""


@dataclass(frozen=True)
class Batch:
    """What a file says: facts in load order (nodes before ties), the rows that were rejected, and notes.

    `sheets` are the sheets that were present, also empty ones: only what they said before can be closed.
    """

    source: str
    facts: tuple[Fact, ...] = ()
    sheets: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    rejects: tuple[Mapping[str, str], ...] = ()
    rows: int = 0
    colleagues: tuple[str, ...] = ()
    """Owners of records who are new to the store: somebody must say which of them still work here."""
    proposals: tuple[Proposal, ...] = ()
    fields: tuple[CustomField, ...] = ()
    """What people declared beside the model and the facts may state: see `custom`."""
    then: tuple[Batch, ...] = ()
    """What other sources say in the same files, to be loaded after this one."""

    @property
    def rejected(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.rejected)

    @property
    def notes(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if not p.rejected)

    @property
    def nodes(self) -> Iterator[Node]:
        return (f for f in self.facts if isinstance(f, Node))

    @property
    def ties(self) -> Iterator[Tie]:
        return (f for f in self.facts if isinstance(f, Tie))


def kind_names(facts: Iterable[Fact]) -> list[str]:
    """Names of the kinds among `facts` for people: plural of a label, type of a tie; sorted."""
    return sorted({f.kind.plural if isinstance(f, Node) else f.type for f in facts})
