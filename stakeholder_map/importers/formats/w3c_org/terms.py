"""The words of the vocabularies, and looking things up by any of several of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .rdf import Triples

ORG = "http://www.w3.org/ns/org#"
GOV = "http://reference.data.gov.uk/def/central-government/"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
TIME = "http://www.w3.org/2006/time#"
PROV = "http://www.w3.org/ns/prov#"
OPENGOV = "http://www.w3.org/ns/opengov#"
SCHEMA = ("http://schema.org/", "https://schema.org/")

NAMES = (f"{SKOS}prefLabel", f"{FOAF}name", f"{VCARD}fn", f"{VCARD}organization-name", f"{RDFS}label", f"{DCT}title",
         *(f"{s}name" for s in SCHEMA))
TITLES = (f"{RDFS}label", f"{SKOS}prefLabel", f"{DCT}title", *(f"{s}jobTitle" for s in SCHEMA))
GIVEN = (f"{FOAF}givenName", f"{FOAF}firstName", f"{FOAF}givenname", f"{VCARD}given-name")
FAMILY = (f"{FOAF}familyName", f"{FOAF}lastName", f"{FOAF}family_name", f"{FOAF}surname", f"{VCARD}family-name")
MAIL = (f"{FOAF}mbox", f"{VCARD}hasEmail", f"{VCARD}email", *(f"{s}email" for s in SCHEMA))
PHONE = (f"{FOAF}phone", f"{VCARD}hasTelephone", f"{VCARD}tel", *(f"{s}telephone" for s in SCHEMA))
PRIVATE = (*(f"{FOAF}{n}" for n in ("birthday", "gender", "age", "img", "depiction")),
           *(f"{VCARD}{n}" for n in ("bday", "hasGender", "hasPhoto", "hasAddress", "note")), f"{RDFS}comment",
           *(f"{s}{n}" for s in SCHEMA for n in ("birthDate", "deathDate", "gender", "image", "nationality")),
           *(f"http://purl.org/vocab/bio/0.1/{n}" for n in ("olb", "biography")), f"{OPENGOV}nationalIdentity")
PROFESSION = ("http://reference.data.gov.uk/def/civil-service-profession/profession",)

_DETAILS = {"mailto:": {f"{VCARD}Email", f"{VCARD}email"},
            "tel:": {f"{VCARD}{n}" for n in ("Voice", "Cell", "Work", "Tel")}}
_BEGIN = (f"{TIME}hasBeginning", f"{TIME}intervalStarts",
          *(f"{s}{n}" for s in SCHEMA for n in ("startDate", "validFrom")))
_END = (f"{TIME}hasEnd", f"{TIME}intervalFinishes", *(f"{s}{n}" for s in SCHEMA for n in ("endDate", "validUntil")))
_INSTANT = (f"{TIME}inXSDDate", f"{TIME}inXSDDateTimeStamp", f"{TIME}inXSDDateTime", f"{TIME}inXSDgYearMonth",
            f"{TIME}inXSDgYear", f"{RDF}value", f"{RDFS}label")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|[T/Z+-])")


def order(thing: Any) -> tuple[str, ...]:
    """What things are sorted by: the values of texts cannot always be compared."""
    if isinstance(thing, tuple):
        return tuple(part for inner in thing for part in order(inner))
    return type(thing).__name__, str(thing), str(getattr(thing, "language", ""))


def ordered(things: Iterable[Any]) -> list[Any]:
    return sorted(things, key=order)


def grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """The seconds of pairs by their firsts."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for first, second in pairs:
        found[first].append(second)
    return found


