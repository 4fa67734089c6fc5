"""The continuity report as Markdown, for wikis and minutes; names from data are never read as markup."""

from __future__ import annotations

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..words import STATES, VERDICTS
from . import sentences, wording
from .html import TEMPLATES
from .shapes import Report
from .visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]|~!<>])")
_AT_START = re.compile(r"^(\d+)([.)])|^([#+=-])")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp|javascript|data):|\bwww\.")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def render(report: Report) -> str:
    environment = Environment(  # noqa: S701 - what is escaped here is Markdown, by `escape`
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, finalize=escape, trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"w": wording, "s": sentences, "words": VERDICTS, "states": STATES}
    return environment.get_template("continuity.md.j2").render(report=report)


def escape(value: object) -> object:
    """Text that Markdown shows as it is: no emphasis, link, picture, HTML, table column, list or heading in it."""
    if isinstance(value, int):
        return value
    text = _ENTITY.sub("&amp;", visible(str(value)))
    text = _SPECIAL.sub(r"\\\1", text).replace("\\<", "&lt;").replace("\\>", "&gt;")
    text = _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)
    return _ADDRESS.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], text)
