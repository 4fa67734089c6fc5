"""Runs the explorer: one Streamlit process on loopback, told by flags how to serve, stopped with us."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import InputError, StakeholderMapError

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8501
START = 60.0
"""Seconds that the explorer gets to answer."""
STOP = 10.0


def explore(
    place: str | Path, port: int | None = None, open_browser: bool = True, say: Callable[[str], None] = print
) -> int:
    """Serves the explorer for the store at `place` until it is stopped; returns the exit code (130 after Ctrl-C).

    Without `port` the usual one is taken, or a free one when that is in use. Raises InputError when the port asked
    for is in use, StakeholderMapError when the explorer does not start. No password goes on a command line: the
    explorer reads the same settings and environment as every command.
    """
    chosen = _port(port)
    address = f"http://{LOOPBACK}:{chosen}"
    environment = {**os.environ, "STAKEHOLDER_MAP_STORE": _absolute(place)}
    command = [sys.executable, "-m", "streamlit", "run", str(app()), *flags(chosen)]
    with _process(command, environment) as process:
        try:
            _wait(process, address)
            say(f"The explorer is at {address} (Ctrl-C stops it).")
            if open_browser:
                webbrowser.open(address)
            return process.wait()
        except KeyboardInterrupt:
            return 130


def app() -> Path:
    """The script of the explorer: among the assets when installed, beside the package in a source tree."""
    package = Path(__file__).parent
    installed = package / "assets" / "app.py"
    return installed if installed.exists() else package.parent / "app.py"


def flags(port: int) -> list[str]:
    """How .streamlit/config.toml says to serve, as flags, so that no file or variable elsewhere can weaken it."""
    with (app().parent / ".streamlit" / "config.toml").open("rb") as file:
        stated = {name: section for name, section in tomllib.load(file).items() if name != "theme"}
    options = [*_flat(stated), ("server.port", port), ("browser.serverPort", port)]
    return [
        f"--{name}={str(part).lower() if isinstance(part, bool) else part}"
        for name, value in options for part in (value if isinstance(value, list) else [value])
    ]


def _flat(options: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in options.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _absolute(place: str | Path) -> str:
    return str(place) if "://" in str(place) else str(Path(place).expanduser().absolute())


def _port(asked: int | None) -> int:
    """The port asked for, else the usual one, else any free one."""
    if asked is not None:
        if not _free(asked):
            raise InputError(
                f"Port {asked} is in use.", "Choose another with --port, or leave --port out and a free one is taken."
            )
        return asked
    if _free(USUAL_PORT):
        return USUAL_PORT
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left counts as free
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


@contextmanager
def _process(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends when we do, also when we are told to terminate."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, before)
        _stop(process)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    """Until the explorer answers."""
    until = time.monotonic() + START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.05)
    raise StakeholderMapError(
        "The explorer did not start.", "Run `stakeholder-map doctor`, or choose another port with --port."
    )
