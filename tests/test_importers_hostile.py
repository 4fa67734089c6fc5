"""Hostile content: names of every kind come through unchanged, and no folder makes the reader fail without words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_map.batch import Node
from stakeholder_map.errors import InputError
from stakeholder_map.identity.nobody import holder_says
from stakeholder_map.importers.assembly import SHEETS
from stakeholder_map.importers.cells.values import clean
from stakeholder_map.model import NODES, TIES

from .importing import BOTH, SHARED, folder, read

NAUGHTY = SHARED / "hostile-naughty-strings" / "blns.json"
OWN = [
    "`}) DETACH DELETE n //",
    "\\u0060",
    "Robert'); DROP TABLE people;--",
    "=cmd|' /C calc'!A0",
    "{{7*7}}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "![x](http://canary)",
    "Ze\u0301",
    "Z\u00e9",
    "\u0410na",
    "A\u200bna",
    "\u202eanA",
    "x" * 500,
    "Li",
    "null",
    "-",
    "N/A",
    "\U0001f600",
    "\u0e14\u0e49\u0e49\u0e49",
    "\ufdfa",
]


def _names() -> list[str]:
    found = json.loads(NAUGHTY.read_text("utf-8")) if NAUGHTY.is_file() else []
    return list(dict.fromkeys(text for text in [*OWN, *found] if clean(text)))


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_names_come_through_unchanged(tmp_path: Path) -> None:
    names = _names()
    people = _csv([["id", "name", "organisation"], *([f"p{n}", name, "us"] for n, name in enumerate(names))])
    posts = _csv([["id", "title", "organisation"], *([f"h{n}", name, "us"] for n, name in enumerate(names))])
    batch = read(folder(tmp_path, people=people, posts=posts))
    assert [p.message for p in batch.rejected] == []
    stored = {n.key: n.props.get("name") or n.props.get("title") for n in batch.nodes}
    for n, name in enumerate(names):
        called = stored.get(f"plain:p{n}")
        assert called == (None if holder_says(name) else clean(name)), "a stroke, or “N/A”, is nobody"
        assert not called or called == name.strip() or not name.isprintable()
        assert stored[f"plain:h{n}"] == clean(name)


def test_names_as_keys_are_one_line_and_not_endless(tmp_path: Path) -> None:
    names = _names()
    batch = read(folder(tmp_path, organisations=_csv([["name", "ours"], *([name, "yes"] for name in names)])))
    assert len(list(batch.nodes)) > len(names) * 0.8
    for found in batch.nodes:
        assert len(found.key) < 400
        assert found.key.isprintable() or not found.key.isascii()
        assert "\n" not in found.key


def test_headers_and_ids_cannot_make_labels_or_fields(tmp_path: Path) -> None:
    people = _csv([["id", "name", *OWN], ["`}) DETACH DELETE n //", "Ana", *("x" for _ in OWN)]])
    batch = read(folder(tmp_path, people=people))
    for fact in batch.facts:
        kind = NODES[fact.label] if isinstance(fact, Node) else TIES[fact.type, fact.start_label, fact.end_label]
        assert {name.removesuffix("_text") for name in fact.props} <= set(kind.fields)


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "us",
            "nb",
            "p1",
            "Ana",
            "Ana Bell",
            "2020",
            "2024-02-30",
            "yes",
            "no",
            "3",
            "x;y",
            "info@x.org",
            "ana@x.org",
            "vacant",
            "Eliminated",
            "n/a",
            "w",
        ]
    ),
    st.text(max_size=8),
)


@given(st.data())
def test_any_folder_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("any")
    sheets = data.draw(st.lists(st.sampled_from(sorted(SHEETS)), min_size=1, max_size=4, unique=True))
    rows = {}
    for name in sheets:
        columns = [column.name for column in SHEETS[name]]
        lines = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=4))
        rows[name] = _csv([columns, *lines])
    ours = ("us",) if "organisations" in sheets else ()
    try:
        batch = read(folder(path, **{"organisations": BOTH, **rows}), ours=ours)
    except InputError:
        return
    assert len(batch.rejects) == len(batch.rejected) <= batch.rows
    stated = {n.key for n in batch.nodes}
    assert len(stated) == len(list(batch.nodes))
    assert all(t.start in stated and t.end in stated for t in batch.ties)
    assert len({(t.type, t.key) for t in batch.ties}) == len(list(batch.ties))
