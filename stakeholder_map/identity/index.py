"""An index of keys by kind and text that takes little memory: most texts lead to one key, and need no list for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


class Index:
    """Keys by label and text, in the order in which they were added."""

    def __init__(self) -> None:
        self._labels: dict[str, dict[str, str | list[str]]] = defaultdict(dict)

    def add(self, label: str, text: str, key: str) -> None:
        """Let a text lead to a key, beside those it leads to already."""
        texts = self._labels[label]
        before = texts.setdefault(text, key)
        if isinstance(before, list):
            before += [key] if key not in before else []
        elif before != key:
            texts[text] = [before, key]

    def get(self, label: str, text: str) -> Sequence[str]:
        """The keys that a text leads to."""
        found = self._labels[label].get(text, ())
        return (found,) if isinstance(found, str) else found

    def remove(self, label: str, text: str, key: str) -> None:
        """Let a text lead to a key no more, once; harmless where it does not."""
        kept = list(self.get(label, text))
        if key in kept:
            kept.remove(key)
            self._labels[label][text] = kept
