"""Takes an import back: what it created goes, what it changed and closed is as before, unless others built on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from ..errors import ConflictError, InputError
from ..model import TIES
from ..store import Store
from ..store.edits import Edit
from ..store.facts import Facts, names_of
from ..store.ledger import Import, half, somebody
from ..store.loading import Load, MovedError, Progress, Row, Rows

TRIES = 8
Known = Mapping[tuple[str, str], tuple[str, tuple[str, ...], Mapping[str, Any]]]
"""Statement that wrote a fact and its key -> statement that writes it now, its ends now, what it says."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the keys of facts that stay because of a later import, an edit or another source.

    `names` says what people call them.
    """

    entry: Import
    removed: int
    restored: int
    kept: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def undo(store: Store, key: str | None = None, *, program: str = "", who: str | None = None,
         progress: Progress | None = None) -> Undone:
    """Take the import `key` back: by default the one that stopped half way, else the last one.

    A fact that a later import stated again, or a thing that something else leads to, stays. Of a large import the
    parts are taken back one after the other, the last one first; stopped half way, it can be resumed or undone.
    """
    name = somebody() if who is None else who
    with store.exclusively():
        chosen = _chosen(store, key)
        entries = store.imports(chosen.source)
        parts = [entry for entry in entries if entry.group == chosen.group and entry.status == "done"]
        gone = {entry.key for entry in entries if entry.status == "undone"}
        restored, kept = 0, set[str]()
        for entry in parts:
            gone.add(entry.key)
            undoing = Import(entry.source, entry.as_of, (), who=name, program=program, status="undo",
                             undoes=entry.key, first=entry.group)
            done, left = _take_back(store, undoing, gone, entry is parts[-1], progress)
            restored, kept = restored + done, kept | left
    made = {entry.key for entry in parts}
    facts = store.facts(chosen.source)
    needed = {props["key"] for props in _all(facts) if props.get("made") in made}
    created = sum(counts["created"] for entry in parts for counts in entry.counts.values())
    return Undone(chosen, created - len(needed), restored, tuple(sorted(kept | needed)), names_of(facts))


def _chosen(store: Store, key: str | None) -> Import:
    if key is None:
        entry = store.unfinished() or next((e for e in store.imports() if e.status == "done"), None)
    else:
        entry = store.find(key)
    if entry is None or entry.status != "done":
        raise InputError("There is no import that can be taken back.", "See `stakeholder-map store status`.")
    stopped = store.unfinished()
    if stopped and stopped.group != entry.group:
        raise ConflictError(*half(stopped))
    return entry


def _take_back(store: Store, undoing: Import, gone: Set[str], last: bool,
               progress: Progress | None) -> tuple[int, set[str]]:
    """Take one part back in one transaction; how many facts were restored, and which stay changed."""
    edits = store.edits(undoing.undoes)
    for _ in range(TRIES):
        facts = store.facts(undoing.source)
        rows, kept = _restored(edits, _known(facts), gone)
        load = Load(undoing, facts.version, rows, removes=undoing.undoes, undone=sorted(gone), last=last)
        try:
            store.load(load, progress)
        except MovedError:
            continue
        return sum(len(part) for part in rows.values()), kept
    raise ConflictError("Others keep importing at the same time; nothing was taken back.",
                        "Try again when they are done.")


def _restored(edits: Sequence[Edit], known: Known, gone: Set[str]) -> tuple[Rows, set[str]]:
    """Rows that set fields back where they still are as the import left them; keys of facts where they are not."""
    rows: dict[str, list[Row]] = {}
    kept: set[str] = set()
    for edit in edits:
        if (edit.statement, edit.key) not in known:
            continue
        statement, ends, now = known[edit.statement, edit.key]
        said_again = edit.doing == "changed" and now.get("seen") not in gone
        back = {} if said_again else {name: value for name, value in edit.before.items()
                                      if now.get(name) == edit.after[name]}
        if len(back) < len(edit.before):
            kept.add(edit.key)
        if back:
            row: Row = {"key": edit.key, "props": back}
            if ends:
                row["start"], row["end"] = ends
            rows.setdefault(statement, []).append(row)
    return rows, kept


def _known(facts: Facts) -> Known:
    """Facts by the statement that wrote them and their key; since then a merge may have led them elsewhere."""
    found: dict[tuple[str, str], tuple[str, tuple[str, ...], Mapping[str, Any]]] = {}
    for label, props in facts.nodes:
        for was in ("person", "alias") if label in ("Person", "Alias") else (label.lower(),):
            found[was, props["key"]] = (label.lower(), (), props)
    for kind, a, start, b, end, props in facts.ties:
        name = TIES[kind, a, b].name
        found[name, props["key"]] = (name, (start, end), props)
    return found


def _all(facts: Facts) -> list[dict[str, Any]]:
    return [props for _, props in facts.nodes] + [tie[5] for tie in facts.ties]
