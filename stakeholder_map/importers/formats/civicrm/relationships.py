"""Relationships of CiviCRM: who works where and who reports to whom, with dates. The flag counts last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ....identity.naming import normal
from ...common.crm import Crm, Days, Job, Line, optional
from ...common.fields import View
from ...files.tables import Row

_WORKS = {"employee of": "", "volunteer for": "Volunteer", "board member of": "Board member", "trustee of": "Trustee",
          "director of": "Director", "chair of": "Chair", "officer of": "Officer", "works for": "",
          "contractor for": "Contractor", "intern at": "Intern"}
"""Relationships of an individual (A) with an organisation (B), and the title where the type says one."""

_HAS = {"employer of": "", "has employee": "", "volunteer is": "Volunteer", "board member is": "Board member",
        "trustee is": "Trustee", "director is": "Director", "chair is": "Chair"}
"""The same from the other side."""

_BELOW = frozenset({"supervised by", "reports to", "managed by", "line managed by"})
_ABOVE = frozenset({"supervisor", "supervisor of", "supervisor is", "manager of", "manages", "line manager of"})
"""A individual who is below or above another (B)."""


def read_relationships(crm: Crm, found: Sequence[View], types: Sequence[View]) -> None:
    """Employments and lines; other relationships are private or about no work, and left out."""
    names = {view.text(row, "id"): view.text(row, "name") for view in types for row in view.table.rows}
    for view in found:
        starts, ends = Days(view, "since"), Days(view, "until", last=True)
        for row in view.table.rows:
            text = view.text(row, "type")
            kind = normal(names.get(text, text))
            first, second = ("a", "b") if kind in _WORKS or kind in _BELOW else ("b", "a")
            over = _over(view, row, starts.of(row), crm.options.day)
            if kind in _WORKS or kind in _HAS:
                title = _WORKS.get(kind, _HAS.get(kind, ""))
                _employment(crm, view, row, (first, second), title, starts.of(row), ends.of(row), over)
            elif kind in _BELOW or kind in _ABOVE:
                _line(crm, view, row, (first, second), over)
            elif kind.isdecimal():
                crm.drop(view.at(row), "relationships have a type of which only the number is known (export the "
                                       "relationship types, or the type by its name)")
            else:
                crm.drop(view.at(row), "relationships are private, or of a type that is not about work")


def _over(view: View, row: Row, starts: date | None, day: date) -> bool:
    """Whether only the flag says that it has ended. Dates count more: the flag is known to be wrong in real data."""
    return view.yes(row, "active") is False and not view.text(row, "until") and not (starts and starts > day)


def _employment(crm: Crm, view: View, row: Row, ends: tuple[str, str], title: str, starts: date | None,
                until: date | None, over: bool) -> None:
    one, other = ends
    text = view.text(row, other)
    person = crm.staff.get(view.text(row, one))
    place = crm.organisations.find(text)
    if person is None or not place:
        crm.drop(view.at(row), "relationships are with somebody who is not read")
        return
    crm.staff.job(Job(view.at(row), person, place, title, optional(view, row, since="since", until="until"), "",
                      starts, until, over, id=view.text(row, "id"),
                      origins=view.headings(holder=one, organisation=other, since="since", until="until")))


def _line(crm: Crm, view: View, row: Row, ends: tuple[str, str], over: bool) -> None:
    below, above = (crm.staff.get(view.text(row, end)) for end in ends)
    if below is None or above is None:
        crm.drop(view.at(row), "relationships are with somebody who is not read")
    elif over:
        crm.drop(view.at(row), "lines have ended on a day that nobody wrote down")
    else:
        crm.staff.line(Line(view.at(row), below, above, optional(view, row, line_since="since", line_until="until"),
                            view.headings(reports_to=ends[1], line_since="since", line_until="until")))
