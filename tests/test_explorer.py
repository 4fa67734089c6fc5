"""The explorer as people meet it: a real server, a real browser, a small portfolio in a real store."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stakeholder_map.errors import InputError
from stakeholder_map.explore import app, explore, flags

from .browser import READY, Page, chromium, chromium_path, free_port, running
from .engines import Engine
from .hostile import FOREIGN, NAMES
from .portfolio import fill, hostile, world
from .signals import hears_ctrl_c

SERVE = (
    "import sys; from stakeholder_map.explore import explore;"
    " sys.exit(explore(sys.argv[1], int(sys.argv[2]), open_browser=False))"
)


@pytest.fixture(scope="module")
def filled(own: Engine) -> Iterator[Engine]:
    fill(own, hostile(world()))
    yield own
    own.empty()


@pytest.fixture(scope="module")
def server(filled: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    chromium_path()
    port, log = free_port(), tmp_path_factory.mktemp("explorer") / "log"
    with running(["-c", SERVE, str(filled.place), str(port)], port, log) as address:
        yield address


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def asked() -> list[str]:
    """Addresses that the browser asked for."""
    return []


@contextlib.contextmanager
def watched(server: str, context: Any, asked: list[str]) -> Iterator[Any]:
    """Opens a page of the explorer; closes it afterwards and checks that nothing left this machine or ran."""
    opened, said = context.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: (said.append("a dialog"), dialog.dismiss()))

    def go(path: str) -> Page:
        opened.goto(server + path)
        page = Page(opened)
        return page.map_ready() if "/map" in path else page.idle()

    yield go
    owned = opened.evaluate("() => globalThis.owned")
    opened.close()
    assert not owned
    assert said == []
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []


@pytest.fixture
def visit(server: str, context: Any, asked: list[str]) -> Iterator[Any]:
    """Opens a page of the explorer that is the test's own."""
    with watched(server, context, asked) as go:
        yield go


@pytest.fixture(scope="module")
def shared_map(server: str, context: Any) -> Iterator[Page]:
    """The whole map, opened once for the tests that leave it as they find it."""
    with watched(server, context, []) as go:
        yield go("/map")


def heading(page: Page, name: str) -> Any:
    return page.page.locator("h3", has_text=name)


def test_a_click_shows_the_details_and_keeps_the_camera(visit: Any) -> None:
    page = visit("/map")
    item = page.item("Falcon Energy")
    spot = page.point(item)
    camera = page.map("[map.network.getScale(), map.network.getViewPosition()]")
    page.page.mouse.click(*spot)
    heading(page, "Falcon Energy").wait_for()
    page.idle()

    assert page.map("[map.network.getScale(), map.network.getViewPosition()]") == camera
    assert page.map("map.selected") == [item]
    assert f"focus={item}" in page.page.url
    assert page.map("map.items.get('harbour').opacity") < 0.5, "the rest is faded"
    assert page.map("map.items.get('Omar Garcia').opacity") == 1, "who knows them is not"


def test_a_double_click_shows_the_surroundings_and_escape_comes_back(visit: Any) -> None:
    page = visit("/map")
    before = page.map("map.items.length")
    page.page.mouse.dblclick(*page.point("falcon"))
    page.map_until("map.items.length === 4")
    page.idle()
    assert "around=falcon" in page.page.url
    assert "steps=2" in page.page.url

    canvas = page.page.locator(".canvas")
    canvas.focus()
    canvas.press("Escape")
    canvas.press("Escape")
    page.map_until("map.items.length === values[0]", before)


def test_the_keyboard_walks_along_relationships(visit: Any) -> None:
    page = visit("/map?focus=Ada Weber")
    page.map_until("map.selected[0] === 'Ada Weber'")
    canvas = page.page.locator(".canvas")
    canvas.focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        canvas.press(key)
    here = page.map("map.network.getSelectedNodes()[0]")
    assert page.map("map.items.get(values[0]) !== null", here)
    assert "link" in page.page.locator(".spoken").text_content()

    canvas.press(" ")
    page.map_until("map.selected[0] === values[0]", here)
    heading(page, page.map("map.items.get(values[0]).title.split('\\n')[0]", here)).wait_for()


def test_the_find_box_moves_the_map(visit: Any) -> None:
    page = visit("/map")
    page.page.get_by_role("combobox", name="Find").first.click()
    page.page.keyboard.type("Harbour")
    page.page.get_by_role("option").first.wait_for()
    page.page.keyboard.press("Enter")
    page.map_until("map.selected[0] === 'harbour'")
    heading(page, "Harbour Trust").wait_for()


def test_a_row_of_the_table_moves_the_map(visit: Any) -> None:
    page = visit("/map?verdict=fail")
    table = page.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.locator("canvas").first.wait_for()
    page.idle()
    box = table.bounding_box()
    page.page.mouse.click(box["x"] + 16, box["y"] + 52)
    page.map_until("map.selected.length === 1")


