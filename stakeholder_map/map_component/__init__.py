"""The map in the browser: draws a Drawing, tells what was chosen on it. Our own script around vis-network."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ..errors import StakeholderMapError
from ..maps.drawing import OPTIONS, PALETTE, VIS_NETWORK, Drawing

HERE = Path(__file__).parent
ASSETS = HERE / "assets"


def relationship_map(
    drawing: Drawing,
    *,
    key: str,
    view: str,
    command: dict[str, Any] | None = None,
    empty: str = "Nothing to show.",
    on_select: Callable[[], None],
    on_open: Callable[[], None],
    on_back: Callable[[], None],
) -> Any:
    """Puts the drawing on the page; returns its state: `selected` (ids), and for one run `open` (id) and `back`.

    `view` names the camera and the choice that the browser keeps. What was chosen there is not sent back, so that a
    click does not send the whole map again. `command` {seq, select, move} is obeyed once for each `seq`.
    """
    items, links = drawing.items, drawing.links
    data = {
        "view": view, "items": items, "links": links, "legend": drawing.legend, "far": drawing.far,
        "options": OPTIONS, "palette": PALETTE, "command": command, "empty": empty,
        "revision": _digest([items, links, drawing.legend]),
        "arrangement": _digest(sorted((item["id"], item["x"], item["y"]) for item in items)),
    }
    return _component()(
        key=key, data=data, default={"selected": []},
        on_selected_change=on_select, on_open_change=on_open, on_back_change=on_back,
    )


@cache
def _component() -> Callable[..., Any]:
    """Registers the component; its files are served from this folder (stakeholder_map/pyproject.toml)."""
    _complete()
    page = (HERE / "map.html").read_text(encoding="utf-8")
    try:
        return st.components.v2.component("stakeholder-map.map", html=page, css="map.css", js="map.js")
    except StreamlitAPIException as error:
        raise StakeholderMapError(
            "The map cannot be shown, because the program was not installed as a package.",
            "Install it with: pip install . (in a clone: python run.py demo)",
        ) from error


def _complete() -> None:
    """A wheel carries vis-network beside our script; a source tree gets it from pyvis on first use."""
    target = ASSETS / VIS_NETWORK.name
    if target.exists():
        return
    try:
        with tempfile.NamedTemporaryFile(dir=ASSETS, delete=False) as copy:
            copy.write(VIS_NETWORK.read_bytes())
        os.replace(copy.name, target)  # whoever looks at the same time sees all of it or nothing
    except OSError as error:
        raise StakeholderMapError(
            f"The drawing library is missing and cannot be put at {target}: {error.strerror}.",
            "Install the program again: pip install --force-reinstall --no-deps stakeholder-map",
        ) from error


def _digest(value: Any) -> str:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=8).hexdigest()
