"""Who else works where, and who knows whom: relations of contacts with accounts and with each other."""

from __future__ import annotations

from collections.abc import Sequence

from ...common.crm import Crm, Days, Job, optional
from ...common.fields import View
from ...files.tables import Row
from .ids import record_id
from .people import DELETED

_OVER = frozenset({"former", "inactive", "past", "ended"})
_WORKING_LIFE = frozenset({
    "employee", "employer", "coworker", "co-worker", "colleague", "manager", "supervisor", "assistant", "board member",
    "trustee", "mentor", "volunteer"})
"""Types of relationship that are about work; family, friends and partners are nobody's business here."""


def read_relations(crm: Crm, found: Sequence[View]) -> None:
    """AccountContactRelation and affiliations as dated employments."""
    for view in found:
        starts, ends = Days(view, "since"), Days(view, "until", last=True)
        for row in view.table.rows:
            if view.yes(row, "deleted"):
                crm.drop(view.at(row), DELETED)
                continue
            person = crm.staff.get(record_id(view.text(row, "person")))
            place = crm.organisations.reference(view.at(row, "organisation"), record_id(view.text(row, "organisation")))
            if person is None or not place:
                crm.drop(view.at(row), "relations are with a person or an organisation that is not read")
                continue
            title = ", ".join(part.strip() for part in view.text(row, "title").split(";") if part.strip())
            crm.staff.job(Job(view.at(row), person, place, title, optional(view, row, since="since", until="until"), "",
                              starts.of(row), ends.of(row), _over(view, row) and not view.text(row, "until"),
                              id=record_id(view.text(row, "id")),
                              origins=view.headings(title="title", holder="person", organisation="organisation",
                                                    since="since", until="until")))


def _over(view: View, row: Row) -> bool:
    """Whether a row says that the relation has ended; a day beside it counts more."""
    return view.yes(row, "active") is False or view.text(row, "active").casefold() in _OVER


def read_relationships(crm: Crm, found: Sequence[View]) -> None:
    """Relationships of working life as ties; each pair once, as the reciprocal rows say the same."""
    seen: set[frozenset[str]] = set()
    for view in found:
        crm.covers("ties", view.table.file)
        for row in view.table.rows:
            ends = [record_id(view.text(row, column)) for column in ("from", "to")]
            if why := _left_out(crm, view, row, ends):
                crm.drop(view.at(row), why)
            elif frozenset(ends) in seen:
                crm.drop(view.at(row), "rows repeat a relationship from the other side")
            else:
                seen.add(frozenset(ends))
                crm.made.add("ties", view.at(row), {"from": ends[0], "to": ends[1],
                                                    "asserted_by": "Salesforce relationship"},
                             view.headings(**{"from": "from", "to": "to"}))


def _left_out(crm: Crm, view: View, row: Row, ends: Sequence[str]) -> str:
    """Why a relationship is no tie, '' when it is one."""
    if view.yes(row, "deleted"):
        return DELETED
    if view.text(row, "type").casefold() not in _WORKING_LIFE:
        return "relationships are private, or of a type that is not about work"
    if _over(view, row):
        return "relationships are former, and no day is given"
    return "" if all(map(crm.staff.get, ends)) else "relationships are with a person who is not read"
