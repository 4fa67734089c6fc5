"""By which headings lists of stakeholders are known, and under which headings their columns stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...cells.columns import header_key
from ...common.fields import Shape

NAME = "stakeholder-list"
_SCALES = ("", "1-5", "1 to 5", "1-10", "h/m/l", "l/m/h", "high/medium/low", "low/medium/high", "score", "rating")


def _scaled(*names: str) -> tuple[str, ...]:
    """Headings as they are, and with the scale that templates write behind them: “Influence (H/M/L)”."""
    return tuple(f"{name} {scale}".strip() for scale in _SCALES for name in names)


_COLUMNS = {
    "id": ("external id", "stakeholder id", "id"),
    "name": ("name", "full name", "stakeholder", "stakeholder name", "name of stakeholder"),
    "first": ("first name",),
    "last": ("last name",),
    "email": ("email", "email address"),
    "phone": ("phone", "phone number", "telephone"),
    "title": ("position", "job title", "role", "title", "role/title", "title/role", "position/role", "role/position",
              "organisational position", "organizational position"),
    "organisation": ("organisation", "organization", "company", "employer"),
    "unit": ("organization unit", "organisation unit", "organizational unit", "organisational unit", "department",
             "unit", "team"),
    "kind": ("stakeholder type", "type"),
    "manager": ("manager email", "manager name", "manager"),
    "partnership": ("partnership", "project", "initiative", "programme", "program"),
    "power": _scaled("influence level", "influence", "power level", "power", "level of influence", "level of power",
                     "potential influence", "influence/power", "power/influence"),
    "interest": _scaled("interest level", "interest", "level of interest"),
    "current": ("support level", "support", "attitude", "stance", "current engagement", "current support",
                "current position", "current engagement level", "supporter/neutral/resistor"),
    "desired": ("desired engagement", "desired support", "target support", "desired position",
                "desired engagement level"),
}


@dataclass(frozen=True)
class _Scored(Shape):
    """A table that has these columns, each under any of its headings."""

    needs: tuple[str, ...] = ()

    def fits(self, header: Iterable[str]) -> bool:
        keys = {header_key(text) for text in header}
        there = {name for name, headings in self.columns.items() if not keys.isdisjoint(map(header_key, headings))}
        return (not there.isdisjoint(("name", "last")) and "power" in there
                and not there.isdisjoint(("interest", "current")) and there.issuperset(self.needs))


SHAPES = (_Scored(NAME, _COLUMNS, (), needs=("email",)), _Scored(NAME, _COLUMNS, (), sure=0.6))
"""An address beside two scores is sure, a name with them likely."""
