"""What NetworkX's readers need to read a form of network: texts made regular, and what they pass over."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ....errors import InputError
from ...files.text_tables import decode
from .parts import NAME_THEM, TWO_KINDS

_LARGEST_TEXT = 20_000_000
_SEVERAL = re.compile(r"\*(arc|edge)slist\b", re.IGNORECASE)
_RELATION = re.compile(r"^(\*(?:arcs|edges))\b.*", re.IGNORECASE)
_SECTION = re.compile(r"\*(network|partition|vector|permutation|cluster|hierarchy)\b[ \t]*(.*)", re.IGNORECASE)
_VERTICES = re.compile(r"\*vertices\b", re.IGNORECASE)
_TWO_MODES = re.compile(r"^\*vertices\s+\d+\s+\d+\s*$", re.IGNORECASE | re.MULTILINE)
_GML_GRAPH = re.compile(r"\bgraph\s*\[(?!(?:[^\[\]]*\s)?multigraph\s)", re.IGNORECASE)
_GML_BARE = re.compile(r"^([ \t]*[A-Za-z]\w*[ \t]+)(?![\d\"\[+-])([^\s\"\[\]][^\"\[\]\n]*?)[ \t]*$", re.MULTILINE)
_GRAPHML_TYPE = re.compile(r"""attr\.type=(["'])(?!(?:string|int|integer|float|double|long|boolean)\1)[^"']*\1""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_GEXF = "http://www.gexf.net/1.2draft"
_GEXF_SPACE = re.compile(r"""xmlns=(["'])[^"']*gexf[^"']*\1""")
_GEXF_DEFAULT = re.compile(r"""defaultedgetype=(["'])\w+\1""")
_GEXF_DIRECTION = re.compile(r"""(<(?:\w+:)?edge\b[^>]*?)\stype=(["'])\w+\2""")
_OF_YED = b"yfiles."


def text_of(path: Path) -> str:
    """The text of a file with one kind of line end. Raises InputError when it is too large."""
    if path.stat().st_size > _LARGEST_TEXT:
        raise InputError(f"{path.name} has more than {_LARGEST_TEXT // 1_000_000} MB", "Export it as GraphML.")
    return decode(path.read_bytes(), path.name)[0].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def first_network(text: str) -> tuple[str, list[str]]:
    """A Pajek project with the lines of its first network only, and what the other sections are called."""
    kept: list[str] = []
    others: list[str] = []
    done = inside = False
    for line in text.split("\n"):
        if found := _SECTION.match(line):
            done = done or inside
            inside = False
            if done or found[1].lower() != "network":
                others.append(found[2].strip() or found[1].lower())
        elif _VERTICES.match(line) and not others:
            inside = True
        kept.append(line if not done and not others else "")
    return "\n".join(kept), others


def label_drawing(path: Path, graph: Any) -> list[str]:
    """Give things the labels that yEd draws; frames with no line of their own leave the graph, and are named."""
    with path.open("rb") as stream:
        if _OF_YED not in stream.read(8_000):
            return []
    from defusedxml.ElementTree import parse

    frames = []
    for node in (e for e in parse(path).iter() if _bare(e.tag) == "node" and e.get("id") in graph):
        code, data = node.get("id"), graph.nodes[node.get("id")]
        label = next((e.text.strip() for inner in node if _bare(inner.tag) == "data" for e in inner.iter()
                      if _bare(e.tag) == "NodeLabel" and e.text and e.text.strip()), "")
        if label:
            data.setdefault("label", label)
        if node.get("yfiles.foldertype") and not graph.degree(code):
            frames.append(data.get("label", code))
            graph.remove_node(code)
    return frames


def _bare(tag: Any) -> str:
    """The name of an element without its namespace."""
    return str(tag).rpartition("}")[2]


def parsed(path: Path, form: str, text: str) -> Any:
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
        except nx.NetworkXError:  # the standard spelt in another way, or lines with and without direction
            plain = _GEXF_DEFAULT.sub('defaultedgetype="directed"', _GEXF_DIRECTION.sub(r"\1", _xml(path)))
            return nx.read_gexf(io.BytesIO(_GEXF_SPACE.sub(f'xmlns="{_GEXF}"', plain).encode()))
    if form == "gml":
        text = _GML_GRAPH.sub("graph [ multigraph 1 ", text, count=1)
        try:
            return nx.parse_gml(text.split("\n"), label="id")
        except nx.NetworkXError:  # words without quotation marks
            return nx.parse_gml(_GML_BARE.sub(r'\1"\2"', text).split("\n"), label="id")
    if _TWO_MODES.search(text):
        raise InputError(TWO_KINDS.format(path.name), NAME_THEM)
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
