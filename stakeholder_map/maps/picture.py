"""Files of a drawing that need no network: an SVG picture and one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import html
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .drawing import OPTIONS, VIS_NETWORK, Drawing

ASSETS = Path(__file__).parent.parent / "assets"
BORDER = 70.0
LABELS = Path(__file__).parent.parent / "map_component" / "assets" / "labels.js"
SCRIPT = """
const data = JSON.parse(document.getElementById('data').textContent);
const items = new vis.DataSet(data.items);
const frame = document.getElementById('map');
const network = new vis.Network(frame, { nodes: items, edges: new vis.DataSet(data.links) }, data.options);
const look = { font: 'sans-serif', text: '#222222', ground: '#ffffff' };
network.on('afterDrawing', (context) => drawFarLabels(network, items, data.far, look, context));
"""
FOR_THE_PAGE = ("label", "title", "shape", "size", "x", "y", "color", "font", "margin", "far")


def svg(drawing: Drawing, title: str) -> str:
    """The drawing as an SVG picture; every text in it is escaped."""
    where = {item["id"]: (item["x"], item["y"]) for item in drawing.items}
    xs, ys = [x for x, _ in where.values()] or [0.0], [y for _, y in where.values()] or [0.0]
    left, top = min(xs) - BORDER, min(ys) - BORDER
    width, height = max(xs) - left + BORDER, max(ys) - top + BORDER
    box = f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" font-family="sans-serif"'
        ' text-anchor="middle">'
        f'<title>{html.escape(title)}</title>'
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    )
    lines = (_svg_line(link, *where[link["from"]], *where[link["to"]]) for link in drawing.links)
    marks = (_svg_mark(item) + _svg_label(item) for item in drawing.items)
    return "".join((head, *lines, *marks, "</svg>"))


def _svg_line(link: dict[str, Any], x1: float, y1: float, x2: float, y2: float) -> str:
    dashes = " ".join(map(str, link["dashes"])) if link["dashes"] else "none"
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{link["color"]["color"]}" '
        f'stroke-width="{link["width"]}" stroke-dasharray="{dashes}"/>'
    )


def _svg_mark(item: dict[str, Any]) -> str:
    x, y, size, colour = item["x"], item["y"], item["size"], item["color"]
    paint = f'fill="{colour["background"]}" stroke="{colour["border"]}"'
    if item["shape"] == "dot":
        return f'<circle cx="{x}" cy="{y}" r="{size}" {paint}/>'
    if item["shape"] == "box":
        width, height = _box(item)
        corner = f'x="{x - width / 2:.1f}" y="{y - height / 2:.1f}"'
        return f'<rect {corner} width="{width:.1f}" height="{height:.1f}" rx="4" {paint}/>'
    corners = [(36 * n - 90, 0.45 if n % 2 else 1.0) for n in range(10)]
    points = " ".join(
        f"{x + size * reach * math.cos(math.radians(angle)):.1f},{y + size * reach * math.sin(math.radians(angle)):.1f}"
        for angle, reach in corners
    )
    return f'<polygon points="{points}" {paint}/>'


def _box(item: dict[str, Any]) -> tuple[float, float]:
    """Width and height of a box around its label."""
    lines = str(item["label"]).split("\n")
    return 20 + 0.56 * item["font"]["size"] * max(map(len, lines)), 16 + 1.2 * item["font"]["size"] * len(lines)


def _svg_label(item: dict[str, Any]) -> str:
    size, boxed = item["font"]["size"], item["shape"] == "box"
    lines = str(item["label"]).split("\n")
    top = item["y"] - _box(item)[1] / 2 + 8 - 0.2 * size if boxed else item["y"] + item["size"]
    paint = 'fill="#ffffff"' if boxed else 'stroke="#ffffff" stroke-width="3" paint-order="stroke" fill="#222222"'
    return "".join(
        f'<text x="{item["x"]}" y="{top + size * 1.2 * (index + 1):.1f}" font-size="{size}" {paint}>'
        f"{html.escape(line)}</text>"
        for index, line in enumerate(lines)
    )


def page(drawing: Drawing, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """One HTML page with the drawing and its table. It can fetch nothing and runs no script but its own two."""
    number = {item["id"]: index for index, item in enumerate(drawing.items)}  # keys of people stay out of the file
    items = [{"id": number[i["id"]], **{name: i[name] for name in FOR_THE_PAGE if name in i}} for i in drawing.items]
    links = [
        {"from": number[k["from"]], "to": number[k["to"]], **{n: k[n] for n in ("title", "dashes", "width", "color")}}
        for k in drawing.links
    ]
    library = VIS_NETWORK.read_text(encoding="utf-8")
    script = LABELS.read_text(encoding="utf-8").replace("export function", "function") + SCRIPT
    return _templates().get_template("map_page.html").render(
        title=title, day=f"{drawing.scene.on:%d/%m/%Y}", legend=drawing.legend, columns=columns, rows=rows,
        data={"items": items, "links": links, "options": OPTIONS, "far": [number[key] for key in drawing.far]},
        library=library, script=script, hashes=" ".join(_hash(text) for text in (library, script)),
    )


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined)
