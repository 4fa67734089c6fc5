"""Text that comes from the data, shown as it is: never read as Markdown or HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

from ..reports import sentences
from ..words import Word
from ..words import day as day_in_words

Colour = Literal["red", "orange", "gray", "blue", "green"]
COLOURS: dict[str, Colour] = {
    "severed": "red", "fail": "orange", "unknown": "gray", "unconfirmed": "blue", "pass": "green",
}


def heading(text: str, level: int = 3) -> None:
    st.html(f'<h{level} style="padding:0;margin:0;overflow-wrap:anywhere">{html.escape(text)}</h{level}>')


def points(rows: Sequence[tuple[str, str]]) -> None:
    """A list of a first line and a quieter second one."""
    lines = "".join(
        f'<li style="margin:0 0 6px">{html.escape(first)}<br><small style="opacity:.8">{html.escape(second)}</small>'
        for first, second in rows
    )
    st.html(f'<ul style="padding-left:18px;margin:0;overflow-wrap:anywhere">{lines}</ul>')


def badge(verdict: str, word: Word) -> None:
    """A verdict as sign, word and colour."""
    st.badge(str(word), color=COLOURS[verdict], help=word.help)


def day(value: date | None, today: date) -> str:
    """`3 March 2026, 8 months ago`, or that there is none."""
    return f"{day_in_words(value)}, today" if value == today else sentences.ago(value, today)
