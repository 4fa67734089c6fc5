"""Moves everything: a store into a file and back, or into another store on another engine, with equal digests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..errors import InputError, StoreError
from ..model import TIES
from . import Store, archive
from .archive import Manifest
from .facts import Content, Facts, digest
from .loading import Progress, Row, Rows

MOST = 50_000
"""So many facts go in one transaction."""


def backup(store: Store, path: Path) -> Manifest:
    """Write everything that the store holds into a file, while others go on using the store."""
    return archive.write(_whole(store), path)


def restore(path: Path, store: Store, progress: Progress | None = None) -> Manifest:
    """Fill an empty store from a backup. The file is checked as a whole before anything is written."""
    manifest, content = archive.read(path)
    _fill(store, content, manifest.digest, progress)
    return manifest


def copy(store: Store, target: Store, progress: Progress | None = None) -> str:
    """Fill an empty store with everything of another one; the digest that both have then."""
    content = _whole(store)
    expected = digest(content.facts)
    _fill(target, content, expected, progress)
    return expected


def _whole(store: Store) -> Content:
    half = store.unfinished()
    if half:
        raise StoreError(f"The store holds half an import of '{half.source}'.", "Finish it or take it back first.")
    return store.content()


def _fill(store: Store, content: Content, expected: str, progress: Progress | None) -> None:
    store.prepare()
    if store.counts() or store.imports():
        raise InputError(f"The store {store.place} is not empty.", "Choose an empty folder or database.")
    store.fill(content, _parts(content.facts), progress)
    if store.digest() != expected:
        raise StoreError(f"The store {store.place} does not hold what was written to it.",
                         "Delete it and try again; nothing was changed anywhere else.")


def _parts(facts: Facts) -> Iterator[Rows]:
    """The facts as rows of load statements, things before ties, at most 50,000 at once."""
    named = _named(facts)
    while part := list(islice(named, MOST)):
        rows: dict[str, list[Row]] = {}
        for name, row in part:
            rows.setdefault(name, []).append(row)
        yield rows


def _named(facts: Facts) -> Iterator[tuple[str, Row]]:
    for label, props in facts.nodes:
        yield label.lower(), {"key": props["key"], "props": props}
    for kind, start_label, start, end_label, end, props in facts.ties:
        name = TIES[kind, start_label, end_label].name
        yield name, {"key": props["key"], "start": start, "end": end, "props": props}
