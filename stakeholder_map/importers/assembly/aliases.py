"""Who of a list is known from another one, and what becomes of the facts about them.

While a list is read its people go by its own keys, whether another list knows them or not; so keys, references and the
matching with what it said before do not depend on who is who. Only the finished facts lead to the person of the other
list, and what this list says of that person becomes an alias: a record of its own, which this list alone states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...batch import Node, Tie
from ...identity import Entry
from ...identity.naming import address, names_agree, normal
from ...identity.unite.things import itself

if TYPE_CHECKING:
    from .draft import Draft, Placed

Keyed = tuple["Placed", str]


def with_aliases(nodes: Sequence[Node], ties: Sequence[Tie], source: str,
                 same: Mapping[str, str]) -> tuple[list[Node], list[Tie]]:
    """The facts with people whom another list knows as aliases of those; `same` leads from key here to key there.

    A tie between two records of one person says nothing and is left out.
    """
    if not same:
        return list(nodes), list(ties)
    things = [replace(node, label="Alias") if node.key in same else node for node in nodes]
    links = [Tie("SAME_AS", f"{source}:SAME_AS:{node.key}>{same[node.key]}", "Alias", node.key, "Person",
                 same[node.key], {}, node.sheet, node.origin) for node in things if node.label == "Alias"]
    meant = (replace(tie, start=same.get(tie.start, tie.start), end=same.get(tie.end, tie.end)) for tie in ties)
    return things, [*links, *(tie for tie in meant if tie.start != tie.end)]


def recognise(draft: Draft, keyed: Sequence[Keyed], shared: set[str]) -> None:
    """Note in the draft which of the people who are new to this source another list knows already.

    An own address counts first, then the name at the same organisation; only where it is one person there and one
    here. `shared` are addresses that tell nobody apart.
    """
    if not draft.known.entries:
        return
    new = {key: row for row, key in keyed if row.record.ok and key not in draft.known.entries}
    here = {draft.known.same[key] for key in draft.known.same if key.startswith(f"{draft.source}:")}
    by_email = {key: _by_email(draft, row, shared, here) for key, row in new.items()}
    _take(draft, new, by_email, "People whom another list has with the same e-mail address; they are one person for "
          "both.")
    here |= set(draft.same.values())
    left = {key: row for key, row in new.items() if not by_email[key]}
    by_name = {key: _by_name(draft, row, shared, here) for key, row in left.items()}
    _take(draft, left, by_name, "People taken for those of the same name whom another list has at the same "
          "organisation.")


def _take(draft: Draft, rows: Mapping[str, Placed], found: Mapping[str, str], says: str) -> None:
    times = Counter(found.values())
    for key, person in found.items():
        if person and times[person] == 1:
            draft.same[key] = person
            draft.log.remark(rows[key].record, "name", says, "If they are two, tell them apart with `stakeholder-map "
                             "people unmerge`.")


def _by_email(draft: Draft, row: Placed, shared: set[str], here: set[str]) -> str:
    """The person of another list with this address; '' when there is none, or more than one."""
    email = address(row.record.text("email"))
    found = draft.known.distinct(draft.known.by_email("Person", email)) if email and email not in shared else []
    if len(found) != 1 or not _elsewhere(draft, found[0], here):
        return ""
    if not names_agree(found[0].name, row.record.text("name")):
        draft.log.remark(row.record, "email", "People whom another list has with the same address and quite another "
                         "name; they were kept apart.", "If they are one, say so with `stakeholder-map people merge`.")
        return ""
    return draft.known.same.get(found[0].key, found[0].key)


def _by_name(draft: Draft, row: Placed, shared: set[str], here: set[str]) -> str:
    """The one person of another list with this name at this organisation, unless their addresses speak against it."""
    if row.organisation is None:
        return ""
    found = [entry for entry in draft.known.distinct(draft.known.by_name("Person", row.record.text("name")))
             if stands_at(draft, entry, row.organisation)]
    email = address(row.record.text("email"))
    if len(found) != 1 or not _elsewhere(draft, found[0], here) or (email not in shared and _differ(found[0], email)):
        return ""
    return draft.known.same.get(found[0].key, found[0].key)


def _elsewhere(draft: Draft, entry: Entry, here: set[str]) -> bool:
    """Is this somebody of whom this source has no record yet?"""
    person = draft.known.same.get(entry.key, entry.key)
    return person.partition(":")[0] != draft.source and person not in here


def stands_at(draft: Draft, entry: Entry, organisation: Entry) -> bool:
    """Does somebody stand, or stood, at an organisation, under whichever record of it?"""
    name, known = normal(organisation.name), draft.known
    return itself(organisation.key, known.merged) in {itself(key, known.merged) for key in entry.organisations} or any(
        normal(known.entries[key].name) == name for key in entry.organisations if key in known.entries)


def _differ(entry: Entry, email: str) -> bool:
    """Are these two addresses of one house? It gives them to tell people of one name apart."""
    return bool(entry.email and email and entry.email != email
                and entry.email.partition("@")[2] == email.partition("@")[2])
