"""Networks as tables: a list of pairs with source and target, and beside it, if there is one, a list of things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ....batch import Origin, Problem
from ...cells.columns import header_key
from ...files.endings import ending_of
from ...files.tables import BOOK_ENDINGS, TEXT_ENDINGS, Table, as_text, read_tables
from .parts import Network

_STARTS = ("source", "from", "source id")
_ENDS = ("target", "to", "target id")
_IDS = ("id", "node", "node id", "name", "label")


def is_pairs(header: Sequence[str]) -> bool:
    """Whether a header is that of a list of pairs."""
    keys = {header_key(name) for name in header}
    return {"source", "target"} <= keys or {"from", "to", "weight"} <= keys


def is_things(header: Sequence[str]) -> bool:
    """Whether a header is that of a list of things beside pairs."""
    keys = {header_key(name) for name in header}
    return "id" in keys and bool(keys & {"label", "name"}) and not is_pairs(header)


def read_pairs(file: Path, network: Network) -> Iterator[Problem]:
    """Add what the tables of a file say."""
    if ending_of(file) not in (*TEXT_ENDINGS, *BOOK_ENDINGS):
        yield Problem(f"{file.name} is of no known form and was left out.", file=file.name, rejected=False)
        return
    for table in read_tables(file):
        yield from table.problems
        keys = [header_key(name) for name in table.header]
        start, end, code = (_position(keys, words) for words in (_STARTS, _ENDS, _IDS))
        if start >= 0 and end >= 0:
            yield from _pairs(table, start, end, network)
        elif code >= 0:
            _things(table, code, network)
        else:
            yield Problem(f"{table.file} holds neither pairs nor things, and was left out.",
                          "Expected the columns source and target.", file=table.file, rejected=False)


def _position(keys: Sequence[str], words: Sequence[str]) -> int:
    return next((keys.index(key) for word in words if (key := header_key(word)) in keys), -1)


def _pairs(table: Table, start: int, end: int, network: Network) -> Iterator[Problem]:
    for row in table.rows:
        texts = [as_text(cell).strip() for cell in row.cells]
        texts += [""] * (len(table.header) - len(texts))
        at = Origin(table.file, row.line)
        if not texts[start] or not texts[end]:
            column = table.header[end if texts[start] else start]
            yield Problem(f"The cell “{column}” is blank", "Fill in both ends.", table.file, row.line, column)
            continue
        network.join(texts[start], texts[end], {
            name: text for n, (name, text) in enumerate(zip(table.header, texts, strict=False))
            if n not in (start, end) and text}, at)


def _things(table: Table, code: int, network: Network) -> None:
    for row in table.rows:
        attributes = dict(zip(table.header, row.cells, strict=False))
        if text := as_text(row.cells[code] if code < len(row.cells) else None).strip():
            network.add(text, attributes, Origin(table.file, row.line))
