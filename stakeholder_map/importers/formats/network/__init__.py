"""Networks as other programs save them: GraphML, GEXF, Pajek, GML, node-link JSON, and lists of pairs or edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ....batch import Batch, Problem
from ....errors import InputError
from ....identity import Directory
from ...assembly import assemble
from ...common.network import NetworkRows
from ...common.our_side import OurSide
from ...files.endings import ending_of
from ...files.json_files import beginning
from ...files.sample import Sample
from ...options import Options
from . import edge_list
from .drawn import FORMS, read_drawn
from .edge_list import is_edge_list, read_edge_list
from .node_link import is_node_link, read_node_link
from .pairs import is_pairs, is_things, read_pairs
from .parts import Network
from .ucinet import is_ucinet, read_ucinet

NAME = "network"
HELP = "A network: GraphML, GEXF, Pajek, GML, UCINET, JSON as D3 has it, CSV with source and target, list of edges"
JSON = "nodes and links"

_BEGINS = re.compile(r"<(\w+:)?(graphml|gexf)\b|^\s*(Creator\b.*\n\s*)?graph\s*\[|^\*(vertices|arcs|edges|network)\b",
                     re.IGNORECASE | re.MULTILINE)


def detect(sample: Sample) -> float:
    """How surely files are a network, from 0 to 1: by how they begin, or by pairs of source and target."""
    if sample.endings & set(FORMS) or ".xml" in sample.endings:
        drawn = any(_BEGINS.search(text[:3_000]) for text in sample.texts.values())
        return 0.95 if drawn else 0.0 if ".xml" in sample.endings else 0.3
    if any(is_ucinet(text) for file, text in sample.texts.items() if sample.ending(file) == ".dl"):
        return 0.95
    if any(_is_listed(file, text) for file, text in sample.texts.items()):
        return 0.8
    if ".json" in sample.endings and is_node_link(beginning(sample)):
        return 0.9
    pairs = any(is_pairs(header) for header in sample.headers)
    things = any(is_things(header) for header in sample.headers)
    return 0.92 if pairs and things else 0.6 if pairs else 0.0


def read(paths: Sequence[Path], options: Options, known: Directory) -> Batch:
    """People and organisations of a network, and its lines as ties, posts and memberships."""
    source = options.source or NAME
    network, notes = Network(), list[Problem]()
    for file in (file for path in paths for file in _files(path)):
        ending = ending_of(file)
        if ending in FORMS or ending == ".xml":
            notes += read_drawn(file, network)
        elif ending == ".dl":
            read_ucinet(file, network)
        elif ending == ".json":
            notes += read_node_link(file, network)
        elif _is_listed(file, Sample(file).text):
            notes += read_edge_list(file, network)
        else:
            notes += read_pairs(file, network)
    if not network.things and not network.lines:
        raise InputError(f"{paths[0].name}: there is no network in it",
                         "Expected GraphML, GEXF, Pajek, GML, UCINET, or a CSV with the columns source and target.")
    unread: Counter[str] = Counter()
    things, lines, said = network.read(unread)
    rows = NetworkRows(things, lines, OurSide(options, known, source), unread)
    tables = rows.tables()
    return assemble(tables, options, known, source, [*notes, *said, *rows.notes(paths[0].name)],
                    rows=len(network.things) + len(network.lines))


def _is_listed(file: Path, text: str) -> bool:
    """Whether a file is a list of edges: by its ending, or, where the ending says nothing, by its lines."""
    named = file.suffix.lower() in edge_list.FORMS
    return (named or file.suffix.lower() in ("", ".txt")) and is_edge_list(text, named)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
