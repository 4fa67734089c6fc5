"""What is never read: private life, pay, and free text about people; counted, so that people know what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...identity.naming import normal
from ...model import Problem
from ..files.tables import Table

_PRIVATE = re.compile(
    r"birth ?(day|date)?|date of birth|dob|birthplace|age|gender|sex|spouse|children|anniversary|marital( status)?"
    r"|(home|other) (address|street|city|state|postal code|zip|country|po box|fax)( [a-z]+)?( \d)?"
    r"|home (phone|email|e mail|mobile|im|county|region)( [a-z]+)?( \d)?|personal (phone|email|e mail)"
    r"|hobby|hobbies|deceased|mother s? ?maiden name"
    r"|religion|ethnicity|race|nationality|health|disability|blood group|allerg(y|ies)"
    r"|passport( number)?|ssn|social security( number)?|national (insurance|id)( number)?|government id number"
    r"|iban|bank account|salary|pay|wage"
    r"|geburts(datum|tag|name|ort)|familienstand|privat(e)? (telefon|adresse|e mail|handy)|gehalt|konfession"
    r"|date de naissance|anniversaire|adresse personnelle|salaire|conjoint|fecha de nacimiento|salario|estado civil")
_FREE_TEXT = re.compile(r"notes?|comments?|remarks?|description|biography|bio|about( me)?|summary|body"
                        r"|background( info)?|bemerkung(en)?|notiz(en)?|anmerkung(en)?|kommentar(e)?|beschreibung"
                        r"|remarques?|commentaires?"
                        r"|observations?|notas|comentarios?|observaciones|descripcion")


def is_private(header: str) -> bool:
    """Whether a column is about somebody's private life or pay, by its name."""
    return bool(_PRIVATE.fullmatch(_words(re.sub(r"\([^)]*\)?", " ", header))))


def _words(header: str) -> str:
    """The words of a header, also of one such as HomePhone."""
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).replace("_", " "))


def is_free_text(header: str) -> bool:
    """Whether a column holds free text, in which people write what belongs in no list of contacts."""
    return bool(_FREE_TEXT.fullmatch(_words(header)))


def left_out(tables: Iterable[Table]) -> list[Problem]:
    """One note for each file on its private and free columns, with how many cells of each were filled."""
    notes = []
    for table in tables:
        for what, test in (("Private", is_private), ("Free text", is_free_text)):
            counts = {name: count for n, name in enumerate(table.header) if test(name) and (count := table.filled(n))}
            if counts:
                notes.append(note(what, counts, table.file))
    return notes


def note(what: str, counts: dict[str, int], file: str) -> Problem:
    """The note on what was left out: `counts` has how many there were of each."""
    shown = ", ".join(f"{name} ({count:,})" for name, count in counts.items())
    return Problem(f"{what}, and therefore left out: {shown}.", file=file, rejected=False)
