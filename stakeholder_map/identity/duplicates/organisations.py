"""Proposes pairs of records that may be one organisation: names without legal forms, numbers, websites, people.

Names of organisations are compared as they are written in lists: “St. Mary's Hospital Ltd” and “Saint Marys Hospital”.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz.distance import DamerauLevenshtein

from .. import Directory, FactsLike, public_numbers
from ..naming import normal
from ..unite.things import itself
from .blocks import sharing
from .names import Likeness
from .proposed import LEAST, Pair, judged, proposed

MOST_WORDS = 8
"""So many words of a name are compared with those of other names two by two."""

SAME_NUMBER, OTHER_NUMBER = 7.0, -7.0
SAME_SITE, OTHER_SITE, SAME_HOUSE = 4.0, -1.5, 2.0
SAME_PEOPLE, SAME_LIST, ONE_IN_THE_OTHER = 2.5, -1.0, -4.0
SAME_NAME, ORDER, SPELLING, LONGER, ACRONYM, OTHER_NAME = 5.0, 4.5, 4.0, 2.5, 2.0, -3.0
OTHER_FORM = -1.0

_FORMS = """
community interest company|charitable incorporated organisation|public limited company|private limited company|limited
company|company limited by guarantee|limited liability partnership|eingetragener verein|limited|ltd|plc|llp|lp|cic|cio
scio|cbs|inc|incorporated|corp|corporation|co|company|llc|gmbh|ggmbh|ag|kg|ohg|ug|mbh|e v|ev|e g|eg|sa|sarl|sas|srl|spa
bv|nv|vzw|asbl|ab|as|aps|oy|pty|pte"""
_ENDS = "|".join(sorted(re.split(r"\||\n(?!company)", _FORMS.strip()), key=len, reverse=True)).replace("\n", " ")
_FORM = re.compile(rf"(?: (?:and |und )?(?:{_ENDS}))+$")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_WRITTEN = {"st": "saint", "ste": "saint", "assoc": "association", "assn": "association", "uni": "university",
            "univ": "university", "dept": "department", "govt": "government", "natl": "national",
            "intl": "international",
            "centre": "center", "organisation": "organization", "svc": "service", "services": "service",
            "bros": "brothers", "hosp": "hospital", "coll": "college", "soc": "society", "fdn": "foundation"}
_SMALL = frozenset(("the", "of", "for", "and", "in", "und", "der", "die", "das", "fur", "de", "la", "le", "et", "y"))


@dataclass(frozen=True, slots=True)
class Record:
    """One organisation of the store: its name as it is compared, numbers, website, and the people who stand there."""

    key: str
    name: str
    words: tuple[str, ...]
    form: str = ""
    numbers: frozenset[str] = frozenset()
    site: str = ""
    houses: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    ties: int = 0
    places: tuple[str, ...] = ()


def records(facts: FactsLike) -> list[Record]:
    """Every organisation of a store; one that was merged into another is part of that one."""
    directory = Directory.of(facts)
    ties = Counter(key for tie in facts.ties for key in (tie[2], tie[4]) if tie[0] != "SAME_AS")
    above: defaultdict[str, set[str]] = defaultdict(set)
    for kind, label, start, end_label, end, _ in facts.ties:
        if kind == "PART_OF" and label == end_label == "Organisation":
            above[start].add(end)
    people: defaultdict[str, set[str]] = defaultdict(set)
    for entry in directory.entries.values():
        for place in entry.organisations if entry.label == "Person" else ():
            people[place].add(entry.key)
    return [_record(directory, props, people[str(props["key"])], above, ties)
            for label, props in sorted(facts.nodes, key=lambda node: str(node[1]["key"]))
            if label == "Organisation" and props["key"] not in directory.merged]


def _record(directory: Directory, props: Any, people: set[str], above: dict[str, set[str]],
            ties: Counter[str]) -> Record:
    key, called = str(props["key"]), str(props.get("name") or "")
    words, form = name(called)
    emails = (directory.entries[who].email.partition("@")[2] for who in people)
    houses = Counter(house for house in emails if house)
    parents = frozenset(itself(end, directory.merged) for end in above.get(key, ()))
    return Record(key, called, words, form, public_numbers(props.get("identifiers") or ()), site(props.get("website")),
                  frozenset(house for house, count in houses.items() if 2 * count > len(people) or count > 1),
                  frozenset(directory.same.get(who, who) for who in people), parents,
                  frozenset((str(props.get("source") or ""),)), ties[key],
                  tuple(sorted(directory.entries[end].name for end in parents if end in directory.entries)))


def name(text: str) -> tuple[tuple[str, ...], str]:
    """The words of a name as they are compared, without legal form and small words, and the form."""
    plain = normal(_DOTTED.sub(lambda found: found.group().replace(".", ""), text))
    found = _FORM.search(f" {plain}")
    bare = f" {plain}"[:found.start()].split() if found else []
    words, form = (bare, found.group().strip()) if found and set(bare) - _SMALL else (plain.split(), "")
    kept = [word for word in words if word not in _SMALL] or words
    return tuple(_WRITTEN.get(word, word) for word in kept), form


def site(website: object) -> str:
    """The host of a website; '' where there is none."""
    text = str(website or "")
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def duplicates(found: Sequence[Record], apart: Collection[frozenset[str]] = (),
               least: float = LEAST) -> list[Pair[Record]]:
    """Pairs of at least this score (0 to 1), the surest first; without those that somebody said are two (`apart`)."""
    return proposed(found, sharing(_marks(record) for record in found), compare, apart, least)


def compare(one: Record, other: Record) -> tuple[float, tuple[str, ...]]:
    """The score of a pair, and what speaks for it in words."""
    evidence = [likeness(one.words, other.words), *_register(one, other), *_web(one, other)]
    if one.form and other.form and one.form != other.form:
        evidence.append(Likeness(OTHER_FORM))
    both = one.people & other.people
    if both and 2 * len(both) >= min(len(one.people), len(other.people)):
        evidence.append(Likeness(SAME_PEOPLE, "the same people"))
    if one.key in other.within or other.key in one.within:
        evidence.append(Likeness(ONE_IN_THE_OTHER))
    if one.sources & other.sources:
        evidence.append(Likeness(SAME_LIST))
    return judged(evidence)


def likeness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """How alike two names are, as words. The first of these that holds decides, the surest first."""
    short, long = sorted(("".join(a), "".join(b)), key=len)
    if short == long:
        return Likeness(SAME_NAME, "the same name")
    if sorted(a) == sorted(b):
        return Likeness(ORDER, "the same words in another order")
    alike = len(short) >= 12 and [word[0] for word in a] == [word[0] for word in b]
    if len(short) > 4 and DamerauLevenshtein.distance(short, long, score_cutoff=2) <= (2 if alike else 1):
        return Likeness(SPELLING, "nearly the same spelling")
    fewer, more = sorted((a, b), key=len)
    if set(fewer) <= set(more) and len(short) > 3:
        return Likeness(LONGER, "one name is a part of the other")
    if len(fewer) == 1 and len(more) > 2 and fewer[0] == "".join(word[0] for word in more):
        return Likeness(ACRONYM, "one name is made of the first letters of the other")
    return Likeness(OTHER_NAME)


def _register(one: Record, other: Record) -> Iterator[Likeness]:
    """Numbers in public registers: the same one decides, two of one register speak for two."""
    if one.numbers & other.numbers:
        yield Likeness(SAME_NUMBER, "the same number in a register")
    elif {n.rpartition("-")[0] for n in one.numbers} & {n.rpartition("-")[0] for n in other.numbers} - {""}:
        yield Likeness(OTHER_NUMBER)


def _web(one: Record, other: Record) -> Iterator[Likeness]:
    if one.site and one.site == other.site:
        yield Likeness(SAME_SITE, "the same website")
    elif one.site and other.site:
        yield Likeness(OTHER_SITE)
    if one.houses & other.houses:
        yield Likeness(SAME_HOUSE, "e-mail addresses of the same house")


def _marks(record: Record) -> Iterator[str]:
    """What those who may be one have in common; a mark that many have is passed over.

    One word alone says too little to be proposed without a further mark; of two words the order does not matter.
    """
    joined = "".join(record.words)
    yield f"={joined}"
    yield f"@{record.site}" if record.site else f"={joined}"
    yield from ("&".join(pair) for pair in combinations(sorted({*record.words})[:MOST_WORDS], 2))
    yield from (f"#{number}" for number in record.numbers)
    yield from (f"~{house}" for house in record.houses)
    yield from (f"*{who}" for who in record.people)
    yield "".join(word[0] for word in record.words) if len(record.words) > 2 else joined
    yield from (joined[:at] + joined[at + 1:] for at in range(len(joined)))
