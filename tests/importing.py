"""Small folders for the tests of importers, and what reading them gives."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from stakeholder_map import importers
from stakeholder_map.batch import Batch, Node, Problem, Tie
from stakeholder_map.identity import Directory
from stakeholder_map.plan.comparison import compare
from stakeholder_map.store import Facts

TODAY = date(2026, 6, 30)
US = "id,name,ours\nus,Harbour Trust,yes\n"
BOTH = US + "nb,Northby Council,no\n"
SHARED = Path(os.environ.get("STAKEHOLDER_MAP_REAL_DATA") or Path(__file__).parents[2] / "shared" / "data")


def folder(path: Path, **sheets: str | bytes) -> Path:
    """A folder of CSV files, one for each argument; `organisations` are two, ours first, unless given."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in {"organisations": BOTH, **sheets}.items():
        if text:
            (path / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def written(path: Path, **files: str) -> Path:
    """A folder of CSV files and nothing else, as products export them."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text)
    return path


def read(*paths: Path, known: Batch | None = None, **options: Any) -> Batch:
    """The batch of some paths, after `known` had been imported."""
    choices = importers.Options(**{"as_of": TODAY, **options})
    return importers.read(list(paths), choices, directory(known) if known else Directory())


def directory(*batches: Batch) -> Directory:
    """The directory of a store into which these batches were loaded."""
    return Directory.of(stored(*batches))


def stored(*batches: Batch) -> Facts:
    """The facts that a store holds after these batches, each with the source and sheet that stated it."""
    nodes: list[tuple[str, dict[str, Any]]] = []
    ties: list[tuple[str, str, str, str, str, dict[str, Any]]] = []
    for batch in batches:
        for fact in batch.facts:
            props = {**fact.props, "key": fact.key, "source": batch.source, "sheet": fact.sheet}
            if isinstance(fact, Node):
                nodes.append((fact.label, props))
            else:
                ties.append((fact.type, fact.start_label, fact.start, fact.end_label, fact.end, props))
    return Facts(nodes=nodes, ties=ties, version=0)


def node(batch: Batch, key: str) -> Node:
    """The one thing with this key (without its source)."""
    found = [n for n in batch.nodes if n.key == f"{batch.source}:{key}"]
    assert len(found) == 1, sorted(n.key for n in batch.nodes)
    return found[0]


def keys(batch: Batch, label: str) -> set[str]:
    """Keys of the things of a kind, without the source."""
    return {n.key.removeprefix(f"{batch.source}:") for n in batch.nodes if n.label == label}


def ties(batch: Batch, kind: str) -> list[Tie]:
    """The ties of a type."""
    return [t for t in batch.ties if t.type == kind]


def ends(batch: Batch, kind: str) -> set[tuple[str, str]]:
    """Keys of both ends of the ties of a type, without the source."""
    source = f"{batch.source}:"
    return {(t.start.removeprefix(source), t.end.removeprefix(source)) for t in ties(batch, kind)}


def said(problems: Iterable[Problem], text: str) -> list[Problem]:
    """Problems whose message contains a text."""
    return [p for p in problems if text in p.message]


def closed(first: Batch, later: Batch, day: date) -> set[str]:
    """Keys, without the source, of what a later file of the same source ends by leaving it out."""
    found = compare(stored(first), later, day).changes
    return {change.key.replace(f"{first.source}:", "") for change in found if change.doing == "closed"}