class Lookup:
    """Answers what a graph says about a thing; every answer is the same whatever the order of the file."""

    def __init__(self, triples: Triples) -> None:
        self._said: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._pairs: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
        for subject, word, other in ordered(triples.graph):
            self._said[subject][str(word)].append(other)
            self._pairs[str(word)].append((subject, other))
        self._types = grouped((str(kind), thing) for thing, kind in self._pairs.get(f"{RDF}type", ()))
        self._kinds: dict[Any, set[str]] = defaultdict(set)
        for kind, things in self._types.items():
            for thing in things:
                self._kinds[thing].add(kind)

    def typed(self, *types: str) -> set[Any]:
        return {thing for kind in types for thing in self._types.get(kind, ())}

    def pairs(self, forward: Iterable[str], backward: Iterable[str] = ()) -> list[tuple[Any, Any]]:
        """Pairs of things related by any of these words, or the other way round by any of the others."""
        found = {pair for word in forward for pair in self._pairs.get(word, ())}
        found |= {(second, first) for word in backward for first, second in self._pairs.get(word, ())}
        return ordered(found)

    def all(self, thing: Any, words: Iterable[str]) -> list[Any]:
        """What stands there by the first word that says anything, sorted."""
        said = self._said.get(thing)
        return next((found for word in words if (found := said.get(word))), []) if said else []

    def one(self, thing: Any, words: Iterable[str]) -> Any:
        return next(iter(self.all(thing, words)), None)

    def text(self, thing: Any, words: Iterable[str]) -> str:
        """A text, in English where there are several languages, else in none, else in the first."""
        found = [x for x in self.all(thing, words) if getattr(x, "language", 0) != 0]
        found.sort(key=lambda x: (not (x.language or "").startswith("en"), x.language is not None, str(x)))
        return " ".join(str(found[0]).split()) if found else ""

    def name(self, thing: Any) -> str:
        """The name of a thing, put together from its parts where it has only those."""
        parts = [self.text(thing, GIVEN), self.text(thing, FAMILY)]
        return self.text(thing, NAMES) or " ".join(part for part in parts if part)

    def contact(self, thing: Any, words: Iterable[str], scheme: str) -> str:
        """An address or number: the label or value of what stands there, or the address itself."""
        for found in self.all(thing, words):
            inner = self.text(found, (f"{RDFS}label",)) or self.one(found, (f"{VCARD}value", f"{VCARD}email"))
            text = str(inner or ("" if type(found).__name__ == "BNode" else found)).strip()
            if text:
                return text.removeprefix(scheme)
        kinds = _DETAILS[scheme]
        found = (self.one(detail, (f"{RDF}value",)) for detail in self.all(thing, (f"{OPENGOV}contactDetail",))
                 if self._kinds[detail] & kinds)
        return next((str(value).removeprefix(scheme) for value in found if value is not None), "")

    def label_of(self, thing: Any, words: Iterable[str]) -> str:
        """The name of what stands there, or the text itself."""
        found = self.one(thing, words)
        if found is None:
            return ""
        return str(found) if hasattr(found, "language") else self.text(found, NAMES)

    def span(self, membership: Any) -> tuple[str, str]:
        """First and last day of a membership, as written, '' where they are not said."""
        intervals = [membership, *self.all(membership, (f"{ORG}memberDuring",))]
        dates = []
        for words in (_BEGIN, _END):
            found = (self.one(interval, words) for interval in intervals)
            dates.append(next((text for x in found if x is not None and (text := self._day(x))), ""))
        if not any(dates) and len(intervals) > 1:
            first, slash, last = str(intervals[1]).partition("/") if hasattr(intervals[1], "language") else ("", "", "")
            return (first, last) if slash else (self._day(intervals[1]), "")
        return dates[0], dates[1]

    def day(self, thing: Any, words: Iterable[str]) -> str:
        """A day as written, by the first word that gives one, '' where none does."""
        found = (self.one(thing, (word,)) for word in words)
        return next((text for x in found if x is not None and (text := self._day(x))), "")

    def _day(self, thing: Any) -> str:
        inner = self.one(thing, _INSTANT) if not hasattr(thing, "language") else None
        text = str(inner if inner is not None else "" if type(thing).__name__ == "BNode" else thing)
        found = _DAY.search(text)
        return found.group() if found else text if hasattr(inner if inner is not None else thing, "language") else ""
