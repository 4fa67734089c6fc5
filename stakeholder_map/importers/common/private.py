"""What is never read: private life, pay, and free text about people; counted, so that people know what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...batch import Problem
from ...identity.naming import normal
from ..files.tables import Table

_PRIVATE = re.compile(
    r"birth ?(day|date)?|date of birth|dob|birthplace|age|gender|sex|spouse|children|anniversary|marital( status)?"
    r"|(home|other) (address|street|city|state|postal code|zip|country|po box|fax)( [a-z]+)?( \d)?"
    r"|home (phone|email|e mail|mobile|im|county|region)( [a-z]+)?( \d)?|personal (phone|email|e mail)"
    r"|hobby|hobbies|deceased|mother s? ?maiden name"
    r"|religion|ethnicity|race|nationality|health|disability|blood group|allerg(y|ies)"
    r"|passport( number)?|ssn|social security( number)?|national (insurance|id)( number)?|government id number"
    r"|iban|bank account|salary|pay|wage|edad|alter"
    r"|geburts(datum|tag|name|ort)|familienstand|privat(e)? (telefon|adresse|e mail|handy)|gehalt|konfession"
    r"|date de naissance|anniversaire|adresse personnelle|salaire|conjoint|fecha de nacimiento|salario|estado civil")
_REACHES = (r"(e ?mail|mail|correo|courriel|tel|telephone|telefono|telefon|handy|mobile?|movil|portable|adresse"
            r"|direccion)")
_TELLING = re.compile(
    r"\b(births?|birth(day|date|place|year)s?|born|spouses?|husbands?|wife|maiden|next of kin|emergency contact"
    r"|childrens? (names?|ages?)|anniversary|nationality|citizenship|ethnic(ity)?|religions?"
    r"|religious (beliefs?|affiliation)|sexual orientation|marital|civil status|disabilit(y|ies)"
    r"|medical (history|conditions?|notes?|information|records?)|blood (group|type)"
    r"|health (condition|issue|problem|status)s?"
    r"|(home|private|personal|residential) (address(es)?|phone|telephone|mobile|cell|number|e ?mail)"
    r"|passwords?|passport|driving licen[cs]e|national insurance|ni (number|no)|nino|social security"
    r"|bank (account|details)|sort code|iban|credit card|salar(y|ies)|pay (grade|band|scale|rate|floor|ceiling)"
    r"|(actual|annual|base|hourly|gross|net|monthly|rate of) pay|wages?|remuneration|earnings|trade union member(ship)?"
    r"|political (party|opinions?|views?)"
    r"|geburts\w*|geschlecht|familienstand|kinder|ehe(partner|gatte|gattin|frau|mann)\w*|lebenspartner\w*"
    r"|staatsangehorigkeit|schwerbehinder\w*|privat(adresse|anschrift|nummer|telefon|handy|mail)|privat\w* {reaches}\w*"
    r"|heimadresse|wohn(adresse|anschrift)|krankenkasse|konfession|religionszugehorigkeit|ethnische|passwort|kennwort"
    r"|gehalt\w*|lohn(gruppe|stufe)?|vergutung\w*|besoldung\w*|entgelt(gruppe|stufe)?|bankverbindung|bankkonto"
    r"|kontonummer|steuer(klasse| id|nummer)|(sozial|renten)versicherungs\w*"
    r"|naissance|conjointe?|epou(x|se)|enfants|situation (familiale|matrimoniale)|domicile|nationalite|ethnique"
    r"|salaires?|mot de passe|securite sociale|coordonnees bancaires|compte bancaire|handicap"
    r"|nacimiento|conyuge|espos[oa]|hijos|domicilio|nacionalidad|etnia|etnico|sueldos?|salarios?|nomina|retribucion"
    r"|contrasena|seguridad social|cuenta bancaria|datos bancarios|discapacidad|dni"
    r"|{reaches} (prive|privee|privat|privad[oa]|personal|personnel|personnelle|particular))\b".replace(
        "{reaches}", _REACHES))
"""Words that make any header one about private life, pay or secrets, whatever else stands in it."""
_FREE_TEXT = re.compile(r"(internal |personal |private |interne )?(notes?|notiz(en)?)|comments?|remarks?"
                        r"|description|biography|bio|about( me)?|summary|body"
                        r"|background( info)?|bemerkung(en)?|notiz(en)?|anmerkung(en)?|kommentar(e)?|beschreibung"
                        r"|remarques?|commentaires?"
                        r"|observations?|notas|comentarios?|observaciones|descripcion")


def is_private(header: str) -> bool:
    """Whether a column is about somebody's private life or pay, by its name."""
    return any(_PRIVATE.fullmatch(words) or _TELLING.search(words)
               for words in (_words(re.sub(r"\([^)]*\)?", " ", header)), _words(header)))


def _words(header: str) -> str:
    """The words of a header, also of one such as HomePhone."""
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).replace("_", " "))


def is_free_text(header: str) -> bool:
    """Whether a column holds free text, in which people write what belongs in no list of contacts."""
    return bool(_FREE_TEXT.fullmatch(_words(header)))


def is_left_out(header: str) -> bool:
    """Whether a column is read only where somebody says so by name: private life, or free text."""
    return is_private(header) or is_free_text(header)


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