def test_the_legend_hides_and_shows(shared_map: Page) -> None:
    page = shared_map
    button = page.page.locator(".legend button[data-tag='kind:contact']")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()

    assert button.get_attribute("aria-pressed") == "false"
    hidden = page.map("map.items.get({ filter: item => item.hidden }).map(item => item.kind)")
    assert set(hidden) == {"contact"}
    button.click()
    assert page.map("map.items.get({ filter: item => item.hidden }).length") == 0


def test_the_camera_and_the_choice_survive_another_page(visit: Any) -> None:
    page = visit("/map?focus=mill")
    page.map_until("map.selected[0] === 'mill'")
    page.map_still()
    page.move_camera(0.77)
    page.page.get_by_role("link", name="Overview").click()
    page.page.get_by_text("Partnerships that need attention").wait_for()
    page.page.get_by_role("link", name="Map").click()
    page.map_ready()

    page.map_until("Math.abs(map.network.getScale() - 0.77) < 1e-6")
    assert page.map("map.selected") == ["mill"]


@pytest.mark.thorough
@pytest.mark.parametrize("when", ["while it goes", "while it comes"])
def test_a_page_that_is_narrow_for_a_moment_does_not_move_the_camera(visit: Any, when: str) -> None:
    page = visit("/map?focus=mill")
    page.map_until("map.selected[0] === 'mill'")
    page.map_still()
    page.move_camera(0.77)
    wide = page.map("map.canvas.clientWidth")
    if when == "while it goes":
        page.narrow(wide // 2)
        page.kept_camera("scale < 0.5")
    page.page.get_by_role("link", name="Overview").click()
    page.page.get_by_text("Partnerships that need attention").wait_for()
    page.narrow(wide // 2 if when == "while it comes" else None)
    page.page.get_by_role("link", name="Map").click()
    page.map_ready()
    page.narrow(None)
    page.map_until("map.canvas.clientWidth === values[0]", wide)
    page.map_until("Math.abs(map.network.getScale() - 0.77) < 1e-6")


def test_the_overview_leads_to_the_map(visit: Any) -> None:
    page = visit("/")
    page.page.get_by_text("hang on one person").first.wait_for()
    falcon = page.page.get_by_role("heading", name="Falcon Energy")
    card = page.page.locator("[class*='st-key-partnership']").filter(has=falcon)
    card.get_by_role("button", name="Show on map").click()
    page.map_ready().map_until("map.selected[0] === 'falcon'")
    assert "/map?focus=falcon" in page.page.url


def test_the_map_is_not_blank_and_can_be_saved(shared_map: Page) -> None:
    page = shared_map
    with page.page.expect_download() as picture:
        page.page.get_by_role("button", name="Save as a picture").click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    assert picture.value.suggested_filename == "relationship-map.png"

    colours = page.map(
        "(() => { const c = map.canvas.querySelector('canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = new Set();"
        " for (let i = 0; i < d.length; i += 4) if (d[i + 3]) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);"
        " return seen.size; })()"
    )
    assert colours > 10


def test_the_map_can_be_taken_along(shared_map: Page) -> None:
    page = shared_map
    for label, start in {
        "Web page": "<!doctype html>", "Picture (SVG)": "<svg ", "Table (CSV)": "\ufeffName,",
        "Relationships (CSV)": "\ufeffOur side,",
    }.items():
        with page.page.expect_download() as file:
            page.page.get_by_role("button", name=label).click()
        text = Path(file.value.path()).read_text(encoding="utf-8")
        assert text.startswith(start)
        assert "Omar Garcia" in text


def test_names_are_only_text_wherever_they_stand(visit: Any, asked: list[str]) -> None:
    overview = visit("/?show=all").page
    overview.get_by_text(NAMES[2]).first.wait_for()
    assert overview.get_by_test_id("stMain").locator("img, iframe").count() == 0

    page = visit("/map")
    for number, name in enumerate(NAMES):
        spot = page.point(f"mallory{number}")
        page.page.mouse.move(*spot)
        page.page.locator("div.vis-tooltip").filter(has_text=name.split()[0]).wait_for()
        page.page.mouse.click(*spot)
        page.page.wait_for_function(
            "name => document.querySelector('h3')?.textContent.split(/\\s+/).join() === name.split(/\\s+/).join()",
            arg=name,
        )
        assert page.page.get_by_test_id("stMain").locator("img, iframe, svg[onload]").count() == 0
    assert not any(FOREIGN in url for url in asked)


def test_dark_and_light_are_both_drawn(shared_map: Page) -> None:
    page = shared_map
    light = page.map("map.items.get('falcon').color.background")
    page.page.emulate_media(color_scheme="dark")
    page.map_until("map.items.get('falcon').color.background !== values[0]", light)
    page.page.emulate_media(color_scheme="light")
    page.map_until("map.items.get('falcon').color.background === values[0]", light)


@pytest.mark.thorough
def test_nothing_sticks_out_sideways(visit: Any) -> None:
    page = visit("/map?focus=falcon")
    for width in (390, 800, 1280):
        page.page.set_viewport_size({"width": width, "height": 900})
        page.page.wait_for_function("width => innerWidth === width", arg=width)
        page.idle()
        assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        frame = page.page.locator(".frame").bounding_box()
        assert frame["x"] >= 0
        assert frame["x"] + frame["width"] <= width


def test_a_question_is_found_asked_and_taken_along(visit: Any) -> None:
    page = visit("/questions")
    page.page.get_by_role("textbox", name="Search").fill("contract")
    page.page.get_by_role("button", name="People gone quiet").wait_for(state="detached")
    page.page.get_by_role("textbox", name="Search").fill("whom")
    page.page.get_by_role("button", name="Who knows whom").click()
    page.page.get_by_text("Choose first: Organisation.").wait_for()
    page.page.get_by_role("combobox", name="Organisation").click()
    page.page.keyboard.type("Falcon")
    page.page.get_by_role("option", name="Falcon Energy").click()
    heading5 = page.page.locator("h5", has_text="2 rows")
    heading5.wait_for()
    assert "question=who-knows-whom" in page.page.url
    assert "organisation=falcon" in page.page.url
    with page.page.expect_download() as file:
        page.page.get_by_role("button", name="Download as CSV").click()
    lines = Path(file.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "\ufeffcolleague,contact,post,organisation,strength,last_contact"
    assert lines[1].startswith("Omar Garcia,Ada Weber,")
    assert file.value.suggested_filename == "who-knows-whom.csv"

    page.page.reload()
    heading5.wait_for()
    page.page.get_by_text("The question in Cypher").click()
    page.page.get_by_text("MATCH", exact=False).first.wait_for()


def test_a_free_question_is_asked_and_names_in_it_stay_text(visit: Any, asked: list[str]) -> None:
    page = visit("/questions?kind=free")
    box = page.page.get_by_role("textbox", name="Question", exact=True)
    box.fill("MATCH (o:Organisation) RETURN o.name AS `=1+1`, o ORDER BY o.name")
    page.page.get_by_role("button", name="Ask").click()
    page.page.locator("h5", has_text="rows").wait_for()
    page.idle()
    assert page.page.get_by_test_id("stMain").locator("img, iframe").count() == 0
    with page.page.expect_download() as file:
        page.page.get_by_role("button", name="Download as CSV").click()
    text = Path(file.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff'=1+1,o")
    assert "Falcon Energy" in text

    box.fill("MATCH (o:Organisation) DETACH DELETE o")
    page.page.get_by_role("button", name="Ask").click()
    page.page.get_by_text("DETACH changes the store", exact=False).wait_for()
    assert not any(FOREIGN in url for url in asked)


@pytest.mark.thorough
def test_questions_do_not_stick_out_sideways(visit: Any) -> None:
    for path in ("/questions", "/questions?question=who-knows-whom&organisation=falcon", "/questions?kind=free"):
        page = visit(path)
        for width in (390, 800, 1280):
            page.page.set_viewport_size({"width": width, "height": 900})
            page.page.wait_for_function("width => innerWidth === width", arg=width)
            page.idle()
            assert page.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width


# --- how it is served ---


def test_it_listens_on_this_machine_only_and_refuses_strangers(server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    if Path("/proc/net/tcp").exists():
        tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
        lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()]
        listening = {line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port:04X}")}
        assert listening == {f"0100007F:{port:04X}"}

    assert handshake(port, host=f"127.0.0.1:{port}", origin=server) == 101
    assert handshake(port, host=f"127.0.0.1:{port}", origin="http://evil.example") == 403
    assert handshake(port, host="evil.example", origin="http://evil.example") == 403


def handshake(port: int, host: str, origin: str) -> int:
    """The status that a web socket gets which claims this host and origin."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    for name, value in {
        "Host": host, "Origin": origin, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_flags_say_how_to_serve() -> None:
    said = flags(8765)

    assert app().is_file()
    for flag in ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false",
                 "--client.showErrorDetails=none", "--client.toolbarMode=minimal", "--server.fileWatcherType=none",
                 "--server.maxUploadSize=20", "--server.enableXsrfProtection=true", "--server.enableCORS=true",
                 "--server.allowedHosts=127.0.0.1", "--server.port=8765"):
        assert flag in said


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="is in use"):
            explore(tmp_path, taken.getsockname()[1], open_browser=False)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent in another way on Windows")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_behind(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(tmp_path / "store"), str(port)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=hears_ctrl_c,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == f"The explorer is at http://127.0.0.1:{port} (Ctrl-C stops it).\n"
    process.send_signal(stop)
    _, errors = process.communicate(timeout=READY / 1000)

    assert process.returncode == 130
    assert "Traceback" not in errors
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return
    pytest.fail("the explorer still answers")
