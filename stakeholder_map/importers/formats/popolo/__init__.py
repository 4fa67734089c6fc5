"""Popolo JSON: people, organisations, posts and memberships as open-government data has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch, Problem
from ....identity import Directory
from ...assembly import assemble
from ...files.json_files import beginning, first_name, json_paths, read_json
from ...files.sample import Sample
from ...options import Options
from .collect import Collection
from .rows import PopoloRows

NAME = "popolo"
HELP = "Popolo JSON: persons, organizations, posts and memberships"
JSON = "persons, organizations, memberships"

_ARRAYS = ('"persons"', '"organizations"', '"memberships"', '"posts"')
_OWN = ('"person_id"', '"on_behalf_of_id"', '"post_id"', '"founding_date"', '"family_name"', '"sort_name"',
        '"honorific_prefix"', '"national_identity"', '"dissolution_date"', '"other_names"')
_SHARED = ('"memberships"', '"person"', '"organization"', '"organization_id"', '"contact_details"', '"post"',
           '"birth_date"')


def detect(sample: Sample) -> float:
    """How surely files are Popolo, from 0 to 1: by the names of arrays and fields that it alone has."""
    text = beginning(sample)
    if not text or any(mark in text for mark in ('"@context"', '"@id"', '"@graph"')):
        return 0.0
    if text.lstrip("\ufeff \r\n\t").startswith("{") and first_name(text) in _ARRAYS:
        return 0.95
    own = sum(name in text for name in _OWN)
    if own:
        return 0.95 if own > 1 else 0.8
    return 0.5 if sum(name in text for name in _SHARED) > 1 else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People with their posts and seats, and the partnerships in which they speak for organisations."""
    collection = Collection()
    notes: list[Problem] = []
    for path in json_paths(tuple(paths)):
        value, problems = read_json(path)
        notes += problems
        collection.take(value, path)
    rows = PopoloRows(collection)
    tables = rows.tables()
    return assemble(tables, options, known, options.source or NAME, [*notes, *rows.notes()],
                    closing=collection.whole, rows=collection.count)
