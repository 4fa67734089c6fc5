"""360Giving: grants with their funders and recipients, as a table or a JSON package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....identity import Directory
from ...assembly import assemble
from ...common.our_side import OurSide
from ...files.json_files import beginning
from ...files.sample import Sample
from ...options import Options
from .files import grants
from .rows import GrantRows

NAME = "three-sixty-giving"
HELP = "360Giving: grants, funders and recipients, as CSV, workbook or JSON"
JSON = "grants"


def detect(sample: Sample) -> float:
    """How surely files are 360Giving data, from 0 to 1: by the names of organisations in grants."""
    if any(sample.has(f"Recipient Org{n}{name}", f"Funding Org{n}{name}") for n in (":", ":0:")
           for name in ("Identifier", "Name")):
        return 0.95
    text = beginning(sample)
    return 0.95 if '"recipientOrganization"' in text or '"fundingOrganization"' in text else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """Funders and recipients; the grants from or to us as agreements of a partnership."""
    found, notes = grants(paths)
    source = options.source or NAME
    rows = GrantRows(OurSide(options, known, source))
    for grant in found:
        rows.add(grant)
    return assemble(rows.tables(), options, known, source, [*notes, *rows.notes()], closing=False,
                    rows=len(found))
