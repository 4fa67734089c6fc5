"""The embedded engine, seen from outside: start it or find it, ask whether it runs, stop it.

The engine is a process of its own (`engine`), shared by every program that uses the same store folder.
This module loads fast: it imports neither the driver nor anything of Java.
"""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .. import __version__
from ..errors import StoreError, StoreUnavailable
from . import checks
from . import place as places
from .place import Layout, Rendezvous, owned

__all__ = ["Rendezvous", "available", "engine_version", "ensure", "exists", "owned", "status", "stop"]

POLL_SECONDS = 0.02
MAX_LOG = 5 * 1024**2
JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
"""Would change the engine behind its back."""

USE_NEO4J = "Use a Neo4j instead: --store bolt://HOST:7687."
GLIBC = (2, 34)
_started: list[subprocess.Popen[bytes]] = []
"""The engines that this process started: a handle must not be lost while the process lives."""


def available() -> str | None:
    """None when the engine can run here, else a sentence that says why not and what to use instead."""
    from importlib.util import find_spec

    if find_spec("arcadedb_embedded") and find_spec("jpype"):
        return None
    libc, version = platform.libc_ver()
    if libc == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < GLIBC:
        return f"The embedded engine needs glibc 2.34 or newer; this system has {version}. {USE_NEO4J}"
    here = f"{platform.system()} {platform.machine()}"
    where = "Linux, macOS on arm64 and Windows on x64"
    return f"The embedded engine is not installed on this {here} system; it exists for {where}. {USE_NEO4J}"


def engine_version() -> str:
    """Version of the installed engine; '' when there is none."""
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return metadata.version("arcadedb-embedded")
    return ""


def exists(place: Path) -> bool:
    """Is there a store in this folder?"""
    return places.layout(place).marker.exists()


def status(place: Path) -> Rendezvous | None:
    """Where the engine of this store answers; None when it is not running. Starts nothing."""
    at = places.layout(place)
    found = places.rendezvous(at)
    return found if found and _answers(found.port) and owned(at) else None


def ensure(place: Path, *, timeout: float = 60) -> Rendezvous:
    """Find the running engine of this store folder, or start it, within `timeout` seconds.

    Raises StoreError or StoreUnavailable with a hint when the folder is no store, the store is damaged, or the
    engine cannot start.
    """
    at = places.layout(place)
    found = status(at.root)
    if found and _current(found):
        return found
    if reason := available():
        message, _, hint = reason.partition(". ")
        raise StoreUnavailable(f"{message}.", hint)
    checks.make_folder(at)
    from filelock import FileLock, Timeout

    deadline = time.monotonic() + timeout
    try:
        with FileLock(at.start_lock, timeout=timeout, mode=0o600, fallback_to_soft=False):
            return _running(at, deadline) or _start(at, deadline)
    except Timeout:
        message = f"Another program has been starting the engine of {at.root} for {timeout:.0f} seconds."
        raise StoreUnavailable(message, "Try again in a minute.") from None
    except OSError as error:
        raise StoreError(f"The store folder {at.root} cannot be used: {error.strerror}.", places.WRITABLE) from None


def stop(place: Path, *, timeout: float = 30) -> bool:
    """Stop the engine of this store and wait until the store is closed; False when none was running."""
    at = places.layout(place)
    if not owned(at):
        return False
    if not _ask_to_stop(at, {}, time.monotonic() + timeout):
        raise StoreUnavailable(f"The engine of {at.root} did not stop within {timeout:.0f} seconds.", _end_it(at))
    return True


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
        return True
    return False


def _current(found: Rendezvous) -> bool:
    return found.program == __version__ and found.engine == engine_version()


def _running(at: Layout, deadline: float) -> Rendezvous | None:
    """The engine that owns the store; None once nobody does. One that is just stopping is waited for.

    One of another version makes room if nobody is connected to it. If somebody is, it will do as long as the
    engine itself is the same.
    """
    while owned(at):
        found = status(at.root)
        if found and (_current(found) or not _ask_to_stop(at, {"idle": True}, deadline)):
            if found.engine == engine_version():
                return found
            message = f"The store {at.root} is in use by engine {found.engine}; this program has {engine_version()}."
            raise StoreError(message, "Close the other programs that use it, or: stakeholder-map store stop")
        if time.monotonic() > deadline:
            raise StoreUnavailable(f"Another process owns the store {at.root} but does not answer.", _end_it(at))
        time.sleep(POLL_SECONDS)
    return None


def _ask_to_stop(at: Layout, wish: dict[str, bool], deadline: float) -> bool:
    """Ask the engine to stop; False when it would not, or not in time."""
    before = places.rendezvous(at)
    places.write_json(at.stop, wish)
    while owned(at):
        now = places.rendezvous(at)
        if now and before and now.pid != before.pid:
            return True  # it has stopped, and somebody has started another one
        if time.monotonic() > deadline or (wish and now and not at.stop.exists()):
            return False
        time.sleep(POLL_SECONDS)
    return True


def _start(at: Layout, deadline: float) -> Rendezvous:
    checks.refuse_full_disk(at)
    for leftover in (at.bolt, at.stop, at.failure):
        leftover.unlink(missing_ok=True)
    process = _spawn(at)
    _started[:] = [other for other in _started if other.poll() is None] + [process]
    while not (found := places.rendezvous(at)):
        if process.poll() is not None:
            raise _failure(at, process.returncode)
        if time.monotonic() > deadline:
            process.kill()
            raise StoreUnavailable(f"The engine of {at.root} did not start in time.", f"Its log is {at.engine_log}.")
        time.sleep(POLL_SECONDS)
    return found


def _spawn(at: Layout) -> subprocess.Popen[bytes]:
    """Start the engine's process so that it outlives this one and its terminal."""
    home = str(Path(__file__).resolve().parent.parent.parent)
    path = os.pathsep.join(part for part in (home, os.environ.get("PYTHONPATH")) if part)
    environment = {key: value for key, value in os.environ.items() if key not in JAVA_VARIABLES}
    windows = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    if at.engine_log.exists() and at.engine_log.stat().st_size > MAX_LOG:
        at.engine_log.replace(at.engine_log.with_suffix(".old.log"))
    with open(os.open(at.engine_log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "ab") as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", f"{__package__}.engine", str(at.root)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=at.root,
            env=environment | {"PYTHONPATH": path},
            start_new_session=not windows,
            creationflags=windows,
        )


def _failure(at: Layout, code: int) -> StoreError:
    told = places.read_json(at.failure)
    if told:
        return StoreError(str(told["message"]), str(told["hint"]))
    message = f"The engine of {at.root} ended while it was starting (exit code {code})."
    return StoreUnavailable(message, f"Its log is {at.engine_log}.")


def _end_it(at: Layout) -> str:
    found = places.rendezvous(at)
    return f"End {f'process {found.pid}' if found else 'the process that holds it'}; its log is {at.engine_log}."
