"""Columns that belong to one of several contacts in a row: “Primary contact email”, “Email 2”, a second “Email”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...identity.naming import normal
from ..cells.vocabulary import role_of
from .columns import Column, with_role

_FILLERS = frozenset({"contact", "contacts", "name", "names", "person", "persona", "de", "contacto", "s", "the", "of",
                      "ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "interlocuteur"})
_ORDERED = frozenset({"primary", "secondary", "main", "second", "alternate", "alternative", "additional", "other",
                      "deputy", "backup", "principal", "secundario", "secondaire", "stellvertretender"})
"""Words that mean one contact of several even where nothing but a name stands under them."""
_OTHERS = frozenset({"pa", "ea", "assistant", "personal assistant", "executive assistant", "assistentin", "assistent",
                     "sekretariat", "assistante", "assistente", "manager", "line manager", "supervisor", "vorgesetzter",
                     "previous", "former", "old", "ex", "partner", "spouse", "emergency", "next of kin", "council",
                     "internal", "successor", "predecessor", "referrer", "preferred", "partnership", "project",
                     "programme", "company", "organisation", "organization"})
"""Words of people who are not the contact of the row, or of no people at all."""
_ELSE = "of somebody else than the contact of the row"
_NAMES = ("name", "first", "last")
_BESIDE = ("email", "phone", "title")


def stem_of(header: str) -> str:
    """What a header says beside its role: “primary” of “Primary contact email”; '' for headers such as “E-mail”."""
    words = normal(re.sub(r"['’]s\b|\d", " ", header)).split()
    if role_of(" ".join(words)):
        return words[0] if words[0] in _ORDERED and len(words) > 1 else ""
    start = next((n for n in range(len(words)) if role_of(" ".join(words[n:]))), len(words))
    return " ".join(word for word in words[:start] if word not in _FILLERS)


def grouped(columns: Sequence[Column]) -> list[Column]:
    """The columns with the group of each contact where a row has several; '' is the group of the first of them."""
    found = _set_aside(_stemmed(list(columns)))
    kept = {c.group for c in found if c.role in _NAMES} | {c.group for c in found if c.role == "holder"}
    found = [c if c.group in kept else replace(c, group="") for c in found]
    named = sorted((c.position, c.group) for c in found if c.role in _NAMES)
    if named and "" not in {group for _, group in named}:
        main = named[0][1]
        found = [replace(c, group="") if c.group == main else c for c in found]
    return found


def _stemmed(columns: list[Column]) -> list[Column]:
    """Numbers as groups where several columns of names have one, else the words beside the role."""
    numbers = {c.group for c in columns if c.role in (*_NAMES, "holder") and (c.role != "name" or _names_people(c))}
    if len(numbers) > 1:
        return columns
    stems = [stem_of(c.header) if c.role in (*_NAMES, *_BESIDE, "holder") else "" for c in columns]
    if any(_is_contact(c, stem, set(stems)) for c, stem in zip(columns, stems, strict=True)):
        stems = [stem_of(c.header) if c.role == "organisation_email" and stem_of(c.header) in stems else stem
                 for c, stem in zip(columns, stems, strict=True)]
        columns = [with_role(c, "extra", _ELSE) if stem in _OTHERS and c.role in ("name", "organisation_email") else c
                   for c, stem in zip(columns, stems, strict=True)]
    beside = {stem for c, stem in zip(columns, stems, strict=True) if c.role in _BESIDE}
    return [replace(c, group=stem if c.role in _BESIDE or _is_contact(c, stem, beside) else "")
            for c, stem in zip(columns, stems, strict=True)]


def _is_contact(column: Column, stem: str, beside: set[str]) -> bool:
    """Whether a column names a contact of a stem: its values are people, and more is known of the same."""
    known = stem in beside or (stem in _ORDERED and column.role == "name")
    return known and stem not in _OTHERS and (column.role != "name" or _names_people(column))


def _names_people(column: Column) -> bool:
    shown = column.profile
    return not shown.filled or max(shown["person"], shown["titled"], shown["addressed"]) >= 0.5


def _set_aside(columns: list[Column]) -> list[Column]:
    """Addresses and numbers of people who are not the contact are read as nobody's."""
    return [with_role(c, "extra", _ELSE) if c.group in _OTHERS else c
            for c in columns]
