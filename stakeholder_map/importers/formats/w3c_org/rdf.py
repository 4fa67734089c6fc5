"""RDF files as one graph, read from the disk alone: nothing that a file names on the web is ever fetched."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....batch import Origin, Problem
from ....errors import InputError
from ...files.json_files import read_json
from ...files.tables import check
from ...files.text_tables import decode
from ...files.xml_files import check_xml

ENDINGS = {".nt": "nt", ".ttl": "turtle", ".n3": "turtle", ".rdf": "xml", ".owl": "xml", ".xml": "xml",
           ".jsonld": "json-ld", ".json": "json-ld"}
_TOKEN = re.compile(r"[^\s<>\"'/#:;,()\[\]{}?=&]+")


@dataclass
class Triples:
    """The graph of some files, and where in them the names of things first stand."""

    graph: Any
    lines: dict[str, Origin] = field(default_factory=dict)
    file: str = ""

    def at(self, uri: str) -> Origin:
        """Where the last part of an address first stands."""
        parts = _TOKEN.findall(uri)
        return self.lines.get(parts[-1] if parts else "", Origin(self.file, 1))


def load(files: Sequence[Path]) -> tuple[Triples, list[Problem]]:
    """The triples of all files. Raises InputError when one cannot be read, or would have to be fetched."""
    if not files:
        raise InputError("There is no RDF file here", f"Endings are: {', '.join(ENDINGS)}.")
    from rdflib import Graph

    triples, notes = Triples(Graph(), file=files[0].name), []
    for path in files:
        form = _form(path)
        _refuse_unsafe(path, form)
        text, problems = decode(path.read_bytes(), path.name)
        notes += problems
        _parse(triples.graph, path, text, form)
        for line, content in enumerate(text.splitlines(), start=1):
            for token in _TOKEN.findall(content):
                if token not in triples.lines:
                    triples.lines[token] = Origin(path.name, line)
    return triples, notes


def _form(path: Path) -> str:
    """The form of a file: by how it begins, else by its ending."""
    check(path)
    with path.open("rb") as stream:
        head = stream.read(200).lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE")):
        return "xml"
    if head.startswith((b"{", b"[")) and path.suffix.lower() not in (".ttl", ".n3", ".nt"):
        return "json-ld"
    form = ENDINGS.get(path.suffix.lower(), "turtle")
    return form if form in ("nt", "turtle") else "turtle"


def _refuse_unsafe(path: Path, form: str) -> None:
    if form == "xml":
        check_xml(path)
    elif form == "json-ld":
        value, _ = read_json(path)
        for context in _contexts(value):
            raise InputError(f"{path.name} takes its terms from {context[:100]}, and nothing is fetched from the web",
                             "Save it as Turtle or N-Triples, or put the @context itself into the file.")


def _contexts(value: Any) -> Iterator[str]:
    """Contexts that a JSON-LD file only names by their address."""
    if isinstance(value, list):
        for inner in value:
            yield from _contexts(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in ("@context", "@import"):
                yield from (c for c in (inner if isinstance(inner, list) else [inner]) if isinstance(c, str))
            yield from _contexts(inner)


def _parse(graph: Any, path: Path, text: str, form: str) -> None:
    data = re.sub(r"^(<\?xml[^>]*?) encoding=[\"'][^\"']*[\"']", r"\1", text) if form == "xml" else text
    try:
        with _quiet():
            graph.parse(data=data, format=form, publicID="https://file.invalid/")
    except Exception as error:  # the parsers raise whatever a broken file makes them meet
        line = getattr(error, "lines", None)
        where = f", line {line + 1}" if isinstance(line, int) else ""
        why = " ".join(str(getattr(error, "_why", "") or type(error).__name__).split())[:120]
        raise InputError(f"{path.name}{where}: this cannot be read as RDF ({why})",
                         "Check the file, or export it again as Turtle or N-Triples.") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the library's own messages: dates are checked later, with the row they stand in."""
    loggers = [logging.getLogger(name) for name in ("rdflib", "rdflib.term")]
    before = [logger.disabled for logger in loggers]
    try:
        for logger in loggers:
            logger.disabled = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled
