"""Takes an import back: what it created goes, what it changed and closed is as before, unless others built on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import ConflictError, InputError
from ..model import TIES
from ..store import Store
from ..store.facts import Facts, names_of
from ..store.ledger import Import, half, somebody
from ..store.loading import Load, MovedError, Progress
from .restoring import Known, Restoring, Said

TRIES = 8


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

    A fact that another import states too, or a thing that something else leads to, stays; what stays only because of an
    import goes, or is as before, when that one is taken back too. Of a large
    import the parts are taken back one after the other, the last one first; stopped half way, it can be resumed or
    undone.
    """
    name = somebody() if who is None else who
    with store.exclusively():
        chosen = _chosen(store, key)
        entries = store.imports(chosen.source)
        parts = [entry for entry in entries if entry.group == chosen.group and entry.status == "done"]
        there = len(_all(store.facts(chosen.source)))
        said = Said(store, entries)
        restored, kept = 0, set[str]()
        for entry in parts:
            said.gone.add(entry.key)
            undoing = Import(entry.source, entry.as_of, (), who=name, program=program, status="undo",
                             undoes=entry.key, first=entry.group)
            done, left = _take_back(store, undoing, entry, said, entry is parts[-1], progress)
            restored, kept = restored + done, kept | left
    made = {entry.key for entry in parts}
    facts = store.facts(chosen.source)
    needed = {props["key"] for props in _all(facts) if props.get("made") in made}
    return Undone(chosen, there - len(_all(facts)), restored, tuple(sorted(kept | needed)), names_of(facts))


def _chosen(store: Store, key: str | None) -> Import:
    if key is None:
        entry = store.unfinished() or next((e for e in store.imports() if e.status == "done"), None)
    else:
        entry = store.find(key)
    if entry is None or entry.status != "done":
        why = "There is no import that can be taken back."
        if key is not None:
            why = (f"There is no import with the ID '{key}'." if entry is None else
                   f"The import {key} was taken back already." if entry.status == "undone" else
                   f"'{key}' is no import that can be taken back.")
        raise InputError(why, "`stakeholder-map store imports` lists them with their IDs.")
    stopped = store.unfinished()
    if stopped and stopped.group != entry.group:
        raise ConflictError(*half(stopped))
    return entry


def _take_back(store: Store, undoing: Import, entry: Import, said: Said, last: bool,
               progress: Progress | None) -> tuple[int, set[str]]:
    """Take one part back in one transaction; how many facts were restored, and which stay changed."""
    edits = store.edits(entry.key)
    held = [(undone, store.edits(undone.key)) for undone in said.undone_before(entry)]
    for _ in range(TRIES):
        facts = store.facts(undoing.source)
        back = Restoring(_known(facts), said)
        kept = back.restore(entry, edits)
        touched = back.touched(entry, edits)
        for undone, theirs in held:
            back.restore(undone, [edit for edit in theirs if (edit.statement, edit.key) in touched])
        restored = len(back.sets)
        back.say_who_states()
        load = Load(undoing, facts.version, back.rows(), removes=entry.key, undone=sorted(said.gone), last=last)
        try:
            store.load(load, progress)
        except MovedError:
            continue
        return restored, kept
    raise ConflictError("Others keep importing at the same time; nothing was taken back.",
                        "Try again when they are done.")


def _known(facts: Facts) -> Known:
    """Facts by the statement that wrote them and their key; since then a merge may have led them elsewhere."""
    found: Known = {}
    for label, props in facts.nodes:
        for was in ("person", "alias") if label in ("Person", "Alias") else (label.lower(),):
            found[was, props["key"]] = (label.lower(), (), props)
    for kind, a, start, b, end, props in facts.ties:
        name = TIES[kind, a, b].name
        found[name, props["key"]] = (name, (start, end), props)
    return found


def _all(facts: Facts) -> list[dict[str, Any]]:
    return [props for _, props in facts.nodes] + [tie[5] for tie in facts.ties]
