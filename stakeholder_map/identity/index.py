"""An index of keys by kind and text that takes little memory: most texts lead to one key, and need no set for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection


class Index:
    """Keys by label and text, each once, in the order in which they were added."""

    def __init__(self) -> None:
        self._labels: dict[str, dict[str, str | dict[str, None]]] = defaultdict(dict)

    def add(self, label: str, text: str, key: str) -> None:
        """Let a text lead to a key, beside those it leads to already; a title may lead to very many."""
        texts = self._labels[label]
        before = texts.setdefault(text, key)
        if isinstance(before, dict):
            before[key] = None
        elif before != key:
            texts[text] = {before: None, key: None}

    def get(self, label: str, text: str) -> Collection[str]:
        """The keys that a text leads to."""
        found = self._labels[label].get(text, ())
        return (found,) if isinstance(found, str) else found

    def remove(self, label: str, text: str, key: str) -> None:
        """Let a text lead to a key no more; harmless where it does not."""
        found = self._labels[label].get(text)
        if isinstance(found, dict):
            found.pop(key, None)
        elif found == key:
            del self._labels[label][text]
