"""The ledger as people read it: one line for each import, also for one that went in parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .ledger import APART, EDIT, FILLING, MERGE, UNMERGE, Import


@dataclass(frozen=True, slots=True)
class Entry:
    """An import, or the taking back of one. `id` names it, also as an argument of `import --undo`.

    `state` is `done`, `half` (it stopped, or is going on), `undone`, `undo` (the taking back of `undoes`), `edit`,
    `merge`, `unmerge`, `apart`, or `filling` (a restore or copy that stopped). `counts` are the facts created,
    changed and closed.
    """

    id: str
    when: str
    source: str
    as_of: date
    who: str
    state: str
    undoes: str | None
    parts: int
    counts: dict[str, int]

    @property
    def says(self) -> str:
        """What it did and what became of it, in words."""
        names = {"created": "new", "changed": "changed", "closed": "closed"}
        did = ", ".join(f"{self.counts[doing]:,} {name}" for doing, name in names.items() if self.counts[doing])
        states = {"done": "", "half": "only half of it", "undone": "taken back", "undo": f"takes {self.undoes} back",
                  EDIT: "changed by hand", MERGE: "two records made one", UNMERGE: "one record made two again",
                  APART: "two records kept apart", FILLING: "half filled"}
        said = [f"as of {self.as_of}", f"by {self.who}" if self.who else "", did, states.get(self.state, self.state)]
        return "; ".join(part for part in said if part)


def groups(entries: Iterable[Import], unfinished: str | None = None) -> list[Entry]:
    """The entries of the ledger, the last first, those of one import as one; `unfinished` is the mark of the store."""
    found: dict[tuple[str, bool], list[Import]] = {}
    for entry in entries:
        found.setdefault((entry.group, entry.status == "undo"), []).append(entry)
    return [_joined(parts, unfinished) for parts in found.values()]


def _joined(parts: list[Import], unfinished: str | None) -> Entry:
    first = parts[-1]
    states = {entry.status for entry in parts}
    undoing = states == {"undo"}
    state = next(iter(states)) if len(states) == 1 else "half"
    if first.group == unfinished and state == "done":
        state = "half"
    counts = {doing: sum(kind[doing] for entry in parts for kind in entry.counts.values())
              for doing in ("created", "changed", "closed")}
    return Entry(first.key if undoing else first.group, parts[0].when, first.source, first.as_of, first.who, state,
                 first.group if undoing else None, len(parts), counts)
