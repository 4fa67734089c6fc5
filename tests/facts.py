"""Facts for tests, written as briefly as they are said: who works where, who knows whom, what was agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

from stakeholder_map.batch import Batch, Node, Tie
from stakeholder_map.custom import CustomField
from stakeholder_map.snapshot import Snapshot

TODAY = date(2026, 6, 30)


class World:
    """Collects facts and turns them into a Batch or a Snapshot. Keys are the short names themselves."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.ties: list[Tie] = []
        self.fields: tuple[CustomField, ...] = ()

    def node(self, label: str, key: str, **props: Any) -> World:
        self.nodes[key] = Node(label, key, {"name": key, **props} if label not in ("Post", "Interaction") else props)
        return self

    def tie(self, kind: str, start: str, end: str, **props: Any) -> World:
        self.ties.append(
            Tie(
                kind,
                f"{kind}:{start}>{end}#{len(self.ties)}",
                self.nodes[start].label,
                start,
                self.nodes[end].label,
                end,
                props,
            )
        )
        return self

    def organisation(self, key: str, *, ours: bool = False, part_of: str = "", **props: Any) -> World:
        self.node("Organisation", key, ours=ours, **props)
        return self.tie("PART_OF", key, part_of) if part_of else self

    def person(self, key: str, *organisations: str, **span: Any) -> World:
        """A person with a post of their own in each organisation (or unit)."""
        if key not in self.nodes:
            self.node("Person", key)
        for organisation in organisations:
            post = f"{key}@{organisation}"
            self.node("Post", post).tie("IN", post, organisation).tie("HOLDS", key, post, **span)
        return self

    def partnership(self, key: str, *organisations: str, **props: Any) -> World:
        self.node("Partnership", key, **props)
        for organisation in organisations:
            self.tie("MEMBER_OF", organisation, key, participation="core")
        return self

    def knows(self, a: str, b: str, **props: Any) -> World:
        return self.tie("KNOWS", a, b, **props)

    def met(self, a: str, b: str, on: date = TODAY, **props: Any) -> World:
        return self.knows(a, b, last_contact=on, **props)

    def interaction(
        self, key: str, on: date, *people: str, absent: tuple[str, ...] = (), about: str = "", **props: Any
    ) -> World:
        self.node("Interaction", key, on=on, **props)
        for person in people:
            self.tie("TOOK_PART", person, key, status="present")
        for person in absent:
            self.tie("TOOK_PART", person, key, status="absent")
        return self.tie("ABOUT", key, about) if about else self

    def batch(self, source: str = "test") -> Batch:
        return Batch(source, (*self.nodes.values(), *self.ties), fields=self.fields)

    def snapshot(self, on: date = TODAY) -> Snapshot:
        return Snapshot.of_batch(self.batch(), on)


def two_sides() -> World:
    """Our organisation with Ana, Bea and Cat; Acme with Xan, Yves and Zoe; one partnership that needs two."""
    world = World().organisation("us", ours=True).organisation("acme")
    for name in ("Ana", "Bea", "Cat"):
        world.person(name, "us")
    for name in ("Xan", "Yves", "Zoe"):
        world.person(name, "acme")
    return world.partnership("joint", "us", "acme", degree="coordination")
