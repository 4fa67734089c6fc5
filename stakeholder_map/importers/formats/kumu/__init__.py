"""Kumu: elements and connections of a map, as CSV files, a workbook or JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....identity import Directory
from ...assembly import assemble
from ...cells.columns import header_key
from ...common.network import NetworkRows
from ...common.our_side import OurSide
from ...files.json_files import beginning
from ...files.sample import Sample
from ...options import Options
from .elements import Elements
from .files import read_map

NAME = "kumu"
HELP = "Kumu: elements and connections of a map, as CSV files, workbook or JSON"
JSON = "elements and connections"

_LABEL = header_key("Label")
_OTHERS = ("source", "target", "name")
"""Columns that other lists of things and lines have, and Kumu has not."""

_CYTOSCAPE = re.compile(r'"elements"\s*:\s*(\{|\[\s*\{\s*"(data|group)"\s*:)')
"""How the elements of a Cytoscape session begin, which are things and lines in one."""


def detect(sample: Sample) -> float:
    """How surely files are a Kumu map, from 0 to 1: by labelled elements and connections from and to."""
    text = beginning(sample)
    if _CYTOSCAPE.search(text):
        return 0.0
    if '"elements"' in text:
        return 0.95 if '"connections"' in text else 0.6
    columns = [{header_key(name) for name in header} for header in sample.headers]
    elements = any(_LABEL in header and not header & {*_OTHERS, "from", "to"} for header in columns)
    connections = any({"from", "to"} <= header for header in columns)
    if elements and connections:
        return 0.95
    typed = any({_LABEL, "type"} <= header and not header & {*_OTHERS, "from", "id"} for header in columns)
    drawn = any({"from", "to", "direction"} <= header or {"from", "to", _LABEL, "type"} <= header for header in columns)
    return 0.85 if typed or drawn else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People and organisations of a map, and what its connections say about them."""
    source = options.source or NAME
    unread: Counter[str] = Counter()
    found, notes = read_map(paths)
    elements = Elements(found, unread)
    rows = NetworkRows(elements.things, elements.lines, OurSide(options, known, source), unread)
    tables = rows.tables()
    return assemble(tables, options, known, source, [*notes, *elements.notes, *rows.notes(found.file)],
                    closing=bool(found.elements), rows=len(found.elements) + len(found.connections))
