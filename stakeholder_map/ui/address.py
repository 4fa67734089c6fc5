"""What is chosen on a page stands in its address, so that the address can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st


def from_address(name: str, known: Iterable[str], otherwise: Sequence[str] = ()) -> list[str]:
    """What the address says about `name`: those of the `known` values that it names."""
    if name not in st.query_params:
        return list(otherwise)
    named = st.query_params[name].split(",")
    return [value for value in known if value in named]


def to_address(name: str, values: Iterable[str], otherwise: Iterable[str] = ()) -> None:
    """Brings the address up to date; what is usual is left out of it."""
    chosen = list(values)
    if sorted(chosen) != sorted(otherwise):
        st.query_params[name] = ",".join(chosen)
    elif name in st.query_params:
        del st.query_params[name]
