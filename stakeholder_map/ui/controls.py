"""The row of controls above the map."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ..custom import choices
from ..maps.drawing import RELATIONS
from ..maps.scene import Scene
from ..maps.view import DEFAULT_RELATIONS, View
from ..words import ITEMS, VERDICTS
from .address import from_address, to_address
from .choice import centre, choose, chosen, surround
from .several import several

MANY = 3000
"""More names than this are searched here instead of being sent to the browser."""
STEPS = {0: "All", 1: "1 step", 2: "2 steps", 3: "3 steps"}


def controls(scene: Scene) -> tuple[View, bool]:
    """Shows the controls; returns what they ask for, and whether people's names are hidden."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _find(scene)
        verdicts = several("Verdict", "verdict", {name: str(word) for name, word in VERDICTS.items()})
        sectors = sorted({item.sector for item in scene.items.values() if item.sector})
        kinds = several("Kind of organisation", "sector", {name: name for name in sectors})
        steps = _steps()
        own: list[str] = []
        with st.popover("More"):
            if mine := choices(item.own for item in scene.items.values()):
                own = several("Fields of your own", "own", {word: word for word in mine}, width="stretch")
            words = {str(name): words for name, (words, _, _) in RELATIONS.items()}
            relations: Any = several("Draw", "draw", words, sorted(DEFAULT_RELATIONS), width="stretch")
            ended = st.toggle("Relationships that ended", key="ended", bind="query-params")
            bare = st.toggle("Organisations only", key="bare", bind="query-params")
            hidden = st.toggle(
                "Hide people's names", key="hide", bind="query-params",
                help="On the map, in its tables and in what you download: before you share a picture.",
            )
    return View(frozenset(kinds), frozenset(verdicts), frozenset(relations), ended, centre(), steps, bare,
                frozenset(own)), hidden


def clear() -> None:
    """Back to everything, with what is chosen still chosen."""
    surround("", 0)
    st.session_state.verdict, st.session_state.sector, st.session_state.own = [], [], []


def _find(scene: Scene) -> None:
    """Finds a person or an organisation by name."""

    def label(key: str) -> str:
        item = scene.items[key]
        return f"{item.name} · {scene.name(item.home) or ITEMS[item.kind]}"

    def found() -> None:
        if st.session_state.find:
            choose([st.session_state.find], move=True)
            surround(st.session_state.find, st.session_state.steps)

    names, title = sorted(scene.items, key=lambda key: (scene.name(key).casefold(), key)), "Find"
    if len(names) > MANY:
        text = st.text_input("Find", key="text", placeholder="Part of a name", live=True, width=170).casefold()
        names, title = [key for key in names if text and text in scene.name(key).casefold()][:50], "Found"
    st.selectbox(
        title, names, index=None, key="find", format_func=label, placeholder="Person or organisation", on_change=found,
        width=280,
    )


def _steps() -> int:
    """How much is drawn: everything, or some steps around what is chosen."""

    def changed() -> None:
        key = centre() or next(iter(chosen()), "")
        if st.session_state.steps and not key:
            st.toast("Choose somebody on the map first.")
        surround(key, st.session_state.steps if key else 0)

    if "steps" not in st.session_state:
        st.session_state.steps = int(next(iter(from_address("steps", map(str, STEPS))), 0))
    steps = st.segmented_control(
        "Around the selection", list(STEPS), format_func=lambda number: STEPS[number], key="steps", required=True,
        on_change=changed, persist_state="session",
        help="Choose somebody first; then see only who is that many steps away.",
    )
    to_address("steps", [str(steps or 0)], ["0"])
    return steps or 0
