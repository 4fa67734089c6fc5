"""What the person who imports has said beside the files: Options."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..custom import CustomField


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one import. `as_of` is the day the files describe; `ours` are names of our organisations,
    `left` names of colleagues who own records and no longer work here, `colleague` is the name or e-mail address of
    the one whose address book it is. With `add_people` unknown addresses of invitations and mail become people of the
    organisation that their domain belongs to. `fields` are those that people declared beside the model.
    """

    source: str = ""
    ours: tuple[str, ...] = ()
    as_of: date | None = None
    format: str = ""
    mapping: Path | None = None
    left: tuple[str, ...] = ()
    colleague: str = ""
    add_people: bool = False
    fields: tuple[CustomField, ...] = ()

    @property
    def day(self) -> date:
        return self.as_of or date.today()
