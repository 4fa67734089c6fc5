"""vCard 4.0 (RFC 6350): one card for everybody who holds a post on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...custom import values
from ...identity.naming import normal
from ...snapshot import Attributes
from ..cut import Cut
from ..jobs import Job, jobs
from . import Made

NAME = "vcard"
HELP = "vCard 4.0, for address books"
ENDINGS = (".vcf", ".vcard")
FOLDER = False
FILES: frozenset[str] = frozenset()

SILENT = "people whom nobody may contact"
WITHOUT_POST = "people who hold no post on the day"
_LONGEST = 75
"""Octets of a line, without its end (RFC 6350, 3.2)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})


def render(cut: Cut, folder: bool) -> Made:  # noqa: ARG001 - it is always one file
    """The cards in the order of the people's keys."""
    held = jobs(cut.snapshot)
    cards, silent, idle = [], 0, 0
    for key, person in cut.snapshot.nodes("Person"):
        if person.get("do_not_contact"):
            silent += 1
        elif key not in held:
            idle += 1
        else:
            cards.append("".join(map(_folded, _lines(cut, key, person, held[key]))))
    left = {SILENT: silent, WITHOUT_POST: idle}
    return Made({"": "".join(cards).encode()}, {"people": len(cards)}, {what: n for what, n in left.items() if n})


def _lines(cut: Cut, key: str, person: Attributes, held: list[Job]) -> Iterator[str]:
    name = str(person.get("name") or key)
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:individual")
    yield f"UID;VALUE=text:{_text(key)}"
    yield f"FN:{_text(name)}"
    yield f"N:{_name(name)}"
    for number, job in enumerate(held, start=1):
        group = f"post{number}." if len(held) > 1 else ""
        places = [cut.snapshot.name(at) for at in ((job.organisation,) if job.organisation else ()) + job.units]
        if places:
            yield f"{group}ORG:{';'.join(map(_text, places))}"
        if job.title:
            yield f"{group}TITLE:{_text(job.title)}"
        post = cut.snapshot.graph.nodes[job.post]
        yield from (f"{group}{_own(name)}:{_text(value)}" for name, value in values(cut.fields, "Post", post))
    if person.get("email"):
        yield f"EMAIL;TYPE=work:{_text(person['email'])}"
    if person.get("phone"):
        yield f"TEL;TYPE=work:{_text(person['phone'])}"
    for language in person.get("languages") or ():
        yield f"LANG;TYPE=work:{_text(language)}"
    yield from (f"{_own(name)}:{_text(value)}" for name, value in values(cut.fields, "Person", person))
    yield "END:VCARD"


def _name(name: str) -> str:
    """The parts of a name as far as they can be told: the last word, and those before it."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    return f"{_text(last.strip())};{_text(first.strip())};;;"


def _own(name: str) -> str:
    """The property of a field that people declared themselves: letters, digits and hyphens are all it may have."""
    return "X-" + (re.sub(r"[^A-Z0-9]+", "-", normal(name).upper()).strip("-") or "OWN")


def _text(value: object) -> str:
    return str(value).translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line of at most 75 octets, then lines that begin with a space; no character is cut in two."""
    lines, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST:
            lines.append(" ")
            size = 1
        lines[-1] += character
        size += width
    return "\r\n".join(lines) + "\r\n"
