"""What the graph may contain: the labels, the ties between them, and what each of them may state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

STATED = ("source", "sheet", "seen")
"""Properties that every fact carries: who says it, in which sheet, and which import said it last."""

TEXT = "_text"
"""Suffix of the property that keeps a partial date as it was written (`since` beside `since_text`)."""

LEVELS = ("executive", "senior", "operational", "frontline")
DEGREES = ("contact", "networking", "cooperation", "coordination", "coalition", "collaboration", "integration")
ENGAGEMENT = ("unaware", "resistant", "neutral", "supportive", "leading")
"""How somebody stands towards one partnership, lowest first (stakeholder engagement assessment matrix)."""
CROWD = 15
"""An interaction with more people present than this is a contact of none of them."""
LOOSE_DEGREES = DEGREES[:3]
"""Up to here one contact is enough (interfaces: 1 at networking and cooperation; mere contact asks no more)."""


Fields = Mapping[str, type]
"""Property name -> Python type of its values."""


@dataclass(frozen=True, slots=True)
class NodeKind:
    """One label: its properties with their Python types, and whether its facts happen (events) or last."""

    label: str
    plural: str
    fields: Fields
    event: bool = False


@dataclass(frozen=True, slots=True)
class TieKind:
    """One type of tie between one pair of labels, with its properties."""

    type: str
    start: str
    end: str
    fields: Fields = field(default_factory=dict)
    event: bool = False

    @property
    def name(self) -> str:
        """Name of its load statement, such as `holds-person-post`."""
        return f"{self.type}-{self.start}-{self.end}".lower().replace("_", "-")


SPAN: Fields = {"since": date, "until": date}

_PERSON: Fields = {
    "name": str, "email": str, "phone": str, "languages": list, "do_not_contact": bool, "restricted": bool
}

NODES: Mapping[str, NodeKind] = {
    kind.label: kind
    for kind in (
        NodeKind(
            "Organisation",
            "organisations",
            {"name": str, "kind": str, "ours": bool, "identifiers": list, "website": str, "size": int},
        ),
        NodeKind("Unit", "units", {"name": str, **SPAN}),
        NodeKind("Person", "people", _PERSON),
        NodeKind("Alias", "aliases", _PERSON),
        NodeKind("Post", "posts", {"title": str, "level": str, "function": str, **SPAN}),
        NodeKind("Mailbox", "mailboxes", {"address": str, "name": str}),
        NodeKind(
            "Partnership",
            "partnerships",
            {
                "name": str,
                "degree": str,
                "stage": str,
                "goal": str,
                "beneficiaries": str,
                "started": date,
                "planned_end": date,
                "review_due": date,
                "cadence_days": int,
                "importance": int,
                "needed": int,
            },
        ),
        NodeKind(
            "Interaction", "interactions", {"on": date, "channel": str, "direction": str, "purpose": str}, event=True
        ),
        NodeKind("Agreement", "agreements", {"kind": str, "signed": date, "until": date, "review_due": date}),
        NodeKind("Change", "changes", {"on": date, "kind": str, "note": str}, event=True),
    )
}

_HOLDS: Fields = {"kind": str, "leaving_on": date, "contract_end": date, "confirmed_on": date, **SPAN}
_KNOWS: Fields = {
    "strength": int,
    "last_contact": date,
    "confirmed_on": date,
    "asserted_by": str,
    "partnerships": list,
    "contacts": list,
    **SPAN,
}
_REPRESENTS: Fields = {"capacity": str, "on_behalf_of": str, **SPAN}
_ENGAGED: Fields = {
    "current": str, "desired": str, "power": int, "interest": int, "assessed_by": str, **SPAN
}
_MEMBER: Fields = {
    "participation": str,
    "objective": str,
    "objective_confirmed_on": date,
    "accepts_funding": str,
    **SPAN,
}

TIES: Mapping[tuple[str, str, str], TieKind] = {
    (kind.type, kind.start, kind.end): kind
    for kind in (
        TieKind("PART_OF", "Organisation", "Organisation", SPAN),
        TieKind("PART_OF", "Unit", "Unit", SPAN),
        TieKind("PART_OF", "Unit", "Organisation", SPAN),
        TieKind("IN", "Post", "Unit", SPAN),
        TieKind("IN", "Post", "Organisation", SPAN),
        TieKind("REPORTS_TO", "Post", "Post", {"line": str, **SPAN}),
        TieKind("SAME_AS", "Alias", "Person"),
        TieKind("SAME_AS", "Organisation", "Organisation"),
        TieKind("HOLDS", "Person", "Post", _HOLDS),
        TieKind("SERVES", "Mailbox", "Organisation", SPAN),
        TieKind("SERVES", "Mailbox", "Unit", SPAN),
        TieKind("MEMBER_OF", "Person", "Mailbox", SPAN),
        TieKind("KNOWS", "Person", "Person", _KNOWS),
        TieKind("WRITES_TO", "Person", "Mailbox", _KNOWS),
        TieKind("WRITES_TO", "Mailbox", "Mailbox", _KNOWS),
        TieKind("MEMBER_OF", "Organisation", "Partnership", _MEMBER),
        TieKind("HOSTS", "Unit", "Partnership", SPAN),
        TieKind("REPRESENTS", "Person", "Partnership", _REPRESENTS),
        TieKind("ENGAGED_IN", "Person", "Partnership", _ENGAGED),
        TieKind("COORDINATES", "Person", "Partnership", SPAN),
        TieKind("TOOK_PART", "Person", "Interaction", {"status": str}, event=True),
        TieKind("TOOK_PART", "Mailbox", "Interaction", {"status": str}, event=True),
        TieKind("ABOUT", "Interaction", "Partnership", event=True),
        TieKind("COVERS", "Agreement", "Partnership"),
        TieKind("OWNS", "Person", "Agreement"),
        TieKind("SIGNED", "Person", "Agreement"),
        TieKind("AFFECTS", "Change", "Organisation", event=True),
        TieKind("AFFECTS", "Change", "Unit", event=True),
        TieKind("AFFECTS", "Change", "Person", event=True),
    )
}

STRICTER = {"restricted": "restricted_elsewhere", "do_not_contact": "do_not_contact_elsewhere"}
"""Field of a person -> property that says that another list says so of them: the stricter of all records holds."""
