"""What a thing of somebody else's map is, and what somebody is on a board, by the words that stand there."""

from __future__ import annotations

import re

from ...identity.naming import normal

_WORDS: dict[str, str] = {
    "Person": r"person|persons|people|individuals?|contacts?|stakeholders?|actors?|staff|employees?|members?|humans?"
              r"|colleagues?|leaders?|agents?",
    "Organisation": r"organi[sz]ations?|orgs?|compan(y|ies)|charit(y|ies)|councils?|agenc(y|ies)|institutions?"
                    r"|authorit(y|ies)|business(es)?|funders?|foundations?|ngos?|npos?|non profits?|nonprofits?"
                    r"|universit(y|ies)|schools?|hospitals?|governments?|government (body|agency|department)"
                    r"|public (body|bodies)|partners?|partner organi[sz]ations?|associations?|trusts?|clubs?"
                    r"|corporations?|firms?|community groups?|local authorit(y|ies)|social enterprises?|institutes?",
    "Unit": r"units?|departments?|teams?|divisions?",
    "Post": r"posts?|positions?|roles?|jobs?",
    "Mailbox": r"mailbox(es)?|shared mailbox(es)?",
    "Partnership": r"partnerships?|coalitions?|alliances?|collaborations?|consorti(um|a)|joint projects?",
}
_PATTERNS = {kind: re.compile(words) for kind, words in _WORDS.items()}
_PARTY = re.compile(r"(political )?part(y|ies)|political .*|(parliamentary|council) (group|party)|factions?|caucus(es)?"
                    r"|party lists?")

_PLACE = re.compile(r"\b(council|borough|county|trust|charity|foundation|ltd|limited|plc|inc|llp|llc|gmbh|ag|kg|ev|e v"
                    r"|university|college|school|hospital|nhs|police|association|society|group|agency|department of"
                    r"|ministry|authority|services|partnership|housing|museum|library|company|bank|union|federation"
                    r"|network|centre|institute|church|stadt|landkreis|verein|stiftung|mairie|ville de|fondation|sarl"
                    r"|universitat|universite|ayuntamiento|fundacion|asociacion|universidad|sa|sl|foods|homes)\b")
_SURNAMES = frozenset(("church", "bank", "homes"))

_CAPACITIES = (("chair", "chair"), ("observer", "observer"), ("deputy", "deputy"), ("substitute", "deputy"),
               ("alternate", "deputy"), ("sponsor", "sponsor"), ("lead", "lead"))


def kind_of(word: str) -> str:
    """The label that a word for a kind means ("company" is an Organisation), '' when it means none."""
    said = normal(word.replace("_", " "))
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(said)), "")


def is_party(word: str, name: str = "") -> bool:
    """Whether a classification says that an organisation is political: whose member somebody is, is private.

    Where there is no classification, a name that ends in "party" says so.
    """
    return bool(_PARTY.fullmatch(normal(word.replace("_", " ")))) if word else normal(name).endswith(" party")


def capacity_of(role: str) -> str:
    """What somebody is on a board, by a word in their role; '' for an ordinary member."""
    return next((capacity for word, capacity in _CAPACITIES if word in role.casefold()), "")


def is_place(text: str) -> bool:
    """Whether a text has the words of an organisation."""
    return bool(_PLACE.search(normal(text)))


def is_group(name: str) -> bool:
    """Whether a name that stands where people stand is that of an organisation; “Kate Church” is somebody."""
    words = normal(name).split()
    return is_place(name) and not (len(words) == 2 and words[1] in _SURNAMES)
