"""What becomes of facts when imports are taken back: who states them then, and what they say then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..store import Store
from ..store.edits import Edit
from ..store.ledger import Import
from ..store.loading import Row, Rows

Name = tuple[str, str]
"""The statement that wrote a fact, and its key."""

Known = dict[Name, tuple[str, tuple[str, ...], dict[str, Any]]]
"""Name of a fact -> statement that writes it now, its ends now, what it says."""


class Said:
    """Which import stated a fact last, of those of a source that are not taken back (`gone`)."""

    def __init__(self, store: Store, entries: Sequence[Import]) -> None:
        self._store = store
        self._entries = {entry.key: entry for entry in entries}
        self._others: dict[str, dict[Name, str]] = {}
        self.gone = {entry.key for entry in entries if entry.status == "undone"}

    def undone_before(self, entry: Import) -> list[Import]:
        """Earlier imports that are taken back already, the last one first."""
        found = [self._entries[key] for key in self.gone if self._entries[key].number < entry.number]
        return sorted(found, key=lambda undone: -undone.number)

    def chain(self, name: Name, props: dict[str, Any]) -> list[str]:
        """The imports that stated a fact, the last one first: those that are taken back, and the first that is not."""
        found, made = [str(props.get("seen", ""))], props.get("made")
        while (at := found[-1]) in self.gone and at != made:
            if at not in self._others:
                self._others[at] = {_itself(other): key for other, key in self._store.said_before(at).items()}
            found.append(self._others[at].get(_itself(name), self._entries[at].saw))
        return found

    def last(self, name: Name, props: dict[str, Any]) -> Import | None:
        """The import, or edit, that stated a fact last; None where only those did that are taken back."""
        at = self.chain(name, props)[-1]
        return None if at in self.gone else self._entries.get(at)

    def after(self, entry: Import, name: Name, props: dict[str, Any]) -> bool:
        """Did a later import or edit state the fact again, one that is not taken back?"""
        if props.get("seen") not in self.gone:
            return True
        found = self.last(name, props)
        return found is not None and found.number > entry.number


def _itself(name: Name) -> Name:
    """The name by which a person is looked up, who may have been an alias when an import stated them, or be one now."""
    return ("person", name[1]) if name[0] == "alias" else name


class Restoring:
    """Collects what is to be written so that facts are as if imports had not been."""

    def __init__(self, known: Known, said: Said) -> None:
        self._known = known
        self._said = said
        self.sets: dict[Name, dict[str, Any]] = {}

    def restore(self, entry: Import, edits: Sequence[Edit]) -> set[str]:
        """Set fields back where they still are as the import left them; keys of facts where they are not."""
        kept: set[str] = set()
        for edit in edits:
            name = edit.statement, edit.key
            if name not in self._known:
                continue
            now = self._known[name][2]
            said_again = edit.doing == "changed" and self._said.after(entry, name, now)
            back = {} if said_again else {field: value for field, value in edit.before.items()
                                          if now.get(field) == edit.after[field]}
            if len(back) < len(edit.before):
                kept.add(edit.key)
            if back:
                now.update(back)
                self.sets.setdefault(name, {}).update(back)
        return kept

    def touched(self, entry: Import, edits: Sequence[Edit]) -> set[Name]:
        """Facts that an import stated or changed, and that no later one states."""
        names = {name for name, (_, _, props) in self._known.items() if entry.key in self._said.chain(name, props)}
        names |= {(edit.statement, edit.key) for edit in edits}
        return {name for name in names & self._known.keys()
                if (last := self._said.last(name, self._known[name][2])) is None or last.number < entry.number}

    def say_who_states(self) -> None:
        """What imports made that are taken back, and another one states, is seen by that one from now on."""
        for name, (_, _, props) in self._known.items():
            if props.get("made") in self._said.gone and props.get("seen") in self._said.gone:
                last = self._said.last(name, props)
                if last is not None:
                    self.sets.setdefault(name, {})["seen"] = last.key

    def rows(self) -> Rows:
        """Everything by the statement that writes it now."""
        rows: dict[str, list[Row]] = {}
        for name, props in self.sets.items():
            statement, ends, _ = self._known[name]
            row: Row = {"key": name[1], "props": props}
            if ends:
                row["start"], row["end"] = ends
            rows.setdefault(statement, []).append(row)
        return rows
