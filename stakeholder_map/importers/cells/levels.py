"""Levels of posts: words that mean one of the four, and proposals from titles for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...identity.naming import normal
from ...model import LEVELS

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "executive": ("executive", "exec", "executives", "chief", "c level", "board", "director", "directors", "top",
                  "top management", "strategic", "leadership", "1"),
    "senior": ("senior", "senior management", "senior manager", "head", "heads", "manager", "managers", "management",
               "middle", "middle management", "tactical", "2"),
    "operational": ("operational", "operations", "officer", "officers", "coordinator", "co ordinator", "staff",
                    "professional", "specialist", "team leader", "3"),
    "frontline": ("frontline", "front line", "delivery", "worker", "workers", "field", "service", "4"),
}
_BY_WORD = {word: level for level, words in _SYNONYMS.items() for word in words}

_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((level, re.compile(rf"\b({words})\b")) for level, words in (
    ("operational", r"(assistant|pa|ea|secretary|administrator) to|personal assistant|executive assistant"),
    ("senior", r"(deputy|assistant|associate) (chief|director)"),
    ("executive", r"chief|ceo|cfo|coo|cto|cio|president|chair(man|woman|person)?|trustee|principal|director"
                  r"|(permanent|cabinet) secretary|mayor|vice chancellor|governor|minister|councillor|commissioner"
                  r"|board member|founder|owner|partner"),
    ("senior", r"head|lead|manager|dean|controller"),
    ("frontline", r"nurse|teacher|warden|driver|carer|(care|support|outreach|youth|social) worker|caseworker"
                  r"|receptionist|volunteer|cleaner|guard|apprentice|trainer|tutor|therapist|midwife"),
    ("operational", r"officer|co ?ordinator|analyst|advis[eo]r|assistant|administrator|engineer|developer|planner"
                    r"|consultant|specialist|executive|associate|accountant|auditor|architect|designer|editor"
                    r"|technician|representative|secretary|buyer|clerk|programmer|researcher|scientist|librarian"
                    r"|supervisor"),
))


def parse_level(text: str) -> str | None:
    """One of the four levels, or None when the word means none of them."""
    return _BY_WORD.get(normal(text))


def propose_levels(titles: Iterable[str]) -> dict[str, str | None]:
    """A level for each distinct title as its words suggest it, for somebody to confirm; None where they say nothing."""
    return {title: next((level for level, words in _TITLES if words.search(normal(title))), None)
            for title in sorted(set(titles), key=lambda t: (normal(t), t))}


assert set(_SYNONYMS) == set(LEVELS)
