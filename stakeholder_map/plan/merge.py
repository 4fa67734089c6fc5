"""Makes two records of one person or organisation one, takes them apart exactly, and notes that two are different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..errors import ConflictError, InputError
from ..model import NODES
from ..store import Store
from ..store.edits import Edit
from ..store.facts import Facts
from ..store.ledger import APART, MERGE, UNMERGE, Import, half, somebody
from ..store.loading import MovedError
from ..store.merging import Rearrangement
from .joining import SAME_AS, Work, join, meant, merged_organisation, part, parted_organisation

TRIES = 8


@dataclass(frozen=True, slots=True)
class Merged:
    """What was done: keys of who stays and of the other one, how many ties moved.

    `parked` are ties between the two, which say nothing while they are one.
    """

    entry: Import
    keep: str
    other: str
    moved: int
    parked: int


def merge(store: Store, keep: str, other: str, *, who: str | None = None, program: str = "") -> Merged:
    """Make the person `other` one with `keep` (keys). Raises InputError where they cannot be."""
    entry = _entry(other, MERGE, who, program)
    work, _ = _done(store, entry, lambda facts: (join(facts, keep, other), "person", other))
    return Merged(entry, keep, other, work.moved, work.parked)


def unmerge(store: Store, alias: str, *, who: str | None = None, program: str = "") -> Merged:
    """Make the alias (key) a person again, with all that its list says; also one that an import recognised.

    Raises InputError where there is no such alias, ConflictError when a later merge must be taken back first.
    """
    merges = [(entry, store.edits(entry.key)) for entry in store.imports() if entry.status == MERGE]
    own = next(((entry, edits) for entry, edits in merges if edits[0].key == alias), None)
    for entry, edits in merges:
        if own and entry.number > own[0].number and any(
                edit.doing == "moved" and f":{SAME_AS}:{alias}>" in edit.key for edit in edits):
            raise ConflictError(f"'{alias}' came along when '{edits[0].key}' was merged.",
                                f"Take that back first: stakeholder-map people unmerge {edits[0].key}")
    entry = _entry(alias, UNMERGE, who, program, own[0].key if own else "")
    work, facts = _done(store, entry, lambda facts: (part(facts, alias, own[1] if own else []), "alias", alias))
    return Merged(entry, meant(facts, alias)[0], alias, work.moved, work.parked)


def merge_organisations(store: Store, keep: str, other: str, *, who: str | None = None, program: str = "") -> Merged:
    """Make the organisation `other` one with `keep` (keys). Raises InputError where they cannot be."""
    entry = _entry(other, MERGE, who, program)
    _done(store, entry, lambda facts: (merged_organisation(facts, keep, other), "", ""))
    return Merged(entry, keep, other, 0, 0)


def unmerge_organisation(store: Store, other: str, *, who: str | None = None, program: str = "") -> Merged:
    """Make the organisation (key) one by itself again. Raises InputError where it is not merged into another one."""
    own = next((entry for entry in store.imports() if entry.status == MERGE
                and store.edits(entry.key)[0].key == other), None)
    entry = _entry(other, UNMERGE, who, program, own.key if own else "")
    _, facts = _done(store, entry, lambda facts: (parted_organisation(facts, other)[0], "merger", other))
    return Merged(entry, parted_organisation(facts, other)[1], other, 0, 0)


def keep_apart(store: Store, one: str, other: str, *, label: str = "Person", who: str | None = None,
               program: str = "") -> Import:
    """Note that two (keys) are different people, or organisations, so that nobody proposes them again."""
    def noted(facts: Facts) -> tuple[Work, str, str]:
        known = {props["key"] for kind, props in facts.nodes if kind == label}
        if one == other or not {one, other} <= known:
            called = NODES[label].plural
            raise InputError(f"'{one}' and '{other}' are not two {called}.", f"Name two {called} by their ids.")
        return Work({}, [Edit(APART, label.lower(), one, {}, {}, (one, other))], 0, 0), "", ""

    entry = _entry(one, APART, who, program)
    _done(store, entry, noted)
    return entry


def kept_apart(store: Store, facts: Facts) -> set[frozenset[str]]:
    """Pairs of keys of different people or organisations, as somebody said; also when one is an alias by now."""
    same = {tie[2]: tie[4] for tie in facts.ties if tie[0] == SAME_AS}
    return {frozenset(same.get(key, key) for key in edit.ends) for entry in store.imports() if entry.status == APART
            for edit in store.edits(entry.key)}


def _done(store: Store, entry: Import, plan: Callable[[Facts], tuple[Work, str, str]]) -> tuple[Work, Facts]:
    """Do what is worked out from the facts; again when somebody else wrote in the meantime."""
    with store.exclusively():
        for _ in range(TRIES):
            facts = store.facts()
            if facts.unfinished and (stopped := store.find(facts.unfinished)):
                raise ConflictError(*half(stopped))
            work, label, key = plan(facts)
            try:
                store.rearrange(Rearrangement(entry, facts.version, work.edits, work.rows, work.cut, label, key))
            except MovedError:
                continue
            return work, facts
    raise ConflictError("Others keep importing at the same time; nothing was written.", "Try again when they are done.")


def _entry(key: str, status: str, who: str | None, program: str, undoes: str = "") -> Import:
    return Import(key.partition(":")[0], date.today(), (), who=somebody() if who is None else who, program=program,
                  status=status, undoes=undoes)
