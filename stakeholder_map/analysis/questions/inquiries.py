"""Questions to colleagues, and what hangs on their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..answers import PartnershipRef, PersonRef, Ref, Verdict

Kind = Literal["still", "which", "still which", "who"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one colleague about one partner organisation.

    still: do they still know `about`? which: does that serve this partnership, or `others`? who: whom do they know
    there? `chance` is that of yes, `if_no` the verdict after no alone where that changes it. `statement` is the key
    of the recorded relationship; `source` and `since` identify it in its list.
    """

    kind: Kind
    organisation: Ref
    ask: PersonRef
    about: PersonRef | None
    chance: float
    if_no: Verdict | None = None
    others: tuple[PartnershipRef, ...] = ()
    statement: str | None = None
    source: str | None = None
    since: str | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inquiry:
    """The questions about one partnership: `chance` is that its verdict changes, `value` importance × chance.

    `if_yes` is the verdict when all are answered yes. `unanswerable` are organisations about which nobody can be
    asked.
    """

    partnership: PartnershipRef
    verdict: Verdict
    if_yes: Verdict
    importance: int
    chance: float
    value: float
    questions: tuple[Question, ...]
    unanswerable: tuple[Ref, ...] = ()
