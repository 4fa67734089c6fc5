"""GraphML, GEXF, Pajek and GML through NetworkX's readers, once it is certain that a file can do no harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ....batch import Origin, Problem
from ...files.endings import ending_of
from ...files.tables import check
from ...files.xml_files import check_xml
from .forms import first_network, label_drawing, parsed, text_of
from .parts import Network

FORMS = (".graphml", ".gexf", ".net", ".paj", ".gml")
MOST_NAMED = 10
_GML = re.compile(r"\b(node|edge)\s*\[((?:[^\[\]\"]|\"[^\"]*\")*)")
_GML_PAIR = re.compile(r"\b(id|source|target)\s+(-?\d+|\"[^\"]*\")")
_VERTEX = re.compile(r"\s*(\d+)\s+(\"[^\"]*\"|\S+)")
_ARC = re.compile(r"\s*(\d+)\s+(\d+)")

Lines = dict[tuple[str, ...], int]
"""The line of each thing by (id,), and of each line by (source, target)."""


def read_drawn(path: Path, network: Network) -> list[Problem]:
    """Add what a file holds; notes on what was left out. Raises InputError when it is unsafe, too large or broken."""
    check(path)
    form, lines = _form(path), Lines()
    text, others = "", list[str]()
    if form in ("graphml", "gexf"):
        check_xml(path, lambda name, attributes, line: _hear(lines, name, attributes, line))
    else:
        text = text_of(path)
        if form == "pajek":
            text, others = first_network(text)
        for at, line in _gml_lines(text) if form == "gml" else _pajek_lines(text):
            lines.setdefault(at, line)
    graph = parsed(path, form, text)
    frames = label_drawing(path, graph) if form == "graphml" else []
    place = Places(path.name, lines)
    for code, attributes in graph.nodes(data=True):
        network.add(str(code), attributes, place.thing(code))
    for start, end, attributes in graph.edges(data=True):
        network.join(str(start), str(end), attributes, place.line(start, end))
    return [*_left_out("Only the first network of the project was read; left out", others, path.name),
            *_left_out("Frames around things were left out", frames, path.name)]


def _left_out(what: str, names: Sequence[str], file: str) -> list[Problem]:
    more = " …" if len(names) > MOST_NAMED else ""
    return [Problem(f"{what}: {', '.join(names[:MOST_NAMED])}{more}.", file=file, rejected=False)] if names else []


class Places:
    """Where the things and lines of a graph stand in its file; the first line where that is not known."""

    def __init__(self, file: str, lines: Lines) -> None:
        self._file = file
        self._lines = lines

    def thing(self, code: Any) -> Origin:
        return Origin(self._file, self._lines.get((str(code),), 1))

    def line(self, start: Any, end: Any) -> Origin:
        one, other = str(start), str(end)
        line = self._lines.get((one, other)) or self._lines.get((other, one)) or self.thing(start).line
        return Origin(self._file, line)


def _form(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(4_000)
    ending = ending_of(path)
    if ending in (".graphml", ".gexf", ".xml") or head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "gexf" if b"<gexf" in head or b":gexf" in head else "graphml"
    return "gml" if ending == ".gml" else "pajek"


def _hear(lines: Lines, name: str, attributes: Mapping[str, str], line: int) -> None:
    if name == "node" and "id" in attributes:
        lines.setdefault((attributes["id"],), line)
    elif name == "edge" and "source" in attributes and "target" in attributes:
        lines.setdefault((attributes["source"], attributes["target"]), line)


def _gml_lines(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    line, last = 1, 0
    for found in _GML.finditer(text):
        line, last = line + text.count("\n", last, found.start()), found.start()
        pairs = {name: value.strip('"') for name, value in _GML_PAIR.findall(found[2])}
        yield tuple(pairs.get(name, "") for name in (("id",) if found[1] == "node" else ("source", "target"))), line


def _pajek_lines(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    names: dict[str, str] = {}
    vertices = False
    for line, content in enumerate(text.split("\n"), start=1):
        if content.startswith("*"):
            vertices = content.lower().startswith("*vertices")
        elif vertices and (found := _VERTEX.match(content)):
            names[found[1]] = found[2].strip('"')
            yield (names[found[1]],), line
        elif found := _ARC.match(content):
            yield (names.get(found[1], ""), names.get(found[2], "")), line
