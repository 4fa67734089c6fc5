"""GraphML, GEXF, Pajek and GML through NetworkX's readers, once it is certain that a file can do no harm."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ....batch import Origin
from ....errors import InputError
from ...files.endings import ending_of
from ...files.tables import check
from ...files.text_tables import decode
from ...files.xml_files import check_xml
from .parts import Network

FORMS = (".graphml", ".gexf", ".net", ".paj", ".gml")
_LARGEST_TEXT = 20_000_000
_GML = re.compile(r"\b(node|edge)\s*\[((?:[^\[\]\"]|\"[^\"]*\")*)")
_GML_PAIR = re.compile(r"\b(id|source|target)\s+(-?\d+|\"[^\"]*\")")
_VERTEX = re.compile(r"\s*(\d+)\s+(\"[^\"]*\"|\S+)")
_ARC = re.compile(r"\s*(\d+)\s+(\d+)")
_SEVERAL = re.compile(r"\*(arc|edge)slist\b", re.IGNORECASE)

_RELATION = re.compile(r"^(\*(?:arcs|edges))\b.*", re.IGNORECASE)
_TWO_MODES = re.compile(r"^\*vertices\s+\d+\s+\d+\s*$", re.IGNORECASE | re.MULTILINE)
_GML_GRAPH = re.compile(r"\bgraph\s*\[(?!(?:[^\[\]]*\s)?multigraph\s)", re.IGNORECASE)
_GRAPHML_TYPE = re.compile(r"""attr\.type=(["'])(?!(?:string|int|integer|float|double|long|boolean)\1)[^"']*\1""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_GEXF = "http://www.gexf.net/1.2draft"
_GEXF_SPACE = re.compile(r"""xmlns=(["'])[^"']*gexf[^"']*\1""")

Lines = dict[tuple[str, ...], int]
"""The line of each thing by (id,), and of each line by (source, target)."""


def read_drawn(path: Path, network: Network) -> None:
    """Add what a file holds. Raises InputError when it is unsafe, too large or broken."""
    check(path)
    form, lines = _form(path), Lines()
    text = ""
    if form in ("graphml", "gexf"):
        check_xml(path, lambda name, attributes, line: _hear(lines, name, attributes, line))
    else:
        text = _text(path)
        for at, line in _gml_lines(text) if form == "gml" else _pajek_lines(text):
            lines.setdefault(at, line)
    graph = _parsed(path, form, text)
    place = Places(path.name, lines)
    for code, attributes in graph.nodes(data=True):
        network.add(str(code), attributes, place.thing(code))
    for start, end, attributes in graph.edges(data=True):
        network.join(str(start), str(end), attributes, place.line(start, end))


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


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST_TEXT:
        raise InputError(f"{path.name} has more than {_LARGEST_TEXT // 1_000_000} MB", "Export it as GraphML.")
    return decode(path.read_bytes(), path.name)[0].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


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


def _parsed(path: Path, form: str, text: str) -> Any:
    """The graph that NetworkX reads. Raises InputError when it cannot."""
    import networkx as nx

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(nx, path, form, text)
    except InputError:
        raise
    except Exception as error:  # the readers raise whatever a broken file makes them meet
        raise InputError(f"{path.name} cannot be read as a network ({type(error).__name__}: {str(error)[:200]})",
                         "Save it again as GraphML.") from None


def _read(nx: Any, path: Path, form: str, text: str) -> Any:
    """What the reader of a form gives. Raises InputError when Pajek's vertices cannot be told apart."""
    if form == "graphml":
        try:
            return nx.read_graphml(path, force_multigraph=True)
        except KeyError:  # a type of attributes that the standard does not have
            return nx.parse_graphml(_GRAPHML_TYPE.sub('attr.type="string"', _xml(path)), force_multigraph=True)
    if form == "gexf":
        try:
            return nx.read_gexf(path)
        except nx.NetworkXError:  # a name of the standard that is spelt in another way
            return nx.read_gexf(io.BytesIO(_GEXF_SPACE.sub(f'xmlns="{_GEXF}"', _xml(path)).encode()))
    if form == "gml":
        return nx.parse_gml(_GML_GRAPH.sub("graph [ multigraph 1 ", text, count=1).split("\n"), label="id")
    if _TWO_MODES.search(text):
        raise InputError(f"{path.name} holds things of two kinds and does not say which they are",
                         "Save it as GraphML, with an attribute “type” that says person or organisation.")
    graph = nx.parse_pajek(list(_in_pairs(text.split("\n"))))
    count = re.search(r"^\*vertices\s+(\d+)", text, re.IGNORECASE | re.MULTILINE)
    if count and int(count[1]) > graph.number_of_nodes():
        raise InputError(f"{path.name}: several things are called the same, or some are missing",
                         "Give each a name of its own.")
    return graph


def _xml(path: Path) -> str:
    """The text of an XML file without its declaration, which would speak of another encoding."""
    return _DECLARATION.sub("", decode(path.read_bytes(), path.name)[0].lstrip("\ufeff \r\n\t"), count=1)


def _in_pairs(lines: list[str]) -> Iterator[str]:
    """Lines of Pajek in which a list of several ends is one line for each: NetworkX takes the third for a number."""
    several = False
    for line in lines:
        if line.startswith("*"):
            several = bool(found := _SEVERAL.match(line))
            yield f"*{found[1]}s" if found else _RELATION.sub(r"\1", line)
        elif several and (ends := line.split()):
            yield from (f"{ends[0]} {end}" for end in ends[1:])
        else:
            yield line
