"""The continuity report as one HTML file that needs nothing else: no script, no request, also on paper."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..words import STATES, VERDICTS, count
from . import sentences, wording
from .shapes import Report
from .visible import visible

TEMPLATES = Path(__file__).parent / "templates"
PIPS = 6
"""At most so many dots stand for contacts; the number beside them is exact."""


def render(report: Report) -> str:
    style = (TEMPLATES / "continuity.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.globals |= {"w": wording, "s": sentences, "words": VERDICTS, "states": STATES, "count": count,
                            "pips": pips}
    return environment.get_template("continuity.html.j2").render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        anchors={p.answer.partnership.id: f"p{i}" for i, p in enumerate(report.partnerships, 1)},
    )


def pips(have: int | None, confirmed: int | None, needed: int) -> str:
    """A dot for each contact: full when confirmed, half when not, empty where one is missing."""
    if have is None:
        return ""
    sure = min(confirmed or 0, have)
    return ("●" * sure + "◐" * (have - sure) + "○" * (needed - have))[:PIPS]


def _shown(value: object) -> object:
    return value if isinstance(value, Markup | int) else visible(str(value))
