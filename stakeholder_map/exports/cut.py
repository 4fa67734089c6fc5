"""What may leave the store: the facts without people whose record is restricted, of all times or of one day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..custom import CustomField
from ..identity.naming import normal_person
from ..identity.restricted import restricted
from ..snapshot import Snapshot, in_force

if TYPE_CHECKING:
    from ..store.facts import Facts, NodeFact, TieFact

Props = Mapping[str, Any]

RESTRICTED = "people whose record is restricted"
THEIRS = "posts and changes that name them"
SAID_BY = "notes on who said something that name them"
OTHER_DAYS = "facts that were not in force on the day"
_SAID_BY = ("asserted_by", "assessed_by")
_BEGIN = ("on", "started", "signed")
_EVIDENCE = ("last_contact", "confirmed_on", "objective_confirmed_on")


@dataclass(frozen=True)
class Cut:
    """What an export is made of, and what was left out: what it was -> how many.

    `day` is the day for formats that show one day; with `dated` nothing else is in the facts.
    """

    day: date
    dated: bool
    nodes: tuple[NodeFact, ...]
    ties: tuple[TieFact, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    fields: tuple[CustomField, ...] = ()
    """What people declared beside the model."""

    @cached_property
    def snapshot(self) -> Snapshot:
        """The facts as a graph, seen on the day."""
        return replace(Snapshot.of_facts(self.nodes, self.ties, self.day), fields=self.fields)


def cut(facts: Facts, day: date, *, dated: bool = False, fields: tuple[CustomField, ...] = ()) -> Cut:
    """The facts that may leave, of all times, or `dated`: only those in force on the day, as known then."""
    left: Counter[str] = Counter()
    people = restricted(facts)
    hidden = _hidden(facts, people, left)
    names = _callings(facts, people)
    nodes = [(label, props) for label, props in facts.nodes if props["key"] not in hidden]
    ties: list[TieFact] = [(*tie[:5], _without_names(tie[5], names, left)) for tie in facts.ties
                           if tie[2] not in hidden and tie[4] not in hidden]
    if dated:
        nodes, ties = _of_day(nodes, ties, day, left)
    return Cut(day, dated, tuple(nodes), tuple(ties), {what: count for what, count in left.items() if count}, fields)


def _hidden(facts: Facts, people: frozenset[str], left: Counter[str]) -> set[str]:
    """Keys of restricted people, of posts whose id names one of them, and of changes about one of them."""
    changes = {start for kind, _, start, _, end, _ in facts.ties if kind == "AFFECTS" and end in people}
    theirs = changes | posts_named_after(people, facts.ties)
    records = sum(label == "Person" and props["key"] in people for label, props in facts.nodes)
    left[RESTRICTED], left[THEIRS] = records, len(theirs)
    return theirs | people


def records_of(people: Set[str], ties: Iterable[TieFact]) -> set[str]:
    """The keys of these people and of what further lists say of them (aliases)."""
    return {*people, *(tie[2] for tie in ties if tie[0] == "SAME_AS" and tie[4] in people)}


def posts_named_after(people: Set[str], ties: Iterable[TieFact]) -> set[str]:
    """Posts that nobody but these people ever held, and whose ids contain an id of theirs."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for kind, _, start, _, end, _ in ties if people else ():
        if kind == "HOLDS":
            holders[end].add(start)
    ids = {_id(key) for key in people}
    return {post for post, held_by in holders.items() if held_by <= people and ids & set(_parts(post))}


def _id(key: str) -> str:
    return key.partition(":")[2] or key


def _parts(key: str) -> Iterator[str]:
    """An id and every end and beginning of it that stands between its slashes."""
    pieces = _id(key).split("/")
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            yield "/".join(pieces[start:end])


def _callings(facts: Facts, people: frozenset[str]) -> frozenset[str]:
    """How restricted people are called, in every list: names, addresses, ids."""
    found = set()
    for label, props in facts.nodes:
        if label in ("Person", "Alias") and props["key"] in people:
            found |= {normal_person(str(text)) for text in (props.get("name"), props.get("email"), props["key"],
                                                            _id(props["key"])) if text}
    return frozenset(found)


def _without_names(props: dict[str, Any], names: frozenset[str], left: Counter[str]) -> dict[str, Any]:
    """Who said something is left out where that is somebody restricted."""
    named = [name for name in _SAID_BY if names and normal_person(str(props.get(name, ""))) in names]
    left[SAID_BY] += len(named)
    return {name: value for name, value in props.items() if name not in named} if named else props


def _of_day(nodes: list[NodeFact], ties: list[TieFact], day: date,
            left: Counter[str]) -> tuple[list[NodeFact], list[TieFact]]:
    """What was in force on the day; contacts and confirmations after it are not known then."""
    kept = [(label, _known_on(props, day)) for label, props in nodes if _begun(props, day)]
    there = {props["key"] for _, props in kept}
    tied: list[TieFact] = [(*tie[:5], _known_on(tie[5], day)) for tie in ties
                           if {tie[2], tie[4]} <= there and _begun(tie[5], day)]
    left[OTHER_DAYS] = len(nodes) + len(ties) - len(kept) - len(tied)
    return kept, tied


def _begun(props: Props, day: date) -> bool:
    return in_force(props, day) and all(props.get(name) is None or props[name] <= day for name in _BEGIN)


def _known_on(props: dict[str, Any], day: date) -> dict[str, Any]:
    late = [name for name in _EVIDENCE if props.get(name) and props[name] > day]
    days = [on for on in props.get("contacts") or () if on <= day]
    if not late and len(days) == len(props.get("contacts") or ()):
        return props
    rest = {name: value for name, value in props.items() if name not in late and not name.startswith("contacts")}
    if days:
        before = {"last_contact": days[-1]} if "last_contact" in late else {}
        rest |= {**before, "contacts": days}
    return rest
