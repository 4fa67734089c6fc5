"""Puts the drawing library that pyvis carries beside our map component in every wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyvis
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names no argument
    """A source tree gets the file on first use; an installed package may be read-only, so it is built in."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"][str(LIBRARY)] = f"stakeholder_map/map_component/assets/{LIBRARY.name}"
