"""Snapshot: everything the store knows as one frozen NetworkX graph, seen on one day. No database behind it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import networkx as nx

from .batch import Batch
from .custom import PREFIX, CustomField
from .identity.unite import united
from .model import STRICTER

if TYPE_CHECKING:
    from .store import Store

    Graph = nx.MultiDiGraph[str]

_FILLED = ("email", "phone", "languages")
Attributes = Mapping[str, Any]
TieFact = tuple[str, str, str, str, str, Attributes]
"""Type, label and key of the start, label and key of the end, attributes (with `key`)."""


@dataclass(frozen=True)
class Snapshot:
    """The graph on one day.

    `graph` is a frozen `networkx.MultiDiGraph` with all facts of all times: node key -> attributes with `label`,
    tie (start, end, key) -> attributes with `type`. What is in force is always derived from `date` and the facts'
    own `since` and `until` (both inclusive, absent = open). People whose record is restricted (they objected) are
    stored but never part of it, and what several lists say of one person (aliases), organisation, unit or seat is
    joined. `departed` are people
    taken away by a simulation: they are on no side any more, but what was known through them stays known.
    """

    date: datetime.date
    graph: Graph
    departed: frozenset[str] = field(default_factory=frozenset)
    fields: tuple[CustomField, ...] = ()
    """What people declared beside the model."""

    @classmethod
    def read(cls, store: Store, on: datetime.date) -> Snapshot:
        """Reads the whole store once, as of the day `on`. Raises StoreError when the store does not answer."""
        facts = store.facts()
        return replace(cls.of_facts(facts.nodes, facts.ties, on), fields=store.fields())

    @classmethod
    def of_batch(cls, batch: Batch, on: datetime.date) -> Snapshot:
        """What a file says, without a store: as if it were loaded into an empty one."""
        made = cls.of_facts(
            ((n.label, {**n.props, "key": n.key}) for n in batch.nodes),
            ((t.type, t.start_label, t.start, t.end_label, t.end, {**t.props, "key": t.key}) for t in batch.ties),
            on,
        )
        return replace(made, fields=batch.fields)

    @classmethod
    def of(cls, text: str, on: datetime.date = datetime.date(2026, 6, 30)) -> Snapshot:
        """A tiny graph from words, for examples: `ana! knows bo; ana! met cy@acme 30; dee!@acme`.

        `!` marks our people, `@` the organisation (default `partner`), `knows` states a tie without evidence,
        `met` one with a meeting so many days before `on` (default 0).
        """
        nodes: dict[str, Attributes] = {"us": {"label": "Organisation", "name": "us", "ours": True}}
        ties: list[TieFact] = []
        for statement in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            words = statement.split()
            ends = [_declare(word, nodes, ties) for word in (words[0], *words[2:3])]
            if len(words) > 2:
                days = int(words[3]) if len(words) > 3 else 0
                seen = {"last_contact": on - datetime.timedelta(days=days)} if words[1] == "met" else {}
                ties.append(("KNOWS", "Person", ends[0], "Person", ends[1], {"key": f"tie{len(ties)}", **seen}))
        return cls.of_facts(((n["label"], {**n, "key": key}) for key, n in nodes.items()), ties, on)

    @classmethod
    def of_facts(
        cls,
        nodes: Iterable[tuple[str, Attributes]],
        ties: Iterable[TieFact],
        on: datetime.date,
        *,
        joined: bool = False,
    ) -> Snapshot:
        """The graph of these facts: things as (label, attributes), ties as TieFact; attributes carry the `key`.

        `joined` facts come from another snapshot: what several lists state of one thing is one already.
        """
        nodes, ties = list(nodes), list(ties)
        if not joined:
            nodes, ties = united(nodes, ties)
        aliases = _aliases(nodes, ties)
        graph: Graph = nx.MultiDiGraph()
        whole = ((label, _whole(props, aliases.get(props["key"], ()))) for label, props in nodes if label != "Alias")
        graph.add_nodes_from(
            (props["key"], {**props, "label": label}) for label, props in whole if not props.get("restricted")
        )
        for kind, _, start, _, end, props in ties:
            if start in graph and end in graph:
                graph.add_edge(start, end, props["key"])
                graph.edges[start, end, props["key"]].update(props, type=kind)
        graph.graph.update(_index(graph))
        return cls(on, nx.freeze(graph))

    def at(self, on: datetime.date) -> Snapshot:
        """The same facts seen on another day."""
        return replace(self, date=on)

    def without(self, people: Iterable[str]) -> Snapshot:
        """The same day as if these people (keys) had left; those already gone are kept out too."""
        return replace(self, departed=self.departed | frozenset(people))

    @property
    def begins(self) -> datetime.date | None:
        """The oldest day that any fact names; what has no date counts as already so before it. None without any."""
        things = (props for _, props in self.graph.nodes(data=True))
        every = chain(things, (props for *_, props in self.graph.edges(data=True)))
        return min((day for props in every for day in props.values() if isinstance(day, datetime.date)), default=None)

    def name(self, key: str) -> str:
        """What people call it: its name, title or address, else its key."""
        attributes = self.graph.nodes[key]
        return str(attributes.get("name") or attributes.get("title") or attributes.get("address") or key)

    def nodes(self, label: str) -> Iterator[tuple[str, Attributes]]:
        """Keys and attributes of all things with this label, in the order of their keys."""
        return iter(self.graph.graph["nodes"].get(label, ()))

    def ties(self, kind: str) -> Iterator[tuple[str, str, Attributes]]:
        """Start, end and attributes of all ties of this type, of all times."""
        return iter(self.graph.graph["ties"].get(kind, ()))

    def in_force(self, attributes: Attributes) -> bool:
        """Is this fact in force on the day of the snapshot?"""
        return in_force(attributes, self.date)


def _aliases(nodes: Iterable[tuple[str, Attributes]], ties: Iterable[TieFact]) -> dict[str, list[Attributes]]:
    """Person -> what further lists say of them, in the order of their keys."""
    said = {props["key"]: props for label, props in nodes if label == "Alias"}
    found: defaultdict[str, list[Attributes]] = defaultdict(list)
    for alias, person in sorted((tie[2], tie[4]) for tie in ties if tie[0] == "SAME_AS"):
        if alias in said:
            found[person].append(said[alias])
    return found


def _whole(props: Attributes, aliases: Sequence[Attributes]) -> Attributes:
    """What is known of a person: the strictest that any list says, and what only a further list says.

    `also_made` are the imports that made the records of further lists.
    """
    stricter = {name: True for name, elsewhere in STRICTER.items()
                if props.get(name) or props.get(elsewhere) or any(alias.get(name) for alias in aliases)}
    if not aliases:
        return {**props, **stricter} if stricter else props
    more = {name: value for alias in reversed(aliases) for name, value in alias.items()
            if name in _FILLED or name.startswith(PREFIX)}
    return {**more, **props, **stricter, "also_made": tuple(alias.get("made") for alias in aliases)}


def _index(graph: Graph) -> dict[str, Any]:
    """Things by label, in the order of their keys, and ties by type: every answer asks for them."""
    nodes: defaultdict[str, list[tuple[str, Attributes]]] = defaultdict(list)
    for key, attributes in sorted(graph.nodes.items()):
        nodes[attributes["label"]].append((key, attributes))
    ties: defaultdict[str, list[tuple[str, str, Attributes]]] = defaultdict(list)
    for start, end, attributes in graph.edges(data=True):
        ties[attributes["type"]].append((start, end, attributes))
    return {"nodes": dict(nodes), "ties": dict(ties)}


def in_force(attributes: Attributes, on: datetime.date) -> bool:
    """Is `on` inside the fact's `since` and `until`, both inclusive, absent = open?"""
    since, until = attributes.get("since"), attributes.get("until")
    return (since is None or since <= on) and (until is None or on <= until)


def _declare(word: str, nodes: dict[str, Attributes], ties: list[TieFact]) -> str:
    """Adds the person that `word` names, with a post on each of their sides; returns their key."""
    person, _, organisation = word.partition("@")
    key, ours = person.rstrip("!"), person.endswith("!")
    places = (["us"] if ours else []) + ([organisation or "partner"] if organisation or not ours else [])
    for place in places:
        post = f"{key}@{place}"
        nodes.setdefault(place, {"label": "Organisation", "name": place, "ours": False})
        if post not in nodes and not (place == "partner" and key in nodes):
            nodes[post] = {"label": "Post"}
            ties.append(("IN", "Post", post, "Organisation", place, {"key": f"in {post}"}))
            ties.append(("HOLDS", "Person", key, "Post", post, {"key": f"holds {post}"}))
    nodes.setdefault(key, {"label": "Person", "name": key})
    return key
