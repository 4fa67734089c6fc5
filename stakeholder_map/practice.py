"""The practices that rules and reports rest on: each in our own short words, with the title of its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SUCCESS = "Ensure a successful partnership"
TIPS = "Tips for effectively working in partnership"
TEN_WAYS = "10 ways to engage essential but reluctant partners"
OUTCOMES = "Working together improves outcomes"
DOS = "Do's and don'ts for working in partnership"


@dataclass(frozen=True, slots=True)
class Practice:
    """What good practice asks for, and the title of the guidance that says so."""

    statement: str
    source: str

    def __str__(self) -> str:
        return f"{self.statement} (“{self.source}”)"


PRACTICES: Mapping[str, Practice] = {
    "two-people": Practice("At least two people for each partner, so that one can leave.", TEN_WAYS),
    "both-sides": Practice("Build relationships between people, and with more than one on each side.", SUCCESS),
    "people": Practice("It is people who work together, so know who they are.", TIPS),
    "who-else": Practice("Ask partners who else should be involved.", TEN_WAYS),
    "change": Practice("When either side changes, look again at who should be in contact.", TEN_WAYS),
    "contact-list": Practice("Somebody reviews the list of contacts and sends it round.", TEN_WAYS),
    "team-address": Practice("Write to a team's address and not only to a person's.", TEN_WAYS),
    "degree": Practice("Partnerships run from loose to formal; ask of each what suits it.", OUTCOMES),
    "close-contact": Practice("Stay in close contact throughout, and ask how it goes.", DOS),
    "written": Practice("Put in writing what was agreed, and review it.", TIPS),
    "as-needed": Practice("Not every member needs to take part in everything.", TEN_WAYS),
}
"""Key -> practice; rules and reports cite by key."""
