"""A small store of people with addresses, for the tests of what calendars and mail say about contact."""

from __future__ import annotations

from pathlib import Path

from stakeholder_map.batch import Batch

from .importing import folder, read, ties

ORGANISATIONS = "id,name,ours,website\nus,Harbour Trust,yes,\nnb,Northby Council,no,https://www.nb.example\n"
PEOPLE = (
    "id,name,email,organisation\nana,Ana Bell,ana@us.example,us\nbea,Bea Long,bea@us.example,us\n"
    "tom,Tom Ade,tom@nb.example,nb\nsam,Sam Ray,sam@nb.example,nb\n"
)
MAILBOXES = "address,organisation\nhousing@nb.example,nb\n"


def acquainted(where: Path) -> Batch:
    """Ana and Bea of ours; Tom, Sam and a mailbox of Northby, whose domain is nb.example."""
    return read(folder(where, organisations=ORGANISATIONS, people=PEOPLE, mailboxes=MAILBOXES))


def statuses(batch: Batch, code: str) -> dict[str, str]:
    """Who is tied to an interaction, and how."""
    found = (tie for tie in ties(batch, "TOOK_PART") if tie.end == f"{batch.source}:{code}")
    return {tie.start.partition(":")[2]: tie.props["status"] for tie in found}
