"""How much the headline depends on how fast contact ages: the same question with three half-lives.

Published half-lives of professional contact run from 62 to 438 days, so that no single one is the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ...snapshot import Snapshot
from ..answers import VERDICTS, PartnershipRef, Verdict
from .cases import verdicts

HALF_LIVES = (90.0, 210.0, 365.0)
"""Days: fast, as assumed by default, and slow."""


@dataclass(frozen=True, slots=True)
class Headline:
    """With this half-life so many partnerships hang on one person, and so many have each verdict."""

    half_life_days: float
    on_one_person: int
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class Depends:
    """A partnership whose verdict depends on the half-life; `verdicts` in the order of the headlines."""

    partnership: PartnershipRef
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The headline for each half-life, fastest first, and the partnerships behind the differences."""

    headlines: tuple[Headline, ...] = ()
    depends: tuple[Depends, ...] = ()


def sensitivity(
    snapshot: Snapshot, half_lives: Sequence[float] = HALF_LIVES, partnership: str | None = None
) -> Sensitivity:
    """Asks about redundancy with each of the half-lives (days)."""
    answers = [verdicts(snapshot, days, partnership) for days in half_lives]
    depends = [
        Depends(ref, found)
        for ref in sorted(answers[0], key=lambda r: r.id)
        if len(set(found := tuple(answer[ref][1] for answer in answers))) > 1
    ]
    headlines = (_headline(days, answer.values()) for days, answer in zip(half_lives, answers, strict=True))
    return Sensitivity(tuple(headlines), tuple(depends))


def _headline(days: float, answers: Collection[tuple[int | None, Verdict]]) -> Headline:
    found = Counter(verdict for _, verdict in answers)
    return Headline(days, sum(kappa == 1 for kappa, _ in answers), {name: found[name] for name in VERDICTS})


def in_words(found: Sensitivity, shown: int = 3) -> str:
    """One sentence about the two ends, and which verdicts depend on the half-life; empty without partnerships."""
    if not any(sum(headline.verdicts.values()) for headline in found.headlines):
        return ""
    first, last = found.headlines[0], found.headlines[-1]
    text = (
        f"How fast contact ages matters: with a half-life of {first.half_life_days:g} days {first.on_one_person} of"
        f" {sum(first.verdicts.values())} would hang on one person, with {last.half_life_days:g} days"
        f" {last.on_one_person}."
    )
    if not found.depends:
        return f"{text} No verdict depends on it."
    names = [row.partnership.name for row in found.depends[:shown]]
    more = len(found.depends) - len(names)
    listed = ", ".join(names) + (f" and {more} more" if more else "")
    return f"{text} The verdict depends on it for {listed}."
