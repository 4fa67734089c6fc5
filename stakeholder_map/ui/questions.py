"""What the Questions page shows: a question's parameters as things to choose, its answer as a table and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ..queries import Param, Query
from ..snapshot import Snapshot
from ..spreadsheet import words as cell_words
from ..store import Answer
from ..words import count, cut
from .controls import MANY
from .tables import csv_text
from .text import heading

CHOICES = {
    "organisation": "Organisation", "person": "Person", "colleague": "Person", "from_person": "Person",
    "to_person": "Person", "partnership": "Partnership",
}
"""Parameters that are somebody's or something's name, with the label of what can be chosen."""

IDS = ("id", "key", "other_id")
"""Columns that stand last: people look for names first."""


def label(name: str) -> str:
    """The name of a parameter or a column as people read it: `Last contact`."""
    return name.replace("_", " ").capitalize()


def parameters(query: Query, snapshot: Snapshot) -> dict[str, object] | None:
    """Shows a widget for each parameter but the day, which stands in the header; what was chosen.

    None while something that the question needs is not chosen yet.
    """
    shown = [param for param in query.params if param.name != "as_of"]
    values: dict[str, object] = {}
    if not shown:
        return values
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for param in shown:
            values[param.name] = _widget(query, param, snapshot)
    lacking = [label(param.name) for param in shown if param.required and values[param.name] in (None, "")]
    if lacking:
        st.text(f"Choose first: {', '.join(lacking)}.")
        return None
    return {name: value for name, value in values.items() if value not in (None, "")}


def _widget(query: Query, param: Param, snapshot: Snapshot) -> object:
    """One parameter; what was typed or chosen is kept in the session and stands in the address."""
    key, title = f"{query.name} {param.name}", label(param.name)
    asked = st.query_params.get(param.name)
    if param.name in CHOICES:
        return _choice(key, title, param, snapshot, asked)
    if param.type == "integer":
        usual = int(asked) if asked and asked.isdigit() else int(param.default or 0)
        found: object = st.number_input(title, 0, 100_000, usual, 1, key=key, help=param.help, width=140)
        _remember(param, None if str(found) == param.default else found)
    elif param.type == "yes/no":
        found = st.toggle(title, param.default == "yes", key=key, help=param.help)
    elif param.type == "date":
        found = st.date_input(title, "today" if param.default == "today" else None, key=key, help=param.help,
                              format="DD/MM/YYYY", width=160)
    else:
        found = st.text_input(title, asked or param.default or "", key=key, help=param.help, width=260).strip()
        _remember(param, found)
    return found


def _choice(key: str, title: str, param: Param, snapshot: Snapshot, asked: str | None) -> object:
    """Something that the store knows, chosen by its name."""
    names = called(snapshot, CHOICES[param.name])
    options = list(names)
    if len(options) > MANY:
        part = st.text_input(f"{title}: part of the name", key=f"{key} part", live=True, width=220).casefold()
        options = [option for option in options if part and part in names[option].casefold()][:50]
        if asked in names and asked not in options:
            options.append(asked)
    index = options.index(asked) if asked in options else None
    found = st.selectbox(
        title, options, index, format_func=lambda option: names[option], key=key, help=param.help, width=320,
        placeholder="Choose" if param.required else "All",
    )
    _remember(param, found)
    return found


def _remember(param: Param, value: object) -> None:
    if value not in (None, ""):
        st.query_params[param.name] = str(value)
    elif param.name in st.query_params:
        del st.query_params[param.name]


def called(snapshot: Snapshot, kind: str) -> dict[str, str]:
    """The ids of everything of a kind, in the order of their names; of two with one name the id tells which."""
    names = {key: snapshot.name(key) for key, _ in snapshot.nodes(kind)}
    known = list(names.values())
    twice = {name for name in known if known.count(name) > 1} if len(known) <= MANY else set()
    shown = {key: f"{name} · {key}" if name in twice else name for key, name in names.items()}
    return dict(sorted(shown.items(), key=lambda item: (item[1].casefold(), item[0])))


def result(answer: Answer, name: str, meanings: Mapping[str, str] | None = None) -> None:
    """The answer: how many rows, that it was cut, the table, and the same as a file."""
    order = sorted(range(len(answer.columns)), key=lambda place: answer.columns[place] in IDS)
    columns = [answer.columns[place] for place in order]
    rows = [[row[place] for place in order] for row in answer.rows]
    if answer.cut:
        st.warning(cut(answer.cut, len(rows)), icon=":material/content_cut:")
    heading(count(len(rows), "row") if rows else "No rows: nothing in the store fits.", 5)
    if rows:
        table(columns, rows, meanings or {})
        st.download_button(
            "Download as CSV", lambda: csv_text(columns, rows), f"{name}.csv", "text/csv", on_click="ignore",
            icon=":material/download:",
        )


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], meanings: Mapping[str, str]) -> None:
    """Rows under their columns; whole numbers, days and yes or no stay what they are."""
    plain = [column_values([row[place] for row in rows]) for place in range(len(columns))]
    shown = {_unlike(columns, place): values for place, values in enumerate(plain)}
    settings: dict[str, Any] = {}
    for place, (head, values) in enumerate(shown.items()):
        column = columns[place]
        said, meaning = label(column) if column in meanings else column, meanings.get(column)
        days = any(isinstance(value, date) for value in values)
        settings[head] = (st.column_config.DateColumn(said, help=meaning, format="DD/MM/YYYY") if days
                          else st.column_config.Column(said, help=meaning))
    st.dataframe(shown, hide_index=True, column_config=settings, alt="The answer to the question", placeholder="")


def column_values(values: Sequence[Any]) -> list[Any]:
    """The values of a column: as they are when all are of one plain kind, else all as text."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) == 1 and kinds <= {int, float, bool, date, str}:
        big = kinds == {int} and any(abs(value) >= 2**53 for value in values if value is not None)
        return [str(value) for value in values] if big else list(values)
    if kinds == {int, float}:
        return [None if value is None else float(value) for value in values]
    return [cell_words(value) for value in values]


def _unlike(columns: Sequence[str], place: int) -> str:
    """A name for a column that no other one has."""
    return f"{place} {columns[place]}"


def searched(found: Sequence[Query], text: str) -> list[Query]:
    """The questions in whose name, group, description or columns every word of `text` stands."""
    wanted = text.casefold().split()
    return [query for query in found if all(word in _text(query) for word in wanted)]


def _text(query: Query) -> str:
    """Everything in which a question is looked for."""
    parts = (query.title, query.group, query.description, *(column.name for column in query.columns))
    return " ".join(parts).casefold()
