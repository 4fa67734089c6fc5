"""A real explorer on a free port and a real Chromium for the tests that look at pages."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)
READY = 60_000
"""Milliseconds to wait for a state of the page before a test gives up."""


def chromium_path() -> str:
    """Where Chromium is; skips the test with a sentence when this machine has none."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for path in map(shutil.which, NAMES) if path), None)
    if not found:
        pytest.skip("No Chromium on this machine: the tests that look at pages were left out.")
    pytest.importorskip("playwright", reason="Playwright is not installed: the tests that look at pages were left out.")
    return found


@contextlib.contextmanager
def chromium(width: int = 1280, height: int = 900, dark: bool = False) -> Iterator[Any]:
    """A browser context of its own, with an empty profile that is removed afterwards."""
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, headless=True, args=list(ARGUMENTS), accept_downloads=True,
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(READY)
        try:
            yield context
        finally:
            context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, environment: dict[str, str] | None = None) -> Iterator[str]:
    """Runs a command until the explorer answers on `port`; yields its address and stops the command afterwards."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *command], stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        try:
            yield _answering(process, port, log)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answering(process: subprocess.Popen[bytes], port: int, log: Path) -> str:
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
            return address
        time.sleep(0.05)
    raise AssertionError(f"The explorer did not start:\n{log.read_text()}")


class Page:
    """One page of the explorer, waited for by its state and never by the clock."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def idle(self) -> Page:
        """Waits until the page has nothing left to do."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-testid=stSkeleton]')"
        )
        return self

    def map_ready(self, view: str = "map") -> Page:
        self.page.wait_for_function("view => globalThis.stakeholderMaps?.[view]?.items.length > 0", arg=view)
        return self.idle()

    def map_still(self, view: str = "map") -> None:
        """Wait until the camera has not moved for a second: a movement that goes on would undo the next one."""
        self.page.wait_for_function("""view => {
            const scale = globalThis.stakeholderMaps[view].network.getScale(), now = performance.now();
            const seen = (globalThis.seenCamera ||= {});
            if (seen.scale !== scale) Object.assign(seen, { scale, since: now });
            return now - seen.since > 1000;
        }""", arg=view)

    def move_camera(self, scale: float) -> None:
        """Move the map's camera and wait until the browser has kept where it is."""
        self.map("map.network.moveTo({ scale: values[0], position: { x: 40, y: 30 }, animation: false })", scale)
        self.kept_camera(f"scale === {scale}")

    def kept_camera(self, condition: str) -> None:
        """Wait until the camera that the browser keeps for another visit fulfils a condition."""
        self.page.wait_for_function(
            f"() => JSON.parse(sessionStorage['stakeholder-map:map'] ?? null)?.camera.{condition}"
        )

    def narrow(self, width: int | None) -> None:
        """Hold maps to so many pixels, as a page does while it is put together; None lets go."""
        self.page.evaluate("""width => {
            document.getElementById('narrow')?.remove();
            if (width) document.head.insertAdjacentHTML('beforeend',
                `<style id="narrow">[class*="st-key-map"] { max-width: ${width}px !important }</style>`);
        }""", width)

    def map(self, expression: str, *values: Any, view: str = "map") -> Any:
        """Evaluates JavaScript in which `map` is the map and `values` are the further arguments."""
        return self.page.evaluate(
            f"([view, values]) => {{ const map = globalThis.stakeholderMaps[view]; return {expression}; }}",
            [view, list(values)],
        )

    def map_until(self, expression: str, *values: Any, view: str = "map") -> None:
        self.page.wait_for_function(
            f"([view, values]) => {{ const map = globalThis.stakeholderMaps?.[view]; return map && ({expression}); }}",
            arg=[view, list(values)],
        )

    def item(self, name: str) -> str:
        """The id of the item on the map with this name."""
        found = self.map("map.items.getIds().find(id => map.items.get(id).title.split('\\n')[0] === values[0])", name)
        assert found is not None, f"{name} is not on the map"
        return str(found)

    def point(self, item: str, view: str = "map") -> tuple[float, float]:
        """Brings an item to the middle and returns where it is on the screen."""
        x, y = self.map(
            "(() => { const at = map.network.getPosition(values[0]);"
            " map.network.moveTo({ position: at, scale: 1.2, animation: false });"
            " const on = map.network.canvasToDOM(at), box = map.canvas.getBoundingClientRect();"
            " return [on.x + box.left, on.y + box.top]; })()",
            item, view=view,
        )
        return x, y
