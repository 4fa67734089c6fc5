"""Which organisations of a file are our own, where the file cannot say it: by the options and by the store."""

from __future__ import annotations

from collections.abc import Iterable

from ...identity import Directory
from ...identity.naming import clean_id, normal
from ..options import Options


class OurSide:
    """Recognises our organisations by id or name: those of the options, and those that the store has as ours."""

    def __init__(self, options: Options, known: Directory, source: str) -> None:
        self._source = source
        self._known = {normal(e.name): e.key for key in sorted(known.ours) if (e := known.entries.get(key))}
        self._ids = {e.id for key in known.ours if (e := known.entries.get(key)) and e.source == source}
        self._named = {normal(name) for name in options.ours}
        self._codes = {clean_id(name) for name in options.ours}

    def has(self, name: str, *codes: str) -> bool:
        """Whether an organisation is ours."""
        wanted = {clean_id(code) for code in codes if code}
        return normal(name) in self._named | set(self._known) or bool(wanted & (self._codes | self._ids))

    def stored(self, name: str) -> bool:
        """Whether another source has it as ours: then a row must name it without an id, or it would stand twice."""
        key = self._known.get(normal(name), "")
        return bool(key) and not key.startswith(f"{self._source}:")

    def any(self, names: Iterable[str]) -> bool:
        return any(self.has(name) for name in names)
