"""Who is asked to a meeting and what they said: addresses that are somebody's, answers, deputies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ....identity.naming import address
from ...common.meetings import Answer

_NOBODY = ("@resource.calendar.google.com", "@group.calendar.google.com", "unknownorganizer@calendar.google.com")
_ENCAPSULATED = re.compile(r"(mailto:)?(imceaex-|\S+@imip\.me\.com$)", re.IGNORECASE)
"""What Exchange makes of a name of its own directory, and iCloud of an organiser; nobody has such an address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody on an invitation. `partstat` is '' where the file does not say what they answered."""

    email: str
    name: str
    partstat: str = ""
    optional: bool = False
    group: bool = False
    delegates: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What tells them apart from the others on the invitation."""
        return self.email or self.name.casefold()

    @property
    def silent(self) -> bool:
        """Whether they have neither answered nor sent anybody."""
        return self.partstat in ("", "NEEDS-ACTION") and not self.delegates


def people(component: Any, name: str) -> list[Asked]:
    """Who stands on the lines of a property; rooms, things and those who are only informed are left out."""
    values = component.get(name, [])
    found = []
    for value in values if isinstance(values, list) else [values]:
        params = {str(k).upper(): v for k, v in getattr(value, "params", {}).items()}
        kind, role = _param(params, "CUTYPE").upper(), _param(params, "ROLE").upper()
        written = (_param(params, "EMAIL"), str(value), _param(params, "CN"))
        email = next((own for text in written if not _ENCAPSULATED.match(text) and (own := address(text))), "")
        if kind in ("ROOM", "RESOURCE") or role == "NON-PARTICIPANT" or email.endswith(_NOBODY):
            continue
        delegates = tuple(filter(None, (address(text) for text in _params(params, "DELEGATED-TO"))))
        asked = Asked(email, _param(params, "CN").strip("'\" "), _param(params, "PARTSTAT").upper(),
                      role == "OPT-PARTICIPANT", kind == "GROUP", delegates)
        found += [asked] if asked.mark else []
    return found


def _param(params: dict[str, Any], name: str) -> str:
    return next(iter(_params(params, name)), "")


def _params(params: dict[str, Any], name: str) -> list[str]:
    value = params.get(name) or []
    return [str(one) for one in (value if isinstance(value, list | tuple) else [value])]


def answer(asked: Asked, on: date, today: date, said: bool) -> Answer:
    """What somebody's answer means for a meeting on a day. `said`: the file says of others what they answered.

    Accepted is as near to "was there" as a calendar comes. Without any answers in the file, everybody on the list is
    taken to have accepted, unless they were free to come.
    """
    if asked.partstat in ("ACCEPTED", "COMPLETED", "IN-PROCESS"):
        return "accepted"
    if asked.partstat in ("DECLINED", "DELEGATED") or asked.delegates:
        return "absent"
    if asked.partstat == "TENTATIVE" or (not said and asked.optional):
        return "open"
    if not asked.partstat and not said:
        return "accepted"
    return "absent" if on <= today else "open"
