"""A choice of several things above a list or the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from .address import from_address, to_address


def several(
    label: str, name: str, words: Mapping[str, str], usual: Sequence[str] = (), width: int | Literal["stretch"] = 170
) -> list[str]:
    """A choice of several things, kept in the session and in the address."""
    kept = st.session_state[name] if name in st.session_state else from_address(name, words, usual)
    st.session_state[name] = [value for value in kept if value in words]
    wanted = st.multiselect(
        label, list(words), format_func=lambda value: words[value], key=name, placeholder="All", width=width,
        persist_state="session",
    )
    to_address(name, wanted, usual)
    return list(wanted)
