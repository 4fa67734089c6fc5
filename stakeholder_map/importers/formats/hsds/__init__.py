"""Open Referral (HSDS): organisations and their contacts from a directory of services, as CSV files or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....identity import Directory
from ....model import Batch
from ...assembly import assemble
from ...files.json_files import beginning
from ...files.sample import Sample
from ...options import Options
from .files import Register, read_files
from .rows import HsdsRows

NAME = "hsds"
HELP = "Open Referral HSDS: organisations and contacts, as CSV files or JSON"

_OWN = ('"alternate_name"', '"year_incorporated"', '"legal_status"', '"tax_status"', '"organization_identifiers"',
        '"service_at_locations"', '"location_type"', '"organizations.csv"', '"total_items"', '"parent_organization_id"',
        '"contents"', '"interpretation_services"', '"service_at_location_id"')


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
    return 0.95 if own > 2 else 0.8 if own == 2 else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Organisations, and the people and mailboxes through which they are reached."""
    register = Register()
    notes = [note for path in paths for note in read_files(path, register)]
    rows = HsdsRows(register)
    tables = rows.tables()
    return assemble(tables, options, known, options.source or NAME, [*notes, *rows.notes()],
                    closing=register.whole, rows=rows.count)
