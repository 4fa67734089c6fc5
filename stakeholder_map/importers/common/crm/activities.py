"""Activities of a customer database as rows of interactions: who took part, had accepted, or did not come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from ....batch import Origin
from ...files.tables import Cell
from ..made import MadeRows

if TYPE_CHECKING:
    from .people import Person

Owner = tuple[str, str, str]
"""Name, address and id of a colleague who owns a record; any may be ''."""

Who: TypeAlias = "Person | str | Owner"
"""A contact of the files, the reference to one whom the store knows, or a colleague."""

Part = Literal["people", "accepted", "absent"]
"""The columns of the sheet: who took part, who had accepted, who did not come. The first that is said counts."""

NOT_YET = "activities have not happened yet"
NOBODY = "activities are with nobody who is read"
NOT_MET = "activities reached nobody, or were called off"
NO_CONTACT = "activities are no contact with anybody (notes, tasks and the like)"

_UNREACHED = frozenset({
    "no answer", "no_answer", "busy", "wrong number", "left voicemail", "left live message", "left message",
    "unreachable", "voicemail", "missed", "failed", "canceled", "cancelled", "bounced",
    "73a0d17f-1163-4015-bdd5-ec830791da20", "9d9162e7-6cf3-4944-bf63-4dff82258764",
    "17b47fee-58de-441e-a44c-c6300d46f273", "b2cf5968-551e-4856-9783-52b3da59a7d0",
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff"})
"""Outcomes of calls and messages that reached nobody; HubSpot writes some as ids."""


@dataclass(eq=False)
class Activity:
    """One activity; `cells` are those of the sheet but the people, `origins` the headings for them."""

    at: Origin
    cells: Mapping[str, Cell]
    origins: Mapping[str, str] = field(default_factory=dict)
    who: list[tuple[Part, Who]] = field(default_factory=list)

    @property
    def has_contact(self) -> bool:
        """Whether anybody but colleagues takes part."""
        return any(not isinstance(who, tuple) for _, who in self.who)


class Activities:
    """Collects activities. Rows of one activity, each with another contact, become one interaction."""

    def __init__(self) -> None:
        self._all: list[Activity] = []
        self._by_id: dict[str, Activity] = {}

    def add(self, activity: Activity) -> None:
        """Take an activity; rows with the id of an earlier one that say the same of it add only their people."""
        code = str(activity.cells.get("id") or "")
        before = self._by_id.setdefault(code, activity) if code else activity
        if before is not activity and before.cells == activity.cells:
            before.who += activity.who
        else:
            self._all.append(activity)

    def write(self, made: MadeRows, refer: Callable[[Activity, Who], str]) -> None:
        """Make the rows; `refer` gives how they refer to somebody, '' for nobody."""
        for activity in self._all:
            said = dict(_parts(activity, refer))
            texts = {part: ";".join(name for name, column in said.items() if column == part)
                     for part in ("people", "accepted", "absent")}
            more = {part: text for part, text in texts.items() if text or part == "people"}
            made.add("interactions", activity.at, {**activity.cells, **more}, activity.origins)
        self._all.clear()
        self._by_id.clear()


def _parts(activity: Activity, refer: Callable[[Activity, Who], str]) -> Iterator[tuple[str, Part]]:
    """References with what is said of each: who took part comes last, so that it counts."""
    for wanted in ("absent", "accepted", "people"):
        for part, who in activity.who:
            if part == wanted and (reference := refer(activity, who)):
                yield reference, part


def unreached(*outcomes: str) -> bool:
    """Whether an outcome says that nobody was reached."""
    return any(text.casefold() in _UNREACHED for text in outcomes)
