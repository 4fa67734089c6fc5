"""Open Referral (HSDS): organisations and their contacts from a directory of services, as CSV files or JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....identity import Directory
from ...assembly import assemble
from ...files.json_files import beginning, first_name
from ...files.sample import Sample
from ...options import Options
from .files import Register, read_files
from .rows import HsdsRows

NAME = "hsds"
HELP = "Open Referral HSDS: organisations and contacts, as CSV files or JSON"
JSON = "organisations with their contacts, Open Referral"

_OWN = ('"alternate_name"', '"year_incorporated"', '"legal_status"', '"tax_status"', '"organization_identifiers"',
        '"service_at_locations"', '"location_type"', '"organizations.csv"', '"total_items"', '"parent_organization_id"',
        '"contents"', '"interpretation_services"', '"service_at_location_id"')


_OTHERS = ('"persons"', '"memberships"', '"contact_details"', '"nodes"', '"links"', '"elements"', '"connections"',
           '"grants"', '"records"', '"attributes"', '"@context"', '"@id"', '"@graph"')
_NAMED = re.compile(r'"name"\s*:')
_WITH_CONTACTS = re.compile(r'"contacts"\s*:\s*\[')


def detect(sample: Sample) -> float:
    """How surely files are HSDS, from 0 to 1: by columns and fields that it alone has."""
    contacts = any(sample.has("id", "organization_id", other, "name", "title")
                   for other in ("service_at_location_id", "service_id"))
    organisations = sample.has("id", "name", "alternate_name", "tax_status") or sample.has(
        "id", "name", "alternate_name", "legal_status")
    if contacts or organisations:
        return 0.95
    text = beginning(sample)
    own = sum(name in text for name in _OWN) if '"id"' in text else 0
    return 0.95 if own > 2 else 0.8 if own == 2 else _minimal(text)


def _minimal(text: str) -> float:
    """How surely a JSON is of organisations with nothing but their contacts; those of Popolo have none."""
    found = _WITH_CONTACTS.search(text)
    if not found or not _NAMED.search(text[:found.start()]) or any(name in text for name in _OTHERS):
        return 0.0
    return 0.96 if first_name(text) == '"organizations"' else 0.75


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, and the people and mailboxes through which they are reached."""
    register = Register()
    notes = [note for path in paths for note in read_files(path, register)]
    rows = HsdsRows(register)
    tables = rows.tables()
    return assemble(tables, options, known, options.source or NAME, [*notes, *rows.notes()],
                    closing=register.whole, rows=rows.count)
