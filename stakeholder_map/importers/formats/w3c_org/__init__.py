"""W3C ORG in RDF: organisations, units, posts, memberships and lines, from files and never from the web."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch
from ....identity import Directory
from ...assembly import assemble
from ...files.sample import Sample
from ...options import Options
from .rdf import ENDINGS, load
from .rows import OrgRows

NAME = "w3c-org"
HELP = "W3C ORG and UK central-government RDF: N-Triples, Turtle, RDF/XML, JSON-LD"
JSON = "JSON-LD"

_ORG = re.compile(r"http://www\.w3\.org/ns/org#|reference\.data\.gov\.uk/def/central-government/")
_RDF = re.compile(r"@prefix|^\s*PREFIX |<rdf:RDF|\"@(?:context|graph|id|type)\"|^<[^>\s]+> <[^>\s]+> ", re.MULTILINE)


def detect(sample: Sample) -> float:
    """How surely files are RDF about organisations, from 0 to 1: by the vocabularies they name."""
    if not sample.endings & set(ENDINGS):
        return 0.0
    texts = [text for file, text in sample.texts.items() if sample.ending(file) in ENDINGS and _RDF.search(text)]
    if any(_ORG.search(text) for text in texts):
        return 0.95
    return 0.6 if any("xmlns.com/foaf" in text for text in texts) else 0.3 if texts else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """The chart and the people that RDF files state, taken together."""
    graph, notes = load([file for path in paths for file in _files(path)])
    rows = OrgRows(graph)
    tables = rows.tables()
    return assemble(tables, options, known, options.source or NAME, [*notes, *rows.notes()], rows=rows.count)


def _files(path: Path) -> list[Path]:
    return sorted(f for f in path.iterdir() if f.suffix.lower() in ENDINGS) if path.is_dir() else [path]
