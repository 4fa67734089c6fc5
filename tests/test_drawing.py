"""Drawings and the files made of them: what the marks say, and that text from the data stays text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from stakeholder_map.analysis.redundancy import redundancy
from stakeholder_map.analysis.ties import ties
from stakeholder_map.maps.composing import scene
from stakeholder_map.maps.drawing import LINES, PALETTE, VIS_NETWORK, Drawing, draw, ego
from stakeholder_map.maps.picture import page, svg
from stakeholder_map.maps.scene import Scene
from stakeholder_map.maps.twin import ITEM_COLUMNS, item_rows
from stakeholder_map.maps.view import View, shown
from stakeholder_map.ui.tables import csv_text
from stakeholder_map.words import STATES, VERDICTS

from .browser import chromium
from .facts import World
from .hostile import NAMES
from .test_scene import town

SVG = "{http://www.w3.org/2000/svg}"


def seen(world: World) -> Scene:
    snapshot = world.snapshot()
    return shown(scene(snapshot, ties(snapshot), redundancy(snapshot)), View()).scene


def hostile() -> Drawing:
    """Every name on the map is one that tries something."""
    world = World().organisation("us", ours=True).person("Ana", "us")
    for number, name in enumerate(NAMES):
        world.node("Organisation", f"o{number}", name=name, ours=False, kind=name)
        world.node("Person", f"p{number}", name=name).person(f"p{number}", f"o{number}").met("Ana", f"p{number}")
        world.node("Post", f"title{number}", title=name).tie("IN", f"title{number}", f"o{number}")
        world.tie("HOLDS", f"p{number}", f"title{number}")
    return draw(seen(world))


def marks(drawing: Drawing) -> dict[str, dict[str, object]]:
    return {item["id"]: item for item in drawing.items}


def test_a_verdict_is_told_by_colour_sign_and_word() -> None:
    found = marks(draw(seen(town())))

    assert found["acme"]["tone"] == "fail"
    assert found["acme"]["label"] == "acme\n▲ Hangs on one person"
    assert found["cove"]["tone"] == "unknown"
    assert found["cove"]["label"] == "cove\n? Not known yet"
    assert found["Ana"]["label"] == "Ana\nsole contact"
    assert {found[key]["tone"] for key in ("Xan", "Zoe", "Vi")} == {"contact"}, "people have no verdict"


def test_every_tone_has_a_colour_in_both_themes_and_every_state_a_line() -> None:
    assert PALETTE["light"].keys() == PALETTE["dark"].keys()
    assert {*VERDICTS, *STATES} <= PALETTE["light"].keys()
    assert LINES.keys() == STATES.keys()
    assert len({(width, str(dashes)) for width, dashes in LINES.values()}) == len(STATES)


@pytest.mark.parametrize(("theme", "ground"), [("light", "#ffffff"), ("dark", "#12161c")])
def test_verdicts_can_be_read_on_their_ground_and_their_words_on_them(theme: str, ground: str) -> None:
    for verdict in VERDICTS:
        assert contrast(PALETTE[theme][verdict], ground) >= 3
        assert contrast(PALETTE[theme][verdict], PALETTE[theme]["ink"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2)."""
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_legend_counts_what_is_drawn() -> None:
    drawing = draw(seen(town()))
    legend = {entry["tag"]: entry["count"] for group in drawing.legend for entry in group["entries"]}

    assert legend["kind:contact"] == 5
    assert legend["verdict:fail"] == 1
    assert legend["state:live"] == 3
    assert legend["state:lapsed"] == 1
    for item in drawing.items:
        assert set(item["tags"]) <= legend.keys()
    for link in drawing.links:
        assert set(link["tags"]) <= legend.keys()


def test_two_links_between_the_same_two_are_both_drawn() -> None:
    world = town().node("Post", "low").node("Post", "high").tie("IN", "low", "acme").tie("IN", "high", "acme")
    world.tie("HOLDS", "Xan", "low").tie("HOLDS", "Yves", "high").tie("REPORTS_TO", "low", "high").met("Yves", "Ana")
    snapshot = world.snapshot()
    everything = scene(snapshot, ties(snapshot), redundancy(snapshot))
    drawing = draw(shown(everything, View(relations=frozenset({"knows", "works", "reports"}))).scene)

    assert len(drawing.links) == len({link["id"] for link in drawing.links})
    assert {"reports:Xan>Yves", "knows:Ana>Yves", "works:Xan>acme"} <= {link["id"] for link in drawing.links}


def test_the_surroundings_of_one_organisation() -> None:
    snapshot = town().snapshot()
    drawing = ego(scene(snapshot, ties(snapshot), redundancy(snapshot)), "bay")

    assert set(marks(drawing)) == {"bay", "Zoe", "Will", "Ana", "Bea"}


def test_hidden_names_are_in_no_file() -> None:
    part = seen(town())
    drawing = draw(part, hide_names=True)
    rows = [cells for _, cells in item_rows(part, hide_names=True)]
    whole = page(drawing, "Map", ITEM_COLUMNS, rows).replace(VIS_NETWORK.read_text(encoding="utf-8"), "")
    text = whole + svg(drawing, "Map") + csv_text(ITEM_COLUMNS, rows)

    assert not re.search(r"\b(Ana|Bea|Xan|Yves|Zoe|Will|Vi)\b", text)
    assert "Colleague" in text
    assert "acme" in text


def test_names_cannot_leave_the_svg() -> None:
    root = ElementTree.fromstring(svg(hostile(), NAMES[0]))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "rect", "line", "circle", "polygon", "text",
    }
    assert root.findtext(f"{SVG}title") == NAMES[0]


def test_names_cannot_leave_the_page() -> None:
    drawing = hostile()
    made = page(drawing, NAMES[0], ITEM_COLUMNS, [cells for _, cells in item_rows(drawing.scene)])
    parser = Elements()
    parser.feed(made.replace(VIS_NETWORK.read_text(encoding="utf-8"), ""))

    assert parser.found.count("script") == 3
    assert not {"img", "iframe", "svg", "a", "base", "form", "object", "b"} & set(parser.found)
    data = json.loads(parser.data)
    assert {item["title"].split("\n")[0] for item in data["items"]} >= set(NAMES)


class Elements(HTMLParser):
    """The names of all elements, and the text of the data element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self._inside = dict(attrs).get("id") == "data"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data += data


def test_the_page_draws_without_network_and_runs_nothing_from_the_data(tmp_path: Path) -> None:
    drawing = hostile()
    file = tmp_path / "map.html"
    file.write_text(page(drawing, NAMES[0], ITEM_COLUMNS, [c for _, c in item_rows(drawing.scene)]), encoding="utf-8")
    with chromium() as browser:
        opened, asked, said = browser.new_page(), [], []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
        opened.goto(file.as_uri())
        opened.wait_for_function("() => network.body.nodeIndices.length > 0")
        opened.mouse.move(640, 450)
        colours = opened.evaluate(
            "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d')"
            ".getImageData(0, 0, c.width, c.height).data; const seen = new Set();"
            " for (let i = 0; i < d.length; i += 4) if (d[i + 3]) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);"
            " return seen.size; }"
        )

        assert colours > 10, "the map is blank"
        assert asked == [file.as_uri()]
        assert said == []
        assert not opened.evaluate("() => globalThis.owned")
