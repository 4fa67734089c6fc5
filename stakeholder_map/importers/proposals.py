"""Proposals: what a file suggests about somebody's post, as rows of plain sheets that a person checks and imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ..batch import Origin, Proposal
from ..identity import Directory, Entry
from ..identity.naming import slug
from .rejects import write_rows


def ending(known: Directory, person: Entry, until: date, what: str, at: Origin, successor: str = "") -> list[Proposal]:
    """That somebody's posts of today have ended on `until`: one proposal for each, none where they hold none.

    Each row goes to the list that states the post, in the sheet that states it; anywhere else it would end nothing.
    """
    found = []
    for key in sorted(known.held.get(person.key, ())):
        post = known.entries.get(key)
        if post is None:
            continue
        seat = any((person.key, place, post.source) in known.seats for place in post.organisations)
        said = known.entries.get(key.partition("/post/")[0], person)
        said = said if said.label == "Person" else person
        row: dict[str, str] = {"id": post.id, "holder": person.key}
        if not seat:
            row = {"id": said.id, "name": said.name, "organisation": next(iter(sorted(post.organisations)), "")}
        found.append(Proposal(what, person.name, post.source if seat else said.source, "posts" if seat else "people",
                              {**row, "until": until.isoformat()}, at, until, successor))
    return found


def successor(source: str, name: str, email: str, organisation: str, what: str, at: Origin) -> Proposal:
    """That somebody who is not known yet works at an organisation, for the list `source`."""
    row = {"id": email or slug(name, person=True), "name": name, "email": email, "organisation": organisation}
    return Proposal(what, name, source, "people", row, at)


def write_proposals(proposals: Sequence[Proposal], beside: Path) -> list[Path]:
    """Write `<stem>-proposals.csv` beside a file, one for each list that rows belong to; returns the files.

    They have the form of rejected rows, so that what is left in them after checking is imported like any file.
    """
    groups: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for proposal in proposals:
        at = proposal.origin
        groups[proposal.source].append({"_source": proposal.source, "_sheet": proposal.sheet, "_file": at.file,
                                        "_line": str(at.line), "_column": "", "_reason": proposal.what, **proposal.row})
    paths = []
    for source, rows in sorted(groups.items()):
        name = f"{beside.stem}-proposals.csv" if len(groups) == 1 else f"{beside.stem}-proposals-{slug(source)}.csv"
        paths.append(beside.with_name(name))
        write_rows(rows, paths[-1])
    return paths
