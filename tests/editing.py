"""Editors who change the same few records at the same time, and whether every acknowledged edit was really stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from stakeholder_map.store import Store
from stakeholder_map.store.editing import EditedError
from stakeholder_map.store.edits import Edit
from stakeholder_map.store.ledger import EDIT, Import

FIELD = "phone"


@dataclass(frozen=True)
class Outcome:
    """What the editors were told, and what the store holds."""

    acknowledged: int
    conflicts: int
    stored: int
    broken: int
    """Edits that do not begin where the one before them ended: each is a lost edit."""


def edit(key: str, before: str | None, after: str) -> Edit:
    return Edit("person", "person", key, {FIELD: before}, {FIELD: after})


def editor(opened: Callable[[], Store], number: int, keys: list[str], edits: int) -> Counter[str]:
    """Makes so many edits, each from what this editor last saw of the record."""
    told: Counter[str] = Counter()
    seen: dict[str, str | None] = dict.fromkeys(keys)
    with opened() as store:
        for step in range(edits):
            key, wanted = keys[(number + step) % len(keys)], f"{number}-{step}"
            try:
                store.edit(edit(key, seen[key], wanted), who=f"editor {number}")
                seen[key] = wanted
                told["acknowledged"] += 1
            except EditedError as error:
                seen[key] = error.differences[0].now
                told["conflicts"] += 1
    return told


def contest(opened: Callable[[], Store], keys: list[str], editors: int, edits: int) -> Outcome:
    """Lets the editors loose on the records, whose field is empty, and counts."""
    with ThreadPoolExecutor(editors) as pool:
        told = sum(pool.map(lambda number: editor(opened, number, keys, edits), range(editors)), Counter[str]())
    with opened() as store:
        entries = [entry for entry in store.imports() if entry.status == EDIT][::-1]
        steps = [store.edits(entry.key)[0] for entry in entries]
        final = {props["key"]: props.get(FIELD) for _, props in store.facts().nodes}
    return Outcome(told["acknowledged"], told["conflicts"], len(steps), _broken(steps, entries, final))


def _broken(steps: list[Edit], entries: list[Import], final: dict[str, str | None]) -> int:
    assert [entry.number for entry in entries] == sorted({entry.number for entry in entries})
    value: dict[str, str | None] = {}
    broken = 0
    for step in steps:
        broken += value.get(step.key) != step.before[FIELD]
        value[step.key] = step.after[FIELD]
    return broken + sum(final[key] != last for key, last in value.items())
