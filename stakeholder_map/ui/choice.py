"""What is chosen on the map and how far around it one looks: kept in the session and in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ..maps.scene import Scene
from .address import to_address


def chosen() -> list[str]:
    """The ids of what is chosen."""
    return list(st.session_state.get("chosen", ()))


def choose(ids: Sequence[str], move: bool = False, in_table: bool = False) -> None:
    """Remembers what is chosen; with `move` the map is told to show it. Chosen elsewhere than in the table it becomes
    the first row there.
    """
    st.session_state.chosen = list(ids)
    if not in_table:
        st.session_state.first, st.session_state.picks = list(ids), picks() + 1
    if move:
        number = st.session_state.get("command", {"seq": 0})["seq"] + 1
        st.session_state.command = {"seq": number, "select": list(ids), "move": True}
    to_address("focus", ids[:1])


def first() -> list[str]:
    """The ids that stand first in the table: what was chosen last elsewhere."""
    return list(st.session_state.get("first", ()))


def picks() -> int:
    """How often something was chosen elsewhere than in the table."""
    return int(st.session_state.get("picks", 0))


def centre() -> str:
    """Whose surroundings are shown; empty when everything is."""
    return str(st.session_state.get("around", ""))


def surround(key: str, steps: int) -> None:
    """Shows only the surroundings of `key`, or everything again with 0 steps."""
    st.session_state.around, st.session_state.steps = (key, steps) if steps else ("", 0)
    to_address("around", [key] if steps else [])


def arrive(scene: Scene) -> None:
    """Obeys the address when somebody followed a link or went back, and completes it when they came by the menu."""
    focus, around = st.query_params.get("focus", ""), st.query_params.get("around", "")
    if focus in scene.items and focus not in chosen()[:1]:
        choose([focus], move=True)
        if around not in scene.items:
            surround("", 0)
    else:
        to_address("focus", chosen()[:1])
    if around in scene.items:
        st.session_state.around = around
    else:
        to_address("around", [centre()] if centre() else [])
